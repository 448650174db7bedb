"""What an analyst's queue is in SQL, for filters and for counts alike."""

from __future__ import annotations

from workbench.postgres.filters import HERS

MINE = f"SELECT g.article_id FROM assigned g WHERE g.analyst = %(analyst)s AND NOT {HERS}"
"""Numbers of the articles that an analyst was given and has not finished."""
WAITING = f"""SELECT g.article_id FROM assigned g JOIN assignment t ON t.id = g.assignment_id
    WHERE g.analyst = %(analyst)s AND {HERS} AND EXISTS(
        SELECT FROM assigned o JOIN assignment u ON u.id = o.assignment_id
        WHERE o.article_id = g.article_id AND o.analyst <> %(analyst)s
        AND u.selection = t.selection AND u.known = 0 AND NOT {HERS.replace("g.", "o.")})"""
"""Numbers of those that she has finished, and a colleague who was given them as well has not."""
