"""Computing anew what is derived, in the database itself, each in one transaction of the writer.

What needs the texts' sketches or the extractor is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial

from workbench.domain.journal import Entry, Record, chain_hash
from workbench.errors import DataError
from workbench.postgres.adding import similar_to
from workbench.postgres.checksum import COLUMNS, damaged_rows, seal_likenesses, seal_rows
from workbench.postgres.connection import Connection, Connections, connect, translated
from workbench.postgres.gists import forget_gists
from workbench.postgres.moved import mark_articles
from workbench.postgres.passed import forget_passed
from workbench.postgres.proof.objects import missing_indexes
from workbench.postgres.relays import CARRIED
from workbench.postgres.search_build import begin_anew, build_on
from workbench.postgres.tracing import trace_journal
from workbench.stored.checksum import LET_GO, rows_checksum
from workbench.stored.proving import clusters_of
from workbench.verbs import Durability
from workbench.verbs.articles import Added


class Rebuilding:
    """What can be computed anew."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin(self) -> None:
        self._connections.require_writing()

    def indexes(self) -> None:
        address = self._connections.address
        with translated(address), closing(connect(address)) as connection:
            connection.execute("BEGIN")
            statements = missing_indexes(connection)
            connection.execute("ROLLBACK")
        for statement in statements:
            self._write(partial(_execute, statement))

    def search(self) -> None:
        self._write(begin_anew)
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

    def _write(self, act: Callable[[Connection], None]) -> None:
        self._connections.write(act, Durability.NORMAL)


def _execute(statement: str, connection: Connection) -> None:
    connection.execute(statement.encode())


def _keep_sketches(connection: Connection, sketches: Mapping[int, Sequence[int]]) -> None:
    connection.execute("DELETE FROM sketch WHERE article_id = ANY(%s)", ([*sketches],))
    kept = {number: sorted(set(values)) for number, values in sketches.items()}
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO sketch(value, article_id) VALUES (%s, %s)",
            [(value, number) for number, values in kept.items() for value in values],
        )
        cursor.executemany(
            "UPDATE article SET sketch_checksum = %s WHERE id = %s",
            [(rows_checksum(values), number) for number, values in kept.items()],
        )


def _forget_likenesses(connection: Connection, numbers: Sequence[int]) -> list[Added]:
    rows = connection.execute(
        """SELECT a.id, a.uid, array(SELECT s.value FROM sketch s WHERE s.article_id = a.id)
        FROM article a WHERE a.id = ANY(%s) ORDER BY a.id""",
        (numbers,),
    ).fetchall()
    forget_gists(connection, numbers)
    connection.execute("DELETE FROM likeness WHERE article_id = ANY(%s)", (numbers,))
    seal_likenesses(connection, numbers)
    mark_articles(connection, numbers)
    return [
        Added(number, uid, is_new=True, similar=similar_to(connection, sketch, before=number))
        for number, uid, sketch in rows
    ]


def _regroup(connection: Connection) -> None:
    likenesses = connection.execute("SELECT article_id, other_id FROM likeness").fetchall()
    clusters = clusters_of(likenesses)
    connection.execute(
        """UPDATE article a SET cluster = coalesce(made.cluster, a.id)
        FROM article other
        LEFT JOIN unnest(%s::bigint[], %s::bigint[]) AS made(id, cluster) ON made.id = other.id
        WHERE other.id = a.id AND a.cluster <> coalesce(made.cluster, a.id)""",
        ([*clusters], [*clusters.values()]),
    )


def _count_versions(connection: Connection) -> None:
    connection.execute("DELETE FROM touched")
    rows = connection.execute("SELECT seq, convert_to(body, 'UTF8') FROM journal ORDER BY seq")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO touched(entity, uid, seq) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [
                (change.entity, change.uid, seq)
                for seq, body in rows
                for change in Entry.from_bytes(body).changes
            ],
        )


def _take_from_journal(connection: Connection) -> None:
    last: dict[str, Record | None] = {}
    for prev, digest, body in connection.execute(
        "SELECT prev, hash, convert_to(body, 'UTF8') FROM journal "
        "WHERE seq IN (SELECT seq FROM touched WHERE entity = 'carried') ORDER BY seq"
    ):
        if chain_hash(prev, body) != digest:
            raise DataError("the journal is damaged; nothing was changed", "Restore a backup.")
        changes = Entry.from_bytes(body).changes
        last.update({one.uid: one.after for one in changes if one.entity == "carried"})
    connection.execute("DELETE FROM carried")
    CARRIED.save(connection, [*filter(None, last.values())])
    forget_passed(connection)


def _let_go(connection: Connection) -> None:
    for table, key in list(damaged_rows(connection)):
        condition = " AND ".join(f'"{name}" IS NOT DISTINCT FROM %s' for name in key)
        if table in LET_GO:
            connection.execute(f"DELETE FROM {table} WHERE {condition}".encode(), [*key.values()])
        else:
            rows = connection.execute(
                f"SELECT {COLUMNS[table]} FROM {table} WHERE {condition}".encode(), [*key.values()]
            ).fetchall()
            seal_rows(connection, table, rows)
