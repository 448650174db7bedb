"""Filters as they were written before there was `or`: version 1 of the language.

`field:value` terms that all held, of articles alone: a bare word was looked for within titles, the
words of `text:` each by itself, and a comparison said nothing where there was none. What people
wrote stays as they wrote it; here it is read as what they meant. `7d` was that one day,
which is `=7d` today.
"""

from __future__ import annotations

import re

from workbench.domain.filter import search_words
from workbench.domain.filter.fields import ARTICLE_FIELDS, Fields, as_meant, meant, problem
from workbench.domain.filter.tree import Filter, Node, Term, both, every, negated
from workbench.domain.filter.writing import written
from workbench.errors import FilterError

_TERM = re.compile(r'(-?)(?:([A-Za-z_]+):)?(>=|<=|>|<|=)?(?:"([^"]*)"|(\S*))')
FIELDS: Fields = {
    name: ARTICLE_FIELDS[name]
    for name in (
        "number", "title", "outlet", "lang", "author", "editor", "date", "added", "state",
        "questions", "claims", "text", "in",
    )
}  # fmt: skip
"""All that there were."""


def parse_first(line: str) -> Filter:
    """What a line of version 1 asks for. Raises FilterError where it never could be asked."""
    return every(_term(line, found) for found in _TERM.finditer(line) if found.group())


def as_today(line: str) -> str:
    """The line that means the same in today's language; as it is where it never could be asked."""
    try:
        return written(parse_first(line))
    except FilterError:
        return line


def _term(line: str, found: re.Match[str]) -> Node:
    minus, field, comparison, quoted, bare = found.groups()
    value = bare if quoted is None else quoted
    name = meant(field, FIELDS) if field else "title"
    if name not in FIELDS or not value.strip():
        raise FilterError(
            f"{found.group()[:80]!r} cannot be asked", "Write it anew.", line, *found.span()
        )
    part = _condition(line, name, (comparison or "=", value), found.start())
    return negated(part) if minus else part


def _condition(line: str, name: str, asked: tuple[str, str], at: int) -> Node:
    comparison, value = asked
    if name == "text":
        words = search_words(value)
        return both(Term(name, "=", word, at=at) for word in words or (value,))
    if name == "title":
        return Term(name, "=", f"*{value.strip('*')}*", at=at)
    field = FIELDS[name]
    value = as_meant(name, field, value)
    if wrong := problem(name, field, value):
        raise FilterError(*wrong, line, at, at + len(value))
    return Term(name, comparison if field.sort.is_compared else "=", value, at=at)
