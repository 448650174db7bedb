"""The notes of stories: articles of an export that are like one another or derive from one another.

Today a story is a cluster, as far as the export holds it: the likenesses that nobody rejected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from workbench.domain.relay import RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.vault.articles import story_of
from workbench.exchange.vault.head import Values
from workbench.exchange.vault.links import Links
from workbench.exchange.vault.page import (
    ARTICLE,
    CLAIM,
    STORY,
    Page,
    body,
    by,
    id_of,
    page,
    section,
    short,
)
from workbench.exchange.vault.words import one_line


class _Told(NamedTuple):
    """An article of a story, as much as its line needs."""

    number: int
    uid: str
    title: str
    outlet: str
    day: str
    claims: tuple[tuple[str, str], ...]
    """Uid and what each says, in short."""


class Stories:
    """What belongs together of the articles that come by."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._told: dict[str, _Told] = {}
        self._same: dict[str, str] = {}
        """Uid -> uid of an article of the same story, the end of which is itself."""

    def meet(self, annotated: AnnotatedArticle) -> None:
        """Take an article in."""
        article = annotated.article
        self._told[article.uid] = _Told(
            article.number, article.uid, article.metadata.title, article.outlet,
            article.metadata.day, tuple((claim.uid, short(claim)) for claim in annotated.claims),
        )  # fmt: skip
        for relay in annotated.relays:
            if relay.article and relay.status is not RelayStatus.REJECTED:
                self._same[self._end(relay.article)] = self._end(article.uid)

    def _end(self, uid: str) -> str:
        while (other := self._same.get(uid, uid)) != uid:
            self._same[uid] = uid = self._same.get(other, other)
        return uid

    def pages(self) -> Iterator[Page]:
        """A note for each story of more than one article, known by the first that came in."""
        groups = defaultdict[str, list[_Told]](list)
        for told in sorted(self._told.values()):
            groups[self._end(told.uid)].append(told)
        for group in groups.values():
            if len(group) > 1:
                yield self._page(group)

    def _page(self, group: list[_Told]) -> Page:
        first = group[0]
        known = id_of(STORY, first.uid)
        for one in group:
            self._links.lead(story_of(one.uid), known)
        title = next((one.title for one in group if one.title), first.outlet)
        values: Values = {
            "of": id_of(ARTICLE, first.uid),
            "title": title,
            "articles": tuple(self._links.to(id_of(ARTICLE, one.uid)) for one in group),
        }
        told = body(
            f"# {one_line(title)}",
            *section("Articles", map(self._article, sorted(group, key=lambda one: one.day))),
            *section("Claims", self._claims(group)),
        )
        return page(STORY, first.uid, f"story {first.number} {title}", values, told)

    def _article(self, one: _Told) -> str:
        return f"{self._links.to(id_of(ARTICLE, one.uid))} ({by(one.outlet, one.day)})"

    def _claims(self, group: list[_Told]) -> Iterator[str]:
        for one in group:
            for uid, said in one.claims:
                yield f"{self._links.to(id_of(CLAIM, uid), said)} ({by(one.outlet)})"
