"""Feeds that are asked for what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.subscription import Asked, Subscription

    class Subscriptions(Protocol):
        """Which feeds are asked, and what is remembered of each."""

        def all(self) -> list[Subscription]:
            """Every subscription, in the order in which they were made."""

        def asked(self, uid: str) -> Asked:
            """What is remembered of asking one; nothing where that is damaged."""

        def remember(self, uid: str, asked: Asked) -> None:
            """Keep what is to be remembered of asking one."""
