"""Filter terms as SQL conditions. Values are always bound, never written into the query."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.domain.filter import Term
from workbench.errors import UsageError

Condition = tuple[str, list[str | int]]

OPEN_QUESTIONS = """(SELECT count(*) FROM question q WHERE q.article_id = a.id AND NOT EXISTS(
    SELECT 1 FROM decision d WHERE d.article_id = q.article_id AND d.start = q.start
    AND d."end" = q."end" AND d.kind = q.kind AND d.analyst = :analyst
    AND d.verdict <> 'skipped'))"""
MY_CLAIMS = "(SELECT count(*) FROM claim c WHERE c.article_id = a.id AND c.analyst = :analyst)"
READING_STATE = """coalesce((SELECT st.state FROM article_state st
    WHERE st.article_id = a.id AND st.analyst = :analyst), 'new')"""

_STATES = {"aside": "set aside"}


def article_condition(terms: Sequence[Term], analyst: str) -> tuple[str, dict[str, str | int]]:
    """The condition over article a and its outlet's source s, and its named values."""
    values: dict[str, str | int] = {"analyst": analyst}
    parts = []
    for place, term in enumerate(terms):
        name = f"v{place}"
        part, value = _ARTICLE[term.field](term, f":{name}")
        values[name] = value
        parts.append(f"NOT ({part})" if term.negated else part)
    return " AND ".join(parts) or "1", values


def claim_condition(terms: Sequence[Term]) -> Condition:
    """The condition over claim c, article a and its outlet's source s, and its values in order."""
    values: list[str | int] = []
    parts = []
    for term in terms:
        part, value = _CLAIM[term.field](term, "?1")
        count = part.count("?1")
        values += [value] * count
        part = part.replace("?1", "?")
        parts.append(f"NOT ({part})" if term.negated else part)
    return " AND ".join(parts) or "1", values


Rule = Callable[[Term, str], tuple[str, str | int]]


def _contains(column: str) -> Rule:
    def rule(term: Term, place: str) -> tuple[str, str | int]:
        pattern = term.value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"coalesce({column}, '') LIKE {place} ESCAPE '\\'", f"%{pattern}%"

    return rule


def _equals(column: str) -> Rule:
    def rule(term: Term, place: str) -> tuple[str, str | int]:
        return f"{column} = {place} COLLATE NOCASE", _STATES.get(term.value, term.value)

    return rule


def _number(column: str) -> Rule:
    def rule(term: Term, place: str) -> tuple[str, str | int]:
        try:
            return f"{column} {term.comparison} {place}", int(term.value.lstrip("#"))
        except ValueError:
            raise UsageError(f"{term.field}: needs a whole number, not {term.value!r}") from None

    return rule


def _date(column: str) -> Rule:
    def rule(term: Term, place: str) -> tuple[str, str | int]:
        if term.comparison == "=":
            return f"substr({column}, 1, length({place})) = {place}", term.value
        # A shorter bound covers all it begins: date:<=2020-01 takes all of January.
        return (
            f"({column} <> '' AND substr({column}, 1, length({place})) {term.comparison} {place})",
            term.value,
        )

    return rule


def _words(term: Term, place: str) -> tuple[str, str | int]:
    return (
        f"a.id IN (SELECT rowid FROM article_words WHERE article_words MATCH {place})",
        literal_query(term.value),
    )


def literal_query(words: str) -> str:
    """An FTS5 query that takes the user's words as they are: each a phrase, all required; a star
    at the end of the last word is a prefix."""
    phrases = []
    for word in words.split():
        star = word.endswith("*") and len(word) > 1
        quoted = '"' + (word[:-1] if star else word).replace('"', '""') + '"'
        phrases.append(quoted + ("*" if star else ""))
    return " AND ".join(phrases) or '""'


_OUTLET = _contains("s.name")

_ARTICLE: dict[str, Rule] = {
    "number": _number("a.id"),
    "title": _contains("a.title"),
    "outlet": _OUTLET,
    "lang": _equals("a.lang"),
    "author": _contains("a.author"),
    "editor": _contains("a.editor"),
    "date": _date("a.published_at"),
    "state": _equals(READING_STATE),
    "questions": _number(OPEN_QUESTIONS),
    "claims": _number(MY_CLAIMS),
    "text": _words,
}


def _source(term: Term, place: str) -> tuple[str, str | int]:
    part, value = _contains("n.name")(term, place)
    return (
        f"""EXISTS(SELECT 1 FROM hop_source hs JOIN source hop_s ON hop_s.uid = hs.source
        JOIN source_name n ON n.source_id = hop_s.id WHERE hs.claim_id = c.id AND {part})""",
        value,
    )


def _claim_words(term: Term, place: str) -> tuple[str, str | int]:
    exact, value = _contains("c.exact")(term, place)
    restatement, _ = _contains("c.restatement")(term, place)
    return f"({exact} OR {restatement})", value


_CLAIM: dict[str, Rule] = {
    "article": _number("c.article_id"),
    "analyst": _equals("c.analyst"),
    "topic": _contains("c.topic"),
    "state": _equals("c.state"),
    "source": _source,
    "outlet": _OUTLET,
    "lang": _equals("a.lang"),
    "text": _claim_words,
}
