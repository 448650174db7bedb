"""JSON Feed (versions 1 and 1.1): entries with their own text, HTML or plain."""

from __future__ import annotations

import json
from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.decode import decode
from workbench.intake.feeds.entry import Enclosure, Entry, Feed, is_address
from workbench.intake.objects.record import refuse_crowded

_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def json_feed(raw: bytes) -> Feed:
    """The feed of these bytes. Raises RefusedError when they are none."""
    refuse_crowded(raw)
    text, notes = decode(raw)
    try:
        said = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise RefusedError(
            f"it is not JSON: {error.msg} at character {error.pos + 1:,}", "Save it once more."
        ) from error
    except (ValueError, RecursionError) as error:
        raise RefusedError("its JSON is nested or numbered beyond reason", "Flatten it.") from error
    if not isinstance(said, dict) or not _words(said, "version").startswith(_VERSION):
        raise RefusedError("it is JSON, but no JSON Feed", "Call it .json if it is other JSON.")
    items = said.get("items")
    return Feed(
        title=_words(said, "title"),
        title_kind="text",
        address=_words(said, "feed_url"),
        lang=_words(said, "language"),
        authors=tuple(_authors(said)),
        notes=notes,
        entries=[_entry(item) for item in items] if isinstance(items, list) else [],
    )


def _entry(item: object) -> Entry:
    # A hash of the item alone: the same item in the feed's next edition has the same one.
    raw = json.dumps(item, ensure_ascii=False).encode("utf-8", errors="surrogatepass")
    entry = Entry(raw, title_kind="text")
    if not isinstance(item, dict):
        return entry
    entry.id = str(item["id"]) if isinstance(item.get("id"), str | int) else ""
    entry.title = _words(item, "title")
    for key in ("content_html", "content_text", "summary"):
        if _words(item, key).strip():
            entry.body = _words(item, key)
            entry.body_kind = "html" if key == "content_html" else "text"
            entry.body_is = "summary" if key == "summary" else "content"
            break
    entry.published = _words(item, "date_published")
    entry.modified = _words(item, "date_modified")
    entry.url, other = _words(item, "url"), _words(item, "external_url")
    if not is_address(entry.url):
        entry.url = entry.id if is_address(entry.id) else ""
    entry.via = other if is_address(other) else ""
    entry.authors = tuple(_authors(item))
    entry.lang = _words(item, "language")
    entry.keywords = [tag for tag in _list(item, "tags") if isinstance(tag, str)]
    entry.enclosures = [
        Enclosure(_words(one, "url"), _words(one, "mime_type"), _number(one, "size_in_bytes"))
        for one in _list(item, "attachments")
        if isinstance(one, dict)
    ]
    return entry


def _authors(said: dict[str, object]) -> Iterator[str]:
    """Version 1 has one author, version 1.1 a list."""
    for one in (*_list(said, "authors"), said.get("author")):
        if isinstance(one, dict) and (name := _words(one, "name").strip()):
            yield name


def _words(said: dict[str, object], key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""


def _number(said: dict[str, object], key: str) -> str:
    value = said.get(key)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _list(said: dict[str, object], key: str) -> list[object]:
    value = said.get(key)
    return value if isinstance(value, list) else []
