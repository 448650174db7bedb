"""Notes in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.journal import Record, Standing
from workbench.domain.note import Note
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, remover
from workbench.postgres.rows import REQUIRE_WORDS, words_required
from workbench.stored.notes import NAMES, is_as_saved, note_record
from workbench.stored.rows import span_columns


class Notes:
    """What can be asked about notes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def on(self, subjects: Iterable[str]) -> list[Note]:
        wanted = [*subjects]
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"{_SELECT} WHERE subject_uid = ANY(%s) ORDER BY at, uid", (wanted,)
            ).fetchall()
        )
        return self._connections.unread.readable(
            rows, lambda row: f"note {row[0]}", lambda row: Note.from_record(note_record(row))
        )


_COLUMNS = f'{", ".join(NAMES)}, start, "end", exact, parts'
_SELECT = f"SELECT {_COLUMNS} FROM note"


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_SELECT} WHERE uid = ANY(%s)", (list(uids),))
    return lambda: {row[0]: note_record(row) for row in rows}


def _all(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_SELECT} ORDER BY uid"):
        try:
            record = note_record(row)
        except (ValueError, TypeError, AttributeError):  # parts that are no offsets
            yield row[0], None
        else:
            yield row[0], record if is_as_saved(record, row) else None


def _save(connection: Connection, records: Sequence[Record]) -> None:
    cursor = connection.cursor()
    spans = [(record["subject_uid"], span) for record in records if (span := record["span"])]
    cursor.executemany(REQUIRE_WORDS, [words_required(*one) for one in spans])
    cursor.executemany(
        f"""INSERT INTO note({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT(uid) DO UPDATE SET words = excluded.words""",
        [
            (
                *(record[name] for name in NAMES),
                *(span_columns(record["span"]) if record["span"] else (None,) * 4),
            )
            for record in records
        ],
    )


NOTE = Entity(_load, _save, remover("note"), _all)
