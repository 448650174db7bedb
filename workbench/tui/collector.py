"""Python's collector of garbage, which rests while the desk is loaded.

Whatever is loaded stays as long as the desk runs; looking through all of it, again and again while
it grows, would take a tenth of the time to the first key. What is there once all is loaded is never
looked through again, so that no key later on waits for that either.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """No collection until `work`, or the end of this."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def work() -> None:
    """Where it rested: collect from now on, and only what comes from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
