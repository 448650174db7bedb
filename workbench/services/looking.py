"""Supervisors' looks at what analysts do not see of each other: who may, and that it is known.

On a shared store each look is an act in the journal that no undo takes back, and everybody may read
who looked at what.
"""

from __future__ import annotations

from typing import Any

from workbench.domain.member import Inspection, Task
from workbench.services.entering import record_look
from workbench.services.workbench import Workbench


def sees_everybody(bench: Workbench) -> bool:
    """Whether more than what everybody sees may be seen."""
    return bench.may(Task.INSPECT)


def note_look(bench: Workbench, what: str) -> None:
    """Put into the journal that somebody looked at what analysts do not see of each other: on a
    shared store, where she may. what: in words."""
    if bench.is_shared and sees_everybody(bench):
        record_look(bench, what)


def looks(bench: Workbench) -> list[Inspection]:
    """Where supervisors looked, the newest first: for everybody."""
    return bench.store.members.looks()


def record_of_look(look: Inspection) -> dict[str, Any]:
    """A supervisor's look, as JSON has it."""
    return {"analyst": look.analyst, "at": look.at, "what": look.what}
