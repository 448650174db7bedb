"""On which articles something moved since that a page of many articles was made of: a mark that
each change makes in its own transaction, whether it is in the journal or not.

An article has one mark, the newest, and marks are never given again: whoever compared up to one
asks for those above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.domain.journal import Change
from workbench.postgres.connection import Connection
from workbench.stored.moved import CREDITED, moves_of


def mark_changes(connection: Connection, changes: Iterable[Change]) -> None:
    """Mark the articles on which these changes, which are made, may have moved something, in an
    open write transaction: nothing is fetched."""
    moves = moves_of(changes)
    if moves.sources:
        connection.execute(_MARK.format(_NAMING).encode(), (list(moves.sources),))
    if moves.articles:
        connection.execute(_MARK.format(_CALLED).encode(), (list(moves.articles),))
    if moves.is_beyond:
        connection.execute(_MARK.format("SELECT %s::bigint").encode(), (CREDITED,))


def mark_articles(connection: Connection, numbers: Sequence[int]) -> None:
    """Say that what people made of these articles may come to something else now, as their facts or
    what they are like are other, in an open write transaction: nothing is fetched."""
    connection.execute(_UNTRACED, (list(numbers),))
    connection.execute(_MARK.format(_WORKED).encode(), (list(numbers),))


_MARK = """INSERT INTO moved(article_id) {} ON CONFLICT (article_id)
    DO UPDATE SET mark = nextval(pg_get_serial_sequence('moved', 'mark'))"""
_CALLED = "SELECT id FROM article WHERE uid = ANY(%s) ORDER BY uid"
_NAMING = """SELECT DISTINCT c.article_id FROM (
        WITH RECURSIVE these(uid) AS (
            SELECT unnest(%s::text[]) COLLATE "C"
            UNION SELECT s.uid FROM source s JOIN these ON s.same_as = these.uid)
        SELECT uid FROM these) these
    JOIN hop_source h ON h.source = these.uid JOIN claim c ON c.id = h.claim_id
    ORDER BY c.article_id"""
"""Articles in which a source is named, or one that was merged into it."""
_WORKED = """SELECT n FROM unnest(%s::bigint[]) n
    WHERE EXISTS(SELECT FROM claim WHERE article_id = n)
    OR EXISTS(SELECT FROM article_state WHERE article_id = n) ORDER BY n"""
_UNTRACED = """INSERT INTO untraced(article_id) SELECT n FROM unnest(%s::bigint[]) n
    WHERE EXISTS(SELECT FROM claim WHERE article_id = n) ORDER BY n
    ON CONFLICT (article_id) DO UPDATE SET id = nextval(pg_get_serial_sequence('untraced', 'id'))"""
