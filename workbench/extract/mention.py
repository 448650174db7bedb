"""One name in a text, as the readers of names hand it on."""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.sentences import UPPER

ACRONYM = compiled(rf"[{UPPER}]{{2,8}}(?:-?\d{{1,2}})?\Z")
"""A word all in capitals."""


class Mention(NamedTuple):
    """One name in the text."""

    start: int
    end: int
    words: str
    kind: Kind | None
    """None while nothing speaks for a type."""
    rule: str
    score: float
    title: str = ""
    affiliation: str = ""
    acronym: str = ""
    name: str = ""
    """The canonical name within the article."""
    country: str = ""
    subject_like: bool = False
    """Whether it opens a sentence: a likely subject."""

    @property
    def is_sure(self) -> bool:
        """Whether its kind is known, not guessed from its looks."""
        return self.kind is not None and not self.rule.endswith((".tagged", ".guessed"))

    def over(self, text: str, start: int, end: int) -> Mention:
        """The mention over another stretch of its text, and called by the words there."""
        words = text[start:end]
        return self._replace(start=start, end=end, words=words, name=words)
