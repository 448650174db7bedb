"""The items of a NewsML-G2 document as small trees, within bounds, with the bytes of each.

Names are kept without their prefixes: what is in an item says by its place what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from workbench.errors import RefusedError
from workbench.intake.decode import decode_page
from workbench.intake.xml_events import finish, marked_xml, new_parser, repaired_xml

ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_NAR = "http://iptc.org/std/nar/"
_DEEPEST = 200
_MOST_ELEMENTS = 500_000
_WRAPPED = re.compile(r"(?<=\d-)[ \t]*\n\s*(?=\d)")
"""A line that was broken inside of a score: "1-" and "3"."""
_HTML = {"hl1": "h2", "hl2": "h3", "block": "div", "hr": "br", "lang": "span", "q": "q"}
"""Elements of NITF as those of HTML that stand as they do."""


class Node:
    """An element with what is in it."""

    __slots__ = ("attributes", "name", "parts", "raw")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.parts: list[str | Node] = []
        self.raw = b""

    def all(self, *names: str) -> Iterator[Node]:
        """Its own elements of these names, in order."""
        return (part for part in self.parts if isinstance(part, Node) and part.name in names)

    def first(self, *names: str) -> Node:
        """The first of them; an empty one where there is none."""
        return next(self.all(*names), Node("", {}))

    def below(self, *names: str) -> Iterator[Node]:
        """The elements of these names in it, wherever they stand, outer ones first."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            inner = [part for part in node.parts if isinstance(part, Node)]
            waiting.extend(reversed(inner))
            if node is not self and node.name in names:
                yield node

    @property
    def words(self) -> str:
        """All characters in it."""
        return "".join(self._characters())

    def _characters(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._characters()

    def markup(self, left_out: frozenset[str]) -> str:
        """What is in it as HTML, without these elements."""
        return "".join(self._markup(left_out))

    def _markup(self, left_out: frozenset[str]) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield escape(_WRAPPED.sub("", part), quote=False)
            elif part.name not in left_out:
                tag = _HTML.get(part.name, part.name)
                yield f"<{tag}>"
                yield from part._markup(left_out)
                yield "" if tag == "br" else f"</{tag}>"


def items_of(raw: bytes) -> tuple[list[Node], str, tuple[str, ...]]:
    """The items, who sent the message that they are in, and notes on repairs. Raises
    RefusedError."""
    text, decode_notes = decode_page(marked_xml(raw))
    mended, mend_notes = repaired_xml(text)
    tree = _Tree(mended)
    parser = new_parser(tree.start, tree.end, tree.words)
    tree.place = lambda: parser.CurrentByteIndex
    more = finish(parser, mended)
    return tree.items, tree.sender.strip(), (*decode_notes, *mend_notes, *more)


class _Tree:
    """Takes a parser's calls and keeps the items."""

    def __init__(self, raw: bytes) -> None:
        self.place: Callable[[], int] = int
        self.items: list[Node] = []
        self.sender = ""
        self._raw = raw
        self._open: list[Node] = []
        self._elements = 0
        self._item_depth = 0
        self._begins = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, mark, local = name.rpartition(":")
        space = attributes.get(f"xmlns{mark}{prefix}", "")
        if not self._open and not space.startswith(_NAR):
            raise RefusedError(
                f"it is no NewsML-G2: it begins with <{local[:40]}>", "Save the item itself."
            )
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise RefusedError(f"it has over {_MOST_ELEMENTS:,} elements", "Split it.")
        if len(self._open) >= _DEEPEST:
            raise RefusedError("its XML is nested too deeply", "Save it anew.")
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        node = Node(local, said)
        if self._item_depth:
            self._open[-1].parts.append(node)
        elif local in ITEMS:
            self.items.append(node)
            self._item_depth = len(self._open) + 1
            self._begins = self.place()
        self._open.append(node)

    def end(self, _: str) -> None:
        node = self._open.pop()
        if self._item_depth == len(self._open) + 1:
            self._item_depth = 0
            end = self._raw.find(b">", self.place()) + 1
            node.raw = self._raw[self._begins : end]
        elif node.name == "sender" and not self._item_depth:
            self.sender = node.words

    def words(self, words: str) -> None:
        if self._item_depth or self._open[-1].name == "sender":
            self._open[-1].parts.append(words)
