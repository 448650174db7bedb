"""What the desk opens with: where the analyst was, the library's first page, and that page drawn.

Needs no textual, which takes longer to import than all of this: the page is on the terminal before
that begins, and its cursor moves meanwhile. What the desk then paints differs in little, and only
that is sent. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

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

if TYPE_CHECKING:
    from workbench.settings import Problem
    from workbench.tui.keymap import Keymap
    from workbench.tui.registry import Action

Line = tuple[str, Runs]
"""The style of the ground, and the runs."""
_AROUND_THE_LIST = 4
"""Lines: the heading over it, two of details and the status line under it."""
_MARGIN = 2
"""Rows that a list keeps in sight under its cursor."""


class Keys(NamedTuple):
    """What can be done, and by which keys."""

    actions: tuple[Action, ...]
    map: Keymap
    problems: tuple[Problem, ...]


class Opening:
    """The first page of one desk."""

    def __init__(
        self,
        bench: Workbench,
        settings: Settings,
        environ: Mapping[str, str],
        place: dict[str, Any] | None = None,
    ) -> None:
        """place: where to begin; else where the analyst was."""
        self._bench = bench
        self._settings = settings
        self._environ = environ
        self.theme, self.problems = choose_theme(settings, environ)
        self.glyphs = glyphs_of(settings)
        self.place = bench.place() if place is None else place
        """Where the desk begins."""
        library = Library(bench)
        library.load_first()
        self.page = LibraryPage(library, self.glyphs)
        self._frame: Frame | None = None
        """What was drawn."""
        self._pen: Callable[[str, str], int]
        self._height = 0

    @cached_property
    def keys(self) -> Keys:
        """The actions and their keys, read when they are first asked for."""
        from workbench.tui.catalogue import read_catalogue
        from workbench.tui.keymap import build_keymap

        actions = read_catalogue()
        return Keys(actions, *build_keymap(actions, self._settings.keys))

    # Drawing ---------------------------------------------------------------------------------

    def draw(self, width: int, height: int) -> tuple[Frame, str] | None:
        """A frame with the library's first page on a terminal of this size, and the sequence that
        draws it; None where the desk begins otherwise, or the terminal takes no frames."""
        traits = traits_of(self._environ)
        is_small = width < SMALLEST[0] or height < SMALLEST[1]
        if traits is None or is_small or self.place.get("page") == "article":
            return None
        frame = Frame(width, height, traits)
        worn, system = Styles(styles(self.theme)), colour_system(self._environ)

        @cache
        def pen(style: str, base: str) -> int:
            return frame.pens.number(pen_of(worn.style(style, base), system))

        self._frame, self._pen, self._height = frame, pen, height
        self.page.width = width
        if (kept := self._kept) is not None:
            self.page.cursor = kept
        return frame, self._paint(dict(enumerate(self._lines())))

    def _paint(self, lines: Mapping[int, Line]) -> str:
        """The sequence after which these lines of what was drawn read so."""
        assert self._frame
        cells, pen = self._frame.cells, self._pen
        rows = {
            number: row_of([(run.text, pen(run.style, base)) for run in runs], cells)
            for number, (base, runs) in lines.items()
        }
        return self._frame.paint(rows)

    def _lines(self) -> Iterator[Line]:
        """All lines of the screen."""
        page, width = self.page, self.page.width
        if self._top > 1:
            yield "text", words_line("", width)  # the bars come when the dates are counted
        yield "header", heading_bar(page.heading, (Run(f" {page.tally}", "title"),), width)
        yield from map(self._row, range(self._room))
        for detail in page.details:
            yield "text", status_line(detail, (), width)
        analyst = safe_line(self._bench.analyst)
        right = f" {page.pane.value}  {'read-only  ' * self._bench.store.is_read_only}{analyst} "
        yield "status", status_line((), (Run(right, "status_key"),), width)

    def _row(self, index: int) -> Line:
        page, rows = self.page, self.page.rows
        row = rows.row(index, page.width - GUTTER) if index < len(rows) else None
        if row is None:
            return "text", words_line("", page.width)
        return "text", (*gutter(self.glyphs, "cursor" if index == page.cursor else None), *row)

    @property
    def _top(self) -> int:
        """Number of the line with the first row."""
        return 2 if self._height >= ROOMY else 1

    @property
    def _room(self) -> int:
        """Lines for rows."""
        return self._height - _AROUND_THE_LIST - (self._top - 1)

    # Moving ----------------------------------------------------------------------------------

    def answer(self, typed: bytes) -> str | None:
        """What shows that the cursor moved as was typed. None, and nothing is done, where more than
        a move among the rows that show is asked for; heading and details follow with the desk."""
        from workbench.tui.early_keys import steps_of

        steps = steps_of(typed, self.keys.map, self.page.pane) if self._kept is not None else None
        to = before = self.page.cursor
        for step in steps or ():
            to = max(0, to + step)
            if to >= self._reach:
                return None
        row = self.page.library.row(to)
        if not steps or row is None:
            return None
        self.page.cursor, self.place["article"] = to, row.number
        return self._paint({self._top + index: self._row(index) for index in (before, to)})

    @property
    def _kept(self) -> int | None:
        """The row that the analyst was on; None where that is none of those that show."""
        if any(self.place.get(name) for name in ("filter", "order", "board", "case")):
            return None
        number, library = self.place.get("article"), self.page.library
        if number is None:
            return 0
        rows = ((at, library.row(at)) for at in range(self._reach))
        return next((at for at, row in rows if row and row.number == number), None)

    @property
    def _reach(self) -> int:
        """How many rows the cursor may be on without the list being scrolled."""
        rows = len(self.page.rows)
        return rows if rows <= self._room else self._room - _MARGIN
