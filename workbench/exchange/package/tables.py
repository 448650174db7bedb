"""The tables of a package as CSV, with the schemas that its descriptor gives of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.package.files import Sealed
from workbench.exchange.rows import TABLES, Known, Row
from workbench.exchange.table import cell_of

NAMES = ("claims", "hops", "sources", "ratings", "articles")
NUMBERS = frozenset((
    "article", "claims", "credibility", "end", "facts", "given end", "given start", "hops",
    "length", "start", "step",
))  # fmt: skip
"""Columns whose cells are whole numbers, where they are not empty."""
_UNIQUE = frozenset(("claims", "sources", "articles"))
"""Those with a row for each thing, which their key tells apart."""
_LEAD = {
    "claims": {"article uid": "articles"},
    "hops": {"claim uid": "claims"},
    "ratings": {"source uid": "sources"},
}
"""Columns whose every cell is the key of a row in another table."""


class Table:
    """One table while its rows come in."""

    def __init__(self, name: str, known: Known, file: Sealed) -> None:
        self.name = name
        self._rows = TABLES[name](known)
        self._columns = [column.name for column in self._rows.columns]
        self._file = file
        self._lines([self._columns])
        self._put(self._rows.before())

    def take(self, annotated: AnnotatedArticle) -> None:
        """Write the rows of an article."""
        self._put(self._rows.of(annotated))

    def end(self) -> None:
        """Write the rows that take every article."""
        self._put(self._rows.after())

    def resource(self) -> dict[str, Any]:
        """What the descriptor says of it beside the file's own."""
        return {
            "type": "table",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "schema": self._schema(),
        }

    def _schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "fields": [
                {"name": name, "type": "integer" if name in NUMBERS else "string"}
                for name in self._columns
            ]
        }
        if self.name in _UNIQUE:
            schema["primaryKey"] = [self._rows.key]
        if leads := _LEAD.get(self.name):
            schema["foreignKeys"] = [
                {
                    "fields": [column],
                    "reference": {"resource": table, "fields": [TABLES[table].key]},
                }
                for column, table in leads.items()
            ]
        return schema

    def _put(self, rows: Iterable[Row]) -> None:
        self._lines([cell_of(row.get(name, "")) for name in self._columns] for row in rows)

    def _lines(self, rows: Iterable[Iterable[object]]) -> None:
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(rows)
        self._file.write(stream.getvalue().encode())
