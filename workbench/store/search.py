"""Full-text search: the newest articles that hold the words, and the words around the first hit."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.domain.folding import Folded, fold_words
from workbench.store.connection import Connections, Durability
from workbench.store.search_build import Reached, build_on, reached
from workbench.store.words import is_unspaced, literal_query, matching, words_condition

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
            sought = _sought(words)
            hits = []
            for number in _numbers(connection, words, limit):
                (text,) = connection.execute(
                    "SELECT text FROM article_text WHERE id = ?", (number,)
                ).fetchone()
                hits.append(_hit(number, text, sought))
            return hits

        return self._connections.read(query)

    def reached(self) -> Reached:
        """How far the index of articles is."""
        return self._connections.read(reached)

    def build_on(self) -> Reached:
        """Index some more articles, as one write; how far the index is then."""
        return self._connections.write(build_on, Durability.NORMAL)

    def holding(self, words: str, *, limit: int) -> list[tuple[int, str]]:
        """The articles that came last in whose text these words stand one after the other, with
        their texts; case and marks do not count."""
        query = f"{{text joined}} : ({literal_query([fold_words(words)])})"
        return self._connections.read(
            lambda connection: connection.execute(
                "SELECT id, text FROM article_text WHERE id IN "
                f"(SELECT rowid FROM ({matching('words')}) ORDER BY rowid DESC LIMIT :limit) "
                "ORDER BY id DESC",
                {"words": query, "limit": limit},
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


def _sought(words: str) -> list[tuple[str, bool]]:
    """What is looked for in a text, the longest first, and whether as words of their own."""
    pieces = sorted(search_words(words), key=len, reverse=True)
    return [(piece, not is_unspaced(fold_words(piece))) for piece in pieces]


def _hit(number: int, text: str, sought: Sequence[tuple[str, bool]]) -> Excerpt:
    """The hit with the first of what is looked for that stands in the text."""
    folded = Folded.of(text)
    for words, is_whole in sought:
        if place := next(folded.places(words, is_whole=is_whole), None):
            return Excerpt.of(number, text, *place)
    return Excerpt.of(number, text, 0, 0)
