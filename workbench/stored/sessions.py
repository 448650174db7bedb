"""What others are told of a sitting, of what is kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from workbench.stored.rows import Row
from workbench.verbs.sessions import Sitting


def sittings(rows: Iterable[Row]) -> list[Sitting]:
    """Those of rows of an analyst, when she was seen, and her place as JSON; what cannot be read
    is left out."""
    return [sitting for analyst, at, place in rows if (sitting := _sitting(analyst, at, place))]


def _sitting(analyst: str, seen_at: str, words: str | bytes) -> Sitting | None:
    try:
        place = json.loads(words)
    except (ValueError, RecursionError):
        return None
    if not isinstance(place, dict):
        return None
    number = place.get("article")
    article = number if isinstance(number, int) else None
    return Sitting(analyst, seen_at, str(place.get("page")), article)
