"""Notes in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from workbench.domain.journal import Record, Standing
from workbench.domain.note import Note
from workbench.store.connection import Connections
from workbench.store.entity import Entity, remover
from workbench.store.rows import article_number, check_words, in_blocks, marks
from workbench.stored.notes import NAMES, is_as_saved, note_record
from workbench.stored.rows import Loaded, Row, span_columns


class Notes:
    """What can be asked about notes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def on(self, subjects: Iterable[str]) -> list[Note]:
        unread = self._connections.unread

        def query(connection: sqlite3.Connection) -> list[Note]:
            found: list[Note] = []
            for block in in_blocks(subjects):
                rows = connection.execute(
                    f"{_SELECT} WHERE subject_uid IN ({marks(len(block))}) ORDER BY at, uid", block
                )
                found += unread.readable(rows, lambda row: f"note {row[0]}", _note)
            return found

        return self._connections.read(query)


def _note(row: Row) -> Note:
    return Note.from_record(note_record(row))


def _load_note(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(f"{_SELECT} WHERE uid = ?", (uid,)).fetchone()
    return None if row is None else note_record(row)


_SELECT = f'SELECT {", ".join(NAMES)}, start, "end", exact, parts FROM note'


def _all_notes(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(_SELECT):
        try:
            record = note_record(row)
        except (ValueError, TypeError, AttributeError):  # parts that are no offsets
            yield row[0], None
        else:
            yield row[0], record if is_as_saved(record, row) else None


def _save_note(connection: sqlite3.Connection, record: Record) -> None:
    span = record["span"]
    columns = span_columns(span) if span else (None, None, None, None)
    if span:
        number = article_number(connection, record["subject_uid"])
        check_words(connection, number, span["start"], span["end"], span["exact"])
    connection.execute(
        'INSERT INTO note(uid, analyst, subject, subject_uid, words, at, start, "end", exact, '
        "parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(uid) DO UPDATE SET words = excluded.words",
        (*(record[name] for name in NAMES), *columns),
    )


NOTE = Entity(_load_note, _save_note, remover("note"), _all_notes)
