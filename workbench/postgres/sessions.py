"""Sessions and reading positions: the only rows that are written without the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from workbench.errors import DataError
from workbench.postgres.checksum import COLUMNS, seal_rows
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.rows import MADE_AT
from workbench.stored.checksum import rows_checksum
from workbench.stored.sessions import sittings
from workbench.verbs import TRIED_MS, Durability
from workbench.verbs.sessions import Session, Sitting, Spent

_COLUMNS = ", ".join(Session._fields)
_LAST_ACT = f"""SELECT {MADE_AT} FROM (
        SELECT body FROM journal WHERE journal.analyst = session.analyst ORDER BY seq DESC LIMIT 1
    ) j WHERE strpos(j.body, '"session":"' || session.uid || '"') > 0"""
"""When somebody acted last in a session: later than the place was kept, where nothing moved."""


class Sessions:
    """Sittings, and where each analyst was reading."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def start(self, session: Session, *, beside_others: bool = False) -> None:
        def act(connection: Connection) -> None:
            if not beside_others:
                unfinished = connection.execute(
                    f"""UPDATE session SET ended_how = 'interrupted',
                        ended_at = greatest(seen_at, coalesce(({_LAST_ACT}), ''))
                    WHERE analyst = %s AND ended_at IS NULL
                    RETURNING {COLUMNS["session"]}""".encode(),
                    (session.analyst,),
                )
                seal_rows(connection, "session", unfinished)
            begun = connection.execute(
                f"INSERT INTO session({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s) "
                f"RETURNING {COLUMNS['session']}".encode(),
                session,
            )
            seal_rows(connection, "session", begun)

        self._write(act, Durability.FULL)

    def end(self, uid: str, *, at: str, how: str) -> None:
        self._change(
            uid,
            "ended_at = %(at)s, ended_how = %(how)s, seen_at = %(at)s",
            Durability.FULL,
            at=at,
            how=how,
        )

    def choose(self, uid: str, selection: str) -> None:
        self._change(uid, "selection = %(selection)s", Durability.NORMAL, selection=selection)

    def _change(self, uid: str, settings: str, durability: Durability, **values: str) -> None:
        """Change a session that nobody ended."""
        query = f"""UPDATE session SET {settings} WHERE uid = %(uid)s AND ended_at IS NULL
            RETURNING {COLUMNS["session"]}""".encode()
        self._write(
            lambda connection: seal_rows(
                connection, "session", connection.execute(query, {"uid": uid, **values})
            ),
            durability,
        )

    def _write(self, act: Callable[[Connection], object], durability: Durability) -> None:
        self._connections.write(act, durability, patience_ms=TRIED_MS)

    def last(self, analyst: str) -> Session | None:
        sessions = self.of(analyst, limit=1)
        return sessions[0] if sessions else None

    def of(self, analyst: str | None = None, *, limit: int = 50) -> list[Session]:
        whose, values = ("", []) if analyst is None else ("WHERE analyst = %s", [analyst])
        query = f"SELECT {_COLUMNS} FROM session {whose} ORDER BY id DESC LIMIT %s".encode()
        return self._connections.read(
            lambda connection: [
                Session(*row) for row in connection.execute(query, [*values, limit])
            ]
        )

    def running(self) -> list[Sitting]:
        return self._connections.read(
            lambda connection: sittings(
                connection.execute(
                    "SELECT s.analyst, max(s.seen_at), p.place FROM session s "
                    "JOIN position p ON p.analyst = s.analyst WHERE s.ended_at IS NULL "
                    "GROUP BY s.analyst, p.place ORDER BY s.analyst"
                )
            )
        )

    def remember_reading(
        self, analyst: str, number: int, offset: int, *, spent: Spent | None = None
    ) -> None:
        def act(connection: Connection) -> None:
            connection.execute(
                'INSERT INTO reading(analyst, article_id, "offset", checksum) '
                "VALUES (%s, %s, %s, %s) ON CONFLICT (analyst, article_id) DO UPDATE SET "
                '"offset" = excluded."offset", checksum = excluded.checksum',
                (analyst, number, offset, rows_checksum((analyst, number, offset))),
            )
            if spent:
                _add_time(connection, number, spent)

        self._write(act, Durability.NORMAL)

    def times(self, uid: str) -> list[tuple[int, int]]:
        return self._connections.read(
            lambda connection: [
                (number, seconds)
                for number, seconds in connection.execute(
                    """SELECT t.article_id, t.seconds FROM session_article t
                    JOIN session s ON s.id = t.session_id WHERE s.uid = %s
                    ORDER BY t.seconds DESC, t.article_id""",
                    (uid,),
                )
            ]
        )

    def remember(self, analyst: str, place: Mapping[str, Any]) -> None:
        words = json.dumps(dict(place), ensure_ascii=False)
        self._write(
            lambda connection: connection.execute(
                "INSERT INTO position(analyst, place, checksum) VALUES (%s, %s, %s) "
                "ON CONFLICT (analyst) DO UPDATE SET place = excluded.place, "
                "checksum = excluded.checksum",
                (analyst, words, rows_checksum((analyst, words))),
            ),
            Durability.NORMAL,
        )

    def place(self, analyst: str) -> dict[str, Any]:
        with suppress(DataError, ValueError, RecursionError):
            row = self._connections.read(
                lambda connection: connection.execute(
                    "SELECT place FROM position WHERE analyst = %s", (analyst,)
                ).fetchone()
            )
            place = json.loads(row[0]) if row else {}
            if isinstance(place, dict):
                return place
        self._connections.damage.append("where you were cannot be read: you begin at the top")
        return {}

    def offset(self, analyst: str, number: int) -> int:
        row = self._connections.read(
            lambda connection: connection.execute(
                'SELECT "offset" FROM reading WHERE analyst = %s AND article_id = %s',
                (analyst, number),
            ).fetchone()
        )
        return max(0, row[0]) if row else 0


def _add_time(connection: Connection, number: int, spent: Spent) -> None:
    rows = connection.execute(
        f"""INSERT INTO session_article(session_id, article_id, seconds)
        SELECT id, %s, %s FROM session WHERE uid = %s
        ON CONFLICT (session_id, article_id) DO UPDATE SET
            seconds = session_article.seconds + excluded.seconds
        RETURNING {COLUMNS["session_article"]}""".encode(),
        (number, spent.seconds, spent.session),
    )
    seen = connection.execute(
        f"""UPDATE session SET seen_at = %s, ended_how = nullif(ended_how, 'interrupted'),
            ended_at = CASE ended_how WHEN 'ended' THEN ended_at END
        WHERE uid = %s RETURNING {COLUMNS["session"]}""".encode(),
        (spent.at, spent.session),
    )
    seal_rows(connection, "session_article", rows)
    seal_rows(connection, "session", seen)
