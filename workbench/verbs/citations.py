"""Who cites whom in the chains of claims: what the source network is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Protocol

    from workbench.domain.network import Cited, EdgeKey


class Among(NamedTuple):
    """Which claims count."""

    viewer: str = ""
    """For whom colleagues' claims are left out on articles that she has yet to judge; all are there
    without one."""
    claims: Collection[str] | None = None
    """Uids; None for all."""


if TYPE_CHECKING:

    class Citations(Protocol):
        """What can be asked about who cites whom: as `passed` keeps it, which is brought up to date
        by whoever asks. Claims that were withdrawn are in none of it."""

        def edges(
            self, among: Among, *, after: EdgeKey | None = None, limit: int | None = None
        ) -> list[EdgeKey]:
            """Who cites whom, those of most claims first, behind one of them; all for no limit."""

        def behind(
            self, among: Among, pairs: Collection[tuple[str, str]] | None = None
        ) -> list[Cited]:
            """The passages in which these cite those, or, with an empty one, that end with these;
            the newest article first. For None all but the ends of chains."""

        def of_claims(self, among: Among, claims: Collection[str]) -> list[Cited]:
            """All passages of some claims, the ends of their chains as well."""

        def mutual(self, among: Among) -> list[tuple[str, str]]:
            """The pairs that cite each other, each both ways."""

        def said(self, among: Among, sources: Collection[str] | None = None) -> dict[str, int]:
            """Source -> how many chains of claims end with it, of those with which any does; of
            all, or of some."""
