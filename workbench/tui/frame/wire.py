"""Sequences for moves and cells: the terminal's side of a frame.

Knows where the cursor is and which pen it holds, and writes cells with as few bytes as that allows.
It relies on wrapping being off (DECAWM), as textual leaves it, uses nothing newer than a VT220 but
CHA and VPA, and nothing that a terminal may be set to: a line down is VT, which the line discipline
leaves alone as it does not LF, and tab stops are not used. Where terminals disagree about a width
it says again where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from workbench.tui.frame.cells import Cell, Row, first_doubt, is_certain, spread_of
from workbench.tui.frame.pens import Pens
from workbench.tui.frame.traits import Traits

_SHORT_MOVE = 3
"""Bytes of a move that no other is shorter than."""
_FEW = 6
"""Lines that are gone down one by one, a byte each, rather than by number."""
_WORTH_CLEARING = 4
"""Blanks at the end of a line for which EL (3 bytes) is sent."""
_WORTH_ERASING = 5
"""Blanks behind which nothing is written for which ECH (4 or 5 bytes) is sent."""
_WORTH_SKIPPING = 11
"""Blanks inside a line for which ECH and a move over them (some 9 bytes) are sent."""
_SHORT_GAP = 4
"""Cells that are written again rather than moved over (CUF: 3 or 4 bytes), in the pen held."""
_WORTH_SHIFTING = 20
"""Cells that must change on a line for it to be looked whether they only moved along it."""
_SHIFTED_AFTER = 3
"""Changes on a line behind which what follows may be shifted."""

Place = tuple[int, int | None]
"""Line and column of the cursor; no column: as after the last one was written."""

Stroke = tuple[int, Row, int, int]
"""What one pen writes in one go: line, the row that it shall show, first and last column."""


class Wire:
    """What is being sent, and the state that it leaves the terminal in."""

    def __init__(self, pens: Pens, traits: Traits, width: int) -> None:
        self._pens = pens
        self._traits = traits
        self._width = width
        self.pen: int | None = None
        """None: unknown."""
        self.place: Place | None = None
        """Where the cursor is; None: unknown."""
        self.sent: list[str] = []

    def copy(self) -> Wire:
        """In the same state, with nothing sent."""
        other = Wire(self._pens, self._traits, self._width)
        other.pen, other.place = self.pen, self.place
        return other

    def take(self) -> str:
        """What is to be sent, once."""
        sent, self.sent = "".join(self.sent), []
        return sent

    # Moving ----------------------------------------------------------------------------------

    def move(self, line: int, column: int) -> None:
        """Put the cursor there."""
        if self.place != (line, column):
            self.sent.append(move(self.place, line, column))
            self.place = line, column

    def hold(self, pen: int) -> None:
        """Take a pen."""
        self.sent.append(self._pens.way(self.pen, pen))
        self.pen = pen

    # Whole screens ---------------------------------------------------------------------------

    def clear(self, blank: int) -> Cell:
        """Erase the screen, with a ground where the terminal fills; what each cell then is."""
        blank = blank if self._traits.fills else self._pens.plain
        self.hold(blank)
        self.move(0, 0)
        self.sent.append("\x1b[J")
        return " ", blank

    def scroll(self, top: int, bottom: int, rows: int, height: int) -> None:
        """Move lines top..bottom (both inside) up by rows, or down when negative; what comes in is
        unknown."""
        whole = (top, bottom) == (0, height - 1)
        if not whole:
            self.sent.append(f"\x1b[{top + 1 if top else ''};{bottom + 1}r")
            self.place = 0, 0
        if abs(rows) > 2:
            self.move(top, 0)
            self.sent.append(f"\x1b[{abs(rows)}{'M' if rows > 0 else 'L'}")
        else:
            self.move(bottom if rows > 0 else top, 0)
            self.sent.append(("\v" if rows > 0 else "\x1bM") * abs(rows))
        if not whole:
            self.sent.append("\x1b[r")
        self.place = None

    def erase_lines(self, first: int, count: int, blank: int) -> Row | None:
        """Make lines empty, on a ground; what they then show, None where that is not sure."""
        if not self._erases(blank):
            return None
        self.hold(blank)
        for line in range(first, first + count):
            self.move(line, 0)
            self.sent.append("\x1b[K")
        return ((" ", blank),) * self._width

    # Lines -----------------------------------------------------------------------------------

    def rewrite(self, lines: Iterable[tuple[int, Row, Row]]) -> None:
        """Turn lines (number, what it shows, what it shall show) into others, all that one pen
        writes before the next: the pens that are near each other one after the other."""
        strokes: defaultdict[int, list[Stroke]] = defaultdict(list)
        doubtful = []
        for line, old, new in lines:
            doubt = min(first_doubt(old), first_doubt(new))
            if doubt < self._width and not new[doubt][0]:
                doubt -= 1
            if old[doubt:] != new[doubt:]:
                doubtful.append((line, new, doubt))
            found = changes(old, new, doubt)
            if doubt == self._width and (after := self._shifted(line, old, new, found)) is not old:
                found = changes(after, new, doubt)
            for start, end in found:
                for pen, first, last in self._stretches(new, start, end):
                    before = strokes[pen][-1] if strokes[pen] else None
                    if before and before[0] == line and self._joins(new, pen, before[3], first):
                        first = strokes[pen].pop()[2]
                    strokes[pen].append((line, new, first, last))
        while strokes:
            for line, row, first, last in strokes.pop(self._nearest(strokes)):
                self._write(line, row, first, last)
        for line, row, doubt in doubtful:
            self.move(line, doubt)
            self._write_doubtful(line, row, doubt)

    def _shifted(self, line: int, old: Row, new: Row, found: Sequence[tuple[int, int]]) -> Row:
        """Have the terminal shift the end of a line where most of it then reads as it shall; what
        the line then shows. found: what changes on it."""
        changed = sum(end - start for start, end in found)
        if changed < _WORTH_SHIFTING or old.count(old[0]) == self._width:
            return old
        if not all(text for text, _ in (*old, *new)):
            return old
        from workbench.tui.frame.shift import find_shift  # not for the first page

        starts = (start for start, _ in found[:_SHIFTED_AFTER])
        shift = next(filter(None, (find_shift(old, new, start) for start in starts)), None)
        if shift is None:
            return old
        self.move(line, shift.column)
        self.sent.append(f"\x1b[{abs(shift.cells)}{'@' if shift.cells > 0 else 'P'}")
        return shift.of(old)

    def _nearest(self, strokes: Mapping[int, Sequence[Stroke]]) -> int:
        """The pen that is taken, and brought to where it begins, with the fewest bytes."""

        def cost(pen: int) -> int:
            line, _, column, _ = strokes[pen][0]
            return len(self._pens.way(self.pen, pen)) + len(move(self.place, line, column))

        return min(strokes, key=cost)

    def _joins(self, row: Row, pen: int, start: int, end: int) -> bool:
        """Whether writing the cells between with the pen is no longer than moving over them."""
        between = row[start:end]
        return len(between) <= _SHORT_GAP and all(
            own == pen or (text == " " and self._pens.draws_blank(pen, own))
            for text, own in between
        )

    def _stretches(self, row: Row, start: int, end: int) -> list[tuple[int, int, int]]:
        """(pen, first, last) of cells that one pen can write; blanks go with a neighbour."""
        found: list[tuple[int, int, int]] = []
        for column in range(start, end):
            text, pen = row[column]
            if found:
                held, first, _ = found[-1]
                if pen == held or (text == " " and self._pens.draws_blank(held, pen)):
                    found[-1] = held, first, column + 1
                    continue
                if row[first][0] == " " and self._pens.draws_blank(pen, held):
                    found[-1] = pen, first, column + 1
                    continue
            found.append((pen, column, column + 1))
        return found

    def _write(self, line: int, row: Row, start: int, end: int) -> None:
        """Write cells that no terminal disagrees about."""
        at = start
        while at < end:
            cell = row[at]
            stop = at + 1
            self.move(line, at)
            if cell[0] == " ":
                while stop < end and row[stop] == cell:
                    stop += 1
                self._write_blanks(line, row, at, stop, end)
            else:
                pen = cell[1]
                while stop < end and row[stop][1] == pen:
                    stop += 1
                self.hold(pen)
                self.sent.append("".join([text for text, _ in row[at:stop]]))
                self._stand(line, stop)
            at = stop

    def _write_blanks(self, line: int, row: Row, start: int, stop: int, end: int) -> None:
        """Write blanks, or erase them where that is shorter: the cursor then stays before them.
        More is written up to `end`."""
        blank, count = row[start][1], stop - start
        way, self.pen = self._pens.way_to_blank(self.pen, blank, _coming(row, stop, end))
        self.sent.append(way)
        worth = _WORTH_ERASING if stop == end else _WORTH_SKIPPING
        if stop == self._width and count >= _WORTH_CLEARING and self._erases(blank):
            self.sent.append("\x1b[K")
        elif stop < self._width and count >= worth and self._erases(blank):
            self.sent.append(f"\x1b[{count}X")
        else:
            self.sent.append(" " * count)
            self._stand(line, stop)

    def _stand(self, line: int, column: int) -> None:
        """The cursor stands there now: nobody knows where, once the last column was written."""
        self.place = line, column if column < self._width else None

    def _erases(self, blank: int) -> bool:
        """Whether erasing leaves just these blanks: the pen is one that draws them."""
        pen = self._pens[blank]
        return not pen.marks and (self._traits.fills or not pen.ground)

    def _write_doubtful(self, line: int, row: Row, start: int) -> None:
        """Write the rest of a line in which terminals may disagree about widths: each doubtful
        character on cells made blank before, and after it the column is said again. What a sign
        may push on is written in one go, and the column is said where there is room between."""
        at = start
        while at < self._width:
            text, pen = row[at]
            self.move(line, at)
            if spread_of(text):
                at = self._write_pushed(line, row, at)
                continue
            if is_certain(text):
                stop = at + 1
                while stop < self._width and is_certain(row[stop][0]):
                    stop += 1
                self._write(line, row, at, stop)
                at = stop
                continue
            width = 2 if at + 1 < self._width and not row[at + 1][0] else 1
            self.hold(pen)
            self.sent.append(f"{' ' * width}{_absolute(line, at)}{text}")
            at += width
            if at < self._width:
                self.sent.append(_absolute(line, at))
            self._stand(line, at)
        self._stand(line, self._width)

    def leave(self, line: int, row: Row, column: int) -> None:
        """Leave the cursor before a cell. Where signs may have pushed that on, what pushes it is
        written once more: the terminal knows alone where it ends."""
        at = 0
        while at < column:
            if not spread_of(row[at][0]):
                at += 1
                continue
            _, stop = _pushed(row, at, self._width)
            if column < stop or stop == self._width:
                self.move(line, at)
                for text, pen in row[at:column]:
                    self.hold(pen)
                    self.sent.append(text)
                self.place = None
                return
            at = stop
        self.move(line, column)

    def _write_pushed(self, line: int, row: Row, start: int) -> int:
        """Write from a character whose signs may push on what comes behind it, to the next column
        that can be said without writing over a letter; which one that is."""
        last, stop = _pushed(row, start, self._width)
        blank = row[last][1] if last < stop else self._pens.plain
        way, self.pen = self._pens.way_to_blank(self.pen, blank, None)
        erased = stop == self._width and self._erases(blank)
        self.sent.append(way + ("\x1b[K" if erased else " " * (stop - start)))
        self.sent.append(_absolute(line, start))
        for text, pen in row[start:last]:
            self.hold(pen)
            self.sent.append(text)
        if stop < self._width:
            self.sent.append(_absolute(line, stop))
        self._stand(line, stop)
        return stop


def _pushed(row: Row, start: int, width: int) -> tuple[int, int]:
    """Where the letters end that signs from `start` on may push, and the column behind the blanks
    that take up all of it; the end of the line where none do."""
    pushed, last = 0, start
    while last < width:
        text = row[last][0]
        stop = last
        while stop < width and row[stop][0] == " ":
            stop += 1
        if stop > last and (stop - last > pushed or stop == width):
            return last, stop
        pushed += spread_of(text)
        last = max(stop, last + 1)
    return width, width


def changes(old: Row, new: Row, end: int) -> list[tuple[int, int]]:
    """Half-open stretches of columns below `end` that differ, wide characters whole."""
    if old == new:
        return []
    found: list[tuple[int, int]] = []
    start = None
    for column in range(end):
        if (old[column] is new[column] or old[column] == new[column]) and (
            start is None or new[column][0]
        ):
            if start is not None:
                found.append((start, column))
                start = None
        elif start is None:
            start = column if new[column][0] else column - 1
    if start is not None:
        found.append((start, end))
    return found


def _coming(row: Row, start: int, end: int) -> int | None:
    """The pen of the next letter before `end`."""
    for text, pen in row[start:end]:
        if text != " ":
            return pen
    return None


def move(place: Place | None, line: int, column: int) -> str:
    """The shortest sequence from a place (None: unknown) to another."""
    if place is None:
        return _absolute(line, column)
    from_line, from_column = place
    if from_line == line:
        return "" if from_column == column else _across(from_column, column)
    down = line - from_line
    across = _across(from_column, column)
    if 0 < down <= _FEW:
        way = "\v" * down + across
    elif down > 0:
        way = f"\x1b[{down}B{across}"
    else:  # not RI: it would scroll at a margin that is not ours
        way = f"\x1b[{-down if down < -1 else ''}A{across}"
    if len(way) <= _SHORT_MOVE:
        return way
    return min(way, f"\x1b[{line + 1}d{across}", _absolute(line, column), key=len)


def _absolute(line: int, column: int) -> str:
    """To a place, wherever the cursor is."""
    return f"\x1b[{line + 1 if line else ''}{f';{column + 1}' if column else ''}H"


@lru_cache(maxsize=8192)
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
