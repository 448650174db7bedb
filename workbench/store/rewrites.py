"""Articles that tell the same, in the database: rows among the likenesses, the newer article's with
the older one's number, and the clusters that they make.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from workbench.domain.journal import canonical
from workbench.domain.relay import RelayKind, Shared
from workbench.store.adding import join_clusters
from workbench.store.checksum import seal_likenesses
from workbench.store.moved import mark_article
from workbench.store.rows import in_blocks, marks
from workbench.store.sources import final_uid

_KIND = RelayKind.REWRITE.value


def not_alike(connection: sqlite3.Connection, number: int, others: Sequence[int]) -> set[int]:
    """Those of these articles that may be kept as rewrites of an article."""
    rows = connection.execute(
        f"""SELECT o.id, theirs.uid, ours.uid FROM article o JOIN article a ON a.id = ?
        LEFT JOIN source theirs ON theirs.id = o.outlet_id
        LEFT JOIN source ours ON ours.id = a.outlet_id
        WHERE o.id IN ({marks(len(others))}) AND o.id <> a.id
        AND NOT EXISTS(SELECT 1 FROM likeness l WHERE l.kind <> ? AND l.article_id =
            max(o.id, a.id) AND l.other_id = min(o.id, a.id))""",
        [number, *others, _KIND],
    ).fetchall()
    return {
        other
        for other, theirs, ours in rows
        if theirs is None
        or ours is None
        or final_uid(connection, theirs) != final_uid(connection, ours)
    }


def has_rewrites(connection: sqlite3.Connection, number: int) -> bool:
    """Whether any are kept of an article, on either side."""
    return bool(_pairs(connection, number))


def keep_rewrites(
    connection: sqlite3.Connection, number: int, found: Iterable[tuple[int, float, Shared]]
) -> None:
    """Keep these in the place of what was kept, in an open write transaction."""
    before = _pairs(connection, number)
    wanted = {
        (max(number, other), min(number, other)): (score, shared) for other, score, shared in found
    }
    gone = [pair for pair in before if pair not in wanted]
    connection.executemany("DELETE FROM likeness WHERE article_id = ? AND other_id = ?", gone)
    for (newer, older), (score, shared) in wanted.items():
        connection.execute(
            "INSERT INTO likeness(article_id, other_id, kind, score, shared) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT(article_id, other_id) DO UPDATE SET "
            "score = excluded.score, shared = excluded.shared WHERE kind = excluded.kind",
            (newer, older, _KIND, score, canonical(shared.to_record()).decode()),
        )
        join_clusters(connection, newer, older)
    for newer in {newer for newer, _ in (*gone, *wanted)}:
        seal_likenesses(connection, newer)
        mark_article(connection, newer)
    if gone:
        _part_clusters(connection, {one for pair in gone for one in pair})


def _pairs(connection: sqlite3.Connection, number: int) -> list[tuple[int, int]]:
    rows = connection.execute(
        "SELECT article_id, other_id FROM likeness WHERE kind = ? AND article_id = ? "
        "UNION SELECT article_id, other_id FROM likeness WHERE kind = ? AND other_id = ?",
        (_KIND, number, _KIND, number),
    )
    return [*rows]


def _part_clusters(connection: sqlite3.Connection, numbers: set[int]) -> None:
    """Make the clusters of these articles anew, of the likenesses that are left."""
    clusters = f"SELECT cluster FROM article WHERE id IN ({marks(len(numbers))})"
    members = [
        number
        for (number,) in connection.execute(
            f"SELECT id FROM article WHERE cluster IN ({clusters})", [*numbers]
        )
    ]
    connection.executemany(
        "UPDATE article SET cluster = id WHERE id = ?", [(number,) for number in members]
    )
    for block in in_blocks(members):
        rows = connection.execute(
            f"SELECT article_id, other_id FROM likeness WHERE article_id IN ({marks(len(block))})",
            block,
        ).fetchall()
        for article, other in rows:
            join_clusters(connection, article, other)
