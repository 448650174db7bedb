"""Emulated terminals for the frame: what bytes draw, cell by cell, and rows in full.

Two screens are alike when an analyst sees no difference: on a blank only its ground is compared,
and what shows there, as an underline.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import pyte
from pyte.screens import Char

from workbench.tui.frame import Pens, Row

NO_WRAP = "\x1b[?7l"

Look = tuple[object, ...]


class Screen(pyte.Screen):
    """pyte's, which erases only cells that something was written to, erasing all."""

    def erase_in_display(self, how: int = 0, *args: object, **named: object) -> None:
        for number in range(self.cursor.y + 1 if how == 0 else 0, self.lines):
            for column in range(self.columns):
                self.buffer[number][column] = self.cursor.attrs
        if how == 0:
            self.erase_in_line(0)


class Emulated:
    """A terminal without line wrap, and what it was sent."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.stream.feed(NO_WRAP)
        self.sent = 0
        self.sequences: list[str] = []

    def feed(self, sequence: str) -> None:
        self.sent += len(sequence)
        self.sequences.append(sequence)
        self.stream.feed(sequence)

    def line(self, number: int) -> list[Look]:
        row = self.screen.buffer[number]
        return [look(row[column]) for column in range(self.screen.columns)]

    def lines(self) -> list[list[Look]]:
        return [self.line(number) for number in range(self.screen.lines)]


def look(cell: Char) -> Look:
    """What is seen of a cell."""
    shown = cell.underscore, cell.reverse, cell.strikethrough
    if cell.data == " " and not any(shown):
        return (" ", cell.bg)
    data = unicodedata.normalize("NFC", cell.data)
    if cell.data == " ":
        return (" ", cell.bg, cell.fg if cell.reverse else "", *shown)
    return (data, cell.bg, cell.fg, cell.bold, cell.italics, cell.blink, *shown)


@cache
def _looks(sequence: str) -> tuple[Look, Look]:
    """What is seen of the first two cells once this was drawn on an empty terminal."""
    terminal = Emulated(3, 1)
    terminal.feed(sequence)
    one, other, _ = terminal.line(0)
    return one, other


def drawn(row: Row, pens: Pens) -> list[Look]:
    """What is seen of a row of which each cell is drawn by itself, with all of its pen."""
    found: list[Look] = []
    halves = _looks("")
    for text, pen in row:
        if text:
            halves = _looks(f"{pens.way(None, pen)}{text}")
        found.append(halves[0 if text else 1])
    return found
