"""Filter terms as SQL conditions. Values are always bound, never written into the query."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from workbench.domain.filter import CLAIM_LINKS, Term
from workbench.errors import UsageError
from workbench.store.words import Condition, Values, words_condition

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
LINKS = """((SELECT count(*) FROM link l WHERE l.claim = c.uid)
    + (SELECT count(*) FROM link l WHERE l.other = c.uid))"""
MAY_BE_RELAYED = """(EXISTS(
        SELECT 1 FROM extraction e WHERE e.article_id = a.id AND e.relayed = 1)
    OR EXISTS(SELECT 1 FROM relay r WHERE r.article = a.uid AND r.status = 'confirmed')
    OR EXISTS(SELECT 1 FROM carried k WHERE k.claim = c.uid))"""
"""That claim c of article a may have come through a relay: its chain tells whether it did."""
JUDGEMENT_STANDS = (f"({READING_STATE} IN {FINISHED} OR NOT {HAS_OPEN_QUESTIONS})").replace(
    ":analyst", ":me"
)
"""That the analyst's own judgement of article a stands; as in `domain.agreement`."""

_STATES = {"aside": "set aside"}


_LARGEST = 2**62


def article_condition(terms: Sequence[Term], analyst: str) -> Condition:
    """The condition over article a, and the values of its names."""
    condition, values = _all_of(terms, _ARTICLE)
    return condition, values | {"analyst": analyst}


def claim_condition(terms: Sequence[Term], analyst: str) -> Condition:
    """The condition over claim c and its article a for an analyst, and its values."""
    condition, values = _all_of(terms, _CLAIM)
    return condition, values | {"me": analyst}


Rule = Callable[[Term, str], Condition]
"""A term and a name that no other term's values have -> the condition."""


def _all_of(terms: Sequence[Term], rules: Mapping[str, Rule], prefix: str = "v") -> Condition:
    parts = []
    values: Values = {}
    for place, term in enumerate(terms):
        part, more = rules[term.field](term, f"{prefix}{place}")
        parts.append(f"NOT ({part})" if term.negated else f"({part})")
        values |= more
    return " AND ".join(parts) or "1", values


def _contains(column: str) -> Rule:
    def rule(term: Term, name: str) -> Condition:
        pattern = term.value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"coalesce({column}, '') LIKE :{name} ESCAPE '\\'", {name: f"%{pattern}%"}

    return rule


def _equals(column: str) -> Rule:
    def rule(term: Term, name: str) -> Condition:
        return f"{column} = :{name} COLLATE NOCASE", {name: _STATES.get(term.value, term.value)}

    return rule


def _number(column: str) -> Rule:
    def rule(term: Term, name: str) -> Condition:
        try:
            value = int(term.value.lstrip("#"))
        except ValueError:
            raise UsageError(f"{term.field}: needs a whole number, not {term.value!r}") from None
        return f"{column} {term.comparison} :{name}", {name: max(-1, min(value, _LARGEST))}

    return rule


def _date(column: str) -> Rule:
    def rule(term: Term, name: str) -> Condition:
        # A shorter bound covers all it begins: date:<=2020-01 takes all of January.
        begins = f"substr(coalesce({column}, ''), 1, length(:{name})) {term.comparison} :{name}"
        return f"{begins} AND {column} IS NOT NULL", {name: term.value}

    return rule


def _words(term: Term, name: str) -> Condition:
    return words_condition(term.value, name)


def _outlet(term: Term, name: str) -> Condition:
    part, values = _contains("name")(term, name)
    return f"coalesce(a.outlet_id, 0) IN (SELECT id FROM source WHERE {part})", values


def _in_selection(term: Term, name: str) -> Condition:
    chosen = term.chosen
    if chosen is None:
        raise UsageError(f"in: cannot be asked for here, as in {term.value!r}")
    if chosen.set_uid:
        kept = f"SELECT article FROM selection_article WHERE selection = :{name}"
        return f"a.uid IN ({kept})", {name: chosen.set_uid}
    part, values = _all_of(chosen.terms, _ARTICLE, f"{name}_")
    return part, values | {"analyst": chosen.analyst}


def entry_condition(terms: Sequence[Term]) -> Condition:
    """The condition over entry j of the journal, and its values."""
    return _all_of(terms, _ENTRY)


def source_condition(term: Term) -> Condition:
    """The condition over source s of a term about when it came in, and its values."""
    return _first_recorded("source", "s.uid")(term, "v")


def _here(utc: str) -> str:
    """A moment in UTC as the clock of this place shows it."""
    return f"strftime('%Y-%m-%dT%H:%M:%S', {utc}, 'localtime')"


def _first_recorded(entity: str, uid: str) -> Rule:
    def rule(term: Term, name: str) -> Condition:
        # Which entries are of that time is asked once, not for each thing: one entry may have
        # brought thousands, and is as long.
        when, values = _date(_here(_said("at")))(term, name)
        entries = f"""SELECT j.seq FROM journal j WHERE {when}
            AND j.seq IN (SELECT seq FROM touched WHERE entity = '{entity}')"""
        first = f"SELECT min(t.seq) FROM touched t WHERE t.entity = '{entity}' AND t.uid = {uid}"
        return f"coalesce(({first}), 0) IN ({entries})", values

    return rule


def _said(key: str) -> str:
    """What entry j says; nothing where it cannot be read."""
    return f"CASE WHEN json_valid(j.body) THEN json_extract(j.body, '$.{key}') END"


_ENTRY: dict[str, Rule] = {
    "recorded": _date(_here(_said("at"))),
    "analyst": _equals("j.analyst"),
    "act": _contains("j.op"),
    "text": _contains(_said("about")),
}


_ARTICLE: dict[str, Rule] = {
    "number": _number("a.id"),
    "title": _contains("a.title"),
    "outlet": _outlet,
    "lang": _equals("a.lang"),
    "author": _contains("a.author"),
    "editor": _contains("a.editor"),
    "date": _date("a.published_at"),
    "added": _date(_here("a.retrieved_at")),
    "state": _equals(READING_STATE),
    "questions": _number(OPEN_QUESTIONS),
    "claims": _number(MY_CLAIMS),
    "text": _words,
    "in": _in_selection,
}


def _source(term: Term, name: str) -> Condition:
    return _or_passed(term, name, *_called(term, name, ""))


def _or_passed(term: Term, name: str, condition: str, values: Values) -> Condition:
    """The condition, or that the claim is one of those that were looked up."""
    passed = f"c.uid IN (SELECT value FROM json_each(:{name}_passed))"
    return f"{condition} OR {passed}", values | {f"{name}_passed": json.dumps(term.passed)}


def _called(term: Term, name: str, which: str) -> Condition:
    """That a source in the chain has such a name, or the one that it was merged into. which: of
    its places, as more SQL over hop_source hs."""
    part, values = _contains("n.name")(term, name)
    return (
        f"""EXISTS(WITH RECURSIVE called(uid) AS (
            SELECT hs.source FROM hop_source hs WHERE hs.claim_id = c.id {which}
            UNION SELECT merged.same_as FROM source merged JOIN called ON merged.uid = called.uid
                WHERE merged.same_as IS NOT NULL)
        SELECT 1 FROM called JOIN source hop_s ON hop_s.uid = called.uid
        JOIN source_name n ON n.source_id = hop_s.id WHERE {part})""",
        values,
    )


def _origin(term: Term, name: str) -> Condition:
    called, values = _called(term, name, f"AND hs.position = {LAST_HOP}")
    outlet, _ = _outlet(term, name)
    own = f"({LAST_HOP} IS NULL AND {outlet} AND NOT {MAY_BE_RELAYED})"
    return _or_passed(term, name, f"{called} OR {own}", values)


def _credibility(term: Term, name: str) -> Condition:
    mine = "(SELECT s.credibility FROM assessment s WHERE s.claim = c.uid AND s.analyst = :me)"
    if term.value.lower() == "none":
        return f"{mine} IS NULL", {}
    condition, values = _number(mine)(term, name)
    # 6 says that it cannot be judged: no degree that could be more or less than another.
    return (condition if term.comparison == "=" else f"{condition} AND {mine} < 6"), values


def _linked(term: Term, name: str) -> Condition:
    kind = term.value.lower()
    if kind not in CLAIM_LINKS:
        raise UsageError(f"no link {term.value!r}", f"It is one of {', '.join(CLAIM_LINKS)}.")
    # Two conditions, each by its own index: one with OR would walk all links for each claim.
    ends = (
        f"EXISTS(SELECT 1 FROM link l WHERE l.{end} = c.uid AND l.kind = :{name})"
        for end in ("claim", "other")
    )
    return " OR ".join(ends), {name: kind}


def _topic(term: Term, name: str) -> Condition:
    from workbench.store.tagging import topic_called  # not on the way to the first page

    return topic_called(term.value, name)


def _claim_words(term: Term, name: str) -> Condition:
    exact, values = _contains("c.exact")(term, name)
    restatement, _ = _contains("c.restatement")(term, name)
    return f"{exact} OR {restatement}", values


_CLAIM: dict[str, Rule] = {
    "number": _number("c.article_id"),
    "analyst": _equals("c.analyst"),
    "topic": _topic,
    "verdict": _equals("c.verdict"),
    "state": _equals("c.state"),
    "source": _source,
    "outlet": _outlet,
    "lang": _equals("a.lang"),
    "date": _date("a.published_at"),
    "recorded": _first_recorded("claim", "c.uid"),
    "origin": _origin,
    "credibility": _credibility,
    "links": _number(LINKS),
    "linked": _linked,
    "text": _claim_words,
    "in": _in_selection,
}
