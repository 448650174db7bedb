"""What new articles say to what an analyst keeps open: looked for by her own desk when it asks, as
what she keeps open is hers alone, and kept as suggestions.

An article is looked at where it shares telling words with what is kept open, and of it only
statements that share concepts, names or numbers: what this costs does not grow with the library. A
question in words asserts nothing, so that whatever speaks of the most of it bears on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from heapq import nlargest
from itertools import groupby
from operator import attrgetter

from workbench.domain.counterpart import Place, Stance
from workbench.domain.fact import NAME_KINDS, Fact
from workbench.domain.kept_open import Asked, KeptOpen, Reply
from workbench.domain.signature import Signature
from workbench.errors import DataError
from workbench.extract import extract, ordinary_words
from workbench.match.apart import Apart
from workbench.match.rewrites import SHARED_TELLING, number_of, telling
from workbench.match.sides import Side
from workbench.match.stances import compare, judge
from workbench.services.statements import (
    LEAST_SHARED,
    MOST_APART,
    Signatures,
    Statement,
    is_later,
    keys_of,
    numbers_of,
    signer_of,
)
from workbench.services.telling_words import telling_of
from workbench.services.workbench import Workbench

_MOST = 40
"""Things kept open that one article is compared with: those that share the most with it."""
_SPOKEN_OF = 0.75
"""How much of a question in words is in a statement that speaks of it."""
_OTHERWISE = frozenset((Apart.DENIED, Apart.OPPOSITE, Apart.NUMBER, Apart.MOOD))
"""In what a statement goes apart from a question in words that says otherwise."""
_ELSEWHERE = frozenset(
    (
        Apart.PERSON, Apart.PLACE, Apart.AGENT, Apart.NAME, Apart.LABEL, Apart.UNIT, Apart.TIME,
    )
)  # fmt: skip
"""And one that speaks of something else."""
_AT_ONCE = 50
"""Articles that what was opened is compared with before what was read of them is let go of."""
_REMEMBERED = 500
"""Words of which it is remembered what they say: each block of new articles is held against all
that is kept open."""


def compare_opened(bench: Workbench) -> None:
    """Compare what the analyst keeps open with the articles that came since she did, or whose facts
    were found anew: those that it was not compared with yet."""
    opened = bench.store.kept_open
    if bench.store.is_read_only or not (waiting := opened.waiting(bench.analyst)):
        return
    openers = _Openers(bench, waiting)
    for kept in opened.unbegun(bench.analyst):
        with suppress(DataError):  # whoever reads its article is told
            opened.begin(openers.asked(kept))
    asked = [one for one in opened.asked(bench.analyst) if one.kept in openers.kept]
    mark = attrgetter("mark")
    for before, those in groupby(sorted(asked, key=mark), key=mark):
        _compare(bench, openers, before, [*those])


def _compare(bench: Workbench, openers: _Openers, before: int, asked: Sequence[Asked]) -> None:
    """Compare some things kept open, which were compared up to one mark, with what came since."""
    opened = bench.store.kept_open
    came = opened.marks(before, min(one.since for one in asked))
    for first in range(0, len(came), _AT_ONCE):
        marks, numbers = zip(*came[first : first + _AT_ONCE], strict=True)
        found = _said_in([number for number in numbers if number], openers, asked)
        if not opened.keep(found, [one.kept for one in asked], (before, marks[-1])):
            return  # another desk of hers did
        before = marks[-1]


def _said_in(
    numbers: Sequence[int], openers: _Openers, asked: Sequence[Asked]
) -> dict[int, list[Reply]]:
    """What each of some articles says to things kept open: to those that share the most with it."""
    signatures = Signatures(openers.bench)
    words = telling_of(openers.bench, numbers)
    found: dict[int, list[Reply]] = {number: [] for number in numbers}
    for number, told in words.items():
        near = [(len(told & one.words), one) for one in asked if number > one.since]
        shares = [(shared, one) for shared, one in near if shared >= one.least]
        for _, one in nlargest(_MOST, shares):
            found[number] += _replies(one, openers, signatures, number)
    return found


@lru_cache(maxsize=_REMEMBERED)
def signed(words: str, lang: str) -> tuple[Sequence[Fact], Signature]:
    """What is found in words that stand in no article, and what they say."""
    facts = extract(words, lang=lang)
    signer, around = signer_of(words, facts, lang, None)
    return facts, signer.sign(0, len(words), around=around)


class _Openers:
    """What is kept open, each ready to be compared, signed once."""

    def __init__(self, bench: Workbench, kept: Iterable[KeptOpen]) -> None:
        self.bench = bench
        self.kept: Mapping[str, KeptOpen] = {one.uid: one for one in kept}
        self._signatures = Signatures(bench)
        self._sides: dict[str, Side] = {}

    def side(self, kept: KeptOpen) -> Side:
        """What it says. Raises DataError where its article cannot be read."""
        if kept.uid not in self._sides:
            self._sides[kept.uid] = self._signed(kept)
        return self._sides[kept.uid]

    def _signed(self, kept: KeptOpen) -> Side:
        if kept.is_question:
            return Side(signed(kept.words, kept.lang)[1])
        number = self.bench.store.articles.resolve(kept.article)
        return self._signatures.at(Place(number, kept.start, kept.end))

    def asked(self, kept: KeptOpen) -> Asked:
        """By what replies to it are looked for: its telling words, of a statement those of its
        article too, which says of where and whom it is."""
        facts, _ = signed(kept.words, kept.lang)
        names = {fact.span.exact for fact in facts if fact.kind in NAME_KINDS}
        words = telling(kept.words, kept.words, names, ordinary_words(kept.lang))
        told = {number_of(word) for word in words}
        least = 1
        if not kept.is_question:
            number = self.bench.store.articles.resolve(kept.article)
            told |= telling_of(self.bench, [number]).get(number, frozenset())
            least = SHARED_TELLING
        keys = numbers_of(keys_of(self.side(kept).core))
        return Asked(kept.uid, kept.since, least, frozenset(told), keys)


def _replies(
    asked: Asked, openers: _Openers, signatures: Signatures, number: int
) -> Iterator[Reply]:
    """What an article says to one thing kept open: of each stance the statement that shares the
    most with it; of those that share as much one with a number, and the likeliest."""
    best: dict[Stance, tuple[tuple[int, bool, int], Reply]] = {}
    with suppress(DataError):
        for statement in signatures.of(number):
            shared = len(asked.keys & statement.numbers)
            if shared < LEAST_SHARED:
                continue
            kept = openers.kept[asked.kept]
            side = openers.side(kept)
            if found := (_answer if kept.is_question else _bearing)(kept.uid, side, statement):
                rank = (shared, bool(statement.side.core.amounts), found.score)
                if found.stance not in best or best[found.stance][0] < rank:
                    best[found.stance] = rank, found
    yield from (reply for _, reply in best.values())


def _bearing(kept: str, side: Side, said: Statement) -> Reply | None:
    """How what an article says stands to a statement that is kept open, the later to the earlier:
    the article itself came later."""
    is_after = is_later(said.said_at, (side.core.day, 0))
    judged = judge(side, said.side) if is_after else judge(said.side, side)
    if judged.stance is None:
        return None
    both, apart = judged.comparison.overlap, judged.comparison.differences[:MOST_APART]
    of_ours, of_theirs = (both.of_one, both.of_other) if is_after else (both.of_other, both.of_one)
    differs = apart if is_after else tuple(each.turned for each in apart)
    is_ours = judged.stance.has_direction and not is_after
    if judged.stance is Stance.SPECIFIES:
        is_ours = of_ours < of_theirs
    return Reply(kept, said.place, judged.stance, is_ours, round(100 * judged.score), differs)


def _answer(kept: str, side: Side, said: Statement) -> Reply | None:
    """How a statement answers a question in words: because it speaks of the most of them, of all
    that it names and asks, and of nothing else in their place."""
    compared = compare(side, said.side)
    both, apart = compared.overlap, compared.differences[:MOST_APART]
    kinds = {each.kind for each in apart}
    if both.of_one < _SPOKEN_OF or both.lone.acts or both.lone.names or kinds & _ELSEWHERE:
        return None
    stance = Stance.CONTRADICTS if kinds & _OTHERWISE else Stance.SPECIFIES
    return Reply(kept, said.place, stance, False, round(100 * both.of_one), apart)
