"""Telling a damaged database from a defect of the program: after an error that nobody foresaw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.errors import DataError, WorkbenchError
from workbench.verbs import Access

if TYPE_CHECKING:
    from workbench.verbs.store import Place


@contextmanager
def blaming_damage(place: Place) -> Iterator[None]:
    """Let an error that nobody foresaw out as DataError, where the database at a place is damaged:
    what cannot be there was read from it. Nothing is looked at without an error."""
    try:
        yield
    except (WorkbenchError, OSError):
        raise
    except Exception as error:
        damage = damage_of(place)
        if damage is None:
            raise
        raise damage from error


def damage_of(place: Place) -> DataError | None:
    """What is wrong with the database at a place, as an error; None where it is sound."""
    from workbench.services.proof import verify

    cure = place.cure
    try:
        with place.open(Access.READ) as store:
            problem = next(iter(verify(store)), None)
    except WorkbenchError as error:
        return DataError(f"{place} is damaged: {error.what}", cure)
    if problem is None:
        return None
    if problem.rebuild:
        cure = "It can be computed anew: workbench verify --repair"
    return DataError(
        f"{place} is damaged: {problem}", f"All that is wrong: workbench verify. {cure}"
    )
