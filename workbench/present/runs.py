"""Runs: pieces of a line with a style name each. What every list line is made of.

The words in a run are safe and may go to a screen as they are.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.present.cells import ELLIPSIS, cut, fit, widest, width_of


class Run(NamedTuple):
    """A piece of a line with one style."""

    text: str
    """Safe: it may go to a screen as it is."""
    style: str
    """A style name of the theme."""


Runs = tuple[Run, ...]


def words_line(words: str, width: int, style: str = "text") -> Runs:
    """Plain words in exactly `width` cells."""
    return (Run(fit(words, width), style),)


def fill_runs(runs: list[Run] | Runs, width: int) -> Runs:
    """The runs in exactly `width` cells: cut, or filled up with spaces."""
    filled: list[Run] = []
    room = most = width
    for run in runs:
        if widest(run.text) > most:
            mark = ELLIPSIS if run.text.strip() else ""
            filled.append(Run(cut(run.text, most, mark), run.style))
            room -= width_of(filled[-1].text)
            break
        filled.append(run)
        room -= width_of(run.text)
        most -= widest(run.text)
    if room > 0:
        filled.append(Run(" " * room, "text"))
    return tuple(filled)
