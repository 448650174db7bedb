"""The claim board: all claims over all articles, to be filtered, put in order and judged."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.board import board_details, board_heading, board_line
from workbench.present.cells import cut
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs
from workbench.tui.pages.page import Page, marked
from workbench.tui.registry import Pane
from workbench.tui.views.board import Board

if TYPE_CHECKING:
    from workbench.domain.claim import Claim
    from workbench.services.board import BoardRow
    from workbench.tui.screens.desk import Desk

_LEAST = 6
"""Cells under which a piece of the filter at the end of the heading says nothing."""


class BoardRows:
    """The board as rows of a list."""

    def __init__(self, board: Board, glyphs: Glyphs) -> None:
        self._board = board
        self._glyphs = glyphs

    def __len__(self) -> int:
        return len(self._board)

    def row(self, index: int, width: int) -> Runs | None:
        """The row in exactly `width` cells; None while its page is not read."""
        row = self._board.row(index)
        return board_line(row, width, self._glyphs) if row else None


class BoardPage(Page):
    """The claims that a filter leaves, in an order."""

    stays = True

    def __init__(self, board: Board, glyphs: Glyphs, cursor: int = 0) -> None:
        self.board = board
        self.glyphs = glyphs
        self.cursor = cursor
        self._rated: set[str] = set()
        """Claims whose origin's rating was seen from here."""

    @property
    def pane(self) -> Pane:
        """The board's."""
        return Pane.BOARD

    @property
    def rows_are(self) -> str:
        """Claims."""
        return "claims"

    def key(self, place: int) -> str:
        """Uid of the claim."""
        row = self.board.row(place)
        return row.claim.uid if row else ""

    async def all_keys(self, desk: Desk) -> Iterable[str]:
        """Uids of the claims that the filter leaves."""
        return await desk.call(self.board.uids)

    @property
    def row(self) -> BoardRow | None:
        """The row under the cursor."""
        return self.board.row(self.cursor)

    @property
    def claim(self) -> Claim | None:
        """The claim under the cursor."""
        return self.row.claim if self.row else None

    @property
    def shows_rating(self) -> bool:
        """Whether the rating of the claim's origin was seen since the board was opened."""
        return self.claim is not None and self.claim.uid in self._rated

    def saw_rating(self) -> None:
        """The rating of the claim's origin was shown."""
        if self.claim:
            self._rated.add(self.claim.uid)

    @property
    def heading(self) -> Runs:
        """The columns' names."""
        return (Run("  ", "header"), *board_heading(max(20, self.width - 2)))

    @property
    def tally(self) -> str:
        """The filter, the order, where in how many."""
        plus = "" if self.board.is_complete else "+"
        where = f"{self.cursor + 1}/{len(self.board)}{plus}" if len(self.board) else "none"
        order = f"{marked(self.marks)}by {self.board.sort.value}  {where}"
        room = self.width // 2 - len(order) - 4
        filtered = cut(safe_line(self.board.words), room) if room > _LEAST else ""
        return f"{filtered}  {order}".strip()

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What the claim under the cursor says, its chain and what stands behind it."""
        if not len(self.board):
            none = (
                "No claim fits the filter; F shows all again."
                if self.board.words
                else "No claims yet: c records one on an open article."
            )
            return (Run(none, "warning"),), ()
        return board_details(self.row, self.width, self.glyphs) if self.row else ((), ())

    @property
    def kept(self) -> dict[str, str]:
        """What is kept of it for the next start."""
        uid = self.claim.uid if self.claim else ""
        return {"filter": self.board.words, "sort": self.board.sort.value, "claim": uid}

    def shows_any_of(self, numbers: Iterable[int]) -> bool:
        """Every article's claims stand here."""
        return True

    def paint(self, desk: Desk) -> None:
        """Fill the list."""
        self.cursor = max(0, min(self.cursor, len(self.board) - 1))
        desk.list.show(BoardRows(self.board, self.glyphs), self.cursor)

    async def load_rows(self, desk: Desk, place: int) -> None:
        """Read rows that are looked at."""
        await asyncio.to_thread(self.board.load_page, place)

    async def ready(self, desk: Desk) -> None:
        """Read the row under the cursor, after a move far down the board."""
        if self.row is None and self.cursor < len(self.board):
            await desk.call(self.board.load_page, self.cursor)

    async def load(self, desk: Desk) -> None:
        """Read the board anew, where anything was changed; the cursor stays on its claim."""
        if await desk.call(self.board.is_current):
            return
        claim = self.claim
        await desk.call(self.board.reload)
        await self.go_to(desk, claim.uid if claim else "")

    async def go_to(self, desk: Desk, uid: str) -> None:
        """Put the cursor on a claim, where the board has it, and read what is around it."""
        place = await desk.call(self.board.place_of, uid) if uid else None
        self.cursor = self.cursor if place is None else place
        self.cursor = max(0, min(self.cursor, len(self.board) - 1))
        await self.ready(desk)

    def grow(self, desk: Desk) -> None:
        """Read beside the keys how long the board is."""
        if not self.board.is_complete:
            desk.run_worker(self._grow(desk), exit_on_error=False)

    async def _grow(self, desk: Desk) -> None:
        board = self.board
        await asyncio.to_thread(board.load_outline)
        if desk.page is self and board is self.board:
            desk.list.grew()
            desk.tell()

    async def show(self, desk: Desk, board: Board, uid: str = "") -> None:
        """Show another board, with the cursor on a claim where it has it, else on top."""
        await desk.call(board.load_first)
        self.board = board
        self.cursor = 0
        if uid:
            await desk.call(board.load_outline)
            await self.go_to(desk, uid)
        desk.show_page()
        self.grow(desk)

    async def open_row(self, desk: Desk) -> None:
        """Open the claim in its article."""
        claim = self.claim
        if claim:
            await desk.places.open_claim_of(claim.article, claim.uid)
