"""What came in from elsewhere and waits for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.arrival import Arrival
    from workbench.domain.past import Key

    class Arrivals(Protocol):
        """What can be asked about them."""

        def open(self) -> list[Arrival]:
            """All that wait, in the order in which they came in."""

        def how_many(self) -> int:
            """How many wait."""

        def of(self, key: Key) -> list[Arrival]:
            """All that ever came in of a record, answered or not."""

        def known(self) -> frozenset[Key]:
            """The records of which anything ever came in."""

        def find(self, beginning: str) -> Arrival:
            """The one whose uid begins so. Raises NotFoundError, and UsageError where several
            do."""
