"""The elements of a feed that are read, kept shallow: of each entry the named ones, in bounds.

Markup inside an entry's text becomes text again, for the reader of markup.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from html import escape
from urllib.parse import urljoin

from workbench.errors import RefusedError
from workbench.intake.document import counted
from workbench.intake.feeds.names import Names

_TEXTS = frozenset((
    "title", "dc:title", "description", "dc:description", "summary", "content", "content:encoded",
    "xhtml:body",
))  # fmt: skip
"""What may hold markup; `source` and people hold elements."""
_READ = _TEXTS | frozenset((
    "id", "guid", "link", "pubDate", "pubdate", "published", "issued", "updated", "modified",
    "dc:date", "dcterms:issued", "dcterms:created", "dcterms:date", "dcterms:modified", "author",
    "name", "dc:creator", "itunes:author", "dc:publisher", "source", "category", "dc:subject",
    "enclosure", "media:content", "media:group", "media:title", "language", "dc:language",
    "feedburner:origLink",
))  # fmt: skip
_HOLDERS = frozenset(("source", "author", "media:group"))
"""Elements of an entry whose own elements are read."""
_ENTRIES = frozenset(("item", "entry"))
_ROOTS = frozenset(("rss", "feed", "rdf:RDF", "channel"))
_VOID = frozenset(("br", "hr", "img", "input", "source", "wbr", "col", "embed", "track"))
_MOST_ENTRIES = 100_000
_MOST_ELEMENTS = 500
"""Of one entry."""
_TOO_MANY = f"it has over {_MOST_ENTRIES:,} entries"


class _Way(Enum):
    """How an element is taken."""

    READ = auto()
    PASSED = auto()
    """It and all in it is left out."""
    MARKUP = auto()
    """It is part of a text."""
    THROUGH = auto()
    """What is in it belongs to what is around it."""


class Element:
    """One element, with what stands around it."""

    __slots__ = (
        "attributes", "base", "children", "holds_markup", "is_atom", "lang", "name", "parts", "raw",
        "room",
    )  # fmt: skip

    def __init__(self, name: str, attributes: dict[str, str], around: Element | None) -> None:
        self.name = name
        self.attributes = attributes
        self.base = attributes.get("xml:base", "")
        self.lang = attributes.get("xml:lang", "")
        self.is_atom = False
        if around is not None:
            self.base = _joined(around.base, self.base)
            self.lang = self.lang or around.lang
            self.is_atom = around.is_atom
        self.parts: list[tuple[bool, str]] = []
        """Whether it is a tag, and its characters."""
        self.children: list[Element] = []
        self.holds_markup = False
        self.raw = b""
        self.room = _MOST_ELEMENTS

    def add_tag(self, tag: str) -> None:
        """A tag stands in its text."""
        self.holds_markup = True
        self.parts.append((True, tag))

    def take_over(self, attributes: dict[str, str]) -> None:
        """What an element says whose place this one takes."""
        self.base = _joined(self.base, attributes.get("xml:base", ""))
        self.lang = attributes.get("xml:lang", "") or self.lang

    @property
    def words(self) -> str:
        """Its characters; with markup in it, as markup."""
        if not self.holds_markup:
            return "".join(words for _, words in self.parts)
        return "".join(
            words if is_tag else escape(words, quote=False) for is_tag, words in self.parts
        )

    def all(self, name: str) -> list[Element]:
        """Its elements of that name, in order."""
        return [one for one in self.children if one.name == name]

    def first(self, name: str) -> Element | None:
        """The first of them that says something; else the first."""
        found = self.all(name)
        return next((one for one in found if one.parts), found[0] if found else None)


class Elements:
    """Takes a parser's calls and keeps what is read of them."""

    def __init__(self, raw: bytes) -> None:
        self.place: Callable[[], int] = int
        """Where in the bytes the parser is."""
        self.root = ""
        self.feed = Element("", {}, None)
        self.entries: list[Element] = []
        self._raw = raw
        self._names = Names()
        self._open: list[Element] = []
        """The feed, an entry, an element of it, one of that."""
        self._ways: list[_Way] = []
        """How each open element was taken."""
        self._begins = 0
        self._left_out = 0

    @property
    def is_feed(self) -> bool:
        """Whether its first element is one of a feed."""
        return self.root in _ROOTS

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, counted."""
        words = counted(self._left_out, "element", "elements")
        return (f"{words} of overlong entries left out",) if self._left_out else ()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names.opened(name, attributes)
        around = self._ways[-1] if self._ways else _Way.READ
        if not self._ways:
            self.root = name
            self.feed.is_atom = name == "feed"
            self._read(Element(name, attributes, self.feed))
            self.feed = self._open[0]
        elif around is _Way.MARKUP or (around is _Way.READ and self._open[-1].name in _TEXTS):
            self._open[-1].add_tag(_tag(name, attributes))
            self._ways.append(_Way.MARKUP)
        elif around is _Way.PASSED or not self._is_read(name):
            self._ways.append(_Way.PASSED)
        elif name == "channel":
            self.feed.take_over(attributes)
            self._ways.append(_Way.THROUGH)
        else:
            self._read(Element(name, attributes, self._open[-1]))

    def end(self, name: str) -> None:
        """The element that began last ends."""
        self._names.closed()
        way = self._ways.pop()
        if way is _Way.MARKUP:
            local = _local(name)
            self._open[-1].add_tag("" if local in _VOID else f"</{local}>")
        elif way is _Way.READ:
            element = self._open.pop()
            if len(self._open) == 1 and element.name in _ENTRIES:
                end = self._raw.find(b">", self.place()) + 1
                element.raw = self._raw[self._begins : end]

    def words(self, words: str) -> None:
        """Characters of the element that is open."""
        if self._ways[-1] in (_Way.READ, _Way.MARKUP) and len(self._open) > 1:
            self._open[-1].parts.append((False, words))

    def _is_read(self, name: str) -> bool:
        """Whether an element of the last open one is, and leaves room."""
        around = self._open[-1]
        if around is self.feed and (name in _ENTRIES or name == "channel"):
            return True
        holds = around is self.feed or around.name in _ENTRIES or around.name in _HOLDERS
        if not holds or name not in _READ:
            return False
        around.room -= 1
        self._left_out += around.room < 0
        return around.room >= 0

    def _read(self, element: Element) -> None:
        if len(self._open) == 1 and element.name in _ENTRIES:
            if len(self.entries) == _MOST_ENTRIES:
                raise RefusedError(_TOO_MANY, "Split it.")
            self._begins = self.place()
            self.entries.append(element)
        elif self._open:
            self._open[-1].children.append(element)
        self._open.append(element)
        self._ways.append(_Way.READ)


def _tag(name: str, attributes: dict[str, str]) -> str:
    said = (f' {_local(key)}="{escape(value)}"' for key, value in attributes.items())
    return f"<{_local(name)}{''.join(said)}>"


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _joined(around: str, base: str) -> str:
    try:
        return urljoin(around, base) if around and base else base or around
    except ValueError:
        return around
