"""When what an article says is of, and when it was said: by what the machine read of times, and by
what analysts wrote of their claims.

A time that is printed in words ("last Friday") is what it was resolved to against the article's own
day; nothing is resolved against today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workbench.domain.article import Article
from workbench.domain.claim import Assertion, Claim
from workbench.domain.fact import Event, Fact, Quote, Time
from workbench.domain.span import Span
from workbench.domain.timeline import Moment, Timed, moment_at, moment_of
from workbench.extract import time_of
from workbench.told.said_when import Speaking

_STAMP = re.compile(r"(BC)?\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d.*)?)?)?", re.ASCII | re.DOTALL)
"""What an analyst writes as a date is one."""


class Timing:
    """When the statements of one article are."""

    def __init__(
        self, article: Article, text: str, facts: Sequence[Fact], claims: Iterable[Claim]
    ) -> None:
        """facts: none where the text is not there."""
        published = article.metadata.publication
        self._article = article
        self._published = moment_at(published.at) if published else None
        self._facts = {fact.id: fact for fact in facts}
        self._speaking = Speaking(text, article.metadata.day, facts, claims)
        self._times = [
            (fact.span, moment)
            for fact in facts
            if isinstance(fact.attributes, Time)
            if (moment := moment_of(fact.attributes, fact.span.exact))
        ]

    def of_claim(self, claim: Claim) -> Timed:
        """When a claim is. What its analyst wrote of its time counts before what its words say."""
        when = self._speaking.when(claim)
        said = moment_at(when.value, when.printed) if when else None
        written = " ".join(claim.time.split())
        if not written:
            return Timed(self._within(claim.span), said or self._published)
        happened = self._written(written, claim.span)
        return Timed(happened, said or self._published, "" if happened else written)

    def of_fact(self, fact: Fact) -> Timed:
        """When a question is of that nobody has answered."""
        about = fact.attributes
        happened = None
        if isinstance(about, Event) and about.time:
            happened = next((one for span, one in self._times if span == about.time), None)
        when = None
        if fact.chain and fact.chain[-1].stance is not Assertion.HAS_NOT_SAID:
            cue = about.cue if isinstance(about, Quote) else None
            when = self._speaking.beside(fact.chain[-1].span, cue)
        said = moment_at(when.value, when.printed) if when else None
        return Timed(happened or self._within(fact.span), said or self._published)

    def _within(self, span: Span) -> Moment | None:
        """The first time that some words have."""
        return next(
            (one for time, one in self._times if span.start <= time.start and time.end <= span.end),
            None,
        )

    def _written(self, words: str, near: Span) -> Moment | None:
        """What an analyst wrote: a date, or words of the article, those nearest to her claim, or
        others, read against the day of the article."""
        if _STAMP.fullmatch(words):
            return moment_at(words.replace(" ", "T"), words)
        alike = [
            (abs(span.start - near.start), one)
            for span, one in self._times
            if one.printed.casefold() == words.casefold()
        ]
        if alike:
            return min(alike, key=lambda one: one[0])[1]
        metadata = self._article.metadata
        anchor = metadata.publication.anchor if metadata.publication else None
        time = time_of(words, metadata.lang, anchor)
        return moment_of(time, words) if time else None
