"""Selections: listing them, working through one, saving the library's filter under a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.filter import ORDER_WORDS, Order
from workbench.services.selections import (
    drop_selection,
    freeze_selection,
    list_selections,
    look_at,
    save_selection,
)
from workbench.tui.actions.conditions import needs_writing
from workbench.tui.pages.selections import SelectionsPage
from workbench.tui.registry import Handler
from workbench.tui.screens.layout import shows_days
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.domain.selection import Selection
    from workbench.services.selections import Standing
    from workbench.tui.screens.desk import Desk

_PLAIN, _QUEUE, _OTHERS, _WATCH = "plain", "queue", "others", "watch"
_SORTS = (
    Option("s", "a selection: a filter with a name", _PLAIN),
    Option("q", "my queue: says how far I am", _QUEUE),
    Option("o", "somebody else's queue", _OTHERS),
    Option("w", "a watch: says what is new since one looked", _WATCH),
)


async def _read(desk: Desk) -> Sequence[Standing]:
    return await desk.call(list_selections, desk.bench)


async def _list(desk: Desk, count: int | None) -> None:
    desk.push(SelectionsPage(await _read(desk), read=_read, open_one=work_through))


async def work_through(desk: Desk, selection: Selection) -> None:
    """Show the articles of a selection, on the library, and nothing above it."""
    standing = await desk.call(look_at, desk.bench, selection)
    await desk.places.filter_library(selection.term)
    desk.clear_message()  # that it takes long is no longer so; how far one is stands there instead
    await desk.places.to_library()
    if selection.is_watch and standing.looked_at:
        looked = standing.looked_at[:16].replace("T", " ")
        alone = f"; number:>{standing.seen} in the filter shows them alone" if standing.new else ""
        desk.say(f"{standing.new} new since {looked}{alone}")


async def _save(desk: Desk, count: int | None) -> None:
    library = desk.library.library
    now = library.selection
    mine = now if now and now.analyst == desk.bench.analyst and not now.is_set else None
    name = await desk.prompts.line("save as", mine.name if mine else "", kind="selection")
    if name is None or not name.strip():
        return
    sort = await desk.prompts.choice("as", _SORTS, _sort_of(mine))
    if sort is None:
        return
    owner = {_QUEUE: desk.bench.analyst}.get(sort, "")
    if sort == _OTHERS:
        owner = (await desk.prompts.line("whose queue", kind="analyst") or "").strip()
        if not owner:
            return
    # Saved again or under a further name: what it asks for, not itself.
    is_itself = now is not None and not now.is_set and library.words == now.term
    saved = await desk.call(
        save_selection,
        desk.bench,
        name,
        where=now.where if now and is_itself else library.words,
        order=library.order,
        owner=owner,
        is_watch=sort == _WATCH,
    )
    await desk.places.filter_library(saved.term)
    desk.say(f"saved: {saved.title}; u takes it back")


def _sort_of(selection: Selection | None) -> str:
    if selection is None:
        return _PLAIN
    if selection.owner:
        return _QUEUE if selection.owner == selection.analyst else _OTHERS
    return _WATCH if selection.is_watch else _PLAIN


async def _order(desk: Desk, count: int | None) -> None:
    library = desk.library.library
    options = [Option(order.value[0], ORDER_WORDS[order], order.value) for order in Order]
    chosen = await desk.prompts.choice("what comes first", options, library.order.value)
    if chosen:
        await desk.places.filter_library(library.words, Order(chosen))
        desk.say(ORDER_WORDS[Order(chosen)])


def _bars(desk: Desk, count: int | None) -> None:
    desk.wants_days = not shows_days(desk)
    desk.lay_out()
    desk.overview.look()
    desk.say("bars by date: on" if desk.wants_days else "bars by date: off")


def _needs_selection(desk: Desk) -> str | None:
    page = desk.page
    if isinstance(page, SelectionsPage) and page.selection:
        return needs_writing(desk)
    return "no selection is under the cursor"


def _chosen(desk: Desk) -> Selection:
    page = desk.page
    assert isinstance(page, SelectionsPage)
    assert page.selection
    return page.selection


async def _drop(desk: Desk, count: int | None) -> None:
    dropped = await desk.call(drop_selection, desk.bench, _chosen(desk).name)
    await desk.refresh_page()
    desk.say(f"dropped: {dropped.title}; u brings it back")


async def _freeze(desk: Desk, count: int | None) -> None:
    frozen = await desk.call(freeze_selection, desk.bench, _chosen(desk).name)
    await desk.refresh_page()
    desk.say(f"frozen: {frozen.title}, {len(frozen.articles or ())} articles; u thaws it")


HANDLERS: dict[str, Handler[Desk]] = {
    "library.selections": Handler(_list),
    "library.save_selection": Handler(_save, needs_writing),
    "library.order": Handler(_order),
    "library.bars": Handler(_bars),
    "selections.drop": Handler(_drop, _needs_selection),
    "selections.freeze": Handler(_freeze, _needs_selection),
}
