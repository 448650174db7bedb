"""How many questions each article has, open or not, kept beside it: what lists by open questions
walk down. Written with the facts; this is where it is worked out for all, and compared.
"""

from __future__ import annotations

import sqlite3

from workbench.domain.fact import Kind

MISCOUNTED = f"""SELECT a.id, coalesce(q.questions, 0), coalesce(q.checks, 0)
    FROM article a LEFT JOIN (SELECT article_id, count(*) AS questions,
        count(*) FILTER (WHERE kind = '{Kind.EVENT.value}') AS checks
        FROM question GROUP BY article_id) q ON q.article_id = a.id
    WHERE (a.questions, a.checks) IS NOT (coalesce(q.questions, 0), coalesce(q.checks, 0))"""
"""Articles whose questions are not counted as they are: number, questions, those to be checked."""


def count_questions(connection: sqlite3.Connection) -> None:
    """Count each article's questions, in an open write transaction."""
    connection.executemany(
        "UPDATE article SET questions = ?, checks = ? WHERE id = ?",
        [(*counts, number) for number, *counts in connection.execute(MISCOUNTED).fetchall()],
    )
