"""Moves: the shortest sequence that brings the cursor to a place.

Relies on nothing that a terminal may be set to do: a line down is VT, which no terminal takes for
more than that and no line discipline turns into two characters, as it does LF; tab stops are left
alone.
"""

from __future__ import annotations

from functools import lru_cache

Place = tuple[int, int | None]
"""Line and column of the cursor; no column: as after the last one was written."""

_FEW = 6
"""Lines that are gone down one by one, a byte each, rather than by number."""


@lru_cache(maxsize=4096)
def move(place: Place | None, line: int, column: int) -> str:
    """The shortest sequence from a place (None: unknown) to another."""
    absolute = f"\x1b[{line + 1 if line else ''}{f';{column + 1}' if column else ''}H"
    if place is None:
        return absolute
    if place == (line, column):
        return ""
    from_line, from_column = place
    across = _across(from_column, column)
    ways = [absolute]
    if from_line == line:
        ways.append(across)
    elif line > from_line:
        down = line - from_line
        ways.append(("\v" * down if down <= _FEW else f"\x1b[{down}B") + across)
    else:  # not RI: it would scroll at a margin that is not ours
        up = from_line - line
        ways.append(f"\x1b[{up if up > 1 else ''}A{across}")
    if from_line != line:
        ways.append(f"\x1b[{line + 1}d{across}")
    return min(ways, key=len)


def _across(start: int | None, end: int) -> str:
    """The shortest sequence from one column of a line to another."""
    ways = ["\r" + _along(0, end), f"\x1b[{end + 1 if end else ''}G"]
    if start is not None:
        ways.append(_along(start, end))
    return min(ways, key=len)


def _along(start: int, end: int) -> str:
    distance = end - start
    if -3 <= distance <= 0:
        return "\b" * -distance
    many = str(abs(distance)) if distance not in (1, -1) else ""
    return f"\x1b[{many}{'C' if distance > 0 else 'D'}"
