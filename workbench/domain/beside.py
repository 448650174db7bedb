"""What waits beside what is here: values only, for whoever lays them out."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.arrival import Arrival
from workbench.domain.comparison import Comparison
from workbench.domain.excerpt import Excerpt
from workbench.domain.journal import Record


@dataclass(frozen=True, slots=True)
class Field:
    """A field that both sides do not have alike, in words."""

    name: str
    ours: str
    theirs: str
    comparison: Comparison
    """Of the two, each as one sentence."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that waits, and all that is to be seen before it is answered."""

    arrival: Arrival
    ours: Record | None
    """None where it is not here, or not any more."""
    number: int | None
    """Of the article that it is about."""
    fields: tuple[Field, ...] = ()
    """Those that differ; all of theirs where there is none of ours, none where it was removed
    there."""
    places: tuple[Excerpt, ...] = ()
    """Where its words may stand in our text, the likeliest first."""
    missing: str = ""
    """Why theirs cannot stand here yet, of what belongs to nothing here; empty where it can."""
