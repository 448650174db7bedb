"""Statements of an article beside those of others, with what it takes to tell them.

Values only: `services.told_counterparts` reads them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.domain.article import Article
from workbench.domain.chain import Chain
from workbench.domain.claim import Claim, Link
from workbench.domain.counterpart import Differs, Place, Stance, pair_uid
from workbench.domain.fact import Fact
from workbench.domain.origin import OriginCount, Traced
from workbench.domain.span import Span


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement with what it takes to tell it."""

    article: Article
    span: Span
    fact: Fact | None
    """The question of it; None where a claim stands that came of none."""
    claims: tuple[Claim, ...]
    """Of it, as far as they may be seen, the analyst's own first."""
    chain: Chain
    """Of the first claim; without one as accepting the fact would make it."""
    traced: Traced

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.article.number, self.span.start, self.span.end)

    @property
    def key(self) -> tuple[str, int, int]:
        """The same, as people's words on it name it."""
        return self.article.uid, self.span.start, self.span.end

    @property
    def claim(self) -> Claim | None:
        """The analyst's own of it, else a colleague's."""
        return self.claims[0] if self.claims else None

    @property
    def is_reviewed(self) -> bool:
        """Whether it is somebody's claim, and more than what the machine read."""
        return bool(self.claims)

    def to_record(self) -> dict[str, Any]:
        """The statement as programs are told it. Where it comes from is told in words: a source
        that nobody made yet has no uid."""
        origin = self.traced.origin
        return {
            "number": self.article.number,
            "uid": self.article.uid,
            "outlet": self.article.outlet,
            "title": self.article.metadata.title,
            "day": self.article.metadata.day,
            "start": self.span.start,
            "end": self.span.end,
            "exact": self.span.exact,
            "fact": self.fact.id if self.fact else None,
            "claims": [{"uid": one.uid, "analyst": one.analyst} for one in self.claims],
            "chain": self.chain.words,
            "origin": {"words": origin.words, "basis": origin.basis.value},
        }


@dataclass(frozen=True, slots=True)
class ToldCounterpart:
    """A statement of another article, and how it stands to one of ours."""

    said: Stated
    stance: Stance
    is_ours: bool
    """Whether it is ours that updates the other one, or says it more exactly."""
    score: int
    """How likely, in percent."""
    differs: tuple[Differs, ...]
    """In what they go apart, as ours has it first."""
    link: Link | None = None
    """Where an analyst answered: then nothing is asked."""

    @property
    def says_the_same(self) -> bool:
        """Whether it stands behind what ours says."""
        return self.stance.joins

    def to_record(self, ours: Stated, words: Callable[[Differs], str]) -> dict[str, Any]:
        """The counterpart as programs are told it, beside ours."""
        return {
            "pair": pair_uid(ours.key, self.said.key),
            **self.as_said(words),
            "link": self.link.uid if self.link else None,
        }

    def as_said(self, words: Callable[[Differs], str]) -> dict[str, Any]:
        """The same by itself."""
        return {
            "said": self.said.to_record(),
            "stance": self.stance.value,
            "does_so": "ours" if self.is_ours else "theirs" if self.stance.has_direction else None,
            "score": self.score,
            "differs": [
                {"kind": one.kind, "here": one.one, "there": one.other, "words": words(one)}
                for one in self.differs
            ],
        }


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """One statement of the article with its counterparts: what stands against it first."""

    ours: Stated
    counterparts: tuple[ToldCounterpart, ...]
    origins: OriginCount
    """Behind it and what says the same."""

    @property
    def articles(self) -> tuple[int, ...]:
        """Numbers of the other articles that say the same."""
        same = (one.said.article.number for one in self.counterparts if one.says_the_same)
        return tuple(dict.fromkeys(same))

    def is_on(self, fact: Fact | None, claim: Claim | None) -> bool:
        """Whether a fact or a claim of its article is this statement."""
        uids = {each.uid for each in self.ours.claims}
        return bool((fact and self.ours.fact == fact) or (claim and claim.uid in uids))

    def pairs(self) -> dict[str, ToldCounterpart]:
        """The counterparts by what each is called together with ours."""
        return {pair_uid(self.ours.key, one.said.key): one for one in self.counterparts}

    def to_record(self, words: Callable[[Differs], str]) -> dict[str, Any]:
        """The statement with its counterparts as programs are told it. words: in which people are
        told what goes apart."""
        return {
            "ours": self.ours.to_record(),
            "articles": list(self.articles),
            "origins": {
                "confirmed": self.origins.confirmed,
                "unconfirmed": self.origins.unconfirmed,
                "houses": self.origins.houses,
            },
            "counterparts": [one.to_record(self.ours, words) for one in self.counterparts],
        }
