"""Proving a database, and copying it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import DataError, UsageError
from workbench.store import Access, Store, open_store


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


def back_up(store: Store, target: Path) -> None:
    """Copy the database to a new file, and verify the copy. Raises UsageError when the file is
    there, DataError when the copy does not verify."""
    if target.exists():
        raise UsageError(f"{target} is there already", "Name a new file.")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600))
        store.proof.backup(part)
        with open_store(part, Access.READ) as copy:
            problems = list(verify(copy))
        if problems:
            raise DataError(f"the copy does not verify: {problems[0]}", "Try again.")
        part.replace(target)
    except OSError as error:
        raise DataError(
            f"cannot write {target} ({error.strerror})", "Name another place."
        ) from error
    finally:
        for ending in ("", "-wal", "-shm"):
            part.with_name(part.name + ending).unlink(missing_ok=True)
