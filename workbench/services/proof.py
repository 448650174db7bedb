"""Proving a database."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import UsageError
from workbench.store import Store


def verify(store: Store, head: str | None = None) -> Iterator[str]:
    """Everything that is wrong with the database, a line each. Raises UsageError on a head that
    is no hash."""
    if head is not None and (
        len(head) < 12 or len(head) > 64 or not set(head.lower()) <= set("0123456789abcdef")
    ):
        raise UsageError(
            f"{head!r} is no head hash", "Give its first twelve digits or all sixty-four."
        )
    yield from store.proof.problems(head.lower() if head else None)
