"""What the fields of articles mean in the tables: conditions over article a."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.domain.filter.tree import Chosen, Node, Term
from workbench.errors import UsageError
from workbench.postgres.filtering.assigned import assigned, due, queue
from workbench.postgres.filtering.attribution import (
    article_source,
    made,
    of_claims,
    origin,
    stands,
    topic,
    verdict,
    worked,
)
from workbench.postgres.filtering.compiling import Asked, Rules, compiled, of_words
from workbench.postgres.filtering.having import article_has
from workbench.postgres.filtering.rules import contains, day, day_here, equals, number, outlet
from workbench.postgres.filters import MY_CLAIMS, OPEN_QUESTIONS, READING_STATE
from workbench.postgres.tagging import article_tagged
from workbench.postgres.words import Condition, one_phrase

_STATES = {"aside": "set aside"}


def _words(field: str = "") -> Callable[[Term, str], Asked]:
    """Indexed words. field: where they stand; empty for anywhere."""
    return lambda term, name: of_words(one_phrase(term.value, name, field))


def _title(term: Term, name: str) -> Asked:
    if term.value.startswith("*"):
        return Asked(*contains("a.title")(term, name))
    return _words("title")(term, name)


def in_selection(term: Term, name: str) -> Condition:
    """That an article is in a selection."""
    if term.chosen is None:
        raise UsageError(f"in: cannot be asked for here, as in {term.value!r}")
    condition, values = _chosen(term.chosen, name)
    if not term.chosen.more:
        return condition, values
    more = f"%({name}_more)s"
    return f"({condition}) OR a.id = ANY({more})", values | {f"{name}_more": [*term.chosen.more]}


def _chosen(chosen: Chosen, name: str) -> Condition:
    if chosen.set_uid:
        kept = f"SELECT k.article FROM selection_article k WHERE k.selection = %({name})s"
        return f"a.uid IN ({kept})", {name: chosen.set_uid}
    asked = compiled(chosen.terms, ARTICLE, f"{name}_")
    return asked.condition, asked.values | {"analyst": chosen.analyst}


def family(term: Term, name: str) -> Condition:
    """That the outlet is one of those that were looked up."""
    outlets = f"SELECT so.id FROM source so WHERE so.uid = ANY(%({name})s)"
    return f"coalesce(a.outlet_id, 0) IN ({outlets})", {name: list(term.uids)}


def cluster(term: Term, name: str) -> Condition:
    """That an article is likely the same story as the one of a number."""
    same = f"SELECT x.cluster FROM article x WHERE x.id = %({name})s"
    return f"a.cluster IN ({same})", number("x.id")(term, name)[1]


def _tag(term: Term, name: str) -> Condition:
    """A tag of the article, or of one of its claims."""
    viewer = f"%({name}_viewer)s"
    condition, values = article_tagged(term.value, name, viewer=viewer, stands=stands(term, name))
    tagged = f"SELECT t.article_id FROM tag t WHERE t.folded = %({name})s AND t.claim IS NOT NULL"
    claims, more = made(term, f"{name}_c", (tagged, "t.analyst"))
    return f"{condition} OR {claims}", values | more | {f"{name}_viewer": term.viewer}


ARTICLE: Rules = {
    "text": _words(),
    "title": _title,
    "number": number("a.id"),
    "outlet": outlet,
    "lang": equals("a.lang"),
    "author": contains("a.author"),
    "editor": contains("a.editor"),
    "date": day("a.published_at", "a.published_key"),
    "added": day_here("a.retrieved_at"),
    "state": equals(READING_STATE, _STATES),
    "questions": number(OPEN_QUESTIONS),
    "claims": number(MY_CLAIMS),
    "in": in_selection,
    "has": article_has,
    "source": article_source,
    "origin": of_claims(origin),
    "topic": of_claims(topic),
    "verdict": of_claims(verdict),
    "by": worked,
    "tag": _tag,
    "family": family,
    "cluster": cluster,
    "url": contains("a.url"),
    "assigned": assigned,
    "due": due,
    "queue": queue,
}


def article_condition(nodes: Sequence[Node], analyst: str) -> Condition:
    """The condition over article a for an analyst, and its values."""
    asked = compiled(nodes, ARTICLE)
    return f"({asked.condition})", asked.values | {"analyst": analyst}
