"""One sheet of a workbook: rows in order, cells as text or numbers, links as far as they go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from inspect import unwrap
from typing import TYPE_CHECKING

from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from workbench.errors import DataError
from workbench.exchange.rows import Cell, Column, Row
from workbench.exchange.rows.table import WEB
from workbench.exchange.spreadsheet import may_be_formula
from workbench.exchange.xlsx.cells import cut, is_address, is_ready, runs_of, shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from workbench.exchange.bundle import Losses

MOST_ROWS = 1_048_576
"""Of a sheet, its head among them."""
MOST_LINKS = 65_530
"""Of a sheet."""

_write_string: Callable[..., int] = unwrap(Worksheet.write_string)
_write_number: Callable[..., int] = unwrap(Worksheet.write_number)
"""Without what takes "A1" for a place, which is a tenth of the work."""

Places = Mapping[str, Mapping[str, int]]
"""Name of a table -> key of a row -> where that row stands in its sheet, the head being 0."""


class Looks:
    """The formats of a workbook, and the links that its sheets share."""

    def __init__(self, book: Workbook) -> None:
        self.head: Format = book.add_format({"bold": True, "bg_color": "#DDDDDD", "bottom": 1})
        self.link: Format = book.add_format({"hyperlink": True})
        self.guarded: Format = book.add_format({"quote_prefix": True})
        """Of words that become a formula once somebody edits the cell, were it not for this."""
        self.guarded_link: Format = book.add_format({"hyperlink": True, "quote_prefix": True})
        self.run: Format = book.add_format()
        self.url = lru_cache(maxsize=10_000)(Url)
        """Where a link leads: many lead to one source, and links are most of what takes long."""


class Sheet:
    """Rows go in from the top; nothing is changed once it is written."""

    def __init__(
        self, sheet: Worksheet, columns: tuple[Column, ...], looks: Looks, losses: Losses
    ) -> None:
        self._sheet = sheet
        self._width = len(columns)
        self._plain = {one.name: at for at, one in enumerate(columns) if not one.leads_to}
        self._leading = tuple((at, one) for at, one in enumerate(columns) if one.leads_to)
        self._looks = looks
        self._losses = losses
        self._links = 0
        self.next_row = 0
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            self._write_words(at, column.name, looks.head)
        self.next_row = 1

    def add(self, row: Row, places: Places) -> None:
        """Write the next row; where the sheet is full, tell that instead."""
        if self.next_row >= MOST_ROWS:
            name = self._sheet.get_name()
            self._losses.add(f"rows of {name}", f"a sheet has {MOST_ROWS:,}, its head among them")
            return
        # A set has a million cells, nearly all of them ready: these take the short way.
        sheet, at_row, place = self._sheet, self.next_row, self._plain
        for name, value in row.items():
            if value == "" or (at := place.get(name)) is None:
                continue
            if not isinstance(value, str):
                code = _write_number(sheet, at_row, at, value)
            elif is_ready(value):
                code = _write_string(sheet, at_row, at, value)
            else:
                code = self._write_words(at, value, None)
            if code:
                raise self._unwritten(code)
        for at, column in self._leading:
            if (value := row.get(column.name, "")) != "":
                self._write_leading(at, value, _target(column, row, value, places))
        self.next_row += 1

    def close(self) -> None:
        """Set the filter over all that was written."""
        self._sheet.autofilter(0, 0, self.next_row - 1, self._width - 1)

    def _write_leading(self, at: int, value: Cell, target: str) -> None:
        """Write a cell that may lead somewhere: what it says stands in the place of the address."""
        look = self._looks.link if target and self._links_to(at, target) else None
        if isinstance(value, str):
            code = self._write_words(at, value, look)
        else:
            code = _write_number(self._sheet, self.next_row, at, value, look)
        if code:
            raise self._unwritten(code)

    def _links_to(self, at: int, target: str) -> bool:
        """Whether the cell leads there now."""
        if self._links < MOST_LINKS and not self._sheet.write_url(
            self.next_row, at, self._looks.url(target)
        ):
            self._links += 1
            return True
        self._losses.add("links", f"a sheet has {MOST_LINKS:,}; the text stands without one")
        return False

    def _write_words(self, at: int, words: str, look: Format | None) -> int:
        """Write text of any kind; what a cell cannot hold is told. Gives xlsxwriter's code."""
        if is_ready(words):
            return _write_string(self._sheet, self.next_row, at, words, look)
        seen = shown(words)
        if seen != words:
            self._losses.add("cells with controls", "these are shown as visible marks")
        fitting = cut(seen)
        if fitting != seen:
            self._losses.add("ends of overlong cells", "a cell holds 32,767 UTF-16 units")
        if may_be_formula(fitting):
            look = self._looks.guarded_link if look else self._looks.guarded
        runs = runs_of(fitting)
        if len(runs) == 1:
            return _write_string(self._sheet, self.next_row, at, fitting, look)
        pieces = [part for run in runs for part in (self._looks.run, run)]
        formats = [look] if look else []
        code: int = self._sheet.write_rich_string(self.next_row, at, *pieces[1:], *formats)
        return code

    def _unwritten(self, code: int) -> DataError:
        """What xlsxwriter only says by a number."""
        name = self._sheet.get_name()
        return DataError(f"row {self.next_row + 1} of the sheet {name} was not written ({code})")


def _target(column: Column, row: Row, value: Cell, places: Places) -> str:
    """Where a cell leads, as xlsxwriter names it; empty where nothing is there."""
    if column.leads_to == WEB:
        return value if isinstance(value, str) and is_address(value) else ""
    found = places[column.leads_to].get(str(row.get(column.by, "")))
    return f"internal:'{column.leads_to}'!A{found + 1}" if found else ""
