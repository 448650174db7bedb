"""Saved web pages: headline, blank line, and the article's paragraphs with blank lines between.

Nothing is fetched: what is not in the file is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.decode import decode_page
from workbench.intake.document import Document, Input, Refused
from workbench.intake.identity import checked_text, sha256_of
from workbench.intake.markup import parse
from workbench.intake.normalise import normalise
from workbench.intake.page_content import PageArticle, page_article
from workbench.intake.page_metadata import page_metadata


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
    paragraphs = article.paragraphs
    if not paragraphs and said.body.strip():
        paragraphs = [said.body]
        notes += ("text taken from the page's metadata",)
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
        raw_sha256=sha256_of(raw),
        retrieved_how=source.how,
        origin=at,
        beside=tuple(article.beside),
        notes=notes + parse_notes + text_notes,
    )


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
