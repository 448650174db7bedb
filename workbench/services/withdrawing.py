"""Withdrawing what was decided: the place is open again, as if nobody had ruled on it.

An answer that an adjudicator put in the place of all others stands for nothing without its ruling:
its claim is withdrawn too, and stays readable with what others made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.claim import ClaimState
from workbench.domain.journal import Change, Entry
from workbench.domain.member import Task
from workbench.domain.ruling import Answer as Word
from workbench.domain.ruling import Ruling
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.called import called
from workbench.services.disputes import settled
from workbench.services.workbench import Workbench

WITHDRAWN = "the ruling was withdrawn"
"""What answers a dispute about it."""
_OWN = "one of the answers is your own: another adjudicator withdraws it"


class Withdrawn(NamedTuple):
    """What came of it."""

    entry: Entry | None
    number: int
    """Of the article."""
    settled: int
    """Disputes that this answers."""
    is_third: bool
    """Whether an answer of the adjudicator's is withdrawn with it."""

    def __str__(self) -> str:
        words = f"withdrawn: the difference in #{self.number} is open again"
        if self.is_third:
            words += "; the answer that stood for the others is withdrawn"
        if self.settled:
            words += f"; {self.settled} {'disputes' if self.settled > 1 else 'dispute'} answered"
        return words


def ruling_called(bench: Workbench, beginning: str) -> Ruling:
    """The ruling whose uid begins so, whether or not it is of anything that is said now. Raises
    RoleError, NotFoundError, and UsageError where several do."""
    bench.require(Task.DECIDE)
    missing = NotFoundError(f"no ruling {beginning!r}", "Nothing was decided there.")
    return called(beginning, ((one.uid, one) for one in bench.store.rulings.all()), missing)


def withdraw(bench: Workbench, ruling: Ruling) -> Withdrawn:
    """Take a ruling back. Raises RoleError, UsageError where a side is her own on a shared store,
    and ConflictError where it was decided anew meanwhile."""
    bench.require(Task.DECIDE)
    if bench.is_shared and any(side.analyst == bench.analyst for side in ruling.sides):
        raise UsageError(_OWN)
    article = bench.store.articles.by_uid(ruling.article)
    if article is None:
        raise NotFoundError("its article cannot be read")
    if ruling not in bench.store.rulings.on(ruling.article):
        raise ConflictError("somebody decided it anew, or withdrew it", "Look at it again.")
    third = [*third_withdrawn(bench, ruling)]
    answers = [
        settled(bench, one, WITHDRAWN)
        for one in bench.store.rulings.disputes_of(ruling.uid)
        if one.answer is Word.DISPUTED
    ]
    changes = [Change.between("ruling", ruling, None), *answers, *third]
    entry = bench.act("withdraw ruling", changes, f"of #{article.number}")
    return Withdrawn(entry, article.number, len(answers), bool(third))


def third_withdrawn(bench: Workbench, ruling: Ruling) -> Iterator[Change]:
    """What withdraws a ruling's own answer, if it has one."""
    for claim in bench.store.claims.many([ruling.claim] if ruling.claim else []):
        if claim.state is not ClaimState.WITHDRAWN:
            yield Change.between("claim", claim, replace(claim, state=ClaimState.WITHDRAWN))
