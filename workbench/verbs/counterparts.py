"""Which statements of different articles may say the same, or stand against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.counterpart import Counterpart, Unrelated

    class Counterparts(Protocol):
        """Which statements of different articles may say the same."""

        def keep(self, found: Mapping[int, Sequence[Counterpart]]) -> None:
            """Keep what was found of articles, by number, in the place of all that was kept of
            them, on either side."""

        def of(self, numbers: Iterable[int]) -> list[Counterpart]:
            """All in which one of these articles stands, on either side, as it was kept: by the
            first's place, then the other's."""

        def unrelated(self, article: str, analyst: str) -> list[Unrelated]:
            """The places that an analyst said to have nothing to do with each other, one of them in
            the article with this uid."""
