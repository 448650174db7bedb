"""A form of labelled lines: a claim's fields, a rating, an assessment.

A field is a line to type into or one of a few values. Knows no claim and no source: who opens it
names the fields and hears the values; the screen feeds it keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.present.cells import cut, fit, width_of
from workbench.present.editing import Edit, edited
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.rows import Run
from workbench.tui.widgets.looks import Looks, strip_of
from workbench.tui.widgets.prompt_bar import edit_segments

_LABEL_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    """The values it may have; empty for free words. "" among them stands for none."""
    help: str = ""
    """Shown behind the value while the field is current."""
    meanings: tuple[str, ...] = ()
    """What each choice means, in the order of the choices."""


class Form(ScrollView, can_focus=False):
    """Fields under a title; one of them takes the keys."""

    DEFAULT_CSS = """
    Form { overflow: hidden hidden; scrollbar-size: 0 0; }
    """

    class Submitted(Message):
        """Enter was pressed: the values by field name."""

        def __init__(self, purpose: str, values: Mapping[str, str]) -> None:
            super().__init__()
            self.purpose = purpose
            self.values = values

    class Cancelled(Message):
        """Escape was pressed."""

        def __init__(self, purpose: str) -> None:
            super().__init__()
            self.purpose = purpose

    class Changed(Message):
        """A value changed."""

        def __init__(self, purpose: str, name: str, value: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.name = name
            self.value = value

    def __init__(self, looks: Looks, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self._looks = looks
        self._glyphs = glyphs
        self._purpose = ""
        self._title = ""
        self._fields: Sequence[Field] = ()
        self._edits: dict[str, Edit] = {}
        self._current = 0

    # What is shown ---------------------------------------------------------------------------

    def open(self, purpose: str, title: str, fields: Sequence[Field], *, current: str = "") -> None:
        """Show these fields, the one named current first to take keys.

        The purpose comes back with each message.
        """
        self._purpose, self._title, self._fields = purpose, title, fields
        self._edits = {field.name: Edit.of(field.value) for field in fields}
        names = [field.name for field in fields]
        self._current = names.index(current) if current in names else 0
        self._measure()
        self.refresh()

    @property
    def values(self) -> dict[str, str]:
        """The values as they stand, by field name."""
        return {name: edit.value for name, edit in self._edits.items()}

    @property
    def current(self) -> str:
        """Name of the field that takes keys; empty when there are none."""
        return self._fields[self._current].name if self._fields else ""

    def set_value(self, name: str, value: str) -> None:
        """Give a field another value, as a picker does."""
        self._put(name, Edit.of(value))

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        self._looks = looks
        self.refresh()

    # Keys ------------------------------------------------------------------------------------

    def feed(self, key: str, character: str | None = None) -> bool:
        """Take a key by textual's name; False when it means nothing here."""
        handler = _HANDLERS.get(key)
        if handler is not None:
            handler(self)
            return True
        if not self._fields:
            return False
        field = self._fields[self._current]
        if field.choices:
            return self._choose(field, key, character)
        after = edited(self._edits[field.name], key, character)
        if after is None:
            return False
        self._put(field.name, after)
        return True

    def paste(self, words: str) -> None:
        """Take pasted words into a free field, as one line."""
        if self._fields and not self._fields[self._current].choices:
            name = self.current
            self._put(name, self._edits[name].insert(words))

    def _choose(self, field: Field, key: str, character: str | None) -> bool:
        """Right and left cycle through the choices, a letter goes to the next that begins so."""
        choices = field.choices
        value = self._edits[field.name].value
        at = choices.index(value) if value in choices else -1
        if key in ("right", "space", "left"):
            step = -1 if key == "left" else 1
            at = 0 if at < 0 else (at + step) % len(choices)
        elif key in ("backspace", "delete") and "" in choices:
            at = choices.index("")
        elif character and character.isprintable():
            order = [*range(at + 1, len(choices)), *range(at + 1)]
            wanted = character.casefold()
            found = [i for i in order if choices[i].casefold().startswith(wanted)]
            if not found:
                return False
            at = found[0]
        else:
            return False
        self._put(field.name, Edit.of(choices[at]))
        return True

    def _put(self, name: str, edit: Edit) -> None:
        old, self._edits[name] = self._edits[name], edit
        names = [field.name for field in self._fields]
        self.refresh_line(names.index(name) + 1)
        if old.value != edit.value:
            self.post_message(self.Changed(self._purpose, name, edit.value))

    def _move(self, fields: int) -> None:
        if not self._fields:
            return
        old = self._current
        self._current = (old + fields) % len(self._fields)
        self.refresh_line(old + 1)
        self.refresh_line(self._current + 1)
        self._keep_in_sight()

    def _next(self) -> None:
        self._move(1)

    def _previous(self) -> None:
        self._move(-1)

    def _submit(self) -> None:
        self.post_message(self.Submitted(self._purpose, self.values))

    def _cancel(self) -> None:
        self.post_message(self.Cancelled(self._purpose))

    # Painting --------------------------------------------------------------------------------

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._fields) + 1)

    def _keep_in_sight(self) -> None:
        top, height, line = self.scroll_offset.y, self.size.height, self._current + 1
        if height > 0 and not top <= line < top + height:
            target = line - height + 1 if line >= top + height else max(0, line - 1)
            self.scroll_to(y=target, animate=False, force=True)

    def _on_resize(self, event: Resize) -> None:
        self._measure()
        self._keep_in_sight()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The title, or one field."""
        width = self.size.width
        line = self.scroll_offset.y + y
        if line == 0:
            return self._looks.strip([Run(cut(self._title, width), "header")], width)
        if line > len(self._fields):
            return self._looks.blank(width)
        return self._field_strip(self._fields[line - 1], line - 1 == self._current, width)

    def _field_strip(self, field: Field, is_current: bool, width: int) -> Strip:
        glyphs = self._glyphs
        label = min(_LABEL_WIDTH, max(1, width // 3))
        runs = [
            Run(glyphs.cursor if is_current else " ", "cursor" if is_current else "text"),
            Run(" " + fit(field.label, label) + " ", "title" if is_current else "dim"),
        ]
        room = max(0, width - label - 3)
        edit = self._edits[field.name]
        if is_current and not field.choices:
            taken = self._looks.strip(runs, width - room)
            typed = edit_segments(edit, room, self._looks.style("prompt"))
            segments = [*taken, *typed]
            return strip_of(segments, width, self._looks.style("text"))
        runs.extend(self._value_runs(field, edit.value, room, is_current))
        return self._looks.strip(runs, width)

    def _value_runs(self, field: Field, value: str, room: int, is_current: bool) -> list[Run]:
        shown = cut(value or "-", max(0, room - 4), self._glyphs.ellipsis)
        if not field.choices:
            return [Run(shown, "text" if value else "dim")]
        left, right = self._glyphs.choices if is_current else (" ", " ")
        runs = [Run(f"{left} {shown} {right}", "title" if is_current else "text")]
        meaning = _meaning(field, value) or (field.help if is_current else "")
        left_over = room - width_of(runs[0].text) - 1
        if meaning and left_over > 6:
            runs.append(Run(" " + cut(meaning, left_over, self._glyphs.ellipsis), "dim"))
        return runs


def _meaning(field: Field, value: str) -> str:
    if value in field.choices and len(field.meanings) == len(field.choices):
        return field.meanings[field.choices.index(value)]
    return ""


_HANDLERS: Mapping[str, Callable[[Form], None]] = {
    "enter": Form._submit,
    "escape": Form._cancel,
    "ctrl+c": Form._cancel,
    "ctrl+g": Form._cancel,
    "tab": Form._next,
    "down": Form._next,
    "ctrl+n": Form._next,
    "shift+tab": Form._previous,
    "up": Form._previous,
    "ctrl+p": Form._previous,
}
