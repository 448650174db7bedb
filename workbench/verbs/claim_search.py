"""Words in all claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.excerpt import Excerpt
    from workbench.verbs.stop import Stop


class ClaimHit(NamedTuple):
    """A claim that holds some words."""

    uid: str
    analyst: str
    article: str
    """Uid of its article."""
    part: str
    """Which of its fields has the first of the words."""
    words: Excerpt
    """That one, in the field; its number is the article's."""


if TYPE_CHECKING:

    class ClaimSearch(Protocol):
        """Words in all claims."""

        def find(
            self, words: str, *, viewer: str = "", limit: int = 200, stop: Stop | None = None
        ) -> list[ClaimHit]:
            """The claims recorded last that hold all the words, as far as the viewer may see them;
            all without one. Behind these come those with a note on them, or on a hop, that holds
            the words."""
