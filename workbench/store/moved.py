"""The tables of where analysts differ, and how far they agree, as somebody kept it; and on which
articles something moved since that this rests on.

Each change says so in its own transaction, whether it is in the journal or not, as facts computed
anew are not. An article has one mark, the newest, and marks are never given again: whoever compared
up to one asks for those above it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from workbench.domain.journal import Change
from workbench.store.passed_tables import mark_untraced
from workbench.stored.moved import CREDITED, moves_of

COMPARED = (
    """CREATE TABLE compared(
        what TEXT NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article(id),
        found TEXT NOT NULL,
        PRIMARY KEY(what, article_id)
    ) STRICT, WITHOUT ROWID""",
    # Up to which mark it was compared, and by which version.
    """CREATE TABLE compared_at(
        what TEXT PRIMARY KEY,
        mark INTEGER NOT NULL,
        version TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # No reference to the article: one is CREDITED.
    """CREATE TABLE moved(
        mark INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL UNIQUE
    ) STRICT""",
)
"""What the migration to schema 8 makes for it."""


def mark_changes(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Mark the articles on which these changes, which are made, may have moved something, in an
    open write transaction."""
    moves = moves_of(changes)
    connection.executemany(f"{_MARK} {_NAMING}", [(uid,) for uid in moves.sources])
    connection.executemany(
        f"{_MARK} SELECT id FROM article WHERE uid = ?", [(uid,) for uid in moves.articles]
    )
    if moves.is_beyond:
        connection.execute(f"{_MARK} VALUES (?)", (CREDITED,))


def mark_article(connection: sqlite3.Connection, number: int) -> None:
    """Say that what people made of an article may come to something else now, as its facts or what
    it is like are other, in an open write transaction."""
    mark_untraced(connection, number)
    connection.execute(
        f"""{_MARK} SELECT :number WHERE EXISTS(SELECT 1 FROM claim WHERE article_id = :number)
        OR EXISTS(SELECT 1 FROM article_state WHERE article_id = :number)""",
        {"number": number},
    )


_MARK = "INSERT OR REPLACE INTO moved(article_id)"
_NAMING = """WITH RECURSIVE these(uid) AS (
        VALUES (?) UNION SELECT s.uid FROM source s JOIN these ON s.same_as = these.uid)
    SELECT DISTINCT c.article_id FROM these CROSS JOIN hop_source h ON h.source = these.uid
    CROSS JOIN claim c ON c.id = h.claim_id ORDER BY c.article_id"""
"""Articles in which a source is named, or one that was merged into it."""
