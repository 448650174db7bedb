"""An entry of a feed becomes a document, whichever kind of feed it stands in.

What an aggregator passes on keeps its publisher; the day of a last change is no day of publication.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from workbench.errors import RefusedError
from workbench.intake.document import Document, Extra, Input, Refused
from workbench.intake.identity import checked_text, language_code
from workbench.intake.normalise import normalise, one_line
from workbench.intake.pages.fragment import fragment_text

Kind = Literal["text", "html", "guess"]
"""How words are to be read; to be guessed where the format does not say."""
What = Literal["content", "summary", "description"]
"""What an entry's text is, as its feed has it."""

_LONGEST = 1_000
"""Code points of one statement; whatever is longer is cut."""
_MOST_ENCLOSURES = 50
_TAG = re.compile(
    r"</?(?:a|abbr|address|article|aside|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em"
    r"|figcaption|figure|font|h[1-6]|header|hr|i|iframe|img|ins|li|main|mark|ol|p|picture|pre|q|s"
    r"|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|tt|u|ul|video"
    r")(?:[\s/][^<>]*)?>",
    re.I,
)
_SUMMARY = "its summary only"
_PERHAPS = "its description only, which may be a summary"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry: a picture, a recording."""

    url: str
    media_type: str = ""
    size: str = ""


@dataclass(slots=True)
class Entry:
    """One entry as its feed says it, empty where it says nothing."""

    raw: bytes
    """Its own bytes, for their hash."""
    id: str = ""
    """As written: never resolved against anything."""
    title: str = ""
    title_kind: Kind = "guess"
    body: str = ""
    body_kind: Kind = "guess"
    body_is: What = "content"
    published: str = ""
    modified: str = ""
    url: str = ""
    other_url: str = ""
    """Where the aggregator sends its readers, when that is not the article."""
    via: str = ""
    authors: Sequence[str] = ()
    outlet: str = ""
    """The publisher, where it is not the feed's."""
    outlet_url: str = ""
    lang: str = ""
    keywords: Sequence[str] = ()
    enclosures: Sequence[Enclosure] = ()


@dataclass(slots=True)
class Feed:
    """What a feed says of itself, and its entries."""

    title: str = ""
    title_kind: Kind = "guess"
    address: str = ""
    lang: str = ""
    authors: Sequence[str] = ()
    notes: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)


def documents_of(feed: Feed, source: Input) -> Iterator[Document | Refused]:
    """A document or a refusal for each entry."""
    if not feed.entries:
        yield Refused(source.origin, "the feed has no entries", "Try again when it has some.")
    outlet = line_of(feed.title, feed.title_kind)
    for number, entry in enumerate(feed.entries, 1):
        at = f"{source.origin}:{number}"
        try:
            yield document_of(entry, feed, outlet, at=at, source=source)
        except RefusedError as error:
            page = "" if entry.body.strip() else one_line(entry.url)
            yield Refused(at, error.what, error.next_step, one_line(entry.id[:_LONGEST]), page)


def document_of(entry: Entry, feed: Feed, outlet: str, *, at: str, source: Input) -> Document:
    """The document of an entry; outlet: what the feed is called. Raises RefusedError."""
    if entry.url and not entry.body.strip():
        step = f"Import the page that it leads to: {entry.url[:_LONGEST]}"
        raise RefusedError("it holds no text", step)
    text, notes = text_of(entry.body, entry.body_kind)
    publisher = line_of(entry.outlet, "guess") or host_of(entry.outlet_url)
    title = line_of(entry.title, entry.title_kind)
    return Document(
        text=checked_text(text, source.limits),
        title=without_outlet(title, publisher),
        outlet=publisher or outlet,
        published=one_line(entry.published[:_LONGEST]),
        published_basis="metadata" if entry.published.strip() else "",
        url=one_line(entry.url),
        lang=language_code(entry.lang or feed.lang),
        author=one_line(", ".join(dict.fromkeys(entry.authors or feed.authors))[:_LONGEST]),
        foreign_id=one_line(entry.id[:_LONGEST]),
        extra=_extra(entry, feed, aggregator=outlet if publisher else ""),
        raw=source.hashed(entry.raw),
        retrieved_how=source.how,
        origin=at,
        notes=(*_said(entry), *feed.notes, *notes),
        page="" if entry.body_is == "content" else one_line(entry.url),
    )


def text_of(words: str, kind: Kind) -> tuple[str, tuple[str, ...]]:
    """Words as they are stored, and notes on what was repaired."""
    if kind == "html" or (kind == "guess" and _TAG.search(words)):
        return fragment_text(words)
    return normalise((html.unescape(words) if kind == "guess" else words).strip())


def line_of(words: str, kind: Kind) -> str:
    """Words that are one line."""
    return one_line(text_of(words[: _LONGEST * 10], kind)[0])[:_LONGEST]


def is_address(url: str) -> bool:
    """Whether it leads to a page: tag: and urn: are names."""
    return url[:8].lower().startswith(("http://", "https://"))


def host_of(url: str) -> str:
    """The host of an address, as a publisher's name where there is no other."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if is_address(url) else ""
    except ValueError:
        return ""


def without_outlet(title: str, outlet: str) -> str:
    """The title without " - Outlet", which aggregators add."""
    head, _, tail = title.rpartition(" - ")
    return head.strip() if head and outlet and tail.casefold() == outlet.casefold() else title


def _said(entry: Entry) -> Iterator[str]:
    if entry.body_is == "summary":
        yield _SUMMARY
    elif entry.body_is == "description":
        yield _PERHAPS
    if entry.modified and not entry.published.strip():
        yield "no day of publication, only of its last change"


def _extra(entry: Entry, feed: Feed, *, aggregator: str) -> Extra:
    enclosures = [
        {key: one_line(value[:_LONGEST]) for key, value in _parts(one) if value}
        for one in entry.enclosures[:_MOST_ENCLOSURES]
    ]
    said = {
        "aggregator": aggregator,
        "feed": feed.address,
        "aggregator_url": entry.other_url,
        "via": entry.via,
        "modified": entry.modified,
        "keywords": ", ".join(dict.fromkeys(entry.keywords)),
        "enclosures": json.dumps(enclosures, ensure_ascii=False) if enclosures else "",
    }
    lines = {name: one_line(words) for name, words in said.items()}
    return {name: words for name, words in lines.items() if words}


def _parts(one: Enclosure) -> tuple[tuple[str, str], ...]:
    return (("url", one.url), ("type", one.media_type), ("length", one.size))
