"""What is credited to an outlet, and does not stand in that outlet's article, where that is known.

Evidence and no verdict: the article may have been changed since, or another one be meant. Words are
sought in one language alone; of two languages only numbers and the names of people stay the same.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.fact import Fact, Kind, Name, Quantity, Time
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
_PEOPLE = 2
"""People that two articles name, from which on they may be of one event."""


class Lacking(NamedTuple):
    """That words which are credited to an outlet do not stand in an article of it."""

    outlet: str
    article: Article
    what: str = ""
    """The number or the name that is not there; empty where no sentence is like the words."""


class Compared:
    """An article of an outlet, as what is credited to the outlet is sought in it."""

    def __init__(self, article: Article, text: str, facts: tuple[Fact, ...]) -> None:
        self.article, self._text, self._facts = article, text, facts

    def may_be_meant(self, other: AnnotatedArticle, claims: list[Claim]) -> bool:
        """Whether an article that credits the outlet may have these claims from here: at least half
        of them stand here; of two languages, whether both name the same people."""
        if self._is_of(other):
            found = sum(self.lacks(one, other) is None for one in claims)
            return 2 * found >= len(claims)
        return len(people_in(self._facts) & people_in(other.facts)) >= _PEOPLE

    def lacks(self, claim: Claim, within: AnnotatedArticle) -> str | None:
        """What of a claim does not stand here: a number or a name, or nothing in particular, where
        no sentence is like it; None where nothing says that it lacks anything."""
        start, end = claim.span.start, claim.span.end
        for fact in within.facts:
            is_said = start <= fact.span.start and fact.span.end <= end
            if is_said and self._lacks_fact(fact, within):
                return fact.span.words
        if not self._is_of(within) or len(marks_of(claim.span.words)) < _LEAST:
            return None
        return None if self._has_words(claim) else ""

    def _is_of(self, other: AnnotatedArticle) -> bool:
        """Whether both are of one language, which is known."""
        lang = self.article.metadata.lang
        return bool(lang) and lang == other.article.metadata.lang

    def _lacks_fact(self, fact: Fact, within: AnnotatedArticle) -> bool:
        about = fact.attributes
        if isinstance(about, Quantity):
            return self._lacks_number(fact, about, within)
        if isinstance(about, Time) and about.granularity == "year" and about.value:
            is_own = within.article.metadata.day.startswith(about.value)
            return about.value in fact.span.exact and not is_own and about.value not in self._text
        if fact.kind is Kind.PERSON and isinstance(about, Name):
            return not any(part in self._text for part in about.name.split() if len(part) > _LEAST)
        return False

    def _lacks_number(self, fact: Fact, number: Quantity, within: AnnotatedArticle) -> bool:
        """Whether a number is not here. One that is written out may stand here in other words than
        are counted; one in brackets is that before it, in another unit."""
        if number.value is None or number.value in self._numbers:
            return False
        digits = _DIGITS.search(fact.span.exact)
        if within.text[: fact.span.start].rstrip().endswith("("):
            return False
        if digits and digits.group() in self._text:
            return False
        return self._is_of(within) or bool(digits and number.value > _WRITTEN_OUT)

    def _has_words(self, claim: Claim) -> bool:
        wanted = marks_of(claim.span.words)
        return any(len(wanted & there) >= _PART * len(wanted) for there in self._windows)

    @cached_property
    def _numbers(self) -> set[float]:
        every = (fact.attributes for fact in self._facts)
        found = [one for one in every if isinstance(one, Quantity)]
        return {one for each in found for one in (each.value, each.max) if one is not None}

    @cached_property
    def _windows(self) -> list[set[str]]:
        """The words of each sentence with those of the next one."""
        every = [marks_of(self._text[start:end]) for (start, end), _ in sentences(self._text)]
        return [one | behind for one, behind in zip(every, [*every[1:], set()], strict=True)]


def people_in(facts: tuple[Fact, ...]) -> set[str]:
    """The names of the people that an article names in full."""
    return {
        fact.attributes.name.casefold()
        for fact in facts
        if fact.kind is Kind.PERSON and isinstance(fact.attributes, Name)
        if " " in fact.attributes.name
    }
