"""What a check of a store found, as a line; and whether it is lost or only to be computed anew.

Texts and people's work are what they are: damage to them stays until a backup is put back. All
else is derived from them, and damage to it is never a reason to stop.
"""

from __future__ import annotations

from enum import Enum


class Rebuild(Enum):
    """What is computed anew to mend a problem."""

    FACTS = "facts"
    SEARCH = "search"
    SKETCHES = "sketches"
    LIKENESSES = "likenesses"
    VERSIONS = "versions"
    INDEXES = "indexes"
    CARRIED = "carried"
    """Steps that a migration worked out: the journal has them."""
    PASTS = "pasts"
    """States that records came from: the journal has them."""
    PASSED = "passed"
    """What relays put into chains: let go of, and worked out by whoever asks."""
    ROWS = "rows"
    """Reading positions and the like, which nothing proves: the damaged ones are let go."""


class Problem(str):
    """A line that says what is wrong."""

    __slots__ = ("article", "rebuild")

    rebuild: Rebuild | None
    """What mends it; None where it is damage to texts or people's work."""
    article: int | None

    def __new__(
        cls, words: str, rebuild: Rebuild | None = None, article: int | None = None
    ) -> Problem:
        """The line, what mends it, and the article that it is about."""
        self = super().__new__(cls, words)
        self.rebuild = rebuild
        self.article = article
        return self
