"""What came of taking in an input: how much of it stands here now, what stayed as it was, and what
waits or was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from workbench.domain.arrival import WITH_CLAIM, Answer, ArrivalKind
from workbench.domain.journal import Change
from workbench.domain.past import PAST
from workbench.exchange.bundle import Loss
from workbench.services.handed_sets import HandedSet
from workbench.services.stayed import StayTold

_NO_ACT = "nothing was recorded, so undo takes back what you did before"


@dataclass(slots=True)
class Taken:
    """What came in."""

    articles: int = 0
    known_articles: int = 0
    changes: int = 0
    """Records of people that were taken, removals among them."""
    removed: int = 0
    rulings: int = 0
    """Of them, what was decided where analysts differ."""
    idle: int = 0
    """Rulings that decide nothing here: their claims are not all here, or say something else."""
    guidelines: int = 0
    """Of them, entries of the codebook."""
    kept: int = 0
    """Things that are here in another form: ours stayed."""
    newer: int = 0
    """Things that were changed here since: ours stayed."""
    conflicts: int = 0
    """Things that were changed here and there: listed, and ours stays until somebody answers."""
    waiting: int = 0
    """Things that have no place here: listed too."""
    loose: int = 0
    """Links to claims, and descent from articles, that are neither here nor in the input: left
    out."""
    others: int = 0
    """Records of others, which on a shared store they take in, or a supervisor: left out."""
    unread: tuple[Loss, ...] = ()
    """What the input holds and its format's reader left out."""
    unseen: int = 0
    """Articles of which others' work came in, that shows once whoever imported has judged them."""
    stayed: tuple[StayTold, ...] = ()
    """The first of what is kept, and of what is newer."""
    act: int | None = None
    """Number of the journal's entry; None where nothing was recorded: undo finds another then."""
    set: HandedSet | None = None
    """That the input was made of; None where it was made of none."""

    def count(self, changes: Iterable[Change]) -> None:
        """Count what an act took in, and what waits since."""
        for change in changes:
            if change.entity == "arrival":
                record = change.after or {}
                is_new = record.get("answer") == Answer.OPEN.value and record["why"] != WITH_CLAIM
                is_conflict = record.get("kind") == ArrivalKind.CONFLICT.value
                self.conflicts += is_new and is_conflict
                self.waiting += is_new and not is_conflict
            elif change.entity not in (PAST, "selection"):
                self.changes += 1
                self.removed += change.after is None
                self.rulings += change.entity == "ruling" and change.after is not None
                self.guidelines += change.entity == "guideline" and change.after is not None

    def to_record(self) -> dict[str, Any]:
        """As `annotations import --json` prints it."""
        counts = {one.name: getattr(self, one.name) for one in fields(self)}
        return counts | {
            "unread": [loss._asdict() for loss in self.unread],
            "stayed": [one._asdict() for one in self.stayed],
            "set": self.set.to_record() if self.set else None,
        }

    def __str__(self) -> str:
        words = f"{self.articles} articles added, {self.known_articles} known; "
        words += f"{self.changes} annotations and sources taken in"
        told = {
            "of them removals": self.removed,
            "of them rulings": self.rulings,
            "of these decide nothing here, as claims are missing or say something else": self.idle,
            "of them entries of the codebook": self.guidelines,
            "left as they are here": self.kept,
            "newer here": self.newer,
            "changed here too, and there": self.conflicts,
            "without a place here": self.waiting,
            "links to claims or articles of elsewhere left out": self.loose,
            "of others left out, as on a shared database they take in their own, or a supervisor "
            "does": self.others,
        }
        words += "".join(f"; {count} {what}" for what, count in told.items() if count)
        ask = "; workbench arrivals lists what waits for an answer"
        words += ask if self.conflicts or self.waiting else ""
        return words if self.act else f"{words}; {_NO_ACT}"
