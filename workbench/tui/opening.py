"""What the desk opens with: where the analyst was, the library's first page, and that page drawn.

Needs no textual, which takes longer to import than all of this: the page is on the terminal before
that begins. What the desk then paints differs in little, and only that is sent. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.domain.text import safe_line
from workbench.present.runs import Run, Runs, words_line
from workbench.services.workbench import Workbench
from workbench.settings import Settings
from workbench.tui.frame import Frame, row_of, traits_of
from workbench.tui.frame.styled import colour_system, pen_of
from workbench.tui.pages.library import LibraryPage
from workbench.tui.sizes import ROOMY, SMALLEST
from workbench.tui.styles import Styles
from workbench.tui.terminal import glyphs_of
from workbench.tui.theme import choose_theme, styles
from workbench.tui.views.library import Library
from workbench.tui.widgets.lines import GUTTER, gutter, heading_bar, status_line

_AROUND_THE_LIST = 4
"""Lines: the heading over it, two of details and the status line under it."""


class Opening:
    """The first page of one desk."""

    def __init__(self, bench: Workbench, settings: Settings, environ: Mapping[str, str]) -> None:
        self._bench = bench
        self._environ = environ
        self.theme, self.problems = choose_theme(settings, environ)
        self.glyphs = glyphs_of(settings)
        self.place = bench.place()
        """Where the analyst was."""
        self.library = Library(bench)
        self.library.load_first()

    def draw(self, width: int, height: int) -> tuple[Frame, str] | None:
        """A frame with the library's first page on a terminal of this size, and the sequence that
        draws it; None where the desk begins otherwise, or the terminal takes no frames."""
        traits = traits_of(self._environ)
        is_small = width < SMALLEST[0] or height < SMALLEST[1]
        if traits is None or is_small or self.place.get("page") == "article":
            return None
        frame = Frame(width, height, traits)
        worn, system = Styles(styles(self.theme)), colour_system(self._environ)
        rows = {}
        for line, (base, runs) in enumerate(self._lines(width, height)):
            parts = [(run.text, pen_of(worn.style(run.style, base), system)) for run in runs]
            numbered = [(text, frame.pens.number(pen)) for text, pen in parts]
            rows[line] = row_of(numbered, frame.cells)
        return frame, frame.paint(rows)

    def _lines(self, width: int, height: int) -> Iterator[tuple[str, Runs]]:
        """The style of the ground and the runs of each line."""
        page = LibraryPage(self.library, self.glyphs)
        page.width = width
        is_roomy = height >= ROOMY
        if is_roomy:
            yield "text", words_line("", width)  # the bars come when the dates are counted
        yield "header", heading_bar(page.heading, (Run(f" {page.tally}", "header"),), width)
        rows = page.rows
        for index in range(height - _AROUND_THE_LIST - is_roomy):
            row = rows.row(index, width - GUTTER) if index < len(rows) else None
            if row is None:
                yield "text", words_line("", width)
            else:
                cursor = "cursor" if index == page.cursor else None
                yield "text", (*gutter(self.glyphs, cursor), *row)
        for detail in page.details:
            yield "text", status_line(detail, (), width)
        analyst = safe_line(self._bench.analyst)
        right = f" {page.pane.value}  {'read-only  ' * self._bench.store.is_read_only}{analyst} "
        yield "status", status_line((), (Run(right, "status_key"),), width)
