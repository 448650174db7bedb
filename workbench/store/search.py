"""Full-text search. The user's words are literal; scripts without spaces go through trigrams.

Hits are ordered by date, the newest first; a very common word is answered from the newest numbers
on, so that the first screen never waits for a sort of a million hits.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from workbench.store.articles import is_unspaced
from workbench.store.connection import Connections
from workbench.store.filters import literal_query

_MANY = 5_000
"""From this many hits on they are taken by number instead of being sorted by date."""
_AROUND = 40
"""Code points shown each side of a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that holds the words."""

    number: int
    start: int
    """Where the first of the words stands in the text; 0 when only the title holds it."""
    end: int
    before: str
    exact: str
    after: str


class Search:
    """Words in all articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(self, words: str, *, limit: int = 200) -> list[Hit]:
        """The newest articles that hold all the words; a star ends a prefix."""
        if not words.strip():
            return []

        def query(connection: sqlite3.Connection) -> list[Hit]:
            numbers = _numbers(connection, words, limit)
            hits = []
            for number in numbers:
                (text,) = connection.execute(
                    "SELECT text FROM article_text WHERE id = ?", (number,)
                ).fetchone()
                hits.append(_hit(number, text, words))
            return hits

        return self._connections.read(query)


def _numbers(connection: sqlite3.Connection, words: str, limit: int) -> list[int]:
    table, match = _table_and_query(words)
    many = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)",
        (match, _MANY),
    ).fetchone()[0]
    if many >= _MANY:
        statement = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"
    else:
        statement = f"""SELECT a.id FROM {table} w JOIN article a ON a.id = w.rowid
            WHERE w.{table} MATCH ? ORDER BY a.published_key DESC, a.id DESC LIMIT ?"""
    return [number for (number,) in connection.execute(statement, (match, limit))]


def _table_and_query(words: str) -> tuple[str, str]:
    if is_unspaced(words) and all(len(word) >= 3 for word in words.split()):
        return "article_trigrams", literal_query(words)
    return "article_words", literal_query(words)


def _hit(number: int, text: str, words: str) -> Hit:
    folded = text.lower()
    start, end = 0, 0
    for word in sorted(words.split(), key=len, reverse=True):
        bare = word.rstrip("*").lower()
        # Lowering can change the length of a few characters (a dotted capital I): then the place
        # is looked for as written.
        at = folded.find(bare) if len(folded) == len(text) else text.find(word.rstrip("*"))
        if at >= 0:
            start, end = at, at + len(bare)
            break
    return Hit(
        number,
        start,
        end,
        text[max(0, start - _AROUND) : start],
        text[start:end],
        text[end : end + _AROUND],
    )
