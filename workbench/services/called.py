"""What somebody means who types the beginning of a uid, as lists print it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from workbench.errors import NotFoundError, UsageError

T = TypeVar("T")


def called(beginning: str, every: Iterable[tuple[str, T]], missing: NotFoundError) -> T:
    """The thing whose uid begins so. every: uids, each with what it is of. Raises missing where
    there is none, and UsageError where several begin so."""
    wanted = beginning.lower()
    found = {uid: one for uid, one in every if wanted and uid.startswith(wanted)}
    if len(found) > 1:
        raise UsageError(f"several begin with {beginning!r}", "Name more of it.")
    for one in found.values():
        return one
    raise missing
