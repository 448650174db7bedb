"""From style names to strips: where a theme's styles meet the runs and looks of `present`.

The theme is a plain mapping of names to Rich styles; a name that it lacks is drawn as plain text.
Holds no colour of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from workbench.present.cells import width_of
from workbench.present.look import Look
from workbench.present.runs import Run

_UNDERLINED = Style(underline=True)


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


_Character = tuple[str, Style | None, int]
"""A character, its style, its cells."""


def _characters(strip: Strip) -> list[_Character]:
    return [
        (character, segment.style, width_of(character))
        for segment in strip
        for character in segment.text
    ]


def _alike(one: Sequence[_Character], other: Sequence[_Character]) -> int:
    """How many characters from the start are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cells(characters: Sequence[_Character]) -> int:
    return sum(width for _, _, width in characters)


class Looks:
    """The styles of one theme, composed once each."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._text = styles.get("text", Style.null())
        self._looks: dict[Look, Style] = {}
        self._based: dict[tuple[str, str], Style] = {}

    def style(self, name: str, base: str = "text") -> Style:
        """The style of a name on the ground of another."""
        key = (name, base)
        found = self._based.get(key)
        if found is None:
            found = self._based[key] = self._compose(name, base)
        return found

    def _compose(self, name: str, base: str) -> Style:
        ground = self._text + self._styles.get(base, Style.null())
        if name in (base, "text"):
            return ground
        style = ground + self._styles.get(name, Style.null())
        return style if base == "text" else style + Style(bgcolor=ground.bgcolor)

    def of(self, look: Look) -> Style:
        """The style of a place in a text: its names laid over each other from the bottom up."""
        found = self._looks.get(look)
        if found is None:
            found = self._text
            for name in look.names:
                found += self._styles.get(name, Style.null())
            if look.underlined:
                found += _UNDERLINED
            if look.under_cursor:
                found += Style(reverse=not found.reverse, bold=True)
            self._looks[look] = found
        return found

    def strip(self, runs: Iterable[Run], width: int, base: str = "text") -> Strip:
        """Runs as one strip of exactly `width` cells."""
        segments = [Segment(run.text, self.style(run.style, base)) for run in runs if run.text]
        return strip_of(segments, width, self.style(base))

    def blank(self, width: int, base: str = "text") -> Strip:
        """An empty line."""
        return Strip.blank(width, self.style(base))
