"""The claim board: opening it, its filter and its order; claims.py has what is done to a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter import CLAIM_FIELDS, CLAIM_LINKS, CLAIM_STATES, ClaimSort
from workbench.tui.pages.board import BoardPage
from workbench.tui.registry import Handler
from workbench.tui.views.board import Board
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.tui.screens.desk import Desk

_VALUES = {
    "state": CLAIM_STATES,
    "linked": CLAIM_LINKS,
    "credibility": ("1", "2", "3", "4", "5", "6", "none"),
}
"""Fields whose values are few enough to be offered."""


async def _show(desk: Desk, count: int | None) -> None:
    await desk.places.open_board()


def complete_filter(words: str) -> Sequence[Completion]:
    """What the last word of a filter may become: a field, or one of its values."""
    last = words.rpartition(" ")[2].lstrip("-")
    head = words[: len(words) - len(last)]
    name, colon, value = last.partition(":")
    if colon:
        return [
            Completion(f"{head}{name}:{one}")
            for one in _VALUES.get(name, ())
            if one.startswith(value) and one != value
        ]
    return [
        Completion(f"{head}{field}:", title)
        for field, title in CLAIM_FIELDS.items()
        if field.startswith(last)
    ]


async def _filter(desk: Desk, count: int | None) -> None:
    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        return complete_filter(words), None

    board = _board(desk)
    words = await desk.prompts.line(
        "filter claims", board.words, kind="claim filter", complete=complete
    )
    if words is not None:
        await _set(desk, words.strip(), board.sort)


async def search_claims(desk: Desk) -> None:
    """Leave only those of the listed claims that hold some words."""
    words = await desk.prompts.line("search claims", kind="search")
    if words and words.strip():
        board = _board(desk)
        quoted = words.replace('"', " ").strip()
        await _set(desk, f'{board.words} text:"{quoted}"'.strip(), board.sort)


async def _clear(desk: Desk, count: int | None) -> None:
    await _set(desk, "", _board(desk).sort)


async def _sort(desk: Desk, count: int | None) -> None:
    every = list(ClaimSort)
    board = _board(desk)
    at = count - 1 if count else every.index(board.sort) + 1
    await _set(desk, board.words, every[at % len(every)])


async def _set(desk: Desk, words: str, sort: ClaimSort, *, only_mine: bool | None = None) -> None:
    """Show other claims, with the cursor where it was, or in another order, from the top."""
    page = desk.page
    assert isinstance(page, BoardPage)
    claim, before = page.claim, page.board
    mine = before.only_mine if only_mine is None else only_mine
    board = await desk.call(Board, desk.bench, words, sort=sort, sight=before.sight, only_mine=mine)
    stays = claim is not None and sort is before.sort
    await page.show(desk, board, claim.uid if claim and stays else "")


async def toggle_colleagues(desk: Desk) -> None:
    """Leave colleagues' claims out, or show again those that may be seen."""
    board = _board(desk)
    await _set(desk, board.words, board.sort, only_mine=not board.only_mine)
    whose = "your own claims" if _board(desk).only_mine else "every claim that you may see"
    desk.say(f"the board shows {whose}")


def _board(desk: Desk) -> Board:
    page = desk.page
    assert isinstance(page, BoardPage)
    return page.board


HANDLERS: dict[str, Handler[Desk]] = {
    "claim.list": Handler(_show),
    "board.filter": Handler(_filter),
    "board.clear_filter": Handler(_clear),
    "board.sort": Handler(_sort),
}
