"""Counterparts in the database: a row a pair of statements, at the article that was kept later;
and which of them an analyst said to be unrelated.

The first are found again from texts and facts by whoever keeps an article's facts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from workbench.domain.counterpart import Counterpart, Place, Unrelated
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.rows import GIVEN, in_blocks, marks
from workbench.stored.counterparts import COUNTERPART, counterpart_of_row, counterpart_row
from workbench.stored.rows import Row
from workbench.verbs import Durability
from workbench.verbs.counterparts import ClaimAt


class Counterparts:
    """Which statements of different articles may say the same."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, found: Mapping[int, Sequence[Counterpart]]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "DELETE FROM counterpart WHERE article_id = ?1 OR other_id = ?1",
                [(number,) for number in found],
            )
            connection.executemany(
                "INSERT OR REPLACE INTO renewed(article_id) VALUES (?)", [(one,) for one in found]
            )
            _keep(connection, chain.from_iterable(found.values()))

        if found:
            self._connections.write(act, Durability.NORMAL)

    def of(self, numbers: Iterable[int]) -> list[Counterpart]:
        wanted = {*numbers}

        def query(connection: sqlite3.Connection) -> list[Counterpart]:
            found: list[Row] = []
            for block in in_blocks(sorted(wanted)):
                among = f"FROM counterpart WHERE {{}} IN ({marks(len(block))})"
                found += connection.execute(
                    f"SELECT {COUNTERPART} {among.format('article_id')}", block
                )
                rows = connection.execute(f"SELECT {COUNTERPART} {among.format('other_id')}", block)
                found += (row for row in rows if row[0] not in wanted)
            return [counterpart_of_row(row) for row in sorted(found)]

        return self._connections.read(query)

    def beside(self, number: int) -> set[int]:
        return self._connections.read(
            lambda connection: {
                other
                for (other,) in connection.execute(
                    "SELECT other_id FROM counterpart WHERE article_id = ?1 "
                    "UNION SELECT article_id FROM counterpart WHERE other_id = ?1",
                    (number,),
                )
            }
        )

    def unrelated(self, article: str, analyst: str | None = None) -> list[Unrelated]:
        names = ", ".join(f'"{name}"' for name in _UNRELATED)
        return self._connections.read(
            lambda connection: [
                Unrelated(*row)
                for row in connection.execute(
                    f"SELECT {names} FROM unrelated "
                    "WHERE (article = ?1 OR other = ?1) AND analyst = IFNULL(?2, analyst) "
                    "ORDER BY 1, 2, 3, 4, 5, 6, 7",
                    (article, analyst),
                )
            ]
        )

    def unrelated_in(self, articles: Iterable[str], analyst: str) -> list[Unrelated]:
        names = ", ".join(f'"{name}"' for name in _UNRELATED)
        given = json.dumps([*articles])
        return self._connections.read(
            lambda connection: [
                Unrelated(*row)
                for row in connection.execute(
                    f"SELECT {names} FROM unrelated WHERE article IN {GIVEN} AND other IN {GIVEN} "
                    "AND analyst = ? ORDER BY 1, 2, 3, 4, 5, 6",
                    (given, given, analyst),
                )
            ]
        )

    def claimed(self, numbers: Iterable[int]) -> list[ClaimAt]:
        given = json.dumps([*numbers])
        return self._connections.read(
            lambda connection: [
                ClaimAt(*row)
                for row in connection.execute(
                    f"""SELECT article_id, start, "end", uid, analyst, coalesce(fact, '')
                    FROM claim WHERE article_id IN {GIVEN} AND state <> 'withdrawn'
                    ORDER BY 1, 2, 3, 4""",
                    (given,),
                )
            ]
        )

    def confirmed(self, numbers: Iterable[int]) -> list[tuple[Place, str]]:
        given = json.dumps([*numbers])
        return self._connections.read(
            lambda connection: [
                (Place(number, start, end), analyst)
                for number, start, end, analyst in connection.execute(
                    f"""SELECT article_id, start, "end", analyst FROM decision
                    WHERE article_id IN {GIVEN} AND kind = 'relay'
                    AND verdict IN ('accepted', 'corrected') ORDER BY 1, 2, 3, 4""",
                    (given,),
                )
            ]
        )

    def asked(self, numbers: Iterable[int], analyst: str) -> list[tuple[Place, str]]:
        given = json.dumps([*numbers])
        return self._connections.read(
            lambda connection: [
                (Place(number, start, end), kind)
                for number, start, end, kind in connection.execute(
                    f"""SELECT q.article_id, q.start, q."end", q.kind
                    FROM asked q WHERE q.article_id IN {GIVEN} AND NOT EXISTS(
                        SELECT 1 FROM decision d LEFT JOIN claim c ON c.uid = d.claim
                        WHERE d.article_id = q.article_id
                        AND d.start = q.start AND d."end" = q."end" AND d.kind = q.kind
                        AND d.analyst = ? AND (d.verdict = 'rejected' OR c.state = 'withdrawn'))
                    ORDER BY 1, 2, 3, 4""",
                    (given, analyst),
                )
            ]
        )


def _keep(connection: sqlite3.Connection, found: Iterable[Counterpart]) -> None:
    connection.executemany(
        f"INSERT OR REPLACE INTO counterpart({COUNTERPART}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        map(counterpart_row, found),
    )


_UNRELATED = (
    "article", "start", "end", "other", "other_start", "other_end", "analyst", "at",
)  # fmt: skip
UNRELATED = flat("unrelated", _UNRELATED, key=_UNRELATED[:-1])
