"""Full-text search: the newest articles that hold the words, and the words around the first hit."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.domain.folding import Folded, fold_words
from workbench.store.connection import Connections
from workbench.store.filters import BY_DATE
from workbench.store.library import read_near
from workbench.store.search_build import build_on, reached
from workbench.store.words import (
    literal_query,
    matching,
    words_condition,
    words_probe,
)
from workbench.stored.sought import first_place, sought_in
from workbench.verbs import Durability
from workbench.verbs.search import Reached
from workbench.verbs.stop import Stop

_MANY = 5_000
"""From this many hits on the library is walked from the newest down, instead of sorting them."""
_COMMON = 50_000
"""From this many hits on each article on that way is looked up, instead of listing the hits."""


_LOOKED_AT = 300
"""Newest articles whose texts are looked at for the beginning of a word."""


class Search:
    """Words in all articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(self, words: str, *, limit: int = 200, stop: Stop | None = None) -> list[Excerpt]:
        if not words.strip():
            return []
        end = stop or Stop()

        def query(connection: sqlite3.Connection) -> list[Excerpt]:
            sought = sought_in(words)
            hits = []
            with end.over(connection.interrupt):
                for number in _numbers(connection, words, limit):
                    end.check()
                    (text,) = connection.execute(
                        "SELECT text FROM article_text WHERE id = ?", (number,)
                    ).fetchone()
                    hits.append(_hit(number, text, sought))
            return hits

        return self._connections.read(query)

    def reached(self) -> Reached:
        return self._connections.read(reached)

    def build_on(self) -> Reached:
        return self._connections.write(build_on, Durability.NORMAL)

    def holding(self, words: str, *, limit: int) -> list[tuple[int, str]]:
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
    is_prefix = any(word.endswith("*") for word in search_words(words))
    if is_prefix and len(newest := _among_newest(connection, words, limit)) == limit:
        return newest
    condition, values = words_condition(words, "words")
    probe, numbers = words_probe(words, "words")
    among = numbers or f"SELECT 1 FROM article a WHERE {condition}"
    (many,) = connection.execute(
        f"SELECT count(*) FROM ({among} LIMIT {_COMMON})", values
    ).fetchone()
    walked = f"INDEXED BY {BY_DATE}" if many >= _MANY else ""
    if probe and many >= _COMMON and not is_prefix:
        near = read_near(connection, probe, values, limit=limit)
        if near is not None:  # all that hold them stand far down otherwise
            return near
    rows = connection.execute(
        f"SELECT a.id FROM article a {walked} WHERE {condition} "
        "ORDER BY a.published_key DESC, a.id DESC LIMIT :limit",
        values | {"limit": limit},
    )
    return [number for (number,) in rows]


def _among_newest(connection: sqlite3.Connection, words: str, limit: int) -> list[int]:
    """Those of the newest articles that hold the words, limit at most. Of a beginning of words the
    index has to gather what all of them stand in before it gives the first: where it is common, the
    texts themselves are sooner looked at."""
    sought = sought_in(words)
    found: list[int] = []
    for number, title, text in connection.execute(
        f"SELECT a.id, t.title, t.text FROM article a INDEXED BY {BY_DATE} "
        "JOIN article_text t ON t.id = a.id ORDER BY a.published_key DESC, a.id DESC LIMIT ?",
        (_LOOKED_AT,),
    ):
        parts = Folded.of(text), Folded.of(title)
        if all(any(_holds(part, *one) for part in parts) for one in sought):
            found.append(number)
            if len(found) == limit:
                break
    return found


def _holds(folded: Folded, words: str, is_whole: bool) -> bool:
    return next(folded.places(words, is_whole=is_whole), None) is not None


def _hit(number: int, text: str, sought: Sequence[tuple[str, bool]]) -> Excerpt:
    """The hit with the first of what is looked for that stands in the text."""
    place = first_place(text, sought)
    return Excerpt.of(number, text, *(place or (0, 0)))
