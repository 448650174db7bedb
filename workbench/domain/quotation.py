"""Pairs of quotation marks: what "inside the quote" means to the span grammar.

Curly, angled, low and corner marks nest; straight ones are told apart by what stands around them;
apostrophes are none. Pairs never cross a paragraph, except that a curly quote left open runs to its
paragraph's end (the next paragraph opens it again). This is geometry, not attribution: who speaks
is the extraction engine's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain import segment

_MARKS = "\"'“”„‟‘’‚«»‹›「」『』"
_MARK = re.compile(f"[{_MARKS}]")
_LONGEST = 16384
"""Marks farther apart are no pair, whatever the line's length."""
_CLOSED_BY = {
    "“": "”", "„": "”", "‟": "”", "‘": "’", "‚": "’", "«": "»", "‹": "›", "「": "」", "『": "』",
    '"': '"', "'": "'",
}  # fmt: skip
_OPENED_BY = {"”": "“„‟", "“": "„", "’": "‘‚", "‘": "‚", "»": "«", "›": "‹", "」": "「", "』": "『"}
_RUNS_ON = "“„«「『"
"""Marks that open a quote which its paragraph's end may close."""
_BEFORE_OPENING = re.compile(r"[\s(\[{–—\-:/“‘«]")
_AFTER_CLOSING = re.compile(r"[\s.,;:!?…)\]}–—\-/”’»]")


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """One quotation: half-open spans with and without its marks."""

    outer: tuple[int, int]
    inner: tuple[int, int]


@lru_cache(maxsize=64)
def _pairs(text: str, start: int, end: int) -> tuple[Pair, ...]:
    """The pairs of one paragraph, outermost first; each mark is looked at once."""
    found: list[Pair] = []
    open_marks: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}

    def close(openers: str, at: int) -> None:
        while open_marks:
            mark, opened = open_marks.pop()
            waiting[mark] -= 1
            if mark in openers:
                if at > opened + 1:
                    found.append(Pair((opened, at + 1), (opened + 1, at)))
                return

    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        opens, closes = _roles(text, at, mark)
        openers = _OPENED_BY.get(mark, mark)
        if closes and any(waiting.get(opener) for opener in openers):
            close(openers, at)
        elif opens:
            open_marks.append((mark, at))
            waiting[mark] = waiting.get(mark, 0) + 1
    for mark, opened in open_marks[:1]:
        if mark in _RUNS_ON and end > opened + 1:
            found.append(Pair((opened, end), (opened + 1, end)))
    return tuple(sorted(found, key=lambda pair: (pair.outer[0], -pair.outer[1])))


def _roles(text: str, at: int, mark: str) -> tuple[bool, bool]:
    """Whether the mark at `at` may open and may close a quotation."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "'‘’":
        if before.isalnum() and after.isalnum():
            return False, False
        if mark == "’":
            return False, not before.isspace()
    if mark in "\"'":
        opens = bool(_BEFORE_OPENING.match(before)) and not after.isspace()
        closes = not before.isspace() and bool(_AFTER_CLOSING.match(after))
        if mark == "'" or opens != closes:
            return opens, closes
        return True, True
    return mark in _CLOSED_BY, mark in _OPENED_BY


def quotes_around(text: str, at: int) -> list[Pair]:
    """The quotations that hold `at`, marks included, innermost first."""
    if not text:
        return []
    pairs = _pairs(text, *_stretch(text, at))
    return [pair for pair in reversed(pairs) if pair.outer[0] <= at < pair.outer[1]]


def quoted_part(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Of the words start..end: whether any of them stand in a quotation, and whether all do but for
    marks, stops and blanks around it."""
    pairs = _pairs(text, *_stretch(text, start))
    quoted = [pair.outer for pair in pairs if pair.outer[0] < end and start < pair.outer[1]]
    own = start  # from here on nothing is known to be quoted yet
    for opens, behind in sorted(quoted):
        if any(letter.isalnum() for letter in text[own:opens]):
            return True, False
        own = max(own, behind)
    return bool(quoted), bool(quoted) and not any(letter.isalnum() for letter in text[own:end])


def next_quote(text: str, at: int) -> Pair | None:
    """The first quotation whose words begin at or after `at`."""
    mark = _MARK.search(text, max(0, at - 1))
    while mark:
        start, end = _stretch(text, mark.start())
        for pair in _pairs(text, start, end):
            if pair.inner[0] >= at:
                return pair
        mark = _MARK.search(text, max(end, mark.end()))
    return None


def previous_quote(text: str, at: int) -> Pair | None:
    """The last quotation whose words begin before `at`."""
    high = at
    while (mark := max(text.rfind(mark, 0, high) for mark in _MARKS)) >= 0:
        start, end = _stretch(text, mark)
        earlier = [pair for pair in _pairs(text, start, end) if pair.inner[0] < at]
        if earlier:
            return earlier[-1]
        high = min(mark, start)
    return None


def _stretch(text: str, at: int) -> tuple[int, int]:
    """The paragraph around `at`, or the piece of an endless one that holds it."""
    start, end = segment.paragraph_at(text, at)
    start += max(0, at - start) // _LONGEST * _LONGEST
    return start, min(end, start + _LONGEST)
