"""A table for spreadsheets as CSV: claims, one row each, or another one of `rows`.

A view for people, never read back: cells are defused, so that no article can plant a formula or a
terminal escape, and that alters them ("-3 derajat" becomes "'-3 derajat"). The JSON Lines export
stays the truth.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import BinaryIO, Protocol

from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.held import lose_rest
from workbench.exchange.rows import TABLES, Cell, Known, Row, Rows
from workbench.exchange.spreadsheet import is_plain, may_be_formula, on_a_line

_IN_TABLES = frozenset().union(*(one.keeps for one in TABLES.values()))
_ANOTHER, _NONE = "another table is about them", "no table is about them"


def write(bundle: Bundle, target: BinaryIO, *, table: str, bom: str = "no") -> Written:
    """Write a table as UTF-8 with CRLF line ends (RFC 4180). bom: "yes" starts with a mark."""
    if bom == "yes":
        target.write(BOM_UTF8)
    rows = TABLES[table](Known(bundle))
    lines = Lines(rows, target)
    losses = Losses()
    articles = claims = 0
    _lose(bundle, rows, losses)
    for annotated in bundle.checked_articles():
        lines.take(annotated)
        _lose(annotated, rows, losses)
        articles += 1
        claims += len(annotated.claims)
    lines.end()
    return Written(articles, claims, losses.told())


class Bytes(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Write them."""


class Lines:
    """A table as CSV while its rows come in."""

    def __init__(self, rows: Rows, target: Bytes) -> None:
        """Writes the head, and the rows that no article is needed for."""
        self.rows = rows
        self.names = [column.name for column in rows.columns]
        self._target = target
        self._write([self.names])
        self._put(rows.before())

    def take(self, annotated: AnnotatedArticle) -> None:
        """Write the rows of an article."""
        self._put(self.rows.of(annotated))

    def end(self) -> None:
        """Write the rows that take every article."""
        self._put(self.rows.after())

    def _put(self, rows: Iterable[Row]) -> None:
        self._write([cell_of(row.get(name, "")) for name in self.names] for row in rows)

    def _write(self, lines: Iterable[Iterable[object]]) -> None:
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(lines)
        self._target.write(stream.getvalue().encode())


def _lose(of: Bundle | AnnotatedArticle, rows: Rows, losses: Losses) -> None:
    """Tell what this table has no place for, and whether another one has."""
    here = Losses()
    lose_rest(of, rows.keeps, here, "")
    for loss in here.told():
        losses.add(loss.what, _ANOTHER if loss.what in _IN_TABLES else _NONE, loss.count)


def defused(words: str) -> str:
    """The words as a cell that no spreadsheet runs and no terminal obeys; lossy."""
    if is_plain(words):
        return words
    shown = on_a_line(words)
    return f"'{shown}" if may_be_formula(words) else shown


def cell_of(value: Cell) -> Cell:
    """The value as a cell: words defused, numbers as they are."""
    return defused(value) if isinstance(value, str) else value
