"""What is asked of articles and claims in SQL whoever asks: conditions that lists are made of, over
article a and claim c. Values are bound by name: `analyst` is who asks, `me` for whose eyes it is.

What an analyst asks for is in `filtering`, which is loaded with the first filter.
"""

from __future__ import annotations

from workbench.verbs.measuring import LEAST_KNOWN

FINISHED = "('done', 'set aside')"
"""The states in which an analyst wants no more questions of an article."""
LATE = f"""(q.late = 1 AND EXISTS(SELECT FROM article_state fs
    WHERE fs.article_id = q.article_id AND fs.analyst = %(analyst)s AND fs.state IN {FINISHED}))"""
"""That question q came late to an article that the analyst has finished."""
_OPEN = f"""FROM asked q WHERE q.article_id = a.id AND NOT EXISTS(
    SELECT FROM decision d WHERE d.article_id = q.article_id AND d.start = q.start
    AND d."end" = q."end" AND d.kind = q.kind AND d.analyst = %(analyst)s
    AND d.verdict <> 'skipped') AND NOT {LATE}"""
OPEN_QUESTIONS = f"(SELECT count(*) {_OPEN})"
HAS_OPEN_QUESTIONS = f"EXISTS(SELECT {_OPEN})"
MY_CLAIMS = (
    "(SELECT count(*) FROM claim mc WHERE mc.article_id = a.id AND mc.analyst = %(analyst)s)"
)
READING_STATE = """coalesce((SELECT st.state FROM article_state st
    WHERE st.article_id = a.id AND st.analyst = %(analyst)s), 'new')"""

LAST_HOP = "(SELECT max(h.position) FROM hop h WHERE h.claim_id = c.id)"
MAY_BE_RELAYED = """(EXISTS(
        SELECT FROM extraction e WHERE e.article_id = a.id AND e.relayed = 1)
    OR EXISTS(SELECT FROM relay r WHERE r.article = a.uid AND r.status = 'confirmed')
    OR EXISTS(SELECT FROM carried k WHERE k.claim = c.uid))"""
"""That claim c of article a may have come through a relay: its chain tells whether it did."""


def judgement_stands(analyst: str, state: str, article: str = "a.id") -> str:
    """That somebody's judgement of an article stands, as in `domain.agreement`. All is SQL: who,
    where the article stands for her, and its number."""
    has_open = HAS_OPEN_QUESTIONS.replace("%(analyst)s", analyst).replace("a.id", article)
    return f"({state} IN {FINISHED} OR NOT {has_open})"


JUDGEMENT_STANDS = judgement_stands("%(me)s", READING_STATE.replace("%(analyst)s", "%(me)s"))
"""That the judgement of `me` of article a stands."""

HERS = f"""EXISTS(SELECT FROM article_state st WHERE st.article_id = g.article_id
    AND st.analyst = g.analyst AND st.state IN {FINISHED})"""
"""That whoever was given article g has done it, or set it aside."""
GIVEN = f"""(SELECT CASE WHEN count(*) > 0 THEN coalesce(min(nullif(t.due, '')), '-') ELSE '' END
    FROM assigned g JOIN assignment t ON t.id = g.assignment_id
    WHERE g.analyst = %(analyst)s AND g.article_id = a.id AND NOT {HERS})"""
"""By when the analyst is to judge article a: the first day, a dash where it has none; empty of what
is not hers, or finished."""
UNTOLD = f"""EXISTS(SELECT FROM assigned ug JOIN assignment ut ON ut.id = ug.assignment_id
    WHERE ug.analyst = %(me)s AND ug.article_id = a.id AND ut.known = 1 AND (
        EXISTS(SELECT FROM assigned g WHERE g.assignment_id = ut.id AND NOT {HERS})
        OR (SELECT count(DISTINCT g.article_id) FROM assigned g JOIN assignment t
            ON t.id = g.assignment_id WHERE g.analyst = %(me)s AND t.known = 1 AND {HERS})
            < {LEAST_KNOWN}))"""
"""That article a measures `me`, and that she is not told yet how near she came."""
_ONE_OF_TEAM = "EXISTS(SELECT FROM member tm WHERE tm.uid = %(me)s AND {})"
READ_BY_ROLE = f"""({_ONE_OF_TEAM.format("(tm.role = 'reader' OR tm.active = 0)")} AND NOT EXISTS(
    SELECT FROM article_state rs WHERE rs.article_id = a.id
    AND NOT {judgement_stands("rs.analyst", "rs.state")}))"""
"""That `me` is there to read, and nobody is still at article a."""
DECIDED_BY_ROLE = f"""({_ONE_OF_TEAM.format("tm.role = 'adjudicator' AND tm.active = 1")}
    AND NOT EXISTS(SELECT FROM article_state os
        WHERE os.article_id = a.id AND os.analyst = %(me)s)
    AND NOT EXISTS(SELECT FROM claim oc WHERE oc.article_id = a.id AND oc.analyst = %(me)s)
    AND NOT EXISTS(SELECT FROM assigned og WHERE og.article_id = a.id AND og.analyst = %(me)s)
    AND (SELECT count(*) FROM article_state js WHERE js.article_id = a.id
        AND {judgement_stands("js.analyst", "js.state")}) > 1)"""
"""That `me` may rule on article a: two judged it, and neither is she, nor is she to."""
MAY_BE_TOLD = f"({JUDGEMENT_STANDS} OR {READ_BY_ROLE})"
"""That nothing of article a is hidden from `me` as far as she may know."""
MAY_SEE = f"({MAY_BE_TOLD} AND NOT {UNTOLD})"
"""That `me` may see what colleagues made of article a."""


def seen_by(viewer: str, made: str = "c") -> str:
    """That what an analyst made of article a may be seen by the viewer, who is bound as `me`; all
    of it without one. made: the name of its table, which says whose it is."""
    return f"({made}.analyst = %(me)s OR {MAY_SEE})" if viewer else "true"
