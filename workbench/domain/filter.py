"""The filter: `field:value` terms that choose articles or claims, and the order of a list.

`lang:id state:new outlet:"Daily Sabah" -outlet:Reuters date:>=2020-01`: all terms must hold; a
leading minus negates one; a value with spaces stands in double quotes. A word without a field
looks for it in the title. This module parses; the store turns the terms into SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

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
    "date": "publication date, a start of it, today, yesterday or 7d; >=, <=, > and < compare",
    "added": "when it came into the database, as date",
    "state": "new, open, done or aside",
    "questions": "open questions; >=, <=, > and < compare",
    "claims": "claims of mine; >=, <=, > and < compare",
    "text": "words in the text",
    "in": "name of a selection",
}
CLAIM_FIELDS = {
    "number": "the article's number",
    "analyst": "who recorded it",
    "topic": "the topic",
    "verdict": "what its analyst holds of its truth, a word of the settings",
    "state": "draft, done, reviewed or withdrawn",
    "source": "name or alias of a source in its chain, relays included; the outlet is outlet:",
    "outlet": "name of the article's outlet",
    "lang": "the article's language",
    "date": "the article's publication date, as 2026-01, today, yesterday or 7d; >= and < compare",
    "recorded": "when it was recorded, as date",
    "origin": "name of the last step of its chain: a source, a relay, or the article's outlet",
    "credibility": "1 to 6 as I judged it, or none; >=, <=, > and < compare 1 to 5",
    "links": "links to other claims; >=, <=, > and < compare",
    "linked": "same, supports, contradicts or updates: a link of that kind, either way",
    "text": "words in the quote or restatement",
    "in": "name of a selection that has its article",
}

ENTRY_FIELDS = {
    "recorded": "when it was done, as 2026-01, today, yesterday or 7d; >=, <=, > and < compare",
    "analyst": "who did it",
    "act": "words of what was done",
    "text": "words of what it was about",
}
"""Of entries of the journal."""

DATED = frozenset(("date", "added", "recorded"))
"""Fields whose value is a day."""
_ONCE_CALLED = {"article": "number"}
"""Fields by names that saved filters may have."""
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


_TERM = re.compile(r'(-?)(?:([A-Za-z_]+):)?(>=|<=|>|<|=)?(?:"([^"]*)"|(\S*))')
_DATE = re.compile(r"[0-9]{1,4}|[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2}.*)?)?)?")
_DAYS_AGO = re.compile(r"([0-9]{1,4})d", re.IGNORECASE)
_NAMED_DAYS = {"today": 0, "yesterday": 1}
DAY_WORDS: Mapping[str, str] = {
    ">=yesterday": "since yesterday",
    "today": "of today",
    ">=7d": "of the last seven days",
}
"""What is offered for such a field, with what it means."""
_LANGUAGE = re.compile(r"[A-Za-z]{2}")


_PIECE = re.compile(r'["“]([^"“”]+)["”]|(\S+)')


def search_words(words: str) -> tuple[str, ...]:
    """What a search is for: what stands between quotation marks as one piece, else each word.

    A star at the end of a word makes it a prefix; a quotation mark without its partner is dropped.
    """
    pieces = (phrase or word.strip('"“”') for phrase, word in _PIECE.findall(words))
    return tuple(piece.strip() for piece in pieces if piece.strip())


class Term(NamedTuple):
    """One condition."""

    field: str
    comparison: str
    """=, >=, <=, > or <."""
    value: str
    negated: bool = False
    chosen: Chosen | None = None
    """Of `in`: what the name stands for. `services.selections` looks it up."""
    passed: tuple[str, ...] = ()
    """Of `source` and `origin`: uids of the claims that came through a relay of that name.
    `services.passing` looks them up."""


class Chosen(NamedTuple):
    """What the name of a selection stands for."""

    set_uid: str
    """Of a set, whose articles are kept; empty where the filter decides."""
    terms: tuple[Term, ...]
    analyst: str
    """Whose states and answers they ask for."""


def parse_filter(words: str, fields: Collection[str] = ARTICLE_FIELDS) -> tuple[Term, ...]:
    """The terms of a filter line. Raises UsageError on what cannot be meant: an unknown field, with
    the nearest one, a value that its field never has, brackets and quotes that do not close."""
    terms: list[Term] = []
    for match in _TERM.finditer(words):
        minus, field, comparison, quoted, bare = match.groups()
        if not match.group():
            continue
        if quoted is None:
            _check_bare(bare, match.group())
            if field is None and bare.casefold() == "or":
                raise UsageError(
                    f"there is no or, at column {match.start() + 1} of {words!r}",
                    f'All terms must hold; the word itself stands in double quotes: "{bare}".',
                )
        value = bare if quoted is None else quoted
        if field is None:
            field = "title" if "title" in fields else "text"
        field = _meant(field, fields)
        if field not in fields:
            raise UsageError(f"no field {field!r} in {words!r}", _fields_hint(field, fields))
        if not value:
            raise UsageError(f"no value in {match.group()!r}", "It follows without a space.")
        check = _CHECKS.get(field)
        if check:
            check(value)
        elif field == "state":
            _check_state(value, ARTICLE_STATES if "title" in fields else CLAIM_STATES)
        terms.append(Term(field, comparison or "=", value, bool(minus)))
    return tuple(terms)


def _meant(field: str, fields: Collection[str]) -> str:
    """The field of a name. What has one date only is asked for it by any word for a date."""
    if field in DATED and field not in fields:
        dates = [one for one in fields if one in DATED]
        return dates[0] if len(dates) == 1 else field
    return _ONCE_CALLED.get(field, field)


def _fields_hint(field: str, fields: Collection[str]) -> str:
    from difflib import get_close_matches  # only for who made a mistake

    meant = get_close_matches(field[:80].lower(), list(fields), n=1)
    return "".join(f"Did you mean {name}? " for name in meant) + f"Fields: {', '.join(fields)}."


def _check_bare(value: str, term: str) -> None:
    """A value without quotes: what is in it must not look like more of a language than there is."""
    if value.startswith('"'):
        raise UsageError(f"a double quote is not closed in {term!r}", 'As in outlet:"Daily Sabah".')
    if "(" in value or ")" in value:
        raise UsageError(
            f"terms cannot be grouped, as in {term!r}",
            "All terms must hold; a value with brackets stands in double quotes.",
        )


def _check_state(value: str, states: tuple[str, ...]) -> None:
    if value.lower() not in states:
        raise UsageError(f"no state {value!r}", f"It is one of {', '.join(states)}.")


def days_ago(value: str) -> int | None:
    """How many days ago a word for a day means: today, yesterday, or 7d; None for a date."""
    found = _DAYS_AGO.fullmatch(value)
    return int(found[1]) if found else _NAMED_DAYS.get(value.lower())


def _check_date(value: str) -> None:
    if days_ago(value) is not None:
        return
    if not _DATE.fullmatch(value) or not _is_date(value):
        raise UsageError(
            f"{value!r} is no date and no start of one",
            "As 2026, 2026-01 or 2026-01-31; or today, yesterday, 7d.",
        )


def _is_date(value: str) -> bool:
    try:
        datetime.fromisoformat(value + "0001-01-01T00:00"[len(value) :])
    except ValueError:
        return False
    return True


def _check_language(value: str) -> None:
    if not _LANGUAGE.fullmatch(value):
        raise UsageError(f"{value!r} is no language", "Two letters, as lang:id or lang:en.")


def _check_credibility(value: str) -> None:
    if value.lower() != "none" and value not in set("123456"):
        raise UsageError(f"{value!r} is no credibility", "It is 1 to 6, or none.")


_CHECKS: Mapping[str, Callable[[str], None]] = {
    "date": _check_date,
    "added": _check_date,
    "recorded": _check_date,
    "lang": _check_language,
    "credibility": _check_credibility,
}
