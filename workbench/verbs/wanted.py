"""Addresses whose articles are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from workbench.domain.wanted import Wanted

    class WantedAddresses(Protocol):
        """What can be asked about them, and about the places that articles are from."""

        def all(self) -> list[Wanted]:
            """Every one that is wanted, whether its article is there or not, the earliest first."""

        def among(self, places: Iterable[str]) -> set[str]:
            """Those of these places that are wanted."""

        def there(self, addresses: Iterable[str]) -> dict[str, int]:
            """Place -> number of the first article that is from there, for those of these addresses
            that there is one of, however either is written."""
