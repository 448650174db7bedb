"""What sources belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.family import Belonging

    class Belongings(Protocol):
        """What can be asked about families."""

        def all(self) -> list[Belonging]:
            """Every entry, in the order in which they were said."""

        def of(self, uid: str) -> list[Belonging]:
            """The history of a source and of those merged into it."""

        def naming(self, uid: str) -> list[Belonging]:
            """The entries that name a source, on either side."""
