"""Computing anew what is derived, in the database itself, each in one transaction of the writer.

Never in a file whose pages are damaged: freeing what a damaged page claims to own could take
people's work along. What needs the texts' sketches or the extractor is handed in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from workbench.domain.journal import Entry, Record, chain_hash
from workbench.errors import DataError
from workbench.store.adding import similar_to
from workbench.store.blueprint import blueprint, make_missing_indexes
from workbench.store.checksum import damaged_rows, seal_likenesses, seal_rows
from workbench.store.connection import Connections
from workbench.store.gists import forget_gists
from workbench.store.moved import mark_article
from workbench.store.passed import forget_passed
from workbench.store.relays import CARRIED
from workbench.store.search_build import build_on
from workbench.store.search_twin import INDEXES
from workbench.store.stand_ins import begin_anew, is_whole
from workbench.store.tracing import trace_journal
from workbench.stored.checksum import LET_GO, rows_checksum
from workbench.stored.proving import clusters_of
from workbench.verbs import Durability
from workbench.verbs.articles import Added


class Rebuilding:
    """What can be computed anew."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin(self) -> None:
        if not self._connections.read(is_whole):
            raise DataError(
                "the file itself is damaged; nothing was changed",
                "Restore a backup, or get out what can be read: workbench salvage PATH NEW.",
            )

    def indexes(self) -> None:
        self._write(_rebuild_indexes)

    def search(self) -> None:
        self._write(lambda connection: begin_anew(connection, INDEXES))
        while self._connections.write(build_on, Durability.NORMAL).below:
            pass

    def sketches(self, sketches: Mapping[int, Sequence[int]]) -> None:
        self._write(lambda connection: _keep_sketches(connection, sketches))

    def forget_likenesses(self, numbers: Iterable[int]) -> list[Added]:
        wanted = list(numbers)
        return self._connections.write(
            lambda connection: _forget_likenesses(connection, wanted), Durability.NORMAL
        )

    def clusters(self) -> None:
        self._write(_regroup)

    def versions(self) -> None:
        self._write(_count_versions)

    def passed(self) -> None:
        self._write(forget_passed)

    def carried(self) -> None:
        self._write(_take_from_journal)

    def pasts(self) -> None:
        self._write(trace_journal)

    def rows(self) -> None:
        self._write(_let_go)

    def _write(self, act: Callable[[sqlite3.Connection], None]) -> None:
        self._connections.write(act, Durability.NORMAL)


def _rebuild_indexes(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    make_missing_indexes(connection, blueprint(version))


def _keep_sketches(connection: sqlite3.Connection, sketches: Mapping[int, Sequence[int]]) -> None:
    connection.executemany(
        "DELETE FROM sketch WHERE value = ? AND article_id = ?",
        [
            (value, number)
            for value, number in connection.execute("SELECT value, article_id FROM sketch")
            if number in sketches
        ],
    )
    for number, values in sketches.items():
        kept = sorted(set(values))
        connection.executemany(
            "INSERT INTO sketch(value, article_id) VALUES (?, ?)",
            [(value, number) for value in kept],
        )
        connection.execute(
            "UPDATE article SET sketch_checksum = ? WHERE id = ?", (rows_checksum(kept), number)
        )


def _forget_likenesses(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Added]:
    sketches: dict[int, list[int]] = {number: [] for number in numbers}
    for value, number in connection.execute("SELECT value, article_id FROM sketch"):
        if number in sketches:
            sketches[number].append(value)
    forget_gists(connection, list(sketches))
    found = []
    for number, sketch in sketches.items():
        connection.execute("DELETE FROM likeness WHERE article_id = ?", (number,))
        seal_likenesses(connection, number)
        mark_article(connection, number)
        (uid,) = connection.execute("SELECT uid FROM article WHERE id = ?", (number,)).fetchone()
        similar = similar_to(connection, sketch, before=number)
        found.append(Added(number, uid, is_new=True, similar=similar))
    return found


def _regroup(connection: sqlite3.Connection) -> None:
    clusters = clusters_of(connection.execute("SELECT article_id, other_id FROM likeness"))
    connection.executemany(
        "UPDATE article SET cluster = ? WHERE id = ?",
        [
            (clusters.get(number, number), number)
            for number, cluster in connection.execute("SELECT id, cluster FROM article").fetchall()
            if clusters.get(number, number) != cluster
        ],
    )


def _count_versions(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM touched")
    for seq, body in connection.execute("SELECT seq, body FROM journal ORDER BY seq"):
        connection.executemany(
            "INSERT OR IGNORE INTO touched(entity, uid, seq) VALUES (?, ?, ?)",
            [(change.entity, change.uid, seq) for change in Entry.from_bytes(body).changes],
        )


def _take_from_journal(connection: sqlite3.Connection) -> None:
    last: dict[str, Record | None] = {}
    for prev, digest, body in connection.execute(
        "SELECT prev, hash, CAST(body AS BLOB) FROM journal "
        "WHERE seq IN (SELECT seq FROM touched WHERE entity = 'carried') ORDER BY seq"
    ):
        if chain_hash(prev, body) != digest:
            raise DataError("the journal is damaged; nothing was changed", "Restore a backup.")
        changes = Entry.from_bytes(body).changes
        last.update({one.uid: one.after for one in changes if one.entity == "carried"})
    connection.execute("DELETE FROM carried")
    for record in filter(None, last.values()):
        CARRIED.save(connection, record)
    forget_passed(connection)


def _let_go(connection: sqlite3.Connection) -> None:
    for table, key in list(damaged_rows(connection)):
        condition = " AND ".join(f'"{name}" IS ?' for name in key)
        if table in LET_GO:
            connection.execute(f"DELETE FROM {table} WHERE {condition}", [*key.values()])
        else:
            seal_rows(connection, table, condition, *key.values())
    connection.execute(
        "UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(id), 0) FROM article) "
        "WHERE name = 'article'"
    )
