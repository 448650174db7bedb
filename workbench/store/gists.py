"""The gist of articles in the database: their few telling words, as numbers, by day.

Written with the facts that it is worked out from. It finds which articles of the days around may
tell the same; what they have in common is decided elsewhere. Two tables hold it, each proves the
other: what an article has, and by day and word which articles have it. A third one holds which
articles are yet to be compared: a program may end before that.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from workbench.domain.gist import Gist
from workbench.errors import UnreadError
from workbench.store.connection import Connections
from workbench.store.rows import in_blocks, marks
from workbench.stored.gists import MOST_ROWS, packed_words, shared, unpacked_words
from workbench.verbs import Durability
from workbench.verbs.gists import Sharing, Told


class Gists:
    """Which articles share telling words."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def sharing(self, number: int, *, days: int) -> tuple[list[Sharing], dict[int, int]]:
        def query(connection: sqlite3.Connection) -> tuple[list[Sharing], dict[int, int]]:
            gist = read_gist(connection, number)
            if gist is None or not gist.words:
                return [], {}
            rows: list[tuple[int, int]] = []
            for apart in range(days + 1):
                there = {gist.day - apart, gist.day + apart}
                values = [value for day in sorted(there) for value in gist.values(day)]
                rows += connection.execute(
                    "SELECT value, article_id FROM gist_word "
                    f"WHERE value IN ({marks(len(values))}) LIMIT ?",
                    (*values, MOST_ROWS - len(rows)),
                )
            return shared(gist.day, number, rows)

        return self._connections.read(query)

    def told(self, number: int) -> tuple[str, str, str]:
        def query(connection: sqlite3.Connection) -> tuple[str, str, str]:
            row: tuple[str, str, str] | None = connection.execute(
                "SELECT a.title, a.lang, t.text FROM article a JOIN article_text t ON t.id = a.id "
                "WHERE a.id = ?",
                (number,),
            ).fetchone()
            if row is None or not all(isinstance(words, str) for words in row):
                raise UnreadError(f"article #{number} cannot be read")
            return row

        return self._connections.read(query)

    def words_of(self, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
        def query(connection: sqlite3.Connection) -> dict[int, frozenset[int]]:
            found: dict[int, frozenset[int]] = {}
            for block in in_blocks(numbers):
                rows = connection.execute(
                    f"SELECT article_id, words FROM gist WHERE article_id IN ({marks(len(block))})",
                    block,
                )
                found |= {number: frozenset(unpacked_words(words)) for number, words in rows}
            return found

        return self._connections.read(query)

    def keep(self, gists: Mapping[int, Gist | None]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            for number, gist in gists.items():
                keep_gist(connection, number, gist)

        if gists:
            self._connections.write(act, Durability.NORMAL)

    def not_alike(self, number: int, others: Sequence[int]) -> set[int]:
        from workbench.store.rewrites import not_alike

        return self._connections.read(lambda connection: not_alike(connection, number, others))

    def waiting(self) -> list[int]:
        return self._connections.read(_waiting)

    def keep_rewrites(self, found: Mapping[int, Sequence[Told]]) -> None:
        from workbench.store.rewrites import has_rewrites, keep_rewrites

        def stale(connection: sqlite3.Connection) -> list[int]:
            waiting = {*_waiting(connection)}
            return [
                number
                for number in found
                if found[number] or number in waiting or has_rewrites(connection, number)
            ]

        def act(connection: sqlite3.Connection) -> None:
            for number in numbers:
                keep_rewrites(connection, number, found[number])
            connection.executemany(
                "DELETE FROM gist_waiting WHERE article_id = ?", [(number,) for number in numbers]
            )

        if numbers := self._connections.read(stale):
            self._connections.write(act, Durability.NORMAL)


def read_gist(connection: sqlite3.Connection, number: int) -> Gist | None:
    """The gist of an article, if it has one."""
    row = connection.execute(
        "SELECT day, words FROM gist WHERE article_id = ?", (number,)
    ).fetchone()
    return Gist(row[0], unpacked_words(row[1])) if row else None


def _waiting(connection: sqlite3.Connection) -> list[int]:
    rows = connection.execute("SELECT article_id FROM gist_waiting ORDER BY article_id")
    return [number for (number,) in rows]


def keep_gist(connection: sqlite3.Connection, number: int, gist: Gist | None) -> None:
    """Keep the gist of an article in the place of the one it had, in an open write transaction; it
    waits to be compared: its facts may be other ones, even where its gist is not."""
    connection.execute("INSERT OR IGNORE INTO gist_waiting(article_id) VALUES (?)", (number,))
    before = read_gist(connection, number)
    if before == gist:
        return
    if before:
        connection.executemany(
            "DELETE FROM gist_word WHERE value = ? AND article_id = ?",
            [(value, number) for value in before.values()],
        )
        connection.execute("DELETE FROM gist WHERE article_id = ?", (number,))
    if gist:
        connection.execute(
            "INSERT INTO gist(article_id, day, words) VALUES (?, ?, ?)",
            (number, gist.day, packed_words(gist)),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO gist_word(value, article_id) VALUES (?, ?)",
            [(value, number) for value in gist.values()],
        )


def disagreeing(connection: sqlite3.Connection) -> Iterator[int]:
    """The articles whose gist and whose rows of the index say different things."""
    rows = groupby(
        connection.execute("SELECT article_id, value FROM gist_word ORDER BY 1, 2"), itemgetter(0)
    )
    indexed = ((number, {value for _, value in group}) for number, group in rows)
    waiting = next(indexed, None)
    kept = connection.execute("SELECT article_id, day, words FROM gist ORDER BY article_id")
    for number, day, words in kept:
        while waiting and waiting[0] < number:
            yield waiting[0]
            waiting = next(indexed, None)
        found: set[int] = set()
        if waiting and waiting[0] == number:
            found = waiting[1]
            waiting = next(indexed, None)
        if found != set(Gist(day, unpacked_words(words)).values()):
            yield number
    while waiting:
        yield waiting[0]
        waiting = next(indexed, None)


def forget_gists(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Let go of what these articles have in both tables, and of what their statements say, whatever
    it is; they wait."""
    gone = json.dumps([*numbers])
    for table in ("gist_word", "gist", "signature"):
        connection.execute(
            f"DELETE FROM {table} WHERE article_id IN (SELECT value FROM json_each(?))", (gone,)
        )
    connection.execute(
        "INSERT OR IGNORE INTO gist_waiting(article_id) SELECT value FROM json_each(?)", (gone,)
    )
