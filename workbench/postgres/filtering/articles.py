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
from workbench.postgres.filtering.rules import (
    contains,
    day,
    day_here,
    equals,
    number,
    outlet,
    same,
)
from workbench.postgres.filters import MY_CLAIMS, OPEN_QUESTIONS, READING_STATE
from workbench.postgres.tagging import article_tagged
from workbench.postgres.words import Condition, one_phrase

_STATES = {"aside": "set aside"}
AUTHOR = 200
"""Letters of an author's name that its index has: the server takes no longer ones than some."""


def _words(field: str = "") -> Callable[[Term, str], Asked]:
    """Indexed words. field: where they stand; empty for anywhere."""
    return lambda term, name: of_words(one_phrase(term.value, name, field))


def _title(term: Term, name: str) -> Asked:
    if term.value.startswith("*"):
        return Asked(*contains("a.title")(term, name))
    return _words("title")(term, name)


def _author(term: Term, name: str) -> Asked:
    """A part of the author's name: each name is looked at once, however many articles have it, by
    as much of it as its index has."""
    condition, values = contains("a.author")(term, name)
    begins = f"left(x.author, {AUTHOR})"
    following = f"SELECT min({begins}) FROM article x WHERE x.author <> ''"
    fits = contains("each.author")(term, name)[0]
    seed = f"""SELECT x.id FROM article x WHERE x.author <> '' AND {begins} = ANY(ARRAY(
        WITH RECURSIVE each(author) AS (
            SELECT ({following}) UNION ALL
            SELECT ({following} AND {begins} > each.author) FROM each WHERE each.author IS NOT NULL)
        SELECT each.author FROM each WHERE {fits} OR length(each.author) = {AUTHOR}))"""
    return Asked(condition, values, (seed,))


def _state(term: Term, name: str) -> Asked:
    condition, values = equals(READING_STATE, _STATES)(term, name)
    if term.value == "new":  # which no table says
        return Asked(condition, values)
    seed = f"""SELECT st.article_id FROM article_state st
        WHERE st.analyst = %(analyst)s AND {same("st.state", name)}"""
    return Asked(condition, values, (seed,))


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
    "author": _author,
    "editor": contains("a.editor"),
    "date": day("a.published_at", "a.published_key"),
    "added": day_here("a.retrieved_at"),
    "state": _state,
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


def article_condition(nodes: Sequence[Node]) -> Asked:
    """The condition over article a, and its values but for `analyst`, who asks."""
    return compiled(nodes, ARTICLE)
