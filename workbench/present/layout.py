"""Where a text breaks into screen lines, and where an offset stands on one.

Lines are spans of code points into the stored text, which is never altered; a line feed ends a
line and belongs to none, a space that no longer fits is swallowed. No line splits a grapheme
cluster that fits on one, and the time is linear in the text, whatever it holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from workbench.domain import grapheme
from workbench.domain.text import safe
from workbench.present.cells import cell_width, narrow_until, prefix_within, widest, width_of

Line = tuple[int, int]
"""Half-open, in code points."""

_NEVER_FIRST = frozenset(
    "、。，．：；？！」』）］｝〕】》〉ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…·!?,.:;)]}”’»%"
)
_NEVER_LAST = frozenset("「『（［｛〔【《〈([{“‘«")
_SPACES = frozenset(
    " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u1680"
)
"""Spaces at which a line may break: not the no-break ones."""


def wrap(text: str, width: int) -> list[Line]:
    """The screen lines of a text in `width` cells, at least 2; an empty text has one line."""
    width = max(2, width)
    lines: list[Line] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        _wrap_line(text, start, stop, width, lines)
        if end < 0:
            return lines
        start = end + 1


def _wrap_line(text: str, start: int, stop: int, width: int, lines: list[Line]) -> None:
    """Append the screen lines of text[start:stop], which holds no line feed."""
    while True:
        reach = min(stop, start + width + 1)
        plain = narrow_until(text, start, reach)
        if plain == stop and stop - start <= width:
            lines.append((start, stop))
            return
        if plain == reach:
            end, following = _break_plain(text, start, width)
        else:
            end, following = _break_mixed(text, start, stop, width)
        lines.append((start, end))
        if following >= stop:
            return
        start = following


def _break_plain(text: str, start: int, width: int) -> tuple[int, int]:
    """End of the line and start of the next where every code point takes one cell."""
    limit = start + width
    if text[limit] == " ":
        return limit, limit + 1
    space = text.rfind(" ", start, limit)
    end = space + 1 if space >= start else limit
    return (end, end) if space >= start else _unjoined(text, start, limit)


def _unjoined(text: str, start: int, limit: int) -> tuple[int, int]:
    """A hard break at `limit`, or before the cluster that it would split."""
    end = grapheme.floor(text, limit)
    if end <= start:
        end = limit
    return end, end


def _break_mixed(text: str, start: int, stop: int, width: int) -> tuple[int, int]:
    """As `_break_plain`, measuring each cluster; stops within one line's worth of clusters."""
    used = 0
    at = start
    chance = -1
    previous_wide = False
    while at < stop:
        end = min(stop, grapheme.end_of(text, at))
        character = text[at]
        cells = cell_width(character) if end == at + 1 else widest(text[at:end])
        wide = cells > 1
        if at > start and (wide or previous_wide) and _may_part(text[at - 1], character):
            chance = at
        if used + cells > width:
            return _overflow(text, start, at, end, chance, width)
        used += cells
        at = end
        if character in _SPACES:
            chance = at
        previous_wide = wide
    return stop, stop


def _may_part(before: str, after: str) -> bool:
    return after not in _NEVER_FIRST and before not in _NEVER_LAST and after not in _SPACES


def _overflow(text: str, start: int, at: int, end: int, chance: int, width: int) -> tuple[int, int]:
    """Where to break when the cluster at..end no longer fits."""
    if text[at] in _SPACES:
        return at, end
    if chance > start:
        return chance, chance
    if at > start:
        return at, at
    cut = start + max(1, prefix_within(text[start:end], width))
    return cut, cut


def line_of(lines: Sequence[Line], offset: int) -> int:
    """Index of the screen line that shows the offset; a swallowed space or feed is its line's."""
    return max(0, bisect_right(lines, (offset, float("inf"))) - 1)


def column_of(text: str, line: Line, offset: int) -> int:
    """Cells before the offset on its line; at most the line's width."""
    start, end = line
    return width_of(text[start : max(start, min(offset, end))])


def offset_at(text: str, line: Line, column: int) -> int:
    """The cluster shown at a column of a line: its start; the line's last one beyond its end."""
    start, end = line
    if start >= end:
        return start
    at = min(start + prefix_within(text[start:end], max(0, column)), end - 1)
    return max(start, grapheme.floor(text, at))


def hanging(text: str, line: Line, column: int) -> int:
    """As `offset_at`, but one past the last code point beyond the line's end."""
    return line[1] if column >= width_of(text[line[0] : line[1]]) else offset_at(text, line, column)


def shown(text: str, line: Line) -> str:
    """A line as the screen may show it: safe, one code point for each of the text's."""
    return safe(text[line[0] : line[1]])


__all__ = [
    "Line", "cell_width", "column_of", "hanging", "line_of", "offset_at", "shown", "wrap",
]  # fmt: skip
