"""An article's text with everything that lives in it: facts, claims, hits, selection, cursor.

Wraps by `present.layout`, looks by `present.look`; keeps the strip of each line until something on
that line changes, and paints only those lines again. The stored text reaches the screen through
`safe` alone, one code point for each of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip

from workbench.domain import grapheme
from workbench.domain.text import safe
from workbench.present.cells import painted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.layout import Line, column_of, line_of, offset_at, wrap
from workbench.present.look import CURSOR, Look, look
from workbench.present.spans import Layer, SpanIndex, stretches
from workbench.tui.sizes import READABLE, WIDEST
from workbench.tui.widgets.line_pane import LinePane
from workbench.tui.widgets.looks import Looks, refresh_changed, strip_of

GUTTER = 2
"""Cells before the text: how many things begin on the line; the bar of the cursor's, and on others
what covers them."""
_TAIL = 1
"""Cells behind the text, for a cursor that stands on a line feed."""

if TYPE_CHECKING:
    from workbench.domain.coverage import Coverage

_LONGEST_END = 30
"""Code points of what is looked at of a span's last word; a span with no more between its first and
its last is shown whole."""
_WORD, _LAST_WORD = re.compile(r"\w+"), re.compile(r"\w+\W*\Z")

Extent = tuple[int, int]


class ReadingPane(LinePane):
    """A text, a cursor in it, and layers over it; the screen moves and fills it."""

    MARGIN = 3

    def __init__(self, looks: Looks, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(looks, glyphs=glyphs, id=id)
        self.text = ""
        self.offset_in_text = 0
        self.selection: tuple[Extent, ...] = ()
        self.active: Extent | None = None
        self._index = SpanIndex()
        self._claims = SpanIndex()
        self._hits = SpanIndex()
        self._over = SpanIndex()
        self._coverage: Coverage | None = None
        self._lines: list[Line] = [(0, 0)]
        self._wrapped_at = 0
        """Width of the pane that the lines were made for."""
        self._strips: dict[int, Strip] = {}
        self._goal: int | None = None

    # What is shown ---------------------------------------------------------------------------

    def show(self, text: str, index: SpanIndex, offset: int = 0) -> None:
        """Show another text with its layers; nothing is selected, active or hit in it."""
        self.text = text
        self._index = index
        self._claims = self._hits = SpanIndex()
        self._coverage = None
        self.selection = ()
        self.active = None
        self.offset_in_text = self._clamped(offset)
        self._goal = None
        self._overlay()
        self._wrap()
        self.refresh()
        self.scroll_to_offset(self.offset_in_text)

    def set_index(self, index: SpanIndex) -> None:
        """Other layers over the same text: paints the lines where they differ."""
        changed, self._index = index.differing(self._index), index
        self._touch((layer.start, layer.end) for layer in changed)

    def set_claims(self, index: SpanIndex) -> None:
        """The claims over the text, which come and go one by one: of each the first words and the
        last ones show, the margin says what lies between."""
        index = SpanIndex(map(self._at_its_ends, index.layers))
        changed, self._claims = index.differing(self._claims), index
        self._touch((layer.start, layer.end) for layer in changed)

    def _at_its_ends(self, layer: Layer) -> Layer:
        if layer.name != "claim":
            return layer
        pieces = [end for piece in layer.pieces for end in self._ends(*piece)]
        return layer._replace(parts=tuple(pieces))

    def set_coverage(self, coverage: Coverage) -> None:
        """Show in the margin what covers the sentences of the text."""
        old, self._coverage = self._coverage, coverage
        self._touch(coverage.changed_from(old) if old else coverage.sentences)

    def set_cursor(self, offset: int) -> None:
        """Put the cursor on the cluster at an offset, and bring it into sight."""
        self._goal = None
        self._place(offset)

    def set_selection(self, pieces: Sequence[Extent]) -> None:
        """Show these spans as selected; none for no selection."""
        old, self.selection = self.selection, tuple(pieces)
        self._overlay()
        self._touch(_differences(old, self.selection))

    def set_active(self, extent: Extent | None) -> None:
        """Show a span as the one that the list's cursor is on."""
        old, self.active = self.active, extent
        if old == extent:
            return
        self._overlay()
        self._touch(found for found in (old, extent) if found)

    def set_hits(self, hits: Iterable[Extent]) -> None:
        """Show where the words of a search are."""
        old, self._hits = self._hits, SpanIndex(Layer(a, b, "hit") for a, b in hits)
        self._touch((layer.start, layer.end) for layer in (*old.layers, *self._hits.layers))

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        self._strips.clear()
        super().set_looks(looks)

    def _paint_cursor(self) -> None:
        self._overlay()
        self._touch([(self.offset_in_text, self.offset_in_text + 1)])

    # Lines -----------------------------------------------------------------------------------

    @property
    def line(self) -> int:
        """Number of the screen line that the cursor is on."""
        return line_of(self._lines, self.offset_in_text)

    @property
    def line_count(self) -> int:
        """Screen lines of the text in this width."""
        return len(self._lines)

    @property
    def page(self) -> int:
        """Lines of a page: two less than fit, so that some stay in sight."""
        return max(1, self.size.height - 2)

    def offset_under(self, column: int, row: int) -> int:
        """The offset at a cell of the widget, the nearest there is."""
        number = max(0, min(self.scroll_offset.y + row, len(self._lines) - 1))
        return offset_at(self.text, self._lines[number], max(0, column - GUTTER))

    def move_lines(self, lines: int) -> int:
        """Move the cursor down, or up when negative, in its column; returns the offset."""
        number = self.line
        if self._goal is None:
            self._goal = column_of(self.text, self._lines[number], self.offset_in_text)
        number = max(0, min(number + lines, len(self._lines) - 1))
        goal = self._goal
        self._place(offset_at(self.text, self._lines[number], goal))
        self._goal = goal
        return self.offset_in_text

    def scroll_to_offset(self, offset: int) -> None:
        """Bring an offset into sight: near ones by the line, far ones a third from the top."""
        if height := self.size.height:
            number = line_of(self._lines, offset)
            self._bring_into_sight(number, far=height // 2, place=height // 3)

    def _clamped(self, offset: int) -> int:
        return grapheme.floor(self.text, max(0, min(offset, len(self.text) - 1)))

    def _place(self, offset: int) -> None:
        offset = self._clamped(offset)
        if offset != self.offset_in_text:
            old, self.offset_in_text = self.offset_in_text, offset
            self._overlay()
            self._touch([(old, old + 1), (offset, offset + 1)])
        self.scroll_to_offset(offset)

    # Painting --------------------------------------------------------------------------------

    def _overlay(self) -> None:
        """Selection, active span and cursor as layers."""
        layers = [Layer(start, end, "selection") for start, end in self.selection]
        if self.active:
            layers += [Layer(start, end, "active") for start, end in self._ends(*self.active)]
        if self._is_current:
            at = self.offset_in_text
            layers.append(Layer(at, max(at + 1, grapheme.following(self.text, at)), CURSOR))
        self._over = SpanIndex(layers)

    def _ends(self, start: int, end: int) -> tuple[Extent, ...]:
        """The first and the last word of a span, or all of a short one: where it begins and ends
        is seen from these, and what lies between needs not be sent with each move."""
        first = _WORD.search(self.text, start, end)
        last = _LAST_WORD.search(self.text, max(start, end - _LONGEST_END), end)
        if first is None or last is None or first.end() + _LONGEST_END > last.start():
            return ((start, end),)
        return (start, first.end()), (last.start(), end)

    def _touch(self, extents: Iterable[Extent]) -> None:
        """Paint again what changed on the lines that share a code point with one of these."""
        numbers: set[int] = set()
        for start, end in extents:
            first, last = line_of(self._lines, start), line_of(self._lines, max(start, end - 1))
            numbers.update(range(first, last + 1))
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        for number in numbers:
            before = self._strips.pop(number, None)
            if not top <= number < bottom:
                continue
            if before is None:
                self.refresh_line(number)
                continue
            after = self._strips[number] = self._paint(number)
            refresh_changed(self, number - top, before, after)

    def _wrap(self) -> None:
        self._wrapped_at = self.size.width
        width = min(READABLE, max(2, (self.size.width or WIDEST) - GUTTER - _TAIL))
        self._lines = wrap(self.text, width)
        self._strips.clear()
        self._measure()

    def _on_resize(self, event: Resize) -> None:
        self._fit()
        self.scroll_to_offset(self.offset_in_text)

    def _fit(self) -> None:
        """Wrap to the width that there is now."""
        if self.size.width != self._wrapped_at:
            was_painted = bool(self._strips)
            self._wrap()
            if was_painted:  # else it is yet to be painted anyway
                self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; the first paint in a width comes before word of it."""
        if self.size.width != self._wrapped_at:
            self._fit()
            self.scroll_to_offset(self.offset_in_text)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One screen line, from the cache when nothing on it changed."""
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return self._looks.blank(self.size.width)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._paint(number)
        return strip

    def _paint(self, number: int) -> Strip:
        start, end = self._lines[number]
        segments = self._gutter(number, start)
        for low, high, alive in stretches(
            start, end, (self._index, self._claims, self._hits, self._over)
        ):
            words = painted(safe(self.text[low:high]))
            segments.append(Segment(words, self._looks.of(look(alive))))
        if self._is_current and end <= self.offset_in_text and number == self.line:
            segments.append(Segment(" ", self._looks.of(Look(under_cursor=True))))
        return strip_of(segments, self.size.width, self._looks.style("text"))

    def _gutter(self, number: int, start: int) -> list[Segment]:
        following = self._lines[number + 1][0] if number + 1 < len(self._lines) else None
        end = len(self.text) + 1 if following is None else following
        begun = (*self._index.starting(start, end), *self._claims.starting(start, end))
        keys = {layer.key for layer in begun}
        digits = self._glyphs.layers
        here = self._is_current and number == self.line
        if here:
            bar, style = self._glyphs.cursor, "cursor"
        else:
            bar = self._margin(start, self._lines[number][1])
            style = "text" if bar == " " else "gutter"
            if not self._is_current and self._is_active(start, self._lines[number][1]):
                bar, style = self._glyphs.active if bar == " " else bar, "cue"
        return [
            Segment(digits[min(len(keys), len(digits) - 1)], self._looks.style("gutter")),
            Segment(bar, self._looks.style(style)),
        ]

    def _is_active(self, start: int, end: int) -> bool:
        """Whether a line has words of what the list's cursor is on."""
        return self.active is not None and self.active[0] < end and start < self.active[1]

    def _margin(self, start: int, end: int) -> str:
        """The mark of what covers the words of a line, the least of it."""
        cover = self._coverage.least(start, end) if self._coverage else None
        return " " if cover is None else self._glyphs.cover[cover.word]


def _differences(old: Sequence[Extent], new: Sequence[Extent]) -> list[Extent]:
    """What is in one list of spans and not in the other, roughly: ends that moved, or all."""
    if len(old) != len(new):
        return [*old, *new]
    found: list[Extent] = []
    for (start, end), (other_start, other_end) in zip(old, new, strict=True):
        if start != other_start:
            found.append((min(start, other_start), max(start, other_start)))
        if end != other_end:
            found.append((min(end, other_end), max(end, other_end)))
    return found
