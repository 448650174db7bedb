"""A set that was handed over: whoever takes in an export that was made of one gets the set too, by
its name and of the same articles, so that the same go back.

A selection that has the name here is never changed: why there is none of theirs is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.domain.choice import NOT_TOLD
from workbench.domain.journal import Change
from workbench.domain.selection import NAME_LENGTH, Selection
from workbench.domain.span import shorten
from workbench.errors import UsageError
from workbench.services.selections import MOST_FROZEN, usable_name
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class HandedSet:
    """The set that an input was made of, as it is here."""

    name: str
    articles: int
    """How many of it are here."""
    change: Change | None = None
    """What makes it; None where it is here already, or cannot be made."""
    why_not: str = ""
    """Why it is not here; empty where it is."""

    def to_record(self) -> dict[str, Any]:
        """As `annotations import --json` prints it."""
        made = self.change is not None
        return {
            "name": self.name, "articles": self.articles, "made": made, "why_not": self.why_not,
        }  # fmt: skip

    def __str__(self) -> str:
        if self.why_not:
            return f"the set {self.name!r} was not made: {self.why_not}"
        if self.change is None:
            return f"the set {self.name!r} is here already"
        return f"the set {self.name!r} was made: export --set hands the same articles back"


def handed_set(bench: Workbench, name: str, uids: Iterable[str], missing: int) -> HandedSet:
    """The set called so, of these articles here. missing: how many more it has elsewhere."""
    articles = tuple(sorted({*uids}))
    here = bench.store.selections.named(name)
    if here and here.articles == articles:
        return HandedSet(here.name, len(articles))
    if why_not := _why_not(bench, name, len(articles), missing, here):
        return HandedSet(shorten(name, NAME_LENGTH), len(articles), why_not=why_not)
    made = Selection(bench.uid(), usable_name(name), bench.analyst, articles=articles)
    return HandedSet(made.name, len(articles), Change.between("selection", None, made))


def _why_not(bench: Workbench, name: str, count: int, missing: int, here: Selection | None) -> str:
    """Why it cannot be made; empty where it can."""
    if name == NOT_TOLD:
        return "its name was left out, since it names somebody"
    if here:
        other = "has other articles" if here.is_set else "is no set"
        if here.analyst != bench.analyst:
            return f"{here.analyst}'s selection of that name {other}"
        return f"yours of that name {other}; drop it and import this again to have theirs"
    if missing:
        return f"{missing} of its articles are not here; import them, and this again"
    if not 0 < count <= MOST_FROZEN:
        return f"a set has 1 to {MOST_FROZEN:,} articles"
    try:
        usable_name(name)
    except UsageError as error:
        return error.what
    return ""
