"""The dossier of a story: each group of statements with its words, where it comes from, what stands
against it and how it changed; what is open; who is named and not heard.

Only groups that are looked at are read, a page at a time. What is told of a statement is what
stands beside it in its article (`services.told_counterparts`): the analyst's claim, a colleague's
that she may see, or what the machine asks there. Origins are `domain.origin`'s word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from workbench.domain.counterpart import Place, Stance
from workbench.domain.dossier import Opposed, ToldGroup
from workbench.domain.grouping import Group, Tie
from workbench.domain.origin import weigh_origins
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.services.families import families_of
from workbench.services.story import Story
from workbench.services.told_counterparts import StatementsOf
from workbench.services.uncollected import uncollected
from workbench.services.workbench import Workbench

PAGE, _STATEMENTS = 16, 160
"""Groups that are read at once, and statements in them from which on no further group is."""
_MOST = 40
"""Statements of a group that are read, claims first."""
_BESIDE = 12
"""Those of other groups that are told beside it."""


class Dossier:
    """Tells the groups of a story."""

    def __init__(self, bench: Workbench, story: Story) -> None:
        self.story = story
        self._bench = bench
        self._families = families_of(bench)
        self._statements = StatementsOf(bench, most=len(story.numbers))
        self._starts: defaultdict[int, set[int]] = defaultdict(set)
        for group in story.groups:
            for place in group.places:
                self._starts[place.number].add(place.start)

    def page(self, first: int) -> Sequence[Group]:
        """The groups from a place on that are read at once."""
        groups = self.story.groups[first : first + PAGE]
        many = accumulate(min(len(group.places), _MOST) for group in groups)
        return groups[: 1 + sum(one < _STATEMENTS for one in many)]

    @uncollected()
    def told(self, groups: Iterable[Group]) -> list[ToldGroup]:
        """Some of its groups; those left out of which nothing can be read. Reads their articles."""
        with self._bench.store.snapshot():  # an article takes twenty small questions
            return [one for group in groups if (one := self._told(group))]

    def _told(self, group: Group) -> ToldGroup | None:
        claims = self.story.claims
        ordered = sorted(group.places, key=lambda place: (place not in claims, place))
        read = ordered[:_MOST]
        self._statements.ask_ahead({place.number: self._starts[place.number] for place in read})
        said = [one for place in read if (one := self._at(place))]
        if not said:
            return None
        mine = self._bench.analyst
        said.sort(key=lambda one: (_weight(one, mine), _day(one), one.place))
        origins = weigh_origins([one.traced for one in said], self._families)
        beside = list(self._beside(group))
        changes = (one for one in beside if one.other.stance is Stance.UPDATES)
        return ToldGroup(
            group,
            tuple(said),
            origins,
            tuple(one for one in beside if one.other.stance is Stance.CONTRADICTS),
            tuple(sorted(changes, key=lambda one: _day(one.other.said))),
        )

    def _at(self, place: Place) -> Stated | None:
        there = self._statements.of(place.number, self._starts[place.number])
        return there.at(place) if there else None

    def _beside(self, group: Group) -> Iterator[Opposed]:
        """What leads out of a group, what people say and what is likeliest first; of each article
        one statement."""
        inside = {*group.places}
        told: set[tuple[int, Stance | None]] = set()
        for tie in group.beside:
            is_ours = tie.one in inside
            ours, other = (tie.one, tie.other) if is_ours else (tie.other, tie.one)
            if (other.number, tie.stance) in told or len(told) >= _BESIDE:
                continue
            here, there = self._at(ours), self._at(other)
            if here and there:
                told.add((other.number, tie.stance))
                yield Opposed(here, _counterpart(tie, there, is_ours=is_ours))


def _counterpart(tie: Tie, there: Stated, *, is_ours: bool) -> ToldCounterpart:
    """The other end of a tie. is_ours: whether it leads there from the group that is told."""
    assert tie.stance
    differs = tie.differs if is_ours else tuple(each.turned for each in tie.differs)
    leads = is_ours and tie.stance.has_direction
    return ToldCounterpart(there, tie.stance, leads, tie.score, differs, tie.link)


def _day(one: Stated) -> str:
    """The day of its article; what is of none that is known comes last."""
    return one.article.metadata.day or "9999"


def _weight(one: Stated, mine: str) -> int:
    """Own words first, then own claims, those of colleagues, and what the machine read."""
    claim = one.claim
    if claim is None:
        return 3
    return 2 if claim.analyst != mine else 0 if claim.restatement else 1
