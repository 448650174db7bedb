"""Finding: in this text, in all texts, by a filter; the lists of articles and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter.fields import ARTICLE_FIELDS
from workbench.domain.folding import hits_in
from workbench.present.counting import counted
from workbench.services.indexing import unindexed
from workbench.tui.actions.board import search_claims
from workbench.tui.actions.need import Lack, does
from workbench.tui.actions.needs import BOARD
from workbench.tui.actions.search import search
from workbench.tui.pages.lists import ListPage

if TYPE_CHECKING:
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_THROUGH = "{jump.next_hit} and {jump.previous_hit} go through them"


async def _here(desk: Desk) -> None:
    board, page = BOARD.find(desk), desk.page.as_text
    if not isinstance(board, Lack):
        await search_claims(desk, board)
    elif page:
        await _text(desk, page)
    elif isinstance(desk.page, ListPage):
        await _rows(desk, desk.page)
    else:
        await search(desk)


async def _text(desk: Desk, page: TextPage) -> None:
    words = await desk.prompts.line("search", kind="search")
    if not words:
        return
    article = page.article
    article.hits = hits_in(article.view.text, words)
    desk.screen.text.set_hits(article.hits)
    if not article.hits:
        desk.say(f"{words!r} does not stand here; {{search.articles}} looks in all articles")
        return
    first = next((s for s, _ in article.hits if s >= article.offset), article.hits[0][0])
    article.put_offset(first)
    page.point(desk.screen)
    desk.say(f"{counted(len(article.hits), 'hit')}; {_THROUGH}, {{pane.escape}} lets them go")


async def _rows(desk: Desk, page: ListPage) -> None:
    """To the next row of a list that holds some words, round its end."""
    words = await desk.prompts.line("search this list", kind="search")
    if not words or not words.strip():
        return
    page.sought = words.strip()
    if not (hits := page.hits()):
        desk.say(f"{page.sought!r} stands in no row; {{search.articles}} looks in all articles")
        return
    desk.screen.move_to(next((place for place in hits if place >= page.cursor), hits[0]))
    desk.say(f"{counted(len(hits), 'row holds', 'rows hold')} it; {_THROUGH}")


async def _filter(desk: Desk) -> None:
    library = desk.screen.library.library

    async def leave(words: str, _: object) -> None:
        order = None if "in:" in words else library.order  # a selection brings its own
        await desk.places.filter_library(words.strip(), order)

    words = await desk.prompts.terms(
        "filter", library.words, ARTICLE_FIELDS, kind="filter", values=desk.values(), take=leave
    )
    if words is not None:
        lacks = await desk.call(unindexed, desk.bench)
        said = counted(len(desk.screen.library.library), "article")
        desk.say(f"{said}; {lacks}" if lacks and words.strip() else said)


async def _clear(desk: Desk) -> None:
    await desk.places.filter_library("")


async def _refresh(desk: Desk) -> None:
    await desk.call(desk.screen.library.library.rank)
    await desk.places.refresh()
    desk.overview.forget_days()
    desk.say(counted(len(desk.screen.library.library), "article"))


async def _library(desk: Desk) -> None:
    while desk.page is not desk.screen.library:
        await desk.places.back()


HANDLERS: dict[str, Handler[Desk]] = {
    "search.here": does(_here),
    "search.articles": does(search),
    "library.filter": does(_filter),
    "library.clear_filter": does(_clear),
    "library.refresh": does(_refresh),
    "library.show": does(_library),
}
