"""Whether two statements are of one story, by one voice, of what became of somebody, or one in all
that they say."""

from __future__ import annotations

from workbench.match.likeness import is_one_name, meet
from workbench.match.relations import relations
from workbench.match.sides import Side

DAYS_APART = 14
"""Statements whose articles are published further apart are not compared."""


def is_fate_apart(one: Side, other: Side) -> bool:
    """Whether one of two tells what became of somebody, and the other nothing of the kind: "nine
    died in the flood", "a flood hit the village"."""
    return _is_fate_alone(one, other) or _is_fate_alone(other, one)


def _is_fate_alone(one: Side, other: Side) -> bool:
    fates = one.said.concepts & relations().fates
    return bool(fates) and not any(other.said.share(frozenset((fate,))) for fate in fates)


def share_a_name(one: Side, other: Side) -> bool:
    """Whether a name stands in both or around them."""
    return any(other.says(name) for name in one.names) or bool(one.named & other.named)


def voices(one: Side, other: Side) -> str:
    """Whether one voice says both, or each is another's; "" where it is not known."""
    mine, theirs = one.core.voice, other.core.voice
    if mine is None or theirs is None:
        return ""
    if is_one_name(mine, theirs):
        return ONE_VOICE
    return "" if mine.parts & theirs.parts or mine.means & theirs.means else OTHER_VOICE


ONE_VOICE, OTHER_VOICE = VOICES = ("one voice", "other voice")
"""Who says two statements, where both are known to be somebody's."""

_ENOUGH = 1.5
"""What a statement weighs that is told from others by what it says."""


def is_one_in_all(one: Side, other: Side) -> bool:
    """Whether two statements of a few days have the same in all that is read of them, and enough
    of it: what an agency wrote is printed word for word."""
    ones, others = one.core, other.core
    times = ones.times, others.times
    return (
        (0 != ones.wording == others.wording or one.bare == other.bare)
        and one.weight >= _ENOUGH
        and (not all(times) or meet(*times))
        and (not (ones.day and others.day) or abs(ones.day - others.day) <= DAYS_APART)
    )
