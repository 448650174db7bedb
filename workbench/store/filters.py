"""What is asked of articles and claims in SQL whoever asks: conditions that lists are made of.

What an analyst asks for is in `filtering`, which is loaded with the first filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.verbs.measuring import LEAST_KNOWN

if TYPE_CHECKING:
    from workbench.store.words import Values

FINISHED = "('done', 'set aside')"
"""The states in which an analyst wants no more questions of an article."""
LATE = f"""(q.late AND EXISTS(SELECT 1 FROM article_state fs WHERE fs.article_id = q.article_id
    AND fs.analyst = :analyst AND fs.state IN {FINISHED}))"""
"""That question q came late to an article that the analyst has finished: it is not open for her."""
_OPEN = f"""FROM asked q WHERE q.article_id = a.id AND NOT EXISTS(
    SELECT 1 FROM decision d WHERE d.article_id = q.article_id AND d.start = q.start
    AND d."end" = q."end" AND d.kind = q.kind AND d.analyst = :analyst
    AND d.verdict <> 'skipped') AND NOT {LATE}"""
OPEN_QUESTIONS = f"(SELECT count(*) {_OPEN})"
HAS_OPEN_QUESTIONS = f"EXISTS(SELECT 1 {_OPEN})"
MY_CLAIMS = "(SELECT count(*) FROM claim c WHERE c.article_id = a.id AND c.analyst = :analyst)"
READING_STATE = """coalesce((SELECT st.state FROM article_state st
    WHERE st.article_id = a.id AND st.analyst = :analyst), 'new')"""

LAST_HOP = "(SELECT max(h.position) FROM hop h WHERE h.claim_id = c.id)"
MAY_BE_RELAYED = """(EXISTS(
        SELECT 1 FROM extraction e WHERE e.article_id = a.id AND e.relayed = 1)
    OR EXISTS(SELECT 1 FROM relay r WHERE r.article = a.uid AND r.status = 'confirmed')
    OR EXISTS(SELECT 1 FROM carried k WHERE k.claim = c.uid))"""
"""That claim c of article a may have come through a relay: its chain tells whether it did."""


def judgement_stands(analyst: str, state: str, article: str = "a.id") -> str:
    """That somebody's judgement of an article stands, as in `domain.agreement`. All is SQL: who,
    where the article stands for her, and its number."""
    has_open = HAS_OPEN_QUESTIONS.replace(":analyst", analyst).replace("a.id", article)
    # No OR: of what is told and not asked for SQLite works out both sides.
    return f"(CASE WHEN {state} IN {FINISHED} THEN 1 ELSE NOT {has_open} END)"


JUDGEMENT_STANDS = judgement_stands(":me", READING_STATE.replace(":analyst", ":me"))
"""That the judgement of `:me` of article a stands."""

HERS = f"""EXISTS(SELECT 1 FROM article_state st WHERE st.article_id = g.article_id
    AND st.analyst = g.analyst AND st.state IN {FINISHED})"""
"""That whoever was given article g has done it, or set it aside."""
GIVEN = f"""(SELECT CASE WHEN count(*) THEN coalesce(min(nullif(t.due, '')), '-') ELSE '' END
    FROM assigned g JOIN assignment t ON t.id = g.assignment_id
    WHERE g.analyst = :analyst AND g.article_id = a.id AND NOT {HERS})"""
"""By when the analyst is to judge article a: the first day, a dash where it has none; empty of what
is not hers, or finished."""
UNTOLD = f"""EXISTS(SELECT 1 FROM assigned ug JOIN assignment ut ON ut.id = ug.assignment_id
    WHERE ug.analyst = :me AND ug.article_id = a.id AND ut.known AND (
        EXISTS(SELECT 1 FROM assigned g WHERE g.assignment_id = ut.id AND NOT {HERS})
        OR (SELECT count(DISTINCT g.article_id) FROM assigned g JOIN assignment t
            ON t.id = g.assignment_id WHERE g.analyst = :me AND t.known AND {HERS})
            < {LEAST_KNOWN}))"""
"""That article a measures `:me`, and that she is not told yet how near she came: she has to finish
all that she was given together with it, and as many as it takes to be told of any."""
_ONE_OF_TEAM = "EXISTS(SELECT 1 FROM member WHERE uid = :me AND {})"
READ_BY_ROLE = f"""({_ONE_OF_TEAM.format("(role = 'reader' OR NOT active)")} AND NOT EXISTS(
    SELECT 1 FROM article_state rs WHERE rs.article_id = a.id
    AND NOT {judgement_stands("rs.analyst", "rs.state")}))"""
"""That `:me` is there to read, and nobody is still at article a. Who never judges has no judgement
that could stand, and none that a colleague's could sway."""
DECIDED_BY_ROLE = f"""({_ONE_OF_TEAM.format("role = 'adjudicator' AND active")}
    AND NOT EXISTS(SELECT 1 FROM article_state os WHERE os.article_id = a.id AND os.analyst = :me)
    AND NOT EXISTS(SELECT 1 FROM claim oc WHERE oc.article_id = a.id AND oc.analyst = :me)
    AND NOT EXISTS(SELECT 1 FROM assigned og WHERE og.article_id = a.id AND og.analyst = :me)
    AND (SELECT count(*) FROM article_state js WHERE js.article_id = a.id
        AND {judgement_stands("js.analyst", "js.state")}) > 1)"""
"""That `:me` may rule on article a: two judged it, and neither is she, nor is she to. She sees all
of it where she decides, and not where she would come upon it."""
MAY_BE_TOLD = f"({JUDGEMENT_STANDS} OR {READ_BY_ROLE})"
"""That nothing of article a is hidden from `:me` as far as she may know."""
MAY_SEE = f"({MAY_BE_TOLD} AND NOT {UNTOLD})"
"""That `:me` may see what colleagues made of article a."""


def seen_by(viewer: str, made: str = "c") -> str:
    """That what an analyst made of article a may be seen by the viewer, who is bound as `:me`; all
    of it without one. made: the name of its table, which says whose it is."""
    return f"({made}.analyst = :me OR {MAY_SEE})" if viewer else "1"


BY_DATE = "article_by_date"
"""The index that has all articles in the order of the list."""


class Narrowed(NamedTuple):
    """A condition over article a, and whether an index knows the few that it can hold for."""

    condition: str
    values: Values
    is_narrow: bool
    way: str = BY_DATE
    """The index by which the list is walked down, where few are not known."""
    each: str = ""
    """The condition asked of one article after the other, where that is another one: quick as long
    as most that are met fit."""

    @property
    def walked(self) -> str:
        """What keeps SQLite on its way down a list by date, where few are not known."""
        is_asked = self.condition != "1" and not self.is_narrow
        return f"INDEXED BY {self.way}" if is_asked else ""


AHEAD = 4
"""Rows that are looked at for each one that is wanted, where a condition is asked of one article
after the other; it is where it can hold for one article in as many."""
