"""What follows the cursor once it rests: details, tally, the text beside a list.

A held key then costs the list's own cells and nothing else; over a slow link that decides whether
the cursor stops where the key was let go. Never delays what the next key acts on: whoever takes a
key that does more than move calls `now` first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

REST_SECONDS = 0.08
"""Longer than the pause between two repeats of a held key (33 ms), shorter than a glance."""


class Follower:
    """Runs one function when there was no further call for a while."""

    def __init__(self, follow: Callable[[], None]) -> None:
        self._follow = follow
        self._timer: asyncio.TimerHandle | None = None
        self.settled = asyncio.Event()
        """Set while nothing is due."""
        self.settled.set()

    @property
    def is_due(self) -> bool:
        """Whether something has yet to follow."""
        return self._timer is not None

    def later(self) -> None:
        """Follow once nothing has moved for a while."""
        self.drop()
        self.settled.clear()
        self._timer = asyncio.get_running_loop().call_later(REST_SECONDS, self.now)

    def now(self) -> None:
        """Follow at once, if it is due."""
        if self.is_due:
            self.drop()
            self._follow()

    def drop(self) -> None:
        """Follow no more."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self.settled.set()
