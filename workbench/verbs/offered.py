"""What fields of filters may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol


Counted = list[tuple[str, int]]
"""Values, and how often each is there, the most frequent first."""
LATEST = 5_000
"""How many articles are looked at, where values of articles are counted."""


if TYPE_CHECKING:

    class Offered(Protocol):
        """Values that are there."""

        def languages(self) -> Counted:
            """Languages of the latest articles."""

        def outlets(self) -> Counted:
            """Outlets of the latest articles."""

        def verdicts(self, viewer: str = "") -> Counted:
            """What analysts hold of the claims that the viewer may see; of all without one."""

        def analysts(self, viewer: str = "") -> list[str]:
            """Who sat here, or recorded claims that the viewer may see."""
