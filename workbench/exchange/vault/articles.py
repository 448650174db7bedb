"""The notes of articles: what is said of each, and its text to the letter, with anchors."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.note import NoteSubject
from workbench.domain.relay import Relay
from workbench.exchange.bundle import AnnotatedArticle
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
    note_line,
    opens,
    page,
    section,
    short,
    tag_words,
)
from workbench.exchange.vault.sources import Sources
from workbench.exchange.vault.words import merged, one_line, paragraphs


def article_page(annotated: AnnotatedArticle, sources: Sources, links: Links) -> Page:
    """The note of an article."""
    article = annotated.article
    metadata = article.metadata
    publication = metadata.publication
    values: Values = {
        "number": str(article.number),
        "title": metadata.title,
        "outlet": _outlet(article, sources),
        "published": publication.at if publication else "",
        "published-basis": publication.basis.value if publication else "",
        "lang": metadata.lang,
        "author": metadata.author,
        "url": metadata.url,
        "archive": metadata.archive,
        "sha256": article.sha256,
        "story": links.to(story_of(article.uid)),
        "tags": tag_words(annotated.tags, None),
    }
    notes = [one for one in annotated.notes if one.subject is NoteSubject.ARTICLE]
    told = body(
        f"# {one_line(metadata.title or article.outlet) or article.number}",
        opens(article, 0),
        *section("Claims", (_claim(claim, links) for claim in annotated.claims)),
        *section("Has it from", (_relay(relay, sources) for relay in annotated.relays)),
        *section("Notes", map(note_line, notes)),
        *_text(annotated),
    )
    name = f"{article.number} {metadata.title or article.outlet}"
    return page(ARTICLE, article.uid, name, values, told)


def story_of(uid: str) -> str:
    """What leads to the story that an article is of, if it is of one."""
    return id_of(f"{STORY} of", uid)


def _outlet(article: Article, sources: Sources) -> str:
    uid = article.metadata.outlet
    return sources.named(uid, article.outlet) if uid in sources.names else article.outlet


def _claim(claim: Claim, links: Links) -> str:
    there = links.to(id_of(CLAIM, claim.uid), short(claim))
    return f"{there} ({by(claim.state.value, claim.analyst)})"


def _relay(relay: Relay, sources: Sources) -> str:
    who = sources.named(relay.article or relay.outlet)
    kind, basis = (one.value.replace("_", " ") for one in (relay.kind, relay.basis))
    return f"{who} ({by(kind, basis, relay.status.value, relay.reach.value)})"


def _text(annotated: AnnotatedArticle) -> Iterator[str]:
    if annotated.has_text:
        marked = merged(piece for claim in annotated.claims for piece in claim.span.pieces)
        yield "## Text"
        yield paragraphs(annotated.text, marked).removeprefix("\n")
