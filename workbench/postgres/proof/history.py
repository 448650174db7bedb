"""The rows of the journal and of the tables, each read once and in order, for `domain.replay`."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.problem import Problem
from workbench.domain.replay import Kept, Replay
from workbench.domain.replay import check_chain as check_chain_of
from workbench.postgres.connection import Connection
from workbench.postgres.entities import ENTITIES
from workbench.postgres.metadata import imported_records
from workbench.postgres.proof.reading import streamed, streaming


def check_chain(connection: Connection, head: str | None) -> Iterator[Problem]:
    """That every entry follows from the one before, and one has the hash head, if any is given."""
    yield from check_chain_of(_entries(connection), head)


def check_replay(connection: Connection) -> Iterator[Problem]:
    """That the tables hold what the journal says, no less and no more."""
    replay = Replay(imported_records(connection))
    for entry in _entries(connection):
        yield from replay.take(entry)
    with streaming(connection):
        yield from replay.compare({name: one.all(connection) for name, one in ENTITIES.items()})
    yield from replay.compare_versions(
        (entity, uid, seq)
        for entity, uid, seq in streamed(connection, "SELECT entity, uid, seq FROM touched")
    )


def _entries(connection: Connection) -> Iterator[Kept]:
    rows = streamed(
        connection,
        "SELECT seq, analyst, op, convert_to(body, 'UTF8'), prev, hash FROM journal ORDER BY seq",
    )
    return map(Kept._make, rows)
