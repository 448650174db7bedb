"""Checksums kept in the database, and what they do not fit. What they are made of stands in
`stored.checksum`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.postgres.connection import Connection
from workbench.stored.checksum import (
    NOTHING_KEPT,
    UNJOURNALLED,
    likeness_values,
    rows_checksum,
)
from workbench.stored.rows import Row
from workbench.verbs.facts import Kept

COLUMNS = {
    "rule": "id, name, is_asked",
    "session": "id, uid, analyst, started_at, ended_at, ended_how, seen_at, selection",
    "session_article": "session_id, article_id, seconds",
    "position": "analyst, place",
    "reading": 'analyst, article_id, "offset"',
    "look": "analyst, selection, at, number",
    "asked_feed": (
        "subscription, standing, said, title, moved_to, address, etag, modified, entries, "
        "tried_at, succeeded_at, failures, due_at"
    ),
    "pseudonym_key": "id, key",
}
"""What the checksum of a row of `UNJOURNALLED` is of, in order: whatever writes one returns it."""
_KEPT = """SELECT a.id, e.extractor, e.lang, e.anchor, e.facts, e.relayed, e.document, e.checksum,
        (SELECT json_agg(json_build_array(q.start, q."end", q.kind, coalesce(r.name, ''), q.late)
            ORDER BY q.start, q."end", q.kind)
        FROM question q LEFT JOIN rule r ON r.id = q.rule WHERE q.article_id = a.id)"""
"""An article's facts with its questions as one value, so that they come together."""
_PAGE = 200
"""Articles whose facts are read at once, where all are."""


def kept_of(connection: Connection, number: int) -> tuple[Kept | None, str]:
    """The facts of an article as they stand, and its text. The facts are None where they are gone;
    of an article that is not there they are those of one that nobody looked at."""
    row = connection.execute(
        f"""{_KEPT}, a.text FROM article_text a LEFT JOIN extraction e ON e.article_id = a.id
        WHERE a.id = %s""".encode(),
        (number,),
    ).fetchone()
    if row is None:
        return NOTHING_KEPT, ""
    return _kept(row[:-1]), row[-1]


def read_kept(connection: Connection) -> Iterator[Kept]:
    """The facts of all articles in order, as they stand; some at a time."""
    last = 0
    while rows := connection.execute(
        f"""{_KEPT} FROM article a LEFT JOIN extraction e ON e.article_id = a.id
        WHERE a.id > %s ORDER BY a.id LIMIT %s""".encode(),
        (last, _PAGE),
    ).fetchall():
        yield from filter(None, map(_kept, rows))
        last = rows[-1][0]


def _kept(row: Row) -> Kept | None:
    """The facts of a row of _KEPT; None where there is nothing at all."""
    number, *head, document, checksum, questions = row
    asked = tuple(tuple(one) for one in questions or ())
    if document is not None:
        return Kept(number, tuple(head), document, checksum, asked)
    return Kept(number, NOTHING_KEPT.head, b"", None, asked) if asked else None


def seal_rows(connection: Connection, table: str, written: Iterable[Row]) -> None:
    """Keep the checksums of rows of `UNJOURNALLED`. written: their `COLUMNS`, as what wrote them
    returned them."""
    keys = UNJOURNALLED[table]
    condition = " AND ".join(f"{name} = %s" for name in keys)
    connection.cursor().executemany(
        f"UPDATE {table} SET checksum = %s WHERE {condition}".encode(),
        # The keys stand first in each of them.
        [(rows_checksum(row), *row[: len(keys)]) for row in written],
    )


def damaged_rows(connection: Connection) -> Iterator[tuple[str, dict[str, object]]]:
    """Table and key of each row of `UNJOURNALLED` that is not what was kept."""
    for table, keys in UNJOURNALLED.items():
        for *row, checksum in connection.execute(
            f"SELECT {COLUMNS[table]}, checksum FROM {table}".encode()
        ):
            if rows_checksum(row) != checksum:
                yield table, dict(zip(keys, row, strict=False))


def seal_likenesses(connection: Connection, numbers: Sequence[int]) -> None:
    """Keep the checksums of these articles' likenesses."""
    found: dict[int, list[Sequence[object]]] = {number: [] for number in numbers}
    for number, *likeness in connection.execute(
        "SELECT article_id, other_id, kind, score, shared FROM likeness "
        "WHERE article_id = ANY(%s) ORDER BY article_id, other_id",
        ([*found],),
    ):
        found[number].append(likeness_values(likeness))
    connection.cursor().executemany(
        "UPDATE article SET likeness_checksum = %s WHERE id = %s",
        [(rows_checksum(values), number) for number, values in found.items()],
    )
