"""Full-text search: the newest articles that hold the words, and the words around the first hit."""

from __future__ import annotations

import sqlite3
import unicodedata

from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.store.connection import Connections
from workbench.store.words import literal_query, words_condition

_MANY = 5_000
"""From this many hits on the library is walked from the newest down, instead of sorting them."""


class Search:
    """Words in all articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(self, words: str, *, limit: int = 200) -> list[Excerpt]:
        """The newest articles that hold all the words, with the first of them; it is empty and at 0
        where only the title holds it. A star ends a prefix."""
        if not words.strip():
            return []

        def query(connection: sqlite3.Connection) -> list[Excerpt]:
            hits = []
            for number in _numbers(connection, words, limit):
                (text,) = connection.execute(
                    "SELECT text FROM article_text WHERE id = ?", (number,)
                ).fetchone()
                hits.append(_hit(number, text, words))
            return hits

        return self._connections.read(query)

    def holding(self, words: str, *, limit: int) -> list[tuple[int, str]]:
        """The articles that came last in whose text these words stand one after the other, with
        their texts; case and marks do not count."""
        query = f"text : {literal_query([words])}"
        return self._connections.read(
            lambda connection: connection.execute(
                "SELECT id, text FROM article_text WHERE id IN (SELECT rowid FROM article_words "
                "WHERE article_words MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY id DESC",
                (query, limit),
            ).fetchall()
        )


def _numbers(connection: sqlite3.Connection, words: str, limit: int) -> list[int]:
    condition, values = words_condition(words, "words")
    (many,) = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM article a WHERE {condition} LIMIT {_MANY})", values
    ).fetchone()
    walked = "INDEXED BY article_by_date" if many >= _MANY else ""
    rows = connection.execute(
        f"SELECT a.id FROM article a {walked} WHERE {condition} "
        "ORDER BY a.published_key DESC, a.id DESC LIMIT :limit",
        values | {"limit": limit},
    )
    return [number for (number,) in rows]


class _Folding(dict[int, int]):
    """A translation table to one plain small letter for each code point: offsets stay."""

    def __missing__(self, code: int) -> int:
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        self[code] = folded = ord(plain[0])
        return folded


_FOLDING = _Folding()


def _hit(number: int, text: str, words: str) -> Excerpt:
    """The hit with its first word that stands in the text, the longest of them sought first."""
    folded = text.translate(_FOLDING)
    start, end = 0, 0
    for word in sorted(search_words(words), key=len, reverse=True):
        bare = word.rstrip("*").translate(_FOLDING)
        at = folded.find(bare) if bare else -1
        if at >= 0:
            start, end = at, at + len(bare)
            break
    return Excerpt.of(number, text, start, end)
