"""Feeds as files: RSS, Atom and JSON Feed, an article an entry.

Nothing is fetched: an entry that only leads to a page is refused, with the page's address.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.intake.document import Document, Input, Refused
from workbench.intake.feeds.entry import documents_of
from workbench.intake.feeds.json_feed import json_feed
from workbench.intake.feeds.xml_feed import xml_feed

_BLANK = b"\xef\xbb\xbf \t\r\n"


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of a feed's entries. Raises RefusedError, before any of them."""
    raw = source.whole()
    feed = json_feed(raw) if raw.lstrip(_BLANK).startswith(b"{") else xml_feed(raw)
    yield from documents_of(feed, source)
