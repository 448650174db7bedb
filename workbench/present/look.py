"""What a place in the text looks like when several things live there: a table, never "last wins".

Names are the style names of the themes; a look is a stack of them in a fixed order, so that each
layer keeps the attribute it is known by: the ground belongs to claims, the colour to the narrowest
kind, weight to cues, reverse to the selection. Knows nothing of colours or terminals.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

STACK = (
    "line", "event", "quote", "claim", "relay", "quantity", "time", "place", "organisation",
    "person", "source", "cue", "active", "hit", "selection",
)  # fmt: skip
"""Style names from the bottom up: one further on is laid over those before it. Wide things come
first and give the ground, narrow ones last and give the colour."""

RIVALS = frozenset(("relay", "quantity", "time", "place", "organisation", "person", "source"))
"""Names that show by colour: where two of them meet the upper one is underlined as well."""

CURSOR = "cursor"
_RANK = {name: rank for rank, name in enumerate(STACK)}


class Look(NamedTuple):
    """How one stretch of text is drawn."""

    names: tuple[str, ...] = ()
    """Style names from the bottom up; none for plain text."""
    underlined: bool = False
    """Two things that show by colour meet here."""
    under_cursor: bool = False
    """Drawn with the reverse of what it would have."""


@lru_cache(maxsize=4096)
def look(alive: frozenset[str]) -> Look:
    """The look of a place where these names live; names without a rank do not show."""
    names = tuple(sorted((name for name in alive if name in _RANK), key=_RANK.__getitem__))
    return Look(names, len(RIVALS.intersection(names)) > 1, CURSOR in alive)
