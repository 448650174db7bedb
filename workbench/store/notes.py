"""Notes in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from workbench.domain.journal import Record
from workbench.domain.note import Note
from workbench.store.connection import Connections
from workbench.store.entity import Entity, Loaded, lister, remover
from workbench.store.rows import (
    article_number,
    check_words,
    in_blocks,
    marks,
    span_columns,
    span_record,
)


class Notes:
    """What can be asked about notes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def on(self, subjects: Iterable[str]) -> list[Note]:
        """The notes on things with these uids (a hop's is "claim/2"), oldest first."""

        def query(connection: sqlite3.Connection) -> list[Note]:
            found = []
            for block in in_blocks(subjects):
                rows = connection.execute(
                    f"SELECT uid FROM note WHERE subject_uid IN ({marks(len(block))}) "
                    "ORDER BY at, uid",
                    block,
                ).fetchall()
                records = (_load_note(connection, uid) for (uid,) in rows)
                found += [Note.from_record(record) for record in records if record]
            return found

        return self._connections.read(query)


def _load_note(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(
        'SELECT analyst, subject, subject_uid, words, at, start, "end", exact, parts FROM note '
        "WHERE uid = ?",
        (uid,),
    ).fetchone()
    if row is None:
        return None
    names = ("analyst", "subject", "subject_uid", "words", "at")
    return {
        "uid": uid,
        **dict(zip(names, row, strict=False)),
        "span": span_record(*row[5:]) if row[5] is not None else None,
    }


def _save_note(connection: sqlite3.Connection, record: Record) -> None:
    span = record["span"]
    columns = span_columns(span) if span else (None, None, None, None)
    if span:
        number = article_number(connection, record["subject_uid"])
        check_words(connection, number, span["start"], span["end"], span["exact"])
    names = ("uid", "analyst", "subject", "subject_uid", "words", "at")
    connection.execute(
        'INSERT INTO note(uid, analyst, subject, subject_uid, words, at, start, "end", exact, '
        "parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(uid) DO UPDATE SET words = excluded.words",
        (*(record[name] for name in names), *columns),
    )


NOTE = Entity(_load_note, _save_note, remover("note"), lister("SELECT uid FROM note"))
