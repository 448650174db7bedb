"""In which unit the offsets of a tool are that counts in one and checks in another.

The browsers of these tools count UTF-16 units and keep what they counted; programs that fill the
same tools count code points. The words are not kept beside the offsets, so where the two differ
nothing tells which was meant: that is asked, and never guessed.
"""

from __future__ import annotations

from workbench.domain.span import shorten
from workbench.errors import DataError
from workbench.exchange.spans.arriving import offsets, region_at
from workbench.exchange.spans.memory import Memory
from workbench.exchange.spans.page import Region
from workbench.exchange.spans.units import Utf16

CODE_POINTS, UTF_16 = "code-points", "utf-16"
NEXT_STEP = (
    "Marks made in its browser count UTF-16 units, those of programs code points: say which with "
    "--option offsets=utf-16 or offsets=code-points."
)


class Counting:
    """The offsets of one text."""

    def __init__(self, text: str, option: str, memory: Memory | None = None) -> None:
        """option: the unit, where somebody said; memory: of the marks that left here."""
        self._text = text
        self._units = Utf16(text)
        known = memory.offsets if memory else ""
        self._known = known
        self._places = {
            (region.label, self.out(region.start, known), self.out(region.end, known))
            for region in (memory.page.regions if memory else ())
        }
        # What left in the browser's unit is marked further in that.
        self._unit = option or (UTF_16 if known == UTF_16 else "")

    def out(self, at: int, unit: str) -> int:
        """A code point as an offset in a unit."""
        return self._units.of(at) if unit == UTF_16 else at

    def region(self, identity: str, label: str, start: object, end: object) -> Region:
        """A mark at offsets of the file. Raises DataError where the text does not reach, or nobody
        knows what they count."""
        named = f"mark {shorten(identity)!r}"
        first, last = offsets(named, start, end)
        unit = self._known if (label, first, last) in self._places else self._unit
        if unit == UTF_16:
            first, last = self._units.back(first), self._units.back(last)
        elif not unit and not self._units.agrees(max(first, last)):
            raise DataError(
                f"{named} stands behind an emoji or another letter that counts as two in a browser",
                NEXT_STEP,
            )
        return region_at(self._text, identity, label, first, last)
