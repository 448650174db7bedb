"""Small pieces that several parts of the store share: words, uids, blocks of values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TypeVar

from workbench.errors import DataError

T = TypeVar("T")
GIVEN = "(SELECT value FROM json_each(?))"
"""The values of a list, bound as JSON: as many as there are."""
MADE_AT = """substr(j.body, instr(j.body, '"at":"') + 6, 20)"""
"""When entry j was made. Keys are sorted, and within words a quotation mark has a backslash before
it: so it stands near the begin, and the changes behind it, of which there may be a hundred
thousand, are not taken apart."""
TEXT = "SELECT id, CAST(text AS BLOB) FROM article_text"
"""Articles' numbers and texts, as bytes: a text is what was imported, or none at all."""


def check_words(
    connection: sqlite3.Connection, number: int, start: int, end: int, exact: str
) -> None:
    """Refuse a span whose words do not stand at its offsets. Raises DataError."""
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM article_text WHERE id = ?",
        (start + 1, end - start, number),
    ).fetchone()
    if row is None or row[0] != exact:
        raise DataError(f"the words at {start}..{end} of article #{number} are others")


def article_number(connection: sqlite3.Connection, uid: str) -> int:
    """The number of the article with this uid. Raises DataError when there is none."""
    row = connection.execute("SELECT id FROM article WHERE uid = ?", (uid,)).fetchone()
    if row is None:
        raise DataError(f"no article {uid} in this database", "Import the article first.")
    number: int = row[0]
    return number


def number_saved(connection: sqlite3.Connection, table: str, uid: str) -> int:
    """The number of the row of table that was just saved under this uid. RETURNING would tell it
    too, and sets up a table with a page cache of its own for that, at every act."""
    number: int = connection.execute(f"SELECT id FROM {table} WHERE uid = ?", (uid,)).fetchone()[0]
    return number


def marks(count: int) -> str:
    """Placeholders for count values: "?, ?, ?"."""
    return ", ".join("?" * count)


def hashed(column: str, count: int) -> str:
    """That a hash is one of count, each given twice; of their first digits there is an index."""
    digits = ", ".join(["substr(?, 1, 12)"] * count)
    return f"(substr({column}, 1, 12) IN ({digits}) AND {column} IN ({marks(count)}))"


def in_blocks(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The values in lists of at most size, for queries that name many of them."""
    block: list[T] = []
    for value in values:
        block.append(value)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block
