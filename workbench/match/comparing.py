"""Two signatures laid side by side: how much of each is in the other.

Names and numbers are compared as what they are, acts and things as concepts, with the kinds that
they are of; stems that no folder knows count within one language. What stands around a statement
in its article counts for it, but less: a claim seldom says again where and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.domain.signature import Amount
from workbench.match.amounts import MEASURES, agree, counts_alike, group_of
from workbench.match.pools import KIN
from workbench.match.relations import Relations, relations
from workbench.match.sides import Side
from workbench.match.weighed import (
    LIGHT,
    NAME,
    NUMBER,
    TIME,
    WORD,
    Lone,
    Shares,
    Weighed,
)

_THING_AROUND = 0.25
"""How much of a thing it is worth that it stands around the other statement, not in it."""
_ROUNDED = 1e-6
"""More than sums of weights are wrong by."""


class Overlap(NamedTuple):
    """How much of each of two statements is in the other."""

    of_one: float
    """Of the first, 0 to 1 by weight."""
    of_other: float
    shared: float
    """The weight of what both have."""
    acts: float
    """That of the acts among it."""
    names: float
    numbers: float
    lone: Lone
    """How many items of the first the other one has not."""
    lone_other: Lone
    """And the other way about."""
    shares: Shares
    shares_other: Shares
    besides: float
    """How much of either is in the other, numbers left out: the larger one."""


def overlap(one: Side, other: Side) -> Overlap:
    """How much of each statement is in the other."""
    return _overlap(_half(one, other), _half(other, one))


def _overlap(there: _Half, back: _Half) -> Overlap:
    return Overlap(
        there.share, back.share, (there.found + back.found) / 2, (there.acts + back.acts) / 2,
        (there.names + back.names) / 2, (there.numbers + back.numbers) / 2, there.lone, back.lone,
        there.shares, back.shares, max(there.besides, back.besides),
    )  # fmt: skip


def overlap_of(one: Side, other: Side, least: float) -> Overlap | None:
    """As `overlap`, for the many pairs of which nearly all are nothing: None as soon as it is seen
    that they share no number, and that less than so much of one of them is in the other."""
    if _has_number_of(one, other) or _has_number_of(other, one) or count_of(one, other):
        return overlap(one, other)
    if not (_may_hold(one, other, least) and _may_hold(other, one, least)):
        return None
    there = _half(one, other)
    if there.share < least:
        return None
    back = _half(other, one)
    return _overlap(there, back) if back.share >= least else None


def _has_number_of(one: Side, other: Side) -> bool:
    """Whether a number of the second is told in the first or around it."""
    amounts = other.core.amounts
    return bool(amounts) and any(map(one.numbers.__getitem__, amounts))


TOLL, MEASURE = "toll", "measure"


def count_of(one: Side, other: Side) -> str:
    """Of what each has another number: of those whom one thing happened to, "seven died" and "a
    toll of nine"; or of one measure, where half of the things and acts of either stand in the
    other; "" of nothing."""
    known = relations()
    pairs = [
        (mine, theirs)
        for mine in one.counting
        for theirs in other.core.amounts
        if counts_alike(mine, theirs, known) and not agree(mine, theirs)
    ]
    if not pairs:
        return ""
    if any(_are_of_a_toll(mine, theirs, one, other, known) for mine, theirs in pairs):
        return TOLL
    both = one.said.concepts & other.said.concepts
    few = max(min(len(one.said.concepts), len(other.said.concepts)), 1)
    is_measure = len(both) * 2 >= few and any(group_of(mine) in MEASURES for mine, _ in pairs)
    return MEASURE if is_measure else ""


def _are_of_a_toll(mine: Amount, theirs: Amount, one: Side, other: Side, known: Relations) -> bool:
    """Whether two numbers may be of one running count: what has happened to some is not undone, so
    that fewer on a later day are some of them."""
    fates = mine.of & known.fates, theirs.of & known.fates
    if not all(fates):
        return False
    days = other.core.day - one.core.day if one.core.day and other.core.day else 0
    grows = (theirs.high - mine.low) * days >= 0
    return grows or not known.passing.isdisjoint(fates[0] | fates[1])


class _Half(NamedTuple):
    """How much of one statement is in the other."""

    found: float
    """By weight; of acts, names and numbers below."""
    share: float
    acts: float
    names: float
    numbers: float
    besides: float
    """The share of all but numbers."""
    lone: Lone
    shares: Shares


def _half(one: Side, other: Side) -> _Half:
    """How much of the first statement is in the second."""
    core, weighed = one.core, one.weighed
    acts, acts_alone, found = _of_kind(weighed.act_weights, other.said.shares(weighed.acts), 0.0)
    things, things_alone, found = _of_kind(weighed.thing_weights, _things(weighed, other), found)
    names = numbers = 0.0
    names_alone = numbers_alone = 0
    for share in (*_names(one, other), *map(other.named.__contains__, core.proper)):
        names += NAME * share
        found += NAME * share
        names_alone += share < KIN
    for share in map(other.numbers.__getitem__, core.amounts):
        numbers += NUMBER * share
        found += NUMBER * share
        numbers_alone += share < KIN
    for share in map(other.times.__getitem__, core.times):
        found += TIME * share
    found, words_alone, whole = _of_words(one, other, found)
    rest = whole - weighed.all_numbers
    return _Half(
        found, found / whole if whole else 0.0, acts, names, numbers,
        (found - numbers) / rest if rest else 0.0,
        Lone(names_alone, numbers_alone, acts_alone, things_alone, words_alone),
        Shares(
            names / weighed.all_names if weighed.all_names else 1.0,
            numbers / weighed.all_numbers if weighed.all_numbers else 1.0,
            acts / weighed.all_acts if weighed.all_acts else 1.0,
            things / weighed.all_things if weighed.all_things else 1.0,
        ),
    )  # fmt: skip


def _names(one: Side, other: Side) -> Iterator[float]:
    """How much of each name is said in a statement, or around it."""
    places = one.core.places
    return (
        other.holds_place(name) if name in places else other.holds(name)
        for name in one.weighed.names
    )


def _things(weighed: Weighed, other: Side) -> list[float]:
    """How much of each thing is said in a statement, or around it, in a name too."""
    shares = other.said.shares(weighed.things)
    if all(shares):
        return shares
    meant, near = other.meant, other.near
    return [
        share
        or _THING_AROUND
        * (
            1.0
            if not concepts.isdisjoint(meant)
            else (0.0 if reach.isdisjoint(near.wider) else near.near(concepts))
        )
        for share, (concepts, reach) in zip(shares, weighed.things, strict=True)
    ]


def _of_kind(
    weights: Iterable[float], shares: Iterable[float], found: float
) -> tuple[float, int, float]:
    """Of acts or things: what is found of those that tell of a story, how many of them stand alone,
    and what is found of all together with these. found: what was before."""
    telling, alone = 0.0, 0
    for weight, share in zip(weights, shares, strict=True):
        found += weight * share
        if weight != LIGHT:
            telling += weight * share
            alone += share < KIN
    return telling, alone, found


def _of_words(one: Side, other: Side, found: float) -> tuple[float, int, float]:
    """What is found together with the stems that no folder knows, how many of them stand alone, and
    what all weighs: of two languages only those count that both have."""
    weighed, words = one.weighed, one.core.words
    is_one_language = one.core.lang == other.core.lang
    whole = weighed.whole if is_one_language else weighed.all_but_words
    alone = len(words) if is_one_language else 0
    if not other.beginnings.isdisjoint(weighed.beginnings):
        for stem, beginning in zip(words, weighed.beginnings, strict=True):
            if beginning in other.beginnings and (share := other.stems[stem]):
                found += WORD * share
                if is_one_language:
                    alone -= share >= KIN
                else:
                    whole += WORD
    return found, alone, whole


def _may_hold(one: Side, other: Side, least: float) -> bool:
    """Whether so much of a statement that shares no number may be in the other one: what is soonest
    seen to lack there comes first, up to more than may. Stems are looked for by their beginnings,
    so that at least as much is there as `_half` finds."""
    core, weighed = one.core, one.weighed
    room = (1.0 - least) * one.weight + _ROUNDED - NUMBER * len(core.amounts)
    if core.lang == other.core.lang:
        there = sum(map(other.beginnings.__contains__, weighed.beginnings))
        room -= WORD * (len(weighed.beginnings) - there)
    if room < 0:
        return False
    for weight, share in zip(weighed.act_weights, other.said.shares(weighed.acts), strict=True):
        room -= weight * (1.0 - share)
    if room < 0:
        return False
    for weight, share in zip(weighed.thing_weights, _things(weighed, other), strict=True):
        room -= weight * (1.0 - share)
    for share in _names(one, other) if room >= 0 else ():
        room -= NAME * (1.0 - share)
    return room >= 0
