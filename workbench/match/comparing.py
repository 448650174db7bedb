"""Two signatures laid side by side: how much of each is in the other.

Names and numbers are compared as what they are, acts and things as concepts, with the kinds that
they are of; stems that no folder knows count within one language. What stands around a statement
in its article counts for it, but less: a claim seldom says again where and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from workbench.domain.signature import Amount, Extent, Named, Signature
from workbench.match.amounts import MEASURES, Amounts, agree, counts_alike, group_of, share_of
from workbench.match.areas import areas
from workbench.match.likeness import are_parted, has_own_words, is_one_name, overlap_in_time
from workbench.match.pools import KIN, WIDER, Pool
from workbench.match.relations import Relations, relations
from workbench.match.weighed import (
    BEGINNING,
    LIGHT,
    NAME,
    NUMBER,
    TIME,
    WORD,
    Lone,
    Seen,
    Shares,
    Weighed,
)

T = TypeVar("T")

_AROUND, _THING_AROUND = 0.75, 0.25
"""How much of a number, time or stem, and of a thing, it is worth that it stands around the other
statement, not in it. An act that does is worth nothing."""
_ROUNDED = 1e-6
"""More than sums of weights are wrong by."""
_NONE: frozenset[str] = frozenset()
_MOSTLY = 0.6
"""Share of a name's words that make it that name."""


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


_Stems = Mapping[str, Sequence[str]]
"""Stems by their first letters, without which two are not alike."""


def _by_beginning(stems: Iterable[str]) -> _Stems:
    found: dict[str, list[str]] = {}
    for stem in stems:
        found.setdefault(stem[:BEGINNING], []).append(stem)
    return found


class Around:
    """What stands around a statement, and around all others of its article."""

    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.pool = Pool(_concepts(signature))
        self.meant = self.pool.concepts.union(*(one.means for one in signature.names))
        """Its concepts, those of names too."""
        self.named = signature.proper.union(*(one.parts for one in signature.names))
        """The words of names in it."""
        self.amounts = Amounts(signature.amounts)
        self.stems = _by_beginning(signature.words)
        self.beginnings = frozenset(self.stems)


class Side:
    """One of two statements, with what stands around it."""

    def __init__(self, signature: Signature, around: Around | None = None) -> None:
        """around: what was made of its `around` for another one of its article."""
        self.core = signature
        self._about = around or Around(signature.around or Signature(signature.lang))
        self.around = self._about.signature
        self._held: dict[Named, float] = {}
        self._told: dict[tuple[str, bool], bool] = {}

    @cached_property
    def bare(self) -> Signature:
        """What it says, whoever says it, when and where."""
        return self.core._replace(day=0, around=None, voice=None, times=(), wording=0)

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
        return self._about.pool

    @cached_property
    def weighed(self) -> Weighed:
        """What it is made of, to be looked for in another one."""
        return Weighed(self.core, relations().light)

    @cached_property
    def numbers(self) -> Seen[Amount]:
        """How much of an amount is told here, or around it."""
        return Seen(partial(_number_share, Amounts(self.core.amounts), self._about.amounts))

    @cached_property
    def counting(self) -> Sequence[Amount]:
        """The amounts in it that may be of a toll or a measure."""
        fates = relations().fates
        every = self.core.amounts
        return [one for one in every if one.unit in MEASURES or not one.of.isdisjoint(fates)]

    @cached_property
    def times(self) -> Seen[Extent]:
        """How much of a time is told here, or around it."""
        return Seen(partial(_best, overlap_in_time, self.core.times, self.around.times))

    @cached_property
    def stems(self) -> Seen[str]:
        """How far a stem that no folder knows is said here, or around it."""
        return Seen(partial(_stem_share, _by_beginning(self.core.words), self._about.stems))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The beginnings of all stems here, and around it: no other stem is alike to one."""
        return self._about.beginnings.union(self.weighed.beginnings)

    @cached_property
    def weight(self) -> float:
        """What all that it says weighs, at most."""
        core, weighed = self.core, self.weighed
        return (
            sum(weighed.act_weights) + sum(weighed.thing_weights) + NUMBER * len(core.amounts)
            + NAME * (len(weighed.names) + len(core.proper))
            + TIME * len(core.times) + WORD * len(core.words)
        )  # fmt: skip

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of all names in it and around it."""
        parts = (one.parts for one in self.core.names)
        return self._about.named.union(self.core.proper, *parts)

    @cached_property
    def meant(self) -> frozenset[str]:
        """All concepts here, those of names too."""
        means = (one.means for one in self.core.names)
        return self.said.concepts.union(self._about.meant, *means)

    @cached_property
    def grouped(self) -> frozenset[str]:
        """The concepts of its things that are set apart from others."""
        groups = relations().groups
        return frozenset(one for thing in self.core.things for one in thing if one in groups)

    @cached_property
    def contrary(self) -> frozenset[str]:
        """The concepts here that have a contrary."""
        return self.said.concepts & relations().opposites.keys()

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """All names here."""
        return tuple(dict.fromkeys((*self.core.names, *self.around.names)))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Those as they are looked up by."""
        return frozenset(name.key for name in self.names)

    @cached_property
    def areas(self) -> frozenset[str]:
        """The areas that are known of all places here."""
        return frozenset(map(areas().of, (*self.core.places, *self.around.places))) - {""}

    def holds_place(self, place: Named) -> float:
        """How much of a place is said here, in whatever words: the area itself, one that it lies in
        or that lies in it."""
        held = self.holds(place)
        area = areas().of(place) if held < WIDER else ""
        if not area:
            return held
        if area in self.areas:
            return 1.0
        return WIDER if any(areas().is_around(area, one) for one in self.areas) else held

    def tells(self, key: str, is_one_language: bool) -> bool:
        """Whether what an act was done by, or to, stands here: a name, a concept or a stem; a stem
        is no matter beside one of another language."""
        told = self._told.get((key, is_one_language))
        if told is None:
            told = self._told[key, is_one_language] = self._tells(key, is_one_language)
        return told

    def _tells(self, key: str, is_one_language: bool) -> bool:
        if key in self.meant or key in self.keys:
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
        if name in every:
            return 1.0
        places = self.core.places + self.around.places if name.parts & self.named else ()
        parted = {one for one in places if are_parted(name, one)}
        if any(is_one_name(name, one) for one in every if one not in parted) or self._means(name):
            return 1.0
        if parted:
            return 0.0
        if name.country and any(one.key == name.country for one in every):
            return WIDER
        if any(one.country == name.key for one in every):
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


def _number_share(here: Amounts, around: Amounts, amount: Amount) -> float:
    alike = partial(share_of, known=relations())
    return _best(alike, [*here.near(amount)], [*around.near(amount)], amount)


def _stem_share(here: _Stems, around: _Stems, stem: str) -> float:
    beginning = stem[:BEGINNING]
    return _best(_word, here.get(beginning, ()), around.get(beginning, ()), stem)


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


def _best(
    alike: Callable[[T, T], float], others: Sequence[T], around: Sequence[T], item: T
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
    if len(one) < BEGINNING or one[:BEGINNING] != other[:BEGINNING]:
        return 0.0
    shortest = min(len(one), len(other))
    is_near = abs(len(one) - len(other)) <= 2 and one[: shortest - 1] == other[: shortest - 1]
    return WIDER if is_near else 0.0
