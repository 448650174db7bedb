"""What is kept open, a row each, and what analysts answered to replies; both are the journal's.
Replies, and by what they are looked for, are found again from texts and facts.

Whatever changes something kept open lets go of what it is looked for by: it waits to be compared
with all articles since, whether it is new, open again, or was put back by an undo. Up to where it
was, in the order in which counterparts of articles were found (`renewed`), is in its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from workbench.domain.journal import Record
from workbench.domain.kept_open import Asked, Heard, KeptOpen, Reply
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import flat
from workbench.stored.counterparts import (
    REPLY,
    packed_numbers,
    reply_of_row,
    reply_row,
    unpacked_numbers,
)
from workbench.verbs import Durability

_FLAT = flat(
    "kept_open",
    ("analyst", "at", "since", "words", "lang", "article", "start", "end", "closed"),
)
HEARD = flat(
    "heard",
    ("kept", "article", "start", "end", "analyst", "at", "hearing"),
    key=("kept", "article", "start", "end"),
    numbers=("start", "end"),
)


def _save(connection: Connection, records: Sequence[Record]) -> None:
    _FLAT.save(connection, records)
    _let_go(connection, [record["uid"] for record in records])


def _remove(connection: Connection, uids: Sequence[str]) -> None:
    _let_go(connection, uids)  # which only whose it is may
    _FLAT.remove(connection, uids)


def _let_go(connection: Connection, uids: Sequence[str]) -> None:
    connection.execute("DELETE FROM asked_open WHERE kept = ANY(%s)", ([*uids],))
    connection.execute("DELETE FROM reply WHERE kept = ANY(%s)", ([*uids],))


KEPT_OPEN = replace(_FLAT, save=_save, remove=_remove)


class KeptOpens:
    """What is kept open, and what is said to it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, analyst: str) -> list[KeptOpen]:
        return self._kept("analyst = %s", (analyst,))

    def waiting(self, analyst: str) -> list[KeptOpen]:
        return self._kept(
            "analyst = %s AND closed = '' AND NOT EXISTS(SELECT FROM asked_open a "
            "WHERE a.kept = kept_open.uid "
            "AND a.mark = (SELECT coalesce(max(mark), 0) FROM renewed))",
            (analyst,),
        )

    def unbegun(self, analyst: str) -> list[KeptOpen]:
        return self._kept(
            "analyst = %s AND closed = '' AND NOT EXISTS(SELECT FROM asked_open a "
            "WHERE a.kept = kept_open.uid "
            "AND a.mark <= (SELECT coalesce(max(mark), 0) FROM renewed) "
            "AND a.mark >= coalesce((SELECT r.mark FROM article t "
            "JOIN renewed r ON r.article_id = t.id WHERE t.uid = kept_open.article), 0))",
            (analyst,),
        )

    def _kept(self, where: str, values: tuple[str, ...]) -> list[KeptOpen]:
        query = f"SELECT {KEPT_OPEN.names} FROM kept_open WHERE {where} ORDER BY at, uid".encode()
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(query, values),
                lambda row: f"kept open {row[0]}",
                lambda row: KeptOpen.from_record(KEPT_OPEN.record(row)),
            )
        )

    def heard(self, analyst: str) -> list[Heard]:
        query = f"""SELECT {HEARD.names} FROM heard WHERE analyst = %s
            ORDER BY kept, article, start, "end" """.encode()
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(query, (analyst,)),
                lambda row: f"heard {row[0]}",
                lambda row: Heard.from_record(HEARD.record(row)),
            )
        )

    def replies(self, kept: Iterable[str]) -> list[Reply]:
        query = f"SELECT {REPLY} FROM reply WHERE kept = ANY(%s)".encode()
        wanted = [*kept]
        return self._connections.read(
            lambda connection: sorted(map(reply_of_row, connection.execute(query, (wanted,))))
        )

    def asked(self, analyst: str) -> list[Asked]:
        return self._connections.read(
            lambda connection: [
                Asked(kept, since, least, unpacked_numbers(words), unpacked_numbers(keys), mark)
                for kept, since, least, words, keys, mark in connection.execute(
                    "SELECT kept, since, least, a.words, keys, mark FROM asked_open a "
                    "JOIN kept_open k ON k.uid = a.kept WHERE k.analyst = %s ORDER BY kept",
                    (analyst,),
                )
            ]
        )

    def newest(self) -> int:
        def query(connection: Connection) -> int:
            row = connection.execute("SELECT max(id) FROM article").fetchone()
            return int(row[0] or 0) if row else 0

        return self._connections.read(query)

    def marks(self, after: int, since: int) -> list[tuple[int, int]]:
        return self._connections.read(
            lambda connection: [
                (mark, number)
                for mark, number in connection.execute(
                    """SELECT mark, CASE WHEN article_id > %(since)s THEN article_id ELSE 0 END
                    FROM renewed WHERE mark > %(after)s AND (article_id > %(since)s
                        OR mark = (SELECT max(mark) FROM renewed)) ORDER BY mark""",
                    {"after": after, "since": since},
                )
            ]
        )

    def begin(self, asked: Asked) -> None:
        words, keys = packed_numbers(asked.words), packed_numbers(asked.keys)

        def act(connection: Connection) -> None:
            connection.execute(
                """INSERT INTO asked_open(kept, least, words, keys, mark)
                SELECT uid, %s, %s, %s, 0 FROM kept_open WHERE uid = %s AND closed = ''
                ON CONFLICT (kept) DO UPDATE SET least = excluded.least, words = excluded.words,
                    keys = excluded.keys, mark = 0""",
                (asked.least, words, keys, asked.kept),
            )

        self._connections.write(act, Durability.NORMAL)

    def keep(
        self, found: Mapping[int, Sequence[Reply]], kept: Iterable[str], marks: tuple[int, int]
    ) -> bool:
        before, after = marks
        among = [*kept]

        def act(connection: Connection) -> bool:
            rows = connection.execute(
                "UPDATE asked_open SET mark = %s WHERE kept = ANY(%s) AND mark = %s RETURNING kept",
                (after, among, before),
            )
            those = {uid for (uid,) in rows}
            connection.execute(
                "DELETE FROM reply WHERE article_id = ANY(%s) AND kept = ANY(%s)",
                ([*found], [*those]),
            )
            said = chain.from_iterable(found.values())
            _keep(connection, (reply for reply in said if reply.kept in those))
            return bool(those)

        return self._connections.write(act, Durability.NORMAL)


def _keep(connection: Connection, replies: Iterable[Reply]) -> None:
    connection.cursor().executemany(
        f"""INSERT INTO reply({REPLY}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (kept, article_id, start, "end") DO UPDATE SET stance = excluded.stance,
            ours = excluded.ours, score = excluded.score, differs = excluded.differs""".encode(),
        map(reply_row, replies),
    )
