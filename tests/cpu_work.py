"""How much work something is: CPU time of this process, always beside other work of the same test.

Seconds say more of the machine, and of what else it does, than of the program: no test compares
them with a number. What disturbs a measurement only ever adds to it, so that the least of several
rounds counts, and one good round is enough.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

ROUNDS = 4


def assert_grows(do: Callable[[T], object], *, small: T, large: T, at_most: float) -> None:
    """The large case is at most so many times the work of the small one."""
    assert_costs(lambda: do(large), lambda: do(small), at_most=at_most)


def assert_costs(
    do: Callable[[], object], reference: Callable[[], object], *, at_most: float
) -> None:
    """It is at most so many times the work of the reference."""
    least, compared = float("inf"), float("inf")
    for _ in range(ROUNDS):
        compared = min(compared, _seconds(reference))
        least = min(least, _seconds(do))
        if least <= at_most * compared:
            return
    raise AssertionError(f"{least / compared:.1f} times the work, not {at_most} at most")


def _seconds(do: Callable[[], object]) -> float:
    collects = gc.isenabled()
    gc.disable()
    begun = time.process_time()
    try:
        do()
        return time.process_time() - begun
    finally:
        if collects:
            gc.enable()
