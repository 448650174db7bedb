"""The articles that may hold some words or nearly those: first such as hold them one behind the
other, then such as share the rarest of them. How near they come is for others to say.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple

from workbench.domain.folding import fold_words
from workbench.store.connection import Connections
from workbench.store.words import literal_query, matching
from workbench.stored.alike import HELD, LEAST_RARE, LISTED, RARE, pieces_of


class _Counted(NamedTuple):
    many: int
    query: str


class LikeSearch:
    """Words in all articles, exactly and nearly."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def candidates(self, words: str, *, limit: int) -> list[tuple[int, str]]:
        sought = pieces_of(fold_words(words).lower())
        kind = "trigrams" if sought.is_unspaced else "words"
        pieces = sought.pieces

        def query(connection: sqlite3.Connection) -> list[tuple[int, str]]:
            if not pieces:
                return []
            found = _earliest(connection, literal_query([sought.whole]), kind, limit)
            near = _sharing(connection, pieces, kind, limit)
            numbers = list(dict.fromkeys([*found, *near]))
            texts = (
                connection.execute("SELECT text FROM article_text WHERE id = ?", (one,)).fetchone()
                for one in numbers
            )
            return [(one, row[0]) for one, row in zip(numbers, texts, strict=True) if row]

        return self._connections.read(query)


def _holding(connection: sqlite3.Connection, query: str, kind: str, limit: int) -> list[int]:
    rows = connection.execute(
        f"SELECT rowid FROM ({matching('words', kind)}) LIMIT :limit",
        {"words": query, "limit": limit},
    )
    return [number for (number,) in rows]


def _earliest(connection: sqlite3.Connection, query: str, kind: str, limit: int) -> list[int]:
    """As `_holding`, those published first in front."""
    rows = connection.execute(
        f"""SELECT id FROM article
        WHERE id IN (SELECT rowid FROM ({matching("words", kind)}) LIMIT {HELD})
        ORDER BY published_key = '', published_key, id LIMIT :limit""",
        {"words": query, "limit": limit},
    )
    return [number for (number,) in rows]


def _sharing(connection: sqlite3.Connection, pieces: list[str], kind: str, limit: int) -> list[int]:
    """The articles that share most of the rarest pieces."""
    counted = []
    for piece in dict.fromkeys(pieces):
        query = literal_query([piece])
        (many,) = connection.execute(
            f"SELECT count(*) FROM ({matching('words', kind)} LIMIT {LISTED + 1})",
            {"words": query},
        ).fetchone()
        counted.append(_Counted(many, query))
    rarest = sorted(one for one in counted if one.many)[:RARE]
    rare = [one for one in rarest if one.many <= LISTED]
    if len(rare) < LEAST_RARE:
        return _with_most(connection, [one.query for one in rarest], kind, limit)
    shared: Counter[int] = Counter()
    for one in rare:
        shared.update(_holding(connection, one.query, kind, LISTED))
    least = max(2, len(rare) // 2)
    return [number for number, often in shared.most_common(limit) if often >= least]


def _with_most(
    connection: sqlite3.Connection, queries: list[str], kind: str, limit: int
) -> list[int]:
    """Of words that are all common: the articles that hold all of them but one."""
    found: list[int] = []
    for left_out in range(len(queries)):
        kept = queries[:left_out] + queries[left_out + 1 :]
        if kept:
            each = limit // len(queries) + 1
            found += _holding(connection, " AND ".join(kept), kind, each)
    return list(dict.fromkeys(found))
