"""What may arrive on the terminal, once it is understood. Values alone: no bytes, no textual.

Named tuples, as they are loaded on the way to the first page and take a tenth of the time of
dataclasses to make; the tokens of the grammar likewise.
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A key that was pressed, or held."""

    name: str
    """A printable key is its character ("J", "]"), another has a name ("enter", "ctrl+d")."""
    character: str | None = None
    """What it types, if anything. Where the name begins with `alt+` and there is one, an escape
    byte and this came in one read: alt was held, or escape pressed just before."""


class Pasted(NamedTuple):
    """Text that was not typed."""

    words: str
    is_marked: bool
    """Whether the terminal said so; else there was too much at once for a hand, but some of it may
    have been typed ahead."""


class Refused(NamedTuple):
    """Characters of a control function that never ended."""

    size: int


class Mouse(NamedTuple):
    """A report of the mouse."""

    buttons: int
    """As SGR reports have it: button, modifiers, motion, wheel."""
    column: int
    row: int
    """From 1."""
    is_release: bool


class Focus(NamedTuple):
    """The terminal's window was gone to, or left."""

    is_in: bool


class Resized(NamedTuple):
    """A report of the size (mode 2048)."""

    rows: int
    columns: int
    pixel_height: int
    pixel_width: int


class Mode(NamedTuple):
    """What the terminal says of one of its modes (DECRPM)."""

    number: int
    setting: int


Arrival = Key | Pasted | Refused | Mouse | Focus | Resized | Mode
