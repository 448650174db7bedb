"""One quantity over time by source: the numbers that statements of several articles give of one
thing, who stands by which, who went on to another one, and what a correction took back.

Two numbers are of one quantity where their statements are counterparts (found by the machine, or
linked) and each has the other alone that counts the same; or where articles that may tell of one
event count the same people, or a sum in one currency, at a place or on a day that both have, as
reports ask it. All else is left alone, and so is a number of which nothing says what it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import NamedTuple

from workbench.domain.counterpart import Place
from workbench.domain.fact import Fact, Quantity
from workbench.domain.gist import day_of
from workbench.domain.quantity import Given, Series
from workbench.domain.series import Keys, Number
from workbench.domain.signature import Amount, Bound, Extent, in_base
from workbench.domain.span import Span
from workbench.domain.stated import Stated
from workbench.domain.timeline import by_clock, clock_of
from workbench.extract.signing.signer import Signer
from workbench.match.amounts import counts_alike, is_counted_alike
from workbench.match.relations import Relations, relations
from workbench.services.statements import Signatures
from workbench.services.timeline import NOW, AsOf, Read, read_statements, when_of
from workbench.services.uncollected import uncollected
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench
from workbench.told.corrective import is_correction
from workbench.told.counts import Count, counts_of

_SHARED = 2
"""Who speaks in both of two articles, from which on these may tell of one event."""
Pairs = set[frozenset[Place]]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A number that a statement gives, with what it can be compared by."""

    number: Number[Given]
    amount: Amount | None
    count: Count | None
    lang: str

    @property
    def place(self) -> Place:
        """The statement's."""
        return self.number.of.stated.place


@uncollected()
def quantities(
    bench: Workbench, numbers: Sequence[int], as_of: AsOf = NOW, *, is_story: bool = False
) -> list[Series]:
    """What several of some articles give a number of: that on which they differ first, then that
    which most of them give. is_story: all may tell of one event. Reads the facts of each."""
    read = list(read_statements(bench, numbers, as_of))
    final, signatures = bench.store.sources.merges(), Signatures(bench)
    signatures.read(numbers)
    clock = clock_of(each.view.article.metadata.at for each in read)
    giving = (_Giving.of(each, final, clock) for each in read)
    told = [one for each in giving for one in _numbers(each, signatures)]
    pairs = _counterparts(bench, read, as_of)
    groups = _Groups(told)
    together = _Together(read, pairs, final, is_story=is_story)
    for one, other in chain(_alike(told, pairs), _counted(told, together, groups)):
        groups.join(one, other)
    found = [Series.of(group) for group in groups.all()]
    several = [one for one in found if len(one.articles) > 1]
    return sorted(
        several,
        key=lambda one: (not one.is_disputed, -len(one.articles), one.numbers[0].of.stated.place),
    )


# Numbers of statements ---------------------------------------------------------------------------


def _numbers(giving: _Giving, signatures: Signatures) -> Iterator[_Told]:
    """The numbers of an article's statements that somebody stands behind, each once, in the
    shortest of those that have it."""
    read, view = giving.read, giving.read.view
    metadata, amounts_in = view.article.metadata, _Amounts(view, signatures)
    every = counts_of(view.text, view.facts, is_correction=giving.corrects)
    counts = {one.span: one for one in every}
    facts = [one for one in view.facts if isinstance(one.attributes, Quantity)]
    seen = set[Span | tuple[float, float, frozenset[str]]]()
    for said in sorted(read.statements, key=lambda one: one.span.end - one.span.start):
        if not said.traced.stance.supports:
            continue
        amounts = list(amounts_in(said))
        for fact in (one for one in facts if _is_within(one, said)):
            amount, count = _amount(fact, amounts), counts.get(fact.span)
            amounts = [one for one in amounts if one is not amount]
            by = count or (amount if amount and (amount.of or amount.unit) else None)
            if by and fact.span not in seen:
                yield _Told(giving.number(said, fact, by), amount, count, metadata.lang)
            seen.add(fact.span)
        for amount in amounts:  # which no fact is, and the words around say what they count
            key = amount.low, amount.high, amount.of - amount.acts
            if key not in seen and key[2] and not amount.unit:
                seen.add(key)
                yield _Told(giving.plain(said, amount), amount, None, metadata.lang)


class _Amounts:
    """The amounts of an article's statements: as they were signed, or signed now."""

    def __init__(self, view: ArticleView, signatures: Signatures) -> None:
        self._view = view
        self._kept = signatures.kept(view.number)

    def __call__(self, said: Stated) -> Sequence[Amount]:
        kept = self._kept.get(said.place)
        if kept:
            return kept.signature.amounts
        return self._signer.sign(said.span.start, said.span.end).amounts

    @cached_property
    def _signer(self) -> Signer:
        view, metadata = self._view, self._view.article.metadata
        return Signer(view.text, view.facts, metadata.lang, day=day_of(metadata.day))


def _is_within(fact: Fact, said: Stated) -> bool:
    return said.span.start <= fact.span.start and fact.span.end <= said.span.end


def _amount(fact: Fact, amounts: Sequence[Amount]) -> Amount | None:
    """What a statement's signature has of a quantity."""
    about = fact.attributes
    assert isinstance(about, Quantity)
    if about.value is None:
        return None
    high = about.value if about.max is None else about.max
    mine = in_base(Amount(about.value, high, about.unit or "", frozenset()))
    alike = [one for one in amounts if (one.low, one.high) == (mine.low, mine.high)]
    same = [one for one in alike if one.unit == mine.unit] or alike
    return same[0] if len(same) == 1 else None


class _Giving(NamedTuple):
    """An article that gives numbers."""

    read: Read
    final: Mapping[str, str]
    """Uid of a merged source -> the one that it was merged into."""
    clock: int | None
    """By which all are told."""
    corrects: bool

    @classmethod
    def of(cls, read: Read, final: Mapping[str, str], clock: int | None) -> _Giving:
        """The article of a reading."""
        return cls(read, final, clock, is_correction(read.view.article, read.view.text))

    def number(self, said: Stated, fact: Fact, by: Count | Amount) -> Number[Given]:
        """A quantity as a number. by: what is compared: an amount is in the unit that others of its
        kind are in."""
        about = fact.attributes
        assert isinstance(about, Quantity)
        count = by if isinstance(by, Count) else None
        rough = about.approximate or bool(count and count.rough)
        given = self._given(said, fact.span.words, _what(about, by), rough)
        return Number(
            given, by.low, by.high, self._keys(said), said.article.uid, _when(given),
            len(said.chain.steps), bool(count and count.is_right),
            self.corrects and count is not None and not count.is_right,
        )  # fmt: skip

    def plain(self, said: Stated, amount: Amount) -> Number[Given]:
        """A number that is no fact."""
        counts = ", ".join(sorted({*map(_called, amount.of - amount.acts)}))
        printed = "–".join(dict.fromkeys(f"{one:.12g}" for one in (amount.low, amount.high)))
        given = self._given(said, printed, counts, amount.bound is Bound.ABOUT)
        return Number(
            given, amount.low, amount.high, self._keys(said), said.article.uid, _when(given),
            len(said.chain.steps),
        )  # fmt: skip

    def _given(self, said: Stated, printed: str, counts: str, is_rough: bool) -> Given:
        timed = when_of(said, self.read.timing)
        timed = by_clock(timed, said.article.metadata.at, self.clock)
        return Given(said, timed, printed, counts, is_rough)

    def _keys(self, said: Stated) -> Keys:
        """By which it is known that the same say two numbers; who is not named by the very words in
        the very article."""
        origin = said.traced.origin
        if origin.anonymous or not origin.counts:
            return frozenset({(said.article.uid, origin.words)})
        return frozenset((self.final.get(uid, uid),) for uid in origin.sources)


def _when(given: Given) -> Extent | None:
    return given.timed.said.extent if given.timed.said else None


def _called(concept: str) -> str:
    """The words that a concept's name is made of: "armored_vehicle", "train_thing"."""
    return concept.removesuffix("_thing").replace("_", " ")


def _what(about: Quantity, by: Count | Amount) -> str:
    if isinstance(by, Count):
        return f"{by.what} ({by.currency})" if by.currency else by.what
    if about.counts and by.unit != (about.unit or ""):
        return f"{about.counts} ({by.unit})"
    return about.counts or by.unit


# What belongs together ---------------------------------------------------------------------------


def _counterparts(bench: Workbench, read: Sequence[Read], as_of: AsOf) -> Pairs:
    """The statements that are found to be of one matter, or linked, and that the analyst has not
    called unrelated; by a day, where only what was recorded then counts."""
    here = {said.place: said for one in read for said in one.statements}
    claims = {claim.uid: said for said in here.values() for claim in said.claims}
    uids = [one.view.article.uid for one in read]
    apart = [
        word
        for word in bench.store.counterparts.unrelated_in(uids, bench.analyst)
        if not (as_of.is_recorded and word.at > as_of.stamp)
    ]
    found: Pairs = set()
    for ours, other, is_hers in chain(
        (
            (claims.get(link.claim), claims.get(link.other), link.analyst == bench.analyst)
            for one in read
            for link in one.view.links
        ),
        (
            (here.get(pair.one), here.get(pair.other), False)
            for pair in bench.store.counterparts.of([one.view.number for one in read])
        ),
    ):
        if ours is None or other is None or ours.place == other.place:
            continue
        if is_hers or not any(word.holds_for(ours.key, other.key) for word in apart):
            found.add(frozenset((ours.place, other.place)))
    return found


class _Together:
    """Which articles may tell of one event: asked of two at a time, since of a thousand half a
    million pairs may."""

    def __init__(
        self, read: Sequence[Read], pairs: Pairs, final: Mapping[str, str], *, is_story: bool
    ) -> None:
        """final: as `_Giving` has it; is_story: all may."""
        self._is_story = is_story
        self._found = {frozenset(place.number for place in pair) for pair in pairs}
        self._speak_in: defaultdict[int, set[str]] = defaultdict(set)
        for one in read:
            for said in one.statements:
                if said.chain.steps[1:] and not said.traced.origin.anonymous:
                    there = self._speak_in[one.view.number]
                    there.update(final.get(uid, uid) for uid in said.traced.origin.sources)

    def are(self, one: int, other: int) -> bool:
        """Whether two do."""
        if self._is_story:
            return one != other
        shared = self._speak_in[one] & self._speak_in[other] if one != other else ()
        return len(shared) >= _SHARED or frozenset((one, other)) in self._found


def _alike(told: Sequence[_Told], pairs: Pairs) -> Iterator[tuple[_Told, _Told]]:
    """The numbers of counterparts of which each has the other alone that counts the same."""
    known = relations()
    at: defaultdict[Place, list[_Told]] = defaultdict(list)
    for one in told:
        at[one.place].append(one)
    for ones, others in (
        [at[place] for place in sorted(pair)] for pair in sorted(map(sorted, pairs))
    ):
        alike = [
            (one, other)
            for one in ones
            for other in others
            if one.amount and other.amount and _are_of_one(one.amount, other.amount, known)
        ]
        for one, other in alike:
            if sum(one is a or other is b for a, b in alike) == 1:
                yield one, other


def _are_of_one(one: Amount, other: Amount, known: Relations) -> bool:
    """Whether two amounts count the same, however likely it is that one number is one."""
    return counts_alike(one, other, known) and is_counted_alike(one, other, known)


def _counted(
    told: Sequence[_Told], together: _Together, groups: _Groups
) -> Iterator[tuple[_Told, _Told]]:
    """The numbers of two articles that count the same of one event, and are of no one group yet:
    where a thousand articles give one number, nearly all are."""
    counted: defaultdict[tuple[str, ...], list[tuple[_Told, Count]]] = defaultdict(list)
    for one in told:
        if one.count:
            by = one.count.what, one.count.currency, one.count.occasion.whom
            counted[by].append((one, one.count))
    for those in counted.values():
        for (one, mine), (other, theirs) in combinations(those, 2):
            if groups.of(one) is groups.of(other):
                continue
            is_one_language = one.lang == other.lang
            if together.are(one.place.number, other.place.number) and mine.occasion.may_be(
                theirs.occasion, is_one_language=is_one_language
            ):
                yield one, other


class _Group:
    """Numbers of one quantity."""

    def __init__(self, one: _Told) -> None:
        self.told = [one]
        self.places = {one.place}
        corrects = one.number.is_wrong or one.number.is_right
        self.once = set[Place]() if corrects else {one.place}
        """Places that give one number of it alone."""

    def takes(self, other: _Group) -> bool:
        """Whether no statement would give two."""
        return self.once.isdisjoint(other.places) and other.once.isdisjoint(self.places)


class _Groups:
    """Numbers of one quantity: a statement gives one of it, unless its article corrects another."""

    def __init__(self, told: Iterable[_Told]) -> None:
        self._of = {id(one): _Group(one) for one in told}

    def of(self, one: _Told) -> _Group:
        """The one that a number is of."""
        return self._of[id(one)]

    def join(self, one: _Told, other: _Told) -> None:
        """Two numbers are of one quantity."""
        ours, theirs = self.of(one), self.of(other)
        if ours is theirs or not ours.takes(theirs):
            return
        if len(ours.told) < len(theirs.told):
            ours, theirs = theirs, ours
        ours.told += theirs.told
        ours.places |= theirs.places
        ours.once |= theirs.once
        self._of |= dict.fromkeys(map(id, theirs.told), ours)

    def all(self) -> Iterator[list[Number[Given]]]:
        """All groups."""
        groups = {id(group): group for group in self._of.values()}
        return ([one.number for one in group.told] for group in groups.values())
