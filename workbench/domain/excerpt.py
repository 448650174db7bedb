"""A stretch of an article's text with the words around it: what a list of places shows.

Copied out of the text to be read by a person; whoever acts on it goes back to the text itself.
"""

from __future__ import annotations

from dataclasses import dataclass

AROUND = 40
"""Code points shown each side."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one article, and what stands before and after them."""

    number: int
    """Of the article."""
    start: int
    end: int
    before: str
    exact: str
    """`text[start:end]`; empty where none of the words stands in the text."""
    after: str

    @classmethod
    def of(cls, number: int, text: str, start: int, end: int) -> Excerpt:
        """The stretch start..end of an article's text."""
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        return cls(number, start, end, before, text[start:end], after)

    @property
    def key(self) -> str:
        """What tells it from other places."""
        return f"{self.number}:{self.start}"
