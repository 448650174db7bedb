"""Spans: half-open stretches of an immutable text, always kept with the exact words.

Offsets are Unicode code points, end exclusive, into the stored text. `text[start:end] == exact`
is checked wherever a span crosses a boundary (reading, writing, import, export); nothing is
ever re-anchored silently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.errors import SpanError

_put = object.__setattr__
"""How a frozen value gets its fields."""


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A stretch of text with the exact words it covers."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    exact: str
    """`text[start:end]`, the whole stretch even when only `parts` of it are meant."""
    parts: tuple[tuple[int, int], ...] = ()
    """The pieces of a discontinuous span, ascending, inside start..end; empty when it is whole."""

    def __init__(
        self, start: int, end: int, exact: str, parts: tuple[tuple[int, int], ...] = ()
    ) -> None:
        # Written out: an article has a hundred spans, and what is generated takes twice as long.
        if not 0 <= start < end or end - start != len(exact):
            raise SpanError(f"span {start}..{end} does not fit its words ({len(exact)} long)")
        if parts:
            _check_parts(start, end, parts)
        _put(self, "start", start)
        _put(self, "end", end)
        _put(self, "exact", exact)
        _put(self, "parts", parts)

    @classmethod
    def of(cls, text: str, start: int, end: int, parts: Sequence[tuple[int, int]] = ()) -> Span:
        """The span start..end of text. Raises SpanError outside the text."""
        if not 0 <= start < end <= len(text):
            raise SpanError(f"span {start}..{end} lies outside a text of {len(text)} code points")
        return cls(start, end, text[start:end], tuple(parts) if len(parts) > 1 else ())

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Span:
        """The span of a `{"start","end","exact","parts"?}` record. Raises SpanError."""
        try:
            start, end, exact = record["start"], record["end"], record["exact"]
            given = record.get("parts")
            parts = tuple((int(a), int(b)) for a, b in given) if given else ()
        except (KeyError, TypeError, ValueError) as error:
            raise SpanError(f"not a span: {error}") from error
        if type(start) is not int or type(end) is not int or not isinstance(exact, str):
            raise SpanError("not a span: start and end are whole numbers, exact is text")
        return cls(start, end, exact, parts)

    def to_record(self) -> dict[str, Any]:
        """`{"start","end","exact"}`, and `"parts"` when the span has several."""
        record: dict[str, Any] = {"start": self.start, "end": self.end, "exact": self.exact}
        if self.parts:
            record["parts"] = [list(part) for part in self.parts]
        return record

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The parts, or the whole as the only one."""
        return self.parts or ((self.start, self.end),)

    @property
    def words(self) -> str:
        """The words that are meant: those of the pieces, with an ellipsis between them."""
        start = self.start
        return " … ".join(self.exact[low - start : high - start] for low, high in self.pieces)

    def check(self, text: str) -> Span:
        """This span, if text holds its exact words there. Raises SpanError otherwise."""
        if text[self.start : self.end] != self.exact:
            raise SpanError(
                f"the text at {self.start}..{self.end} is not {shorten(self.exact)!r}",
                "The offsets belong to another version of the text.",
            )
        return self

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any code point is shared with start..end."""
        return self.start < end and start < self.end

    def contains(self, offset: int) -> bool:
        """Whether one of the pieces holds the code point at offset."""
        return any(start <= offset < end for start, end in self.pieces)


def _check_parts(start: int, end: int, parts: tuple[tuple[int, int], ...]) -> None:
    at = start
    for first, last in parts:
        if not at <= first < last:
            raise SpanError(f"parts of span {start}..{end} are out of order")
        at = last
    if parts[0][0] != start or at != end:
        raise SpanError(f"parts of span {start}..{end} do not reach its ends")


def shorten(words: str, width: int = 40) -> str:
    """The words, cut to width code points with an ellipsis: for messages, never for storage."""
    return words if len(words) <= width else words[: width - 1] + "…"
