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
        low, high = max(0, start - AROUND), min(len(text), end + AROUND)
        before, after = text[low:start], text[end:high]
        if _parts_a_word(text, low) and _has_space(before):
            before = before[len(before.split(maxsplit=1)[0]) :]
        if _parts_a_word(text, high) and _has_space(after):
            after = after[: -len(after.rsplit(maxsplit=1)[-1])]
        return cls(number, start, end, before, text[start:end], after)

    @property
    def key(self) -> str:
        """What tells it from other places."""
        return f"{self.number}:{self.start}"


def _parts_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and not (text[place - 1].isspace() or text[place].isspace())


def _has_space(words: str) -> bool:
    """Whether there is one to part at: some scripts write none."""
    return any(character.isspace() for character in words.strip())
