"""The source network: opening it, and its filter.

The services are loaded with the first of these acts: on many days there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.tui.actions.need import does, need, on
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.tui.pages.network import NetworkPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


def _shown(desk: Desk) -> NetworkPage | None:
    if desk.page.pane is not Pane.NETWORK:
        return None
    from workbench.tui.pages.network import NetworkPage

    return desk.page if isinstance(desk.page, NetworkPage) else None


NETWORK = need(_shown, "the source network is not shown")


async def _list(desk: Desk) -> None:
    await desk.places.open_network()


async def _filter(desk: Desk, page: NetworkPage) -> None:
    async def leave(words: str, _: object) -> None:
        await _set(desk, page, words.strip())

    await desk.prompts.terms(
        "filter claims",
        page.shown.words,
        CLAIM_FIELDS,
        kind="claim filter",
        values=desk.values(),
        take=leave,
    )


async def _clear(desk: Desk, page: NetworkPage) -> None:
    await _set(desk, page, "")


async def _set(desk: Desk, page: NetworkPage, words: str) -> None:
    await page.take(desk.calls, words)
    page.paint(desk.screen)
    desk.screen.tell()


HANDLERS: dict[str, Handler[Desk]] = {
    "network.list": does(_list),
    "network.filter": on(NETWORK, _filter),
    "network.clear_filter": on(NETWORK, _clear),
}
