"""The journal in the database: the one way in which anything that people made is changed.

`apply` commits what `domain.ledger.act` does, in one transaction; all else is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entities import ENTITIES
from workbench.postgres.ledger import Tables, head, last_of
from workbench.postgres.rows import MADE_AT
from workbench.verbs.journal import _PAGE, Chained

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node

_ALL = 2**62
"""More than any entry's number."""
ANALYSTS = """WITH RECURSIVE one(name) AS (
        (SELECT analyst FROM journal ORDER BY analyst LIMIT 1)
        UNION ALL
        SELECT (SELECT analyst FROM journal WHERE analyst > one.name ORDER BY analyst LIMIT 1)
            FROM one WHERE one.name IS NOT NULL
    ) SELECT name FROM one WHERE name IS NOT NULL"""
"""SELECT of everybody who has an entry, by name: from one to the next along the index."""

_STANDING = {
    "claim": """SELECT 'assessment', claim || ':' || analyst FROM assessment WHERE claim = %(uid)s
        UNION ALL SELECT 'link', uid FROM link WHERE %(uid)s IN (claim, other)""",
    "source": """SELECT DISTINCT 'claim', c.uid FROM hop_source h JOIN claim c ON c.id = h.claim_id
            WHERE h.source = %(uid)s
        UNION ALL SELECT 'rating', uid FROM rating WHERE source = %(uid)s
        UNION ALL SELECT 'belonging', uid FROM belonging WHERE %(uid)s IN (source, owner)
        UNION ALL SELECT 'unalike', source || ':' || other FROM unalike
            WHERE %(uid)s IN (source, other)
        UNION ALL SELECT 'metadata', a.uid FROM article a JOIN source s ON s.id = a.outlet_id
            WHERE s.uid = %(uid)s
        UNION ALL SELECT 'source', uid FROM source WHERE same_as = %(uid)s""",
    "topic": "SELECT 'topic', uid FROM topic WHERE same_as = %(uid)s",
}
"""Entity -> SELECT of what the schema lets stand only as long as it does: kind and uid."""


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

        def recorded(connection: Connection) -> Logged:
            return act(Tables(connection), entry, last=last, given=given)

        return self._connections.write(recorded, line=entry.to_bytes).entry

    def current(self, entity: str, uid: str) -> Record | None:
        return self._connections.read(
            lambda connection: ENTITIES[entity].load(connection, [uid])().get(uid)
        )

    def standing_on(self, entity: str, uid: str) -> list[Key]:
        if entity not in _STANDING:
            return []
        return self._connections.read(
            lambda connection: [
                (name, other)
                for name, other in connection.execute(_STANDING[entity].encode(), {"uid": uid})
            ]
        )

    def head(self) -> tuple[int, str]:
        return self._connections.read(head)

    def stamp(self) -> str:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"SELECT {MADE_AT} FROM journal j ORDER BY seq DESC LIMIT 1".encode()
            ).fetchone()
        )
        return row[0] if row else ""

    def first_after(self, at: str) -> int | None:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"SELECT seq FROM journal j WHERE {MADE_AT} > %s ORDER BY seq LIMIT 1".encode(),
                (at,),
            ).fetchone()
        )
        return int(row[0]) if row else None

    def entries(self, *, after: int = 0) -> Iterator[tuple[Entry, str, str, str]]:
        while True:
            page = self._connections.read(
                lambda connection, start=after: connection.execute(  # type: ignore[misc]
                    "SELECT seq, body, prev, hash FROM journal WHERE seq > %s "
                    "ORDER BY seq LIMIT %s",
                    (start, _PAGE),
                ).fetchall()
            )
            if not page:
                return
            for seq, body, prev, digest in page:
                if entry := self._readable(seq, body):
                    yield entry, body, prev, digest
            after = page[-1][0]

    def since(self, after: int, *, most: int = _PAGE) -> list[Entry] | None:
        rows = self._connections.read(
            lambda connection: connection.execute(
                "SELECT seq, body FROM journal WHERE seq > %s ORDER BY seq LIMIT %s", (after, most)
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
        condition, values = "true", dict[str, object]()
        if terms:
            from workbench.postgres.filtering.entries import entry_condition

            condition, given = entry_condition(terms)
            values |= given
        most = None if limit < 0 else limit
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"""SELECT seq, body, prev, hash FROM journal j
                WHERE seq < %(before)s AND {condition} ORDER BY seq DESC LIMIT %(most)s""".encode(),
                values | {"before": _ALL if before is None else before, "most": most},
            ).fetchall()
        )
        return [
            Chained(entry, body, prev, digest)
            for seq, body, prev, digest in rows
            if (entry := self._readable(seq, body))
        ]

    def last_records(self, entity: str, uids: Sequence[str]) -> dict[str, Record]:
        if not uids:
            return {}
        rows = self._connections.read(
            lambda connection: connection.execute(
                "SELECT seq, body FROM journal WHERE seq IN (SELECT max(seq) FROM touched WHERE "
                "entity = %s AND uid = ANY(%s) GROUP BY uid) ORDER BY seq",
                (entity, list(uids)),
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

    def _readable(self, seq: int, body: str) -> Entry | None:
        """The entry, where it can be read."""
        unread = self._connections.unread
        return unread.tried(f"journal entry {seq}", lambda: Entry.from_bytes(body.encode()))

    def runs(self, *, after: int) -> list[Entry]:
        return self._connections.read(
            lambda connection: [
                _entry(body)
                for (body,) in connection.execute(
                    "SELECT body FROM journal WHERE seq > %s AND op = %s ORDER BY seq",
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
        return self._connections.read_together(lambda c: undo_target(_before(c, analyst)))

    def to_redo(self, analyst: str) -> Entry | None:
        return self._connections.read_together(lambda c: redo_target(_before(c, analyst)))


def _before(connection: Connection, analyst: str) -> Before:
    def newest(number: int | None) -> Entry | None:
        row = connection.execute(
            "SELECT body FROM journal WHERE analyst = %s AND seq < %s ORDER BY seq DESC LIMIT 1",
            (analyst, _ALL if number is None else number),
        ).fetchone()
        return _entry(row[0]) if row else None

    return newest


def _entry(body: str) -> Entry:
    """The entry of a stored body. Raises DataError when it is none: it was tampered with."""
    try:
        return Entry.from_bytes(body.encode())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            "the journal is damaged", "workbench verify tells where; restore a backup."
        ) from error
