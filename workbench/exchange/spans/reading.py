"""Claims of a page of marks, ours or anybody's.

What the marks and the relations between them say counts, and what the tool remembers of us only
where they say nothing. Who says what is never guessed: a source that no relation ties to a claim
is counted and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from functools import partial
from itertools import starmap
from typing import Any, TypeVar

from workbench.domain.article import Article
from workbench.domain.claim import (
    Assertion,
    Claim,
    ClaimState,
    Factuality,
    Hop,
    HopClass,
    Link,
    LinkKind,
    Mode,
)
from workbench.domain.note import Note
from workbench.domain.past import Key, Past
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.exchange.as_left import past_by
from workbench.exchange.bundle import AnnotatedArticle, Losses, PastOf
from workbench.exchange.spans.page import Page, Region, Relation
from workbench.exchange.spans.pieces import joined, mode_of
from workbench.exchange.spans.ties import Ties
from workbench.exchange.spans.vocabulary import (
    ANALYST,
    CLAIM_WORDS,
    CONTENT,
    FACT,
    LEFT,
    NAMED,
    SOURCE,
    UID,
    UIDS,
    value_of,
)
from workbench.exchange.uids import made_uid

_E = TypeVar("_E", bound=Enum)
_STAY = "a mark that is taken out there takes out nothing here"

uid_of = partial(made_uid, "spans")


class Reading:
    """One article of a tool's file on its way to claims."""

    def __init__(
        self,
        article: Article,
        text: str,
        *,
        analyst: str,
        tool: str,
        losses: Losses,
        known: Page | None = None,
    ) -> None:
        """analyst: whose those marks are that are not ours; losses: is told what is left out;
        known: the marks that left here, if any did."""
        self._article = article
        self._text = text
        self._analyst = analyst
        self._tool = tool
        self._losses = losses
        self._known = known or Page()
        self._claims: dict[str, Claim] = {}
        self._links: dict[str, Link] = {}
        self._pasts: dict[Key, Past] = {}
        """Of what left here."""
        self._drawn: set[Key] = set()
        self.sources: dict[str, Source] = {}
        """Those that its claims name, by uid."""

    def take(self, page: Page, by: str = "") -> None:
        """The claims of a page; by: who drew it, where the tool keeps people apart. Raises
        DataError."""
        ties = Ties(page, self._losses)
        before = {replace(claim, uid=""): uid for uid, claim in self._claims.items()}
        uids: dict[str, str] = {}
        for content in ties.contents:
            claim = self._claim(content, ties, by)
            if uid := before.get(replace(claim, uid="")):
                self._losses.add("claims that several people marked alike", "they are one")
            else:
                uid = claim.uid
                if uid in self._claims:
                    uid = self._new_uid(content, by)
                    claim = replace(claim, uid=uid, analyst=self._analyst)
                self._claims[uid] = claim
                self._trace(("claim", uid), claim, content.word(LEFT), uid == content.id)
            uids[content.id] = uid
        for relation in ties.links:
            self._link(relation, uids)

    def annotated(
        self, notes: Iterable[Note] = (), extra: Mapping[str, Any] | None = None
    ) -> AnnotatedArticle:
        """The article with what was taken; extra: what else the file says of it. Raises DataError
        where a mark does not hold."""
        notes = tuple(notes)
        self._losses.add("claims that left here and have no mark in it", _STAY, self._gone())
        return AnnotatedArticle(
            self._article,
            self._text,
            claims=tuple(self._claims.values()),
            links=tuple(self._links.values()),
            notes=notes,
            extra=extra or {},
            pasts=tuple(starmap(PastOf, self._pasts.items())),
            drawn=frozenset((*self._drawn, *(("note", note.uid) for note in notes))),
        ).check()

    def _gone(self) -> int:
        """How many claims of ours have no mark any more."""
        left = (one.id for one in self._known.regions if one.label == CONTENT and left_here(one))
        return sum(uid not in self._claims for uid in left)

    def _trace(self, key: Key, thing: Claim | Link, stamp: str, is_ours: bool) -> None:
        """Where something stands that left here, or was made there."""
        if not is_ours:
            self._drawn.add(key)
        elif past := past_by(stamp, thing.to_record()):
            self._pasts[key] = past

    def _claim(self, content: Region, ties: Ties, by: str) -> Claim:
        span = self._span([content], ties)
        words: dict[str, Any] = {
            name: "\n".join(content.attributes.get(name, ())) for name in CLAIM_WORDS
        }
        return Claim(
            content.id if left_here(content) else self._new_uid(content, by),
            self._article.uid,
            content.word(ANALYST) if left_here(content) else self._analyst,
            span,
            **words,
            state=self._value(
                content, "state", ClaimState, ClaimState.DRAFT, is_strict=left_here(content)
            ),
            fact=content.word(FACT) if FACT in content.attributes else None,
            hops=tuple(self._hops(content, span, ties)),
        )

    def _new_uid(self, content: Region, by: str) -> str:
        return uid_of("claim", self._article.uid, self._analyst, self._tool, by, content.id)

    def _hops(self, content: Region, span: Span, ties: Ties) -> Iterator[Hop]:
        chain = ties.chain(content)
        for group in chain:
            yield self._hop(group, span, ties)
        if not chain and (cues := ties.cues([content])):
            yield Hop((), None, self._words(cues), mode_of(span), HopClass.UNATTRIBUTED)

    def _hop(self, group: list[Region], content: Span, ties: Ties) -> Hop:
        """Of the marks that say it together."""
        first = group[0]
        is_strict = UIDS in first.attributes
        marked = [region for region in group if region.label == SOURCE]
        default = HopClass.NAMED if marked else HopClass.UNATTRIBUTED
        firm = self._value(first, "factuality", Factuality, Factuality.CERTAIN, is_strict=is_strict)
        sources = dict.fromkeys(uid for region in group for uid in self._sources(region, ties))
        cues = ties.cues(group)
        return Hop(
            tuple(sources),
            self._span(marked, ties) if marked else None,
            self._words(cues) if cues else first.word("cue"),
            self._value(first, "mode", Mode, mode_of(content), is_strict=is_strict),
            self._value(first, "class", HopClass, default, is_strict=is_strict),
            firm,
            self._value(
                first, "assertion", Assertion, Assertion.implied_by(firm), is_strict=is_strict
            ),
        )

    def _sources(self, region: Region, ties: Ties) -> Iterator[str]:
        """Uids as we remember them; of a name that is new here, one that follows from it."""
        names = region.attributes.get("source", ())
        known, named = region.attributes.get(UIDS, ()), region.attributes.get(NAMED, ())
        if names == named and len(known) == len(named):
            uids = list(known)
        else:
            remembered = dict(zip(named, known, strict=False))
            uids = [remembered.get(name) or _source_uid(name) for name in names]
        if not names and UIDS not in region.attributes and region.label == SOURCE:
            names = (" ".join(self._span([region], ties).exact.split()),)
            uids = [_source_uid(names[0])]
        for uid, name in zip(uids, names, strict=True):
            if not UID.fullmatch(uid):
                raise DataError(f"{uid!r} cannot be the uid of a source")
            self.sources.setdefault(uid, Source(uid, name))
            yield uid

    def _value(
        self, region: Region, name: str, kind: type[_E], default: _E, *, is_strict: bool
    ) -> _E:
        """A choice that was made; is_strict: of a mark of ours, where another word is a mistake."""
        try:
            return value_of(region.word(name), kind, default)
        except DataError:
            if is_strict:
                raise
        self._losses.add(f"values of {name} that are not known here", "they are left out")
        return default

    def _link(self, relation: Relation, uids: dict[str, str]) -> None:
        kind, first, second = relation.kind, uids[relation.first], uids[relation.second]
        is_ours = bool(UID.fullmatch(relation.uid))
        analyst = relation.analyst if is_ours else self._analyst
        uid = relation.uid if is_ours else uid_of("link", kind, first, second, analyst)
        self._links[uid] = link = Link(uid, analyst, LinkKind(kind), first, second)
        self._trace(("link", uid), link, relation.left, is_ours)

    def _span(self, regions: list[Region], ties: Ties) -> Span:
        marks = [mark for region in regions for mark in (region, *ties.parts(region))]
        return joined(self._text, [(mark.start, mark.end) for mark in marks])

    def _words(self, cues: list[Region]) -> str:
        cues = sorted(cues, key=lambda cue: cue.start)
        return " ".join(self._text[cue.start : cue.end] for cue in cues)


def left_here(content: Region) -> bool:
    """Whether a claim's mark left here."""
    return ANALYST in content.attributes and bool(UID.fullmatch(content.id))


def _source_uid(name: str) -> str:
    return uid_of("source", " ".join(name.casefold().split()))
