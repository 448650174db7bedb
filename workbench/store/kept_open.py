"""What is kept open, a row each, and what analysts answered to replies; both are the journal's.
Replies, and by what they are looked for, are found again from texts and facts.

Whatever changes something kept open lets go of what it is looked for by: it waits to be compared
with all articles since, whether it is new, open again, or was put back by an undo. Up to where it
was, in the order in which counterparts of articles were found (`renewed`), is in its row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from workbench.domain.journal import Record
from workbench.domain.kept_open import Asked, Heard, KeptOpen, Reply
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.rows import GIVEN, in_blocks, marks
from workbench.stored.counterparts import (
    REPLY,
    packed_numbers,
    reply_of_row,
    reply_row,
    unpacked_numbers,
)
from workbench.stored.rows import Row
from workbench.verbs import Durability

_KEPT = ("analyst", "at", "since", "words", "lang", "article", "start", "end", "closed")
_HEARD = ("kept", "article", "start", "end", "analyst", "at", "hearing")
_FLAT = flat("kept_open", _KEPT)
HEARD = flat("heard", _HEARD, key=_HEARD[:4])


def _save(connection: sqlite3.Connection, record: Record) -> None:
    _FLAT.save(connection, record)
    _let_go(connection, record["uid"])


def _remove(connection: sqlite3.Connection, uid: str) -> None:
    _let_go(connection, uid)
    _FLAT.remove(connection, uid)


def _let_go(connection: sqlite3.Connection, uid: str) -> None:
    for table in ("asked_open", "reply"):
        connection.execute(f"DELETE FROM {table} WHERE kept = ?", (uid,))


KEPT_OPEN = replace(_FLAT, save=_save, remove=_remove)


class KeptOpens:
    """What is kept open, and what is said to it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, analyst: str) -> list[KeptOpen]:
        return self._kept("WHERE k.analyst = ?", (analyst,))

    def waiting(self, analyst: str) -> list[KeptOpen]:
        return self._kept(
            "LEFT JOIN asked_open a ON a.kept = k.uid WHERE k.analyst = ? AND k.closed = '' "
            "AND a.mark IS NOT (SELECT coalesce(max(mark), 0) FROM renewed)",
            (analyst,),
        )

    def unbegun(self, analyst: str) -> list[KeptOpen]:
        return self._kept(
            "LEFT JOIN asked_open a ON a.kept = k.uid WHERE k.analyst = ? AND k.closed = '' "
            "AND (a.kept IS NULL OR a.mark > (SELECT coalesce(max(mark), 0) FROM renewed) "
            "OR a.mark < (SELECT r.mark FROM article t JOIN renewed r ON r.article_id = t.id "
            "WHERE t.uid = k.article))",
            (analyst,),
        )

    def _kept(self, where: str, values: tuple[str, ...]) -> list[KeptOpen]:
        unread = self._connections.unread
        names = ", ".join(f'k."{name}"' for name in ("uid", *_KEPT))

        def query(connection: sqlite3.Connection) -> list[KeptOpen]:
            rows = connection.execute(
                f"SELECT {names} FROM kept_open k {where} ORDER BY k.at, k.uid", values
            )
            return unread.readable(rows, lambda row: f"kept open {row[0]}", _kept_of)

        return self._connections.read(query)

    def heard(self, analyst: str) -> list[Heard]:
        unread = self._connections.unread

        def query(connection: sqlite3.Connection) -> list[Heard]:
            rows = connection.execute(
                f"SELECT {HEARD.names} FROM heard WHERE analyst = ? ORDER BY 1, 2, 3, 4", (analyst,)
            )
            return unread.readable(rows, lambda row: f"heard {row[0]}", _heard_of)

        return self._connections.read(query)

    def replies(self, kept: Iterable[str]) -> list[Reply]:
        def query(connection: sqlite3.Connection) -> list[Reply]:
            found: list[Reply] = []
            for block in in_blocks(kept):
                rows = connection.execute(
                    f"SELECT {REPLY} FROM reply WHERE kept IN ({marks(len(block))})", block
                )
                found.extend(map(reply_of_row, rows))
            return sorted(found)

        return self._connections.read(query)

    def asked(self, analyst: str) -> list[Asked]:
        def query(connection: sqlite3.Connection) -> list[Asked]:
            rows = connection.execute(
                "SELECT kept, since, least, a.words, keys, mark FROM asked_open a "
                "JOIN kept_open k ON k.uid = a.kept WHERE k.analyst = ? ORDER BY kept",
                (analyst,),
            )
            return [
                Asked(kept, since, least, unpacked_numbers(words), unpacked_numbers(keys), mark)
                for kept, since, least, words, keys, mark in rows
            ]

        return self._connections.read(query)

    def newest(self) -> int:
        def query(connection: sqlite3.Connection) -> int:
            row = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
            return int(row[0])

        return self._connections.read(query)

    def marks(self, after: int, since: int) -> list[tuple[int, int]]:
        def query(connection: sqlite3.Connection) -> list[tuple[int, int]]:
            return connection.execute(
                "SELECT mark, iif(article_id > ?2, article_id, 0) FROM renewed WHERE mark > ?1 "
                "AND (article_id > ?2 OR mark = (SELECT max(mark) FROM renewed)) ORDER BY mark",
                (after, since),
            ).fetchall()

        return self._connections.read(query)

    def begin(self, asked: Asked) -> None:
        words, keys = packed_numbers(asked.words), packed_numbers(asked.keys)

        def act(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO asked_open(kept, least, words, keys, mark) "
                "SELECT uid, ?, ?, ?, 0 FROM kept_open WHERE uid = ? AND closed = ''",
                (asked.least, words, keys, asked.kept),
            )

        self._connections.write(act, Durability.NORMAL)

    def keep(
        self, found: Mapping[int, Sequence[Reply]], kept: Iterable[str], marks: tuple[int, int]
    ) -> bool:
        before, after = marks
        given = json.dumps([*kept])

        def act(connection: sqlite3.Connection) -> bool:
            rows = connection.execute(
                f"UPDATE asked_open SET mark = ? WHERE kept IN {GIVEN} AND mark = ? RETURNING kept",
                (after, given, before),
            )
            those = {uid for (uid,) in rows}
            among = json.dumps([*those])
            connection.executemany(
                f"DELETE FROM reply WHERE article_id = ? AND kept IN {GIVEN}",
                [(number, among) for number in found],
            )
            said = chain.from_iterable(found.values())
            _keep(connection, (reply for reply in said if reply.kept in those))
            return bool(those)

        return self._connections.write(act, Durability.NORMAL)


def _keep(connection: sqlite3.Connection, replies: Iterable[Reply]) -> None:
    connection.executemany(
        f"INSERT OR REPLACE INTO reply({REPLY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        map(reply_row, replies),
    )


def _kept_of(row: Row) -> KeptOpen:
    return KeptOpen.from_record(dict(zip(("uid", *_KEPT), row, strict=True)))


def _heard_of(row: Row) -> Heard:
    return Heard.from_record(dict(zip(_HEARD, row, strict=True)))
