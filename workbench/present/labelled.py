"""Labels and words as lines: what is known of one thing, a label at the left of each, long words
broken. For sheets and for what stands beside a list; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.domain.text import safe_line
from workbench.present.layout import wrap
from workbench.present.runs import Run, Runs

LABEL = 13
"""Cells of the labels, with the space behind them."""
_LEAST = 8


class Labelled(NamedTuple):
    """One thing that is known."""

    label: str
    words: str
    style: str = "text"


def labelled_lines(rows: Iterable[Labelled], width: int) -> Iterator[Runs]:
    """The rows in lines of at most `width` cells; the label stands on the first line of each."""
    for row in rows:
        words = safe_line(row.words)
        for start, end in wrap(words, max(_LEAST, width - LABEL)):
            label = "" if start else row.label
            yield Run(f"{label:<{LABEL}}", "dim"), Run(words[start:end].rstrip(), row.style)
