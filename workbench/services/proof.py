"""Proving a database. Nothing is written: it works on what takes no writes, and an older schema is
brought up to date in a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING

from workbench.domain.member import Task
from workbench.domain.problem import Problem, Rebuild
from workbench.errors import UsageError
from workbench.services.roles import require_at

if TYPE_CHECKING:
    from workbench.verbs.store import Place, Store

__all__ = ["Depth", "Problem", "Rebuild", "opened_for_proof", "verify"]


class Depth(Enum):
    """How much is proved."""

    QUICK = "quick"
    """The chain and the texts."""
    ALL = "all"
    DEEP = "deep"
    """Every article is extracted once more, too."""


@contextmanager
def opened_for_proof(place: Place) -> Iterator[Store]:
    """The database at a place, for reading; a copy of it with this schema where it has an older
    one. Raises DataError for what is no database of ours, RoleError where it is not this account's
    to prove."""
    require_at(place, Task.COPY)
    with place.open_to_prove() as store:
        yield store


def verify(store: Store, head: str | None = None, *, depth: Depth = Depth.ALL) -> Iterator[Problem]:
    """Everything that is wrong with the database, a line each. Raises UsageError on a head that
    is no hash."""
    if head is not None and (
        len(head) < 12 or len(head) > 64 or not set(head.lower()) <= set("0123456789abcdef")
    ):
        raise UsageError(
            f"{head!r} is no head hash", "Give its first twelve digits or all sixty-four."
        )
    found = store.proof.problems(head.lower() if head else None, is_quick=depth is Depth.QUICK)
    known = set()
    for problem in found:
        if problem.rebuild in (Rebuild.FACTS, Rebuild.SKETCHES):
            known.add((problem.rebuild, problem.article))
        yield problem
    if depth is Depth.DEEP:
        from workbench.services.mending import found_again

        yield from (one for one in found_again(store) if (one.rebuild, one.article) not in known)
