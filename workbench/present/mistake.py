"""Where a line goes wrong, as two lines of words: the line, and carets below what is wrong."""

from __future__ import annotations

from workbench.domain.text import safe_line
from workbench.present.cells import prefix_within, width_of

_WIDEST = 72
"""Cells of the line that are shown, more or less."""
_BEFORE = 40
"""Cells before the mistake that are kept of a longer line."""


def mistake_lines(line: str, start: int, end: int) -> tuple[str, str]:
    """The line around code points start to end, and carets under them; a mistake behind the end has
    one caret."""
    shown = safe_line(line)
    is_long = width_of(shown) > _WIDEST
    first = start - prefix_within(shown[:start][::-1], _BEFORE) if is_long else 0
    before, wrong = shown[first:start], shown[start:end]
    wrong = wrong[: max(1, prefix_within(wrong, _WIDEST - width_of(before)))]
    after = shown[start + len(wrong) :]
    after = after[: prefix_within(after, max(0, _WIDEST - width_of(before + wrong)))]
    ellipsis = "…" if first else ""
    rest = "…" if start + len(wrong) + len(after) < len(shown) else ""
    carets = " " * width_of(ellipsis + before) + "^" * max(1, width_of(wrong))
    return f"{ellipsis}{before}{wrong}{after}{rest}", carets
