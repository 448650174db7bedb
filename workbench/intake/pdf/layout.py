"""Lines of a PDF become paragraphs: by gaps, indents and sizes, over columns and pages.

The order is the file's own. A hyphen at the end of a line stays where the word has one, and goes
where the file breaks words; a reduplication keeps it always.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from statistics import median

from workbench.intake.pdf.child import Line
from workbench.intake.pdf.lines import body_size

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"([^\W_]+)(?:[-\u2010\xad])$")
_NEXT = re.compile(r"[^\W_]+")
_ENDS = re.compile("[.!?…:;][\"'”’»)\\]]*$")
_BULLET = re.compile(r"[•●▪■◦–—*-] |\(?\d{1,2}[.)] ")
_GAP = 1.35
"""Of the usual distance of lines, from which a paragraph ends."""
_SIZE = 1.15
"""Of two sizes of letters, from which they are different things."""
_INDENT = 0.7
"""Of a letter's size, from which a line is indented."""
_SHORT = 0.75
"""Of the longest lines, below which one ends before its margin."""
_BREAKS, _FEWEST_BREAKS = 0.04, 3
"""Share and number of lines that end in a hyphen, from which the file breaks words."""
_WIDEST = 1.45
"""Distance of lines in sizes of their letters, from which it is no paragraph's."""
_COMMON = 0.1
"""Share of the distances of lines, from which one is usual."""
_FEWEST_STEPS = 12
"""From which lines that are far from each other are usual."""
_HEADLINE = 1.25
"""Of a headline's letters beside the text's."""
_LEAST_HEADLINE = 4
_NEAR_TOP = 6
"""Paragraphs among which a headline stands."""
_MARKS = ".,;:!?\"'”“’‘()"
_MOST_PIECES, _LONG = 6, 8
"""Of a word in pieces, and the letters of one that is looked for."""
_LEAST_ROOT = 3
"""Letters that both halves of a reduplication share."""


@dataclass(slots=True)
class Layout:
    """The paragraphs of a file, and what is to be said of them."""

    paragraphs: list[str] = field(default_factory=list)
    headline: str = ""
    taken_out: int = 0
    """Hyphens at the ends of lines that went."""
    left: int = 0
    """And those that stayed and may not belong there."""
    doubtful: list[int] = field(default_factory=list)
    """Pages, counted from one, whose columns may be in another order."""


def laid_out(pages: list[list[Line]]) -> Layout:
    """The paragraphs of pages in the order of the file."""
    layout = Layout()
    everything = [line for page in pages for line in page]
    joiner = _Joiner([line.words for line in everything])
    size, leading = body_size(everything), _leading(everything)
    paragraph: list[Line] = []
    for number, page in enumerate(pages, 1):
        shape = _Shape(page, size, leading)
        if shape.turns > 2:
            layout.doubtful.append(number)
        for at, line in enumerate(page):
            before = page[at - 1] if at else None
            if paragraph and shape.parts(before, paragraph[-1], line):
                _finish(paragraph, layout, joiner)
            paragraph.append(line)
    _finish(paragraph, layout, joiner)
    layout.taken_out, layout.left = joiner.taken_out, joiner.left
    layout.headline = _headline(pages, layout.paragraphs)
    return layout


class _Shape:
    """What is usual on a page."""

    def __init__(self, page: list[Line], size: float, leading: float) -> None:
        self._size = size
        self._leading = leading
        self._longest = max((len(line.words) for line in page), default=0)
        self.turns = sum(two.y - one.y > 0.6 * two.size for one, two in pairwise(page))
        """How often the file goes up the page again."""

    def parts(self, before: Line | None, last: Line, line: Line) -> bool:
        """Whether a line begins a paragraph; before: the line above on the same page, if any."""
        if max(last.size, line.size) > _SIZE * min(last.size, line.size) > 0:
            return True
        if _BULLET.match(line.words):
            return True
        goes_on = not _ends(last) or line.words[:1].islower()
        if before is None or line.y - before.y > 0.5 * line.size:  # another page or column
            return not goes_on
        down = before.y - line.y
        if down < 0.5 * line.size:  # the same line
            return False
        usual = self._leading * line.size / self._size if self._size else self._leading
        if down > _GAP * usual > 0:
            return True
        is_indented = line.x - last.x > _INDENT * line.size
        is_short = len(last.words) < _SHORT * self._longest
        return not goes_on and (is_indented or is_short)


def _ends(line: Line) -> bool:
    return _ENDS.search(line.words) is not None


def _leading(lines: list[Line]) -> float:
    """The usual distance of two lines of the text: the smallest that is common."""
    size = body_size(lines)
    steps = [
        one.y - two.y
        for one, two in pairwise(lines)
        if one.size == two.size == size and 0.5 * size < one.y - two.y < 3 * size
    ]
    often = Counter(round(step) for step in steps)
    common = [step for step, times in often.items() if times >= _COMMON * len(steps)]
    usual = median(step for step in steps if abs(step - min(common)) <= 1) if common else 0.0
    return usual if len(steps) >= _FEWEST_STEPS else min(usual, _WIDEST * size)


def _finish(lines: list[Line], layout: Layout, joiner: _Joiner) -> None:
    """The lines become a paragraph."""
    if words := joiner.joined([line.words for line in lines]).strip():
        layout.paragraphs.append(words)
    lines.clear()


def _headline(pages: list[list[Line]], paragraphs: list[str]) -> str:
    """The first paragraph of the largest letters on the first page, if they are a headline's."""
    if not pages:
        return ""
    size = body_size([line for page in pages for line in page])
    large = [line for line in pages[0] if line.size >= _HEADLINE * size]
    for line in sorted(large, key=lambda line: -line.size):
        for paragraph in paragraphs[:_NEAR_TOP]:
            if paragraph.startswith(line.words) and len(paragraph) >= _LEAST_HEADLINE:
                return paragraph
    return ""


@lru_cache(maxsize=1)
def _hyphened() -> frozenset[str]:
    data = tomllib.loads(files("workbench.intake.pdf").joinpath("pdf.toml").read_text("utf-8"))
    return frozenset(data["hyphened"])


class _Joiner:
    """Joins lines, knowing the words and the habits of the whole file."""

    def __init__(self, lines: list[str]) -> None:
        self.taken_out = 0
        self.left = 0
        self._words = Counter(word.casefold() for line in lines for word in _WORD.findall(line))
        broken = [
            self._halves(one, two)
            for one, two in pairwise(lines)
            if one.endswith("-") and self._is_odd(one, two)
        ]
        sure = sum(self._words["".join(halves)] > 0 for halves in broken)
        is_often = len(broken) >= _FEWEST_BREAKS and len(broken) > _BREAKS * len(lines)
        self._breaks = is_often or sure >= _FEWEST_BREAKS

    def joined(self, lines: list[str]) -> str:
        """The lines as one paragraph."""
        pieces: list[str] = []
        for line in lines:
            if pieces:
                pieces[-1] = self._before(pieces[-1], line)
            pieces.append(line)
        return "".join(pieces).replace("\xad", "")

    def _before(self, line: str, after: str) -> str:
        """A line as it stands before another one of its paragraph."""
        last, first = _LAST.search(line[-80:]), _NEXT.match(after)
        if last is None or first is None:
            return f"{line} "
        if line[-1] == "\xad":
            return line[:-1]
        if not self._is_odd(line[-80:], after):
            return line
        halves = self._halves(line, after)
        has_hyphen = self._words["-".join(halves)] > 0 or halves[0] in _hyphened()
        is_break = self._breaks and not has_hyphen
        if line[-1] == "\u2010" or self._words["".join(halves)] or is_break:
            self.taken_out += 1
            return line[:-1]
        self.left += not has_hyphen
        return line

    def _halves(self, line: str, after: str) -> tuple[str, str]:
        """What stands before and behind a hyphen at the end of a line, in small letters."""
        last, first = _LAST.search(line[-80:]), _NEXT.match(after)
        return (last[1] if last else "").casefold(), (first[0] if first else "").casefold()

    def _is_odd(self, text: str, line: str) -> bool:
        """Whether a hyphen at the end of a text may be there for the line alone."""
        last, first = _LAST.search(text), _NEXT.match(line)
        if last is None or first is None:
            return False
        left, right = last[1], first[0]
        if right[:1].isupper() or not (left.isalpha() and right.isalpha()) or left.isupper():
            return False
        return not _is_doubled(left.casefold(), right.casefold())


def _is_doubled(left: str, right: str) -> bool:
    """Whether two halves are one word said twice, with its affixes or another sound."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < _LEAST_ROOT:
        return False
    if shorter in longer or shorter[1:] == longer[-len(shorter) + 1 :]:
        return len(shorter) > _LEAST_ROOT or shorter in longer
    vowels = str.maketrans("", "", "aiueo")
    return left.translate(vowels) == right.translate(vowels) and len(left) == len(right)


def scattered(paragraphs: list[str]) -> Iterator[str]:
    """Pieces that stand apart and make a word together that the text has elsewhere."""
    words = Counter(word.casefold() for text in paragraphs for word in _WORD.findall(text))
    for text in paragraphs:
        pieces = [piece.strip(_MARKS) for piece in text.split(" ")]
        for at in range(len(pieces) - 2):
            for length in range(_MOST_PIECES, 2, -1):
                run = [piece.casefold() for piece in pieces[at : at + length]]
                whole = "".join(run)
                is_run = len(run) == length and len(whole) >= _LONG and all(run)
                if is_run and words[whole] and sum(words[piece] == 1 for piece in run) * 2 > length:
                    yield " ".join(pieces[at : at + length])
                    break
