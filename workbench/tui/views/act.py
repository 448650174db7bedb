"""An act that can be done again: what it was, and how. Knows neither the desk nor its keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

C = TypeVar("C")
"""What handlers work on: the desk."""


@dataclass(frozen=True)  # slots and Generic do not go together on Python 3.11
class Act(Generic[C]):
    """What was done, in words, and how it is done again to what is under the cursor then."""

    words: str
    again: Callable[[C], Awaitable[None]]
