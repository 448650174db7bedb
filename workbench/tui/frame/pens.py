"""Pens: what the terminal draws with, and the shortest way from one to another.

A pen is what an SGR sequence (ECMA-48, 8.3.117) selects: marks such as bold, and two colours. The
codes come from whoever knows styles; nothing here chooses a colour.
"""

from __future__ import annotations

from typing import NamedTuple

_OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27",
    "8": "28", "9": "29", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
"""The code of a mark -> the code that ends it; some end two."""

_SEEN_ON_BLANKS = frozenset(("4", "21", "7", "9", "51", "52", "53"))
"""Marks that show where there is no letter."""


class Pen(NamedTuple):
    """Codes of marks, and of the colours of letters and ground; empty: the terminal's own."""

    marks: tuple[str, ...] = ()
    colour: str = ""
    ground: str = ""

    @property
    def shows_on_blanks(self) -> bool:
        """Whether more than the ground is seen of a space."""
        return not _SEEN_ON_BLANKS.isdisjoint(self.marks)


PLAIN = Pen()


def read_pen(codes: str) -> Pen:
    """The pen of an SGR sequence's parameters ("1;38;5;3"); raises ValueError for unknown ones."""
    marks: set[str] = set()
    colour = ground = ""
    left = iter(codes.split(";") if codes else ())
    for code in left:
        if code in _OFF:
            marks.add(code)
        elif code in ("38", "48"):
            kind = next(left, "")
            numbers = [next(left, "") for _ in range({"5": 1, "2": 3}.get(kind, 0))]
            if not numbers or "" in numbers:
                raise ValueError(f"no colour in {codes!r}")
            whole = ";".join((code, kind, *numbers))
            colour, ground = (whole, ground) if code == "38" else (colour, whole)
        elif code in ("39", "49"):
            colour, ground = ("", ground) if code == "39" else (colour, "")
        elif code.isdecimal() and (30 <= int(code) <= 37 or 90 <= int(code) <= 97):
            colour = code
        elif code.isdecimal() and (40 <= int(code) <= 47 or 100 <= int(code) <= 107):
            ground = code
        else:
            raise ValueError(f"not a pen: {codes!r}")
    return Pen(tuple(sorted(marks)), colour, ground)


class Pens:
    """Every pen that was used, by number, so that cells compare fast."""

    def __init__(self) -> None:
        self._numbers: dict[Pen, int] = {}
        self._pens: list[Pen] = []
        self._ways: dict[tuple[int | None, int], str] = {}
        self._for_blanks: dict[int, int] = {}
        self._fits: dict[tuple[int, int], bool] = {}
        self.plain = self.number(PLAIN)

    def __getitem__(self, number: int) -> Pen:
        return self._pens[number]

    def number(self, pen: Pen) -> int:
        """The number of a pen."""
        found = self._numbers.get(pen)
        if found is None:
            found = self._numbers[pen] = len(self._pens)
            self._pens.append(pen)
        return found

    def for_blanks(self, number: int) -> int:
        """The pen that spaces drawn with this one look as if drawn with."""
        found = self._for_blanks.get(number)
        if found is None:
            pen = self._pens[number]
            found = number if pen.shows_on_blanks else self.number(Pen(ground=pen.ground))
            self._for_blanks[number] = found
        return found

    def draws_blank(self, number: int, blank: int) -> bool:
        """Whether a space drawn with this pen looks as one drawn with `blank`."""
        key = number, blank
        found = self._fits.get(key)
        if found is None:
            found = self._fits[key] = number == blank or self.for_blanks(number) == blank
        return found

    def way(self, before: int | None, after: int) -> str:
        """The shortest sequence from one pen (None: unknown) to another."""
        if before == after:
            return ""
        key = before, after
        found = self._ways.get(key)
        if found is None:
            one = None if before is None else self._pens[before]
            found = self._ways[key] = _way(one, self._pens[after])
        return found

    def way_to_blank(self, before: int | None, blank: int, coming: int | None) -> tuple[str, int]:
        """The sequence after which spaces come out as `blank`, and the pen that is then held.

        coming is the pen of the letters behind the spaces: taken at once where that will do.
        """
        if before is not None and self.draws_blank(before, blank):
            return "", before
        if coming is not None and self.draws_blank(coming, blank):
            return self.way(before, coming), coming
        choices = [blank]
        if before is not None and not self._pens[blank].shows_on_blanks:
            pen = self._pens[before]
            marks = tuple(mark for mark in pen.marks if mark not in _SEEN_ON_BLANKS)
            choices.append(self.number(Pen(marks, pen.colour, self._pens[blank].ground)))
        chosen = min(choices, key=lambda number: len(self.way(before, number)))
        return self.way(before, chosen), chosen


def _way(before: Pen | None, after: Pen) -> str:
    anew = ("", *after.marks, after.colour, after.ground)
    from_reset = ";".join(("", *(code for code in anew if code)))
    if before is None:
        return f"\x1b[{from_reset}m"
    ended = {_OFF[mark] for mark in before.marks if mark not in after.marks}
    begun = [mark for mark in after.marks if mark not in before.marks or _OFF[mark] in ended]
    codes = [*sorted(ended), *begun]
    if before.colour != after.colour:
        codes.append(after.colour or "39")
    if before.ground != after.ground:
        codes.append(after.ground or "49")
    changed = ";".join(codes)
    return f"\x1b[{min(changed, from_reset, key=len)}m"
