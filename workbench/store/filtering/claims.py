"""What the fields of claims mean in the tables: conditions over claim c and its article a."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.filter.fields import CLAIM_LINKS
from workbench.domain.filter.tree import Node, Term
from workbench.errors import UsageError
from workbench.store.codebook import ACTS, judged
from workbench.store.filtering.articles import cluster, family, in_selection
from workbench.store.filtering.attribution import origin, source, stands, topic, verdict
from workbench.store.filtering.compiling import Rules, Test, compiled
from workbench.store.filtering.having import claim_has, links
from workbench.store.filtering.rules import day, equals, first_recorded, number, outlet
from workbench.store.tagging import claim_tagged
from workbench.store.words import CLAIM_INDEX, Condition, literal_query
from workbench.stored.indexed import asked_apart


def _credibility(term: Term, name: str) -> Condition:
    mine = "(SELECT s.credibility FROM assessment s WHERE s.claim = c.uid AND s.analyst = :me)"
    if term.value == "none":
        return f"{mine} IS NULL", {}
    condition, values = number(f"coalesce({mine}, 0)")(term, name)
    # 6 says that it cannot be judged: no degree that could be more or less than another.
    judged = "BETWEEN 1 AND 6" if term.comparison == "=" else "BETWEEN 1 AND 5"
    return f"{condition} AND coalesce({mine}, 0) {judged}", values


def _linked(term: Term, name: str) -> Condition:
    if term.value not in CLAIM_LINKS:
        raise UsageError(f"no link {term.value!r}", f"It is one of {', '.join(CLAIM_LINKS)}.")
    seen = links(term, name, f" AND l.kind = :{name}")
    return f"EXISTS({seen})", {name: term.value, f"{name}_viewer": term.viewer}


def _links(term: Term, name: str) -> Condition:
    condition, values = number(f"(SELECT count(*) FROM ({links(term, name)}))")(term, name)
    return condition, values | {f"{name}_viewer": term.viewer}


def _tag(term: Term, name: str) -> Condition:
    condition, values = claim_tagged(
        term.value, name, viewer=f":{name}_viewer", stands=stands(term, name)
    )
    return condition, values | {f"{name}_viewer": term.viewer}


def _hops(column: str) -> Test:
    """That a hop of the claim has a value."""

    def rule(term: Term, name: str) -> Condition:
        hop = f"SELECT 1 FROM hop h WHERE h.claim_id = c.id AND {column} = :{name}"
        return f"EXISTS({hop})", {name: term.value}

    return rule


def _codebook(term: Term, name: str) -> Condition:
    """The version under which a claim was judged, by the act that made it, or the next one."""
    _, values = number("c.id")(term, name)
    nth = f"SELECT seq FROM ({ACTS}) ORDER BY seq LIMIT 1 OFFSET"
    # Whatever has no number stands before all acts, or behind all.
    made = f"CASE WHEN :{name} < 1 THEN -1 ELSE coalesce(({nth} :{name} - 1), {_BEHIND}) END"
    following = f"CASE WHEN :{name} < 0 THEN -1 ELSE coalesce(({nth} :{name}), {_BEHIND}) END"
    under = judged("claim", "c.uid")
    if term.comparison == "=":
        return f"{under} > {made} AND {under} <= {following}", values
    bound = made if term.comparison in ("<", ">=") else following
    return f"{under} {'<' if term.comparison in ('<', '<=') else '>'} {bound}", values


def _words(term: Term, name: str) -> Condition:
    """Words of the quote, restatement, gloss or note, by the index of claims."""
    numbers = f"SELECT rowid FROM {CLAIM_INDEX} WHERE {CLAIM_INDEX} MATCH :{name}"
    return f"c.id IN ({numbers})", {name: literal_query([asked_apart(term.value)])}


_ASSERTION = """CASE WHEN h.assertion <> '' THEN h.assertion
    WHEN h.factuality IN ('CT-', 'PR-', 'PS-') THEN 'denies' ELSE 'asserts' END"""
"""As `Assertion.implied_by` has it, where a hop of an older version does not say."""
_BEHIND = 2**62
"""More than any entry's number."""
CLAIM: Rules = {
    "text": _words,
    "number": number("c.article_id"),
    "by": equals("c.analyst"),
    "topic": topic,
    "verdict": verdict,
    "state": equals("c.state"),
    "source": source,
    "outlet": outlet,
    "lang": equals("a.lang"),
    "date": day("a.published_at", "a.published_key"),
    "recorded": first_recorded("claim", "c.uid"),
    "origin": origin,
    "credibility": _credibility,
    "links": _links,
    "linked": _linked,
    "in": in_selection,
    "has": claim_has,
    "assertion": _hops(_ASSERTION),
    "mode": _hops("h.mode"),
    "class": _hops("h.class"),
    "tag": _tag,
    "codebook": _codebook,
    "family": family,
    "cluster": cluster,
}


def claim_condition(nodes: Sequence[Node], analyst: str) -> Condition:
    """The condition over claim c and its article a for an analyst, and its values."""
    asked = compiled(nodes, CLAIM)
    return asked.condition, {"analyst": analyst} | asked.values | {"me": analyst}
