"""One line of words being typed: a value with a cursor, and what each editing key makes of it.

The keys are those of a shell's line (readline's Emacs mode). The cursor stands between clusters and
a line feed never gets in: pasted lines are joined by spaces. Pure: widgets only paint the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbench.domain import grapheme
from workbench.domain.text import safe_line
from workbench.present.cells import prefix_within, width_of


class Edit(NamedTuple):
    """What is typed, and where the next character goes."""

    value: str = ""
    at: int = 0
    """Code points before the cursor."""
    is_selected: bool = False
    """Whether the value only stands there to be taken or changed: what is typed or pasted first
    replaces it, a key that moves or cuts keeps the rest of it."""

    @classmethod
    def of(cls, value: str) -> Edit:
        """The value with the cursor behind it."""
        return cls(value, len(value))

    def insert(self, words: str) -> Edit:
        """With the words typed or pasted at the cursor, as one line."""
        line = " ".join(words.splitlines())
        if self.is_selected and not line.isspace():  # a space adds a word to it
            return Edit.of(line)
        value = self.value[: self.at] + line + self.value[self.at :]
        return Edit(value, self.at + len(line))


def _left(edit: Edit) -> Edit:
    return Edit(edit.value, grapheme.preceding(edit.value, edit.at))


def _right(edit: Edit) -> Edit:
    return Edit(edit.value, grapheme.following(edit.value, edit.at))


def _word_left(edit: Edit) -> Edit:
    from workbench.domain import segment  # with the first word that is gone back over

    return Edit(edit.value, segment.previous_word(edit.value, edit.at) or 0)


def _word_right(edit: Edit) -> Edit:
    from workbench.domain import segment

    found = segment.next_word(edit.value, edit.at + 1)
    return Edit(edit.value, len(edit.value) if found is None else found)


def _cut_from(edit: Edit, start: int) -> Edit:
    return Edit(edit.value[:start] + edit.value[edit.at :], start)


def _backspace(edit: Edit) -> Edit:
    if edit.is_selected:
        return Edit()
    return _cut_from(edit, grapheme.preceding(edit.value, edit.at))


def _delete(edit: Edit) -> Edit:
    end = grapheme.following(edit.value, edit.at)
    return Edit(edit.value[: edit.at] + edit.value[end:], edit.at)


_KEYS: Mapping[str, Callable[[Edit], Edit]] = {
    "left": _left,
    "ctrl+b": _left,
    "right": _right,
    "ctrl+f": _right,
    "ctrl+left": _word_left,
    "ctrl+right": _word_right,
    "alt+b": _word_left,
    "alt+f": _word_right,
    "home": lambda edit: Edit(edit.value, 0),
    "ctrl+a": lambda edit: Edit(edit.value, 0),
    "end": lambda edit: Edit.of(edit.value),
    "ctrl+e": lambda edit: Edit.of(edit.value),
    "backspace": _backspace,
    "ctrl+h": _backspace,
    "delete": _delete,
    "ctrl+d": _delete,
    "ctrl+w": lambda edit: _cut_from(edit, _word_left(edit).at),
    "alt+backspace": lambda edit: _cut_from(edit, _word_left(edit).at),
    "ctrl+u": lambda edit: _cut_from(edit, 0),
    "ctrl+k": lambda edit: Edit(edit.value[: edit.at], edit.at),
}
"""Editing keys by textual's names."""


def edits(key: str) -> bool:
    """Whether a key has a name here."""
    return key in _KEYS


def edited(edit: Edit, key: str, character: str | None) -> Edit | None:
    """The line after a key: None when the key does not edit."""
    change = _KEYS.get(key)
    if change is not None:
        return change(edit)
    if character is not None and character.isprintable():
        return edit.insert(character)
    return None


def view(edit: Edit, width: int) -> tuple[str, int]:
    """The part of the line that shows in `width` cells, safe, and the cursor's column in it.

    The cursor always shows; one cell is kept for it behind the last character.
    """
    line = safe_line(edit.value)
    start = 0
    while width_of(line[start : edit.at]) > max(0, width - 1):
        over = width_of(line[start : edit.at]) - max(0, width - 1)
        start += max(1, prefix_within(line[start:], over))
    shown = line[start:]
    shown = shown[: prefix_within(shown, max(0, width - 1))]
    return shown, width_of(line[start : edit.at])
