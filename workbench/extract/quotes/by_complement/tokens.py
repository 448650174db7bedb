"""The words and marks of one sentence, read once, for the stages that look around in it.

Places are counted in tokens here and turned into code points at the edge; a word inside quotation
marks is known as such. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_left

from workbench.extract.kept import compiled
from workbench.extract.quotes.direct import Stretch

_TOKEN = compiled(r"\w+(?:[-.&'’]\w+)*['’]?|\.{2,}|[^\w\s]")
DASHES = frozenset("—–―-")
"""A hyphen is one where blanks are around it; in a word it is no token."""
_MARKS = frozenset("\"“”„‟«»‘’'")


class Tokens:
    """The tokens of a sentence; every index may be asked for, also beyond its end."""

    def __init__(self, text: str, stretch: Stretch) -> None:
        self.text = text
        self.start = stretch.start
        self.end = stretch.end
        self.pairs = stretch.pairs
        found = list(_TOKEN.finditer(text, stretch.start, stretch.end))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.raw = [match.group() for match in found]
        self.words = [word.lower() for word in self.raw]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The word in lower case; empty beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def at(self, offset: int) -> int:
        """The first token that begins at a place of the text or behind it."""
        return bisect_left(self.starts, offset)

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return 0 <= index < len(self.raw) and self.raw[index][:1].isupper()

    def is_mark(self, index: int) -> bool:
        """Whether a token is a quotation mark."""
        return self.word(index) in _MARKS

    def splits_number(self, index: int) -> bool:
        """Whether a comma stands inside a number: "12,000"."""
        at = self.starts[index]
        return self.text[at - 1 : at].isdigit() and self.text[at + 1 : at + 2].isdigit()

    def pair_at(self, index: int) -> tuple[int, int] | None:
        """The quotation that begins with a token or holds it."""
        if not self.pairs or not 0 <= index < len(self.starts):
            return None
        offset = self.starts[index]
        return next((pair for pair in self.pairs if pair[0] <= offset < pair[1]), None)

    def is_quoted(self, offset: int) -> bool:
        """Whether a place lies inside quotation marks."""
        return any(a < offset < b for a, b in self.pairs)

    def count(self, start: int, end: int) -> int:
        """How many words lie between two places of the text."""
        words = self.raw[self.at(start) : self.at(end)]
        return sum(1 for word in words if word[0].isalnum())
