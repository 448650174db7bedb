"""The claim board: opening it, its filter and its order; claims.py has what is done to a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter import ClaimSort
from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.filter.tree import Or
from workbench.tui.actions.need import Lack, does, on, times
from workbench.tui.actions.needs import BOARD
from workbench.tui.views.board import Board

if TYPE_CHECKING:
    from workbench.tui.pages.board import BoardPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _show(desk: Desk) -> None:
    await desk.places.open_board()


async def _filter(desk: Desk, page: BoardPage) -> None:
    async def leave(words: str, _: object) -> None:
        await _set(desk, page, words.strip())

    await desk.prompts.terms(
        "filter claims",
        page.board.words,
        CLAIM_FIELDS,
        kind="claim filter",
        values=desk.values(),
        take=leave,
    )


async def set_board_filter(desk: Desk, words: str) -> None:
    """Leave only the claims that a filter leaves, on the board that is shown."""
    page = BOARD.find(desk)
    if not isinstance(page, Lack):
        await _set(desk, page, words)


async def search_claims(desk: Desk, page: BoardPage) -> None:
    """Leave only those of the listed claims that hold some words."""
    words = await desk.prompts.line("search claims", kind="search")
    if words and words.strip():
        quoted = words.replace('"', " ").strip()
        others = page.board.words
        if any(isinstance(node, Or) for node in parse_filter(others, CLAIM_FIELDS)):
            others = f"({others})"
        await _set(desk, page, f'{others} text:"{quoted}"'.strip())


async def _clear(desk: Desk, page: BoardPage) -> None:
    await _set(desk, page, "")


async def _sort(desk: Desk, page: BoardPage, count: int | None) -> None:
    every = list(ClaimSort)
    at = count - 1 if count else every.index(page.board.sort) + 1
    await _set(desk, page, page.board.words, sort=every[at % len(every)])


async def _set(
    desk: Desk,
    page: BoardPage,
    words: str,
    *,
    sort: ClaimSort | None = None,
    only_mine: bool | None = None,
) -> None:
    """Show other claims, with the cursor where it was, or in another order, from the top."""
    claim, before = page.claim, page.board
    mine = before.only_mine if only_mine is None else only_mine
    order = sort or before.sort
    board = await desk.call(Board, desk.bench, words, sort=order, only_mine=mine)
    await desk.places.show_board(page, board, claim.uid if claim and order is before.sort else "")


async def toggle_colleagues(desk: Desk, page: BoardPage) -> None:
    """Leave colleagues' claims out, or show again those that may be seen."""
    await _set(desk, page, page.board.words, only_mine=not page.board.only_mine)
    whose = "your own claims" if page.board.only_mine else "every claim that you may see"
    desk.say(f"the board shows {whose}")


HANDLERS: dict[str, Handler[Desk]] = {
    "claim.list": does(_show),
    "board.filter": on(BOARD, _filter),
    "board.clear_filter": on(BOARD, _clear),
    "board.sort": times(BOARD, _sort),
}
