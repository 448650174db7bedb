"""What the readers of time expressions share: the text with its anchor, and a reading of it.

Here is also which way from the anchor a weekday lies: back in time as in news, ahead only where the
words around it say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from workbench.extract.kept import compiled
from workbench.extract.times.words import TimeWords

_CLAUSE = compiled(r"[.!?;,“”\"()\n]")
_NEAR = 64
"""Code points of the clause before or behind an expression that are looked at."""
_BEHIND = 28
"""Code points in which the word right before an expression stands."""


class Draft(NamedTuple):
    """A reading of the words up to `end`; without a rule it is a trap: these words are no time."""

    end: int
    rule: str = ""
    value: str | None = None
    granularity: str = ""
    reason: str = ""
    score: float = 0.9
    until: str | None = None
    part: str | None = None
    modifier: str | None = None


@dataclass(slots=True)
class Reading:
    """A stretch of text that is read against an anchor."""

    text: str
    start: int
    end: int
    words: TimeWords
    anchor: date | None
    moment: datetime | None = None
    """The local time of the anchor, where it is known."""
    origin: int = 0
    """Where the expression begins that is being read."""

    def before(self, at: int, length: int = _BEHIND) -> str:
        """The words before a place."""
        return self.text[max(self.start, at - length) : at]

    def opens_sentence(self, at: int) -> bool:
        """Whether nothing of its sentence stands before a place."""
        left = self.before(at).rstrip()
        return left == "" or left[-1] in '.!?“"”‘:\n–—'

    def opens_with(self, at: int) -> bool:
        """Whether a sentence begins here, or one word earlier ("Pada Rabu", "On Friday")."""
        if self.opens_sentence(at):
            return True
        left = self.before(at).rstrip()
        word = re.search(r"\w+\Z", left)
        return word is not None and self.opens_sentence(at - len(self.before(at)) + word.start())

    def capital_follows(self, at: int) -> bool:
        """Whether the next word on the line begins with a capital."""
        rest = self.text[at : min(self.end, at + 3)]
        return rest[:1] == " " and rest[1:2].isupper()

    def is_ahead(self, end: int) -> bool:
        """Whether the words around an expression that ends here put it after the anchor."""
        words, start = self.words, self.origin
        clause = _CLAUSE.split(self.before(start, _NEAR))[-1]
        if words.future.search(clause):
            return True
        behind = _CLAUSE.split(self.text[end : min(self.end, end + _NEAR)].lstrip(", "))[0]
        if self.bound() == "UNTIL":
            told = words.as_of.search(clause) or words.as_of.search(behind)
            return told is None and not self.opens_with(start)
        return self.opens_with(start) and words.future.search(behind) is not None

    def bound(self) -> str | None:
        """What the word right before an expression says of it: UNTIL, BEFORE, AFTER, APPROX."""
        found = self.words.find_bound.search(self.before(self.origin))
        return self.words.bounds[" ".join(found.group(1).lower().split())] if found else None


def trap(end: int) -> Draft:
    """Words that look like a time and are none."""
    return Draft(end)
