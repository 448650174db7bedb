"""The grammar of ECMA-48 over code points that come in pieces of any size: characters, control
sequences, control strings, single shifts. It says where a function ends, not what it means.

A person's keys come first. Nobody sends `CSI u` without numbers, or an OSC that begins with a
letter; but `escape` and a jump (`[u`, `]u`) are typed, and a slow link joins them. So what each
read began is kept, and what was typed after all is given back as characters. No clock: whoever
knows the time calls `give_up`.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

ESC = "\x1b"
_CAN, _SUB, _BEL = "\x18", "\x1a", "\x07"
_ST = "\x9c"
_STRINGS = {"P": "P", "X": "X", "^": "^", "_": "_", "\x90": "P", "\x98": "X", "\x9e": "^",
            "\x9f": "_", "\x9d": "]"}  # fmt: skip
"""What begins a control string: DCS, SOS, PM, APC in both forms, and OSC in one."""
_OSC_BEGINS = frozenset("0123456789lL")
"""What a terminal's own OSC begins with; a jump never does."""
LONGEST_STRING = 4096
_LONGEST_SEQUENCE = 256
_RXVT = "$"
"""Ends a sequence of rxvt with one number, where ECMA-48 awaits more."""


class State(Enum):
    """What is awaited."""

    GROUND = auto()
    ESCAPE = auto()
    """What follows the escape byte."""
    SEQUENCE = auto()
    LINUX = auto()
    """The letter behind `CSI [`."""
    MOUSE = auto()
    """Three bytes behind `CSI M`."""
    OSC = auto()
    """What shows that it is one."""
    STRING = auto()
    STRING_ESCAPE = auto()
    SHIFT_TWO = auto()
    SHIFT_THREE = auto()


class Character(NamedTuple):
    """One that stands for itself."""

    character: str


class Joined(NamedTuple):
    """One that came with an escape byte before it, in one read."""

    character: str


class Escape(NamedTuple):
    """The escape key."""


class Sequence(NamedTuple):
    """A control sequence, whole and well formed."""

    body: str
    """Private markers, parameters and intermediates."""
    final: str
    as_typed: str
    """What follows escape when the pieces were typed; empty when they cannot have been."""


class Shifted(NamedTuple):
    """SS3 and what it is for."""

    body: str
    final: str
    as_typed: str
    is_by_hand: bool
    """Whether each character came in a read of its own."""


class LinuxKey(NamedTuple):
    """`CSI [` and a letter."""

    letter: str


class OldMouse(NamedTuple):
    """`CSI M` and what stands for three bytes, or for more."""

    report: str


class Broken(NamedTuple):
    """Something began and did not end: so many characters of it."""

    size: int


Token = (
    Character | Joined | Escape | Sequence | Shifted | LinuxKey | OldMouse | Broken
)  # fmt: skip


class Grammar:
    """Reads one stream."""

    def __init__(self) -> None:
        self._tokens: list[Token] = []
        self._steps = {
            State.GROUND: self._ground,
            State.ESCAPE: self._escape,
            State.SEQUENCE: self._sequence,
            State.LINUX: self._linux,
            State.MOUSE: self._mouse,
            State.OSC: self._osc,
            State.STRING: self._string,
            State.STRING_ESCAPE: self._string_escape,
            State.SHIFT_TWO: self._shift_two,
            State.SHIFT_THREE: self._shift_three,
        }
        self._begin(State.GROUND)

    def _begin(self, state: State, *, is_by_escape: bool = False) -> None:
        self.state = state
        self._body = ""
        self._count = 0
        """Characters since the introducer."""
        self._is_by_escape = is_by_escape
        """Whether an escape byte began it, so that it may have been typed."""
        self._kind = ""
        self._reads = 0
        """How many reads began since the escape byte."""
        self.is_over = False
        """Whether the string is too long, and was given up."""

    @property
    def is_short(self) -> bool:
        """Whether no more came than a person may have typed."""
        return self.state is State.ESCAPE or self.state is State.SHIFT_TWO

    def read_begins(self) -> None:
        """What follows came later than what was before."""
        self._reads += 1

    def feed(self, character: str) -> list[Token]:
        """What is whole with one more character."""
        self._steps[self.state](character)
        tokens, self._tokens = self._tokens, []
        return tokens

    def give_up(self) -> list[Token]:
        """What was waited for does not come."""
        state, count, by_escape = self.state, self._count, self._is_by_escape
        kind, was_over = self._kind, self.is_over
        self._begin(State.GROUND)
        if state is State.GROUND:
            return []
        if state in (State.STRING, State.STRING_ESCAPE):
            begun: list[Token] = [Escape()] if by_escape and not was_over else []
            pressed: list[Token] = [Escape()] if state is State.STRING_ESCAPE else []
            return [*begun, Broken(max(1, count)), *pressed]
        if count or not by_escape or state is State.MOUSE:
            return [Broken(count + 1)]
        return [Escape(), *map(Character, kind)]

    # States ----------------------------------------------------------------------------------

    def _ground(self, character: str) -> None:
        if character == ESC:
            self._begin(State.ESCAPE, is_by_escape=True)
        elif not "\x80" <= character <= "\x9f":
            self._tokens.append(Character(character))
        elif character == "\x9b":
            self._begin(State.SEQUENCE)
        elif character == "\x8f":
            self._begin(State.SHIFT_THREE)
        elif character == "\x8e":
            self._begin(State.SHIFT_TWO)
        elif character in _STRINGS:
            self._begin_string(_STRINGS[character])

    def _escape(self, character: str) -> None:
        reads = self._reads
        if character == ESC:
            self._tokens.append(Escape())
            self._begin(State.ESCAPE, is_by_escape=True)
            return
        states = {"[": State.SEQUENCE, "O": State.SHIFT_THREE, "]": State.OSC}
        if character == "N" and not reads:
            self._go_on(State.SHIFT_TWO, character)
        elif character in states:
            self._go_on(states[character], character)
        elif character in _STRINGS and character < "\x80":
            self._go_on(State.STRING, character)
        elif character == "\\" and not reads:
            self._begin(State.GROUND)  # the end of a string that was given up
        elif reads or "\x80" <= character <= "\x9f" or "\udc80" <= character <= "\udcff":
            self._as_typed("", character)
        else:
            self._begin(State.GROUND)
            self._tokens.append(Joined(character))

    def _go_on(self, state: State, kind: str) -> None:
        reads = self._reads
        self._begin(state, is_by_escape=True)
        self._reads, self._kind = reads, kind

    def _begin_string(self, kind: str) -> None:
        self._begin(State.STRING)
        self._kind = kind

    def _sequence(self, character: str) -> None:
        self._count += 1
        if "\x30" <= character <= "\x3f" or "\x20" <= character <= "\x2f":
            self._body += character if len(self._body) < _LONGEST_SEQUENCE else ""
            if character == _RXVT and self._body[:-1].isdecimal() and len(self._body) < 4:
                self._end_sequence(self._body[:-1], character)
        elif character == "[" and not self._body and self._is_by_escape:
            self._go_on(State.LINUX, "[[")
        elif character == "M" and not self._body:
            self._begin_mouse()
        elif "\x40" <= character <= "\x7e":
            self._end_sequence(self._body, character)
        elif self._is_by_escape and not self._body:
            self._as_typed("[", character)
        else:
            self._abort(character)

    def _end_sequence(self, body: str, final: str) -> None:
        apart = self._is_by_escape and self._reads and not body
        self._begin(State.GROUND)
        self._tokens.append(Sequence(body, final, f"[{final}" if apart else ""))

    def _linux(self, character: str) -> None:
        if "\x20" <= character <= "\x7e":
            self._begin(State.GROUND)
            self._tokens.append(LinuxKey(character))
        else:
            self._as_typed("[[", character)

    def _begin_mouse(self) -> None:
        is_by_escape = self._is_by_escape
        self._begin(State.MOUSE, is_by_escape=is_by_escape)

    def _mouse(self, character: str) -> None:
        if character < " ":
            self._abort(character)
            return
        self._count += 1
        self._body += character
        size = len(self._body.encode("utf-8", "surrogateescape"))
        if size >= 3:
            report = self._body
            self._begin(State.GROUND)
            self._tokens.append(OldMouse(report))

    def _osc(self, character: str) -> None:
        if character in _OSC_BEGINS:
            self.state = State.STRING
            self._count += 1
        else:
            self._as_typed("]", character)

    def _string(self, character: str) -> None:
        if character == ESC:
            self.state = State.STRING_ESCAPE
        elif character in (_ST, _CAN, _SUB) or (character == _BEL and self._kind == "]"):
            self._end_string()
        else:
            self._count += 1
            if self._count > LONGEST_STRING and not self.is_over:
                self.is_over = True
                if self._is_by_escape:
                    self._tokens.append(Escape())

    def _string_escape(self, character: str) -> None:
        if character == "\\":
            self._end_string()
            return
        count = self._count
        self._begin(State.ESCAPE, is_by_escape=True)
        self._tokens.append(Broken(max(1, count)))
        self._escape(character)

    def _end_string(self) -> None:
        count, was_over = self._count, self.is_over
        self._begin(State.GROUND)
        if was_over:
            self._tokens.append(Broken(count))

    def _shift_two(self, character: str) -> None:
        if character < " " or character == "\x7f":
            self._as_typed("N" if self._is_by_escape else "", character)
        elif self._is_by_escape and self._reads:
            self._as_typed("N", character)
        else:
            self._begin(State.GROUND)

    def _shift_three(self, character: str) -> None:
        is_number = character.isdecimal() or character == ";"
        if not "\x20" <= character <= "\x7e":
            self._as_typed("O" if self._is_by_escape else "", character)
        elif is_number and not (self._is_by_escape and self._reads) and self._count < 8:
            self._count += 1
            self._body += character
        else:
            body, reads = self._body, self._reads
            typed = f"O{character}" if self._is_by_escape and reads and not body else ""
            self._begin(State.GROUND)
            self._tokens.append(Shifted(body, character, typed, reads > 1))

    # Leaving ---------------------------------------------------------------------------------

    def _as_typed(self, before: str, character: str) -> None:
        """It was no function: escape, and what came."""
        by_escape = self._is_by_escape
        self._begin(State.GROUND)
        if by_escape:
            self._tokens += [Escape(), *map(Character, before)]
        self._ground(character)

    def _abort(self, character: str) -> None:
        """It is broken off; a character that cancels goes with it."""
        count = self._count
        self._begin(State.GROUND)
        self._tokens.append(Broken(max(1, count)))
        if character not in (_CAN, _SUB):
            self._ground(character)
