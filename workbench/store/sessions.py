"""Sessions and reading positions: the only rows that are written without the journal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from workbench.errors import DataError
from workbench.store.connection import Connections
from workbench.verbs import TRIED_MS, Durability

if TYPE_CHECKING:
    from workbench.stored.rows import Row
    from workbench.verbs.sessions import Session, Sitting, Spent

_LAST_ACT = """SELECT json_extract(body, '$.at') FROM (
        SELECT body FROM journal WHERE journal.analyst = session.analyst ORDER BY seq DESC LIMIT 1)
    WHERE json_valid(body) AND json_extract(body, '$.session') = session.uid"""
"""When somebody acted last in a session: later than the place was kept, where nothing moved."""


class Sessions:
    """Sittings, and where each analyst was reading."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def start(self, session: Session, *, beside_others: bool = False) -> None:
        from workbench.store.checksum import seal_rows  # the first page needs none

        def act(connection: sqlite3.Connection) -> None:
            unfinished = connection.execute(
                f"UPDATE session SET ended_at = max(seen_at, coalesce(({_LAST_ACT}), '')), "
                "ended_how = 'interrupted' "
                "WHERE analyst = ? AND ended_at IS NULL AND ? RETURNING uid",
                (session.analyst, not beside_others),
            ).fetchall()
            connection.execute(
                "INSERT INTO session(uid, analyst, started_at, ended_at, ended_how, seen_at, "
                "selection) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(session.uid, session.analyst, session.started_at, session.ended_at),
                    *(session.ended_how, session.seen_at, session.selection),
                ),
            )
            for (uid,) in [*unfinished, (session.uid,)]:
                seal_rows(connection, "session", "uid = ?", uid)

        self._connections.write(act, patience_ms=TRIED_MS)

    def end(self, uid: str, *, at: str, how: str) -> None:
        from workbench.store.checksum import seal_rows

        def act(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE session SET ended_at = ?, ended_how = ?, seen_at = ? "
                "WHERE uid = ? AND ended_at IS NULL",
                (at, how, at, uid),
            )
            seal_rows(connection, "session", "uid = ?", uid)

        self._connections.write(act, patience_ms=TRIED_MS)

    def choose(self, uid: str, selection: str) -> None:
        from workbench.store.checksum import seal_rows

        def act(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE session SET selection = ? WHERE uid = ? AND ended_at IS NULL",
                (selection, uid),
            )
            seal_rows(connection, "session", "uid = ?", uid)

        self._connections.write(act, Durability.NORMAL, patience_ms=TRIED_MS)

    def last(self, analyst: str) -> Session | None:
        sessions = self.of(analyst, limit=1)
        return sessions[0] if sessions else None

    def of(self, analyst: str | None = None, *, limit: int = 50) -> list[Session]:
        from workbench.verbs.sessions import Session

        return self._connections.read(
            lambda connection: [
                Session(*row)
                for row in connection.execute(
                    "SELECT uid, analyst, started_at, ended_at, ended_how, seen_at, selection "
                    "FROM session WHERE analyst = coalesce(?, analyst) ORDER BY id DESC LIMIT ?",
                    (analyst, limit),
                )
            ]
        )

    def running(self) -> list[Sitting]:
        from workbench.stored.sessions import sittings

        return self._connections.read(
            lambda connection: sittings(
                connection.execute(
                    "SELECT s.analyst, max(s.seen_at), CAST(p.place AS BLOB) FROM session s "
                    "JOIN position p ON p.analyst = s.analyst WHERE s.ended_at IS NULL "
                    "GROUP BY s.analyst"
                )
            )
        )

    def remember_reading(
        self, analyst: str, number: int, offset: int, *, spent: Spent | None = None
    ) -> None:
        from workbench.stored.checksum import rows_checksum

        def act(connection: sqlite3.Connection) -> None:
            connection.execute(
                'INSERT INTO reading(analyst, article_id, "offset", checksum) VALUES (?, ?, ?, ?) '
                'ON CONFLICT(analyst, article_id) DO UPDATE SET "offset" = excluded."offset", '
                "checksum = excluded.checksum",
                (analyst, number, offset, rows_checksum((analyst, number, offset))),
            )
            if spent:
                _add_time(connection, number, spent)

        self._connections.write(act, Durability.NORMAL, patience_ms=TRIED_MS)

    def times(self, uid: str) -> list[tuple[int, int]]:
        return self._connections.read(
            lambda connection: connection.execute(
                """SELECT sa.article_id, sa.seconds FROM session_article sa
                JOIN session s ON s.id = sa.session_id WHERE s.uid = ? ORDER BY sa.seconds DESC""",
                (uid,),
            ).fetchall()
        )

    def remember(self, analyst: str, place: Mapping[str, Any]) -> None:
        from workbench.stored.checksum import rows_checksum

        words = json.dumps(dict(place), ensure_ascii=False)
        self._connections.write(
            lambda connection: connection.execute(
                "INSERT INTO position(analyst, place, checksum) VALUES (?, ?, ?) "
                "ON CONFLICT(analyst) DO UPDATE SET place = excluded.place, "
                "checksum = excluded.checksum",
                (analyst, words, rows_checksum((analyst, words))),
            ),
            Durability.NORMAL,
            patience_ms=TRIED_MS,
        )

    def place(self, analyst: str) -> dict[str, Any]:
        with suppress(DataError, ValueError, RecursionError):
            row = self._connections.read(
                lambda connection: connection.execute(
                    "SELECT CAST(place AS BLOB) FROM position WHERE analyst = ?", (analyst,)
                ).fetchone()
            )
            place = json.loads(row[0]) if row else {}
            if isinstance(place, dict):
                return place
        self._connections.damage.append("where you were cannot be read: you begin at the top")
        return {}

    def offset(self, analyst: str, number: int) -> int:
        row: Row | None = self._connections.read(
            lambda connection: connection.execute(
                'SELECT "offset" FROM reading WHERE analyst = ? AND article_id = ?',
                (analyst, number),
            ).fetchone()
        )
        return max(0, row[0]) if row else 0


def _add_time(connection: sqlite3.Connection, number: int, spent: Spent) -> None:
    from workbench.store.checksum import seal_rows

    connection.execute(
        "INSERT INTO session_article(session_id, article_id, seconds) "
        "SELECT id, ?, ? FROM session WHERE uid = ? "
        "ON CONFLICT(session_id, article_id) DO UPDATE SET seconds = seconds + excluded.seconds",
        (number, spent.seconds, spent.session),
    )
    connection.execute(
        "UPDATE session SET seen_at = ?1, ended_at = iif(ended_how = 'ended', ended_at, NULL), "
        "ended_how = nullif(ended_how, 'interrupted') WHERE uid = ?2",
        (spent.at, spent.session),
    )
    seal_rows(
        connection,
        "session_article",
        "article_id = ? AND session_id = (SELECT id FROM session WHERE uid = ?)",
        *(number, spent.session),
    )
    seal_rows(connection, "session", "uid = ?", spent.session)
