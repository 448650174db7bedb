"""Annotations of others: what they mark becomes claims of the analyst who reads them.

Their words are about what is marked, so they are the claim's note; their tags are tags. Whatever
has no place is counted, and a mark whose quote and position do not agree with the text is told with
its line and never placed. Where the file does not give the text, the article is known by its
address alone: its spans stand as the file has them until somebody holds them against a text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from workbench.domain.article import Article, Metadata
from workbench.domain.claim import Claim, Link, LinkKind
from workbench.domain.naming import fold_name
from workbench.domain.note import Note, NoteSubject
from workbench.domain.past import Key
from workbench.domain.span import Span
from workbench.domain.tag import LONGEST, Tag
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.uids import made_uid
from workbench.exchange.web_annotation.document import Document
from workbench.exchange.web_annotation.targets import (
    flat,
    has_selector,
    source_of,
    span_of,
    stated_span,
)
from workbench.exchange.web_annotation.vocabulary import LINKING, Node, dated, every, types

_TOLD_EACH = 20
"""How many annotations without a place are told with their lines."""
_AND_MORE = f"beside the {_TOLD_EACH} above, for such reasons"
_PLAIN = {"text/plain", "text/markdown"}
_uid = partial(made_uid, "web-annotation")


@dataclass(slots=True)
class Theirs:
    """What others said of one article."""

    claims: list[Claim] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def drawn(self) -> frozenset[Key]:
        """All of it."""
        return frozenset(
            (kind, one.uid)
            for kind, some in (
                ("claim", self.claims), ("link", self.links), ("tag", self.tags),
                ("note", self.notes),
            )
            for one in some
        )  # fmt: skip


@dataclass(slots=True)
class _Bodies:
    """The words of one annotation."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


class Others:
    """The annotations of others in one file."""

    def __init__(
        self, document: Document, analyst: str, texts: Mapping[str, tuple[str, str]]
    ) -> None:
        """texts: IRI of an article in the file -> its uid and its text."""
        self._document = document
        self._losses = document.losses
        self._analyst = analyst
        self._texts = texts
        self._by_source: defaultdict[str, Theirs] = defaultdict(Theirs)
        self._claims: dict[str, tuple[str, str]] = {}
        """Id of an annotation -> its source and its claim's uid."""
        self._links: list[Node] = []
        self._unplaced = 0

    def take(self, annotation: Node) -> None:
        """Take one in, or count why not."""
        targets = flat(annotation.get("target"))
        if LINKING in every(annotation.get("motivation")):
            self._links.append(annotation)
            return
        if annotation.get("references"):
            self._lose("replies", "a note is on words, not on a note")
            return
        sources = {source_of(target) for target in targets}
        is_named = annotation.get("creator") is not None
        self._losses.add("names of makers", "what is read is the reader's", is_named)
        if len(sources) != 1 or "" in sources:
            self._lose("annotations on several texts, or on none", "a claim is of one text")
        elif any(map(has_selector, targets)):
            self._take_marked(annotation, targets, *sources)
        else:
            self._take_whole(annotation, *sources)

    def on(self, source: str) -> Theirs:
        """What is on a text."""
        self._finish_links()
        return self._by_source[source]

    def elsewhere(self) -> Iterator[AnnotatedArticle]:
        """What is on texts that the file does not give."""
        self._finish_links()
        for source, theirs in self._by_source.items():
            if source not in self._texts:
                yield AnnotatedArticle(
                    self._article(source, theirs),
                    "",
                    claims=tuple(theirs.claims),
                    links=tuple(theirs.links),
                    tags=tuple(theirs.tags),
                    notes=tuple(theirs.notes),
                    has_text=False,
                    drawn=theirs.drawn(),
                ).check()

    def _article(self, source: str, theirs: Theirs) -> Article:
        return Article(
            uid=self._article_uid(source),
            number=0,
            metadata=Metadata(url=source),
            outlet="",
            sha256="",
            raw_sha256="",
            normaliser="",
            retrieved_at="",
            retrieved_how="web-annotation",
            foreign_id=source,
            length=max((claim.span.end for claim in theirs.claims), default=0),
        )

    def _article_uid(self, source: str) -> str:
        return self._texts[source][0] if source in self._texts else _uid("article", source)

    def _take_marked(self, annotation: Node, targets: list[object], source: str) -> None:
        try:
            span = self._span(targets, source)
        except DataError as error:
            self._unplaced += 1
            why = _AND_MORE
            if self._unplaced <= _TOLD_EACH:
                why = f"{self._document.place(annotation)}: {error.what}"
            self._lose("annotations that have no place", why)
            return
        article, bodies = self._article_uid(source), self._bodies(annotation)
        uid = self._made_uid("claim", annotation)
        theirs = self._by_source[source]
        claim = Claim(uid, article, self._analyst, span, note="\n".join(bodies.words))
        theirs.claims.append(claim)
        theirs.tags += self._tags(bodies, annotation, article, uid)
        self._claims[str(annotation.get("id"))] = (source, uid)

    def _span(self, targets: list[object], source: str) -> Span:
        if not all(map(has_selector, targets)):
            raise DataError("it marks a whole text and a part of it")
        if source in self._texts:
            return span_of(targets, self._texts[source][1])
        if len(targets) > 1:
            raise DataError(f"it has several pieces, and the text of {source} is not given")
        return stated_span(targets[0])

    def _take_whole(self, annotation: Node, source: str) -> None:
        bodies, article = self._bodies(annotation), self._article_uid(source)
        theirs = self._by_source[source] if bodies.words or bodies.tags else Theirs()
        if bodies.words:
            uid, words = self._made_uid("note", annotation), "\n".join(bodies.words)
            theirs.notes.append(
                Note(uid, self._analyst, NoteSubject.ARTICLE, article, words, _when(annotation))
            )
        theirs.tags += self._tags(bodies, annotation, article, None)
        if not (bodies.words or bodies.tags):
            self._lose("annotations without words on a whole text", "there is nothing to keep")

    def _tags(
        self, bodies: _Bodies, annotation: Node, article: str, claim: str | None
    ) -> Iterator[Tag]:
        for name in bodies.tags:
            yield Tag(article, claim, self._analyst, name, _when(annotation))

    def _bodies(self, annotation: Node) -> _Bodies:
        found = _Bodies()
        tagging = annotation.get("motivation") == "tagging"
        if isinstance(words := annotation.get("bodyValue"), str):
            self._take_words(found, words, is_tag=tagging)
        for body in flat_bodies(annotation.get("body")):
            words = body.get("value") if isinstance(body, dict) else None
            if not isinstance(words, str) or not isinstance(body, dict):
                self._lose("bodies that are elsewhere", "only words in the file are read")
            elif not {*map(str, every(body.get("format")))} <= _PLAIN:
                self._lose("bodies of another format", "only plain words are read")
            else:
                purposes = every(body.get("purpose"))
                is_tag = "tagging" in purposes or (tagging and not purposes)
                self._take_words(found, words, is_tag=is_tag)
        return found

    def _take_words(self, bodies: _Bodies, words: str, *, is_tag: bool) -> None:
        name = " ".join(words.split())
        if is_tag and fold_name(name) and len(name) <= LONGEST:
            bodies.tags += [name] if name not in bodies.tags else []
        elif words.strip():
            bodies.words.append(words)

    def _finish_links(self) -> None:
        """Make the links between claims; once, since they may stand before these."""
        waiting, self._links = self._links, []
        for one in waiting:
            ends = [self._claims.get(source_of(end)) for end in flat(one.get("target"))]
            words = self._bodies(one)
            kinds = [kind for kind in LinkKind if kind.value in (*words.tags, *words.words)]
            if len(ends) == 2 and ends[0] and ends[1] and kinds:
                (source, first), (_, second) = ends[0], ends[1]
                uid = self._made_uid("link", one)
                link = Link(uid, self._analyst, kinds[0], first, second)
                self._by_source[source].links.append(link)
            else:
                why = f"a link is between two claims: {', '.join(LinkKind)}"
                self._lose("links of other kinds", why)

    def _made_uid(self, kind: str, annotation: Node) -> str:
        """The same whenever the same annotation is read again."""
        named = annotation.get("id")
        known = named if isinstance(named, str) else json.dumps(annotation, sort_keys=True)
        return _uid(kind, known, self._analyst)

    def _lose(self, what: str, why: str) -> None:
        self._losses.add(what, why)


def flat_bodies(value: Any) -> Iterator[object]:
    """All bodies, those that are a choice too."""
    for one in every(value):
        if isinstance(one, dict) and {"Choice", "Composite", "List"} & {*map(str, types(one))}:
            yield from flat_bodies(one.get("items"))
        else:
            yield one


def _when(annotation: Node) -> str:
    created = annotation.get("created")
    at: str = dated("created", created).get("created", "") if isinstance(created, str) else ""
    return at
