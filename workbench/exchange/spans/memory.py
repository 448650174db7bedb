"""What a tool's file remembers of us where the tool has no place of its own for it.

It stands under one key, and tools hand it back as it is. So it may be older than the marks: what
these say counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from workbench.domain.article import Article
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.spans.page import Page, Relation
from workbench.exchange.spans.pieces import article_of
from workbench.exchange.spans.reading import uid_of
from workbench.exchange.spans.vocabulary import UID

KEY = "workbench"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Memory:
    """An article of ours, and its marks as they left here."""

    uid: str
    number: int
    sha256: str
    page: Page
    """Offsets in code points."""
    offsets: str = ""
    """What the file's own offsets count, where that is a choice."""

    def to_record(self, attributes: Iterable[str] | None = None) -> dict[str, Any]:
        """As JSON values; with all attributes of the marks, or only with these."""
        return {
            "version": VERSION,
            "article": self.uid,
            "number": self.number,
            "sha256": self.sha256,
            "offsets": self.offsets,
            **self.page.to_record(attributes),
        }


def memory_of(annotated: AnnotatedArticle, page: Page, offsets: str = "") -> Memory:
    """What is to be remembered of an article."""
    article = annotated.article
    return Memory(article.uid, article.number, article.sha256, page, offsets)


def remembered(record: object) -> Memory | None:
    """What stands there of us; None where it is somebody else's. Raises DataError where it is
    damaged."""
    if not isinstance(record, Mapping) or record.get("version") != VERSION:
        return None
    uid, number = record.get("article"), record.get("number")
    if not isinstance(uid, str) or not UID.fullmatch(uid) or type(number) is not int:
        raise DataError("what it remembers of its article is damaged")
    page = Page.from_record(record)
    return Memory(uid, number, str(record.get("sha256")), page, str(record.get("offsets", "")))


def article_in(
    text: str, memory: Memory | None, *, how: str, foreign_id: str, title: str = ""
) -> Article:
    """The article that has a text: ours where it is remembered, else one whose uid follows from the
    text. Raises DataError where it is not the text that left here."""
    try:
        digest = sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise DataError("the text holds half of a surrogate pair") from error
    if memory and memory.sha256 != digest:
        raise DataError(
            "the text is not the one that left here",
            "Its marks belong to another text: export it again, and mark that.",
        )
    uid = memory.uid if memory else uid_of("article", digest)
    number = memory.number if memory else 0
    return article_of(text, uid, number=number, foreign_id=foreign_id, how=how, title=title)


def recalled(page: Page, known: Page) -> Page:
    """The page with what is remembered of its marks and links that tools have no place for."""
    ours = {region.id: region.attributes for region in known.regions}
    regions = [
        replace(one, attributes={**ours.get(one.id, {}), **one.attributes}) for one in page.regions
    ]
    links: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for relation in known.relations:
        links[relation.ends].append(relation)
    relations = [one for relation in page.relations for one in links[relation.ends] or [relation]]
    return Page(tuple(regions), tuple(relations))


def placed(page: Page, known: Page) -> Page:
    """The page with our ids for its marks, where the tool gave them ids of its own or none: a mark
    is ours that has the label and the place of one. Of several at one place those are matched
    first that are tied to the same others."""
    waiting: dict[object, list[str]] = defaultdict(list)
    for sign, identity in _signs(known):
        waiting[sign].append(identity)
    ours: dict[str, str] = {}
    for signs in (_signs(page), ((one.place, one.id) for one in page.regions)):
        for sign, identity in signs:
            if identity not in ours and waiting[sign]:
                ours[identity] = waiting[sign].pop(0)
        taken = {*ours.values()}
        waiting = defaultdict(list)
        for region in known.regions:
            if region.id not in taken:
                waiting[region.place].append(region.id)
    regions = tuple(replace(one, id=ours.get(one.id, one.id)) for one in page.regions)
    relations = tuple(
        one._replace(first=ours.get(one.first, one.first), second=ours.get(one.second, one.second))
        for one in page.relations
    )
    return Page(regions, relations)


def standing(page: Page, known: Page) -> Page:
    """The page with all marks of ours that still stand there: of a tool to which two at one place
    are one, and that has no relations."""
    places = {region.place for region in page.regions}
    ours = [region for region in known.regions if region.place in places]
    known_places = {region.place for region in ours}
    others = [region for region in page.regions if region.place not in known_places]
    return related(Page((*ours, *others)), known)


def related(page: Page, known: Page) -> Page:
    """The page with the relations that are remembered of the marks which it still has: of a tool
    that has no relations."""
    here = {region.id for region in page.regions}
    kept = tuple(one for one in known.relations if {one.first, one.second} <= here)
    return Page(page.regions, kept)


def _signs(page: Page) -> list[tuple[object, str]]:
    """Each mark's place with what it is tied to, and its id."""
    places = {region.id: region.place for region in page.regions}
    tied: dict[str, Counter[object]] = defaultdict(Counter)
    for kind, first, second in page.said():
        tied[first][kind, "to", places.get(second)] += 1
        tied[second][kind, "from", places.get(first)] += 1
    return [
        ((region.place, frozenset(tied[region.id].items())), region.id) for region in page.regions
    ]
