"""The journal and all that it can name, in the tables of one connection.

Each verb asks all it has to ask before it fetches anything, so that it is one way to the server and
back, whatever an act changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from psycopg import errors

from workbench.domain.journal import GENESIS, Change, Entry, Record
from workbench.domain.ledger import Asked, Found, UnlinkedError
from workbench.domain.past import Key, Past
from workbench.postgres.connection import Connection
from workbench.postgres.entities import ENTITIES
from workbench.postgres.moved import mark_changes
from workbench.postgres.tracing import PastRows, ask_pasts, pasts_of_rows

_HEAD = "SELECT seq, hash FROM head()"
_LAST = "SELECT coalesce(max(seq), 0) FROM journal WHERE analyst = %s"


class Tables(PastRows):
    """A `domain.ledger.Ledger` within the open write transaction of a connection."""

    def knows(self, entity: str) -> bool:
        return entity in ENTITIES

    def look(self, asked: Asked) -> Found:
        connection = self._connection
        things = _Things(connection, asked.things)
        pasts = ask_pasts(connection, asked.pasts) if asked.pasts else iter(())
        around = connection.execute(
            f"""SELECT coalesce((SELECT op FROM journal WHERE seq = %s), ''), ({_LAST}),
                h.seq, h.hash FROM (VALUES (1)) one LEFT JOIN ({_HEAD}) h ON true""".encode(),
            (asked.undone, asked.analyst),
        )
        row = around.fetchone()
        assert row is not None
        undone, last, seq, digest = row
        head = (0, GENESIS) if seq is None else (seq, digest)
        return Found(things.fetched(), pasts_of_rows(pasts), undone, last, head)

    def make(self, changes: Sequence[Change]) -> Mapping[Key, Record]:
        connection = self._connection
        connection.execute("SAVEPOINT making")
        try:
            for block in _batches(changes):
                _make(connection, block)
            made = _Things(connection, [(one.entity, one.uid) for one in changes]).fetched()
        except errors.ForeignKeyViolation as error:
            raise UnlinkedError(_unlinked(connection, changes)) from error
        connection.execute("RELEASE making")
        return made

    def chain(
        self, entry: Entry, body: str, prev: str, digest: str, pasts: Mapping[Key, Past | None]
    ) -> None:
        self._connection.execute(
            "INSERT INTO journal(seq, analyst, op, body, prev, hash) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            (entry.seq, entry.analyst, entry.op, body, prev, digest),
        )
        self._connection.execute(
            "INSERT INTO touched(entity, uid, seq) SELECT DISTINCT e, u, %s::bigint "
            "FROM unnest(%s::text[], %s::text[]) AS these(e, u)",
            (
                entry.seq,
                [change.entity for change in entry.changes],
                [change.uid for change in entry.changes],
            ),
        )
        mark_changes(self._connection, entry.changes)
        self.keep_pasts(pasts)


class _Things:
    """Things of several kinds that were asked for, each kind at once."""

    def __init__(self, connection: Connection, keys: Iterable[Key]) -> None:
        of_kinds: dict[str, dict[str, None]] = {}
        for entity, uid in keys:
            of_kinds.setdefault(entity, {})[uid] = None
        self._answers = [
            (entity, ENTITIES[entity].load(connection, [*uids]))
            for entity, uids in of_kinds.items()
        ]

    def fetched(self) -> dict[Key, Record]:
        """What those are that are there."""
        return {
            (entity, uid): record
            for entity, answer in self._answers
            for uid, record in answer().items()
        }


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes in a row that are of one kind and alike, of different things: made at once they come
    to what they do one after the other."""
    for _, alike in groupby(changes, lambda one: (one.entity, one.after is None)):
        batch: dict[str, Change] = {}
        for change in alike:
            if change.uid in batch:
                yield [*batch.values()]
                batch = {}
            batch[change.uid] = change
        yield [*batch.values()]


def _make(connection: Connection, batch: Sequence[Change]) -> None:
    entity = ENTITIES[batch[0].entity]
    records = [change.after for change in batch if change.after is not None]
    if records:
        entity.save(connection, records)
    else:
        entity.remove(connection, [change.uid for change in batch])


def _unlinked(connection: Connection, changes: Sequence[Change]) -> Change:
    """Which of these changes, which cannot all be made, is the first that names what is not there,
    or is named. What they are together the server says without saying of which."""
    _sync(connection)
    connection.execute("ROLLBACK TO making")
    for change in changes:
        try:
            _make(connection, [change])
            connection.execute("SELECT").fetchone()
        except errors.ForeignKeyViolation:
            return change
    return changes[-1]


def _sync(connection: Connection) -> None:
    """Have the server listen again after something that it refused in a pipeline."""
    with connection.pipeline():
        pass


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry."""
    row = connection.execute(_HEAD).fetchone()
    return (row[0], row[1]) if row else (0, GENESIS)


def last_of(connection: Connection, analyst: str) -> int:
    """Number of an analyst's last entry; 0 for none."""
    row = connection.execute(_LAST, (analyst,)).fetchone()
    number: int = row[0] if row else 0
    return number
