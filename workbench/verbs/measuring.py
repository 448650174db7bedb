"""Articles with known answers, and what is made of them to measure others."""

from __future__ import annotations

from typing import TYPE_CHECKING

LEAST_KNOWN = 5
"""Articles with known answers under which an analyst is told nothing of her own: it would say which
they were."""

if TYPE_CHECKING:
    from typing import Protocol

    class Measuring(Protocol):
        """What can be asked about them."""

        @property
        def is_there(self) -> bool:
            """Whether anybody was given such an article."""

        def sets(self, viewer: str) -> set[str]:
            """Uids of the sets whose articles measure somebody: others' than the viewer's, which
            nobody was given as they are."""

        def among(self, selection: str, analyst: str) -> tuple[int, ...]:
            """Numbers of the articles that measure an analyst as a part of a selection."""

        def claims(self) -> dict[str, int]:
            """Uid of each claim that is a known answer -> number of its article."""
