"""The paragraphs of a text document while it is walked: cells, boxes and notes in their places.

A row of a table is one line where its cells are, a box stands behind the paragraph that it hangs
on, notes stand behind the text; so nothing that a page prints elsewhere breaks a sentence in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.intake.document import counted

_SPACE = re.compile(r"[ \t\n\r\f\v\x85\xa0\u2028\u2029]+")
_FIRST = 6
"""Paragraphs among which a headline stands."""


@dataclass(slots=True)
class _Frame:
    """A body, a cell, a box or a note: its paragraphs, and the one under way."""

    paragraphs: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    is_open: bool = False
    waiting: list[str] = field(default_factory=list)
    """What stands behind the paragraph under way."""
    cells: list[list[list[str]]] = field(default_factory=list)
    """Of the rows that are open in it."""


class Flow:
    """Takes words and breaks in reading order; nothing in it knows a format."""

    def __init__(self) -> None:
        self._frames = [_Frame()]
        self._is_box: list[bool] = []
        self._after: list[str] = []
        self.headline = ""
        """The first of the first paragraphs that the document itself calls one."""

    def add(self, words: str) -> None:
        """Words of the paragraph under way, white space as it comes."""
        self._frames[-1].words.append(_SPACE.sub(" ", words))

    def add_break(self) -> None:
        """A line ends within the paragraph."""
        self._frames[-1].words.append("\n")

    def start_paragraph(self) -> None:
        """A paragraph begins; inside of another one it is a box."""
        is_box = self._frames[-1].is_open
        self._is_box.append(is_box)
        if is_box:
            self._frames.append(_Frame())
        self._frames[-1].is_open = True

    def end_paragraph(self, *, is_headline: bool = False, goes_on: bool = False) -> None:
        """It ends; goes_on: the next one is its other half."""
        frame = self._frames[-1]
        frame.is_open = False
        if not goes_on:
            before = len(frame.paragraphs)
            _finish(frame)
            made = frame.paragraphs[before:]
            is_first = len(self._frames) == 1 and before < _FIRST
            if is_headline and is_first and made and not self.headline:
                self.headline = " ".join(made[0].split())
        if self._is_box and self._is_box.pop():
            self._frames[-2].waiting.extend(self._closed())

    def open_row(self) -> None:
        """A row of a table begins."""
        self._frames[-1].cells.append([])

    def open_cell(self) -> None:
        """A cell begins."""
        self._frames.append(_Frame())

    def close_cell(self) -> None:
        """It ends."""
        paragraphs = self._closed()
        if self._frames[-1].cells:
            self._frames[-1].cells[-1].append(paragraphs)

    def close_row(self, *, is_left_out: bool = False) -> None:
        """It ends: one line, unless a cell has several paragraphs."""
        frame = self._frames[-1]
        cells = frame.cells.pop() if frame.cells else []
        if is_left_out:
            return
        paragraphs = [paragraph for cell in cells for paragraph in cell]
        if all(len(cell) <= 1 for cell in cells) and paragraphs:
            paragraphs = [" ".join(paragraphs)]
        (frame.waiting if frame.is_open else frame.paragraphs).extend(paragraphs)

    def open_note(self) -> None:
        """A footnote or endnote begins, in the middle of a sentence."""
        self._frames.append(_Frame())

    def close_note(self) -> None:
        """It ends."""
        self._after.extend(self._closed())

    def text(self) -> str:
        """Everything, blank lines between."""
        while len(self._frames) > 1:
            self._frames[-2].waiting.extend(self._closed())
        frame = self._frames[0]
        _finish(frame)
        return "\n\n".join((*frame.paragraphs, *self._after))

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say of the notes."""
        if not self._after:
            return ()
        return (f"{counted(len(self._after), 'paragraph', 'paragraphs')} of notes set at the end",)

    def _closed(self) -> list[str]:
        frame = self._frames.pop()
        _finish(frame)
        return frame.paragraphs


def _finish(frame: _Frame) -> None:
    """The paragraph under way becomes one, or as many as blank lines make of it."""
    lines = [" ".join(line.split(" ")).strip() for line in "".join(frame.words).split("\n")]
    parts = re.split(r"\n{2,}", "\n".join(_SPACE.sub(" ", line) for line in lines))
    frame.paragraphs.extend(filter(None, (part.strip("\n ") for part in parts)))
    frame.paragraphs.extend(frame.waiting)
    frame.words.clear()
    frame.waiting.clear()


def told_of_text(
    *, inserted: int, deleted: int, hidden: int, comments: int, foreign: int = 0
) -> Iterator[str]:
    """What to say of what a document holds beside its text as it stands."""
    if inserted or deleted:
        taken = counted(inserted, "tracked insertion", "tracked insertions")
        yield f"{taken} taken in, {counted(deleted, 'deletion', 'deletions')} left out"
    for count, one, many in (
        (hidden, "piece of hidden text", "pieces of hidden text"),
        (comments, "comment", "comments"),
        (foreign, "part in another format", "parts in other formats"),
    ):
        if count:
            yield f"{counted(count, one, many)} left out"
