"""OPML: the list of feeds that most programs read and write.

Folders are tags. Read with our own XML, since UTF-8 without a declaration and bare ampersands in
addresses are common in it. Passwords in addresses are never written.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape  # what is meant for XML loads all that asks the network

from workbench.domain.subscription import NEVER_ASKED
from workbench.errors import RefusedError
from workbench.intake.decode import decode_page
from workbench.intake.subscriptions.listed import Listed, name_of, tags_of, without_password
from workbench.intake.xml_events import finish, marked_xml, new_parser, repaired_xml

_FEEDS = ("rss", "atom", "feed", "link")
"""Types of outlines whose `url` is a feed; OPML's own is `xmlUrl`."""
_DEEPEST = 20
"""Folders whose names become tags."""


def is_opml(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return b"<opml" in head.lower()


def read_opml(raw: bytes) -> list[Listed]:
    """The feeds of an OPML file, in order. Raises RefusedError."""
    text, _ = decode_page(marked_xml(raw))
    mended, _ = repaired_xml(text)
    outlines = _Outlines()
    finish(new_parser(outlines.start, outlines.end, lambda words: None), mended)
    if outlines.root != "opml":
        raise RefusedError(f"it is no OPML: it begins with <{outlines.root[:40]}>", "Export again.")
    return outlines.found


class _Outlines:
    """What the parser tells of."""

    def __init__(self) -> None:
        self.root = ""
        self.found: list[Listed] = []
        self._folders: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.lower()
        self.root = self.root or name
        if name != "outline":
            return
        said = {key.lower(): value.strip() for key, value in attributes.items()}
        called = name_of(said.get("title") or said.get("text", ""))
        is_feed = said.get("type", "").lower() in _FEEDS
        address = said.get("xmlurl", "") or (said.get("url", "") if is_feed else "")
        if address:
            more = [one.strip("/ ") for one in said.get("category", "").split(",")]
            self.found.append(Listed(address, called, tags_of([*self._folders[:_DEEPEST], *more])))
        self._folders.append("" if address else called)

    def end(self, name: str) -> None:
        if name.lower() == "outline":
            self._folders.pop()


def write_opml(feeds: Iterable[Listed]) -> bytes:
    """An OPML file of these, in folders by their first tag; all tags stand as categories."""
    folders: dict[str, list[str]] = {}
    for feed in feeds:
        if not feed.address.startswith(NEVER_ASKED):
            tags = [tag for tag in feed.tags if tag != "!"]
            folders.setdefault(tags[0] if tags else "", []).append(_outline(feed, tags))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>workbench</title></head>",
        "  <body>",
    ]
    for folder, outlines in folders.items():
        if not folder:
            lines += [f"    {one}" for one in outlines]
            continue
        lines.append(f"    <outline text={_quoted(folder)} title={_quoted(folder)}>")
        lines += [f"      {one}" for one in outlines]
        lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""]).encode("utf-8")


def _outline(feed: Listed, tags: list[str]) -> str:
    address = without_password(feed.address)
    called = _quoted(feed.name or address)
    categories = ",".join(tag for tag in tags if "," not in tag)
    more = f" category={_quoted(categories)}" if categories else ""
    return f'<outline type="rss" text={called} title={called} xmlUrl={_quoted(address)}{more}/>'


def _quoted(words: str) -> str:
    return f'"{escape(words)}"'
