"""What relays put into the chains of claims: which of them a change may have changed, and the sum
by which rows are known to be those that were kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from workbench.domain.fact import Kind
from workbench.domain.journal import Change, Record
from workbench.domain.naming import fold_name

SUM = 1 << 48
"""Sums of rows are kept modulo this."""


class Reach(NamedTuple):
    """Where chains may have changed."""

    articles: set[str]
    """Uids: a claim or a judgement in them changed."""
    claims: set[str]
    """Whose carried steps did."""
    described: set[str]
    """Uids of articles of which the metadata did: their outlet is that of those who derive from
    them, too."""
    outlets: set[str]
    """Whose habits did; the empty one is that of articles without."""
    sources: set[str]
    """A name leads to a source, and a hop to a name: both by way of what it is merged with."""
    names: set[str]
    """Folded, that those sources had or have."""
    publishers: set[str]
    """Those of them that are merged otherwise: it is another one that publishes."""


def reach_of(changes: Iterable[Change]) -> Reach:
    """Where the chains stand that these changes may have changed."""
    reach = Reach(set(), set(), set(), set(), set(), set(), set())
    for change in changes:
        if part := PARTS.get(change.entity):
            part(reach, change, [one for one in (change.before, change.after) if one])
    return reach


def _article(reach: Reach, _: Change, records: Sequence[Record]) -> None:
    """Of what is in an article: a claim, a judgement."""
    reach.articles.update(record["article"] for record in records)


def _decision(reach: Reach, change: Change, records: Sequence[Record]) -> None:
    if any(record["kind"] == Kind.RELAY.value for record in records):
        _article(reach, change, records)


def _carried(reach: Reach, change: Change, _: Sequence[Record]) -> None:
    reach.claims.add(change.uid)


def _metadata(reach: Reach, change: Change, _: Sequence[Record]) -> None:
    reach.described.add(change.uid)


def _habit(reach: Reach, _: Change, records: Sequence[Record]) -> None:
    reach.outlets.update(record["outlet"] for record in records)


def _source(reach: Reach, change: Change, records: Sequence[Record]) -> None:
    reach.sources.add(change.uid)
    for record in records:
        reach.names.update(map(fold_name, (record["name"], *record["aliases"])))
    before, after = (one["same_as"] if one else None for one in (change.before, change.after))
    if before != after:
        reach.publishers.add(change.uid)


PARTS: Mapping[str, Callable[[Reach, Change, Sequence[Record]], None]] = {
    "claim": _article,
    "relay": _article,
    "decision": _decision,
    "carried": _carried,
    "metadata": _metadata,
    "habit": _habit,
    "source": _source,
}
"""Kinds of things that a chain rests on. No other kind enters one."""


def sum_of(number: int, rows: Iterable[Sequence[object]]) -> int:
    """Of an article's rows, without its number."""
    return sum(row_sum([number, *row]) for row in rows)


def row_sum(row: Sequence[object]) -> int:
    """Of one row."""
    return crc32(json.dumps(row).encode("ascii"))
