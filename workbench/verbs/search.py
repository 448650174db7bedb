"""Words in all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.excerpt import Excerpt
    from workbench.verbs.stop import Stop


class Reached(NamedTuple):
    """How far the index is."""

    below: int
    """Articles of a number below it are not in it; 0 when it is whole."""
    others: bool
    """Whether an index of another folding is there, and answers for those."""

    @property
    def is_whole(self) -> bool:
        """Whether every article is found."""
        return self.below == 0 or self.others


if TYPE_CHECKING:

    class Search(Protocol):
        """Words in all articles."""

        def find(self, words: str, *, limit: int = 200, stop: Stop | None = None) -> list[Excerpt]:
            """The newest articles that hold all the words, with the first of them; it is empty and
            at 0 where only the title holds it. A star ends a prefix. stop: ends it."""

        def reached(self) -> Reached:
            """How far the index of articles is."""

        def build_on(self) -> Reached:
            """Index some more articles, as one write; how far the index is then."""

        def holding(self, words: str, *, limit: int) -> list[tuple[int, str]]:
            """The articles that came last in whose text these words stand one after the other, with
            their texts; case and marks do not count."""
