"""How wide text is on a terminal, in cells: 0, 1 or 2 for each code point.

Measures what is shown (`domain.text.safe`), which never holds joiners or variation selectors, so
that widths simply add up; they equal Rich's `cell_len`, by which the strips are cut. Never alters
offsets: everything is counted in code points of the text it is given.
"""

from __future__ import annotations

import re
import unicodedata

from workbench.domain.text import safe, safe_line

ELLIPSIS = "…"
_NARROW = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u05d0-\u05ea\u0621-\u064a\u1e00-\u1eff\u2010-\u2027"
    "\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2500-\u25fc]*"
)
"""Code points that are one cell wide and clusters of their own: most of any text."""
_ZERO = ((0x1161, 0x11FF), (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB), (0x1F3FB, 0x1F3FF))
_WIDE = (
    (0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376),
)  # fmt: skip
"""Where terminals' tables (wcwidth, Unicode 17) differ from East Asian Width and categories."""
_MARKS_SHOWN = 4
_LONGEST_CELL = 16
"""Code points looked at for each cell: a title of 200,000 must not cost more than its column."""


class _Widths(dict[str, int]):
    """The width of a character as it is shown, decided when it is first met."""

    def __missing__(self, character: str) -> int:
        self[character] = found = _width_of(safe(character))
        return found


def _width_of(character: str) -> int:
    code = ord(character)
    if character == "\n" or any(low <= code <= high for low, high in _ZERO):
        return 0
    if unicodedata.category(character) in ("Mn", "Me", "Mc"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 2 if any(low <= code <= high for low, high in _WIDE) else 1


_WIDTHS = _Widths()


class _Spacing(dict[str, bool]):
    """Whether a character is such a sign, decided when it is first met."""

    def __missing__(self, character: str) -> bool:
        category = unicodedata.category(character)
        is_late = character > "\u036f" and unicodedata.ucd_3_2_0.category(character) == "Cn"
        self[character] = found = category == "Mc" or (category in ("Mn", "Me") and is_late)
        return found


_SPACING = _Spacing()


def cell_width(character: str) -> int:
    """Cells that one code point takes on the screen once it is made safe; a line feed: 0."""
    return _WIDTHS[character]


def narrow_until(text: str, start: int, end: int) -> int:
    """Where the run of plain one-cell code points that begins at `start` ends, `end` at most."""
    match = _NARROW.match(text, start, end)
    return match.end() if match else start


def width_of(text: str) -> int:
    """Cells of a text on one line."""
    if narrow_until(text, 0, len(text)) == len(text):
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def spacing_signs(text: str) -> int:
    """How many vowel signs there are that some terminals put on their letter, and others behind it
    on a cell of their own: tmux those that take room, GNU screen those that are younger than its
    tables, which are of Unicode 5.0."""
    if narrow_until(text, 0, len(text)) == len(text):
        return 0
    return sum(map(_SPACING.__getitem__, text))


def widest(text: str) -> int:
    """The most cells that a terminal takes for a text on one line: what must fit."""
    return width_of(text) + spacing_signs(text)


def prefix_within(text: str, width: int) -> int:
    """How many code points from the start fit in `width` cells, marks with their letter."""
    if narrow_until(text, 0, min(len(text), width)) >= min(len(text), width):
        end = min(len(text), max(0, width))
        if end == len(text) or _WIDTHS[text[end]]:
            return end
    used = 0
    for index, character in enumerate(text):
        used += _WIDTHS[character]
        if used > width:
            return index
    return len(text)


def cut(words: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """One line of words, safe, in at most `width` cells; what is cut off shows as an ellipsis."""
    if len(words) <= width and words.isascii() and words.isprintable():
        return words
    shown = painted(safe_line(words[: width * _LONGEST_CELL + _LONGEST_CELL]))
    if widest(shown) <= width:
        return shown
    room = width - len(ellipsis)
    if room < 0:
        return ellipsis[: max(0, width)]
    end = prefix_within(shown, room)
    while widest(shown[:end]) > room:
        end -= 1
    return shown[:end] + ellipsis


def fit(words: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """As `cut`, filled up with spaces to exactly `width` cells."""
    shown = cut(words, width, ellipsis)
    return shown + " " * (width - width_of(shown))


def article_cell(number: int, width: int) -> str:
    """An article's number with a blank behind it, in `width` cells at least: what is cut off a
    number makes another one."""
    return f"#{number} ".ljust(width)


def fit_right(words: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """As `fit`, with the spaces in front: for numbers."""
    shown = cut(words, width, ellipsis)
    return " " * (width - width_of(shown)) + shown


def painted(shown: str) -> str:
    """A safe text as it is sent to the terminal: without the marks that pile up on one cell.

    Not length-preserving, but it takes the same cells: call it last, after measuring.
    """
    if shown.isascii() or narrow_until(shown, 0, len(shown)) == len(shown):
        return shown
    kept: list[str] = []
    marks = 0
    for character in shown:
        marks = marks + 1 if not _WIDTHS[character] else 0
        if marks <= _MARKS_SHOWN:
            kept.append(character)
    return "".join(kept)
