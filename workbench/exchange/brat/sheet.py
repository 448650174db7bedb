"""brat standoff lines as they are written: numbered, a line each, and split where they must be."""

from __future__ import annotations

import re
from collections import Counter

from workbench.domain.span import Span
from workbench.exchange.brat.standoff import BREAK, BREAKS


class Sheet:
    """The lines of one .ann file as they are written: it numbers them and splits what must be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []
        self._counts: Counter[str] = Counter()

    def textbound(self, kind: str, span: Span) -> str | None:
        """A T line; None when the span holds nothing but blanks, which brat cannot mark."""
        pieces = [piece for start, end in span.pieces for piece in self._unbroken(start, end)]
        words = " ".join(self._text[start:end] for start, end in pieces)
        if not words.strip():
            return None
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        return self._add("T", f"{kind} {offsets}\t{words}")

    def event(self, kind: str, trigger: str, arguments: list[tuple[str, str]]) -> str:
        """An E line."""
        roles = [f"{role}:{who}" for role, who in arguments]
        return self._add("E", " ".join([f"{kind}:{trigger}", *roles]))

    def relation(self, kind: str, first: str, second: str) -> str:
        """An R line, with the tab at its end that brat itself writes."""
        return self._add("R", f"{kind} Arg1:{first} Arg2:{second}\t")

    def attribute(self, kind: str, target: str, value: str) -> None:
        """An A line; value is a single word."""
        self._add("A", f"{kind} {target} {value}")

    def reference(self, target: str, database: str, key: str, words: str = "") -> None:
        """An N line; key holds no blanks."""
        self._add("N", f"Reference {target} {database}:{key}\t{one_line(words) or key}")

    def remark(self, kind: str, target: str, words: str) -> None:
        """A # line, unless the words are blank."""
        line = one_line(words)
        if line:
            self._add("#", f"{kind} {target}\t{line}")

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def _add(self, prefix: str, rest: str) -> str:
        self._counts[prefix] += 1
        identity = f"{prefix}{self._counts[prefix]}"
        self._lines.append(f"{identity}\t{rest}")
        return identity

    def _unbroken(self, start: int, end: int) -> list[tuple[int, int]]:
        pieces, at = [], start
        for match in BREAK.finditer(self._text, start, end):
            pieces.append((at, match.start()))
            at = match.end()
        return [(a, b) for a, b in [*pieces, (at, end)] if a < b]


def one_line(words: str) -> str:
    """The words without line breaks and tabs, which no note can hold."""
    return re.sub(f"[{BREAKS}\t]+", " ", words).strip()
