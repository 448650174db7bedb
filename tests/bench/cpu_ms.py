"""CPU time of this process, in milliseconds: what the benches tell of a single act."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

T = TypeVar("T")


def spent(act: Callable[[], T]) -> tuple[float, T]:
    """What an act took, and what came of it."""
    begun = time.process_time()
    found = act()
    return (time.process_time() - begun) * 1000, found


def middle(act: Callable[[], object], runs: int) -> float:
    """What an act takes in the median of several runs."""
    return median(spent(act)[0] for _ in range(runs))
