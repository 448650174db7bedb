"""Writing web annotations: one page, an annotation a line, what has no place counted.

An article is an annotation itself, with its text as the body: so the page streams, any reader of
annotations finds the text that the others are on, and each of them says which article it is of.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, BinaryIO

from workbench.exchange.as_left import Stamps
from workbench.exchange.bundle import Bundle, Losses, Written
from workbench.exchange.held import ASSESSMENTS, NOTES, TAGS, lose_rest
from workbench.exchange.web_annotation.annotations import (
    note_node,
    of_article,
    rating_node,
    source_node,
)
from workbench.exchange.web_annotation.vocabulary import ANNO, Node, context, dated, iri
from workbench.exchange.whose import work_of

_NO_TERM = "the format has no term for it"
_OF_SOURCES = {"sources", "ratings", "notes on sources"}
_OF_ARTICLES = {"texts", "translations", "claims", "relays", "links", *NOTES, *TAGS, *ASSESSMENTS}
"""What has terms; relays stand in chains."""


def write(bundle: Bundle, target: BinaryIO, *, analyst: str = "") -> Written:
    """Write the bundle as a collection of one page; claims of one analyst only where one is named.
    Raises DataError when an article is inconsistent."""
    losses = Losses()
    lose_rest(bundle, _OF_SOURCES, losses, _NO_TERM)
    page = _Page(target)
    stamps = Stamps(bundle, bundle.pasts)
    page.open(_head(bundle, stamps))
    for note in bundle.notes:
        page.add(note_node(note, "", "", stamps))
    for rating in bundle.ratings:
        page.add(rating_node(rating, stamps))
    names = bundle.names()
    articles = claims = 0
    linked: set[str] = set()
    for whole in bundle.checked_articles():
        annotated = work_of(whole, {analyst}, losses) if analyst else whole
        links = tuple(link for link in annotated.links if link.uid not in linked)
        linked.update(link.uid for link in links)  # both ends' articles have it
        stamps = Stamps(bundle, annotated.pasts)
        for one in of_article(replace(annotated, links=links), names, stamps):
            page.add(one)
        lose_rest(annotated, _OF_ARTICLES, losses, _NO_TERM)
        articles += 1
        claims += len(annotated.claims)
    page.close()
    return Written(articles, claims, losses.told())


class _Page:
    """The file while annotations come in."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._count = 0

    def open(self, head: Node) -> None:
        """Write all that stands before the annotations."""
        first = {"id": iri("page", head["journalHead"]), "type": "AnnotationPage", "startIndex": 0}
        whole = _as_json({**head, "first": first | {"items": []}})
        self._target.write(whole.removesuffix(b"]}}") + b"\n")

    def add(self, annotation: Node) -> None:
        """Write one annotation."""
        self._target.write((b",\n" if self._count else b"") + _as_json(annotation))
        self._count += 1

    def close(self) -> None:
        """Write the end, with how many there are."""
        self._target.write(b'\n]},"total":%d}\n' % self._count)


def _as_json(node: Node) -> bytes:
    try:
        return _encode(node).encode()
    except UnicodeEncodeError:
        # Half a surrogate pair in somebody's words: only the escaped form can carry it.
        return json.dumps(node, separators=(",", ":")).encode()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _head(bundle: Bundle, stamps: Stamps) -> dict[str, Any]:
    return {
        "@context": [ANNO, context()],
        "id": iri("export", bundle.head),
        "type": "AnnotationCollection",
        "label": f"Claims and who says them ({bundle.tool})",
        "generator": {"id": iri("tool", bundle.tool), "type": "Software", "name": bundle.tool},
        **dated("generated", bundle.exported_at),
        "journalHead": bundle.head,
        "publishers": bundle.publishers,
        "sources": [source_node(source, stamps) for source in bundle.sources],
    }
