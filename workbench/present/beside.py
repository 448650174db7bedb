"""What waits as rows: a head, and below it ours beside theirs, field by field, or its words and the
places in our text that they may mean.

What differs has a mark before it and is underlined, so that nothing rests on a colour. Rows are
laid out in a width; each is drawn when it is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.arrival import ArrivalKind
from workbench.domain.text import safe_line
from workbench.present.arrivals import gist
from workbench.present.cells import fit
from workbench.present.facing import FacingRow, facing_heading, facing_line, facing_rows
from workbench.present.glyphs import Glyphs
from workbench.present.layout import wrap
from workbench.present.places import place_runs
from workbench.present.runs import Run, Runs, fill_runs, words_line

if TYPE_CHECKING:
    from workbench.domain.beside import Beside, Field
    from workbench.domain.comparison import Comparison

Draw = Callable[[int], Runs]
"""Draws a row in a width."""

_LABEL = 12
"""Cells before a field's words."""
_MOST_LINES = 5
"""Of one field: of longer ones those where they first differ are shown."""
_MOST_PLACES = 4
"""That are shown of one."""
_TOLD = ("words", "says", "span", "hop")
"""Beginnings of the fields that are shown of what has no place here."""
_SEEN = {
    ArrivalKind.CONFLICT: "changed in both",
    ArrivalKind.SHIFTED: "words stand elsewhere",
    ArrivalKind.UNMATCHED: "no place here",
}


def rows_of(one: Beside, width: int, glyphs: Glyphs) -> list[Draw]:
    """The rows of one that waits: its head first, then what is to be seen before an answer."""
    return [partial(_head, one, glyphs), *_below(one, width, glyphs)]


def _head(one: Beside, glyphs: Glyphs, width: int) -> Runs:
    arrival, number = one.arrival, one.number
    where = f"#{number}" if number else ""
    whose = f" {safe_line(arrival.past.analyst)}" if arrival.past.analyst else ""
    mark = glyphs.disputed if arrival.kind is ArrivalKind.CONFLICT else glyphs.verdict[None]
    runs = (
        Run(f"{mark} {_SEEN[arrival.kind]}", "open"),
        Run(f"  {arrival.entity}{whose} {where}".rstrip(), "title"),
        Run(f"  {safe_line(_words(one))}", "text"),
    )
    return fill_runs(runs, width)


def _words(one: Beside) -> str:
    record = one.arrival.theirs or one.ours
    return " ".join(gist(record).split()) if record else ""


def _below(one: Beside, width: int, glyphs: Glyphs) -> Iterator[Draw]:
    kind = one.arrival.kind
    if kind is ArrivalKind.CONFLICT:
        yield partial(_sides, one, glyphs)
        for field in one.fields if one.ours is not None else ():
            yield from field_rows(field, width, glyphs)
        return
    if kind is ArrivalKind.UNMATCHED and one.arrival.why:
        yield from wrapped_rows("why", one.arrival.why, width, "dim")
    for field in one.fields:
        if field.theirs and field.name.startswith(_TOLD):
            style = "source" if field.name.startswith("hop") else "claim"
            yield from wrapped_rows(field.name, field.theirs, width, style)
    for place, excerpt in enumerate(one.places[:_MOST_PLACES], 1):
        yield partial(_labelled, f"place {place}", partial(place_runs, excerpt, glyphs=glyphs))
    if kind is ArrivalKind.SHIFTED and not one.places:
        yield from wrapped_rows("place", "nobody knows: select the words in the text", width, "dim")
    if (more := len(one.places) - _MOST_PLACES) > 0:
        yield from wrapped_rows("", f"and {more} more places", width, "dim")


def _sides(one: Beside, glyphs: Glyphs, width: int) -> Runs:
    """Whose each side is; of what stands on one side alone, that it is so."""
    ours = "yours" if one.ours is not None else "yours: not here"
    theirs = "theirs" if one.arrival.theirs is not None else "theirs: removed"
    return sides_row(ours, theirs, glyphs, width)


def sides_row(one: str, other: str, glyphs: Glyphs, width: int) -> Runs:
    """Whose each side is, over its fields."""
    heading = facing_heading(one, other, max(20, width - _LABEL), glyphs)
    dim = tuple(Run(run.text, "dim") for run in heading)
    return fill_runs((Run(" " * _LABEL, "dim"), *dim), width)


def field_rows(field: Field, width: int, glyphs: Glyphs) -> Iterator[Draw]:
    """A field of both sides beside each other, what differs marked."""
    texts = (field.ours, field.theirs)
    rows = facing_rows(field.comparison, *texts, max(20, width - _LABEL))
    first = max(0, min(_first_difference(rows, field.comparison), len(rows) - _MOST_LINES))
    for place, row in enumerate(rows[first : first + _MOST_LINES]):
        label = field.name if place == 0 else ""
        if first and place == 0:
            label = fit(label, _LABEL - 3, glyphs.ellipsis).rstrip() + f" {glyphs.ellipsis}"
        line = partial(_facing_line, row, field.comparison, texts, glyphs)
        yield partial(_labelled, label, line)


def _facing_line(
    row: FacingRow, comparison: Comparison, texts: tuple[str, str], glyphs: Glyphs, width: int
) -> Runs:
    return facing_line(row, comparison, texts, width, glyphs)


def _first_difference(rows: list[FacingRow], comparison: Comparison) -> int:
    """The row before the first that has other words than the other side."""
    (pair,) = comparison.pairs
    for place, row in enumerate(rows):
        sides = ((row.left, pair.left_marks), (row.right, pair.right_marks))
        if any(line and any(low < line[1] for low, _ in marks) for line, marks in sides):
            return max(0, place - 1)
    return 0


def wrapped_rows(
    label: str, words: str, width: int, style: str, *, most: int | None = _MOST_LINES
) -> Iterator[Draw]:
    """Words behind a label, broken; the first lines of long ones. most: lines; None: all."""
    words = safe_line(words)
    lines = [words[low:high] for low, high in wrap(words, max(8, width - _LABEL))]
    for place, line in enumerate(lines[:most]):
        yield partial(_labelled, "" if place else label, partial(_plain, line.rstrip(), style))


def _plain(words: str, style: str, width: int) -> Runs:
    return words_line(words, width, style)


def _labelled(label: str, draw: Draw, width: int) -> Runs:
    return fill_runs((Run(fit(label, _LABEL), "dim"), *draw(max(8, width - _LABEL))), width)
