"""What came in from elsewhere, in lines: a row for each, and one beside what is here by fields.

Words of both sides stand as they are: whoever paints them makes them safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.domain.arrival import Arrival
    from workbench.domain.journal import Record

SHOWN = 8
"""Letters of a uid."""
_TELLING = ("restatement", "words", "name", "rationale", "verdict", "state", "exact", "kind")
"""Fields that say most of a record, the best first."""
_PLAIN = ("uid", "article", "analyst")
"""Fields that are told otherwise, or the same on both sides."""
_REMOVED = "removed"
_NOT_HERE = "not here"


def arrival_row(
    arrival: Arrival, ours: Record | None, number: int | None
) -> tuple[str, str, str, str, str, str]:
    """Its uid's beginning, why it waits, of what, whose, where, and in a few words what."""
    article = f"#{number}" if number else ""
    theirs = gist(arrival.theirs) if arrival.theirs else _REMOVED
    here = gist(ours) if ours else _NOT_HERE
    words = arrival.why or (f"{theirs} / here: {here}" if arrival.spans == () else theirs)
    uid = arrival.uid[:SHOWN]
    return uid, arrival.kind.value, arrival.entity, arrival.past.analyst, article, words


def arrival_lines(arrival: Arrival, ours: Record | None, number: int | None) -> Iterator[str]:
    """What it is, where it came from, and what differs."""
    where = f" of #{number}" if number else ""
    whose = f", {arrival.past.analyst}'s" if arrival.past.analyst else ""
    yield f"{arrival.kind.value}: {arrival.entity}{where}{whose}"
    yield f"came in {arrival.file}, {arrival.at}; {arrival.answer.value}"
    if arrival.why:
        yield arrival.why
    for span in arrival.spans:
        yield f"may stand at {span.start}-{span.end}: {span.exact}"
    if arrival.theirs is None:
        yield "theirs: removed"
        yield f"yours: {gist(ours) if ours else _NOT_HERE}"
        return
    yield from differences(ours, arrival.theirs)


def differences(ours: Record | None, theirs: Record) -> Iterator[str]:
    """Both sides of every field that differs; all of theirs where there is none of ours."""
    if ours is None:
        yield "yours: not here"
    for name, value in theirs.items():
        if name in _PLAIN or (ours is not None and ours.get(name) == value):
            continue
        if ours is not None:
            yield f"{name}, yours: {_told(ours.get(name))}"
        if ours is not None or value not in ("", None, []):
            yield f"{name}, theirs: {_told(value)}"
    for name, value in (ours or {}).items():
        if name not in theirs:
            yield f"{name}, yours: {_told(value)}"


def gist(record: Record) -> str:
    """A record in a few words."""
    return next((str(record[name]) for name in _TELLING if record.get(name)), "")


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_told(one)}" for name, one in value.items() if one)
    if isinstance(value, list):
        return "; ".join(map(_told, value)) or "none"
    return "none" if value in ("", None) else str(value)
