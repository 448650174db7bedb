"""A saved page as block-level elements and paragraphs: what the article is chosen from.

Walks without recursion, so depth costs nothing. What nobody sees is left out here; what belongs to
the article is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.intake.pages.hints import PageHints, page_hints

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Attributes = dict[str, str | None]
_MOST_MARKS = 200
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "nav", "iframe", "button", "select", "textarea",
    "object", "video", "audio", "canvas", "dialog", "menu", "head",
))  # fmt: skip
_UNLIKELY = frozenset((
    "aside", "form", "footer",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "label",
    "mark", "q", "ruby", "rb", "rp", "rt", "samp", "span", "sub", "sup", "time", "var", "wbr", "td",
    "th", "img", "picture", "source",
))  # fmt: skip
PARAGRAPHS = frozenset((
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "pre", "dd", "dt",
    "tr",
))  # fmt: skip
LINKED = 0.8
"""Share of link words from which a paragraph or a list is one of links."""
_LONGEST_LEAD, _LONGEST_TAIL = 60, 4
"""Code points before a link that may lead to another article, white space too, and behind it."""
_HEADING_WORDS = 4
"""Hyphens from which a name is a heading's own words."""
_PROSE = 80
"""Bytes from which a paragraph is prose; half as many do if it ends as a sentence does."""
_SENTENCE_ENDS = (
    ".", "!", "?", "…", ".”", "”", '"', "»", "。", "！", "？", "」", "।", "۔", "؟", ")",
)  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")
_NAME_WORDS = re.compile(r"[-_\s]+")
NAME_WORDS = re.compile(r"[^a-z]+")
"""What stands between the words of a class name."""


@dataclass(slots=True)
class Element:
    """One block-level element: its place in the tree and how much text it holds."""

    parent: int
    tag: str
    rank: int = 0
    """1 article body, 2 article, 3 main; 0 unmarked."""
    unlikely: bool = False
    caption: bool = False
    post: bool = False
    """It is a post on a platform that the page shows, or stands in one."""
    posted: int = 0
    """Code points of such posts in it, links too."""
    words: int = 0
    """Code points of unlinked text, of everything below it once they are summed up."""
    linked: int = 0
    density: float = 0.0
    names: str = ""
    """What it is called: its classes and its id, in lower case."""
    furniture: bool = False
    """It or what holds it is none of the article, whatever is chosen."""
    prose: int = 0
    """Size of the paragraphs of prose in it."""
    paragraphs: int = 0
    """How many these are."""
    heads: int = 0
    """Link lines in it that could be headlines of other articles."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    words: str
    linked: int
    owner: int
    """Index of the innermost block-level element."""
    size: int
    """In bytes: scripts whose letters say more have longer ones."""

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.words.endswith(_SENTENCE_ENDS)

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but links."""
        return self.linked >= LINKED * len(self.words)

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph of an article."""
        if self.linked * 2 > len(self.words):
            return False
        return self.size >= _PROSE or (self.size >= _PROSE // 2 and self.ends_sentence)


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that is called a date or an author, block-level or not."""

    node: LexborNode
    names: str
    """What it and its holder are called."""
    owner: int
    at: int
    """How many paragraphs there are before it."""


@dataclass(slots=True)
class Outline:
    """The page as block-level elements, parents first, and paragraphs in reading order."""

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    dates: list[Mark] = field(default_factory=list)
    authors: list[Mark] = field(default_factory=list)


def outline_of(body: LexborNode) -> Outline:
    """Walk the tree: open an element, its text, its children, close it."""
    outline = Outline([Element(0, "body")])
    reader = _TextReader(outline)
    hints = page_hints()
    node: LexborNode | None = body.first_child
    ancestors: list[tuple[LexborNode, str]] = []
    owners = [0]
    while True:
        if node is None:
            if not ancestors:
                break
            closed, tag = ancestors.pop()
            reader.close(tag, owners)
            node = closed.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            reader.add(node.text_content or "")
        elif tag == "br":
            reader.add_break()
        elif not tag.startswith("-") and tag not in _DROPPED:
            attributes = node.attributes
            if _is_hidden(attributes):
                node = node.next
                continue
            called = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()[:500]
            holder = outline.elements[owners[-1]].names
            if tag not in _INLINE:
                reader.flush(owners[-1])
                element = Element(owners[-1], tag, names=called.strip())
                _characterise(element, attributes, owners, outline.elements, hints)
                outline.elements.append(element)
                owners.append(len(outline.elements) - 1)
            elif tag in ("td", "th"):
                reader.add(" ")
            kind = _mark_of(tag, attributes, called, hints)
            if kind:
                marks = outline.dates if kind == "date" else outline.authors
                if len(marks) < _MOST_MARKS:
                    at = len(outline.blocks)
                    marks.append(Mark(node, f"{called} {holder}", owners[-1], at))
            if tag == "a":
                reader.open_link()
            child = node.first_child
            ancestors.append((node, tag))
            node = child
            continue
        node = node.next
    reader.flush(0)
    return outline


class _TextReader:
    """Gathers inline text into blocks."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.links = 0
        """Open links around the text."""
        self._parts: list[str] = []
        self._linked = 0
        self._last_link = (0, 0)
        """The parts of the last link that was opened."""

    def add(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        self._parts.append(words)
        if self.links:
            self._linked += len(words)

    def add_break(self) -> None:
        self._parts.append("\n")

    def open_link(self) -> None:
        """A link begins."""
        self.links += 1
        self._last_link = (len(self._parts), 0)

    def close(self, tag: str, owners: list[int]) -> None:
        """An element ends: a block of text ends with it unless it is inline."""
        if tag == "a":
            self.links -= 1
            self._last_link = (self._last_link[0], len(self._parts))
        if tag not in _INLINE:
            self.flush(owners.pop())

    def flush(self, owner: int) -> None:
        """What was gathered becomes blocks of that owner: one for each blank line."""
        if not self._parts:
            return
        elsewhere = self._link_elsewhere()
        linked, self._linked, self._last_link = self._linked, 0, (0, 0)
        for words in _paragraphs("".join(self._parts)):
            kept = min(linked, len(words))
            self.outline.blocks.append(Block(words, kept, owner, _size(words)))
            linked -= kept
        self._parts.clear()
        if elsewhere:
            self.outline.blocks.append(Block(elsewhere, len(elsewhere), owner, _size(elsewhere)))

    def _link_elsewhere(self) -> str:
        """A link to another article at the end of a paragraph, with the words that lead to it: it
        is taken out of what was gathered."""
        start, end = self._last_link
        if not 0 < start < end or len("".join(self._parts[end:]).strip()) > _LONGEST_TAIL:
            return ""
        before = "".join(self._parts[:start])
        lead = page_hints().related_end.search(before, max(0, len(before) - _LONGEST_LEAD))
        if lead is None:
            return ""
        found = " ".join((before[lead.start(1) :] + "".join(self._parts[start:])).split())
        self._linked -= sum(map(len, self._parts[start:end]))
        self._parts[:] = [before[: lead.start(1)]]
        return found


def _paragraphs(gathered: str) -> list[str]:
    """What blank lines separate, white space collapsed."""
    lines = [" ".join(line.split(" ")).strip() for line in gathered.split("\n")]
    joined = re.sub(r"\n{2,}", "\0", "\n".join(_SPACE.sub(" ", line) for line in lines))
    return [words for part in joined.split("\0") if (words := part.strip("\n "))]


def _size(words: str) -> int:
    return len(words) if words.isascii() else len(words.encode("utf-8", "replace"))


def _is_hidden(attributes: Attributes) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and "display:none" in (style or "").replace(" ", "").lower()


def _mark_of(tag: str, attributes: Attributes, called: str, hints: PageHints) -> str:
    """ "date" or "author" where an element is called so; else empty."""
    if tag == "time":
        return "date"
    said = (attributes.get("itemprop") or attributes.get("rel") or "").lower()
    if said in ("datepublished", "author"):
        return "date" if said == "datepublished" else said
    if called.isspace():
        return ""
    words = set(NAME_WORDS.split(called))
    if not hints.authors.isdisjoint(words):
        return "author"
    return "" if hints.dates.isdisjoint(words) else "date"


def _characterise(
    element: Element,
    attributes: Attributes,
    owners: list[int],
    elements: list[Element],
    hints: PageHints,
) -> None:
    """What the element is, by its tag and by what it is called."""
    names = set(element.names.split())
    if "articlebody" in (attributes.get("itemprop") or "").lower() or names & hints.bodies:
        element.rank = 1
    elif element.tag == "article":
        element.rank = 2
    elif element.tag == "main" or attributes.get("role") == "main":
        element.rank = 3
    elif element.tag in _UNLIKELY or not hints.unlikely.isdisjoint(
        _words_of(names, hints.builders)
    ):
        element.unlikely = True
    elif element.tag == "header":
        element.unlikely = not any(elements[index].rank for index in owners)
    element.caption = element.tag == "figcaption" or bool(names & hints.captions)
    element.post = elements[element.parent].post or bool(names & hints.posts)


def _words_of(names: set[str], builders: tuple[str, ...]) -> set[str]:
    """The words of class names and ids; not of those that are made of headings or of topics."""
    return {
        word
        for name in names
        if name.count("-") < _HEADING_WORDS and not name.startswith(builders)
        for word in _NAME_WORDS.split(name)
    }
