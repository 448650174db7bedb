"""The states that records came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.past import Key, Past

    class Pasts(Protocol):
        """What can be asked about them."""

        def kept(self, key: Key) -> Past | None:
            """The past of a record, where it has one beside its making."""

        @property
        def are_there(self) -> bool:
            """Whether anything was ever changed, or came from elsewhere."""

        def of_article(self, uid: str) -> list[tuple[Key, Past]]:
            """Those of what is or was on an article, its claims and what was decided there."""

        def of_sources(self) -> list[tuple[Key, Past]]:
            """Those of sources, of what is said of them, of topics and of the codebook."""
