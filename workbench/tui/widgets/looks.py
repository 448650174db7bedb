"""From style names to strips: where a theme's styles meet the runs of `present`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from workbench.present.cells import narrow_until, width_of
from workbench.present.runs import Run
from workbench.tui.styles import Styles


def strip_of(segments: Iterable[Segment], width: int, ground: Style) -> Strip:
    """Segments as one strip of exactly `width` cells; neighbours in one style go out as one."""
    kept = [segment for segment in segments if segment.text]
    cells = sum(width_of(segment.text) for segment in kept)
    if cells < width:
        kept.append(Segment(" " * (width - cells), ground))
        cells = width
    strip = Strip(kept, cells).simplify()
    return strip if cells == width else strip.crop(0, width)


def changed_cells(old: Strip, new: Strip) -> tuple[int, int] | None:
    """First cell that differs between two strips of one width, and one past the last; None when
    they look the same. All of them where there are marks: cutting a strip parts them from their
    letters."""
    if old == new:
        return None
    before, after = _characters(old), _characters(new)
    if not all(width for _, _, width in (*before, *after)):
        return 0, new.cell_length
    start = _alike(before, after)
    if start == len(before) == len(after):
        return None
    end = _alike(before[start:][::-1], after[start:][::-1])
    return _cells(after[:start]), new.cell_length - _cells(after[len(after) - end :])


def refresh_changed(widget: Widget, line: int, before: Strip, after: Strip) -> None:
    """Have the cells of a widget's line painted again that look otherwise than before."""
    if changed := changed_cells(before, after):
        start, end = changed
        widget.refresh(Region(start, line, end - start, 1))


_Character = tuple[str, Style | None, int]
"""A character, its style, its cells."""


def _characters(strip: Strip) -> list[_Character]:
    found: list[_Character] = []
    for words, style, _ in strip:
        if narrow_until(words, 0, len(words)) == len(words):
            found += [(character, style, 1) for character in words]
        else:
            found += [(character, style, width_of(character)) for character in words]
    return found


def _alike(one: Sequence[_Character], other: Sequence[_Character]) -> int:
    """How many characters from the start are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cells(characters: Sequence[_Character]) -> int:
    return sum(width for _, _, width in characters)


class Looks(Styles):
    """The styles of one theme, and strips drawn in them."""

    def strip(self, runs: Iterable[Run], width: int, base: str = "text") -> Strip:
        """Runs as one strip of exactly `width` cells."""
        segments = [Segment(run.text, self.style(run.style, base)) for run in runs if run.text]
        return strip_of(segments, width, self.style(base))

    def blank(self, width: int, base: str = "text") -> Strip:
        """An empty line."""
        return Strip.blank(width, self.style(base))
