"""What is checked, in which order. Nothing is ever written: a database that takes no writes is
proved as well, and so is one of a server that follows another, but for its schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.problem import Problem, Rebuild
from workbench.postgres.connection import Connection, Connections, connect, translated
from workbench.postgres.proof import derived, history, structure, texts
from workbench.postgres.proof.reading import Check, told

if TYPE_CHECKING:
    from workbench.postgres.proof.rebuilding import Rebuilding


class Proof:
    """Checks over the whole database."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def problems(self, head: str | None = None, *, is_quick: bool = False) -> Iterator[Problem]:
        checks = [
            Check("texts", texts.check_texts),
            Check("journal", partial(history.check_chain, head=head)),
        ]
        if not is_quick:
            checks = [
                Check("references", structure.check_references),
                Check("schema", structure.check_schema),
                *checks,
                Check("articles", texts.check_seals),
                Check("raw", texts.check_raw),
                Check("journal", history.check_replay),
                Check("facts", derived.check_facts, Rebuild.FACTS),
                Check("search", derived.check_search, Rebuild.SEARCH),
                Check("likenesses", derived.check_likenesses, Rebuild.LIKENESSES),
                Check("chains", derived.check_passed, Rebuild.PASSED),
                Check("places", derived.check_unjournalled, Rebuild.ROWS),
            ]
        address = self._connections.address
        with translated(address), closing(connect(address)) as connection:
            for check in checks:
                yield from told(check, connection)

    def sketches(self) -> dict[int, list[int]]:
        def query(connection: Connection) -> dict[int, list[int]]:
            return dict(
                connection.execute(
                    "SELECT article_id, array_agg(value ORDER BY value) FROM sketch "
                    "GROUP BY article_id ORDER BY article_id"
                ).fetchall()
            )

        return self._connections.read(query)

    def without_facts(self) -> int:
        def query(connection: Connection) -> int:
            row = connection.execute(
                "SELECT count(*) FROM extraction WHERE extractor = ''"
            ).fetchone()
            return int(row[0]) if row else 0

        return self._connections.read(query)

    @property
    def rebuilding(self) -> Rebuilding:
        from workbench.postgres.proof.rebuilding import Rebuilding

        return Rebuilding(self._connections)
