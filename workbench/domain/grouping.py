"""Groups of statements that say the same, out of what people and the machine say of pairs of them.

An analyst's own word stands before her colleagues', and any of theirs before the machine's: within
each, what sets two statements apart stands before what makes them one. Two groups of which a pair
is set apart are never joined by anything of as much or less weight, however far it leads.
Grouping by hand is therefore nothing of its own: it is links, and words that two are unrelated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from workbench.domain.claim import Link
from workbench.domain.counterpart import Differs, Place, Stance


class Word(IntEnum):
    """Whose word it is, by weight: what is greater stands."""

    MACHINES = 0
    COLLEAGUES = 1
    OWN = 2


class Tie(NamedTuple):
    """How one statement stands to another, as somebody has it."""

    one: Place
    other: Place
    stance: Stance | None
    """None: they have nothing to do with each other."""
    word: Word = Word.MACHINES
    score: int = 100
    """How likely, in percent."""
    differs: tuple[Differs, ...] = ()
    link: Link | None = None
    """That says so."""

    @property
    def joins(self) -> bool:
        """Whether both say the same."""
        return self.stance is not None and self.stance.joins

    @property
    def ends(self) -> tuple[Place, Place]:
        """Its statements, in one order whichever way it leads."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)


_STANDS = (None, Stance.CONTRADICTS, Stance.UPDATES, Stance.SAME, Stance.SPECIFIES)
"""Of one weight, in the order in which they are followed: what sets apart, then what joins."""


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that say the same."""

    places: tuple[Place, ...]
    """In order."""
    ties: tuple[Tie, ...] = ()
    """Those from its statements to others of the same group, and to those of other groups, but for
    what is unrelated."""

    @property
    def within(self) -> tuple[Tie, ...]:
        """What its statements are to each other."""
        inside = {*self.places}
        return tuple(tie for tie in self.ties if inside.issuperset(tie.ends))

    @property
    def beside(self) -> tuple[Tie, ...]:
        """What they are to statements of other groups: never the same."""
        inside = {*self.places}
        return tuple(tie for tie in self.ties if not (tie.joins or inside.issuperset(tie.ends)))

    @property
    def is_disputed(self) -> bool:
        """Whether something contradicts it."""
        return any(tie.stance is Stance.CONTRADICTS for tie in self.beside)

    @property
    def articles(self) -> frozenset[int]:
        """Numbers of those that say it."""
        return frozenset(place.number for place in self.places)


def grouped(places: Iterable[Place], ties: Iterable[Tie]) -> list[Group]:
    """The groups of some statements, by the first of each. Ties with others are left out; of two
    statements the tie counts that weighs most. The order of what comes in says nothing."""
    there = {*places}
    counted = [tie for tie in _weightiest(ties) if there.issuperset(tie.ends)]
    sets = _Sets(there)
    for _, of_weight in groupby(counted, key=lambda tie: tie.word):
        every = list(of_weight)
        for tie in every:
            if not tie.joins:
                sets.part(*tie.ends)
        for tie in every:
            if tie.joins:
                sets.join(*tie.ends)
    of: defaultdict[Place, list[Tie]] = defaultdict(list)
    for tie in counted:
        if tie.stance is not None:
            for root in {sets.root(end) for end in tie.ends}:
                of[root].append(tie)
    return [Group(each, tuple(of[sets.root(each[0])])) for each in sets.all()]


def _weightiest(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Of each two statements one tie, those that are followed first at first."""
    seen: set[tuple[Place, Place]] = set()
    for tie in sorted(ties, key=_rank):
        if tie.one != tie.other and tie.ends not in seen:
            seen.add(tie.ends)
            yield tie


def _rank(tie: Tie) -> tuple[object, ...]:
    link = tie.link.uid if tie.link else ""
    return -tie.word, _STANDS.index(tie.stance), -tie.score, tie.ends, tie.one, tie.differs, link


class _Sets:
    """Sets of statements that are joined, and which of them must not be."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._root = {place: place for place in places}
        self._members = {place: [place] for place in self._root}
        self._apart: defaultdict[Place, set[Place]] = defaultdict(set)
        """Root -> roots of what it is set apart from."""

    def root(self, place: Place) -> Place:
        """What a set is known by."""
        return self._root[place]

    def part(self, one: Place, other: Place) -> None:
        """Set two apart, unless they are joined."""
        one, other = self._root[one], self._root[other]
        if one != other:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: Place, other: Place) -> None:
        """Make two one, with all that each is joined with, unless they are set apart."""
        small, large = sorted(
            (self._root[one], self._root[other]), key=lambda root: len(self._members[root])
        )
        if small == large or small in self._apart[large]:
            return
        for place in self._members[small]:
            self._root[place] = large
        self._members[large] += self._members.pop(small)
        for root in self._apart.pop(small, ()):
            self._apart[root].remove(small)
            self._apart[root].add(large)
            self._apart[large].add(root)

    def all(self) -> Sequence[tuple[Place, ...]]:
        """The sets, by the first of each."""
        return sorted(tuple(sorted(members)) for members in self._members.values())
