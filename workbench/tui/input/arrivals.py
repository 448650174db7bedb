"""What may arrive on the terminal, once it is understood. Values alone: no bytes, no textual."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was pressed, or held."""

    name: str
    """A printable key is its character ("J", "]"), another has a name ("enter", "ctrl+d")."""
    character: str | None = None
    """What it types, if anything. Where the name begins with `alt+` and there is one, an escape
    byte and this came in one read: alt was held, or escape pressed just before."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text that was not typed."""

    words: str
    is_marked: bool
    """Whether the terminal said so; else there was too much at once for a hand, but some of it may
    have been typed ahead."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Characters of a control function that never ended."""

    count: int


@dataclass(frozen=True, slots=True)
class Mouse:
    """A report of the mouse."""

    buttons: int
    """As SGR reports have it: button, modifiers, motion, wheel."""
    column: int
    row: int
    """From 1."""
    is_release: bool


@dataclass(frozen=True, slots=True)
class Focus:
    """The terminal's window was gone to, or left."""

    is_in: bool


@dataclass(frozen=True, slots=True)
class Resized:
    """A report of the size (mode 2048)."""

    rows: int
    columns: int
    pixel_height: int
    pixel_width: int


@dataclass(frozen=True, slots=True)
class Mode:
    """What the terminal says of one of its modes (DECRPM)."""

    number: int
    setting: int


Arrival = Key | Pasted | Refused | Mouse | Focus | Resized | Mode
