"""Which articles share telling words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.relay import Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.gist import Gist


class Sharing(NamedTuple):
    """An article that shares telling words with another one."""

    number: int
    apart: int
    """Days between the two."""
    words: tuple[int, ...]


Told = tuple[int, float, Shared]
"""An article that tells the same: its number, how likely it does, and what both share."""


if TYPE_CHECKING:

    class Gists(Protocol):
        """Which articles share telling words."""

        def sharing(self, number: int, *, days: int) -> tuple[list[Sharing], dict[int, int]]:
            """The articles published at most so many days before or after this one that share
            telling words with it, and how many articles of these days have each of its words; of
            days that are full of them, those of the nearest."""

        def told(self, number: int) -> tuple[str, str, str]:
            """Title, language and text of an article. Raises UnreadError where one is no text."""

        def words_of(self, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
            """The telling words of these articles, of those that have any."""

        def keep(self, gists: Mapping[int, Gist | None]) -> None:
            """Keep the gists of articles, by number."""

        def not_alike(self, number: int, others: Sequence[int]) -> set[int]:
            """Those of these articles that are of another outlet than this one, or of an unknown
            one, and are not like it in another way than telling the same."""

        def waiting(self) -> list[int]:
            """The articles that are yet to be compared with others."""

        def keep_rewrites(self, found: Mapping[int, Sequence[Told]]) -> None:
            """Keep what articles tell again in the place of what was kept: article -> each other
            one with score and what both share. They wait no longer."""
