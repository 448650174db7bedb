"""Where a line goes wrong, as two lines of words: the line, and carets below what is wrong."""

from __future__ import annotations

from workbench.domain.text import safe_line
from workbench.present.cells import width_of

_WIDEST = 72
"""Cells of the line that are shown, more or less."""
_BEFORE = 40
"""Code points before the mistake that are kept of a longer line."""


def mistake_lines(line: str, start: int, end: int) -> tuple[str, str]:
    """The line around code points start to end, and carets under them; a mistake behind the end has
    one caret."""
    shown = safe_line(line)
    first = max(0, start - _BEFORE) if width_of(shown) > _WIDEST else 0
    before, wrong = shown[first:start], shown[start:end]
    wrong = wrong[: max(1, _WIDEST - len(before))]
    after = shown[start + len(wrong) :][: max(0, _WIDEST - len(before) - len(wrong))]
    ellipsis = "…" if first else ""
    rest = "…" if start + len(wrong) + len(after) < len(shown) else ""
    carets = " " * width_of(ellipsis + before) + "^" * max(1, width_of(wrong))
    return f"{ellipsis}{before}{wrong}{after}{rest}", carets
