"""What analysts are called in exports that do not name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Pseudonyms(Protocol):
        """What pseudonyms are made of."""

        def key(self) -> bytes | None:
            """The secret; None where nobody has asked for pseudonyms yet."""

        def made_key(self) -> bytes:
            """The secret, made now where there was none. Raises what writing raises."""

        def analysts(self) -> list[str]:
            """Everybody whose work is here."""
