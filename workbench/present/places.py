"""Places in texts as rows: words with what stands around them, one below the other, so that the eye
goes down a column. No word is shown in part where a whole one fits.
"""

from __future__ import annotations

import re

from workbench.domain.excerpt import Excerpt
from workbench.domain.text import safe_line
from workbench.present.cells import cut, width_of
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs, fill_runs

_SPACES = re.compile(r"\s+")


def place_runs(place: Excerpt, width: int, glyphs: Glyphs) -> Runs:
    """A place in exactly `width` cells; its words begin a third from the left in every row."""
    left = width // 3
    before = words_within(_as_line(place.before), left)
    words = cut(_as_line(place.exact), max(1, width // 2), glyphs.ellipsis)
    runs = (
        Run(" " * (left - width_of(before)) + before, "dim"),
        Run(words, "hit"),
        Run(_as_line(place.after), "dim"),
    )
    return fill_runs(runs, width)


def _as_line(words: str) -> str:
    """Words of a text as they read in a row: where lines break is of no interest there."""
    return safe_line(_SPACES.sub(" ", words))


def words_within(words: str, width: int) -> str:
    """The last of some words that fit in `width` cells; part of a word only where none fits."""
    if width_of(words) <= width:
        return words
    cells, start = 0, len(words)
    while start and (cells := cells + width_of(words[start - 1])) <= width:
        start -= 1
    whole = words[start:]
    if words[start - 1].isspace() or " " not in whole.strip():
        return whole
    return whole[whole.index(" ") :]
