"""On which articles a change may move something of where analysts differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workbench.domain.journal import Change

IN_ARTICLE = frozenset(("claim", "decision", "state", "relay", "ruling"))
"""What each change of moves something in its article."""
BEYOND = frozenset(("metadata", "habit", "carried"))
"""What may change the credits that reach the words of other articles. Where all read them alike,
they make no difference."""
CREDITED = 0
"""Stands for all articles of whose credits analysts say different things."""


class Moves(NamedTuple):
    """What some changes may have moved something of."""

    articles: list[str]
    """Uids, in order."""
    sources: list[str]
    """Uids: the articles that name them, or what was merged into them."""
    is_beyond: bool
    """Whether CREDITED is, too."""


def moves_of(changes: Iterable[Change]) -> Moves:
    """What these changes may have moved."""
    uids: set[str] = set()
    sources: list[str] = []
    is_beyond = False
    for change in changes:
        records = [record for record in (change.before, change.after) if record]
        if change.entity in IN_ARTICLE:
            uids.update(record["article"] for record in records)
        elif change.entity == "assignment":  # a known answer is nobody's opinion
            uids.update(uid for one in records if one["known"] for uid in one["articles"])
        elif change.entity in BEYOND:
            is_beyond = True
        elif change.entity == "source" and any(record["same_as"] for record in records):
            sources.append(change.uid)
    return Moves(sorted(uids), sources, is_beyond or bool(sources))
