"""The fields of filters: what each is called, what it takes, and by which other names it goes.

One name a field: what is listed differs, what a name means does not. A field that is asked of
articles and means something of claims holds where one of the article's claims has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from workbench.domain.filter.days import AS_DATES, is_day
from workbench.domain.source import SourceKind


class Sort(Enum):
    """What values of a field are."""

    WORDS = auto()
    """Indexed words: one, or several as a phrase."""
    PART = auto()
    """A part of a name or of other words."""
    NAME = auto()
    """A whole name, case aside."""
    CHOICE = auto()
    """One of a few."""
    GRADE = auto()
    """One of a few, of which those that are digits are more or less than another."""
    NUMBER = auto()
    ARTICLE = auto()
    """The number of an article."""
    PERCENT = auto()
    DAY = auto()
    LANGUAGE = auto()

    @property
    def is_compared(self) -> bool:
        """Whether a value can be more or less than another."""
        return self in (Sort.GRADE, *_RANGED)

    @property
    def has_ranges(self) -> bool:
        """Whether one value and two dots and another stand for all between them."""
        return self in _RANGED


_RANGED = (Sort.NUMBER, Sort.PERCENT, Sort.DAY)


class Field(NamedTuple):
    """A field of what is listed."""

    sort: Sort
    help: str
    values: Sequence[str] = ()
    """Of a choice."""
    can_be_near: bool = False
    """Whether words of it can be asked for near each other."""


Fields = Mapping[str, Field]


def _choice(values: Sequence[str], rest: str = "") -> Field:
    """One of a few, which its help names."""
    return Field(Sort.CHOICE, f"{', '.join(values[:-1])} or {values[-1]}{rest}", values)


BARE = "text"
"""The field of a word without one, whatever is listed."""

ARTICLE_STATES = ("new", "open", "done", "aside")
CLAIM_STATES = ("draft", "done", "reviewed", "withdrawn")
CLAIM_LINKS = ("same", "supports", "contradicts", "updates")
QUEUES = ("mine", "waiting", "back")
"""Where an article stands in the queue of whoever asks."""
HOP_MODES = ("direct", "indirect", "mixed", "observed", "document")
HOP_CLASSES = ("named", "role", "anonymous", "unattributed")
ASSERTIONS = (
    "asserts", "claims", "denies", "does not confirm", "no comment", "refuses to say",
    "has not said",
)  # fmt: skip
CREDIBILITIES = (*"123456", "none")
ARTICLE_HAS = (
    "claims", "notes", "answers", "questions", "tags", "relay", "duplicates", "translation",
    "title", "outlet", "author", "editor", "date", "lang", "url", "archive",
)  # fmt: skip
CLAIM_HAS = (
    "notes", "links", "tags", "topic", "verdict", "restatement", "gloss", "time", "place",
    "source", "credibility", "flag",
)  # fmt: skip
SOURCE_HAS = ("rating", "family", "aliases", "articles", "claims", "note")

_DAY = (
    "today, yesterday, a start of a date, 2024-01..2024-03; 7d, 2w and 3m are since then, =7d is "
    "that day; >=, <=, > and < compare"
)
_COMPARED = ">=, <=, > and < compare, 1..5 is a range"

ARTICLE_FIELDS: Fields = {
    "text": Field(
        Sort.WORDS, "words in text or title, as without a field; near(a b, 5)", can_be_near=True
    ),
    "title": Field(Sort.WORDS, "words in the title; *kapal* within words", can_be_near=True),
    "number": Field(Sort.NUMBER, f"the article's number; {_COMPARED}"),
    "outlet": Field(Sort.PART, "name of the outlet"),
    "lang": Field(Sort.LANGUAGE, "language, as id or en"),
    "author": Field(Sort.PART, "words in the author's name"),
    "editor": Field(Sort.PART, "words in the editor's name"),
    "date": Field(Sort.DAY, f"publication date: {_DAY}"),
    "added": Field(Sort.DAY, "when it came into the database, as date"),
    "state": _choice(ARTICLE_STATES),
    "questions": Field(Sort.NUMBER, f"open questions; {_COMPARED}"),
    "claims": Field(Sort.NUMBER, f"claims of mine; {_COMPARED}"),
    "has": _choice(ARTICLE_HAS),
    "source": Field(
        Sort.PART, "name of a source in the chain of a claim of it, or that it is known to relay"
    ),
    "origin": Field(Sort.PART, "name of the last step of the chain of a claim of it"),
    "topic": Field(Sort.PART, "the topic of a claim of it"),
    "verdict": Field(Sort.NAME, "what the analyst of a claim of it holds of its truth"),
    "by": Field(Sort.NAME, "who recorded a claim of it or answered a question; me is whoever asks"),
    "tag": Field(Sort.NAME, "a tag of it, or of a claim of it"),
    "family": Field(Sort.PART, "name of the outlet, or of what the outlet belongs to"),
    "cluster": Field(Sort.ARTICLE, "number of an article that tells the same or shares passages"),
    "url": Field(Sort.PART, "words in the address"),
    "in": Field(Sort.NAME, "name of a selection"),
    "assigned": Field(Sort.NAME, "who was given it to judge; me is whoever asks"),
    "due": Field(Sort.DAY, "the day by which I am to judge it, as date; tomorrow"),
    "queue": _choice(QUEUES, ": to judge, judged and waiting for a colleague, decided otherwise"),
}
CLAIM_FIELDS: Fields = {
    "text": Field(Sort.WORDS, "words in quote, restatement, gloss or note, as without a field"),
    "number": Field(Sort.NUMBER, f"the article's number; {_COMPARED}"),
    "by": Field(Sort.NAME, "who recorded it; me is whoever asks"),
    "topic": Field(Sort.PART, "the topic"),
    "verdict": Field(Sort.NAME, "what its analyst holds of its truth, a word of the settings"),
    "state": _choice(CLAIM_STATES),
    "source": Field(
        Sort.PART, "name or alias of a source in its chain, relays included; the outlet is outlet:"
    ),
    "outlet": Field(Sort.PART, "name of the article's outlet"),
    "lang": Field(Sort.LANGUAGE, "the article's language"),
    "date": Field(Sort.DAY, f"the article's publication date: {_DAY}"),
    "recorded": Field(Sort.DAY, "when it was recorded, as date"),
    "origin": Field(
        Sort.PART, "name of the last step of its chain: a source, a relay, or the article's outlet"
    ),
    "credibility": Field(
        Sort.GRADE, "1 to 6 as I judged it, or none; >=, <=, > and < compare 1 to 5", CREDIBILITIES
    ),
    "links": Field(Sort.NUMBER, f"links to other claims; {_COMPARED}"),
    "linked": _choice(CLAIM_LINKS, ": a link of that kind, either way"),
    "has": _choice(CLAIM_HAS),
    "assertion": _choice(ASSERTIONS, ": what a source of its chain does with the words"),
    "mode": _choice(HOP_MODES, ": how a source of its chain has it"),
    "class": _choice(HOP_CLASSES, ": how a source of its chain is named"),
    "tag": Field(Sort.NAME, "a tag of it"),
    "codebook": Field(
        Sort.NUMBER, f"version of the codebook that its analyst judged it under; {_COMPARED}"
    ),
    "family": Field(Sort.PART, "name of the article's outlet, or of what that belongs to"),
    "cluster": Field(Sort.ARTICLE, "number of an article that tells the same or shares passages"),
    "in": Field(Sort.NAME, "name of a selection that has its article"),
}
SOURCE_FIELDS: Fields = {
    "text": Field(Sort.PART, "words in its name or another name of it, as without a field"),
    "kind": _choice(tuple(SourceKind)),
    "rating": Field(Sort.CHOICE, "A to F, or none", (*"ABCDEF", "none")),
    "reviewed": _choice(("yes", "no")),
    "claims": Field(Sort.NUMBER, f"claims that it is the origin of; {_COMPARED}"),
    "owner": Field(Sort.PART, "words in the name of what it belongs to"),
    "family": Field(Sort.PART, "words in its name, or in that of what it belongs to"),
    "has": _choice(SOURCE_HAS),
    "added": Field(Sort.DAY, f"when it was first named here: {_DAY}"),
}
ENTRY_FIELDS: Fields = {
    "text": Field(Sort.PART, "words of what it was about, as without a field"),
    "recorded": Field(Sort.DAY, f"when it was done: {_DAY}"),
    "by": Field(Sort.NAME, "who did it; me is whoever asks"),
    "act": Field(Sort.PART, "words of what was done"),
}
"""Of entries of the journal."""

DATED = frozenset(("date", "added", "recorded", "due"))
"""Fields whose value is a day."""
MADE = frozenset(("has", "source", "origin", "topic", "verdict", "by", "tag", "links", "linked"))
"""Fields that ask for what people made, which colleagues do not see before they judged."""
ALIASES: Mapping[str, str] = MappingProxyType({"article": "number", "analyst": "by"})
"""Fields by names that they had, or that somebody may try first."""


def meant(name: str, fields: Fields) -> str:
    """The field of a name, in any case. What has one date only is asked for it by any word for a
    date."""
    name = name.lower()
    if name in DATED and name not in fields:
        dates = [one for one in fields if one in DATED]
        return dates[0] if len(dates) == 1 else name
    return name if name in fields else ALIASES.get(name, name)


def nearest(word: str, known: Sequence[str]) -> str:
    """Which of the known words somebody meant; empty where none is near."""
    from difflib import get_close_matches  # only for who made a mistake

    return next(iter(get_close_matches(word[:80].lower(), known, n=1)), "")


_SHOWN = 60
"""Code points of a wrong value that are shown."""
_LANGUAGE = re.compile(r"[A-Za-z]{2}")
_NUMBER = re.compile(r"#?[0-9]{1,40}")
_PERCENT = re.compile(r"[0-9]{1,40}(\.[0-9]{1,40})?%?")


def as_meant(name: str, field: Field, value: str) -> str:
    """The value as it is kept: of a choice in the letters that its words have."""
    if name == "state" and value.lower() == "set aside":
        return "aside"
    said = value.lower()
    alike = (said, f"{said}s", said.removesuffix("s")) if name == "has" else (said,)
    return next((one for one in field.values if one.lower() in alike), value)


def problem(name: str, field: Field, value: str) -> tuple[str, str] | None:
    """What is wrong with a value, and what was expected; None of one that can be meant."""
    said = repr(value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…")
    if field.sort in (Sort.CHOICE, Sort.GRADE):
        if value in field.values:
            return None
        guess = nearest(value, field.values)
        hint = f"Did you mean {guess}? " if guess else ""
        return f"no {name} {said}", f"{hint}It is one of {', '.join(field.values)}."
    if field.sort is Sort.WORDS and not any(map(str.isalnum, value)):
        return f"no letter to look for in {said}", "Leave it out."
    if field.sort is Sort.WORDS and name == BARE and value.startswith("*"):
        return "a star stands at the end of a word", "As kap*; within titles, title:*kap*."
    if field.sort is Sort.DAY and not is_day(value):
        return f"{said} is no date and no start of one", AS_DATES
    if field.sort is Sort.LANGUAGE and not _LANGUAGE.fullmatch(value):
        return f"{said} is no language", "Two letters, as lang:id or lang:en."
    if field.sort is Sort.ARTICLE and not _NUMBER.fullmatch(value):
        return f"{said} is no number of an article", f"As {name}:12."
    if field.sort is Sort.NUMBER and not _NUMBER.fullmatch(value):
        return f"{name}: needs a whole number, not {said}", f"As {name}:>=2 or {name}:2..5."
    if field.sort is Sort.PERCENT and not _PERCENT.fullmatch(value):
        return f"{name}: needs a number, not {said}", f"As {name}:>=90."
    return None
