"""The tables of a package as CSV, with the schemas that its descriptor gives of them."""

from __future__ import annotations

from typing import Any

from workbench.exchange.package.files import Sealed
from workbench.exchange.rows import NUMBERS, TABLES, Known
from workbench.exchange.table import Lines

NAMES = ("claims", "hops", "sources", "ratings", "articles")
_UNIQUE = frozenset(("claims", "sources", "articles"))
"""Those with a row for each thing, which their key tells apart."""
_LEAD = {
    "claims": {"article uid": "articles"},
    "hops": {"claim uid": "claims"},
    "ratings": {"source uid": "sources"},
}
"""Columns whose every cell is the key of a row in another table."""


class Table(Lines):
    """One table while its rows come in."""

    def __init__(self, name: str, known: Known, file: Sealed) -> None:
        super().__init__(TABLES[name](known), file)

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
                for name in self.names
            ]
        }
        if self.rows.name in _UNIQUE:
            schema["primaryKey"] = [self.rows.key]
        if leads := _LEAD.get(self.rows.name):
            schema["foreignKeys"] = [
                {
                    "fields": [column],
                    "reference": {"resource": table, "fields": [TABLES[table].key]},
                }
                for column, table in leads.items()
            ]
        return schema
