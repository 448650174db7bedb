"""What a reader of indirect and mixed speech does, whichever way its language is read.

There are two: by frames and by complements. The package chooses one for a text by the tables of its
language; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.direct import Stretch


class Reader(Protocol):
    """Reads one text, sentence by sentence."""

    announced: list[Announcement]
    """Who is said to speak where nothing that was said follows."""

    def sentences(
        self, sentences: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]
    ) -> Sequence[tuple[int, int]]:
        """The stretches that are read as one sentence each; `pairs` are the text's quotations."""

    def read(
        self, stretch: Stretch, used: set[int], direct: Sequence[Attribution]
    ) -> list[Attribution]:
        """The attributions of a sentence: its direct quotations and, of the cues they did not
        use, more."""

    def joined(self, found: Sequence[Attribution]) -> Sequence[Attribution]:
        """The attributions of the text, those made one that belong together across sentences."""
