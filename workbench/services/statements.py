"""The statements of an article: what somebody says in it, or the outlet itself, that is worth
comparing with what other articles say; each with its signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from workbench import __version__
from workbench.domain.counterpart import Place
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.gist import day_of
from workbench.domain.signature import Signature
from workbench.extract.signing.signer import Signer
from workbench.match.relations import relations
from workbench.match.rewrites import LEAD, number_of
from workbench.match.sides import Around, Side
from workbench.services.kept import take_kept
from workbench.services.workbench import Workbench
from workbench.stored.signatures import Keys, Signed, pack, unpack
from workbench.verbs.signatures import PackedSignatures

LEAST_SHARED = 2
"""Concepts, names or numbers that two statements share, to be compared."""
MOST_APART = 8
"""Things in which two statements go apart that are kept."""
_MOST = 40
"""Statements of an article that are compared; who says more has them in others, too."""
_SHORTEST = 15
"""Code points of a statement."""


class Statement:
    """One statement, made ready to be compared once somebody compares it."""

    def __init__(self, number: int, signed: Signed, article: _Article) -> None:
        self.place = Place(number, signed.start, signed.end)
        self.keys: Keys = signed.keys
        """What it is looked up by: concepts, words of names, numbers."""
        self._signed = signed
        self._article = article

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Its keys as numbers: what is kept open is looked for by these."""
        return numbers_of(self.keys)

    @cached_property
    def side(self) -> Side:
        """What it says, ready to be compared."""
        signature = self.signature
        return Side(signature, self._article.around(signature))

    @property
    def said_at(self) -> tuple[int, int]:
        """The day of its article, 0 where none is known, and the article's number."""
        return self.side.core.day, self.place.number

    @property
    def signature(self) -> Signature:
        """What it says."""
        return self._signed.signature()


def is_later(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the first of two statements is the later one, by the days of their articles; by their
    numbers where they are of one day, or a day is not known."""
    (day, number), (other_day, other_number) = one, other
    if day and other_day and day != other_day:
        return day > other_day
    return number > other_number


class _Article:
    """What stands around all statements of an article, made ready for the first one."""

    def __init__(self) -> None:
        self._around: Around | None = None

    def around(self, signature: Signature) -> Around:
        """What stands around one of them."""
        if self._around is None:
            self._around = Around(signature.around or Signature(signature.lang))
        return self._around


class Signatures:
    """The statements of articles, each article's read once."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._of: dict[int, tuple[Statement, ...]] = {}
        self.made: dict[int, PackedSignatures] = {}
        """By article, what had to be signed, for whoever can keep it."""

    def of(self, number: int) -> tuple[Statement, ...]:
        """The statements of an article. Raises UnreadError or DamagedError."""
        if number not in self._of:
            self.read([number])
        if number not in self._of:
            self._of[number] = _statements(number, self._sign(number))
        return self._of[number]

    def read(self, numbers: Iterable[int]) -> None:
        """Read those of several articles at once, of those that are kept."""
        wanted = [number for number in numbers if number not in self._of]
        for number, document in self._bench.store.signatures.of(wanted).items():
            signed = unpack(document, __version__)
            if signed is not None:
                self._of[number] = _statements(number, signed)

    def kept(self, number: int) -> Mapping[Place, Statement]:
        """Those of an article that were read: nothing is signed for it."""
        return {one.place: one for one in self._of.get(number, ())}

    def at(self, place: Place) -> Side:
        """What is said at a place, whether anything found stands there or not."""
        for one in self.of(place.number):
            if one.place == place:
                return one.side
        store = self._bench.store
        _, lang, text = store.gists.told(place.number)
        publication = store.articles.get(place.number).metadata.publication
        anchor = publication.anchor if publication else None
        signer, around = signer_of(text, store.facts.of_article(place.number), lang, anchor)
        return Side(signer.sign(place.start, place.end, around=around))

    def _sign(self, number: int) -> Sequence[Signed]:
        store = self._bench.store
        run, _ = store.facts.standing(number)
        facts = store.facts.of_article(number)
        if run is None or not facts:
            return ()
        _, _, text = store.gists.told(number)
        _, lang, anchor, checksum = run
        document = packed_statements(text, facts, lang, anchor)
        self.made[number] = PackedSignatures(checksum, document)
        return unpack(document, __version__) or ()


def _statements(number: int, signed: Iterable[Signed]) -> tuple[Statement, ...]:
    article = _Article()
    return tuple(Statement(number, one, article) for one in signed)


def packed_statements(text: str, facts: Sequence[Fact], lang: str, anchor: str | None) -> bytes:
    """The statements of a text, signed, as they are kept."""
    return pack(
        __version__,
        [
            (start, end, keys_of(signature), signature)
            for start, end, signature in statements(text, facts, lang, anchor)
        ],
    )


def signer_of(
    text: str, facts: Sequence[Fact], lang: str, anchor: str | None
) -> tuple[Signer, Signature]:
    """What signs the statements of a text, and what is told around them all: what it begins with.
    anchor: its local publication date, where one is known."""
    take_kept()
    signer = Signer(text, facts, lang, day=day_of(anchor))
    return signer, signer.sign(0, min(len(text), LEAD))


def statements(
    text: str, facts: Sequence[Fact], lang: str, anchor: str | None
) -> Iterator[tuple[int, int, Signature]]:
    """The statements of a text, each where it begins and ends: its quotations, and what the outlet
    itself says that is worth checking."""
    signer, around = signer_of(text, facts, lang, anchor)
    for fact in islice(_asked(facts), _MOST):
        speaker, span = fact.speaker, fact.span
        is_denied = speaker is not None and not speaker.stance.supports
        voice = (speaker.name or speaker.span.words) if speaker else ""
        signature = signer.sign(
            span.start, span.end, is_denied=is_denied, around=around, voice=voice
        )
        yield span.start, span.end, signature


def _asked(facts: Iterable[Fact]) -> Iterable[Fact]:
    for fact in facts:
        if fact.is_question and fact.kind is not Kind.RELAY:
            is_short = fact.span.end - fact.span.start < _SHORTEST
            if not (is_short and isinstance(fact.attributes, Quote)):
                yield fact


def keys_of(signature: Signature) -> Keys:
    """What a statement is looked up by."""
    names = (part for name in signature.names for part in name.parts)
    numbers = (amount.low for amount in signature.amounts)
    concepts = (*(act.concepts for act in signature.acts), *signature.things)
    told = frozenset().union(*concepts)
    tolls = _tolls_of(signature)
    return frozenset((*told, *names, *signature.proper, *signature.words, *numbers, *tolls))


def _tolls_of(signature: Signature) -> Iterator[str]:
    """What happened to those whom the numbers of a statement count, each as two keys: with another
    number and in other words it is told anew, and looked for though nothing else is shared."""
    known = relations()
    fates = frozenset[str]().union(*(amount.of for amount in signature.amounts)) & known.fates
    for fate in fates.union(*(known.wider.get(one, frozenset()) & known.fates for one in fates)):
        yield from (f"toll {fate}", f"{fate} toll")


def numbers_of(keys: Keys) -> frozenset[int]:
    """Keys as 32 bits each."""
    return frozenset(number_of(str(key)) for key in keys)
