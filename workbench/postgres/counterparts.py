"""Counterparts in the database: a row a pair of statements, at the article that was kept later;
and which of them an analyst said to be unrelated.

The first are found again from texts and facts by whoever keeps an article's facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from workbench.domain.counterpart import Counterpart, Place, Unrelated
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import flat
from workbench.stored.counterparts import COUNTERPART, counterpart_of_row, counterpart_row
from workbench.verbs import Durability
from workbench.verbs.counterparts import ClaimAt


class Counterparts:
    """Which statements of different articles may say the same."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, found: Mapping[int, Sequence[Counterpart]]) -> None:
        def act(connection: Connection) -> None:
            connection.execute(
                "DELETE FROM counterpart WHERE article_id = ANY(%(of)s) OR other_id = ANY(%(of)s)",
                {"of": [*found]},
            )
            connection.execute(_MARK, ([*found],))
            _keep(connection, chain.from_iterable(found.values()))

        if found:
            self._connections.write(act, Durability.NORMAL)

    def of(self, numbers: Iterable[int]) -> list[Counterpart]:
        wanted = {"of": [*{*numbers}]}

        def query(connection: Connection) -> list[Counterpart]:
            rows = connection.execute(
                f"""SELECT {COUNTERPART} FROM counterpart
                WHERE article_id = ANY(%(of)s) OR other_id = ANY(%(of)s)""".encode(),
                wanted,
            )
            return sorted(map(counterpart_of_row, rows))

        return self._connections.read(query)

    def beside(self, number: int) -> set[int]:
        return self._connections.read(
            lambda connection: {
                other
                for (other,) in connection.execute(
                    "SELECT other_id FROM counterpart WHERE article_id = %(number)s "
                    "UNION SELECT article_id FROM counterpart WHERE other_id = %(number)s",
                    {"number": number},
                )
            }
        )

    def unrelated(self, article: str, analyst: str | None = None) -> list[Unrelated]:
        return self._unrelated(
            "%(article)s IN (article, other) AND (analyst = %(analyst)s OR %(of_all)s = 1)",
            {"article": article, "analyst": analyst or "", "of_all": analyst is None},
        )

    def unrelated_in(self, articles: Iterable[str], analyst: str) -> list[Unrelated]:
        return self._unrelated(
            "article = ANY(%(of)s) AND other = ANY(%(of)s) AND analyst = %(analyst)s",
            {"of": [*articles], "analyst": analyst},
        )

    def _unrelated(self, where: str, values: Mapping[str, object]) -> list[Unrelated]:
        query = f"SELECT {UNRELATED.names} FROM unrelated WHERE {where} ORDER BY {_KEY}".encode()
        return self._connections.read(
            lambda connection: [Unrelated(*row) for row in connection.execute(query, values)]
        )

    def claimed(self, numbers: Iterable[int]) -> list[ClaimAt]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: [
                ClaimAt(*row)
                for row in connection.execute(
                    """SELECT article_id, start, "end", uid, analyst, coalesce(fact, '')
                    FROM claim WHERE article_id = ANY(%s) AND state <> 'withdrawn'
                    ORDER BY article_id, start, "end", uid""",
                    (wanted,),
                )
            ]
        )

    def confirmed(self, numbers: Iterable[int]) -> list[tuple[Place, str]]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: [
                (Place(number, start, end), analyst)
                for number, start, end, analyst in connection.execute(
                    """SELECT article_id, start, "end", analyst FROM decision
                    WHERE article_id = ANY(%s) AND kind = 'relay'
                    AND verdict IN ('accepted', 'corrected')
                    ORDER BY article_id, start, "end", analyst""",
                    (wanted,),
                )
            ]
        )

    def asked(self, numbers: Iterable[int], analyst: str) -> list[tuple[Place, str]]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: [
                (Place(number, start, end), kind)
                for number, start, end, kind in connection.execute(
                    """SELECT q.article_id, q.start, q."end", q.kind
                    FROM asked q WHERE q.article_id = ANY(%s) AND NOT EXISTS(
                        SELECT FROM decision d LEFT JOIN claim c ON c.uid = d.claim
                        WHERE d.article_id = q.article_id
                        AND d.start = q.start AND d."end" = q."end" AND d.kind = q.kind
                        AND d.analyst = %s AND (d.verdict = 'rejected' OR c.state = 'withdrawn'))
                    ORDER BY q.article_id, q.start, q."end", q.kind""",
                    (wanted, analyst),
                )
            ]
        )


_MARK = """INSERT INTO renewed(article_id) SELECT unnest(%s::bigint[])
    ON CONFLICT (article_id) DO UPDATE SET mark = nextval(pg_get_serial_sequence('renewed', 'mark'))
"""


def _keep(connection: Connection, found: Iterable[Counterpart]) -> None:
    connection.cursor().executemany(
        f"""INSERT INTO counterpart({COUNTERPART}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (article_id, start, "end", other_id, other_start, other_end)
        DO UPDATE SET stance = excluded.stance, score = excluded.score,
            differs = excluded.differs""".encode(),
        map(counterpart_row, found),
    )


_PLACES = ("article", "start", "end", "other", "other_start", "other_end", "analyst")
_KEY = ", ".join(f'"{name}"' for name in _PLACES)
UNRELATED = flat(
    "unrelated",
    (*_PLACES, "at"),
    key=_PLACES,
    numbers=("start", "end", "other_start", "other_end"),
)
