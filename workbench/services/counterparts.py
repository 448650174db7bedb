"""Which statements of other articles say the same as one of this, or stand against it: looked for
when facts are kept, kept as suggestions.

Candidates are articles of the weeks around that share telling words; of these only statements that
share a few concepts, names or numbers are compared. What it costs does not grow with the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from workbench.domain.counterpart import SURE, Counterpart, Place, Stance
from workbench.errors import DamagedError, UnreadError
from workbench.match.one_story import DAYS_APART
from workbench.match.rewrites import is_name, rarity
from workbench.match.stances import proposed
from workbench.services.statements import (
    LEAST_SHARED,
    MOST_APART,
    Signatures,
    Statement,
    is_later,
)
from workbench.services.uncollected import uncollected
from workbench.services.workbench import Workbench

_MOST_NEAR = 3
"""Articles whose statements are compared with one article's, and again as many of those that it was
found with before. Of real articles 77 of 78 proposals stood in the first three."""
_LEAST_WORDS = 2
"""Telling words that two articles share. Of real articles, seven in ten share only one, and three
in a hundred of all proposals are of those."""
_HALF = 4
"""And where all of them are words that many have, as in a story that everybody tells."""
_MOST_ALIKE = 3
"""Statements of another article that one is compared with: those that share most. With all, two in
a hundred more are proposed where near misses are many, and none of real articles."""

Judged = dict[tuple[Place, Place], Counterpart | None]
"""How two statements stand to each other, by where they stand; None where it is nothing."""


def keep_counterparts(bench: Workbench, numbers: Sequence[int]) -> None:
    """Find the counterparts of what these articles say, in the place of what was found before."""
    with uncollected():
        _keep(bench, numbers)  # what it makes is gone before anybody searches


def _keep(bench: Workbench, numbers: Sequence[int]) -> None:
    signatures = Signatures(bench)
    judged: Judged = {}
    found: dict[int, list[Counterpart]] = {}
    for number in numbers:
        with suppress(UnreadError, DamagedError):  # whoever reads them is told
            found[number] = find_counterparts(bench, number, signatures, judged)
    bench.store.counterparts.keep(found)
    bench.store.signatures.keep(signatures.made)


def find_counterparts(
    bench: Workbench, number: int, signatures: Signatures, judged: Judged | None = None
) -> list[Counterpart]:
    """The counterparts of what one article says: of each statement the likeliest in each article
    near it, and of each of theirs the likeliest in it, so that two articles give the same pairs
    from either side. judged: what is judged already of pairs of these signatures; more is added."""
    found: list[Counterpart] = []
    judged = {} if judged is None else judged
    with uncollected():
        near = _near(bench, number)
        signatures.read([number, *near])
        for other in near:
            with suppress(UnreadError, DamagedError):
                found += _likeliest(signatures.of(number), signatures.of(other), judged)
    return found


def _near(bench: Workbench, number: int) -> list[int]:
    """The articles that share the rarest telling words and names with this one, of equal ones the
    nearest, and of the others that share some those with which it was found to go when they were
    kept."""
    sharing, often = bench.store.gists.sharing(number, days=DAYS_APART)
    worth = {word: rarity(many) for word, many in often.items()}
    known = _Known.of(worth)
    near = [
        (sum(map(worth.__getitem__, one.words)), len(one.words), one)
        for one in sharing
        if known.is_near(one.words)
    ]
    near.sort(key=lambda each: (-each[0], -each[1], each[2].apart, abs(number - each[2].number)))
    ordered = [one.number for *_, one in near]
    first, more = ordered[:_MOST_NEAR], ordered[_MOST_NEAR:]
    if more:
        found = bench.store.counterparts.beside(number)
        more = [one for one in more if one in found][:_MOST_NEAR]
    return first + more


class _Known(NamedTuple):
    """The telling words and names of an article, by whether they tell it from others."""

    rare_names: frozenset[int]
    rare_words: frozenset[int]
    names: frozenset[int]

    @classmethod
    def of(cls, worth: Mapping[int, float]) -> _Known:
        """Those of an article. worth: how rare each is."""
        names = frozenset(filter(is_name, worth))
        rare = frozenset(word for word in worth if worth[word])
        return cls(rare & names, rare - names, names)

    def is_near(self, shared: Sequence[int]) -> bool:
        """Whether another article that shares these words and names may speak of the same."""
        if not self.rare_names.isdisjoint(shared):
            return True
        words = len(shared) - sum(map(self.names.__contains__, shared))
        return words >= _LEAST_WORDS and (words >= _HALF or not self.rare_words.isdisjoint(shared))


def _likeliest(
    ones: Sequence[Statement], others: Sequence[Statement], judged: Judged
) -> set[Counterpart]:
    """Of each statement of two articles its likeliest counterpart in the other one. An article
    seldom says a thing twice: of what may be the same, those are taken first that nothing likelier
    takes from each other, and only what is left over may share its counterpart."""
    found = _found(ones, others, judged)
    found.sort(key=lambda pair: -pair.score)
    best: dict[Place, Counterpart] = {}
    for pair in found:
        if pair.stance.joins and best.keys().isdisjoint((pair.one, pair.other)):
            best |= dict.fromkeys((pair.one, pair.other), pair)
    for pair in found:
        for end in (pair.one, pair.other):
            held = best.setdefault(end, pair)
            if not pair.stance.joins and held.score < pair.score:
                best[end] = pair
    return {*best.values()}


def _found(
    ones: Sequence[Statement], others: Sequence[Statement], judged: Judged
) -> list[Counterpart]:
    """All that may be a counterpart of one in the other article. Of a statement that surely says
    what another one does nothing else comes to be told; what stands so to two is not judged."""
    found: list[Counterpart] = []
    taken: set[Place] = set()
    for one, other in _alike(ones, others):
        ends = one.place, other.place
        if taken.issuperset(ends):
            continue
        key = max(ends), min(ends)
        if key not in judged:
            judged[key] = _judged(one, other)
        if pair := judged[key]:
            found.append(pair)
            # None comes before it in the order in which they are taken.
            if pair.stance.joins and pair.score >= SURE and taken.isdisjoint(ends):
                taken.update(ends)
    return found


def _alike(
    ones: Sequence[Statement], others: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """Of each statement of two articles the few in the other one that share most with it."""
    shares = [
        (share, at, to)
        for at, one in enumerate(ones)
        for to, other in enumerate(others)
        if (share := _share(one, other))
    ]
    shares.sort(reverse=True)
    taken, met = [0] * len(ones), [0] * len(others)
    for _, at, to in shares:
        if min(taken[at], met[to]) < _MOST_ALIKE:
            yield ones[at], others[to]
        taken[at] += 1
        met[to] += 1


def _share(one: Statement, other: Statement) -> float:
    """How much of what either is looked up by the other one has; 0 of what is not compared."""
    shared = len(one.keys & other.keys)
    return shared / max(len(one.keys), len(other.keys)) if shared >= LEAST_SHARED else 0.0


def _judged(one: Statement, other: Statement) -> Counterpart | None:
    """How two statements stand to each other, the later one to the earlier."""
    if not is_later(one.said_at, other.said_at):
        one, other = other, one
    judged = proposed(other.side, one.side)
    if judged is None or judged.stance is None:
        return None
    both, apart = judged.comparison.overlap, judged.comparison.differences[:MOST_APART]
    found = tuple(each.turned for each in apart)
    if judged.stance is Stance.SPECIFIES and both.of_one < both.of_other:
        one, other, found = other, one, tuple(each.turned for each in found)
    return Counterpart(one.place, other.place, judged.stance, round(100 * judged.score), found)
