"""What was worked out for a key and is kept, so that looking it up is all that it costs later."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_MOST = 16_384
"""Keys that are kept; all are forgotten when there are more."""


class Learned(dict[K, V]):
    """A table that makes what it does not have."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST:
            self.clear()
        made = self[key] = self._make(key)
        return made
