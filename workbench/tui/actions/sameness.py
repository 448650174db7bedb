"""Sources that may be one: the list, and its answers one by one, as questions are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.span import shorten
from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import Need, does, need, on
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.tui.pages.sameness import SamenessPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_NAME = 22
"""Of a name in a message, so that what is left is told in 80 cells too."""


_WAYS = (
    "{sameness.accept} merges them, {sameness.reject} says that they are not the same, "
    "{sameness.turn} turns them round"
)


async def _list(desk: Desk) -> None:
    from workbench.services.sameness import suggested_merges  # loaded when it is asked for
    from workbench.tui.pages.sameness import SamenessPage

    found = await desk.call(suggested_merges, desk.bench)
    desk.screen.push(SamenessPage(found, desk.glyphs))
    if found:
        desk.say(_WAYS)


def _page(desk: Desk) -> SamenessPage | None:
    from workbench.tui.pages.sameness import SamenessPage

    page = desk.page if desk.page.pane is Pane.SAMENESS else None
    return page if isinstance(page, SamenessPage) and page.chosen else None


_SUGGESTED: Need[SamenessPage] = need(_page, "no two sources are left that may be one")


async def _accept(desk: Desk, page: SamenessPage) -> None:
    from workbench.services.sources import merge_sources

    if one := page.chosen:
        await desk.call(merge_sources, desk.bench, [one.source.uid], one.into.uid)
        page.take_off(one, is_merged=True)
        desk.screen.show_page()
        source, into = (shorten(of.name, _NAME) for of in (one.source, one.into))
        desk.say(f"{source} is {into} now; {_left(page)}")


async def _reject(desk: Desk, page: SamenessPage) -> None:
    from workbench.services.sameness import say_unalike

    if one := page.chosen:
        await desk.call(say_unalike, desk.bench, one.source.uid, one.into.uid)
        page.take_off(one, is_merged=False)
        desk.screen.show_page()
        desk.say(f"they are two, and never asked again; {_left(page)}")


async def _turn(desk: Desk, page: SamenessPage) -> None:
    page.turn()
    desk.screen.show_page()


def _left(page: SamenessPage) -> str:
    return f"{len(page.suggested) or 'none'} left, {{desk.undo}} takes it back"


HANDLERS: dict[str, Handler[Desk]] = {
    "sameness.list": does(_list),
    "sameness.accept": on(to_change(_SUGGESTED), _accept),
    "sameness.reject": on(to_change(_SUGGESTED), _reject),
    "sameness.turn": on(_SUGGESTED, _turn),
}
