"""What came in from elsewhere, in lines: a row for each, and one beside what is here by fields.

Words of both sides stand as they are: whoever paints them makes them safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbench.domain.claim import Hop
from workbench.present.assertion import hop_words

if TYPE_CHECKING:
    from workbench.domain.arrival import Arrival
    from workbench.domain.journal import Record

SHOWN = 8
"""Letters of a uid."""
_TELLING = (
    "restatement", "words", "name", "phrase", "rationale", "title", "verdict", "exact", "state",
    "kind",
)  # fmt: skip
"""Fields that say most of a record, the best first."""
_PLAIN = ("uid", "article", "analyst", "start", "end", "parts")
"""Fields that are told otherwise, or the same on both sides."""
_LABELS = {"exact": "words", "restatement": "says", "subject_uid": "on", "same_as": "same as"}
"""Fields that people call otherwise."""
Names = Mapping[str, str]
"""Uid -> what people call it."""
NO_NAMES: Names = {}
_REMOVED = "removed"
_NOT_HERE = "not here"
_NONE = "none"


def arrival_row(
    arrival: Arrival, ours: Record | None, number: int | None, names: Names = NO_NAMES
) -> tuple[str, str, str, str, str, str]:
    """Its uid's beginning, why it waits, of what, whose, where, and in a few words what. names: of
    what the records name."""
    article = f"#{number}" if number else ""
    uid = arrival.uid[:SHOWN]
    words = "; ".join(filter(None, (in_short(arrival.theirs, ours, names), arrival.why)))
    return uid, arrival.kind.value, arrival.entity, arrival.past.analyst, article, words


def in_short(theirs: Record | None, ours: Record | None, names: Names = NO_NAMES) -> str:
    """What differs, by the field that says most; else what came in."""
    if theirs is None:
        return f"{_REMOVED} there; here: {gist(ours or {})}"
    if ours is None:
        return f"{gist(theirs)}; {_NOT_HERE}"
    telling = [_LABELS.get(name, name) for name in _TELLING]
    other = sorted(
        differences(ours, theirs, names),
        key=lambda one: telling.index(one[0]) if one[0] in telling else len(telling),
    )
    if not other:
        return gist(theirs)
    name, here, there = other[0]
    more = f" (and {len(other) - 1} more)" if len(other) > 1 else ""
    return f"{name}: {there or _NONE}; yours: {here or _NONE}{more}"


def arrival_lines(
    arrival: Arrival, ours: Record | None, number: int | None, names: Names = NO_NAMES
) -> Iterator[str]:
    """What it is, where it came from, and what differs. names: of what the records name."""
    where = f" of #{number}" if number else ""
    whose = f", {arrival.past.analyst}'s" if arrival.past.analyst else ""
    yield f"{arrival.kind.value}: {arrival.entity}{where}{whose}"
    yield f"came in {arrival.file}, {arrival.at}; {arrival.answer.value}"
    if arrival.why:
        yield arrival.why
    for span in arrival.spans:
        yield f"may stand at {span.start}-{span.end}: {span.exact}"
    if arrival.theirs is None:
        yield f"theirs: {_REMOVED}"
        yield f"yours: {gist(ours) if ours else _NOT_HERE}"
        return
    if ours is None:
        yield f"yours: {_NOT_HERE}"
    for name, here, there in differences(ours, arrival.theirs, names):
        if ours is not None:
            yield f"{name}, yours: {here or _NONE}"
        yield f"{name}, theirs: {there or _NONE}"


def differences(
    ours: Record | None, theirs: Record, names: Names = NO_NAMES
) -> Iterator[tuple[str, str, str]]:
    """Each field that the two have otherwise, and the words of both; all of theirs where there is
    none of ours."""
    here, there = (fields_of(record, names) if record else {} for record in (ours, theirs))
    for name in dict.fromkeys((*there, *here)):
        if here.get(name, "") != there.get(name, ""):
            yield name, here.get(name, ""), there.get(name, "")


def fields_of(record: Record, names: Names = NO_NAMES) -> dict[str, str]:
    """A record's fields in words, each on a line; what is told beside it left out."""
    told: dict[str, str] = {}
    for name, value in record.items():
        if name == "hops":
            told |= {f"hop {place}": _hop(hop, names) for place, hop in enumerate(value, 1)}
        elif name not in _PLAIN:
            told[_LABELS.get(name, name)] = _told(value, names)
    if record.get("start") is not None:
        told["offsets"] = f"{record['start']}-{record['end']}"
    return told


def gist(record: Record) -> str:
    """A record in a few words."""
    return next((str(record[name]) for name in _TELLING if record.get(name)), "")


def _hop(record: Record, names: Names) -> str:
    hop = Hop.from_record(record)
    who = ", ".join(names.get(uid, uid) for uid in hop.sources) or "nobody named"
    words = f" “{hop.span.words}”" if hop.span else ""
    cue = f", cue “{hop.cue}”" if hop.cue else ""
    return f"{who}{words}{cue}; {hop.hop_class.value}, {hop.mode.value}, {hop_words(hop)}"


def _told(value: Any, names: Names) -> str:
    if isinstance(value, Mapping):
        if "exact" in value:
            return f"“{value['exact']}”, {value['start']}-{value['end']}"
        told = ((name, _told(one, names)) for name, one in value.items())
        return ", ".join(f"{name} {words}" for name, words in told if words)
    if isinstance(value, list):
        return "; ".join(_told(one, names) for one in value)
    return "" if value is None else names.get(str(value), str(value))
