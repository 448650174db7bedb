"""In what two statements go apart: another number, name, place or time, denied, the opposite, done
and not done, who did it to whom.

Each is told with both values, so that whoever reads a proposal sees why. Only what both speak of
can go apart: what one leaves out is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from workbench.domain.counterpart import Differs
from workbench.domain.signature import Act, Amount, Extent, Mood, Named, Signature
from workbench.domain.timex import DAY
from workbench.match.amounts import (
    SCORE,
    agree,
    are_of_one_unit,
    are_people,
    counts_alike,
    is_counted_alike,
)
from workbench.match.areas import areas
from workbench.match.likeness import (
    are_parted,
    is_one_name,
    lie_in,
    may_lie_in,
    meet,
    overlap_in_time,
)
from workbench.match.pools import WIDER, Pool, opposites_of, wider_of
from workbench.match.relations import Relations, relations
from workbench.match.sides import Side

_HOURS, _ZONES = 90, 120
"""Minutes by which two clocks of one event may be apart, and by which zones of a country are."""
_SAID = "say"
_DISASTER = "disaster"
_FEW = 3
"""One act of so many that are told as done in one statement alone tells nothing."""
_PEOPLE = frozenset(("person",))


class Apart(StrEnum):
    """In what two statements go apart."""

    NUMBER = "number"
    UNIT = "unit"
    """The same number of something else."""
    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    TIME = "time"
    DENIED = "denied"
    OPPOSITE = "opposite"
    ROLES = "roles"
    """Who did it, and to whom."""
    AGENT = "agent"
    """Another one who did it."""
    CAUSE = "cause"
    NAME = "name"
    """Names of which it is not known what they name."""
    LABEL = "label"
    """Another one of many, by its number."""
    ACT = "act"
    THING = "thing"
    MOOD = "mood"
    """Done, and not done yet."""


def differences(one: Side, other: Side) -> list[Differs]:
    """All in which two statements go apart."""
    known = relations()
    return [
        *_numbers(one, other, known), *_counted(one, other, known),
        *_names(one, other), *_labels(one, other), *_times(one, other),
        *_acts(one, other, known), *_things(one, other, known),
        *_not_so(one, other), *_other_denied(one, other),
        *_agents(one, other), *_causes(one, other),
        *_unknown(one, other),
    ]  # fmt: skip


def _numbers(one: Side, other: Side, known: Relations) -> Iterator[Differs]:
    for mine in one.core.amounts:
        alike = [each for each in other.core.amounts if counts_alike(mine, each, known)]
        if alike and not any(agree(mine, each) for each in alike):
            # One that both have is no other number of whatever else is counted in its unit.
            free = [each for each in alike if not has_number(one, each, known)]
            if free:
                yield Differs(Apart.NUMBER, f"{mine.low:g}", f"{free[0].low:g}")
        elif not alike and mine.unit:
            for each in other.core.amounts:
                is_score = SCORE in (mine.unit, each.unit)
                is_other = each.unit and not is_score and not are_of_one_unit(mine, each)
                if mine.low == each.low and is_other:
                    yield Differs(Apart.UNIT, mine.unit, each.unit)


def _counted(one: Side, other: Side, known: Relations) -> Iterator[Differs]:
    """One number of two things, of which neither stands in the other statement, or of people and of
    things that do not."""
    for mine, theirs in product(one.core.amounts, other.core.amounts):
        if not agree(mine, theirs) or is_counted_alike(mine, theirs, known):
            continue
        lone, others = _lone_of(mine, one, other), _lone_of(theirs, other, one)
        if are_people(mine) or are_people(theirs):
            lone, others = lone or _PEOPLE, others or _PEOPLE
        if lone and others and lone != others:
            yield Differs(Apart.THING, min(lone), min(others))
            return


def _lone_of(amount: Amount, side: Side, other: Side) -> frozenset[str]:
    """What an amount counts, unless some of it stands in the other statement."""
    counted = amount.of - amount.acts - relations().light
    if side.core.lang != other.core.lang:
        counted -= side.core.words
    if any(other.tells(one, side.core.lang == other.core.lang) for one in counted):
        return frozenset()
    return counted


def has_number(side: Side, amount: Amount, known: Relations) -> bool:
    """Whether a statement has a number too."""
    return any(
        agree(each, amount) for each in side.core.amounts if counts_alike(each, amount, known)
    )


def _names(one: Side, other: Side) -> Iterator[Differs]:
    for kind, mine, theirs in (
        (Apart.PERSON, one.core.people, other.core.people),
        (Apart.BODY, one.core.bodies, other.core.bodies),
        (Apart.PLACE, one.core.places, other.core.places),
    ):
        held, holds = (
            (one.holds_place, other.holds_place)
            if kind is Apart.PLACE
            else (one.holds, other.holds)
        )
        lone = [name for name in mine if not holds(name)]
        others = [name for name in theirs if not held(name)]
        if kind is Apart.PLACE and (parted := _areas_apart(one, other)):
            yield Differs(kind, *parted)
            continue
        if not lone or not others or (kind is Apart.PLACE and may_lie_in(lone[0], others[0])):
            continue
        are_lands = lone[0].key.isupper() and others[0].key.isupper()
        is_parted = kind is Apart.PLACE and are_parted(lone[0], others[0])
        if are_lands or is_parted or not _share(mine, theirs):
            yield Differs(kind, lone[0].key, others[0].key)


def _areas_apart(one: Side, other: Side) -> tuple[str, str] | None:
    """The two areas that each of two statements is of, neither of which the other's article knows:
    two regencies of one province. Where one is the other's name without what it is, as of "Agung"
    and "Gunung Agung", or may be cut, they may be one."""
    mine, theirs = one.narrowest, other.narrowest
    if len(mine) != 1 or len(theirs) != 1:
        return None
    (here,), (there,) = mine, theirs
    if here in other.areas or there in one.areas or areas().wider[here] != areas().wider[there]:
        return None
    short, long = sorted((here, there), key=len)
    of_a_kind = mine[here].split()[0] == theirs[there].split()[0] not in (here, there)
    is_part = long.endswith(short) or (long.startswith(short) and not of_a_kind)
    return None if is_part else (here, there)


def _are_at_home(one: Signature, other: Signature) -> bool:
    """Whether either names a place of the country in whose zones clocks are told."""
    homes = {*relations().homes.values()}
    return any(place.country in homes for place in one.places + other.places)


def _labels(one: Side, other: Side) -> Iterator[Differs]:
    """One of many, told from the others by another number: "Pasal 27", "Pasal 72"."""
    mine, theirs = _by_head(one.core.labels), _by_head(other.core.labels)
    for head in sorted(mine.keys() & theirs.keys()):
        lone, others = mine[head] - theirs[head], theirs[head] - mine[head]
        if lone and others:
            yield Differs(Apart.LABEL, min(lone), min(others))


def _by_head(labels: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for label in labels:
        head, _, number = label.rpartition(" ")
        found.setdefault(head, set()).add(number)
    return found


def _share(ones: Iterable[Named], others: Sequence[Named]) -> bool:
    return any(is_one_name(one, other) for one in ones for other in others)


def _times(one: Side, other: Side) -> Iterator[Differs]:
    mine, theirs = one.core.times, other.core.times
    if mine and theirs and not meet(mine, theirs):
        yield Differs(Apart.TIME, str(mine[0].first), str(theirs[0].first))
    elif clocks := _clocks_apart(one.core, other.core):
        yield Differs(Apart.TIME, *map(str, clocks))


def _clocks_apart(one: Signature, other: Signature) -> tuple[int, int] | None:
    """The minutes at which each of two statements of a day puts something, where they are hours
    apart."""
    if len(one.clocks) != 1 or len(other.clocks) != 1 or not one.day or one.day != other.day:
        return None
    (here,), (there,) = one.clocks, other.clocks
    is_sure = here // DAY == there // DAY and (here // DAY != 1 or one.lang == other.lang)
    if not is_sure and not _are_at_home(one, other):
        return None
    here, there = here % DAY, there % DAY
    apart = abs(here - there)
    is_apart = min(apart, DAY - apart) > _HOURS + (0 if is_sure else _ZONES)
    return (one.day * DAY + here, other.day * DAY + there) if is_apart else None


def _acts(one_side: Side, other_side: Side, known: Relations) -> Iterator[Differs]:
    ones, others = one_side.core.acts, other_side.core.acts
    exact: list[tuple[Act, Act]] = []
    contrary: list[tuple[Act, Act]] = []
    alike: list[tuple[Act, Act]] = []
    for pair in product(ones, others):
        mine, theirs = pair[0].concepts, pair[1].concepts
        if not mine.isdisjoint(theirs):
            exact.append(pair)
            alike.append(pair)
        elif _are_near(mine, theirs):
            (contrary if _are_contrary(*pair, known) else alike).append(pair)
    told = [
        pair
        for pair in exact or alike
        if not (
            _is_refused(pair[0], one_side, pair[1]) or _is_refused(pair[1], other_side, pair[0])
        )
    ]
    is_later = 0 < one_side.core.day < other_side.core.day
    yield from _told_otherwise(told, _is_coming_to_both(one_side, other_side), is_later)
    parted = [pair for pair in exact or alike if all(map(_has_parts, pair))]
    if parted and all(_are_turned(*pair) for pair in parted):
        yield _difference(Apart.ROLES, parted[0])
    for one, other in contrary:
        is_turned = bool(one.by and other.by and not one.by & other.by) and _are_others(
            one.by, other.by, one_side, other_side
        )
        is_past = Mood.EARLIER in (one.mood, other.mood)
        if (
            one.is_negated == other.is_negated
            and not is_turned
            and not is_past
            and _SAID not in one.concepts | other.concepts  # "ungkap": what is said, not revealed
            and not _are_turned(one, other)  # "A beat B", "B lost to A"
            and not any(one is a or other is b for a, b in alike)
        ):
            yield _difference(Apart.OPPOSITE, (one, other))
            break
    if ones and others and not (alike or contrary):
        yield _difference(Apart.ACT, (ones[0], others[0]))


def _has_parts(act: Act) -> bool:
    """Whether an act is told with who does it and to whom; what happens by itself is done by none,
    whatever stands before it."""
    return bool(act.by and act.to) and _DISASTER not in wider_of(act.concepts)


def _is_refused(act: Act, side: Side, other: Act) -> bool:
    """Whether an act is told as what somebody refuses, while another one is told as not done."""
    if act.is_negated or not other.is_negated:
        return False
    denying = relations().denying
    return any(
        not one.is_negated and one.concepts & denying and one.to & act.concepts
        for one in side.core.acts
    )


def _are_others(ones: frozenset[str], others: frozenset[str], one: Side, other: Side) -> bool:
    """Whether each of two acts is done by, or to, some whom the other statement does not tell."""
    is_one_language = one.core.lang == other.core.lang
    return _lone(ones, other, is_one_language) and _lone(others, one, is_one_language)


def _is_coming_to_both(one: Side, other: Side) -> bool:
    """Whether both tell of one time to come, so that neither tells of what is done."""
    return any(
        overlap_in_time(mine, theirs)
        for mine in one.core.times
        for theirs in other.core.times
        if _is_after(mine, one.core.day) and _is_after(theirs, other.core.day)
    )


def _is_after(time: Extent, day: int) -> bool:
    return bool(day) and time.first >= (day + 1) * DAY


def _told_otherwise(
    pairs: Sequence[tuple[Act, Act]], is_coming: bool, is_later: bool
) -> Iterator[Differs]:
    """Acts that one denies, or tells as done, and the other one not. is_later: whether the other
    one is of a later day, on which what was done is not open."""
    parted = [pair for pair in pairs if pair[0].is_negated != pair[1].is_negated]
    told = {one.concepts for one, other in pairs if one.is_negated == other.is_negated}
    for one, other in parted:
        if one.concepts not in told:
            is_open = _is_coming(one) or (_is_coming(other) and not (is_later and one.is_done))
            is_open = is_open and not (one.mood is other.mood is Mood.PLANNED)
            yield _difference(Apart.MOOD if is_open else Apart.DENIED, (one, other))
            break
    if is_coming:
        return
    parted = [pair for pair in pairs if pair[0].is_done != pair[1].is_done]
    if parted:
        told = {one.concepts for one, other in pairs if one.is_done == other.is_done}
        parted = [pair for pair in parted if pair[0].concepts not in told]
    # Of a long statement that both have one act may be read otherwise for a stop in its words.
    if parted and len(parted) * _FEW >= len(pairs):
        yield _difference(Apart.MOOD, parted[0])


@lru_cache(maxsize=1 << 15)
def _are_near(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two acts that share no concept may be one, or one the other's contrary."""
    wider, theirs_wider = wider_of(mine), wider_of(theirs)
    if not (
        theirs.isdisjoint(opposites_of(mine))
        and theirs.isdisjoint(wider)
        and mine.isdisjoint(theirs_wider)
    ):
        return True
    if wider.isdisjoint(theirs_wider):
        return False
    known = relations()
    return any(known.are_kin(a, b) for a in mine for b in theirs)


def _are_contrary(one: Act, other: Act, known: Relations) -> bool:
    return any(known.are_opposite(a, b) for a in one.concepts for b in other.concepts)


def _difference(kind: Apart, pair: tuple[Act, Act]) -> Differs:
    return Differs(kind, min(pair[0].concepts), min(pair[1].concepts))


def _is_coming(act: Act) -> bool:
    """Whether it is said not to be done yet."""
    return act.is_negated and not act.is_done


def _are_turned(one: Act, other: Act) -> bool:
    """Whether each does it in one and has it done to them in the other."""
    by, to = one.by - one.to, one.to - one.by
    return bool(by & (other.to - other.by) and to & (other.by - other.to))


def _not_so(one: Side, other: Side) -> Iterator[Differs]:
    """Things that one says are not, and the other one tells."""
    for mine, theirs in ((one.core, other.core), (other.core, one.core)):
        if not mine.denied:
            continue
        negated = (act.by | act.to for act in theirs.acts if act.is_negated)
        named = (name.key for name in theirs.names)
        told = theirs.words.union(theirs.proper, named, *theirs.things)
        told -= theirs.denied.union(*negated)
        for concept in sorted((mine.denied & told) - relations().light):
            yield Differs(Apart.DENIED, concept, concept)
            return


def _things(one: Side, other: Side, known: Relations) -> Iterator[Differs]:
    mine = sorted(one.grouped - other.meant - other.counted)
    theirs = sorted(other.grouped - one.meant - one.counted)
    for a in mine:
        for b in theirs:
            if known.are_apart(a, b) and not known.is_wider(a, b):
                yield Differs(Apart.THING, a, b)
                return
    for a in sorted(one.contrary - other.meant):
        for b in sorted(known.opposites[a] & other.said.concepts - one.meant):
            if not (a in _acts_of(one) and b in _acts_of(other)):
                yield Differs(Apart.OPPOSITE, a, b)
                return


def _other_denied(one: Side, other: Side) -> Iterator[Differs]:
    """Each denies something, and not the same."""
    mine, theirs = _denied(one), _denied(other)
    if not mine or not theirs or mine & other.told or theirs & one.told:
        return
    if not Pool(mine).share(theirs):
        yield Differs(Apart.DENIED, min(mine), min(theirs))


def _denied(side: Side) -> frozenset[str]:
    acts = (act.concepts | act.to for act in side.core.acts if act.is_negated)
    denied = side.core.denied.union(*acts)
    if not denied:
        return denied
    named = {name.key for name in side.core.names} | side.core.proper
    return denied - side.core.words - named


def _agents(one: Side, other: Side) -> Iterator[Differs]:
    """Who is said to have done one act, or one like it, where it is names of one kind."""
    known = relations()
    told = [[act for act in side.core.acts if act.by] for side in (one, other)]
    pairs = [
        (a, b)
        for a, b in product(*told)
        if a.concepts & b.concepts
        or (_are_near(a.concepts, b.concepts) and not _are_contrary(a, b, known))
    ]
    kinds = [
        (one.core.people, other.core.people),
        (one.core.bodies, other.core.bodies),
        (one.core.places, other.core.places),
    ]
    for (mine, theirs), (ours, others) in product(pairs, kinds):
        a = [name for name in ours if name.key in mine.by]
        b = [name for name in others if name.key in theirs.by]
        if a and b and not _share(a, b) and not a[0].means & b[0].means and not lie_in(a, b):
            yield Differs(Apart.AGENT, a[0].key, b[0].key)
            return


def _causes(one: Side, other: Side) -> Iterator[Differs]:
    """Another cause, of which neither stands in the other statement."""
    mine, theirs = one.core.because, other.core.because
    if one.core.lang != other.core.lang:
        mine, theirs = mine - one.core.words, theirs - other.core.words
    if not mine or not theirs or mine & other.told or theirs & one.told:
        return
    pools = Pool(mine), Pool(theirs)
    if pools[0].share(theirs) < WIDER and pools[1].share(mine) < WIDER:
        yield Differs(Apart.CAUSE, min(mine), min(theirs))


def _unknown(one: Side, other: Side) -> Iterator[Differs]:
    mine = sorted(word for word in one.core.proper if word not in other.named)
    theirs = sorted(word for word in other.core.proper if word not in one.named)
    if mine and theirs and one.core.lang == other.core.lang:
        yield Differs(Apart.NAME, mine[0], theirs[0])


def _acts_of(side: Side) -> frozenset[str]:
    return frozenset().union(*(act.concepts for act in side.core.acts))


PARTS = ("doers", "objects")
"""Those who do an act, and those whom it is done to."""


class Parts(NamedTuple):
    """In which parts of the acts that two statements share they have the same, and in which each
    has something that the other one has nowhere."""

    shared: frozenset[str]
    against: frozenset[str]


def parts(one: Side, other: Side) -> Parts:
    """How two statements stand in who does what they both tell, and to whom."""
    shared: set[str] = set()
    against: set[str] = set()
    for mine in one.core.acts:
        for theirs in other.core.acts:
            if mine.concepts.isdisjoint(theirs.concepts):
                continue
            both = ((mine.by, theirs.by), (mine.to, theirs.to))
            for part, (ours, others) in zip(PARTS, both, strict=True):
                if ours & others:
                    shared.add(part)
                if _are_others(ours, others, one, other):
                    against.add(part)
    return Parts(frozenset(shared), frozenset(against))


def _lone(keys: frozenset[str], side: Side, is_one_language: bool) -> bool:
    """Whether some of what an act was done by, or to, stand nowhere in the other statement."""
    return any(not side.tells(key, is_one_language) for key in keys)
