"""Tables for people: what a bundle holds as rows of plain cells, of claims, hops, sources and more.

Pure: a bundle goes in, mappings of columns to text and numbers come out. Writers (CSV, XLSX) own
what their files cannot hold; no row knows an escape, a limit or a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbench.exchange.rows.articles import ArticleRows
from workbench.exchange.rows.claims import ClaimRows
from workbench.exchange.rows.facts import FactRows
from workbench.exchange.rows.hops import HopRows
from workbench.exchange.rows.known import Known
from workbench.exchange.rows.origins import OriginRows
from workbench.exchange.rows.quotations import QuotationRows
from workbench.exchange.rows.sources import RatingRows, SourceRows
from workbench.exchange.rows.table import NUMBERS, Cell, Column, Row, Rows

__all__ = ["NUMBERS", "TABLES", "Cell", "Column", "Known", "Row", "Rows"]

TABLES: Mapping[str, type[Rows]] = MappingProxyType(
    {
        one.name: one
        for one in (
            ClaimRows, HopRows, SourceRows, RatingRows, OriginRows, ArticleRows, FactRows,
            QuotationRows,
        )
    }
)  # fmt: skip
"""Every table by its name."""
