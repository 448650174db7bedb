"""Words on things."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from workbench.domain.note import Note

    class Notes(Protocol):
        """What can be asked about notes."""

        def on(self, subjects: Iterable[str]) -> list[Note]:
            """The notes on things with these uids (a hop's is "claim/2"), oldest first."""
