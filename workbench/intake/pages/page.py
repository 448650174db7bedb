"""Saved web pages: headline, blank line, and the article's paragraphs with blank lines between.

Nothing is fetched: what is not in the file is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from workbench.errors import RefusedError
from workbench.intake.decode import decode_page
from workbench.intake.document import Document, Input, Refused
from workbench.intake.identity import checked_text
from workbench.intake.normalise import normalise
from workbench.intake.pages.content import PageArticle, all_paragraphs, page_article
from workbench.intake.pages.loss import losses
from workbench.intake.pages.markup import parse
from workbench.intake.pages.metadata import page_metadata
from workbench.intake.pages.printed import of_publication

_MUCH_LONGER = 1.5
"""How many times the page's prose the text in its metadata must be to be taken instead."""


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of a saved page. Raises RefusedError."""
    yield read_page(source.whole(), source.origin, source)


def read_page(raw: bytes, at: str, source: Input, *, charset: str = "", url: str = "") -> Document:
    """The document of a page's bytes, which stand at a place in a source. Raises RefusedError.

    charset, url: what the container says; its address wins over what the page says of itself.
    """
    decoded, notes = decode_page(raw, charset=charset)
    page, parse_notes = parse(decoded)
    article = page_article(page.body) if page.body else PageArticle()
    said = page_metadata(page, decoded, article)
    stated = _paragraphs_of(said.body)
    if sum(map(len, stated)) > _MUCH_LONGER * article.prose:
        paragraphs = stated
        notes += ("text taken from the page's metadata",)
    else:
        paragraphs = article.paragraphs
        notes += tuple(losses(page, article, said, sum(map(len, stated))))
    if not paragraphs:
        raise RefusedError("the page holds no article text", "Save the page once it has loaded.")
    text, text_notes = normalise(_laid_out(said.headline, paragraphs))
    return Document(
        text=checked_text(text, source.limits),
        title=said.headline,
        outlet=said.outlet,
        published=said.published,
        published_basis=said.published_basis,
        url=url or said.url,
        lang=said.lang,
        author=said.author,
        editor=said.editor,
        extra=said.extra,
        raw=source.hashed(raw),
        retrieved_how=source.how,
        origin=at,
        beside=_beside(article, said.headline),
        notes=notes + parse_notes + text_notes,
    )


def _beside(article: PageArticle, headline: str) -> tuple[str, ...]:
    """The lines beside the text without the headline and without the dates of updates."""
    lines = (of_publication(line) for line in article.beside if line != headline)
    return tuple(line for line in lines if line)


def _paragraphs_of(body: str) -> list[str]:
    """The paragraphs of an article's text in metadata, which may be markup, once escaped."""
    if "&" in body or "<" in body:
        words = unescape(body)
        page = parse(words)[0] if "<" in words else None
        if page is not None and page.body is not None:
            return all_paragraphs(page.body)
        body = words
    return [line.strip() for line in body.split("\n") if line.strip()]


def _laid_out(headline: str, paragraphs: list[str]) -> str:
    """The headline once, then the rest."""
    if headline:
        folded = headline.casefold()
        again = (at for at, words in enumerate(paragraphs[:10]) if words.casefold() == folded)
        repeated = next(again, None)
        if repeated is not None:
            paragraphs = paragraphs[:repeated] + paragraphs[repeated + 1 :]
        paragraphs = [headline, *paragraphs]
    return "\n\n".join(paragraphs)
