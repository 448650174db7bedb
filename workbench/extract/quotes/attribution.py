"""What the quote stages hand on: content, cue and the words that name the speaker.

The speaker is still words here; who that is, is decided once all of them are found.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.claim import Mode
from workbench.extract.quotes.cues import Form


class Attribution(NamedTuple):
    """One reported stretch, before its speaker is resolved."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    mode: Mode
    rule: str
    reason: str
    score: float
    cue: tuple[int, int] | None = None
    form: Form | None = None
    speaker: tuple[int, int] | None = None
    """The words that name who speaks."""
    clitic: bool = False
    """Whether the speaker is a clitic on the cue."""
    audience: tuple[int, int] | None = None
    """Behind the speaker: where "kepada AFP" is looked for."""
    same_as_previous: bool = False
    """No cue of its own: goes on with the speaker before."""
    same_as_next: bool = False
    outer: tuple[int, int] | None = None
    """Who passes on what the speaker said, where the cue says so: "the paper quotes X"."""

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand: its parts, or the whole of it."""
        return self.parts or ((self.start, self.end),)


class Announcement(NamedTuple):
    """Somebody is said to speak; what they said stands elsewhere: "Demikian disampaikan X"."""

    at: int
    """Where the cue begins."""
    speaker: tuple[int, int]
    """The words that name who speaks."""
