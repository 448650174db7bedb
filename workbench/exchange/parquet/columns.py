"""The columns of a table as Parquet has them: a name that no engine takes for a word of its own, a
type, and what a cell becomes in it.

A table has all of its columns always, whatever stands in them: engines leave out in silence a
column that only later files have. An empty cell is null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pyarrow

from workbench.exchange.rows import NUMBERS, Cell, Row, Rows

_TIMES = pyarrow.timestamp("us", tz="UTC")
_STAMPS = frozenset(("at", "rated", "retrieved"))
"""Moments, in UTC."""
_ANSWERS = frozenset(("blind", "confirmed", "provisional"))
"""Yes or no."""
_SHARES = frozenset(("score",))
_EITHER = frozenset(("value", "to"))
"""Words or a number, by what the row is about: a column each."""
_NAMES = {"start": "span_start", "end": "span_end", "to": "until", "at": "rated_at"}
"""Columns whose names are words of SQL, somewhere: as they are called here."""
PARTED_BY = "month"
"""What parts the tables that grow with the articles; no column of theirs may be called so."""


class Typed(NamedTuple):
    """A column."""

    name: str
    type: pyarrow.DataType
    of: str
    """The column of `rows` that it is made of."""
    made: Callable[[Cell], Any]
    """Of a cell that is not empty; None where it is nothing of this type."""


def typed(rows: Rows) -> list[Typed]:
    """The columns of a table; behind them those by which its rows lead to sources, which a table
    for people need not show."""
    shown = [column.name for column in rows.columns]
    keys = (column.by for column in rows.columns if column.by.endswith(" uid"))
    return [one for name in dict.fromkeys([*shown, *keys]) for one in _typed(name)]


def schema_of(columns: Sequence[Typed]) -> pyarrow.Schema:
    """As Arrow has them."""
    return pyarrow.schema([(one.name, one.type) for one in columns])


def cells_of(columns: Sequence[Typed], row: Row) -> tuple[Any, ...]:
    """A row, a cell for each column."""
    return tuple(None if (cell := row.get(one.of, "")) == "" else one.made(cell) for one in columns)


def _typed(of: str) -> Iterator[Typed]:
    name = _NAMES.get(of, of).replace(" ", "_")
    if of in NUMBERS:
        yield Typed(name, pyarrow.int64(), of, int)
    elif of in _SHARES:
        yield Typed(name, pyarrow.float64(), of, float)
    elif of in _STAMPS:
        yield Typed(name, _TIMES, of, _moment)
    elif of in _ANSWERS:
        yield Typed(name, pyarrow.bool_(), of, "yes".__eq__)
    else:
        yield Typed(name, pyarrow.string(), of, _words)
    if of in _EITHER:
        yield Typed(f"{name}_number", pyarrow.float64(), of, _number)
    if of == "published":
        yield Typed("published_day", pyarrow.date32(), of, _day)
        yield Typed("published_at", _TIMES, of, _moment)


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:g}" if isinstance(cell, float) else str(cell)


def _number(cell: Cell) -> float | None:
    return None if isinstance(cell, str) else float(cell)


def _moment(cell: Cell) -> datetime | None:
    """None of a day, and of what says no zone: nobody knows which moment that is."""
    try:
        moment = datetime.fromisoformat(str(cell))
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _day(cell: Cell) -> date | None:
    """The day that was printed, whatever it was elsewhere."""
    try:
        return date.fromisoformat(str(cell)[:10])
    except ValueError:
        return None
