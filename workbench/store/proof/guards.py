"""The guards of a schema tried on an empty copy of it in memory: what they must forbid is done
there, and has to be refused by the guard itself. Nothing of the database is touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing

from workbench.store.refusals import code_of
from workbench.stored.blueprint import Name

_ROWS = (
    """INSERT INTO article(id, uid, sha256, raw_sha256, normaliser, retrieved_at, retrieved_how,
        foreign_id, length, imported, extra, cluster, title, author, editor, lang, url,
        published_basis, published_key)
    VALUES (1, 'u', printf('%064d', 1), printf('%064d', 1), '', '', '', '', 1, '', '', 1, '', '',
        '', '', '', '', '')""",
    "INSERT INTO article_text(id, title, text, translation) VALUES (1, '', 'abc', '')",
    """INSERT INTO journal(seq, analyst, op, body, prev, hash)
    VALUES (1, '', '', '', printf('%064d', 0), printf('%064d', 1))""",
    """INSERT INTO claim(id, uid, article_id, analyst, start, "end", exact, parts, restatement,
        gloss, topic, time, place, state, note)
    VALUES (1, 'c', 1, '', 0, 1, 'a', '', '', '', '', '', '', 'done', '')""",
    "INSERT INTO raw(id, sha256, size, packed) VALUES (1, printf('%064d', 1), 0, x'')",
)
_JOURNAL = "INSERT INTO journal(seq, analyst, op, body, prev, hash) VALUES "
_FIXED = (
    "id", "uid", "sha256", "raw_sha256", "normaliser", "retrieved_at", "retrieved_how",
    "foreign_id", "length", "imported", "extra", "seal", "given_sha256", "given_start",
)  # fmt: skip

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "article_no_replace": ("INSERT OR REPLACE INTO article SELECT * FROM article",),
    "article_no_delete": ("DELETE FROM article",),
    "article_fixed": tuple(f"UPDATE article SET {column} = {column}" for column in _FIXED),
    "article_text_no_replace": ("INSERT OR REPLACE INTO article_text SELECT * FROM article_text",),
    "article_text_fixed": (
        "UPDATE article_text SET text = 'abd'",
        "UPDATE article_text SET title = 'x'",
        "UPDATE article_text SET translation = 'x'",
    ),
    "article_text_no_delete": ("DELETE FROM article_text",),
    "journal_in_order": (
        f"{_JOURNAL} (3, '', '', '', printf('%064d', 1), printf('%064d', 3))",
        f"{_JOURNAL} (2, '', '', '', printf('%064d', 1), printf('%064d', 1))",
        f"{_JOURNAL} (2, '', '', '', printf('%064d', 0), printf('%064d', 2))",
    ),
    "journal_no_update": ("UPDATE journal SET body = 'x'",),
    "journal_no_delete": ("DELETE FROM journal",),
    "claim_anchored": (
        """INSERT INTO claim(uid, article_id, analyst, start, "end", exact, parts, restatement,
            gloss, topic, time, place, state, note)
        VALUES ('d', 1, '', 1, 2, 'a', '', '', '', '', '', '', 'done', '')""",
    ),
    "claim_stays_anchored": ("UPDATE claim SET exact = 'b'",),
    "raw_no_replace": (
        "INSERT OR REPLACE INTO raw SELECT * FROM raw",
        "INSERT OR REPLACE INTO raw SELECT 2, sha256, size, packed FROM raw",
    ),
    "raw_fixed": (
        "UPDATE raw SET packed = x'00'",
        "UPDATE raw SET sha256 = sha256",
        "UPDATE raw SET size = 1",
    ),
    "raw_no_delete": ("DELETE FROM raw",),
}
"""Guard -> what it must forbid."""


def guards_that_fail(schema: Mapping[Name, str]) -> Iterator[str]:
    """The guards of `FORBIDDEN` that let something through, tried with the texts of a schema."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            for (kind, _), sql in sorted(schema.items()):  # tables, then triggers
                if kind in ("table", "trigger") and "VIRTUAL TABLE" not in sql:
                    connection.execute(sql)
            for statement in _ROWS:
                connection.execute(statement)
        except sqlite3.Error:
            yield from FORBIDDEN  # a schema that takes no rows has no guards
            return
        for name, statements in FORBIDDEN.items():
            if not all(_is_refused(connection, statement) for statement in statements):
                yield name


def _is_refused(connection: sqlite3.Connection, statement: str) -> bool:
    connection.execute("SAVEPOINT tried")
    try:
        connection.execute(statement)
    except sqlite3.IntegrityError as error:
        return code_of(error) == sqlite3.SQLITE_CONSTRAINT_TRIGGER
    finally:
        connection.execute("ROLLBACK TO tried")
    return False
