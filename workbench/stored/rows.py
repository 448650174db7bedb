"""Pieces that several nouns' rows share: parts of spans, places in lists, rows of two tables in
step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

Row = tuple[Any, ...]
"""One row of a query; its columns are named where the query stands."""
Loaded = dict[str, Any]
"""A record as it was read."""


def span_columns(record: Mapping[str, Any]) -> tuple[Any, Any, str, str]:
    """Start, end, exact and parts of a span record, as columns; parts as "805-840 851-979"."""
    parts = " ".join(f"{start}-{end}" for start, end in record.get("parts") or ())
    return record["start"], record["end"], record["exact"], parts


def span_record(start: Any, end: Any, exact: str, parts: str) -> Loaded:
    """The span record of those columns."""
    record: Loaded = {"start": start, "end": end, "exact": exact}
    if parts:
        record["parts"] = [[int(offset) for offset in part.split("-")] for part in parts.split(" ")]
    return record


def has_clean_parts(record: Mapping[str, Any], parts: str) -> bool:
    """Whether a span record's parts are written as saving writes them."""
    return parts == "" if not record.get("parts") else span_columns(record)[3] == parts


def is_numbered(positions: Iterable[int]) -> bool:
    """Whether places in a list are those that saving gives: 0, 1, 2."""
    return all(place == expected for expected, place in enumerate(positions))


def in_step(rows: Iterable[Row]) -> Callable[[Any], list[Row]]:
    """What gives the rows of a key, without it, of rows in order of a key that stands first; keys
    are asked for in that order."""
    groups = groupby(rows, itemgetter(0))
    waiting = next(groups, None)

    def behind(key: Any) -> list[Row]:
        nonlocal waiting
        while waiting and waiting[0] < key:
            waiting = next(groups, None)
        if waiting is None or waiting[0] != key:
            return []
        found = [row[1:] for row in waiting[1]]
        waiting = next(groups, None)
        return found

    return behind
