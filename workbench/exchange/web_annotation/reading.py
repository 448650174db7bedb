"""Reading web annotations: our own in full, those of others as far as their words are proved.

What is ours is made into the records that the published schemas describe, checked by those, and
becomes the same values again; a span counts only where its quote and its position agree with the
text in the file. A damaged file is refused with its line, and gives nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from workbench.domain.article import Article
from workbench.domain.claim import Assessment, Claim, Link
from workbench.domain.note import Note
from workbench.domain.source import Rating, Source
from workbench.domain.tag import Tag
from workbench.errors import DataError
from workbench.exchange.as_left import past_by
from workbench.exchange.bundle import (
    AnnotatedArticle,
    Header,
    Item,
    PastOf,
    Unread,
    check_sources,
    check_text,
)
from workbench.exchange.web_annotation import ours
from workbench.exchange.web_annotation.document import Document
from workbench.exchange.web_annotation.others import Others
from workbench.exchange.web_annotation.vocabulary import Node, date_in, iri, nodes, uid_of

if TYPE_CHECKING:
    from workbench.domain.journal import Recorded

_WRONG = (LookupError, TypeError, ValueError, AttributeError)
"""What a value of another shape than ours comes to."""


def read(source: BinaryIO, *, analyst: str) -> Iterator[Item]:
    """The header, sources, ratings, notes and articles with their claims; annotations of others
    as the analyst's claims. Raises DataError naming the line."""
    try:
        yield from _items(Document(source.read()), analyst)
    except RecursionError as error:
        raise DataError("nested too deep") from error


def _items(document: Document, analyst: str) -> Iterator[Item]:
    reading = _Reading(document)
    if "journalHead" in document.head:
        yield reading.header()
    sources = [*reading.sources()]
    reading.take_ours()
    yield from reading.pasts
    yield from sources
    yield from reading.about_sources
    others = Others(document, analyst, reading.texts())
    for one in document.annotations:
        if "record" not in one:
            others.take(one)
    yield from reading.articles(others)
    yield from others.elsewhere()
    if lost := document.losses.told():
        yield Unread(lost)


@contextmanager
def _at(document: Document, node: Node) -> Iterator[None]:
    """Errors within tell where the node stands."""
    try:
        yield
    except DataError as error:
        raise DataError(f"{document.place(node)}: {error.what}", error.next_step) from error
    except _WRONG as error:
        where = document.place(node)
        raise DataError(f"{where}: it has another shape than ours ({error!r})") from error


@dataclass(slots=True)
class _Gathering:
    """One article while its annotations come in."""

    article: Article
    text: str
    translation: str
    claims: list[Claim] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pasts: list[PastOf] = field(default_factory=list)


class _Reading:
    """What is ours in one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: set[str] = set()
        self._gathered: dict[str, _Gathering] = {}
        """By the article's uid."""
        self.about_sources: list[Rating | Note] = []
        self.pasts: list[PastOf] = []
        """Of sources and of what is said of them."""

    def header(self) -> Header:
        """What the file says of itself."""
        head = self._document.head
        try:
            return Header(
                str(head["journalHead"]),
                date_in(head, "generated"),
                str(head["generator"]["name"]),
                str(head.get("publishers", "")),
            )
        except _WRONG as error:
            raise DataError(f"the head of the file is not ours: {error!r}") from error

    def sources(self) -> Iterator[Source]:
        """All sources of the file."""
        for node in nodes(self._document.head.get("sources")):
            with _at(self._document, node):
                source = ours.source_in(node)
                if source.uid in self._known:
                    raise DataError(f"source {source.uid} is given twice")
            self._known.add(source.uid)
            self.pasts += _pasts("source", node, source)
            yield source

    def texts(self) -> Mapping[str, tuple[str, str]]:
        """IRI of an article -> its uid and its text."""
        return {iri("article", uid): (uid, one.text) for uid, one in self._gathered.items()}

    def take_ours(self) -> None:
        """Take all that is ours: texts first, since the rest stands on them."""
        mine = [one for one in self._document.annotations if "record" in one]
        for one in sorted(mine, key=lambda one: one["record"] != "text"):
            with _at(self._document, one):
                self._take(one)

    def _take(self, one: Node) -> None:
        if one["record"] == "text":
            self._take_text(one)
        elif one["record"] == "rating":
            rating = ours.rating_in(one)
            self._check_known(rating.source, "a rating")
            self._take_about_source(one, rating)
        elif one["record"] == "note" and "inArticle" not in one:
            self._take_about_source(one, ours.note_in(one, ""))
        elif one["record"] in _PARTS:
            uid = uid_of(one["inArticle"], "article")
            if uid not in self._gathered:
                raise DataError(f"it is of article {uid}, whose text is not given")
            to = self._gathered[uid]
            read_one, among = _PARTS[one["record"]]
            thing = read_one(one, to.text)
            getattr(to, among).append(thing)
            to.pasts += _pasts(one["record"], one, thing)
        else:
            raise DataError(f"{one['record']!r} is no record of ours")

    def _take_about_source(self, one: Node, thing: Rating | Note) -> None:
        self.about_sources.append(thing)
        self.pasts += _pasts(one["record"], one, thing)

    def _take_text(self, one: Node) -> None:
        article, text, translation = ours.article_in(one)
        check_text(article, text)
        if article.uid in self._gathered:
            raise DataError(f"article {article.uid} is given twice")
        self._gathered[article.uid] = _Gathering(article, text, translation)

    def _check_known(self, source: str, what: str) -> None:
        if source not in self._known:
            raise DataError(f"{what} is of source {source}, which is not given")

    def articles(self, others: Others) -> Iterator[AnnotatedArticle]:
        """The articles with all that is on them."""
        for uid, one in self._gathered.items():
            for claim in one.claims:
                check_sources(claim, self._known)
            theirs = others.on(iri("article", uid))
            yield AnnotatedArticle(
                one.article,
                one.text,
                claims=(*one.claims, *theirs.claims),
                assessments=tuple(one.assessments),
                links=(*one.links, *theirs.links),
                tags=(*one.tags, *theirs.tags),
                notes=(*one.notes, *theirs.notes),
                translation=one.translation,
                pasts=tuple(one.pasts),
                drawn=theirs.drawn(),
            ).check()


def _pasts(kind: str, node: Node, thing: Recorded) -> list[PastOf]:
    """Where a thing of ours stands, if its annotation tells in which state it left."""
    past = past_by(node.get("left"), thing.to_record())
    return [PastOf((kind, thing.uid), past)] if past else []


_PARTS: Mapping[str, tuple[Callable[[Node, str], Recorded], str]] = {
    "claim": (ours.claim_in, "claims"),
    "assessment": (lambda one, _: ours.assessment_in(one), "assessments"),
    "link": (lambda one, _: ours.link_in(one), "links"),
    "tag": (lambda one, _: ours.tag_in(one), "tags"),
    "note": (ours.note_in, "notes"),
}
"""How each kind of annotation is read, with the text that it is on, and where it belongs."""
