"""The tables whose rows are taken out of a damaged file, as their rows are stored, and how a row
that no tree led to is told to be of one of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.domain.address import place_of
from workbench.domain.fact import Kind
from workbench.store.entities import ENTITIES
from workbench.store.salvage.cells import Cell, Value
from workbench.stored.checksum import UNJOURNALLED, rows_checksum
from workbench.stored.raw import is_whole

_NOT_TAKEN = (
    "article_words", "article_trigrams", "claim_words", "search_folding", "sketch", "gist",
    "signature", "asked_open", "renewed", "reply", "passed", "past", "cited", "untraced", "traced",
    "compared", "moved", "sqlite_", "_sqlite",
)  # fmt: skip
"""Beginnings of the names of tables that are made anew."""
_NARROW = 4
"""A table with no more columns is told from others by what its rows refer to."""
_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "REAL": (float, int),
    "TEXT": (str,),
    "BLOB": (bytes,),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the schema, as rows of it are stored."""

    name: str
    has_rowid: bool
    columns: tuple[str, ...]
    stored: tuple[str, ...]
    """Its columns, in the order in which they are stored: a key comes first where rows have no
    number."""
    number: str
    """The column that stands for the row's number; empty where none does."""
    types: tuple[tuple[type, ...], ...]
    """What each column may hold: SQLite would make words of numbers."""
    defaults: tuple[Value, ...]
    """What trailing columns are that a row from before a migration does not have."""
    parents: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(table, ((own column, its column), ...)) that rows refer to."""

    @property
    def is_wide(self) -> bool:
        """Whether what its columns hold tells it from others."""
        return len(self.stored) > _NARROW

    def row(self, cell: Cell) -> tuple[Value, ...] | None:
        """The row's columns; None where it cannot be one of this table."""
        values = cell.values
        short = len(self.stored) - len(values)
        if self.has_rowid != (cell.rowid is not None) or not 0 <= short <= len(self.defaults):
            return None
        values += self.defaults[len(self.defaults) - short :] if short else ()
        if self.number:
            at = self.stored.index(self.number)
            if values[at] is not None:
                return None
            values = (*values[:at], cell.rowid, *values[at + 1 :])
        is_like = all(map(isinstance, values, self.types))
        return values if is_like else None


def tables_of(scratch: sqlite3.Connection) -> dict[str, Table]:
    """The tables whose rows are taken, those with most columns first."""
    listed = scratch.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    tables = [
        _table(scratch, name, has_rowid=not wr)
        for name, wr in listed
        if not name.startswith(_NOT_TAKEN)
    ]
    tables.sort(key=lambda table: -len(table.stored))
    return {table.name: table for table in tables}


def _table(scratch: sqlite3.Connection, name: str, *, has_rowid: bool) -> Table:
    columns = scratch.execute(f"PRAGMA table_info({name})").fetchall()
    key = [one[1] for one in sorted(columns, key=lambda one: one[5]) if one[5]]
    names = [one[1] for one in columns]
    stored = names if has_rowid else [*key, *(one for one in names if one not in key)]
    number = key[0] if has_rowid and len(key) == 1 and _is_number(columns, key[0]) else ""
    defaults: list[Value] = []
    for column in reversed(columns):
        if column[4] is None and column[3]:
            break
        (value,) = scratch.execute(f"SELECT {column[4] or 'NULL'}").fetchone()
        defaults.insert(0, value)
    parents: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for row in scratch.execute(f"PRAGMA foreign_key_list({name})"):
        parents.setdefault(row[0], (row[2], []))[1].append((row[3], row[4]))
    held = {
        one[1]: (*_TYPES[one[2]], *(() if one[3] or one[5] else (type(None),))) for one in columns
    }
    return Table(
        *(name, has_rowid, tuple(names), tuple(stored), number),
        *(tuple(held[one] for one in stored), tuple(defaults)),
        tuple((parent, tuple(pairs)) for parent, pairs in parents.values()),
    )


def _is_number(columns: list[tuple[object, ...]], name: str) -> bool:
    return any(one[1] == name and one[2] == "INTEGER" for one in columns)


def fits(scratch: sqlite3.Connection, table: Table, row: tuple[Value, ...]) -> bool:
    """Whether a row that no tree led to may be one of this table: what columns hold tells it of
    wide tables, of narrow ones what they refer to, and of some what they say of themselves."""
    values = dict(zip(table.stored, row, strict=True))
    if table.name in UNJOURNALLED and "checksum" in values:
        ordered = [values[name] for name in table.columns]
        if ordered[-1] != rows_checksum(ordered[:-1]):
            return False
    likely = _LIKELY.get(table.name)
    if likely and not likely(scratch, values):
        return False
    return table.is_wide or _has_parents(scratch, table, values)


def _has_parents(scratch: sqlite3.Connection, table: Table, values: Mapping[str, Value]) -> bool:
    for parent, columns in table.parents:
        where = " AND ".join(f'"{theirs}" = ?' for _, theirs in columns)
        query = f"SELECT 1 FROM {parent} WHERE {where}"
        if not _one(scratch, query, *(values[own] for own, _ in columns)):
            return False
    return True


def _one(scratch: sqlite3.Connection, query: str, *values: Value) -> Value:
    """The one value that a query selects; None where it selects none, or values fit nowhere."""
    try:
        row = scratch.execute(query, values).fetchone()
    except (sqlite3.Error, UnicodeEncodeError, OverflowError):
        return None
    value: Value = row[0] if row else None
    return value


def _is_text_of_its_article(scratch: sqlite3.Connection, values: Mapping[str, Value]) -> bool:
    length = _one(scratch, "SELECT length FROM article WHERE id = ?", values["id"])
    return length == len(str(values["text"]))


def _is_raw(_: sqlite3.Connection, values: Mapping[str, Value]) -> bool:
    digest, size, packed = values["sha256"], values["size"], values["packed"]
    if not (isinstance(digest, str) and isinstance(size, int) and isinstance(packed, bytes)):
        return False
    return is_whole(digest, size, packed)


_KINDS = {kind.value for kind in Kind}
_LIKELY: dict[str, Callable[[sqlite3.Connection, Mapping[str, Value]], bool]] = {
    "article_text": _is_text_of_its_article,
    "position": lambda _, values: str(values["place"]).startswith("{"),
    "question": lambda _, values: values["kind"] in _KINDS,
    "raw": _is_raw,
    "wanted": lambda _, values: values["place"] == place_of(str(values["address"])),
    "touched": lambda _, values: values["entity"] in ENTITIES,
}
