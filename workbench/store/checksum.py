"""Checksums kept in the database, and what they do not fit. What they are made of stands in
`stored.checksum`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from workbench.stored.checksum import (
    FIRST_UNJOURNALLED,
    SEALED,
    UNJOURNALLED,
    article_seal,
    likeness_values,
    rows_checksum,
)
from workbench.verbs.facts import Kept, Question, facts_checksum


def read_kept(connection: sqlite3.Connection, number: int | None = None) -> Iterator[Kept]:
    """The facts of an article, or of all in order, as they stand."""
    where, values = ("", ()) if number is None else ("WHERE article_id = ?", (number,))
    questions = groupby(
        connection.execute(
            f"""SELECT article_id, start, "end", kind,
            coalesce((SELECT name FROM rule WHERE id = question.rule), ''), late FROM question
            {where} ORDER BY article_id, start, "end", kind""",
            values,
        ),
        itemgetter(0),
    )
    waiting = next(questions, None)
    for article, *head, document, checksum in connection.execute(
        f"""SELECT article_id, extractor, lang, anchor, facts, relayed, document, checksum
        FROM extraction {where} ORDER BY article_id""",
        values,
    ):
        while waiting and waiting[0] < article:
            yield Kept(waiting[0], ("", "", "", 0, 0), b"", None, _without_article(waiting[1]))
            waiting = next(questions, None)
        asked: tuple[Question, ...] = ()
        if waiting and waiting[0] == article:
            asked = _without_article(waiting[1])
            waiting = next(questions, None)
        yield Kept(article, tuple(head), document, checksum, asked)
    while waiting:
        yield Kept(waiting[0], ("", "", "", 0, 0), b"", None, _without_article(waiting[1]))
        waiting = next(questions, None)


def kept_of(connection: sqlite3.Connection, number: int) -> Kept | None:
    """The facts of an article as they stand; None where they are gone or cannot be read."""
    try:
        return next(read_kept(connection, number), None)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return None
        raise


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it says that what is stored is not what it must be."""
    code = getattr(error, "sqlite_errorcode", None)  # Python's own, of bytes that are no UTF-8
    return code is None or code & 0xFF == sqlite3.SQLITE_CORRUPT


def _without_article(rows: Iterable[tuple[int, ...]]) -> tuple[Question, ...]:
    return tuple(row[1:] for row in rows)  # type: ignore[misc]


def seal_rows(connection: sqlite3.Connection, table: str, where: str, *values: object) -> None:
    """Keep the checksums of rows of `UNJOURNALLED` that were just written."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", values)
    columns = [column[0] for column in cursor.description]
    names = UNJOURNALLED[table]
    condition = " AND ".join(f'"{name}" = ?' for name in names)
    connection.executemany(
        f"UPDATE {table} SET checksum = ? WHERE {condition}",
        [
            (rows_checksum(row[:-1]), *(row[columns.index(name)] for name in names))
            for row in cursor.fetchall()
        ],
    )


def damaged_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, object]]]:
    """Table and key of each row of `UNJOURNALLED` that is not what was kept."""
    for table, names in UNJOURNALLED.items():
        cursor = connection.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
        for row in cursor:
            if rows_checksum(row[:-1]) != row[-1]:
                yield table, {name: row[columns.index(name)] for name in names}


def seal_likenesses(connection: sqlite3.Connection, number: int) -> None:
    """Keep the checksum of an article's likenesses."""
    likenesses = connection.execute(
        "SELECT other_id, kind, score, shared FROM likeness WHERE article_id = ? ORDER BY other_id",
        (number,),
    )
    _seal_likenesses(connection, number, map(likeness_values, likenesses))


def _seal_likenesses(
    connection: sqlite3.Connection, number: int, values: Iterable[Sequence[object]]
) -> None:
    connection.execute(
        "UPDATE article SET likeness_checksum = ? WHERE id = ?", (rows_checksum(values), number)
    )


def seal_everything(connection: sqlite3.Connection) -> None:
    """Keep the checksums of what a database holds that had none. Nothing guards the seals yet."""
    connection.executemany(
        "UPDATE extraction SET checksum = ? WHERE article_id = ?",
        [
            (facts_checksum(kept.head, kept.questions, kept.document), kept.number)
            for kept in read_kept(connection)
            if kept.checksum is not None
        ],
    )
    sketches = groupby(
        connection.execute("SELECT article_id, value FROM sketch ORDER BY article_id, value"),
        itemgetter(0),
    )
    sketched = {number: rows_checksum(value for _, value in rows) for number, rows in sketches}
    articles = connection.execute(
        f"SELECT a.id, {SEALED} FROM article a JOIN article_text t ON t.id = a.id"
    ).fetchall()
    connection.executemany(
        "UPDATE article SET seal = ?, sketch_checksum = ? WHERE id = ?",
        [
            (article_seal(sealed), sketched.get(number, rows_checksum(())), number)
            for number, *sealed in articles
        ],
    )
    for number, *_ in articles:
        likenesses = connection.execute(
            "SELECT other_id, kind, score FROM likeness WHERE article_id = ? ORDER BY other_id",
            (number,),
        )
        _seal_likenesses(connection, number, likenesses)
    for table in FIRST_UNJOURNALLED:
        seal_rows(connection, table, "1")
