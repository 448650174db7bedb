"""Who begins to work: what she may change, and what she sees of colleagues' work.

On a shared store a supervisor may look at what analysts do not see of each other; nobody else may,
and each look is in the journal before anything shows.
"""

from __future__ import annotations

from workbench.domain.journal import LOOK, Change
from workbench.domain.member import Inspection, Task
from workbench.services.workbench import Sight, Workbench


def enter(bench: Workbench, blind: str, doing: str) -> None:
    """Begin to work: where the analyst may only read, the store takes no changes from here on; what
    is seen of colleagues' work is as the setting has it, off or on. On a shared store it can be off
    for supervisors alone. doing: what she looks at then, in words."""
    if not bench.is_shared:
        bench.sight = Sight.by(blind)
        return
    from workbench.services.roles import keep_to_reading

    if keep_to_reading(bench.store, bench.analyst):
        bench.sight = Sight.READING
        return
    wants_all = Sight.by(blind) is Sight.ALL
    if wants_all and not bench.store.is_read_only and bench.may(Task.INSPECT):
        record_look(bench, doing)
        bench.sight = Sight.ALL


def record_look(bench: Workbench, what: str) -> None:
    """Say in the journal that the analyst looks at something of others."""
    seen = Inspection(bench.uid(), bench.analyst, bench.now(), what)
    bench.act(LOOK, [Change.between("inspection", None, seen)], what)
