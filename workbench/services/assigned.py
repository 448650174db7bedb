"""What was divided, as it stands: an analyst's own queue, and how far everybody is with a
selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.domain.assignment import QueueCounts, Share
from workbench.domain.member import Task
from workbench.domain.selection import Selection
from workbench.services.asking import find_selection, seen_selections, today
from workbench.services.workbench import Workbench

__all__ = [
    "PartStanding", "QueueCounts", "parts_of", "queue_of", "record_of_part", "record_of_queue",
    "today", "unfinished_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartStanding:
    """How far an analyst is with her part of a selection."""

    selection: Selection
    share: Share


def queue_of(bench: Workbench) -> QueueCounts:
    """What the analyst's queue comes to."""
    gone: set[str] = set()
    rulings = bench.store.rulings
    # Rare, and what looks into them is slow to load.
    me = bench.analyst
    if rulings.overtaken() or rulings.thirds(me) or rulings.claimed_since(me):
        from workbench.services.units import void_for

        gone = void_for(bench)
    return bench.store.assignments.queue(me, str(today(bench)), gone)


def unfinished_of(bench: Workbench, analyst: str) -> int:
    """How many articles somebody was given and has not finished: they are to go to others where
    she leaves."""
    return bench.store.assignments.queue(analyst, "").mine


def parts_of(bench: Workbench, name: str = "") -> list[PartStanding]:
    """Who has what of a selection, or of each that was divided. Who may not divide sees
    her own parts alone, and not how many of these have a known answer. Raises NotFoundError."""
    if name:
        selections = [find_selection(bench, name)]
        shares = bench.store.assignments.shares(str(today(bench)), selections[0].uid)
    else:
        selections = seen_selections(bench)
        shares = bench.store.assignments.shares(str(today(bench)))
    if not bench.may(Task.ASSIGN):
        shares = [one._replace(known=None) for one in shares if one.analyst == bench.analyst]
    return [
        PartStanding(selection, share)
        for selection in selections
        for share in shares
        if share.selection == selection.uid
    ]


def record_of_part(part: PartStanding) -> dict[str, Any]:
    """One analyst's part of a selection, as JSON has it."""
    share = part.share
    return {
        "selection": part.selection.name,
        "analyst": share.analyst,
        "article_count": share.total,
        "done_count": share.done,
        "late_count": share.late,
        "due": share.due or None,
        "known_count": share.known,
    }


def record_of_queue(bench: Workbench, counts: QueueCounts) -> dict[str, Any]:
    """An analyst's queue in numbers, as JSON has it."""
    return {
        "analyst": bench.analyst,
        "given_count": counts.given,
        "mine_count": counts.mine,
        "late_count": counts.late,
        "days": [{"due": day or None, "article_count": many} for day, many in counts.days],
        "waiting_count": counts.waiting,
        "back_count": counts.back,
    }
