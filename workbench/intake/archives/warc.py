"""Web archives (WARC, as they are or in gzip): an article a page that was answered with, or an
entry of a feed.

One record is in memory at a time, so that an archive may be of any size. One that breaks off, or
whose records do not end where they say, adds nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from workbench.errors import RefusedError
from workbench.intake.archives.http_response import LONGEST_HEAD, Head, body_of, response_head
from workbench.intake.archives.records import Record, records
from workbench.intake.decode import decode_page
from workbench.intake.document import FILE_SETTING, Document, Input, Refused
from workbench.intake.feeds.feed import read as read_feed
from workbench.intake.identity import checked_text
from workbench.intake.normalise import normalise, one_line
from workbench.intake.pages.page import read_page
from workbench.intake.plain import title_of
from workbench.intake.readers import HEAD, choose_reader

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TEXT = "text/plain"
_FEEDS = frozenset((
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "text/xml", "application/xml", "application/json",
))  # fmt: skip
"""What feeds are sent as, and other things as well: how one begins tells."""
_PAGE_BEGINS = (b"<!doctype html", b"<html")
_NO_ARTICLE = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt")
_LONGEST = 1_000
"""Code points of one statement."""


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of an archive's pages. Raises RefusedError where the archive is damaged."""
    pages: set[int] = set()
    count = found = 0
    for record in records(source.stream):
        count += 1
        for one in _of_record(record, pages, source):
            found += 1
            yield one
    if not found:
        yield Refused(
            source.origin,
            f"it holds no page, only other records ({count:,})",
            "Check that the right file was saved.",
        )


def _of_record(record: Record, pages: set[int], source: Input) -> Iterator[Document | Refused]:
    """What a record gives: a document, a refusal, or nothing where it is no answer with a page.

    pages: hashes of the digests of the pages so far; those of this one are added.
    """
    kind = record.said.get("warc-type", "").lower()
    if kind not in ("response", "revisit"):
        return
    begins = record.take(LONGEST_HEAD)
    head = response_head(begins)
    if head is None:
        return
    is_feed = _may_be_feed(head)
    if not is_feed and not _is_page(head, begins, _url(record)):
        return
    at = f"{source.origin}:{record.number}"
    identity = _said(record, "warc-record-id").strip("<>")
    try:
        if kind == "response":
            pages.add(hash(record.said.get("warc-payload-digest", "")))
            body = _body(record, head, begins[head.size :], source)
            if is_feed:
                yield from _entries(record, body, at=at, source=source)
            else:
                yield _document(record, head, body, at=at, source=source)
        elif not is_feed:
            _refuse_unknown(record, pages)
    except RefusedError as error:
        yield Refused(at, error.what, error.next_step, identity)


def _is_page(head: Head, begins: bytes, url: str) -> bool:
    if head.status != 200:
        return False
    if not head.media_type:
        return begins[head.size :].lstrip().lower().startswith(_PAGE_BEGINS)
    is_article = head.media_type == _TEXT and not _path(url).endswith(_NO_ARTICLE)
    return is_article or head.media_type in _PAGES


def _may_be_feed(head: Head) -> bool:
    return head.status == 200 and head.media_type in _FEEDS


def _entries(
    record: Record, body: bytes, *, at: str, source: Input
) -> Iterator[Document | Refused]:
    """The entries of a feed, which brings its own addresses and ids; nothing of other XML. Raises
    RefusedError where the feed breaks off."""
    if not _is_feed(body):
        return
    retrieved = _said(record, "warc-date")
    for one in read_feed(replace(source, stream=io.BytesIO(body), origin=at, size=len(body))):
        if isinstance(one, Document) and retrieved:
            one = replace(one, extra={**one.extra, "retrieved": retrieved})
        yield one


def _is_feed(body: bytes) -> bool:
    with suppress(RefusedError):  # other XML
        return choose_reader("", body[:HEAD])[0].name == "feed"
    return False


def _body(record: Record, head: Head, begins: bytes, source: Input) -> bytes:
    """What was answered with, its transfer undone. Raises RefusedError."""
    limit = source.limits.file_bytes
    size = len(begins) + record.left
    if size > limit:
        raise RefusedError(
            f"{size:,} bytes are over the limit of {limit:,}", f"To read it, {FILE_SETTING}."
        )
    return body_of(head, begins + record.take(record.left), limit)


def _document(record: Record, head: Head, body: bytes, *, at: str, source: Input) -> Document:
    if head.media_type == _TEXT:
        document = _plain(body, head.charset, at=at, source=source)
    else:
        document = read_page(body, at, source, charset=head.charset, url=_url(record))
    said = {"retrieved": _said(record, "warc-date"), "truncated": _said(record, "warc-truncated")}
    notes = ("cut off when it was archived",) if said["truncated"] else ()
    return replace(
        document,
        url=_url(record),
        foreign_id=_said(record, "warc-record-id").strip("<>"),
        extra={**document.extra, **{name: words for name, words in said.items() if words}},
        notes=(*notes, *document.notes),
    )


def _plain(body: bytes, charset: str, *, at: str, source: Input) -> Document:
    decoded, decoding_notes = decode_page(body, charset=charset)
    text, notes = normalise(decoded)
    return Document(
        text=checked_text(text, source.limits),
        title=title_of(text),
        raw=source.hashed(body),
        retrieved_how=source.how,
        origin=at,
        notes=decoding_notes + notes,
    )


def _refuse_unknown(record: Record, pages: set[int]) -> None:
    """Raise RefusedError where a page was the same as before, and is not in this archive."""
    if hash(record.said.get("warc-payload-digest", "-")) in pages:
        return
    before = _said(record, "warc-refers-to-target-uri").strip("<>") or _url(record)
    raise RefusedError(
        "it only says that a page had not changed, and that page is not in this archive",
        f"Import the archive that holds it: {before}",
    )


def _url(record: Record) -> str:
    """The address that was asked for; wget writes it in angle brackets."""
    url = _said(record, "warc-target-uri").strip("<>")
    return url if url.startswith(("http://", "https://")) else ""


def _said(record: Record, name: str) -> str:
    return one_line(record.said.get(name, "")[:_LONGEST])


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
