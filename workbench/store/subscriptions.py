"""Subscriptions in the database, and beside the journal how asking them went.

What people chose is written only through the journal (see entity.py); what is remembered of asking
is the machine's own: where it is lost, feeds are asked as if for the first time.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.domain.journal import Record
from workbench.errors import ConflictError
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.verbs import Durability

if TYPE_CHECKING:
    from workbench.domain.subscription import Asked, Subscription

_COLUMNS = ("address", "name", "tags", "analyst", "at")
_ASKED = (
    "standing", "said", "title", "moved_to", "address", "etag", "modified", "entries", "tried_at",
    "succeeded_at", "failures", "due_at",
)  # fmt: skip


class Subscriptions:
    """Which feeds are asked, and what is remembered of each."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Subscription]:
        from workbench.domain.subscription import Subscription

        def query(connection: sqlite3.Connection) -> list[Subscription]:
            rows = connection.execute(
                f"SELECT uid, {', '.join(_COLUMNS)} FROM subscription ORDER BY at, id"
            )
            return self._connections.unread.readable(
                rows,
                lambda row: f"subscription {row[0]}",
                lambda row: Subscription.from_record(
                    dict(zip(("uid", *_COLUMNS), row, strict=True))
                ),
            )

        return self._connections.read(query)

    def asked(self, uid: str) -> Asked:
        from workbench.domain.subscription import Asked, Standing

        row = self._connections.read(
            lambda connection: connection.execute(
                f"SELECT {', '.join(_ASKED)} FROM asked_feed WHERE subscription = ?", (uid,)
            ).fetchone()
        )
        if row is None:
            return Asked()
        fields: dict[str, Any] = dict(zip(_ASKED, row, strict=True))
        try:
            fields["standing"] = Standing(fields["standing"])
        except ValueError:
            return Asked()
        return Asked(**fields | {"entries": tuple(fields["entries"].split())})

    def remember(self, uid: str, asked: Asked) -> None:
        from workbench.stored.checksum import rows_checksum

        values = [getattr(asked, name) for name in _ASKED]
        values[_ASKED.index("standing")] = asked.standing.value
        values[_ASKED.index("entries")] = " ".join(asked.entries)
        row = (uid, *values)
        updates = ", ".join(f"{name} = excluded.{name}" for name in (*_ASKED, "checksum"))
        self._connections.write(
            lambda connection: connection.execute(
                f"INSERT INTO asked_feed(subscription, {', '.join(_ASKED)}, checksum) "
                f"VALUES ({', '.join('?' * (len(row) + 1))}) "
                f"ON CONFLICT(subscription) DO UPDATE SET {updates}",
                (*row, rows_checksum(row)),
            ),
            Durability.NORMAL,
        )


_ROW = flat("subscription", _COLUMNS)


def _save(connection: sqlite3.Connection, record: Record) -> None:
    other = connection.execute(
        "SELECT uid FROM subscription WHERE address = ? AND uid <> ?",
        (record["address"], record["uid"]),
    ).fetchone()
    if other:
        raise ConflictError(
            "there is a subscription to that address already",  # which may hold a password
            "Remove that one first.",
            mine=record,
            theirs=_ROW.load(connection, other[0]),
        )
    _ROW.save(connection, record)


SUBSCRIPTION = replace(_ROW, save=_save)
