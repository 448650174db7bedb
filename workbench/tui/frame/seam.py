"""Where the frame diff enters textual: between what it has drawn and what it writes.

`App._display`, the compositor and its updates are private to textual 8, and are used in this module
and nowhere else. Where they are not as they were (`fits`), where an update is of an unknown kind,
or anything goes wrong here, textual writes it itself, as it always did.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from rich.color import ColorSystem
from rich.console import RenderableType
from rich.style import Style
from textual import _compositor as compositor
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.frame.cells import Cell, Row
from workbench.tui.frame.model import Frame, Handover
from workbench.tui.frame.pens import Pens
from workbench.tui.frame.styled import pen_of
from workbench.tui.frame.traits import Traits, traits_of

_SEAM = (
    (App._display, ("self", "screen", "renderable")),
    (compositor.LayoutUpdate.__init__, ("self", "strips", "region")),
    (compositor.ChopsUpdate.__init__, ("self", "chops", "spans", "chop_ends")),
    (compositor.Compositor.render_update, ("self", "full", "screen_stack")),
    (compositor.Compositor.reflow, ("self", "parent", "size")),
)
"""Functions of textual, and the names of their first parameters."""

_WORTH_HOLDING = 400
"""Characters from which on a terminal that can is asked to show them at once (mode 2026)."""


def fits() -> bool:
    """Whether this textual is the one that the seam was made for."""
    return all(function.__code__.co_varnames[: len(names)] == names for function, names in _SEAM)


class _Compositor(compositor.Compositor):
    """One that draws all that moved since it last laid out. Textual 8 lays out unseen where it is
    asked for a widget's place after one without a height was to be drawn: what moved by that was
    not drawn again, nor told that it has another size."""

    _laid_out: compositor.CompositorMap | None = None

    def reflow(self, parent: Widget, size: Size) -> compositor.ReflowResult:
        """Lay out, and compare with what was laid out unseen and with what was drawn."""
        drawn, seen = self._laid_out, self._full_map
        result = super().reflow(parent, size)
        if drawn is not None and drawn is not seen:
            self._full_map = drawn
            missed = super().reflow(parent, size)
            result = compositor.ReflowResult(*map(set.union, result, missed))
        self._laid_out = self._full_map
        return result


class FramedScreen(Screen[None], inherit_bindings=False):
    """A screen that draws whatever moved."""

    def __init__(self) -> None:
        super().__init__()
        if fits():
            self._compositor = _Compositor()


class FramedApp(App[None], inherit_bindings=False):
    """An app that sends only what changed on the screen."""

    _handover: Handover | None = None
    _frame: Frame | None = None
    _epoch = -1
    _has_painted = False

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._pens = Pens()
        self._traits = traits_of(os.environ) if fits() else None
        self._pen_numbers: dict[tuple[Style | None, ColorSystem], int] = {}

    def note_crash(self, error: BaseException | None) -> None:
        """Keep what went wrong aside; the desk goes on."""

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, or on POSIX the one that tells when the screen was lost."""
        from textual.drivers.linux_driver import LinuxDriver

        found = super().get_driver_class()
        if found is not LinuxDriver:
            return found
        from workbench.tui.frame.driver import FrameDriver

        return FrameDriver

    def take_over(self, handover: Handover) -> None:
        """Go on with a screen that was drawn on before there was an app."""
        self._handover = handover
        self._frame, self._pens, self._epoch = handover.frame, handover.frame.pens, 0

    def handed_over(self) -> Handover | None:
        """What the driver goes on with, once; None: the screen is yet to be taken."""
        handover, self._handover = self._handover, None
        return handover

    def caret(self) -> tuple[int, int] | None:
        """Column and line of where the next letter goes; None where nothing is typed into."""
        return None

    def redraw(self) -> None:
        """Draw everything anew: somebody else wrote to the screen."""
        self._frame = None
        self.screen.refresh()

    async def on_resize(self, event: events.Resize) -> None:
        """The terminal moved or cut what it showed, even where the size is the same again; but the
        events before the first frame only tell what it is."""
        if self._has_painted and self._frame:
            self.redraw()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        sequence, caret = None, self.caret()
        if self._traits and renderable is not None and not self._batch_count and self._running:
            try:
                sequence = self._difference(screen, renderable, self._traits)
            except ValueError:  # it cannot be told in cells
                self._frame = None
            except Exception as error:
                self._frame = self._traits = None
                self.note_crash(error)
        if sequence is None:
            self.cursor_position = Offset(*caret or (0, 0))
            super()._display(screen, renderable)
        self._send(sequence or "", caret)
        if sequence is not None:
            self.post_display_hook()

    def _send(self, sequence: str, caret: tuple[int, int] | None) -> None:
        """Send it; the terminal's own cursor is left where something is typed, since an input
        method shows there what it is about to type, and is hidden anywhere else."""
        from workbench.tui.frame.driver import FrameDriver

        driver = self._driver
        if not isinstance(driver, FrameDriver):
            return
        frame = self._frame
        if caret and frame and not frame.has(*caret):
            caret = None  # a field that was mounted now is laid out below the screen first
        shows = driver.cursor(is_shown=caret is not None)
        if caret and frame:
            sequence += frame.leave_cursor(*caret) + shows
        else:
            sequence = shows + sequence
        if self._sync_available and len(sequence) >= _WORTH_HOLDING:
            sequence = f"\x1b[?2026h{sequence}\x1b[?2026l"
        if sequence:
            driver.paint(sequence)

    def _difference(
        self, screen: Screen[Any], update: RenderableType, traits: Traits
    ) -> str | None:
        """What is to be sent for an update; None: textual should write it."""
        from workbench.tui.frame.driver import FrameDriver

        driver = self._driver
        if self._closed or not isinstance(driver, FrameDriver):
            return None
        frame, size = self._frame, screen._compositor.size
        is_current = frame is not None and driver.epoch == self._epoch
        if frame is None or not is_current or (frame.width, frame.height) != size:
            frame = Frame(size.width, size.height, traits, self._pens)
            if not isinstance(update, compositor.LayoutUpdate) or update.region != size.region:
                whole = screen._compositor.render_update(
                    full=True, screen_stack=self._background_screens
                )
                assert whole is not None
                update = whole
        sequence = frame.paint(self._rows(frame, update))
        self._frame, self._epoch, self._has_painted = frame, driver.epoch, True
        return sequence

    # From strips to rows -----------------------------------------------------------------------

    def _rows(self, frame: Frame, update: RenderableType) -> Mapping[int, Row]:
        if isinstance(update, compositor.LayoutUpdate) and update.region.x == 0:
            lines = enumerate(update.strips, update.region.y)
            return {
                y: tuple(cell for strip in strips for cell in self._cells(frame, strip))
                for y, strips in lines
            }
        if isinstance(update, compositor.ChopsUpdate):
            return self._patched(frame, update)
        raise ValueError(f"an update of the kind {type(update).__name__}")

    def _patched(self, frame: Frame, update: compositor.ChopsUpdate) -> Mapping[int, Row]:
        """The rows that it touches. A strip counts whole, though textual would cut it: what is
        there already is not sent, and a cut may go through a wide character."""
        rows: dict[int, Row] = {}
        for y, first, last in update.spans:
            row = rows.get(y) or frame.rows[y]
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x <= last and end > first:
                    row = (*row[:x], *self._cells(frame, strip), *row[end:])
            rows[y] = row
        return rows

    def _cells(self, frame: Frame, strip: Strip) -> list[Cell]:
        """The cells of a strip, as many as it says it has."""
        row: list[Cell] = []
        system = self.console._color_system or ColorSystem.TRUECOLOR
        for text, style, control in strip:
            if control:
                raise ValueError("a control segment")
            frame.cells.add(row, text, self._pen_of(style, system))
        if len(row) != strip.cell_length:
            raise ValueError(f"a strip of {strip.cell_length} cells takes {len(row)}")
        return row

    def _pen_of(self, style: Style | None, system: ColorSystem) -> int:
        key = style, system
        found = self._pen_numbers.get(key)
        if found is None:
            found = self._pen_numbers[key] = self._pens.number(pen_of(style, system))
        return found
