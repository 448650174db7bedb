"""What a report is made of: blocks and the words within them, whatever they are written as.

The sections give these, and the two writers write them, so that HTML and Markdown say the same.
Plain strings are words, the program's and stored ones alike: each writer makes all of them safe.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Strong(NamedTuple):
    """Words that the eye shall find."""

    words: str


class Dim(NamedTuple):
    """Words that stand back."""

    words: str


class Said(NamedTuple):
    """Words of a text or of an analyst, within quotation marks where they are quoted."""

    words: str
    lang: str = ""
    """ISO 639-1; empty where it is not known."""
    is_quoted: bool = True


class Link(NamedTuple):
    """A way to a place of the report (`#...`), or to a page."""

    to: str
    words: str


class Badge(NamedTuple):
    """A mark with its word: nothing is said by colour alone."""

    look: str
    """What it is marked as: "against", "open", "firm" or "plain"."""
    words: str


Inline: TypeAlias = "str | Strong | Dim | Said | Link | Badge"
Inlines: TypeAlias = tuple[Inline, ...]


class Para(NamedTuple):
    """A paragraph. at: by which others lead to it."""

    words: Inlines
    look: str = ""
    at: str = ""


class Item(NamedTuple):
    """An entry of a list. at: by which others lead to it."""

    words: Inlines
    below: tuple[Block, ...] = ()
    at: str = ""


class Items(NamedTuple):
    """A list."""

    items: tuple[Item, ...]
    look: str = ""
    is_ordered: bool = False


class Pairs(NamedTuple):
    """Terms and what is said of each."""

    rows: tuple[tuple[str, Inlines], ...]


class Figure(NamedTuple):
    """A number, and what it counts."""

    number: str
    words: str
    to: str = ""
    """Where more is said of it."""


class Figures(NamedTuple):
    """The numbers that come first."""

    figures: tuple[Figure, ...]


class Table(NamedTuple):
    """Rows under heads; the first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Inlines, ...], ...]


class Fold(NamedTuple):
    """What is seen when it is wanted, and on paper."""

    summary: Inlines
    below: tuple[Block, ...]


class Node(NamedTuple):
    """One step of a diagram."""

    depth: int
    shape: str
    """"origin", "uncounted", "hop", "relay", "outlet"; what is not confirmed is dashed."""
    words: str
    note: str = ""
    is_dashed: bool = False


class Tree(NamedTuple):
    """Who has it from whom, from the origins down to the articles."""

    title: str
    text: str
    """The same in words."""
    nodes: tuple[Node, ...]


class Bar(NamedTuple):
    """One row of a picture of times: from when to when something is, in minutes, end exclusive."""

    to: str
    """Where more is said of it."""
    words: str
    first: int
    last: int
    is_sure: bool
    said: int | None = None
    """When it was said."""


class Times(NamedTuple):
    """What happened when, as a picture."""

    title: str
    text: str
    """How it is read."""
    first: int
    """From when to when it reaches, in minutes; what lies outside stands at its edge."""
    last: int
    ends: tuple[str, str]
    """Both in words."""
    bars: tuple[Bar, ...]


class Piece(NamedTuple):
    """A stretch of a text under the same marks."""

    words: str
    depth: int = 0
    """How many marks cover it."""


class Opens(NamedTuple):
    """Where the words of a claim begin. at: of this place; to: what tells of it."""

    at: str
    to: str
    label: str
    words: str
    """What it leads to."""


class Closes(NamedTuple):
    """Where they end."""

    label: str


class Line(NamedTuple):
    """A line of a text."""

    pieces: tuple[Piece | Opens | Closes, ...]


class Passage(NamedTuple):
    """A text with its marks."""

    lines: tuple[Line, ...]
    lang: str = ""
    is_leftward: bool = False
    """Whether it is written from right to left."""


class Section(NamedTuple):
    """A heading with what stands below it. at: by which others lead to it."""

    at: str
    title: Inlines
    below: tuple[Block, ...]
    look: str = ""


Block: TypeAlias = (
    "Para | Items | Pairs | Figures | Table | Fold | Tree | Times | Passage | Section"
)


class Document(NamedTuple):
    """A whole report."""

    lang: str
    title: str
    lead: Inlines
    sections: tuple[Section, ...]
    foot: Inlines
    contents: str
    """What the list of sections is called."""
    skip: str
    """The words of the way past it."""
