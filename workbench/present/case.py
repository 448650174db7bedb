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
from workbench.present.adjudication import NOTHING, Shown
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
"""Code points of the text that are shown before the words and behind them."""
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


def case_rows(
    passage: Passage, answers: Sequence[Shown], fields: Sequence[Field], glyphs: Glyphs, width: int
) -> Iterator[Draw]:
    """The rows of a place. fields: of the first two answers."""
    yield from _text_rows(passage, width)
    yield partial(words_line, "")
    if len(answers) == 2:
        yield from _facing(answers, fields, glyphs, width)
    else:
        yield from _below(answers, width)
    for one in answers:
        for note in one.notes:
            yield from wrapped_rows(f"{one.letter} noted", note, width, "dim")


def _facing(
    answers: Sequence[Shown], fields: Sequence[Field], glyphs: Glyphs, width: int
) -> Iterator[Draw]:
    names = [one.name if one.fields else f"{one.name}: {NOTHING}" for one in answers]
    yield partial(sides_row, names[0], names[1], glyphs)
    if all(one.fields for one in answers):
        for field in fields:
            yield from field_rows(field, width, glyphs)
        return
    for one in answers:
        yield from _of(one, width, "")


def _below(answers: Sequence[Shown], width: int) -> Iterator[Draw]:
    for one in answers:
        if one.whose or not one.fields:
            words = one.name if one.fields else f"{one.name}: {NOTHING}"
            yield partial(words_line, words, style="dim")
        yield from _of(one, width, f"{one.letter} ")


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
    low = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    after = text.find("\n", end)
    return low, min(len(text) if after < 0 else after, end + AROUND)


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
