"""Which words of a saved page are the article: blocks of text, and the element that holds them.

The page's own marks win (articleBody, article, main); without them the element with most text
that is no link. Walks without recursion, so depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.intake.page_hints import PageHints, page_hints

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

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
_PARAGRAPHS = frozenset((
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "pre", "dd", "dt",
    "tr",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")
_NAME_WORDS = re.compile(r"[-_\s]+")
_FEWEST = 100
"""Code points of unlinked words below which an element is no article."""
_SHARE = 0.4
"""Of the densest element's words: a marked element with fewer is a teaser."""
_LINKED = 0.8
"""Share of link words from which a list is one of links."""


@dataclass(slots=True)
class _Element:
    """One block-level element: its place in the tree and how much text it holds."""

    parent: int
    tag: str
    rank: int = 0
    """1 article body, 2 article, 3 main; 0 unmarked."""
    unlikely: bool = False
    caption: bool = False
    words: int = 0
    """Code points of unlinked text, of everything below it once they are summed up."""
    linked: int = 0
    density: float = 0.0


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph."""

    words: str
    linked: int
    owner: int
    """Index of the innermost block-level element."""


@dataclass(slots=True)
class _Outline:
    """The page as block-level elements, parents first, and paragraphs in reading order."""

    elements: list[_Element] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)


def article_paragraphs(body: LexborNode) -> list[str]:
    """The paragraphs of the page's article in reading order; empty when it holds no text."""
    outline = _outline(body)
    elements = outline.elements
    _sum_up(outline)
    chosen = _chosen(elements)
    inside = [False] * len(elements)
    for index, element in enumerate(elements):
        within = index in chosen or (index > 0 and inside[element.parent])
        inside[index] = within and (index in chosen or not _is_dropped(element, elements[0]))
    kept = [block for block in outline.blocks if inside[block.owner]]
    return [_shown(block, elements) for block in _without_link_runs(kept)]


def all_paragraphs(body: LexborNode) -> list[str]:
    """Every paragraph below an element, in reading order: of markup that is an article and nothing
    else."""
    outline = _outline(body)
    return [_shown(block, outline.elements) for block in outline.blocks]


def _outline(body: LexborNode) -> _Outline:
    """Walk the tree: open an element, its text, its children, close it."""
    outline = _Outline([_Element(0, "body")])
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
        elif not tag.startswith("-") and not _is_hidden(node, tag):
            if tag not in _INLINE:
                reader.flush(owners[-1])
                outline.elements.append(_element_of(node, tag, owners, outline.elements, hints))
                owners.append(len(outline.elements) - 1)
            elif tag in ("td", "th"):
                reader.add(" ")
            reader.links += tag == "a"
            child = node.first_child
            ancestors.append((node, tag))
            node = child
            continue
        node = node.next
    reader.flush(0)
    return outline


class _TextReader:
    """Gathers inline text into blocks."""

    def __init__(self, outline: _Outline) -> None:
        self.outline = outline
        self.links = 0
        """Open links around the text."""
        self._parts: list[str] = []
        self._linked = 0

    def add(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        self._parts.append(words)
        if self.links:
            self._linked += len(words)

    def add_break(self) -> None:
        self._parts.append("\n")

    def close(self, tag: str, owners: list[int]) -> None:
        """An element ends: a block of text ends with it unless it is inline."""
        self.links -= tag == "a"
        if tag not in _INLINE:
            self.flush(owners.pop())

    def flush(self, owner: int) -> None:
        """What was gathered becomes blocks of that owner: one for each blank line."""
        if not self._parts:
            return
        linked, self._linked = self._linked, 0
        lines = [" ".join(line.split(" ")).strip() for line in "".join(self._parts).split("\n")]
        self._parts.clear()
        paragraphs = re.sub(r"\n{2,}", "\0", "\n".join(_SPACE.sub(" ", line) for line in lines))
        for words in filter(None, (part.strip("\n ") for part in paragraphs.split("\0"))):
            self.outline.blocks.append(_Block(words, min(linked, len(words)), owner))
            linked = max(0, linked - len(words))


def _is_hidden(node: LexborNode, tag: str) -> bool:
    if tag in _DROPPED:
        return True
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and "display:none" in (style or "").replace(" ", "").lower()


def _element_of(
    node: LexborNode, tag: str, owners: list[int], elements: list[_Element], hints: PageHints
) -> _Element:
    attributes = node.attributes
    called = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()[:500]
    names = set(called.split())
    element = _Element(owners[-1], tag, caption=tag == "figcaption")
    if "articlebody" in (attributes.get("itemprop") or "").lower() or names & hints.bodies:
        element.rank = 1
    elif tag == "article":
        element.rank = 2
    elif tag == "main" or attributes.get("role") == "main":
        element.rank = 3
    elif tag in _UNLIKELY or hints.unlikely.intersection(_NAME_WORDS.split(called)):
        element.unlikely = True
    elif tag == "header":
        element.unlikely = not any(elements[index].rank for index in owners)
    element.caption = element.caption or bool(names & hints.captions)
    return element


def _sum_up(outline: _Outline) -> None:
    """Fill in words, linked and density: a paragraph counts for its holder and half above it."""
    elements = outline.elements
    for block in outline.blocks:
        owner = elements[block.owner]
        owner.words += len(block.words) - block.linked
        owner.linked += block.linked
    for element in reversed(elements[1:]):
        elements[element.parent].words += element.words
        elements[element.parent].linked += element.linked
    whole = elements[0]
    out = [False] * len(elements)
    for index, element in enumerate(elements[1:], 1):
        out[index] = out[element.parent] or _is_dropped(element, whole)
    for block in outline.blocks:
        holder, share = block.owner, 1.0
        while holder and elements[holder].tag in _PARAGRAPHS:
            holder = elements[holder].parent
        for _ in range(3):
            if not out[block.owner]:
                elements[holder].density += share * (len(block.words) - block.linked)
            if not holder:
                break
            holder, share = elements[holder].parent, share / 2


def _is_dropped(element: _Element, whole: _Element) -> bool:
    """Whether it is page furniture: called so and no more than half of the page, or all links."""
    if element.unlikely:
        return element.words * 2 <= whole.words
    is_list = element.tag in ("ul", "ol", "dl")
    return is_list and element.linked > _LINKED * (element.words + element.linked)


def _chosen(elements: list[_Element]) -> set[int]:
    """The elements that hold the article: the best marked one (with its equals beside it)."""
    densest = max(range(len(elements)), key=lambda index: elements[index].density)
    enough = max(_FEWEST, _SHARE * elements[densest].words)
    for rank in (1, 2, 3):
        marked = [index for index, element in enumerate(elements) if element.rank == rank]
        if not marked:
            continue
        best = max(marked, key=lambda index: elements[index].words)
        if rank == 1:
            beside = elements[best].parent
            parts = {index for index in marked if elements[index].parent == beside}
        else:
            parts = {best}
        if sum(elements[index].words for index in parts) >= enough:
            return parts
    return {densest}


def _without_link_runs(blocks: list[_Block]) -> Iterator[_Block]:
    """The blocks without runs of three or more that are nothing but links."""
    run: list[_Block] = []
    for block in blocks:
        if block.linked >= _LINKED * len(block.words):
            run.append(block)
            continue
        if len(run) < 3:
            yield from run
        run = []
        yield block
    if len(run) < 3:
        yield from run


def _shown(block: _Block, elements: list[_Element]) -> str:
    hints = page_hints()
    if elements[block.owner].caption and not block.words.casefold().startswith(
        hints.caption_starts
    ):
        return hints.caption_prefix + block.words
    return block.words
