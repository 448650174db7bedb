"""Records of descent, of the rows in which either kind of store keeps them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbench.domain.chain import Carried
from workbench.domain.habit import APART, Habit, HabitKind
from workbench.domain.journal import Record, canonical
from workbench.domain.relay import Reach, Relay, RelayBasis, RelayKind, RelayStatus, Shared
from workbench.stored.rows import Loaded, Row, span_columns, span_record


def judgement_record(row: Row) -> Loaded:
    """The record of a row: uid, article, analyst, kind, outlet, other, status, fact, reach,
    paragraph, statement, and start, end, exact and parts. One that is older than reaches has
    none."""
    uid, article, analyst, kind, outlet, other, status, fact, reach, paragraph, statement = row[:11]
    record: Loaded = {
        "uid": uid,
        "article": article,
        "analyst": analyst,
        "kind": kind,
        "outlet": outlet,
        "other": other,
        "status": status,
    }
    start, end, exact, parts = row[11:]
    if fact or start is not None or reach != Reach.ARTICLE.value:
        record |= {"fact": fact, "reach": reach}
        record |= {"paragraph": _bounds(paragraph), "statement": _bounds(statement)}
        record["span"] = None if start is None else span_record(start, end, exact, parts)
    return record


def _bounds(words: str) -> list[int] | None:
    """The offsets of "805-979"; None for none."""
    return [int(offset) for offset in words.split("-")] if words else None


def _bounds_words(bounds: Sequence[int] | None) -> str:
    return f"{bounds[0]}-{bounds[1]}" if bounds else ""


def judgement_columns(record: Record) -> Row:
    """The row of a record."""
    span = record.get("span")
    return (
        *(record[key] for key in ("uid", "article", "analyst", "kind", "outlet", "other")),
        record["status"],
        record.get("fact", ""),
        record.get("reach", Reach.ARTICLE.value),
        _bounds_words(record.get("paragraph")),
        _bounds_words(record.get("statement")),
        *(span_columns(span) if span else (None, None, "", "")),
    )


def likeness(row: Row) -> Relay:
    """The relay that a likeness suggests; a row: kind, the other article's uid, score, shared."""
    kind, article, score, words = row
    basis, status = RelayBasis.SIMILARITY, RelayStatus.SUGGESTED
    shared = Shared.from_record(json.loads(words)) if words else None
    return Relay(RelayKind(kind), basis, status, article=article, score=score, shared=shared)


def habit(row: Row) -> Habit:
    """The habit of a row: outlet, kind, phrase, reads, analyst, at."""
    outlet, kind, key, reads, analyst, at = row
    phrase, _, found = key.partition(APART)
    said = Reach(found) if found else None
    found_habit = Habit(outlet, HabitKind(kind), phrase, reads, analyst, at, said)
    if found_habit.kind is HabitKind.REACH:
        Reach(reads)
    return found_habit


def carried_steps(row: Row) -> tuple[str, Carried]:
    """A claim's uid, and its carried steps as they are stored. Raises ValueError or TypeError where
    they are none."""
    claim, words = row
    steps = json.loads(words)
    if canonical([[str(name) for name in step] for step in steps]).decode() != words:
        raise ValueError("no steps")
    return claim, tuple(map(tuple, steps))


def habit_record(row: Record) -> Loaded:
    """A habit's record, of its row: the reach that the machine found stands behind the phrase
    there, as in the uid."""
    phrase, apart, found = str(row["phrase"]).partition(APART)
    return {**row, "phrase": phrase, "found": found} if apart else {**row}


def habit_row(record: Record) -> Loaded:
    """A habit's record as its row has it."""
    found = record.get("found")
    phrase = record["phrase"] + (f"{APART}{found}" if found else "")
    return {**record, "phrase": phrase, "found": None}
