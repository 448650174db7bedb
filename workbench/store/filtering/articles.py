"""What the fields of articles mean in the tables: conditions over article a, with SELECTs of the
articles that an index knows they can hold for."""

from __future__ import annotations

import json
from collections.abc import Callable

from workbench.domain.filter.tree import Chosen, Term
from workbench.errors import UsageError
from workbench.store.filtering.assigned import assigned, due, queue
from workbench.store.filtering.attribution import (
    article_source,
    made,
    of_claims,
    origin,
    stands,
    topic,
    verdict,
    worked,
)
from workbench.store.filtering.compiling import Asked, Rules, compiled, of_words
from workbench.store.filtering.having import article_has
from workbench.store.filtering.rules import contains, day, equals, here, number, outlet
from workbench.store.filters import (
    MY_CLAIMS,
    OPEN_QUESTIONS,
    READING_STATE,
)
from workbench.store.tagging import article_tagged
from workbench.store.words import among, phrase_query, unspaced_numbers

_STATES = {"aside": "set aside"}


def _words(column: str = "") -> Callable[[Term, str], Asked]:
    """Indexed words. column: of the index; empty for all."""

    def rule(term: Term, name: str) -> Asked:
        if query := phrase_query(term.value, column):
            return of_words(query, name)
        numbers, values = unspaced_numbers(term.value, name, column)
        return Asked(among(numbers), values, (numbers,))

    return rule


def _title(term: Term, name: str) -> Asked:
    if term.value.startswith("*"):
        return Asked(*contains("a.title")(term, name))
    return _words("title")(term, name)


def _lang(term: Term, name: str) -> Asked:
    return Asked(*equals("a.lang")(term, name), way="article_by_lang")


def _author(term: Term, name: str) -> Asked:
    """A part of the author's name: each name is looked at once, however many articles have it."""
    condition, values = contains("a.author")(term, name)
    each = """WITH RECURSIVE each(author) AS (
        SELECT (SELECT min(author) FROM article WHERE author <> '') UNION ALL
        SELECT (SELECT min(b.author) FROM article b WHERE b.author <> '' AND b.author > each.author)
        FROM each WHERE each.author IS NOT NULL)"""
    fits = contains("each.author")(term, name)[0]
    seed = f"""SELECT id FROM article WHERE author <> '' AND author IN (
        {each} SELECT author FROM each WHERE author IS NOT NULL AND {fits})"""
    return Asked(condition, values, (seed,))


def _number(term: Term, name: str) -> Asked:
    condition, values = number("a.id")(term, name)
    seed = f"SELECT a.id FROM article a WHERE {condition}"
    return Asked(condition, values, (seed,) if term.comparison == "=" else ())


def _state(term: Term, name: str) -> Asked:
    condition, values = equals(READING_STATE, _STATES)(term, name)
    if term.value == "new":  # which no table says
        return Asked(condition, values)
    seed = f"""SELECT article_id FROM article_state
        WHERE analyst = :analyst AND state COLLATE NOCASE = :{name}"""
    return Asked(condition, values, (seed,))


def _my_claims(term: Term, name: str) -> Asked:
    condition, values = number(MY_CLAIMS)(term, name)
    low = values[name]
    assert isinstance(low, int)
    needs_one = low >= {"=": 1, ">=": 1, ">": 0}.get(term.comparison, low + 1)
    mine = "SELECT DISTINCT article_id FROM claim WHERE analyst = :analyst"
    return Asked(condition, values, (mine,) if needs_one else ())


def in_selection(term: Term, name: str) -> Asked:
    """That an article is in a selection."""
    if term.chosen is None:
        raise UsageError(f"in: cannot be asked for here, as in {term.value!r}")
    asked = _chosen(term.chosen, name)
    if not term.chosen.more:
        return asked
    more = f"SELECT value FROM json_each(:{name}_more)"
    return Asked(
        f"(({asked.condition}) OR a.id IN ({more}))",
        asked.values | {f"{name}_more": json.dumps(term.chosen.more)},
        tuple(f"{seed} UNION {more}" for seed in asked.seeds),
    )


def _chosen(chosen: Chosen, name: str) -> Asked:
    if chosen.set_uid:
        kept = f"SELECT article FROM selection_article WHERE selection = :{name}"
        seed = f"SELECT id FROM article WHERE uid IN ({kept})"
        return Asked(f"a.uid IN ({kept})", {name: chosen.set_uid}, (seed,))
    asked = compiled(chosen.terms, ARTICLE, f"{name}_")
    return asked._replace(values=asked.values | {"analyst": chosen.analyst})


def family(term: Term, name: str) -> Asked:
    """That the outlet is one of those that were looked up."""
    outlets = f"""SELECT id FROM source
        WHERE uid IN (SELECT value FROM json_each(:{name}))"""
    return Asked(
        f"coalesce(a.outlet_id, 0) IN ({outlets})",
        {name: json.dumps(term.uids)},
        (f"SELECT id FROM article WHERE outlet_id IN ({outlets})",),
    )


def cluster(term: Term, name: str) -> Asked:
    """That an article is likely the same story as the one of a number."""
    same = f"SELECT x.cluster FROM article x WHERE x.id = :{name}"
    return Asked(
        f"a.cluster IN ({same})",
        {name: number("x.id")(term, name)[1][name]},
        (f"SELECT id FROM article WHERE cluster IN ({same})",),
    )


def _tag(term: Term, name: str) -> Asked:
    """A tag of the article, or of one of its claims."""
    condition, values = article_tagged(
        term.value, name, viewer=f":{name}_viewer", stands=stands(term, name)
    )
    tagged = "SELECT t.article_id FROM tag t WHERE t.folded = :" + name
    claims = made(term, f"{name}_c", *[(f"{tagged} AND t.claim IS NOT NULL", "t.analyst")])
    return Asked(
        f"{condition} OR {claims.condition}",
        values | claims.values | {f"{name}_viewer": term.viewer},
        (tagged,),
    )


ARTICLE: Rules = {
    "text": _words(),
    "title": _title,
    "number": _number,
    "outlet": outlet,
    "lang": _lang,
    "author": _author,
    "editor": contains("a.editor"),
    "date": day("a.published_at", "a.published_key"),
    "added": day(here("a.retrieved_at")),
    "state": _state,
    "questions": number(OPEN_QUESTIONS),
    "claims": _my_claims,
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
