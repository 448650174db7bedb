"""The codebook as a page holds it: its entries, the rows that they take, what a row stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.domain.codebook import Guideline
from workbench.present.codebook import CodebookRow, codebook_rows
from workbench.present.glyphs import Glyphs
from workbench.services.codebook import Codebook, article_numbers, read_codebook
from workbench.services.workbench import Workbench


class Read(NamedTuple):
    """What was read of it."""

    codebook: Codebook
    numbers: dict[str, int]
    """Of the articles that examples are of, by uid."""


def read(bench: Workbench) -> Read:
    """The codebook as it stands. In a worker thread."""
    codebook = read_codebook(bench)
    return Read(codebook, article_numbers(bench, codebook.entries))


class OpenCodebook:
    """What is shown of it."""

    def __init__(self, found: Read, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self.rows: list[CodebookRow] = []
        self.width = 0
        """That the rows are broken to."""
        self.take(found)

    def take(self, found: Read) -> None:
        """Show what was read; its rows are laid out when they are painted."""
        self.codebook, self.numbers = found
        self.rows, self.width = [], 0

    @property
    def entries(self) -> Sequence[Guideline]:
        """Its entries, in their order."""
        return self.codebook.entries

    def lay_out(self, width: int) -> bool:
        """Break the rows to a width; whether they were not before."""
        if width == self.width:
            return False
        changed = self.codebook.changed
        self.rows = codebook_rows(self.entries, self.numbers, width, self._glyphs, changed=changed)
        self.width = width
        return True

    def entry_at(self, place: int) -> Guideline | None:
        """The entry of a row."""
        return self.entries[self.rows[place].entry] if place < len(self.rows) else None

    def example_at(self, place: int) -> int | None:
        """Which example of it the row shows."""
        return self.rows[place].example if place < len(self.rows) else None

    def row_of(self, uid: str) -> int | None:
        """Where an entry begins; None where there is none."""
        heads = (at for at, row in enumerate(self.rows) if row.is_first)
        return next((at for at in heads if self.entries[self.rows[at].entry].uid == uid), None)
