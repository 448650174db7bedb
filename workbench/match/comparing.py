"""Two signatures laid side by side: how much of each is in the other.

Names and numbers are compared as what they are, acts and things as concepts, with the kinds that
they are of; stems that no folder knows count within one language. What stands around a statement
in its article counts for it, but less: a claim seldom says again where and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple, TypeVar

from workbench.domain.signature import Amount, Named, Signature
from workbench.match.amounts import MEASURES, agree, counts_alike, group_of, share_of
from workbench.match.areas import areas
from workbench.match.likeness import are_parted, has_own_words, is_one_name, overlap_in_time
from workbench.match.relations import Relations, relations

T = TypeVar("T")

_NAME, _NUMBER, _ACT, _THING, _WORD, _TIME = 1.3, 1.2, 1.0, 0.7, 0.5, 0.4
"""What each kind of item weighs in how much of a statement the other one has. By judgement."""
_LIGHT = 0.2
"""And what tells little of a story."""
WIDER, _KIN = 0.7, 0.4
"""How much of an item it is worth that the other has a wider or a narrower one, and that both are
kinds of one wider thing."""
_AROUND, _THING_AROUND, _ACT_AROUND = 0.75, 0.25, 0.0
"""And that it stands around the other statement, not in it: a name or time, a thing, an act."""
_NONE: frozenset[str] = frozenset()
_MOSTLY = 0.6
"""Share of a name's words that make it that name."""
_ROUNDED = 1e-6
"""More than sums of weights are wrong by."""
_SHORT_STEM = 5
"""Letters from which on a stem may be the same word in another language."""


class Lone(NamedTuple):
    """How many items of a statement stand in it alone, by what they are."""

    names: int = 0
    numbers: int = 0
    acts: int = 0
    things: int = 0
    words: int = 0
    """Of one language; no word is counted that stands beside one of another."""

    @property
    def matter(self) -> int:
        """All that they may be about."""
        return self.names + self.things + self.words


class Shares(NamedTuple):
    """How much of a statement's items the other one has, by what they are; 1 of those that it has
    none of."""

    names: float = 1.0
    numbers: float = 1.0
    acts: float = 1.0
    things: float = 1.0


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


class Pool:
    """All concepts that some words stand for, to look others up in."""

    def __init__(self, concepts: frozenset[str]) -> None:
        self.concepts = concepts
        self.wider = concepts | wider_of(concepts)
        self._shares: dict[frozenset[str], float] = {}

    def share(self, concepts: frozenset[str]) -> float:
        """How much of what a word stands for is here: itself, a wider or narrower one, or one that
        is of the same kind."""
        share = self._shares.get(concepts)
        if share is None:
            share = self._shares[concepts] = self._share(concepts)
        return share

    def _share(self, concepts: frozenset[str]) -> float:
        if not concepts.isdisjoint(self.concepts):
            return 1.0
        if not concepts.isdisjoint(self.wider) or not opposites_of(concepts).isdisjoint(
            self.concepts
        ):
            return WIDER
        wider = wider_of(concepts)
        if not wider.isdisjoint(self.concepts):
            return WIDER
        if wider.isdisjoint(self.wider):
            return 0.0
        known = relations()
        return _KIN if any(known.are_kin(a, b) for a in concepts for b in self.concepts) else 0.0


@lru_cache(maxsize=1 << 14)
def wider_of(concepts: frozenset[str]) -> frozenset[str]:
    """What all of some concepts imply or are kinds of."""
    known = relations().wider
    return _NONE.union(*(known.get(one, _NONE) for one in concepts))


@lru_cache(maxsize=1 << 14)
def opposites_of(concepts: frozenset[str]) -> frozenset[str]:
    """The contraries of some concepts."""
    known = relations().opposites
    return _NONE.union(*(known.get(one, _NONE) for one in concepts))


_Stems = Mapping[str, Sequence[str]]
"""Stems by their first letters, without which two are not alike."""


def _by_beginning(stems: Iterable[str]) -> _Stems:
    found: dict[str, list[str]] = {}
    for stem in stems:
        found.setdefault(stem[:_SHORT_STEM], []).append(stem)
    return found


class Side:
    """One of two statements, with what stands around it."""

    def __init__(self, signature: Signature) -> None:
        self.core = signature
        self.around = signature.around or Signature(signature.lang)
        self._held: dict[Named, float] = {}
        self._told: dict[tuple[str, bool], bool] = {}

    @cached_property
    def said(self) -> Pool:
        """The concepts of its own words."""
        return Pool(_concepts(self.core))

    @cached_property
    def told(self) -> frozenset[str]:
        """Those and the stems of it that no folder knows."""
        return self.said.concepts | self.core.words

    @cached_property
    def near(self) -> Pool:
        """Those of the words around it."""
        return Pool(_concepts(self.around))

    @cached_property
    def amounts(self) -> Mapping[str, Sequence[Amount]]:
        """The amounts in it and around it, by the units in which they may be compared."""
        found: dict[str, list[Amount]] = {}
        for one in dict.fromkeys((*self.core.amounts, *self.around.amounts)):
            found.setdefault(group_of(one), []).append(one)
        return found

    def amounts_like(self, amount: Amount) -> Iterable[Amount]:
        """Those of them that one of another statement may be compared with."""
        group = group_of(amount)
        if not group:
            return chain.from_iterable(self.amounts.values())
        return chain(self.amounts.get(group, ()), self.amounts.get("", ()))

    @cached_property
    def weight(self) -> float:
        """What all that it says weighs, at most."""
        core = self.core
        return (
            sum(_weight_of_act(act.concepts) for act in core.acts)
            + sum(map(_weight_of_thing, core.things)) + _NUMBER * len(core.amounts)
            + _NAME * (len({*core.names}) + len(core.proper))
            + _TIME * len(core.times) + _WORD * len(core.words)
        )  # fmt: skip

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of all names in it and around it."""
        words = {*self.core.proper, *self.around.proper}
        for one in (*self.core.names, *self.around.names):
            words |= one.parts
        return frozenset(words)

    @cached_property
    def meant(self) -> frozenset[str]:
        """All concepts here, those of names too."""
        names = (*self.core.names, *self.around.names)
        return self.said.concepts.union(self.near.concepts, *(one.means for one in names))

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """All names here."""
        return tuple(dict.fromkeys((*self.core.names, *self.around.names)))

    def tells(self, key: str, is_one_language: bool) -> bool:
        """Whether what an act was done by, or to, stands here: a name, a concept or a stem; a stem
        is no matter beside one of another language."""
        told = self._told.get((key, is_one_language))
        if told is None:
            told = self._told[key, is_one_language] = self._tells(key, is_one_language)
        return told

    def _tells(self, key: str, is_one_language: bool) -> bool:
        if key in self.meant or any(name.key == key for name in self.names):
            return True
        if not self.named.isdisjoint(key.split()):
            return True
        concepts = frozenset((key,))
        if key in relations().wider or "_" in key:
            return max(self.said.share(concepts), self.near.share(concepts)) > 0
        return not is_one_language or key in self.core.words or key in self.around.words

    def holds(self, name: Named) -> float:
        """How much of a name is said here, in the statement or around it, or goes without saying in
        its language."""
        is_home = name.key == relations().homes.get(self.core.lang)
        return max(self.says(name), WIDER * is_home)

    def says(self, name: Named) -> float:
        """How much of a name is said here, in the statement or around it."""
        held = self._held.get(name)
        if held is None:
            held = self._held[name] = self._says(name)
        return held

    def _says(self, name: Named) -> float:
        every = self.names
        parted = {one for one in self.core.places + self.around.places if are_parted(name, one)}
        if any(is_one_name(name, one) for one in every if one not in parted) or self._means(name):
            return 1.0
        if parted:
            return 0.0
        if name.country and any(one.key == name.country for one in every):
            return WIDER
        if any(one.country == name.key for one in every):
            return WIDER
        if area := areas().of(name):
            others = {areas().of(one) for one in every}
            if area in others:
                return 1.0
            if any(areas().is_around(area, other) for other in others):
                return WIDER
        share = len(name.parts & self.named) / len(name.parts) if name.parts else 0.0
        return share if share >= _MOSTLY else 0.0

    def _means(self, name: Named) -> bool:
        """Whether what a name means is told here: one of what a single word may stand for, all of
        several words."""
        if not name.means or has_own_words(name):
            return False
        is_one_word = " " not in name.key
        return not name.means.isdisjoint(self.meant) if is_one_word else name.means <= self.meant

    @cached_property
    def _stems(self) -> tuple[_Stems, _Stems]:
        return _by_beginning(self.core.words), _by_beginning(self.around.words)

    def may_have(self, stem: str) -> bool:
        """Whether a stem may be said here, or around it: another one begins as it does."""
        here, around = self._stems
        beginning = stem[:_SHORT_STEM]
        return beginning in here or beginning in around

    def stem_share(self, stem: str) -> float:
        """How far a stem that no folder knows is said here, or around it."""
        here, around = self._stems
        best = _best(stem, here.get(stem[:_SHORT_STEM], ()), (), _word)
        if best < _AROUND:
            near = around.get(stem[:_SHORT_STEM], ())
            best = max(best, _AROUND * _best(stem, near, (), _word))
        return best

    def share(self, concepts: frozenset[str], around: float) -> float:
        """How much of what a word stands for is said here, or around it, which counts so much."""
        best = self.said.share(concepts)
        return best if best >= around else max(best, around * self.near.share(concepts))

    def share_of_thing(self, concepts: frozenset[str]) -> float:
        """How much of a thing is said here, or around it, in a name too."""
        share = self.share(concepts, _THING_AROUND)
        return max(share, _THING_AROUND * (not concepts.isdisjoint(self.meant)))


def _weight_of_act(concepts: frozenset[str]) -> float:
    return _LIGHT if concepts <= relations().light else _ACT


def _weight_of_thing(concepts: frozenset[str]) -> float:
    return _LIGHT if concepts <= relations().light else _THING


class _Sum:
    """How much was found of what was looked for, by weight."""

    __slots__ = ("all", "found")

    def __init__(self) -> None:
        self.found = self.all = 0.0

    def add(self, weight: float, share: float) -> None:
        self.found += weight * share
        self.all += weight

    @property
    def share(self) -> float:
        return self.found / self.all if self.all else 0.0


def overlap(one: Side, other: Side) -> Overlap:
    """How much of each statement is in the other."""
    known = relations()
    there, back = _half(one, other, known), _half(other, one, known)
    return Overlap(
        there.whole.share, back.whole.share, (there.whole.found + back.whole.found) / 2,
        (there.acts.found + back.acts.found) / 2, (there.names.found + back.names.found) / 2,
        (there.numbers.found + back.numbers.found) / 2, Lone(**there.lone), Lone(**back.lone),
        there.shares(), back.shares(), max(there.besides, back.besides),
    )  # fmt: skip


def overlap_of(one: Side, other: Side, least: float) -> Overlap | None:
    """As `overlap`, for the many pairs of which nearly all are nothing: None as soon as it is seen
    that they share no number, and that less than so much of one of them is in the other."""
    known = relations()
    has_number = _share_number(one, other, known) or _share_number(other, one, known)
    if has_number or count_of(one, other):
        return overlap(one, other)
    if not (_may_hold(one, other, least) and _may_hold(other, one, least)):
        return None
    both = overlap(one, other)
    return both if min(both.of_one, both.of_other) >= least else None


def _share_number(one: Side, other: Side, known: Relations) -> bool:
    """Whether a number of the first is in the other or around it."""
    return any(
        share_of(mine, each, known)
        for mine in one.core.amounts
        for each in other.amounts_like(mine)
    )


TOLL, MEASURE = "toll", "measure"


def count_of(one: Side, other: Side) -> str:
    """Of what each has another number: of those whom one thing happened to, "seven died" and "a
    toll of nine"; or of one measure, where half of the things and acts of either stand in the
    other; "" of nothing."""
    known = relations()
    pairs = [
        (mine, theirs)
        for mine in one.core.amounts
        for theirs in other.core.amounts
        if counts_alike(mine, theirs, known) and not agree(mine, theirs)
    ]
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


def _may_hold(one: Side, other: Side, least: float) -> bool:
    """Whether so much of a statement that shares no number may be in the other one: what is soonest
    seen to lack there comes first, up to more than may. Stems are looked for by their beginnings,
    so that at least as much is there as `_half` finds."""
    core = one.core
    room = (1.0 - least) * one.weight + _ROUNDED - _NUMBER * len(core.amounts)
    if core.lang == other.core.lang:
        room -= _WORD * sum(not other.may_have(stem) for stem in core.words)
    if room < 0:
        return False
    for name in {*core.names}:
        room -= _NAME * (1.0 - other.holds(name))
    for act in core.acts if room >= 0 else ():
        room -= _weight_of_act(act.concepts) * (1.0 - other.share(act.concepts, _ACT_AROUND))
    for thing in core.things if room >= 0 else ():
        room -= _weight_of_thing(thing) * (1.0 - other.share_of_thing(thing))
    return room >= 0


class _Half:
    """How much of one statement is in the other."""

    __slots__ = ("acts", "lone", "names", "numbers", "things", "whole")

    def __init__(self) -> None:
        self.whole, self.acts, self.names, self.numbers = _Sum(), _Sum(), _Sum(), _Sum()
        self.things = _Sum()
        self.lone = dict.fromkeys(Lone._fields, 0)

    def add(self, kind: str, part: _Sum | None, weight: float, share: float) -> None:
        self.whole.add(weight, share)
        if part:
            part.add(weight, share)
        if kind:
            self.lone[kind] += share < _KIN

    @property
    def besides(self) -> float:
        weight = self.whole.all - self.numbers.all
        return (self.whole.found - self.numbers.found) / weight if weight else 0.0

    def shares(self) -> Shares:
        kinds = (self.names, self.numbers, self.acts, self.things)
        return Shares(*(one.share if one.all else 1.0 for one in kinds))


def _half(one: Side, other: Side, known: Relations) -> _Half:
    half = _Half()
    core, theirs, around = one.core, other.core, other.around
    for act in core.acts:
        share = other.share(act.concepts, _ACT_AROUND)
        if act.concepts <= known.light:
            half.add("", None, _LIGHT, share)
        else:
            half.add("acts", half.acts, _ACT, share)
    for thing in core.things:
        share = other.share_of_thing(thing)
        if thing <= known.light:
            half.add("", None, _LIGHT, share)
        else:
            half.add("things", half.things, _THING, share)
    for name in dict.fromkeys(core.names):
        half.add("names", half.names, _NAME, other.holds(name))
    for word in core.proper:
        half.add("names", half.names, _NAME, float(word in other.named))
    for amount in core.amounts:
        share = _best(amount, theirs.amounts, around.amounts, lambda a, b: share_of(a, b, known))
        half.add("numbers", half.numbers, _NUMBER, share)
    for time in core.times:
        half.add("", None, _TIME, _best(time, theirs.times, around.times, overlap_in_time))
    for stem in core.words:
        share = other.stem_share(stem)
        if share or core.lang == theirs.lang:
            half.add("words" if core.lang == theirs.lang else "", None, _WORD, share)
    return half


def _best(
    item: T, others: Sequence[T], around: Sequence[T], alike: Callable[[T, T], float]
) -> float:
    """How far an item has its like among others, or at least around them."""
    best = max((alike(item, each) for each in others), default=0.0)
    if best < _AROUND and around:
        best = max(best, _AROUND * max(alike(item, each) for each in around))
    return best


def _concepts(one: Signature) -> frozenset[str]:
    return _NONE.union(*(act.concepts for act in one.acts), *one.things)


def _word(one: str, other: str) -> float:
    """Whether two stems are one, or forms of one word in two languages."""
    if one == other:
        return 1.0
    if len(one) < _SHORT_STEM or one[:_SHORT_STEM] != other[:_SHORT_STEM]:
        return 0.0
    shortest = min(len(one), len(other))
    is_near = abs(len(one) - len(other)) <= 2 and one[: shortest - 1] == other[: shortest - 1]
    return WIDER if is_near else 0.0
