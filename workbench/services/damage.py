"""Telling a damaged database from a defect of the program: after an error that nobody foresaw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import DataError, WorkbenchError


@contextmanager
def blaming_damage(path: Path) -> Iterator[None]:
    """Let an error that nobody foresaw out as DataError, where the database at path is damaged:
    what cannot be there was read from it. Nothing is looked at without an error."""
    try:
        yield
    except (WorkbenchError, OSError):
        raise
    except Exception as error:
        damage = damage_of(path)
        if damage is None:
            raise
        raise damage from error


def damage_of(path: Path) -> DataError | None:
    """What is wrong with the database at path, as an error; None where it is sound."""
    from workbench.services.proof import verify
    from workbench.store import Access, open_store

    cure = f"Restore a backup, or: workbench salvage {path} NEW"
    try:
        with open_store(path, Access.READ) as store:
            problem = next(iter(verify(store)), None)
    except WorkbenchError as error:
        return DataError(f"{path} is damaged: {error.what}", cure)
    if problem is None:
        return None
    if problem.rebuild:
        cure = "It can be computed anew: workbench verify --repair"
    return DataError(
        f"{path} is damaged: {problem}", f"All that is wrong: workbench verify. {cure}"
    )
