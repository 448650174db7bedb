"""One of two statements, with what stands around it in its article: how much of an item of another
one it says.

Names are compared as what they are, places as areas too; stems that no folder knows by their
letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import TypeVar

from workbench.domain.signature import Amount, Extent, Named, Signature
from workbench.match.amounts import MEASURES, Amounts, share_of
from workbench.match.areas import areas
from workbench.match.likeness import are_parted, has_own_words, is_one_name, overlap_in_time
from workbench.match.pools import WIDER, Pool
from workbench.match.relations import relations
from workbench.match.weighed import BEGINNING, NAME, NUMBER, TIME, WORD, Seen, Weighed

T = TypeVar("T")

_AROUND = 0.75
"""How much of a number, time or stem it is worth that it stands around the statement, not in it."""
_NONE: frozenset[str] = frozenset()
_MOSTLY = 0.6
"""Share of a name's words that make it that name."""

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
        return self.core._replace(
            day=0, around=None, voice=None, times=(), clocks=frozenset(), wording=0
        )

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
        """The concepts of its things, and of what it counts, that are set apart from others."""
        return frozenset(self.counted.union(*self.core.things)) & relations().groups.keys()

    @cached_property
    def counted(self) -> frozenset[str]:
        """The concepts of what its numbers count."""
        return _NONE.union(*(one.of - one.acts for one in self.core.amounts))

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

    @cached_property
    def narrowest(self) -> Mapping[str, str]:
        """The areas that the statement names, but for those around another one of them -> how it
        names them."""
        known = areas()
        found = {known.of(one): one.key for one in self.core.places}
        # Words that name nothing else, as far as they lie in a place that is named: "Poso regency".
        for word in self.core.proper:
            area = known.of(Named(word, frozenset((word,))))
            if not found.keys().isdisjoint(known.wider.get(area, ())):
                found[area] = word
        around = frozenset[str]().union(*(known.wider.get(one, ()) for one in found))
        return {area: key for area, key in found.items() if area and area not in around}

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
