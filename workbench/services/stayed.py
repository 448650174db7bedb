"""What of an input stayed as it is here: counted whole, and the first of it kept to be listed.

An input may hold any number of such records: no more than what is listed is ever kept of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from workbench.domain.journal import Change, Record
from workbench.domain.span import shorten
from workbench.present.arrivals import gist, in_short
from workbench.services.beside import names_of
from workbench.services.seen import unseen_in
from workbench.services.workbench import Workbench

MOST_LISTED = 1_000
"""Of each kind."""
SAME_NAME = "yours of that name"
"""Why a source stays that both have."""
_WIDTH = 160
"""Code points of what is told of one."""


class Stays(StrEnum):
    """Why something stays as it is here."""

    KEPT = "kept"
    """It is here in another form."""
    NEWER = "newer"
    """It was changed here since."""


class Stay(NamedTuple):
    """A record that stays as it is here."""

    entity: str
    uid: str
    article: str
    """Uid of the article here that it is about; empty where it is about none."""
    ours: Record | None
    """None where it was removed here."""
    theirs: Record | None
    why: str = ""
    """Told instead of what differs."""


class StayTold(NamedTuple):
    """A record that stayed, as it is listed."""

    stays: Stays
    entity: str
    uid: str
    article: str | None
    number: int | None
    """Of the article."""
    words: str
    """What differs, else what it is."""
    why: str
    """Why it stayed, where that is not what differs."""


@dataclass(slots=True)
class Stayed:
    """All that stayed of one kind."""

    count: int = 0
    first: list[Stay] = field(default_factory=list)

    def add(self, one: Stay) -> None:
        """Count it, and keep it if it is to be listed."""
        self.count += 1
        if len(self.first) < MOST_LISTED:
            self.first.append(one)


def without_unseen(bench: Workbench, stayed: Stayed) -> Stayed:
    """What stayed, without others' work on articles that the analyst has yet to judge: it would
    tell how that stands here. Of what is not kept to be listed nothing is known, and all of it
    counts."""
    changes = [(Change(one.entity, one.uid, one.ours, one.theirs),) for one in stayed.first]
    unseen = unseen_in(bench, changes)
    seen = [one for one, uids in zip(stayed.first, unseen, strict=True) if not uids]
    return Stayed(stayed.count - len(stayed.first) + len(seen), seen)


def listed(bench: Workbench, stays: Stays, some: Iterable[Stay]) -> list[StayTold]:
    """These as they are listed: each with its article's number and a few words."""
    every = list(some)
    records = [(one.entity, of) for one in every for of in (one.ours, one.theirs) if of]
    names = names_of(bench, records)
    numbers: dict[str, int | None] = {}
    for uid in {one.article for one in every} - {""}:
        article = bench.store.articles.by_uid(uid)
        numbers[uid] = article.number if article else None
    return [
        StayTold(
            stays, one.entity, one.uid, one.article or None, numbers.get(one.article),
            *_words(one, names),
        )
        for one in every
    ]  # fmt: skip


def _words(one: Stay, names: Mapping[str, str]) -> tuple[str, str]:
    """What is told of one, and why it stayed."""
    why = one.why or ("removed here" if one.ours is None else "")
    told = gist(one.ours or one.theirs or {}) if why else in_short(one.theirs, one.ours, names)
    return shorten(told, _WIDTH), why
