"""Writing a workbook: each article's rows go to their sheets as it comes by.

xlsxwriter keeps one row of each sheet in memory and the rest in files, here in a folder of its own
that goes away with all that is in it; its rows must come in order, so where a link leads is known
before the row is there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from workbench.exchange.bundle import Bundle, Losses, Written
from workbench.exchange.held import lose_rest
from workbench.exchange.rows import TABLES, Column, Known, Row, Rows
from workbench.exchange.xlsx.sheet import MOST_ROWS, Looks, Sheet

SHEETS = ("claims", "hops", "sources", "ratings", "origins", "articles")
"""Tables, in the order of their tabs."""
ABOUT = "about"
"""The last sheet: what this is, and what is not in it."""

_CREATED = datetime(2000, 1, 1)
"""The same for all, so that the same bundle gives the same bytes."""
_WHY = "no sheet is about them"


def write(bundle: Bundle, target: BinaryIO) -> Written:
    """Write the workbook. Raises DataError."""
    losses = Losses()
    with TemporaryDirectory(prefix="workbench-xlsx-") as folder:
        whole = Path(folder) / "whole.xlsx"
        with _book(whole, folder) as book:
            tables = _Tables(book, bundle, losses)
            written = tables.fill(bundle)
            _tell_about(book, bundle, written, losses)
        with whole.open("rb") as stream:
            shutil.copyfileobj(stream, target)
    return Written(written.articles, written.claims, losses.told())


@contextmanager
def _book(path: Path, folder: str) -> Iterator[Workbook]:
    """A workbook, written at the end. Where something goes wrong, what it opened is closed."""
    options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
    book = Workbook(str(path), options)
    with ExitStack() as opened:
        opened.callback(_close_sheets, book)
        book.set_properties({"title": "workbench export", "created": _CREATED})
        yield book
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error  # it is what the disk said


def _close_sheets(book: Workbook) -> None:
    """Close the rows of every sheet, also where what one of them holds back finds no room."""
    with ExitStack() as opened:
        for sheet in book.worksheets():
            opened.callback(sheet.row_data_fh.close)


class _Tables:
    """The sheets of a workbook, each with the rows that go into it."""

    def __init__(self, book: Workbook, bundle: Bundle, losses: Losses) -> None:
        known = Known(bundle)
        looks = Looks(book)
        self._rows: dict[str, Rows] = {name: TABLES[name](known) for name in SHEETS}
        self._sheets = {
            name: Sheet(book.add_worksheet(name), rows.columns, looks, losses)
            for name, rows in self._rows.items()
        }
        self._places: dict[str, dict[str, int]] = {name: {} for name in SHEETS}
        self._kept = frozenset().union(*(rows.keeps for rows in self._rows.values()))
        self._losses = losses

    def fill(self, bundle: Bundle) -> Written:
        """Write all rows; says how many articles and claims were met."""
        articles = claims = 0
        lose_rest(bundle, self._kept, self._losses, _WHY)
        self._put({name: rows.before() for name, rows in self._rows.items()})
        for annotated in bundle.checked_articles():
            self._put({name: rows.of(annotated) for name, rows in self._rows.items()})
            lose_rest(annotated, self._kept, self._losses, _WHY)
            articles += 1
            claims += len(annotated.claims)
        self._put({name: rows.after() for name, rows in self._rows.items()})
        for sheet in self._sheets.values():
            sheet.close()
        return Written(articles, claims)

    def _put(self, found: Mapping[str, Iterable[Row]]) -> None:
        """Write rows that may lead to each other: first where each will stand, then the cells."""
        rows = {name: list(some) for name, some in found.items()}
        for name, some in rows.items():
            self._place(name, some)
        for name, some in rows.items():
            sheet = self._sheets[name]
            for row in some:
                sheet.add(row, self._places)

    def _place(self, name: str, rows: Iterable[Row]) -> None:
        if not (key := self._rows[name].key):
            return
        places = self._places[name]
        for at, row in enumerate(rows, self._sheets[name].next_row):
            if at < MOST_ROWS:
                places.setdefault(str(row[key]), at)


def _tell_about(book: Workbook, bundle: Bundle, written: Written, losses: Losses) -> None:
    """What made the workbook, of which state, how much it holds and what it lacks."""
    columns = (Column("what", 44), Column("how much", 68), Column("why", 60))
    sheet = Sheet(book.add_worksheet(ABOUT), columns, Looks(book), losses)
    facts: dict[str, str | int] = {
        "program": bundle.tool,
        "journal": bundle.head,
        "as of": bundle.changed_at,
        "publishers table": bundle.publishers,
        "articles": written.articles,
        "claims": written.claims,
        "work of": ", ".join(bundle.whose),
        **{f"chosen: {name}": str(given) for name, given in bundle.choice.to_record().items()},
    }
    for what, words in facts.items():
        sheet.add({"what": what, "how much": words}, {})
    for loss in (*bundle.withheld.told(), *losses.told()):
        sheet.add({"what": f"not here: {loss.what}", "how much": loss.count, "why": loss.why}, {})
    sheet.close()
