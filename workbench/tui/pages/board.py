"""The claim board: all claims over all articles, to be filtered, put in order and judged."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.domain.note import NoteSubject
from workbench.domain.text import safe_line
from workbench.present.board import board_details, board_heading, board_line
from workbench.present.cells import cut
from workbench.present.citation import cite_claim
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs
from workbench.present.tags import tags_line
from workbench.tui.pages.page import Page, Rows, marked
from workbench.tui.pages.subject import NOTHING, Notable, Subject
from workbench.tui.registry import Pane
from workbench.tui.views.board import Board

if TYPE_CHECKING:
    from workbench.domain.claim import Claim
    from workbench.services.board import BoardRow
    from workbench.tui.pages.host import Canvas, Host, Reader

_LEAST = 6
"""Cells under which a piece of the filter at the end of the heading says nothing."""


class BoardPage(Page):
    """The claims that a filter leaves, in an order."""

    list_pane = Pane.BOARD
    kept_as = "board"
    rows_are = "claims"
    stays = True

    def __init__(self, board: Board, glyphs: Glyphs, cursor: int = 0) -> None:
        self.board = board
        self.glyphs = glyphs
        self.cursor = cursor
        self._rated: set[str] = set()
        """Claims whose origin's rating was seen from here."""

    def key(self, place: int) -> str:
        """Uid of the claim."""
        row = self.board.row(place)
        return row.claim.uid if row else ""

    async def all_keys(self, reader: Reader) -> Iterable[str]:
        """Uids of the claims that the filter leaves."""
        return await reader.call(self.board.uids)

    @property
    def row(self) -> BoardRow | None:
        """The row under the cursor."""
        return self.board.row(self.cursor)

    @property
    def claim(self) -> Claim | None:
        """The claim under the cursor."""
        return self.row.claim if self.row else None

    @property
    def subject(self) -> Subject:
        """The claim, and the source that it comes from."""
        if self.row is None:
            return NOTHING
        uid = self.row.claim.uid
        return Subject(
            claim=self.row.claim,
            source=next(iter(self.row.told.origin.sources), None),
            notable=Notable(NoteSubject.CLAIM, uid),
            has_rating=uid in self._rated,
        )

    @property
    def citation(self) -> str:
        """The claim with its chain."""
        if self.row is None:
            return ""
        told = self.row.told
        return cite_claim(told.article, self.row.claim, told.chain)

    def saw_rating(self) -> None:
        """The rating of the claim's origin was shown."""
        if self.claim:
            self._rated.add(self.claim.uid)

    @property
    def heading(self) -> Runs:
        """The columns' names."""
        return (Run("  ", "header"), *board_heading(max(20, self.width - 2), self.board.filled))

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
                self.keyed("No claim fits the filter; {board.clear_filter} shows all again.")
                if self.board.words
                else self.keyed("No claims yet: {claim.new} records one on an open article.")
            )
            return (Run(none, "warning"),), ()
        if self.row is None:
            return (), ()
        tags = tags_line(self.row.told.tags, self.board.bench.analyst)
        return board_details(self.row, self.width, self.glyphs, tags=tags)

    @property
    def kept(self) -> dict[str, str]:
        """What is kept of it for the next start."""
        uid = self.claim.uid if self.claim else ""
        return {"filter": self.board.words, "sort": self.board.sort.value, "claim": uid}

    def shows_any_of(self, numbers: Iterable[int]) -> bool:
        """Every article's claims stand here."""
        return True

    def paint(self, canvas: Canvas) -> None:
        """Fill the list."""
        self.cursor = max(0, min(self.cursor, len(self.board) - 1))
        board = self.board

        def draw(index: int, width: int) -> Runs | None:
            row = board.row(index)
            return board_line(row, width, self.glyphs, filled=board.filled) if row else None

        canvas.list.show(Rows(board, draw), self.cursor)

    async def load_rows(self, place: int) -> None:
        """Read rows that are looked at."""
        await asyncio.to_thread(self.board.load_page, place)

    async def ready(self, reader: Reader) -> None:
        """Read the row under the cursor, after a move far down the board."""
        if self.row is None and self.cursor < len(self.board):
            await reader.call(self.board.load_page, self.cursor)

    async def load(self, reader: Reader) -> None:
        """Read the board anew, where anything was changed; the cursor stays on its claim."""
        if await reader.call(self.board.is_current):
            return
        claim = self.claim
        await reader.call(self.board.reload)
        await self.go_to(reader, claim.uid if claim else "")

    async def go_to(self, reader: Reader, uid: str) -> None:
        """Put the cursor on a claim, where the board has it, and read what is around it."""
        place = await reader.call(self.board.place_of, uid) if uid else None
        self.cursor = self.cursor if place is None else place
        self.cursor = max(0, min(self.cursor, len(self.board) - 1))
        await self.ready(reader)

    async def take(self, reader: Reader, board: Board, uid: str = "") -> None:
        """Show another board, with the cursor on a claim where it has it, else on top."""
        await reader.call(board.load_first)
        self.board = board
        self.cursor = 0
        if uid:
            await reader.call(board.load_outline)
            await self.go_to(reader, uid)

    async def grow(self) -> bool:
        """Read how long the board is; whether it was read for the board that is still shown."""
        board = self.board
        await asyncio.to_thread(board.load_outline)
        return board is self.board

    async def open_row(self, host: Host) -> None:
        """Open the claim in its article."""
        claim = self.claim
        if claim:
            await host.places.open_claim_of(claim.article, claim.uid)
