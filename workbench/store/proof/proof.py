"""What is checked, in which order.

Nothing is ever written: a database that takes no writes is proved as well. A check that cannot read
its tables says so, and the others go on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.problem import Problem, Rebuild
from workbench.store.connection import Connections, in_snapshot
from workbench.store.proof import derived, history, structure, texts
from workbench.store.proof.careful import Check, UndecodableError, tried

if TYPE_CHECKING:
    from workbench.store.proof.rebuilding import Rebuilding


class Proof:
    """Checks over the whole database."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def problems(self, head: str | None = None, *, is_quick: bool = False) -> Iterator[Problem]:
        checks = [
            tried("texts", texts.check_texts),
            tried("journal", partial(history.check_chain, head=head)),
        ]
        if not is_quick:
            checks = [
                tried("integrity", structure.check_integrity),
                tried("schema", structure.check_schema),
                *checks,
                tried("articles", texts.check_seals),
                tried("raw", texts.check_raw),
                tried("journal", history.check_replay),
                tried("facts", derived.check_facts, Rebuild.FACTS),
                tried("search", derived.check_search, Rebuild.SEARCH),
                tried("likenesses", derived.check_likenesses, Rebuild.LIKENESSES),
                tried("chains", derived.check_passed, Rebuild.PASSED),
                tried("places", derived.check_unjournalled, Rebuild.ROWS),
            ]
        with self._connections.apart() as connection:
            for check in checks:
                yield from in_snapshot(connection, partial(_told, check))

    def sketches(self) -> dict[int, list[int]]:
        def query(connection: sqlite3.Connection) -> dict[int, list[int]]:
            found: dict[int, list[int]] = {}
            for number, value in connection.execute(
                "SELECT article_id, value FROM sketch ORDER BY value"
            ):
                found.setdefault(number, []).append(value)
            return found

        return self._connections.read(query)

    def without_facts(self) -> int:
        (count,) = self._connections.read(
            lambda connection: connection.execute(
                "SELECT count(*) FROM extraction WHERE extractor = ''"
            ).fetchone()
        )
        return int(count)

    @property
    def rebuilding(self) -> Rebuilding:
        from workbench.store.proof.rebuilding import Rebuilding

        return Rebuilding(self._connections)


def _told(check: Check, connection: sqlite3.Connection) -> list[Problem]:
    """What a check says; bytes that are no UTF-8 are read as something else than they were."""
    try:
        return list(check(connection))
    except UndecodableError:
        connection.text_factory = _any_text  # slower
        try:
            return list(check(connection))
        finally:
            connection.text_factory = str


def _any_text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")
