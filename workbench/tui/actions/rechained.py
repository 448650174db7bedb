"""What acts on credits did to chains: counted when it is done, and listed, old beside new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.present.counting import counted
from workbench.tui.actions.need import does

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def otherwise(desk: Desk, entry: Entry | None) -> str:
    """How many of the analyst's claims read otherwise since an act on a credit, to follow what was
    done, but for the one under the cursor, whose chain is in sight; empty where none does."""
    from workbench.services.rechained import rechained

    found = await desk.call(rechained, desk.bench, [entry]) if entry else []
    here = desk.page.subject.claim
    others = sum(one.claim.uid != here.uid for one in found) if here else len(found)
    more = " more" if others < len(found) else ""
    many = counted(others, f"{more} claim reads".strip(), f"{more} claims read".strip())
    return f"; {many} otherwise: {{credit.changed}}" if others else ""


async def _changed(desk: Desk) -> None:
    from workbench.tui.pages.rechained import RechainedPage, last_rechained

    found = await desk.call(last_rechained, desk.bench)
    if found:
        desk.screen.push(RechainedPage(found, desk.glyphs))
    else:
        desk.say("no claim of yours reads otherwise by what you last said of a credit")


HANDLERS: dict[str, Handler[Desk]] = {"credit.changed": does(_changed)}
