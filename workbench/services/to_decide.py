"""How much waits for whoever decides where analysts differ. What looks into differences is loaded
where there may be any: every desk asks when it starts.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.member import Task
from workbench.services.workbench import Workbench


class ToDecide(NamedTuple):
    """What waits."""

    differences: int = 0
    disputes: int = 0

    def to_record(self) -> dict[str, int]:
        """The same, as JSON has it."""
        return {"difference_count": self.differences, "dispute_count": self.disputes}


def to_decide(bench: Workbench) -> ToDecide:
    """What waits for a ruling or an answer; nothing for whoever may not give one, nor in a database
    that no group shares and in which nobody ruled yet: two desks may hand each other sets, and
    nobody decides."""
    if not (bench.is_shared or bench.store.rulings.are_there) or not bench.may(Task.DECIDE):
        return ToDecide()
    from workbench.services.adjudication import differing
    from workbench.services.disputes import disputed

    return ToDecide(len(differing(bench).places), len(disputed(bench)))
