"""Groups of statements that say the same, out of what people and the machine say of pairs of them.

An analyst's own word stands before her colleagues', and any of theirs before the machine's: within
each, what sets two statements apart stands before what makes them one. Two groups of which a pair
is set apart are never joined by anything of as much or less weight, however far it leads.
Grouping by hand is therefore nothing of its own: it is links, and words that two are unrelated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import itemgetter
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


_FOLLOWED = (None, Stance.CONTRADICTS, Stance.UPDATES, Stance.SAME, Stance.SPECIFIES)
_STANDS = {stance: place for place, stance in enumerate(_FOLLOWED)}
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
        denials = [tie for tie in self.ties if tie.stance is Stance.CONTRADICTS]
        inside = {*self.places} if denials else set()  # a story has thousands that nothing denies
        return any(not inside.issuperset(tie.ends) for tie in denials)

    @property
    def articles(self) -> frozenset[int]:
        """Numbers of those that say it."""
        return frozenset(place.number for place in self.places)


def grouped(places: Iterable[Place], ties: Iterable[Tie]) -> list[Group]:
    """The groups of some statements, by the first of each. Ties with others are left out; of two
    statements the tie counts that weighs most. The order of what comes in says nothing."""
    # Statements are numbered in their order: a long story has a hundred thousand ties of some
    # thousand, which are compared and looked up as often.
    ordered = sorted({*places})
    counted = [*_weightiest(ties, {place: number for number, place in enumerate(ordered)})]
    sets = _Sets(len(ordered))
    for ends, tie in counted:  # of each weight what sets apart comes before what joins
        if tie.joins:
            sets.join(*ends)
        else:
            sets.part(*ends)
    of: defaultdict[int, list[Tie]] = defaultdict(list)
    for (one, other), tie in counted:
        if tie.stance is not None:
            for root in {sets.root[one], sets.root[other]}:
                of[root].append(tie)
    return [
        Group(tuple(ordered[one] for one in members), tuple(of[sets.root[members[0]]]))
        for members in sets.all()
    ]


_Ends = tuple[int, int]
"""Numbers of two statements, in order."""


def _weightiest(ties: Iterable[Tie], numbers: Mapping[Place, int]) -> Iterator[tuple[_Ends, Tie]]:
    """Of each two statements one tie, those that are followed first at first."""
    ranked: list[tuple[tuple[object, ...], _Ends, Tie]] = []
    for tie in ties:
        one, other = numbers.get(tie.one), numbers.get(tie.other)
        if one is None or other is None or one == other:
            continue
        ends = (one, other) if one < other else (other, one)
        link = tie.link.uid if tie.link else ""
        rank = -tie.word, _STANDS[tie.stance], -tie.score, ends, one, tie.differs, link
        ranked.append((rank, ends, tie))
    ranked.sort(key=itemgetter(0))
    seen: set[_Ends] = set()
    for _, ends, tie in ranked:
        if ends not in seen:
            seen.add(ends)
            yield ends, tie


class _Sets:
    """Sets of statements that are joined, and which of them must not be."""

    def __init__(self, many: int) -> None:
        self.root = [*range(many)]
        """What the set of each is known by."""
        self._members = {one: [one] for one in self.root}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        """Root -> roots of what it is set apart from."""

    def part(self, one: int, other: int) -> None:
        """Set two apart, unless they are joined."""
        one, other = self.root[one], self.root[other]
        if one != other:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: int, other: int) -> None:
        """Make two one, with all that each is joined with, unless they are set apart."""
        small, large = self.root[one], self.root[other]
        if small == large or small in self._apart[large]:
            return
        if len(self._members[large]) < len(self._members[small]):
            small, large = large, small
        members = self._members.pop(small)
        for one in members:
            self.root[one] = large
        self._members[large] += members
        for root in self._apart.pop(small, ()):
            self._apart[root].remove(small)
            self._apart[root].add(large)
            self._apart[large].add(root)

    def all(self) -> Sequence[list[int]]:
        """The sets, by the first of each."""
        return sorted(map(sorted, self._members.values()))
