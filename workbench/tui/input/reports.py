"""What a control function that ended means: a key, a report of the mouse, of focus, size or a mode.

What is well formed and means nothing here is nothing, and so is a number out of its range: answers
that nobody asked for, late answers, answers to an earlier program.
"""

from __future__ import annotations

import re

from workbench.tui.input.arrivals import Arrival, Focus, Key, Mode, Mouse, Resized
from workbench.tui.input.table import (
    ALT,
    CAPS_LOCK,
    CTRL,
    HYPER,
    META,
    MOST_MODIFIERS,
    SHIFT,
    SUPER,
    modifiers_of,
    named,
    table,
)
from workbench.tui.input.utf8 import raw

_BODY = re.compile(r"([<-?]*)([0-9:;]*)([ -/]*)")
_RELEASED = 3
_BY_OTHERS = 27
"""The first number of xterm's `modifyOtherKeys`."""
_RXVT = {"~": 0, "$": SHIFT, "^": CTRL, "@": CTRL | SHIFT}
MOST_CELLS = 10_000
"""A report of the mouse or of a size beyond it is dropped."""
_MOST_ROWS, _MOST_COLUMNS, _MOST_PIXELS = 1000, 2000, 100_000
_MOST_DIGITS = 7
_MOST_CODES = 32
"""Characters that one report of a key may type."""
_OF_F3 = range(1, 8)
"""Modifiers that F3 may have in a report that also says where the cursor is."""
_IN_BAND_SIZE = 48
_OFF = 32
"""What mouse reports before SGR add to each number."""
_NO_BUTTON = 3

Numbers = list[list[int | None]]
"""Parameters, each with its sub-parameters; None where one is left out."""


def of_sequence(body: str, final: str) -> list[Arrival] | None:
    """What a control sequence means; None: it is no key and no report that is known."""
    parts = _BODY.fullmatch(body)
    numbers = _numbers(parts[2]) if parts else None
    if parts is None or numbers is None:
        return None
    marker, between = parts[1], parts[3]
    if between:
        return _mode(numbers) if (marker, between, final) == ("?", "$", "y") else None
    if marker:
        return _mouse(numbers, final) if marker == "<" and final in "Mm" else None
    if final == "u":
        return _key_by_code(numbers)
    if final in _RXVT:
        return _key_by_number(numbers, final)
    if final == "M":
        return _mouse([[_less(numbers, 0)], *numbers[1:]], "")
    if final in "IO" and not body:
        return [Focus(final == "I")]
    if final == "t":
        return _size(numbers)
    return _key_by_letter(numbers, final)


def of_shifted(body: str, final: str) -> list[Arrival] | None:
    """What SS3 and a character mean."""
    keys = table()
    if not body and final in keys.keypad:
        return [named(keys.keypad[final])]
    if not body and final in keys.letters_rxvt:
        return [named(keys.letters_rxvt[final], CTRL)]
    numbers = _numbers(body)
    return _key_by_letter(numbers, final) if numbers is not None else None


def of_linux(letter: str) -> list[Arrival]:
    """What `CSI [` and a letter mean."""
    name = table().linux.get(letter)
    return [named(name)] if name else []


def of_old_mouse(report: str) -> list[Arrival]:
    """What the three bytes behind `CSI M` mean."""
    found = raw(report)
    if len(found) != 3:
        return []
    buttons, column, row = (byte - _OFF for byte in found)
    return _mouse([[buttons], [column], [row]], "")


# Numbers ---------------------------------------------------------------------------------------


def _numbers(words: str) -> Numbers | None:
    """The parameters; None where one is absurd."""
    numbers: Numbers = []
    for parameter in words.split(";") if words else []:
        parts = parameter.split(":")
        if any(len(part) > _MOST_DIGITS for part in parts):
            return None
        numbers.append([int(part) if part else None for part in parts])
    return numbers


def _at(numbers: Numbers, place: int, part: int = 0) -> int | None:
    """A sub-parameter; None where it is left out."""
    if place >= len(numbers) or part >= len(numbers[place]):
        return None
    return numbers[place][part]


def _less(numbers: Numbers, place: int) -> int | None:
    found = _at(numbers, place)
    return None if found is None else found - _OFF


# Keys ------------------------------------------------------------------------------------------


def _held(numbers: Numbers, place: int = 1) -> int | None:
    """The bits of the modifiers; None for a key that was released, or an absurd number."""
    found = _at(numbers, place) or 1
    event = _at(numbers, place, 1) or 1
    if event not in (1, 2) or not 1 <= found <= MOST_MODIFIERS:
        return None
    return found - 1


def _key_by_letter(numbers: Numbers, final: str) -> list[Arrival] | None:
    keys = table()
    if final in keys.letters_rxvt and not numbers:
        return [named(keys.letters_rxvt[final], SHIFT)]
    name = keys.letters.get(final)
    if name is None or len(numbers) > 3:
        return None
    if len(numbers) == 1 and (_at(numbers, 0) or 1) > 1:
        held = _held(numbers, 0)
    elif (_at(numbers, 0) or 1) == 1:
        held = _held(numbers)
    else:
        return None
    if final == "R" and numbers and (len(numbers) < 2 or held not in _OF_F3):
        return None  # where the cursor is
    return [] if held is None else [named(name, held)]


def _key_by_number(numbers: Numbers, final: str) -> list[Arrival] | None:
    number = _at(numbers, 0)
    if number is None:
        return None
    if number == _BY_OTHERS and final == "~":
        return _key_by_code([[_at(numbers, 2)], *numbers[1:2]]) if len(numbers) == 3 else None
    name = table().numbers.get(number)
    if name is None or len(numbers) > (3 if final == "~" else 1):
        return None
    held = _held(numbers)
    return [] if held is None else [named(name, held | _RXVT[final])]


def _key_by_code(numbers: Numbers) -> list[Arrival] | None:
    """kitty's report of a key: its code, the shifted one, that of the base layout; modifiers and
    what happened; what it types."""
    if not numbers or len(numbers) > 3:
        return None
    held = _held(numbers)
    if held is None:
        return []
    code = _at(numbers, 0)
    codes = numbers[2][:_MOST_CODES] if numbers[2:] else []
    types = [chr(one) for one in codes if one is not None and _is_text(one)]
    name = table().codes.get(code or 0)
    if name and (len(name) > 1 or not types):
        return [named(name, held)]
    if types:
        return [_typing(one, held) for one in types]
    return _unspoken(numbers, held) if _is_text(code) else []


def _is_text(code: int | None) -> bool:
    """Whether it is the code of a character; locks and modifiers have codes of their own."""
    if code is None or not 32 <= code <= 0x10FFFF or 0x7F <= code <= 0x9F:
        return False
    return not (0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF)


def _typing(character: str, held: int) -> Key:
    """A key that says what it types."""
    if character == " ":
        held &= ~ALT
        return Key("space", character) if not held & ~CAPS_LOCK else named("space", held)
    words = modifiers_of(held & (CTRL | SUPER | HYPER | META))
    return Key("+".join((*words, character)), character)


def _unspoken(numbers: Numbers, held: int) -> list[Arrival]:
    """A key that does not say what it types: by its code and what is held."""
    code, shifted, base = (_at(numbers, 0, part) for part in range(3))
    character = chr(code or 0)
    if character == " ":
        return [named("space", held)]
    if held & (CTRL | ALT) and not character.isascii() and base and _is_text(base):
        character = chr(base)
    others = held & (ALT | CTRL | SUPER | HYPER | META)
    is_upper = bool(held & SHIFT) != bool(held & CAPS_LOCK and character.isalpha())
    if others:
        return [Key("+".join((*modifiers_of(held), character)))]
    if held & SHIFT and shifted and _is_text(shifted) and is_upper:
        character = chr(shifted)
    elif is_upper and len(character.upper()) == 1:
        character = character.upper()
    return [Key(character, character)]


# Reports ---------------------------------------------------------------------------------------


def _mouse(numbers: Numbers, final: str) -> list[Arrival]:
    """Where the mouse is and what its buttons do. Without a final of its own, as before SGR, a
    release does not say of which button."""
    if len(numbers) != 3:
        return []
    buttons, column, row = (_at(numbers, place) for place in range(3))
    if buttons is None or column is None or row is None or not 0 <= buttons < 128:
        return []
    if not (1 <= column <= MOST_CELLS and 1 <= row <= MOST_CELLS):
        return []
    is_release = final == "m" or (not final and buttons & 0b1100011 == _NO_BUTTON)
    return [Mouse(buttons, column, row, is_release)]


def _mode(numbers: Numbers) -> list[Arrival]:
    number, setting = _at(numbers, 0), _at(numbers, 1)
    if number is None or setting is None or len(numbers) != 2 or setting > 4:
        return []
    return [Mode(number, setting)]


def _size(numbers: Numbers) -> list[Arrival]:
    if _at(numbers, 0) != _IN_BAND_SIZE or len(numbers) != 5:
        return []
    rows, columns, height, width = (_at(numbers, place) or 0 for place in range(1, 5))
    if not (1 <= rows <= _MOST_ROWS and 1 <= columns <= _MOST_COLUMNS):
        return []
    if max(height, width) > _MOST_PIXELS:
        return []
    return [Resized(rows, columns, height, width)]
