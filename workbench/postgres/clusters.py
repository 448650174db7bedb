"""Clusters: articles that are alike, one way or another, by the lowest number among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from workbench.postgres.connection import Connection


def join_clusters(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Put articles that are alike, two by two, into one cluster, in an open write transaction."""
    alike = [*pairs]
    if not alike:
        return
    rows = connection.execute(
        "SELECT id, cluster FROM article WHERE id = ANY(%s)",
        ([*{number for pair in alike for number in pair}],),
    )
    at = dict[int, int](rows.fetchall())
    least = _joined((at[one], at[other]) for one, other in alike)
    connection.execute(
        "UPDATE article a SET cluster = j.least FROM unnest(%s::bigint[], %s::bigint[]) "
        "AS j(cluster, least) WHERE a.cluster = j.cluster AND j.cluster <> j.least",
        ([*least], [*least.values()]),
    )


def part_clusters(connection: Connection, numbers: Collection[int]) -> None:
    """Make the clusters of these articles anew, of the likenesses that are left."""
    if not numbers:
        return
    rows = connection.execute(
        """UPDATE article SET cluster = id WHERE cluster IN (
            SELECT cluster FROM article WHERE id = ANY(%s)) RETURNING id""",
        ([*numbers],),
    )
    members = [number for (number,) in rows]
    left = connection.execute(
        "SELECT article_id, other_id FROM likeness WHERE article_id = ANY(%s)", (members,)
    )
    join_clusters(connection, left)


def _joined(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each number in a pair -> the lowest that it is joined with, however many lie between."""
    least: dict[int, int] = {}

    def lowest(number: int) -> int:
        while (further := least.setdefault(number, number)) != number:
            least[number] = number = least[further]
        return number

    for one, other in pairs:
        low, high = sorted((lowest(one), lowest(other)))
        least[high] = low
    return {number: lowest(number) for number in least}
