"""What was fetched goes to the readers that files go to: feeds to one, pages to another.

What a server says of its charset counts for pages; a feed says it itself.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from urllib.parse import urljoin

from workbench.errors import RefusedError
from workbench.intake.document import Document, Input, Limits, Refused
from workbench.intake.fetching.answer import Answer
from workbench.intake.pages.page import read_page
from workbench.intake.readers import HEAD, choose_reader, load_reader, reader_of
from workbench.intake.subscriptions.listed import without_password

_PAGES = ("text/html", "application/xhtml+xml")
_PAGE_BEGINS = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S)
_LINK = re.compile(rb"<link\b[^>]{1,2000}>", re.IGNORECASE)
_TO_A_FEED = re.compile(rb"""\btype\s*=\s*["']?application/(?:rss|atom|feed)\+(?:xml|json)""", re.I)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_IN_HEAD = 200_000
_MOST_NAMED = 3


def entries_of(answer: Answer, origin: str, limits: Limits) -> list[Document | Refused]:
    """What the entries of a feed are. Raises RefusedError where it is no feed, or not whole."""
    if _is_page(answer):
        raise RefusedError("it is a page, no feed", _named_feeds(answer))
    reader, _ = choose_reader(".rss", answer.body[:HEAD])
    stream = io.BytesIO(answer.body)
    source = Input(stream, origin, reader.how, limits, len(answer.body))
    return list(load_reader(reader)(source))


def page_of(answer: Answer, origin: str, limits: Limits) -> Document:
    """The article of a page. Raises RefusedError."""
    if answer.media_type and answer.media_type not in _PAGES:
        raise RefusedError(f"its page is {answer.media_type[:60]}", "Save it and import the file.")
    reader = reader_of(".html")
    assert reader
    load_reader(reader)
    source = Input(io.BytesIO(answer.body), origin, "page", limits, len(answer.body))
    url = without_password(answer.address)
    return read_page(answer.body, origin, source, charset=answer.charset, url=url)


def whole_entry(entry: Document | Refused, page: Document) -> Document:
    """An entry with the text of its page: what the feed says of it wins where the page says
    nothing, and of its day, which feeds say to the minute."""
    whole = replace(page, foreign_id=entry.foreign_id, origin=entry.origin)
    if isinstance(entry, Refused):
        return whole
    return replace(
        whole,
        title=page.title or entry.title,
        outlet=page.outlet or entry.outlet,
        published=entry.published or page.published,
        published_basis=entry.published_basis or page.published_basis,
        author=page.author or entry.author,
        lang=page.lang or entry.lang,
        extra={**page.extra, **entry.extra},
    )


def _is_page(answer: Answer) -> bool:
    return bool(_PAGE_BEGINS.match(answer.body[:HEAD].removeprefix(b"\xef\xbb\xbf")))


def _named_feeds(answer: Answer) -> str:
    """What to do instead, with the feeds that a page names."""
    links = _LINK.findall(answer.body[:_IN_HEAD])
    found = (_HREF.search(link) for link in links if _TO_A_FEED.search(link))
    named = [next(filter(None, match.groups()), b"") for match in found if match]
    addresses = [_joined(answer.address, one.decode("utf-8", "replace")) for one in named]
    addresses = list(dict.fromkeys(filter(None, addresses)))[:_MOST_NAMED]
    if addresses:
        return f"It names its feeds: {', '.join(map(without_password, addresses))}."
    return "Look for the feed's own address."


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.replace("&amp;", "&"))[:1_000]
    except ValueError:
        return ""
