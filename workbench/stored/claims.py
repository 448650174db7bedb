"""Records of claims and hops, of the rows in which either kind of store keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.domain.naming import fold_name
from workbench.stored.rows import Loaded, Row, has_clean_parts, is_numbered, span_record


def claim_record(row: Row, hops: list[Loaded]) -> Loaded:
    """The record of a row: number, uid, article, analyst, start, end, exact, parts, restatement,
    gloss, topic, time, place, state, note, fact, verdict; what stands behind is not looked at."""
    return {
        "uid": row[1],
        "article": row[2],
        "analyst": row[3],
        **span_record(*row[4:8]),
        "restatement": row[8],
        "gloss": row[9],
        "topic": row[10],
        "time": row[11],
        "place": row[12],
        **({"verdict": row[16]} if row[16] else {}),
        "state": row[13],
        "note": row[14],
        "fact": row[15],
        "hops": hops,
    }


def hop_record(row: Sequence[Any], sources: list[str]) -> Loaded:
    """The record of a row: start, end, exact, parts, cue, mode, class, factuality, assertion."""
    start, end, exact, parts, cue, mode, hop_class, factuality, assertion = row
    return {
        "sources": sources,
        **span_record(start, end, exact, parts),
        "cue": cue,
        "mode": mode,
        "class": hop_class,
        "factuality": factuality,
        **({"assertion": assertion} if assertion else {}),
    }


def is_as_saved(
    record: Loaded,
    row: Row,
    folded: str,
    hops: Sequence[Sequence[Any]],
    places: Iterable[tuple[int, int]],
) -> bool:
    """Whether rows that the record does not tell apart are written as saving writes them. row: that
    of the record; folded: its topic as it is looked up; hops: rows with the position before what
    `hop_record` reads; places: positions of hops, and places of sources in them."""
    placed: dict[int, list[int]] = {hop[0]: [] for hop in hops}
    for position, place in places:
        placed.setdefault(position, []).append(place)
    return (
        is_numbered(placed)
        and folded == fold_name(row[10])
        and all(map(is_numbered, placed.values()))
        and has_clean_parts(record, row[7])
        and all(has_clean_parts(hop, raw[4]) for hop, raw in zip(record["hops"], hops, strict=True))
    )
