"""One line to type into, with a list of completions above it: commands, filters, searches, pickers.

The screen feeds it keys and pastes and reads what became of them. It completes nothing itself: who
opens it sets the completions after each change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget

from workbench.domain.text import safe_line
from workbench.present.cells import cut, painted, width_of
from workbench.present.editing import Edit, edited, view
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.layout import wrap
from workbench.present.runs import Run, Runs, fill_runs, words_line
from workbench.tui.widgets.looks import Looks, strip_of
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.status_bar import StatusBar


class Completion(NamedTuple):
    """One thing the line may become."""

    value: str
    """What stands in the line when it is taken."""
    help: str = ""
    """Words shown behind it."""
    key: str = ""
    """What it stands for, as a source's uid."""
    row: Callable[[int], Runs] | None = None
    """Draws it in a width; None draws value and help."""
    pick: str = ""
    """The key that takes it at once while nothing is typed."""


_LEAST = 8
"""Cells before the words behind what may be taken."""


class _Completions:
    """The completions as a window of rows."""

    def __init__(self, completions: Sequence[Completion]) -> None:
        self._completions = completions
        self._widest = max((width_of(one.value) for one in completions), default=0)
        """Cells of the longest of what may be taken."""

    def __len__(self) -> int:
        return len(self._completions)

    def row(self, index: int, width: int) -> Runs | None:
        completion = self._completions[index]
        if completion.row is not None:
            return fill_runs(completion.row(width), width)
        if not completion.help:
            return words_line(completion.value, width)
        half = min(28, width // 2, max(_LEAST, self._widest + 1))
        return (
            *words_line(completion.value, half),
            Run(" ", "text"),
            *words_line(completion.help, max(1, width - half - 1), "dim"),
        )


class InputLine(Widget, can_focus=False):
    """The line itself: a label and what is typed."""

    DEFAULT_CSS = """
    InputLine { height: 1; width: 1fr; }
    """

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._looks = looks
        self._label = ""
        self._edit = Edit()

    def show(self, label: str, edit: Edit) -> None:
        """Show this label and line."""
        if (label, edit) != (self._label, self._edit):
            self._label, self._edit = label, edit
            self.refresh()

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        self._looks = looks
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        if y or not width:
            return self._looks.blank(width, "prompt")
        label, style = self._label_in(width), self._looks.style("prompt")
        words, _ = view(self._edit, width - width_of(label))
        segments = [
            Segment(label, self._looks.style("dim", "prompt")),
            Segment(painted(words), style + Style(reverse=self._edit.is_selected)),
        ]
        return strip_of(segments, width, style)

    @property
    def caret(self) -> tuple[int, int]:
        """Column and line of the screen where the next letter goes."""
        x, y, width, _ = self.region
        label = width_of(self._label_in(width))
        _, column = view(self._edit, width - label)
        return x + min(label + column, max(0, width - 1)), y

    def _label_in(self, width: int) -> str:
        label = safe_line(self._label)
        if width_of(label) + width_of(painted(safe_line(self._edit.value))) >= width:
            return cut(label, width // 2)  # what is typed has the other half
        return label


class PromptBar(Vertical, can_focus=False):
    """A line to type into, over the last lines of the screen; nothing while closed.

    It lies on a layer of its own, and its children are what comes and goes: were it part of the
    screen's layout, or hidden itself, each opening would paint the whole screen again.
    """

    DEFAULT_CSS = """
    PromptBar { dock: bottom; layer: prompt; height: auto; width: 100%; }
    PromptBar RowList { height: 0; display: none; }
    PromptBar StatusBar { display: none; }
    """

    ROWS = 8
    """Completions that are shown at once, unless `rows` says otherwise."""

    def __init__(self, looks: Looks, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line = InputLine(looks)
        self._line.display = False  # not by its style sheet, which counts once it is mounted
        self._list = RowList(looks, glyphs=glyphs)
        self._note = StatusBar(looks, base="prompt", id="refusal")
        self._more = StatusBar(looks, base="prompt", id="refusal-more")
        """What the note has no room for."""
        self.rows = self.ROWS
        self.tells = False
        """Whether what the chosen completion does stands over the line as well, where it has the
        whole width."""
        self._lifted = 0
        self._label = ""
        self._edit = Edit()
        self._completions: Sequence[Completion] = ()
        self._is_chosen = False
        self._history: Sequence[str] = ()
        self._back = 0
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The completions over the line."""
        yield self._list
        yield self._note
        yield self._more
        yield self._line

    # Opening ---------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether keys belong to it."""
        return bool(self._line.display)

    @property
    def caret(self) -> tuple[int, int] | None:
        """Column and line of the screen where the next letter goes, while it is open."""
        return self._line.caret if self.is_open and self._line.region else None

    @property
    def value(self) -> str:
        """What is typed."""
        return self._edit.value

    @property
    def chosen(self) -> Completion | None:
        """The completion under the list's cursor, when one is chosen."""
        return self._completions[self._list.cursor] if self._is_chosen else None

    def open(
        self, label: str, value: str = "", *, history: Sequence[str] = (), selected: bool = False
    ) -> None:
        """Show the line with a label; history holds earlier values, newest last. selected: what is
        typed first replaces the value."""
        self._label = label
        self._history, self._back, self._typed = history, 0, value
        self._line.display = True
        self.set_completions(())
        self._put(Edit(value, len(value), is_selected=selected and bool(value)))

    def close(self) -> None:
        """Hide it."""
        self.set_completions(())
        self.accept()
        self._line.display = False

    def refuse(self, why: str) -> None:
        """Say over the line why what stands in it is not taken, until it is another."""
        self._note.show((Run(safe_line(why), "warning"),))
        self._note.display = True

    def point_at(self, line: str, at: int) -> None:
        """Put the cursor behind so many code points of a line that stands in the value."""
        start = self.value.find(line)
        if start >= 0:
            self._put(Edit(self.value, min(start + at, start + len(line))))

    def accept(self) -> None:
        """Take back why it was not taken."""
        self._note.display = self._more.display = False

    def pick(self, key: str) -> bool:
        """Choose the row that a key takes while nothing is typed; whether there is one."""
        rows = [] if self.value or not key else self._completions
        place = next((at for at, row in enumerate(rows) if row.pick == key), None)
        if place is not None:
            self.set_completions(self._completions, chosen=place)
        return place is not None

    def set_completions(
        self, completions: Sequence[Completion], *, chosen: int | None = None
    ) -> None:
        """Show these above the line; one may be chosen already, as in a picker."""
        self._completions = completions
        self._is_chosen = chosen is not None and bool(completions)
        self.fit()
        self._list.show(_Completions(completions), chosen or 0)
        (self._list.show_cursor if self._is_chosen else self._list.hide_cursor)()
        self._tell()

    def fit(self) -> None:
        """Take no more rows than leave something of the page in sight."""
        rows = min(
            self.rows, len(self._completions), max(1, self.app.size.height - self._lifted - 4)
        )
        self._list.styles.height = rows
        self._list.display = rows > 0

    def lift(self, lines: int) -> None:
        """Lie over so many lines that stay in sight."""
        self.styles.margin = (0, 0, lines, 0)
        self._lifted = lines

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        self._line.set_looks(looks)
        self._note.set_looks(looks)
        self._more.set_looks(looks)
        self._list.set_looks(looks)

    # Keys ------------------------------------------------------------------------------------

    def feed(self, key: str, character: str | None = None) -> None:
        """Take a key by textual's name; one that means nothing here does nothing."""
        handler = _HANDLERS.get(key)
        if handler is not None:
            handler(self)
        elif after := edited(self._edit, key, character):
            self._change(after)
        self._tell()

    def _tell(self) -> None:
        if self.tells:
            chosen, width = self.chosen, self.app.size.width
            words = safe_line(chosen.help if chosen else "")
            first, *more = [words[start:end] for start, end in wrap(words, width)]
            self._note.show((Run(first, "dim"),))
            self._more.show((Run(" ".join(more), "dim"),))
            self._note.display = self.is_open
            # for all of them, so that the rows stay where they are
            is_long = any(width_of(one.help) > width for one in self._completions)
            self._more.display = self.is_open and is_long

    def paste(self, words: str) -> None:
        """Take pasted words, as one line."""
        self._change(self._edit.insert(words))

    def _change(self, after: Edit) -> None:
        before = self._edit
        self._put(after)
        if after.value != before.value:
            self._back, self._typed = 0, after.value
            self.accept()

    def _put(self, edit: Edit) -> None:
        self._edit = edit
        self._line.show(self._label, edit)

    def _take(self) -> None:
        """Complete the line with the chosen completion, or the first."""
        if self._completions:
            self._change(Edit.of(self._completions[self._list.cursor].value))

    def step(self, rows: int) -> None:
        """Down or up: through the completions once one is chosen, and down to the first; else
        through the history."""
        is_first = not self._is_chosen or self._list.cursor == 0
        to_history = self._back or (rows < 0 and self._history and is_first)
        if self._completions and not to_history:
            if self._is_chosen:
                self._list.move_by(rows)
            else:
                self._is_chosen = True
                self._list.show_cursor()
            return
        self._back = max(0, min(self._back - rows, len(self._history)))
        self._put(Edit.of(self._history[-self._back] if self._back else self._typed))

    def _up(self) -> None:
        self.step(-1)

    def _down(self) -> None:
        self.step(1)


def _by_page(direction: int) -> Callable[[PromptBar], None]:
    return lambda bar: bar.step(direction * max(1, bar.rows - 1))


_HANDLERS: Mapping[str, Callable[[PromptBar], None]] = {
    "pagedown": _by_page(1),
    "pageup": _by_page(-1),
    "ctrl+d": _by_page(1),
    "tab": PromptBar._take,
    "up": PromptBar._up,
    "ctrl+p": PromptBar._up,
    "shift+tab": PromptBar._up,
    "down": PromptBar._down,
    "ctrl+n": PromptBar._down,
}
