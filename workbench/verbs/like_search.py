"""Words in all articles, exactly and nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class LikeSearch(Protocol):
        """Words in all articles, exactly and nearly."""

        def candidates(self, words: str, *, limit: int) -> list[tuple[int, str]]:
            """(number, text) of articles that may hold the words, the likeliest first: limit at
            most that hold them as they stand, and as many that hold what is rare of them."""
