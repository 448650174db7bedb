"""The journal in the database: the one way in which anything that people made is changed.

`apply` commits what `domain.ledger.act` does, in one transaction; all else is asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.journal import (
    EXTRACT,
    Before,
    Change,
    Entry,
    Logged,
    Record,
    redo_target,
    undo_target,
)
from workbench.domain.ledger import act
from workbench.domain.past import Key
from workbench.errors import DataError
from workbench.store.checksum import is_damage
from workbench.store.connection import Connections, connect
from workbench.store.entities import ENTITIES
from workbench.store.ledger import Tables, head, last_of
from workbench.store.rows import MADE_AT
from workbench.verbs.journal import _PAGE, Chained

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node

_BODIES = "SELECT seq, CAST(body AS BLOB)"
"""As bytes: an entry is what was written, or none at all."""
ANALYSTS = """WITH RECURSIVE one(name) AS (
        SELECT min(analyst) FROM journal
        UNION ALL
        SELECT (SELECT min(analyst) FROM journal WHERE analyst > name) FROM one
            WHERE name IS NOT NULL
    ) SELECT name FROM one WHERE name IS NOT NULL"""
"""SELECT of everybody who has an entry, by name: from one to the next along the index."""
_CHANGES = b'"changes":'
_PIECE = 4096
_ALL = 2**62
"""More than any entry's number."""


_STANDING = {
    "claim": (
        ("assessment", "SELECT claim || ':' || analyst FROM assessment WHERE claim = ?"),
        ("link", "SELECT uid FROM link WHERE claim = ?1 OR other = ?1"),
    ),
    "source": (
        (
            "claim",
            "SELECT DISTINCT c.uid FROM hop_source h JOIN claim c ON c.id = h.claim_id "
            "WHERE h.source = ?",
        ),
        ("rating", "SELECT uid FROM rating WHERE source = ?"),
        ("belonging", "SELECT uid FROM belonging WHERE source = ?1 OR owner = ?1"),
        ("unalike", "SELECT source || ':' || other FROM unalike WHERE source = ?1 OR other = ?1"),
        (
            "metadata",
            "SELECT a.uid FROM article a JOIN source s ON s.id = a.outlet_id WHERE s.uid = ?",
        ),
        ("source", "SELECT uid FROM source WHERE same_as = ?"),
    ),
    "topic": (("topic", "SELECT uid FROM topic WHERE same_as = ?"),),
}
"""Entity -> what the schema lets stand only as long as it does, and how that is found."""


class Journal:
    """The append-only log of what people change."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def apply(
        self,
        changes: Sequence[Change],
        *,
        analyst: str,
        at: str,
        op: str,
        about: str = "",
        session: str | None = None,
        undoes: int | None = None,
        last: int | None = None,
        given: Sequence[Change] = (),
    ) -> Entry:
        entry = Entry(0, at, analyst, session, op, tuple(changes), undoes, about)

        def recorded(connection: sqlite3.Connection) -> Logged:
            return act(Tables(connection), entry, last=last, given=given)

        return self._connections.write(recorded, line=entry.to_bytes).entry

    def current(self, entity: str, uid: str) -> Record | None:
        return self._connections.read(lambda connection: ENTITIES[entity].load(connection, uid))

    def standing_on(self, entity: str, uid: str) -> list[Key]:
        def query(connection: sqlite3.Connection) -> list[Key]:
            return [
                (name, other)
                for name, select in _STANDING.get(entity, ())
                for (other,) in connection.execute(select, (uid,))
            ]

        return self._connections.read(query)

    def head(self) -> tuple[int, str]:
        return self._connections.read(head)

    def stamp(self) -> str:
        return self._connections.read(_stamp)

    def first_after(self, at: str) -> int | None:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"SELECT seq FROM journal j WHERE {MADE_AT} > ? ORDER BY seq LIMIT 1", (at,)
            ).fetchone()
        )
        return int(row[0]) if row else None

    def entries(self, *, after: int = 0) -> Iterator[tuple[Entry, str, str, str]]:
        while True:
            page = self._connections.read(
                lambda connection, start=after: connection.execute(  # type: ignore[misc]
                    f"{_BODIES}, prev, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
                    (start, _PAGE),
                ).fetchall()
            )
            if not page:
                return
            for seq, body, prev, digest in page:
                if entry := self._readable(seq, body):
                    yield entry, body.decode(), prev, digest
            after = page[-1][0]

    def since(self, after: int, *, most: int = _PAGE) -> list[Entry] | None:
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"{_BODIES} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?", (after, most)
            ).fetchall()
        )
        entries = [entry for row in rows if (entry := self._readable(*row))]
        return entries if len(entries) == len(rows) < most else None

    def recent(
        self, limit: int, terms: Sequence[Node] = (), *, before: int | None = None
    ) -> list[Entry]:
        return [one.entry for one in self.chained(limit, terms, before=before)]

    def chained(
        self, limit: int, terms: Sequence[Node] = (), *, before: int | None = None
    ) -> list[Chained]:
        condition, values = "1", dict[str, str | int]()
        if terms:
            from workbench.store.filtering.entries import entry_condition

            condition, values = entry_condition(terms)
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"{_BODIES}, prev, hash FROM journal j WHERE seq < :before AND {condition} "
                "ORDER BY seq DESC LIMIT :most",
                values | {"before": _ALL if before is None else before, "most": limit},
            ).fetchall()
        )
        return [
            Chained(entry, body.decode(), prev, digest)
            for seq, body, prev, digest in rows
            if (entry := self._readable(seq, body))
        ]

    def last_records(self, entity: str, uids: Sequence[str]) -> dict[str, Record]:
        if not uids:
            return {}
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"{_BODIES} FROM journal WHERE seq IN (SELECT max(seq) FROM touched WHERE "
                "entity = ? AND uid IN (SELECT value FROM json_each(?)) GROUP BY uid)",
                (entity, json.dumps(uids)),
            ).fetchall()
        )
        wanted = {*uids}
        return {
            change.uid: record
            for row in rows
            if (entry := self._readable(*row))
            for change in entry.changes
            if change.entity == entity and change.uid in wanted
            if (record := change.after or change.before)
        }

    def _readable(self, seq: int, body: bytes) -> Entry | None:
        """The entry, where it can be read."""
        unread = self._connections.unread
        return unread.tried(f"journal entry {seq}", lambda: Entry.from_bytes(body))

    def runs(self, *, after: int) -> list[Entry]:
        return self._connections.read(
            lambda connection: [
                _entry(body)
                for _, body in connection.execute(
                    f"{_BODIES} FROM journal WHERE seq > ? AND op = ? ORDER BY seq",
                    (after, EXTRACT),
                )
            ]
        )

    def analysts(self) -> list[str]:
        return self._connections.read(
            lambda connection: [name for (name,) in connection.execute(ANALYSTS)]
        )

    def last_of(self, analyst: str) -> int:
        return self._connections.read(lambda connection: last_of(connection, analyst))

    def to_undo(self, analyst: str) -> Entry | None:
        return self._connections.read(lambda c: undo_target(_before(c, analyst)))

    def to_redo(self, analyst: str) -> Entry | None:
        return self._connections.read(lambda c: redo_target(_before(c, analyst)))


def head_of(path: Path) -> tuple[int, str]:
    """The head of a file of any of our schemas, as it lies there."""
    with closing(connect(path, writable=False)) as connection:
        return head(connection)


def _stamp(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT max(seq) FROM journal").fetchone()
    return "" if row[0] is None else stamp_of(connection, row[0])


def stamp_of(connection: sqlite3.Connection, seq: int) -> str:
    """When an entry was made; empty of a damaged one. Its changes are not read: there may be a
    hundred thousand."""
    begins = b""
    try:
        with connection.blobopen("journal", "body", seq, readonly=True) as body:
            # Keys are sorted, and within words a quotation mark has a backslash before it.
            while _CHANGES not in begins and (more := body.read(_PIECE)):
                begins += more
        at = json.loads(begins.partition(_CHANGES)[0].rstrip(b",") + b"}")["at"]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return ""
    except (ValueError, LookupError, TypeError):
        return ""
    return at if isinstance(at, str) else ""


def _before(connection: sqlite3.Connection, analyst: str) -> Before:
    def newest(number: int | None) -> Entry | None:
        row = connection.execute(
            f"{_BODIES} FROM journal WHERE analyst = ? AND seq < ? ORDER BY seq DESC LIMIT 1",
            (analyst, _ALL if number is None else number),
        ).fetchone()
        return _entry(row[1]) if row else None

    return newest


def _entry(body: bytes) -> Entry:
    """The entry of a stored body. Raises DataError when it is none: it was tampered with."""
    try:
        return Entry.from_bytes(body)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            "the journal is damaged", "workbench verify tells where; restore a backup."
        ) from error
