"""Counterparts and replies as rows: the place of a stance among all, and what differs as JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from struct import Struct

from workbench.domain.counterpart import Counterpart, Differs, Place, Stance
from workbench.domain.journal import compact
from workbench.domain.kept_open import Reply
from workbench.stored.rows import Row

COUNTERPART = 'article_id, start, "end", other_id, other_start, other_end, stance, score, differs'
REPLY = 'kept, article_id, start, "end", stance, ours, score, differs'
_STANCES = tuple(Stance)
"""A row has the place of its stance in here, from 1 on: new ones go to the end."""


def counterpart_row(one: Counterpart) -> Row:
    """The columns of COUNTERPART."""
    return (*one.one, *one.other, _numbered(one.stance), one.score, compact(one.differs))


def counterpart_of_row(row: Row) -> Counterpart:
    """What those columns say."""
    number, start, end, other, other_start, other_end, stance, score, differs = row
    ends = Place(number, start, end), Place(other, other_start, other_end)
    return Counterpart(*ends, _STANCES[stance - 1], score, _differs(differs))


def reply_row(one: Reply) -> Row:
    """The columns of REPLY."""
    judged = _numbered(one.stance), one.is_ours, one.score, compact(one.differs)
    return (one.kept, *one.place, *judged)


def reply_of_row(row: Row) -> Reply:
    """What those columns say."""
    kept, *place, stance, is_ours, score, differs = row
    stands = _STANCES[stance - 1], bool(is_ours), score, _differs(differs)
    return Reply(kept, Place(*place), *stands)


def _numbered(stance: Stance) -> int:
    return _STANCES.index(stance) + 1


@lru_cache(maxsize=1 << 12)  # most are one of few
def _differs(words: str) -> tuple[Differs, ...]:
    return tuple(Differs(*one) for one in json.loads(words))


def packed_numbers(numbers: frozenset[int]) -> bytes:
    """Numbers by which replies are looked for, as they are kept: four bytes each, ascending."""
    return Struct(f"<{len(numbers)}I").pack(*sorted(numbers))


def unpacked_numbers(packed: bytes) -> frozenset[int]:
    """The numbers of those bytes."""
    return frozenset(Struct(f"<{len(packed) // 4}I").unpack(packed))
