"""Subscriptions in the database, and beside the journal how asking them went.

What people chose is written only through the journal (see entity.py); what is remembered of asking
is the machine's own: where it is lost, feeds are asked as if for the first time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.domain.journal import Record
from workbench.domain.subscription import Asked, Standing, Subscription
from workbench.errors import ConflictError
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import flat
from workbench.postgres.things import things
from workbench.stored.checksum import rows_checksum
from workbench.verbs import Durability

_ASKED = (
    "standing", "said", "title", "moved_to", "address", "etag", "modified", "entries", "tried_at",
    "succeeded_at", "failures", "due_at",
)  # fmt: skip


class Subscriptions:
    """Which feeds are asked, and what is remembered of each."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Subscription]:
        order = "ORDER BY at, id"
        return things(self._connections, _ROW, Subscription.from_record, order)

    def asked(self, uid: str) -> Asked:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"SELECT {', '.join(_ASKED)} FROM asked_feed WHERE subscription = %s", (uid,)
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
        values = [getattr(asked, name) for name in _ASKED]
        values[_ASKED.index("standing")] = asked.standing.value
        values[_ASKED.index("entries")] = " ".join(asked.entries)
        row = (uid, *values)
        self._connections.write(
            lambda connection: connection.execute(_REMEMBER, (*row, rows_checksum(row))),
            Durability.NORMAL,
        )


_REMEMBER = f"""INSERT INTO asked_feed(subscription, {", ".join(_ASKED)}, checksum)
    VALUES ({", ".join(["%s"] * (len(_ASKED) + 2))})
    ON CONFLICT(subscription) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in (*_ASKED, "checksum"))}"""

_ROW = flat("subscription", ("address", "name", "tags", "analyst", "at"))


def _save(connection: Connection, records: Sequence[Record]) -> None:
    for record in records:
        other = connection.execute(
            "SELECT uid FROM subscription WHERE address = %s AND uid <> %s",
            (record["address"], record["uid"]),
        ).fetchone()
        if other:
            raise ConflictError(
                "there is a subscription to that address already",  # which may hold a password
                "Remove that one first.",
                mine=record,
                theirs=_ROW.load(connection, other)()[other[0]],
            )
        _ROW.save(connection, [record])


SUBSCRIPTION = replace(_ROW, save=_save)
