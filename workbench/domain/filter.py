"""The filter: `field:value` terms that choose articles or claims, and the order of a list.

`lang:id state:new outlet:"Daily Sabah" -outlet:Reuters date:>=2020-01`: all terms must hold; a
leading minus negates one; a value with spaces stands in double quotes. A word without a field
looks for it in the title. This module parses; the store turns the terms into SQL.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import UsageError


class Order(StrEnum):
    """In which order articles stand in a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    QUESTIONS = "questions"
    """Those with the most open questions first."""
    CHECK = "check"
    """Those with the most open check-worthy events first."""

    @property
    def is_ranked(self) -> bool:
        """Whether work changes it: then the list keeps the order in which it was read."""
        return self in (Order.QUESTIONS, Order.CHECK)


ORDER_WORDS: Mapping[Order, str] = {
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.QUESTIONS: "most open questions first",
    Order.CHECK: "most check-worthy first",
}


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
    "in": "name of a selection",
}
CLAIM_FIELDS = {
    "article": "the article's number",
    "analyst": "who recorded it",
    "topic": "the topic",
    "state": "draft, done, reviewed or withdrawn",
    "source": "name or alias of a source in its chain",
    "outlet": "name of the article's outlet",
    "lang": "the article's language",
    "date": "the article's publication date or a start of it; >=, <=, > and < compare",
    "origin": "name of its last source, or of the outlet of an article that credits none",
    "credibility": "1 to 6 as I judged it, or none; >=, <=, > and < compare 1 to 5",
    "links": "links to other claims; >=, <=, > and < compare",
    "linked": "same, supports, contradicts or updates: a link of that kind, either way",
    "text": "words in the quote or restatement",
    "in": "name of a selection that has its article",
}

ARTICLE_STATES = ("new", "open", "done", "aside", "set aside")
CLAIM_STATES = ("draft", "done", "reviewed", "withdrawn")
CLAIM_LINKS = ("same", "supports", "contradicts", "updates")


class ClaimSort(StrEnum):
    """How claims are put in order."""

    NEWEST = "newest"
    """Recorded last comes first."""
    DATE = "date"
    """Of the article, newest first."""
    TOPIC = "topic"
    SOURCE = "source"
    """Name of the last source in the chain, else of the outlet."""
    CREDIBILITY = "credibility"
    """As this analyst judged it, 1 to 5; what cannot be judged or was not judged yet comes last."""
    ORIGINS = "origins"
    """Independent origins over the claims linked as the same, most first."""


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
    chosen: Chosen | None = None
    """Of `in`: what the name stands for. `services.selections` looks it up."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the name of a selection stands for."""

    set_uid: str
    """Of a set, whose articles are kept; empty where the filter decides."""
    terms: tuple[Term, ...]
    analyst: str
    """Whose states and answers they ask for."""


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
