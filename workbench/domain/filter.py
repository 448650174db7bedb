"""The filter: `field:value` terms that choose articles or claims, the same everywhere.

`lang:id state:new outlet:"Daily Sabah" -outlet:Reuters date:>=2020-01`: all terms must hold; a
leading minus negates one; a value with spaces stands in double quotes. A word without a field
looks for it in the title. This module parses; the store turns the terms into SQL.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from workbench.errors import UsageError

ARTICLE_FIELDS = {
    "number": "the article's number",
    "title": "words in the title",
    "outlet": "name of the outlet",
    "lang": "language, as id or en",
    "author": "words in the author's name",
    "editor": "words in the editor's name",
    "date": "publication date or a start of it; >=, <=, > and < compare",
    "state": "new, open, done or aside",
    "questions": "open questions; >=, <=, > and < compare",
    "claims": "claims of mine; >=, <=, > and < compare",
    "text": "words in the text",
}
CLAIM_FIELDS = {
    "article": "the article's number",
    "analyst": "who recorded it",
    "topic": "the topic",
    "state": "draft, done, reviewed or withdrawn",
    "source": "name or alias of a source in its chain",
    "outlet": "name of the article's outlet",
    "lang": "the article's language",
    "text": "words in the quote or restatement",
}

ARTICLE_STATES = ("new", "open", "done", "aside", "set aside")
CLAIM_STATES = ("draft", "done", "reviewed", "withdrawn")

_TERM = re.compile(r'(-?)(?:([A-Za-z_]+):)?(?:(>=|<=|>|<|=)?)(?:"([^"]*)"|(\S+))')


_PIECE = re.compile(r'["“]([^"“”]+)["”]|(\S+)')


def search_words(words: str) -> tuple[str, ...]:
    """What a search is for: what stands between quotation marks as one piece, else each word.

    A star at the end of a word makes it a prefix; a quotation mark without its partner is dropped.
    """
    pieces = (phrase or word.strip('"“”') for phrase, word in _PIECE.findall(words))
    return tuple(piece.strip() for piece in pieces if piece.strip())


@dataclass(frozen=True, slots=True)
class Term:
    """One condition."""

    field: str
    comparison: str
    """=, >=, <=, > or <."""
    value: str
    negated: bool = False


def parse_filter(words: str, fields: Collection[str] = ARTICLE_FIELDS) -> tuple[Term, ...]:
    """The terms of a filter line. Raises UsageError on an unknown field, with the nearest one."""
    terms: list[Term] = []
    for match in _TERM.finditer(words):
        minus, field, comparison, quoted, bare = match.groups()
        value = quoted if quoted is not None else bare
        if field is None:
            field = "title" if "title" in fields else "text"
        if field not in fields:
            raise UsageError(f"no field {field!r} in {words!r}", f"Fields: {', '.join(fields)}.")
        if field == "state":
            _check_state(value, ARTICLE_STATES if "title" in fields else CLAIM_STATES)
        terms.append(Term(field, comparison or "=", value, bool(minus)))
    return tuple(terms)


def _check_state(value: str, states: tuple[str, ...]) -> None:
    if value.lower() not in states:
        raise UsageError(f"no state {value!r}", f"It is one of {', '.join(states)}.")
