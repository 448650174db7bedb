"""Whose work may come in on a shared store, and by whom.

There nobody acts in another's name. A file can say that anybody made anything: so each analyst
takes in what is her own, and a supervisor, who may replace the whole database, what is others'.
What decides for all and what all write on comes in for those who may decide and write it.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.journal import Record
from workbench.domain.member import Task
from workbench.domain.past import whose
from workbench.errors import RoleError
from workbench.services.workbench import Workbench

_NEEDED = {"ruling": Task.DECIDE, "guideline": Task.GUIDE}
"""What comes in for some alone -> what they may do."""


class Taker(NamedTuple):
    """Who takes in what comes from elsewhere."""

    analyst: str
    takes_all: bool
    refused: frozenset[str]
    """Kinds of records that her role does not let her make."""

    @classmethod
    def on(cls, bench: Workbench) -> Taker:
        """The analyst, as her role is now."""
        refused = (entity for entity, task in _NEEDED.items() if not bench.may(task))
        return cls(bench.analyst, bench.may(Task.COPY), frozenset(refused))

    def may_take(self, entity: str, record: Record | None, analyst: str = "") -> bool:
        """Whether a record may come in by her. analyst: whose it was, of one that is removed."""
        name = analyst if record is None else whose(entity, record)
        return entity not in self.refused and (self.takes_all or name in ("", self.analyst))

    def check(self, entity: str, record: Record | None, analyst: str = "") -> None:
        """Raises RoleError where she may not."""
        if not self.may_take(entity, record, analyst):
            name = analyst if record is None else whose(entity, record)
            who = f"that is {name}'s" if name not in ("", self.analyst) else f"that is a {entity}"
            raise RoleError(
                f"{who}, and on a shared database not for {self.analyst} to take in",
                "Whose it is takes it in, or a supervisor.",
            )
