"""A place where analysts differ, as rows: the text around it, then its answers beside each other.

Two answers stand beside each other, what differs marked and underlined, so that nothing rests on a
colour; more of them below each other. Rows are laid out in a width; each is drawn when it is
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.text import safe
from workbench.present.adjudication import Shown
from workbench.present.beside import field_rows, sides_row, wrapped_rows
from workbench.present.cells import painted
from workbench.present.layout import Line, wrap
from workbench.present.runs import Run, Runs, fill_runs, words_line

if TYPE_CHECKING:
    from workbench.domain.beside import Field
    from workbench.present.beside import Draw
    from workbench.present.glyphs import Glyphs

Pieces = Sequence[tuple[int, int]]

AROUND = 200
"""Code points of the text that are shown before the words and behind them, at the most: whole
words of it, where there are spaces."""
_MOST_LINES = 7
"""Of the text; of longer stretches the first, which hold where the answers begin."""


class Passage(NamedTuple):
    """A stretch of text, and the words in it that answers are on."""

    text: str
    start: int
    end: int
    """Where the words of all answers begin, and end."""
    sides: Sequence[Pieces]
    """The words of each answer."""


class Answers(NamedTuple):
    """What is said of the words."""

    sides: Sequence[Shown]
    fields: Sequence[Field]
    """Of the first two sides."""
    instead: Shown | None = None
    """What stands in the place of all of them."""


class Words(NamedTuple):
    """Something that was said of the place, behind what it is."""

    label: str
    words: str
    style: str = "text"


def case_rows(
    passage: Passage,
    answers: Answers,
    glyphs: Glyphs,
    width: int,
    *,
    said: Sequence[Words] = (),
) -> Iterator[Draw]:
    """The rows of a place. said: of what was decided there, in full."""
    yield from _text_rows(passage, width)
    yield partial(words_line, "")
    for label, words, style in said:
        yield from wrapped_rows(label, words, width, style, most=None)
    sides, fields, instead = answers
    if len(sides) == 2:
        yield from _facing(sides, fields, glyphs, width)
    else:
        yield from _below(sides, width)
    if instead:
        yield from _below([instead], width)
    for one in sides:
        for note in one.notes:
            yield from wrapped_rows(f"{one.letter} noted", note, width, "dim")


def _facing(
    answers: Sequence[Shown], fields: Sequence[Field], glyphs: Glyphs, width: int
) -> Iterator[Draw]:
    yield partial(sides_row, answers[0].title, answers[1].title, glyphs)
    if all(one.fields for one in answers):
        for field in fields:
            yield from field_rows(field, width, glyphs)
        return
    for one in answers:
        yield from _of(one, width, "")


def _below(answers: Sequence[Shown], width: int) -> Iterator[Draw]:
    for one in answers:
        if one.whose or not one.fields:
            yield partial(words_line, one.title, style="dim")
        yield from _of(one, width, f"{one.letter} " if len(answers) > 1 else "")


def _of(one: Shown, width: int, before: str) -> Iterator[Draw]:
    for name, words in one.fields.items():
        yield from wrapped_rows(f"{before}{name}", words, width, _STYLES.get(name, "text"))


_STYLES = {"words": "claim", "from": "source", "verdict": "origin"}


def _text_rows(passage: Passage, width: int) -> Iterator[Draw]:
    low, high = _bounds(passage)
    lines = [(low + start, low + end) for start, end in wrap(passage.text[low:high], width)]
    first = next((at for at, line in enumerate(lines) if line[1] > passage.start), 0)
    first = max(0, min(first - 1, len(lines) - _MOST_LINES))
    for line in lines[first : first + _MOST_LINES]:
        yield partial(_text_line, passage, line)


def _bounds(passage: Passage) -> tuple[int, int]:
    """Of what is shown: within the paragraphs of the words, and not too much of them."""
    text, start, end = passage.text, passage.start, passage.end
    low = text.rfind("\n", 0, start) + 1
    if start - low > AROUND:
        low = text.find(" ", start - AROUND, start) + 1 or start - AROUND
    after = text.find("\n", end)
    high = len(text) if after < 0 else after
    if high - end > AROUND:
        space = text.rfind(" ", end, end + AROUND)
        high = end + AROUND if space < 0 else space
    return low, high


def _text_line(passage: Passage, line: Line, width: int) -> Runs:
    """A line of the text: words that all answers are on, and those that some are on."""
    start, end = line
    runs: list[Run] = []
    at = start
    for edge in sorted({end, *_edges(passage.sides, start, end)}):
        if edge > at:
            style = _style(passage.sides, at)
            runs.append(Run(painted(safe(passage.text[at:edge])), style))
            at = edge
    return fill_runs(runs, width)


def _edges(sides: Sequence[Pieces], start: int, end: int) -> Iterator[int]:
    for pieces in sides:
        for piece in pieces:
            yield from (edge for edge in piece if start < edge < end)


def _style(sides: Sequence[Pieces], at: int) -> str:
    many = sum(any(start <= at < end for start, end in pieces) for pieces in sides)
    if not many:
        return "text"
    return "hit" if many == len(sides) else "differs"
