"""What the fields of claims mean in the tables: conditions over claim c and its article a."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.filter.fields import CLAIM_LINKS
from workbench.domain.filter.tree import Node, Term
from workbench.errors import UsageError
from workbench.postgres.codebook import ACTS, judged
from workbench.postgres.filtering.articles import cluster, family, in_selection
from workbench.postgres.filtering.attribution import origin, source, stands, topic, verdict
from workbench.postgres.filtering.compiling import Rules, Test, compiled
from workbench.postgres.filtering.having import claim_has, links
from workbench.postgres.filtering.rules import day, equals, first_recorded, number, outlet
from workbench.postgres.tagging import claim_tagged
from workbench.postgres.words import CLAIM, Condition, Values, in_words
from workbench.stored.indexed import asked_apart


def _credibility(term: Term, name: str) -> Condition:
    mine = "(SELECT s.credibility FROM assessment s WHERE s.claim = c.uid AND s.analyst = %(me)s)"
    if term.value == "none":
        return f"{mine} IS NULL", {}
    condition, values = number(f"coalesce({mine}, 0)")(term, name)
    # 6 says that it cannot be judged: no degree that could be more or less than another.
    most = 6 if term.comparison == "=" else 5
    return f"{condition} AND coalesce({mine}, 0) BETWEEN 1 AND {most}", values


def _linked(term: Term, name: str) -> Condition:
    if term.value not in CLAIM_LINKS:
        raise UsageError(f"no link {term.value!r}", f"It is one of {', '.join(CLAIM_LINKS)}.")
    seen = links(term, name, f" AND l.kind = %({name})s")
    return f"EXISTS({seen})", {name: term.value, f"{name}_viewer": term.viewer}


def _links(term: Term, name: str) -> Condition:
    counted = f"(SELECT count(*) FROM ({links(term, name)}) seen)"
    condition, values = number(counted)(term, name)
    return condition, values | {f"{name}_viewer": term.viewer}


def _tag(term: Term, name: str) -> Condition:
    condition, values = claim_tagged(
        term.value, name, viewer=f"%({name}_viewer)s", stands=stands(term, name)
    )
    return condition, values | {f"{name}_viewer": term.viewer}


def _hops(column: str) -> Test:
    """That a hop of the claim has a value."""

    def rule(term: Term, name: str) -> Condition:
        hop = f"SELECT FROM hop h WHERE h.claim_id = c.id AND {column} = %({name})s"
        return f"EXISTS({hop})", {name: term.value}

    return rule


def _codebook(term: Term, name: str) -> Condition:
    """The version under which a claim was judged, by the act that made it, or the next one."""
    version: int = number("c.id")(term, name)[1][name]
    # The acts are numbered from 1; whatever has no number stands before all of them, or behind.
    made = _nth_act(f"{name}_made") if version >= 1 else "-1"
    following = _nth_act(f"{name}_next") if version >= 0 else "-1"
    values: Values = {f"{name}_made": max(0, version - 1), f"{name}_next": max(0, version)}
    under = judged("claim", "c.uid")
    if term.comparison == "=":
        return f"{under} > {made} AND {under} <= {following}", values
    bound = made if term.comparison in ("<", ">=") else following
    return f"{under} {'<' if term.comparison in ('<', '<=') else '>'} {bound}", values


def _nth_act(name: str) -> str:
    """The entry of the codebook's act before which there are so many as a name has."""
    nth = f"SELECT acts.seq FROM ({ACTS}) acts ORDER BY acts.seq LIMIT 1 OFFSET %({name})s"
    return f"coalesce(({nth}), {_BEHIND})"


def _words(term: Term, name: str) -> Condition:
    """Words of the quote, restatement, gloss or note, by the index of claims."""
    condition, values = in_words(asked_apart(term.value), name, CLAIM)
    return f"c.id IN (SELECT w.claim_id FROM claim_words w WHERE {condition})", values


_ASSERTION = """CASE WHEN h.assertion <> '' THEN h.assertion
    WHEN h.factuality IN ('CT-', 'PR-', 'PS-') THEN 'denies' ELSE 'asserts' END"""
"""As `Assertion.implied_by` has it, where a hop of an older version does not say."""
_BEHIND = 2**62
"""More than any entry's number."""
CLAIM_FIELDS: Rules = {
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
    asked = compiled(nodes, CLAIM_FIELDS)
    return asked.condition, {"analyst": analyst} | asked.values | {"me": analyst}
