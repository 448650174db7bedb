"""Where a text says nearly what some words say: a quotation of which a few words were changed."""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.folding import Folded

NEAR = 75.0
"""From this likeness on (0..100, letters in common) words are said to say nearly the same; what
tells of the same in words of its own is at 50 to 65."""
_COMPARED = 400
"""Code points of the words that are compared."""
_LONGEST = 2 * _COMPARED


class Nearest(NamedTuple):
    """A stretch of a text, and how near it comes."""

    start: int
    end: int
    score: float


def nearest(words: str, folded: Folded) -> Nearest | None:
    """The stretch of a text that is most like the words, at word borders; None where none is."""
    from rapidfuzz import fuzz

    sought = Folded.of(words).text[:_COMPARED]
    if len(folded.text) < len(sought) * 3 // 4:
        return None
    found = fuzz.partial_ratio_alignment(sought, folded.text, score_cutoff=NEAR)
    if found is None or found.score < NEAR or found.dest_end <= found.dest_start:
        return None
    start, end = _whole_words(folded.text, found.dest_start, found.dest_end)
    return Nearest(*folded.stored(start, end), round(found.score, 1))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with all of the words that it begins and ends in, and no spaces around."""
    while _parts_a_word(text, start) and end - start < _LONGEST:
        start -= 1
    while _parts_a_word(text, end) and end - start < _LONGEST:
        end += 1
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def _parts_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
