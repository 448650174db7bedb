"""The dossier: opening it, putting groups together and taking statements out of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import Need, does, need, on
from workbench.tui.actions.timeline import chosen_articles
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.dossier import ToldGroup
    from workbench.tui.pages.dossier import DossierPage, GroupPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


def _shown(desk: Desk) -> DossierPage | None:
    from workbench.tui.pages.dossier import DossierPage

    page = desk.page if desk.page.pane is Pane.DOSSIER else None
    return page if isinstance(page, DossierPage) else None


def _group(desk: Desk) -> GroupPage | None:
    from workbench.tui.pages.dossier import GroupPage

    page = desk.page if desk.page.pane is Pane.GROUP else None
    return page if isinstance(page, GroupPage) and page.chosen else None


def _why_not_joined(desk: Desk, page: DossierPage) -> str | None:
    return None if _marked(page) else "mark one other group first ({mark.toggle})"


DOSSIER = need(_shown, "no dossier is shown")
JOINED: Need[DossierPage] = to_change(DOSSIER).when(_why_not_joined)
STATEMENT: Need[GroupPage] = to_change(
    need(_group, "no statement of the group is under the cursor")
)


def _marked(page: DossierPage) -> ToldGroup | None:
    """The one group that is marked and not under the cursor."""
    marked = [page.group(key) for key in page.marks.keys if key != page.key(page.cursor)]
    return marked[0] if len(marked) == 1 and page.chosen else None


async def _list(desk: Desk) -> None:
    await desk.places.open_dossier(chosen_articles(desk))


async def _join(desk: Desk, page: DossierPage) -> None:
    from workbench.services.regrouping import join_groups

    one, other = page.chosen, _marked(page)
    if one and other:
        await desk.call(join_groups, desk.bench, one, other)
        page.marks.clear()
        await desk.places.refresh()
        desk.say("one group by now; {desk.undo} takes it back")


async def _take_out(desk: Desk, page: GroupPage) -> None:
    from workbench.services.regrouping import take_out

    said = page.chosen
    if said is None:
        return
    entry = await desk.call(take_out, desk.bench, page.group, said)
    await desk.places.refresh()
    desk.say("out of the group; {desk.undo} takes it back" if entry else "it is alone there")


async def _unheard(desk: Desk, page: DossierPage) -> None:
    await desk.places.open_unheard(page)


HANDLERS: dict[str, Handler[Desk]] = {
    "dossier.list": does(_list),
    "dossier.join": on(JOINED, _join),
    "dossier.take_out": on(STATEMENT, _take_out),
    "dossier.unheard": on(DOSSIER, _unheard),
}
