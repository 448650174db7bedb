"""Making the search index of articles anew, some at a time, from the newest down: each batch is one
transaction that keeps how far it has come, so that whatever ends it, it goes on from there.

A row of another folding stands, and is found, until this one's takes its place; what is added
meanwhile is of this folding at once.
"""

from __future__ import annotations

from workbench.domain.folding import FOLDING
from workbench.postgres.connection import Connection
from workbench.postgres.search_index import index_claims, index_texts
from workbench.verbs.search import Reached

_ARTICLES = 500
"""In a batch, at most."""
_LETTERS = 2_000_000
"""In a batch, but for its last text: some tenths of a second for which nobody else writes."""

_STATE = """SELECT version, below, (SELECT coalesce(max(id) + 1, 0) FROM article_text)
    FROM search_folding UNION ALL
    SELECT 0, 0, (SELECT coalesce(max(id) + 1, 0) FROM article_text)"""
"""Each folding that there are rows of, with the number that it has reached and the one behind all;
and a line that is of none."""


def reached(connection: Connection) -> Reached:
    """How far the index of this folding is."""
    made, behind_all = _state(connection)
    is_other = any(below == 0 for version, below in made.items() if version != FOLDING)
    return Reached(made.get(FOLDING, behind_all), is_other)


def _state(connection: Connection) -> tuple[dict[int, int], int]:
    rows = connection.execute(_STATE).fetchall()
    return {version: below for version, below, _ in rows if version}, rows[0][2]


def build_on(connection: Connection) -> Reached:
    """Index some more articles, in an open write transaction; how far it is then."""
    made, behind_all = _state(connection)
    if FOLDING not in made:
        begin(connection, behind_all)
        return reached(connection)
    batch, letters = [], 0
    for number, title, text in connection.execute(
        "SELECT id, title, text FROM article_text WHERE id < %s ORDER BY id DESC LIMIT %s",
        (made[FOLDING], _ARTICLES),
    ).fetchall():
        batch.append((number, title, text))
        letters += len(text)
        if letters > _LETTERS:
            break
    index_texts(connection, batch)
    is_end = len(batch) < _ARTICLES and letters <= _LETTERS
    connection.execute(
        "UPDATE search_folding SET below = %s WHERE version = %s",
        (0 if is_end else batch[-1][0], FOLDING),
    )
    if is_end:
        connection.execute("DELETE FROM search_folding WHERE version <> %s", (FOLDING,))
        connection.execute("ANALYZE article_words")  # how often words stand there makes plans
    return reached(connection)


def begin(connection: Connection, behind_all: int) -> None:
    """Have the index of this folding be made, in an open write transaction. behind_all: a number
    that no article has, nor one under it that is not to be indexed."""
    connection.execute(
        "INSERT INTO search_folding(version, below) VALUES (%s, %s) "
        "ON CONFLICT (version) DO UPDATE SET below = excluded.below",
        (FOLDING, behind_all),
    )


def begin_anew(connection: Connection) -> None:
    """Let go of the index of articles, and have it be made; make that of claims, which are few."""
    connection.execute("DELETE FROM article_words")
    connection.execute("DELETE FROM search_folding")
    begin(connection, _state(connection)[1])
    connection.execute("DELETE FROM claim_words")
    index_claims(connection)
