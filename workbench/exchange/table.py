"""A table for spreadsheets as CSV: claims, one row each, or another one of `rows`.

A view for people, never read back: cells are defused, so that no article can plant a formula or a
terminal escape, and that alters them ("-3 derajat" becomes "'-3 derajat"). The JSON Lines export
stays the truth.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses, Written
from workbench.exchange.held import lose_rest
from workbench.exchange.rows import TABLES, Cell, Known, Row, Rows
from workbench.exchange.spreadsheet import is_plain, may_be_formula, on_a_line

_IN_TABLES = frozenset().union(*(one.keeps for one in TABLES.values()))
_ANOTHER, _NONE = "another table is about them", "no table is about them"


def write(bundle: Bundle, target: BinaryIO, *, table: str, bom: str = "no") -> Written:
    """Write a table as UTF-8 with CRLF line ends (RFC 4180). bom: "yes" starts with a mark."""
    rows = TABLES[table](Known(bundle))
    names = [column.name for column in rows.columns]
    losses = Losses()
    articles = claims = 0
    encoding = "utf-8-sig" if bom == "yes" else "utf-8"
    stream = io.TextIOWrapper(target, encoding, newline="", write_through=True)
    try:
        lines = csv.writer(stream)

        def put(some: Iterable[Row]) -> None:
            lines.writerows([cell_of(row.get(name, "")) for name in names] for row in some)

        lines.writerow(names)
        _lose(bundle, rows, losses)
        put(rows.before())
        for annotated in bundle.checked_articles():
            put(rows.of(annotated))
            _lose(annotated, rows, losses)
            articles += 1
            claims += len(annotated.claims)
        put(rows.after())
    finally:
        stream.detach()
    return Written(articles, claims, losses.told())


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
