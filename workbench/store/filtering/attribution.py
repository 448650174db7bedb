"""Who says what, and who recorded it: conditions over claim c and its article a, and how such a
condition is asked of articles.

What colleagues made counts for a viewer only where her own judgement of the article stands; a term
without a viewer sees all.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from workbench.domain.filter.tree import Term
from workbench.domain.naming import fold_name
from workbench.store.filtering.compiling import Asked, Test
from workbench.store.filtering.rules import contains, equals, outlet
from workbench.store.filters import LAST_HOP, MAY_BE_RELAYED, MAY_SEE
from workbench.store.tagging import FINAL_TOPIC, TOPIC, final_topic
from workbench.store.words import Condition, Values

Made = tuple[str, str]
"""A SELECT of numbers of articles, which has a WHERE, and the column of whose work it is."""


def made(term: Term, name: str, *selects: Made, values: Values | None = None) -> Asked:
    """That an article is among those of one of the SELECTs, as far as the viewer may see the
    work."""
    among = " UNION ".join(select for select, _ in selects)
    bound = {**(values or {}), f"{name}_viewer": term.viewer}
    if not term.viewer:
        return Asked(f"a.id IN ({among})", bound, (among,))
    own, others = (
        " UNION ".join(f"{select} AND {whose} {sign} :{name}_viewer" for select, whose in selects)
        for sign in ("=", "<>")
    )
    seen = f"a.id IN ({own}) OR (a.id IN ({others}) AND {stands(term, name)})"
    return Asked(seen, bound, (among,))


def stands(term: Term, name: str) -> str:
    """That what colleagues made of article a is seen: the viewer's own judgement of it stands."""
    return MAY_SEE.replace(":me", f":{name}_viewer") if term.viewer else "1"


def of_claims(test: Test) -> Callable[[Term, str], Asked]:
    """That an article has a claim for which a test holds."""

    def rule(term: Term, name: str) -> Asked:
        condition, values = test(term, name)
        return made(term, name, claims_select(condition), values=values)

    return rule


def claims_select(condition: str) -> Made:
    """The articles that have a claim for which a condition over c and a holds."""
    return (
        f"SELECT c.article_id FROM claim c JOIN article a ON a.id = c.article_id "
        f"WHERE ({condition})",
        "c.analyst",
    )


def source(term: Term, name: str) -> Condition:
    """That a claim's chain names a source."""
    return _or_passed(term, name, *_called(term, name, ""))


def origin(term: Term, name: str) -> Condition:
    """That a claim's chain ends with a source, or with the outlet itself."""
    last = LAST_HOP.replace("c.id", "hs.claim_id")
    called, values = _called(term, name, f"AND hs.position = {last}")
    own = f"({LAST_HOP} IS NULL AND {outlet(term, name).condition} AND NOT {MAY_BE_RELAYED})"
    return _or_passed(term, name, f"{called} OR {own}", values)


def topic(term: Term, name: str) -> Condition:
    """That a claim's topic has a part in its name of today, or was once called exactly so."""
    part, values = contains(TOPIC)(term, name)
    return (
        f"c.topic <> '' AND ({part} OR {FINAL_TOPIC} = {final_topic(f':{name}_uid')})",
        values | {f"{name}_uid": fold_name(term.value)},
    )


verdict = equals("c.verdict")


def article_source(term: Term, name: str) -> Asked:
    """That a claim's chain names a source, or that the article is known to relay it."""
    condition, values = source(term, name)
    called = contains("rn.name")(term, name)[0]
    relays = (
        f"""SELECT ra.id FROM relay r JOIN article ra ON ra.uid = r.article
            JOIN source rs ON rs.uid = r.outlet LEFT JOIN source rf ON rf.uid = rs.same_as
            JOIN source_name rn ON rn.source_id IN (rs.id, rf.id)
            WHERE r.status = 'confirmed' AND {called}""",
        "r.analyst",
    )
    return made(term, name, claims_select(condition), relays, values=values)


def worked(term: Term, name: str) -> Asked:
    """That an analyst recorded a claim of the article, or answered a question of it."""
    values: Values = {name: term.value}
    return made(
        term,
        name,
        (f"SELECT c.article_id FROM claim c WHERE c.analyst COLLATE NOCASE = :{name}", "c.analyst"),
        (
            f"SELECT d.article_id FROM decision d WHERE d.analyst COLLATE NOCASE = :{name}",
            "d.analyst",
        ),
        values=values,
    )


def _or_passed(term: Term, name: str, condition: str, values: Values) -> Condition:
    """The condition, or that the claim is one of those that were looked up."""
    passed = f"c.uid IN (SELECT value FROM json_each(:{name}_passed))"
    return f"{condition} OR {passed}", values | {f"{name}_passed": json.dumps(term.uids)}


def _called(term: Term, name: str, which: str) -> Condition:
    """That a source in the chain has such a name, or the one that it was merged into: the sources
    of the name are few, and an index knows their claims. which: of its places, as more SQL over
    hop_source hs."""
    part, values = contains("n.name")(term, name)
    return (
        f"""c.id IN (SELECT hs.claim_id FROM hop_source hs WHERE hs.source IN (
            WITH RECURSIVE called(uid) AS (
                SELECT s.uid FROM source_name n JOIN source s ON s.id = n.source_id WHERE {part}
                UNION SELECT merged.uid FROM called
                    JOIN source merged ON merged.same_as = called.uid)
            SELECT uid FROM called) {which})""",
        values,
    )
