"""What is credited to an outlet, sought in that outlet's own article, where that is known.

Evidence and no verdict: the article may have been changed since, or another one be meant. Words are
sought in one language alone; of two languages only numbers, the names of people, and who is quoted
word for word stay the same. What could not be sought is told as that: it is not there, nor is it
missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.claim import Claim, HopClass, Mode
from workbench.domain.fact import Fact, Kind, Name, Quantity, Quote, SpeakerClass, Time
from workbench.domain.segment import sentences
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.matter import marks_of

_PART = 0.5
"""Share of a claim's words that a sentence and the next one have, from which on they may say it."""
_LEAST = 3
"""Words that say anything, below which nothing can be said of where else they stand."""
_WRITTEN_OUT = 20
"""Numbers up to which a text may have in words what another has in figures."""
_DIGITS = re.compile(r"\d[\d.,]*")
_FRAGMENT = re.compile(r"[“”„\"«‘]([^“”„\"«»‘]+)[”“\"»’]")
"""What of a sentence is quoted word for word."""
_PEOPLE = 2
"""People that two articles name, from which on they may be of one event."""


class Outcome(IntEnum):
    """What came of seeking words in an article, what speaks most for them first."""

    FOUND = 0
    """A sentence there is like them."""
    PARTS = 1
    """The article is in another language: a number or a name of them is there, or something that
    who says them is quoted with."""
    UNSOUGHT = 2
    """Nothing of them could be sought: the language is another one, or they are too few."""
    LACKING = 3


class Sought(NamedTuple):
    """What came of seeking words that are credited to an outlet in an article of it."""

    outlet: str
    article: Article
    outcome: Outcome
    what: str = ""
    """The number or the name that is not there; empty where no sentence is like the words."""
    quoted: tuple[str, ...] = ()
    """Who is not quoted there word for word, as the words have it."""
    fragment: str = ""
    """The longest that they are quoted with there, where all of it is too short to be the words."""


class Seen(NamedTuple):
    """What one article has of some words."""

    outcome: Outcome
    what: str = ""
    quoted: tuple[str, ...] = ()
    fragment: str = ""


class Compared:
    """An article of an outlet, as what is credited to the outlet is sought in it."""

    def __init__(
        self, article: Article, text: str, facts: tuple[Fact, ...], names: Mapping[str, str]
    ) -> None:
        """names: of sources, by uid."""
        self.article, self._text, self._facts, self._names = article, text, facts, names

    def may_be_meant(self, other: AnnotatedArticle, claims: list[Claim]) -> bool:
        """Whether an article that credits the outlet may have these claims from here: at least half
        of them stand here; of two languages, whether both name the same people."""
        if self._is_of(other):
            found = sum(self.seek(one, other).outcome < Outcome.LACKING for one in claims)
            return 2 * found >= len(claims)
        return len(people_in(self._facts) & people_in(other.facts)) >= _PEOPLE

    def seek(self, claim: Claim, within: AnnotatedArticle) -> Seen:
        """What of a claim stands here."""
        start, end = claim.span.start, claim.span.end
        said = [one for one in within.facts if start <= one.span.start and one.span.end <= end]
        held = [self._holds(fact, within) for fact in said]
        if False in held:
            return Seen(Outcome.LACKING, said[held.index(False)].span.words)
        if self._is_of(within):
            if len(marks_of(claim.span.words)) < _LEAST:
                return Seen(Outcome.UNSOUGHT)
            return Seen(Outcome.FOUND if self._has_words(claim) else Outcome.LACKING)
        who = _quoted(claim, within, self._names)
        if who:
            return self._seek_quote(who, claim.span.words, is_held=True in held)
        return Seen(Outcome.PARTS if True in held else Outcome.UNSOUGHT)

    def _seek_quote(self, who: tuple[str, ...], words: str, *, is_held: bool) -> Seen:
        """What of words in another language stands here, by whether who says them is quoted, and
        with as much. is_held: whether a number or a name of them is here."""
        theirs, perhaps = self._quotes(who)
        longest = max((*theirs, *perhaps), key=len, default="")
        if longest and (is_held or 2 * len(longest) >= len(words)):
            return Seen(Outcome.PARTS)
        if perhaps:
            return Seen(Outcome.UNSOUGHT)
        return Seen(Outcome.LACKING, quoted=who, fragment=longest)

    def _is_of(self, other: AnnotatedArticle) -> bool:
        """Whether both are of one language, which is known."""
        lang = self.article.metadata.lang
        return bool(lang) and lang == other.article.metadata.lang

    def _holds(self, fact: Fact, within: AnnotatedArticle) -> bool | None:
        """Whether a number, a year, a person or how long is here; None of all that does not tell,
        such as 72 hours, which may stand here as three days."""
        about = fact.attributes
        if isinstance(about, Quantity):
            return self._holds_number(fact, about, within)
        if isinstance(about, Time) and about.granularity == "year" and about.value:
            if about.value not in fact.span.exact or _is_own_year(about.value, within):
                return None
            return about.value in self._text
        if isinstance(about, Time) and about.granularity == "duration":
            return about.value in self._durations or None
        if fact.kind is Kind.PERSON and isinstance(about, Name):
            return any(part in self._text for part in about.name.split() if len(part) > _LEAST)
        return None

    def _holds_number(self, fact: Fact, number: Quantity, within: AnnotatedArticle) -> bool | None:
        """Whether a number is here. One that is written out may stand here in other words than
        are counted; one in brackets is that before it, in another unit."""
        if number.value is None or within.text[: fact.span.start].rstrip().endswith("("):
            return None
        digits = _DIGITS.search(fact.span.exact)
        if number.value in self._numbers or (digits and digits.group() in self._text):
            return True
        tells = self._is_of(within) or bool(digits and number.value > _WRITTEN_OUT)
        return False if tells else None

    def _quotes(self, names: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """What any of some people is quoted with here word for word, by a part of a name; and what
        may be theirs: nobody is named, or it is from a document, such as a joint statement."""
        parts = {part for name in names for part in name.casefold().split()}
        theirs, perhaps = [], []
        for fact in self._facts:
            speaker = fact.speaker
            known = " ".join(speaker.names).casefold().split() if speaker else []
            if not parts.isdisjoint(known):
                theirs += _spoken(fact)
            elif not known or (speaker and speaker.speaker_class is SpeakerClass.DOCUMENT):
                perhaps += _spoken(fact)
        return theirs, perhaps

    def _has_words(self, claim: Claim) -> bool:
        wanted = marks_of(claim.span.words)
        return any(len(wanted & there) >= _PART * len(wanted) for there in self._windows)

    @cached_property
    def _numbers(self) -> set[float]:
        every = (fact.attributes for fact in self._facts)
        found = [one for one in every if isinstance(one, Quantity)]
        return {one for each in found for one in (each.value, each.max) if one is not None}

    @cached_property
    def _durations(self) -> set[str]:
        every = (fact.attributes for fact in self._facts)
        return {one.value for one in every if isinstance(one, Time) and one.value}

    @cached_property
    def _windows(self) -> list[set[str]]:
        """The words of each sentence with those of the next one."""
        every = [marks_of(self._text[start:end]) for (start, end), _ in sentences(self._text)]
        return [one | behind for one, behind in zip(every, [*every[1:], set()], strict=True)]


def _quoted(claim: Claim, within: AnnotatedArticle, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who is quoted by a claim word for word, and by name; empty of all others."""
    last = claim.hops[-1] if claim.hops else None
    if not last or last.mode is not Mode.DIRECT or last.hop_class is not HopClass.NAMED:
        return ()
    return within.chain_of(claim, names).steps[-1].names


def _is_own_year(year: str, within: AnnotatedArticle) -> bool:
    return within.article.metadata.day.startswith(year)


def _spoken(fact: Fact) -> list[str]:
    """What a quote has word for word."""
    if not isinstance(fact.attributes, Quote):
        return []
    if fact.attributes.mode is Mode.DIRECT:
        return [fact.span.words]
    return _FRAGMENT.findall(fact.span.words) if fact.attributes.mode is Mode.MIXED else []


def people_in(facts: tuple[Fact, ...]) -> set[str]:
    """The names of the people that an article names in full."""
    return {
        fact.attributes.name.casefold()
        for fact in facts
        if fact.kind is Kind.PERSON and isinstance(fact.attributes, Name)
        if " " in fact.attributes.name
    }
