"""What the fields of claims mean in the tables: conditions over claim c and its article a."""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbench.domain.filter.fields import CLAIM_LINKS
from workbench.domain.filter.tree import Node, Term
from workbench.errors import UsageError
from workbench.store.filtering.articles import in_selection, outlet
from workbench.store.filtering.compiling import Rules, compiled
from workbench.store.filtering.rules import contains, day, equals, first_recorded, number
from workbench.store.filters import LAST_HOP, LINKS, MAY_BE_RELAYED
from workbench.store.tagging import topic_called
from workbench.store.words import Condition, Values


def _source(term: Term, name: str) -> Condition:
    return _or_passed(term, name, *_called(term, name, ""))


def _or_passed(term: Term, name: str, condition: str, values: Values) -> Condition:
    """The condition, or that the claim is one of those that were looked up."""
    passed = f"c.uid IN (SELECT value FROM json_each(:{name}_passed))"
    return f"{condition} OR {passed}", values | {f"{name}_passed": json.dumps(term.uids)}


def _called(term: Term, name: str, which: str) -> Condition:
    """That a source in the chain has such a name, or the one that it was merged into. which: of
    its places, as more SQL over hop_source hs."""
    part, values = contains("n.name")(term, name)
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
    own = f"({LAST_HOP} IS NULL AND {outlet(term, name).condition} AND NOT {MAY_BE_RELAYED})"
    return _or_passed(term, name, f"{called} OR {own}", values)


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
    # Two conditions, each by its own index: one with OR would walk all links for each claim.
    ends = (
        f"EXISTS(SELECT 1 FROM link l WHERE l.{end} = c.uid AND l.kind = :{name})"
        for end in ("claim", "other")
    )
    return " OR ".join(ends), {name: term.value}


def _topic(term: Term, name: str) -> Condition:
    return topic_called(term.value, name)


def _words(term: Term, name: str) -> Condition:
    exact, values = contains("c.exact")(term, name)
    restatement, _ = contains("c.restatement")(term, name)
    return f"{exact} OR {restatement}", values


CLAIM: Rules = {
    "text": _words,
    "number": number("c.article_id"),
    "by": equals("c.analyst"),
    "topic": _topic,
    "verdict": equals("c.verdict"),
    "state": equals("c.state"),
    "source": _source,
    "outlet": outlet,
    "lang": equals("a.lang"),
    "date": day("a.published_at", "a.published_key"),
    "recorded": first_recorded("claim", "c.uid"),
    "origin": _origin,
    "credibility": _credibility,
    "links": number(LINKS),
    "linked": _linked,
    "in": in_selection,
}


def claim_condition(nodes: Sequence[Node], analyst: str) -> Condition:
    """The condition over claim c and its article a for an analyst, and its values."""
    asked = compiled(nodes, CLAIM)
    return asked.condition, {"analyst": analyst} | asked.values | {"me": analyst}
