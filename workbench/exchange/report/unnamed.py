"""What an outlet says as its own, and what somebody who is not named says through the same outlet.

Where both are the same thing the outlet is no origin besides its source: most of what an outlet is
said to report it has from somebody. Nobody has linked the two, and so neither's origins change;
but wherever they are counted it is told that both together may have no more than one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.domain.chain import Step, StepKind
from workbench.domain.claim import HopClass
from workbench.domain.source import SourceKind
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.matter import marks_of
from workbench.exchange.report.statements import Place, Statement

_SHARED, _PART = 2, 0.4
"""Words that say anything, and their share in the shorter of two, from which on both may say the
same."""
_PRINTS = {SourceKind.OUTLET, SourceKind.AGENCY}
_UNNAMED = (HopClass.ANONYMOUS, HopClass.UNATTRIBUTED)


class Unnamed(NamedTuple):
    """A statement of somebody who is not named, and what an outlet says as its own."""

    statement: Statement
    """As the outlet's own."""
    other: Statement
    """Through the outlet."""
    outlet: str
    who: Step

    def beside(self, statement: Statement) -> Statement:
        """The one of the two that a statement of theirs may be the same as."""
        return self.other if statement is self.statement else self.statement


def unnamed(digest: Digest) -> Mapping[Statement, Unnamed]:
    """Both statements of each pair that may be the same, with the first pair that has it."""
    own: defaultdict[str, dict[Statement, list[Place]]] = defaultdict(dict)
    for statement in digest.firsts:
        for place in statement.places:
            if (last := place.chain.steps[-1]) and statement.stance.supports:
                for uid in _outlets(digest, [last]):
                    own[uid].setdefault(statement, []).append(place)
    marks = {statement: marks_of(statement.words) for there in own.values() for statement in there}
    found: dict[Statement, Unnamed] = {}
    for other, place in _of_nobody(digest):
        for uid in _outlets(digest, place.chain.steps[:-1]):
            for statement, places in own[uid].items():
                if (
                    statement not in found
                    and _may_be(digest, [*places, place])
                    and not any(tied.other is other for tied in statement.ties)
                    and _is_alike(marks[statement], marks_of(other.words))
                ):
                    name = digest.names.get(uid, uid)
                    pair = Unnamed(statement, other, name, place.chain.steps[-1])
                    found[statement] = pair
                    found.setdefault(other, pair)
    return found


def _of_nobody(digest: Digest) -> Iterator[tuple[Statement, Place]]:
    """What somebody who is not named says, each time."""
    for statement in digest.firsts:
        for place in statement.places:
            if place.chain.steps[-1].hop_class in _UNNAMED and statement.stance.supports:
                yield statement, place


def _outlets(digest: Digest, steps: Iterable[Step]) -> Iterator[str]:
    """The outlets among those of some steps, by uid where they have one."""
    for step in steps:
        for source in step.sources or (step.names if step.kind is not StepKind.HOP else ()):
            uid = digest.families.final(source)
            if step.kind is not StepKind.HOP or digest.kinds.get(uid) in _PRINTS:
                yield uid


def _may_be(digest: Digest, places: Iterable[Place]) -> bool:
    """Whether some places may be of one event: all in one article, or in such as may tell of it."""
    numbers = {place.within.article.number for place in places}
    if len(numbers) == 1 or digest.scope.kind == "story":
        return True
    return any(numbers <= {*group} for group in digest.together)


def _is_alike(one: set[str], other: set[str]) -> bool:
    shared = len(one & other)
    return shared >= _SHARED and shared >= _PART * min(len(one), len(other))
