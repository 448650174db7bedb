"""One sheet of a workbook: rows in order, cells as text or numbers, links as far as they go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.errors import DataError
from workbench.exchange.rows import Cell, Column, Row
from workbench.exchange.rows.table import WEB
from workbench.exchange.spreadsheet import may_be_formula
from workbench.exchange.xlsx.cells import cut, is_address, runs_of, shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from workbench.exchange.bundle import Losses

MOST_ROWS = 1_048_576
"""Of a sheet, its head among them."""
MOST_LINKS = 65_530
"""Of a sheet."""

Places = Mapping[str, Mapping[str, int]]
"""Name of a table -> key of a row -> where that row stands in its sheet, the head being 0."""


class Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.head: Format = book.add_format({"bold": True, "bg_color": "#DDDDDD", "bottom": 1})
        self.link: Format = book.add_format({"hyperlink": True})
        self.guarded: Format = book.add_format({"quote_prefix": True})
        """Of words that become a formula once somebody edits the cell, were it not for this."""
        self.guarded_link: Format = book.add_format({"hyperlink": True, "quote_prefix": True})
        self.run: Format = book.add_format()


class Sheet:
    """Rows go in from the top; nothing is changed once it is written."""

    def __init__(
        self, sheet: Worksheet, columns: tuple[Column, ...], looks: Looks, losses: Losses
    ) -> None:
        self._sheet = sheet
        self._columns = tuple((at, one.name, one) for at, one in enumerate(columns))
        self._looks = looks
        self._losses = losses
        self._links = 0
        self.next_row = 0
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            self._write_text(at, column.name, looks.head)
        self.next_row = 1

    def add(self, row: Row, places: Places) -> None:
        """Write the next row; where the sheet is full, tell that instead."""
        if self.next_row >= MOST_ROWS:
            name = self._sheet.get_name()
            self._losses.add(f"rows of {name}", f"a sheet has {MOST_ROWS:,}, its head among them")
            return
        for at, name, column in self._columns:
            value = row.get(name, "")
            if value == "":
                continue
            look = None
            if column.leads_to and self._has_link(at, _target(column, row, value, places)):
                look = self._looks.link
            self._write(at, value, look)
        self.next_row += 1

    def close(self) -> None:
        """Set the filter over all that was written."""
        self._sheet.autofilter(0, 0, self.next_row - 1, len(self._columns) - 1)

    def _has_link(self, at: int, target: str) -> bool:
        """Whether the cell leads there now: its text is still to be written."""
        if not target:
            return False
        if self._links < MOST_LINKS and self._sheet.write_url(self.next_row, at, target) == 0:
            self._links += 1
            return True
        self._losses.add("links", f"a sheet has {MOST_LINKS:,}; the text stands without one")
        return False

    def _write(self, at: int, value: Cell, look: Format | None) -> None:
        if not isinstance(value, str):
            self._checked(self._sheet.write_number(self.next_row, at, value, look))
            return
        words = shown(value)
        if words != value:
            self._losses.add("cells with controls", "these are shown as visible marks")
        fitting = cut(words)
        if fitting != words:
            self._losses.add("ends of overlong cells", "a cell holds 32,767 UTF-16 units")
        if may_be_formula(fitting):
            look = self._looks.guarded_link if look else self._looks.guarded
        self._write_text(at, fitting, look)

    def _write_text(self, at: int, words: str, look: Format | None) -> None:
        runs = runs_of(words)
        if len(runs) == 1:
            self._checked(self._sheet.write_string(self.next_row, at, words, look))
            return
        pieces = [part for run in runs for part in (self._looks.run, run)]
        formats = [look] if look else []
        self._checked(self._sheet.write_rich_string(self.next_row, at, *pieces[1:], *formats))

    def _checked(self, code: int) -> None:
        """Raises DataError where xlsxwriter did not write the cell: it only says so by a number."""
        if code:
            name = self._sheet.get_name()
            raise DataError(f"row {self.next_row + 1} of the sheet {name} was not written ({code})")


def _target(column: Column, row: Row, value: Cell, places: Places) -> str:
    """Where a cell leads, as xlsxwriter names it; empty where nothing is there."""
    if column.leads_to == WEB:
        return value if isinstance(value, str) and is_address(value) else ""
    found = places[column.leads_to].get(str(row.get(column.by, "")))
    return f"internal:'{column.leads_to}'!A{found + 1}" if found else ""
