"""An act that can be done again: what it was, and how. Knows neither the desk nor its keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, NamedTuple, TypeVar

C = TypeVar("C")
"""What handlers work on: the desk."""


class Act(NamedTuple, Generic[C]):
    """What was done, in words, and how it is done again to what is under the cursor then."""

    words: str
    again: Callable[[C], Awaitable[None]]
