"""Articles as rows: where each comes from, when, and how far the work on it is."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.article import Metadata
from workbench.domain.note import NoteSubject
from workbench.domain.relay import Relay, RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.rows.table import WEB, Cell, Column, Row, Rows

ARTICLE = Column("article", 8, "articles", "article uid")
"""Of every table whose rows stand in an article."""


class ArticleRows(Rows):
    """relays are what it is credited to, or derives from, as the exporting analyst has answered
    them; states, tags and notes are each with whose they are; sha256 is of the text, which is not
    here."""

    name = "articles"
    key = "article uid"
    keeps = frozenset({"states of articles", "relays", "tags on articles", "notes on articles"})
    columns = (
        Column("article", 8), Column("article uid"), Column("outlet", 18), Column("title", 60),
        Column("published", 22), Column("published basis"), Column("author", 20),
        Column("editor", 20), Column("lang", 6), Column("url", 40, WEB),
        Column("archive", 40, WEB), Column("claims", 8, "claims", "first claim"),
        Column("facts", 8), Column("relays", 30), Column("states", 20), Column("tags", 20),
        Column("notes", 30), Column("length", 8), Column("sha256"), Column("retrieved", 22),
        Column("retrieved how"), Column("foreign id"),
    )  # fmt: skip

    def of(self, annotated: AnnotatedArticle) -> Iterator[Row]:
        """One row."""
        article = annotated.article
        metadata = article.metadata
        yield {
            "article": article.number,
            "article uid": article.uid,
            "outlet": article.outlet,
            "title": metadata.title,
            **published_cells(metadata),
            "author": metadata.author,
            "editor": metadata.editor,
            "lang": metadata.lang,
            "url": metadata.url,
            "archive": metadata.archive,
            "claims": len(annotated.claims),
            "first claim": annotated.claims[0].uid if annotated.claims else "",
            "facts": len(annotated.found),
            **_said_cells(annotated),
            "length": article.length,
            "sha256": article.sha256,
            "retrieved": article.retrieved_at,
            "retrieved how": article.retrieved_how,
            "foreign id": article.foreign_id,
        }


def published_cells(metadata: Metadata) -> dict[str, Cell]:
    """When it was published, as printed, and where that is known from."""
    publication = metadata.publication
    return {
        "published": publication.at if publication else "",
        "published basis": publication.basis.value if publication else "none",
    }


def _said_cells(annotated: AnnotatedArticle) -> dict[str, Cell]:
    states = (
        f"{one.state.value} ({one.analyst})" + (f": {one.reason}" if one.reason else "")
        for one in annotated.states
    )
    tags = (f"{tag.name} ({tag.analyst})" for tag in annotated.tags if not tag.claim)
    notes = (
        f"{note.words} ({note.analyst})"
        for note in annotated.notes
        if note.subject is NoteSubject.ARTICLE
    )
    return {
        "relays": "; ".join(map(_relay_words, annotated.relays)),
        "states": "; ".join(states),
        "tags": ", ".join(tags),
        "notes": "\n".join(notes),
    }


def _relay_words(relay: Relay) -> str:
    named = relay.outlet or f"article {relay.article}"
    status = "" if relay.status is RelayStatus.CONFIRMED else f" ({relay.status.value})"
    return f"{relay.kind.value.replace('_', ' ')} {named}{status}"
