"""Articles that tell the same, in the database: rows among the likenesses, the newer article's with
the older one's number, and the clusters that they make.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.domain.journal import canonical
from workbench.domain.relay import RelayKind, Shared
from workbench.postgres.checksum import seal_likenesses
from workbench.postgres.clusters import join_clusters, part_clusters
from workbench.postgres.connection import Connection
from workbench.postgres.moved import mark_articles
from workbench.verbs.gists import Told

_KIND = RelayKind.REWRITE.value

Pair = tuple[int, int]
"""Numbers of a newer and an older article."""


def not_alike(connection: Connection, number: int, others: Sequence[int]) -> set[int]:
    """Those of these articles that may be kept as rewrites of an article."""
    rows = connection.execute(
        """WITH RECURSIVE there AS (
            SELECT o.id, o.outlet_id AS theirs, a.outlet_id AS ours
            FROM article o JOIN article a ON a.id = %(number)s
            WHERE o.id = ANY(%(others)s) AND o.id <> a.id
            AND NOT EXISTS(SELECT 1 FROM likeness l WHERE l.kind <> %(kind)s
                AND l.article_id = greatest(o.id, a.id) AND l.other_id = least(o.id, a.id))),
        merged(id, uid, same_as) AS (
            SELECT s.id, s.uid, s.same_as FROM source s
            WHERE s.id IN (SELECT theirs FROM there UNION SELECT ours FROM there)
            UNION SELECT m.id, s.uid, s.same_as FROM merged m JOIN source s ON s.uid = m.same_as)
        SELECT t.id FROM there t
        LEFT JOIN merged theirs ON theirs.id = t.theirs AND theirs.same_as IS NULL
        LEFT JOIN merged ours ON ours.id = t.ours AND ours.same_as IS NULL
        WHERE theirs.uid IS NULL OR ours.uid IS NULL OR theirs.uid <> ours.uid""",
        {"number": number, "others": [*others], "kind": _KIND},
    )
    return {other for (other,) in rows}


def keep_rewrites(connection: Connection, found: Mapping[int, Sequence[Told]]) -> None:
    """Keep what was found of each of these articles in the place of what was kept of it, in an open
    write transaction: of two that say different things of each other, the later one."""
    before = _pairs(connection, [*found])
    wanted: dict[Pair, tuple[float, Shared]] = {}
    for number, told in found.items():
        wanted = {pair: one for pair, one in wanted.items() if number not in pair}
        wanted |= {
            (max(number, other), min(number, other)): (score, both) for other, score, both in told
        }
    gone = sorted(before - wanted.keys())
    cursor = connection.cursor()
    cursor.executemany("DELETE FROM likeness WHERE article_id = %s AND other_id = %s", gone)
    cursor.executemany(
        "INSERT INTO likeness(article_id, other_id, kind, score, shared) "
        "VALUES (%s, %s, %s, %s, %s) ON CONFLICT(article_id, other_id) DO UPDATE SET "
        "score = excluded.score, shared = excluded.shared WHERE likeness.kind = excluded.kind",
        [
            (*pair, _KIND, score, canonical(both.to_record()).decode())
            for pair, (score, both) in wanted.items()
        ],
    )
    if touched := sorted({newer for newer, _ in (*gone, *wanted)}):
        seal_likenesses(connection, touched)
        mark_articles(connection, touched)
    join_clusters(connection, wanted)
    part_clusters(connection, {number for pair in gone for number in pair})


def _pairs(connection: Connection, numbers: Sequence[int]) -> set[Pair]:
    """What is kept of these articles, on either side."""
    rows = connection.execute(
        "SELECT article_id, other_id FROM likeness "
        "WHERE kind = %s AND (article_id = ANY(%s) OR other_id = ANY(%s))",
        (_KIND, [*numbers], [*numbers]),
    )
    return {*rows}
