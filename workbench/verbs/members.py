"""Who works on a shared store, and what each may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.member import Inspection, Member

    class Members(Protocol):
        """What can be asked about them."""

        def all(self) -> list[Member]:
            """Everybody who was given a role, by name."""

        def called(self, analyst: str) -> Member | None:
            """Who has that name, if a role was given."""

        def looks(self) -> list[Inspection]:
            """Where supervisors looked, the newest first."""
