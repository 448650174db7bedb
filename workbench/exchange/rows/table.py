"""What a table is: its columns, where their cells lead, and the rows that each article gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.rows.known import Known

Cell = str | int | float
Row = Mapping[str, Cell]
"""Cells by column; a column that it lacks is empty. It may hold keys that are no columns."""

NUMBERS = frozenset((
    "article", "articles", "claims", "credibility", "end", "facts", "given end", "given start",
    "hops", "length", "start", "step",
))  # fmt: skip
"""Columns of any table whose cells are whole numbers, where they are not empty."""
WEB = "web"
"""Where a cell leads that holds an address."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    width: int = 14
    """In characters, where a table has widths."""
    leads_to: str = ""
    """The table whose row a cell of it leads to, or WEB."""
    by: str = ""
    """What of the row is the key of the row that it leads to."""


class Rows:
    """The rows of one table: those that come before all articles, of each, and after the last."""

    name: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    key: ClassVar[str] = ""
    """The column by which others lead here; of several rows with one key, to the first."""
    keeps: ClassVar[frozenset[str]] = frozenset()
    """What of `held` has its place here."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def before(self) -> Iterable[Row]:
        """Rows that no article is needed for."""
        return ()

    def of(self, annotated: AnnotatedArticle) -> Iterable[Row]:
        """Rows of one article."""
        return ()

    def after(self) -> Iterable[Row]:
        """Rows that take every article."""
        return ()
