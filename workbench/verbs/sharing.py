"""Who may work on a database, and who does: told by the system that keeps it, and by nobody else.

Names are accounts. Where nobody shares the database they are asked for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Sharing(Protocol):
        """What can be asked about them."""

        @property
        def acts(self) -> str:
            """The account that runs this; words that name no account where the system knows
            none."""

        @property
        def owner(self) -> str:
            """The account that owns the database."""

        @property
        def is_owner(self) -> bool:
            """Whether the account that runs this owns the database, or may do as its owner."""

        def knows(self, name: str) -> bool:
            """Whether an account is called so."""

        def accounts(self) -> set[str]:
            """The accounts that the system lists among those who may work on the database."""

        def at_work(self) -> frozenset[str] | None:
            """The accounts whose other processes have the database open; None where the system does
            not tell of all."""
