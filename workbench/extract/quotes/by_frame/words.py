"""Words as the reader by frames counts them: runs of letters and digits, and a stretch's first."""

from __future__ import annotations

from itertools import islice

from workbench.extract.kept import compiled

WORD = compiled(r"\w+")
FIRST = compiled(r"\s{0,3}([\w-]+)")
"""The first word of a stretch, right at its beginning."""


def has_words(text: str, start: int, end: int, fewest: int) -> bool:
    """Whether a stretch holds so many words; a long one is not counted to its end."""
    return sum(1 for _ in islice(WORD.finditer(text, start, end), fewest)) >= fewest
