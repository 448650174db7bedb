"""What is kept open, a row each, and what analysts answered to replies; both are the journal's.
Replies, and by what they are looked for, are found again from texts and facts.

Whatever changes something kept open lets go of what it is looked for by: it waits to be compared
with all articles since, whether it is new, open again, or was put back by an undo.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from struct import Struct

from workbench.domain.counterpart import Differs, Place, Stance
from workbench.domain.journal import Record, compact
from workbench.domain.kept_open import Asked, Heard, KeptOpen, Reply
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.rows import in_blocks, marks
from workbench.stored.rows import Row
from workbench.verbs import Durability

_STANCES = tuple(Stance)
"""A row has the place of its stance in here, from 1 on: new ones go to the end."""
_KEPT = ("analyst", "at", "since", "words", "lang", "article", "start", "end", "closed")
_HEARD = ("kept", "article", "start", "end", "analyst", "at", "hearing")
_REPLY = 'kept, article_id, start, "end", stance, ours, score, differs'
_FLAT = flat("kept_open", _KEPT)
HEARD = flat("heard", _HEARD, key=_HEARD[:4])


def _save(connection: sqlite3.Connection, record: Record) -> None:
    _FLAT.save(connection, record)
    _let_go(connection, record["uid"])


def _remove(connection: sqlite3.Connection, uid: str) -> None:
    _FLAT.remove(connection, uid)
    _let_go(connection, uid)


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

    def every_open(self) -> list[KeptOpen]:
        return self._kept("WHERE k.closed = ''")

    def waiting(self) -> list[KeptOpen]:
        return self._kept(
            "LEFT JOIN asked_open a ON a.kept = k.uid WHERE k.closed = '' AND a.kept IS NULL"
        )

    def _kept(self, where: str, values: tuple[str, ...] = ()) -> list[KeptOpen]:
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
                    f"SELECT {_REPLY} FROM reply WHERE kept IN ({marks(len(block))})", block
                )
                found.extend(map(_reply, rows))
            return sorted(found)

        return self._connections.read(query)

    def asked(self) -> list[Asked]:
        def query(connection: sqlite3.Connection) -> list[Asked]:
            rows = connection.execute("SELECT kept, since, least, words, keys FROM asked_open")
            return [
                Asked(kept, since, least, _unpacked(words), _unpacked(keys))
                for kept, since, least, words, keys in rows
            ]

        return self._connections.read(query)

    def newest(self) -> int:
        def query(connection: sqlite3.Connection) -> int:
            row = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
            return int(row[0])

        return self._connections.read(query)

    def begin(self, asked: Asked, replies: Sequence[Reply]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            is_open = connection.execute(
                "SELECT 1 FROM kept_open WHERE uid = ? AND closed = ''", (asked.kept,)
            ).fetchone()
            _let_go(connection, asked.kept)
            if is_open:
                connection.execute(
                    "INSERT INTO asked_open(kept, since, least, words, keys) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (*asked[:3], _packed(asked.words), _packed(asked.keys)),
                )
                _keep(connection, replies)

        self._connections.write(act, Durability.NORMAL)

    def keep(self, found: Mapping[int, Sequence[Reply]]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            for number, replies in found.items():
                connection.execute("DELETE FROM reply WHERE article_id = ?", (number,))
                _keep(connection, replies)

        if found:
            self._connections.write(act, Durability.NORMAL)


def _keep(connection: sqlite3.Connection, replies: Iterable[Reply]) -> None:
    connection.executemany(
        f"INSERT OR REPLACE INTO reply({_REPLY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.kept, *one.place, _STANCES.index(one.stance) + 1, one.is_ours, one.score,
                compact(one.differs),
            )
            for one in replies
        ],
    )  # fmt: skip


def _reply(row: Row) -> Reply:
    differs = tuple(Differs(*one) for one in json.loads(row[7]))
    stance = _STANCES[row[4] - 1]
    return Reply(row[0], Place(*row[1:4]), stance, bool(row[5]), row[6], differs)


def _kept_of(row: Row) -> KeptOpen:
    return KeptOpen.from_record(dict(zip(("uid", *_KEPT), row, strict=True)))


def _heard_of(row: Row) -> Heard:
    return Heard.from_record(dict(zip(_HEARD, row, strict=True)))


def _packed(numbers: frozenset[int]) -> bytes:
    return Struct(f"<{len(numbers)}I").pack(*sorted(numbers))


def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(Struct(f"<{len(packed) // 4}I").unpack(packed))
