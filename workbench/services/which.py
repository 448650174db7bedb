"""Which articles a story, the line of time and numbers over time are told of, all of them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.services.choosing import terms_chosen
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.domain.choice import Choice
    from workbench.domain.filter.tree import Filter


class Which(NamedTuple):
    """Some articles."""

    name: str
    """What they are called; empty of those that are called by nothing."""
    terms: Filter
    """The filter that leaves them."""
    is_story: bool = False
    """Whether all may tell of one event: those in which their statements have counterparts are of
    it as well."""


def which_chosen(bench: Workbench, choice: Choice) -> Which:
    """Those of a choice: what a filter or a set leaves; of one article those that are likely the
    same story. Raises UsageError, NotFoundError."""
    return Which("", terms_chosen(bench, choice), is_story=bool(choice.story))


def numbers_of(bench: Workbench, which: Which, *, limit: int = -1) -> list[int]:
    """Their numbers, rising. limit: of what filters leave, or all."""
    found = bench.store.articles.numbers(which.terms, analyst=bench.analyst, limit=limit)
    if not which.is_story:
        return found
    pairs = bench.store.counterparts.of(found)
    return sorted({*found, *(end.number for pair in pairs for end in (pair.one, pair.other))})
