"""How two statements stand to each other: same, contradicts, updates, specifies, or nothing worth
saying; each with its reasons. A proposal is a question to an analyst, never a fact.

Wordings alone never propose: what both say is weighed as concepts, names, numbers, places and times
(`comparing`), and whatever goes apart in one of these cannot be the same. The weights were fitted
on pairs written for it (docs/architecture.md has the figures).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from workbench.domain.counterpart import Differs, Stance
from workbench.match.apart import PARTS, Apart, Parts, differences, parts
from workbench.match.comparing import (
    MEASURE,
    TOLL,
    Overlap,
    count_of,
    overlap,
    overlap_of,
)
from workbench.match.one_story import (
    ONE_VOICE,
    OTHER_VOICE,
    VOICES,
    is_fate_apart,
    is_one_in_all,
    share_a_name,
    voices,
)
from workbench.match.sides import Side
from workbench.match.turns import DENIES, FOLLOWS, SHARPER, TURNS, turns
from workbench.match.weighed import Lone, Shares

_FILE = Path(__file__).with_name("stances.toml")
_AN_ACT = 0.9
"""What an act weighs that both tell, or nearly."""
_NONE = "none"
"""Of two statements that have nothing to do with each other."""
_NO_CHANCE = dict.fromkeys([*(stance.value for stance in Stance), _NONE], 0.0)
_ONE_MATTER, _NEARLY_ALL = 0.5, 0.75
"""How much of each of two statements is in the other where they are of one matter, and of the less
exact where the other one specifies it. By reading what was proposed of real articles."""


class Comparison:
    """Two statements side by side, the earlier one first. How they go apart is looked at as far as
    somebody asks: of most pairs little of it tells that nothing can be proposed."""

    def __init__(self, one: Side, other: Side, both: Overlap) -> None:
        self._sides = one, other
        self.overlap = both
        days = one.core.day, other.core.day
        self.days = days[1] - days[0] if all(days) else 0
        """Days from the first's article to the other's; 0 where either has none."""

    @cached_property
    def differences(self) -> tuple[Differs, ...]:
        """In what they go apart."""
        return tuple(differences(*self._sides))

    @cached_property
    def turns(self) -> frozenset[str]:
        """How the later one goes on from the earlier: some of TURNS."""
        return frozenset(turns(*self._sides))

    @cached_property
    def parts(self) -> Parts:
        """In whom the acts that both tell are the same."""
        return parts(*self._sides)

    @cached_property
    def quantity(self) -> str:
        """Of what each has another number: TOLL, MEASURE or ""."""
        return count_of(*self._sides)

    @cached_property
    def voices(self) -> str:
        """One of VOICES, or ""."""
        return voices(*self._sides)

    @cached_property
    def is_one_story(self) -> bool:
        """Whether they share a name, or what stands around them does."""
        return share_a_name(*self._sides)

    @cached_property
    def is_fate_apart(self) -> bool:
        """Whether one tells what became of somebody, and the other nothing of the kind."""
        return is_fate_apart(*self._sides)

    @cached_property
    def is_one_in_all(self) -> bool:
        """Whether all that they say is one, word for word or nearly."""
        return is_one_in_all(*self._sides)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of things in which they go apart."""
        return frozenset(one.kind for one in self.differences)

    def apart(self, kind: Apart) -> bool:
        """Whether they go apart in a thing of a kind."""
        return kind in self.kinds

    def allows(self, stance: Stance) -> bool:
        """Whether a stance may be proposed at all, however likely it is: what is the same goes
        apart in nothing, all is of one matter, as a number says that both have, and an update goes
        on from the earlier one: that it is of a later day says nothing, as most of what is newer is
        no update."""
        is_one_matter = _is_one_matter(self.overlap)
        if stance is Stance.SAME:
            is_one = is_one_matter or self.overlap.numbers > 0
            return self.is_one_in_all or (is_one and not self.is_apart)
        if self.is_other_count and stance is not Stance.SPECIFIES:
            return True
        if not is_one_matter or not self.overlap.acts:
            return False
        if stance is Stance.CONTRADICTS:
            names = self.overlap.lone.names and self.overlap.lone_other.names
            return not names and not self.kinds.isdisjoint(VETOES)
        if stance is Stance.UPDATES:
            return bool(self.turns) or self.apart(Apart.NUMBER) or self.apart(Apart.MOOD)
        high = max(self.overlap.of_one, self.overlap.of_other)
        return high >= _NEARLY_ALL and not self.is_fate_apart

    @cached_property
    def is_other_count(self) -> bool:
        """Whether they go apart in a number of one quantity, and in no place, person or time."""
        is_of_one = self.quantity == TOLL or (
            self.quantity == MEASURE and self.overlap.besides >= _NEARLY_ALL
        )
        return (
            is_of_one
            and self.apart(Apart.NUMBER)
            and self.kinds.isdisjoint(_WHERE_OR_WHEN)
            and self.is_one_story
        )

    @cached_property
    def is_apart(self) -> bool:
        """Whether they go apart in what no two statements do that say the same; as one does that
        has the other's number with nothing of what it is about, that denies something where the
        other denies nothing, or is more exact in a number; or that shares no act and no number, or
        no name where each has some."""
        both = self.overlap
        has_own = bool(both.lone.things and both.lone_other.things)
        is_of_others = has_own and not both.shares.things and not both.shares_other.things
        if both.numbers and is_of_others and both.acts < _AN_ACT:
            return True
        if not (both.acts or both.numbers):
            return True
        if not both.names and both.lone.names and both.lone_other.names:
            return True
        if not self.turns.isdisjoint(_OTHERWISE):
            return True
        return not self.kinds.isdisjoint(VETOES)


class Judged(NamedTuple):
    """How two statements stand to each other, and why."""

    stance: Stance | None
    """None where nothing can be proposed."""
    probabilities: Mapping[str, float]
    """By stance, and "none"."""
    comparison: Comparison

    @property
    def score(self) -> float:
        """How likely it is so; how likely nothing is, where nothing is proposed."""
        return self.probabilities[self.stance.value if self.stance else _NONE]


class _Model(NamedTuple):
    """The shipped weights."""

    names: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    """Stance -> what each feature weighs, and what it begins with."""
    least: Mapping[str, float]
    """Stance -> the probability from which on it is proposed."""


@cache
def _model() -> _Model:
    from tomllib import loads

    record = loads(_FILE.read_text("utf-8"))
    weights = {stance: tuple(row) for stance, row in record["weights"].items()}
    return _Model(tuple(record["features"]), weights, record["least"])


def judge(one: Side, other: Side) -> Judged:
    """How two statements stand to each other; the other one is the later."""
    compared = compare(one, other)
    return _judged(compared, _allowed(compared))


def proposed(one: Side, other: Side) -> Judged | None:
    """As `judge`, for the many pairs of which nearly all are nothing: None as soon as it is seen
    that no stance may be proposed."""
    both = overlap_of(one, other, _ONE_MATTER)
    if both is None:
        return None
    compared = Comparison(one, other, both)
    allowed = _allowed(compared)
    return _judged(compared, allowed) if allowed else None


def _is_one_matter(both: Overlap) -> bool:
    return min(both.of_one, both.of_other) >= _ONE_MATTER


def _allowed(compared: Comparison) -> Sequence[Stance]:
    """Those of which any may be proposed."""
    if compared.is_one_in_all:
        return (Stance.SAME,)
    return [stance for stance in Stance if compared.allows(stance)]


def _judged(compared: Comparison, allowed: Sequence[Stance]) -> Judged:
    if compared.is_one_in_all:  # whatever else is seen of them
        return Judged(Stance.SAME, settled(_NO_CHANCE, compared), compared)
    model = _model()
    seen = features(compared)
    chances = settled(probabilities([seen[name] for name in model.names], model.weights), compared)
    proposed = [stance for stance in allowed if chances[stance.value] >= model.least[stance.value]]
    best = max(proposed, key=lambda one: chances[one.value], default=None)
    return Judged(best, chances, compared)


def probabilities(
    seen: Sequence[float], weights: Mapping[str, Sequence[float]]
) -> dict[str, float]:
    """The chance of each stance, by what is seen; the last of a row of weights stands alone."""
    sums = {stance: row[-1] + sum(map(mul, row, seen)) for stance, row in weights.items()}
    most = max(sums.values())
    parts = {stance: exp(value - most) for stance, value in sums.items()}
    whole = sum(parts.values())
    return {stance: part / whole for stance, part in parts.items()}


def settled(chances: Mapping[str, float], compared: Comparison) -> dict[str, float]:
    """The chances where two have another number of one quantity: it is an update by the same voice,
    or of a later day, but for what others measured; and a contradiction else, whichever of the two
    is thought likelier: the same is none of these. What is one in all is the same."""
    settled = dict(chances)
    if compared.is_one_in_all:
        return settled | dict.fromkeys(settled, 0.0) | {Stance.SAME.value: 1.0}
    if compared.is_other_count:
        is_others = compared.voices == OTHER_VOICE and compared.quantity == MEASURE
        is_update = compared.voices == ONE_VOICE or (compared.days > 0 and not is_others)
        told, other = (Stance.UPDATES, Stance.CONTRADICTS)[:: 1 if is_update else -1]
        settled[told] += settled[other] + settled[Stance.SAME.value]
        settled[other] = settled[Stance.SAME.value] = 0.0
    return settled


def compare(one: Side, other: Side) -> Comparison:
    """Lay two statements side by side; the other one is from a later article, or from one of no
    known order."""
    return Comparison(one, other, overlap(one, other))


def features(one: Comparison) -> dict[str, float]:
    """What of a comparison is weighed, by name."""
    both = one.overlap
    low, high = sorted((both.of_one, both.of_other))
    return (
        {
            "low": low,
            "high": high,
            "most": max(low - _HALF, 0.0),
            "all": max(high - _ALMOST, 0.0),
            "shared": min(both.shared, _ENOUGH) / _ENOUGH,
            "acts": min(both.acts, 2.0),
            "names": min(both.names, 2.0),
            "numbers": min(both.numbers, 2.0),
            "no name": float(not both.names and bool(both.lone.names and both.lone_other.names)),
            "same day": float(abs(one.days) <= 1),
        }
        | _lone(both)
        | _flags(one)
        | _shares(both)
    )


_OTHERWISE = frozenset((DENIES, FOLLOWS, SHARPER))
"""How no statement goes on from one that says the same."""
_WEIGHED = {
    f"apart {kind.value}": kind
    for kind in (Apart.ACT, Apart.DENIED, Apart.MOOD, Apart.NUMBER, Apart.OPPOSITE, Apart.TIME)
}
"""Differences that are common enough to be weighed one by one."""
_TURNS = {f"turns {name}": name for name in TURNS}
_SAME, _OTHER = ({f"{which} {name}": name for name in PARTS} for which in ("same", "other"))
_NAMES = frozenset((Apart.PERSON, Apart.PLACE, Apart.BODY, Apart.AGENT, Apart.NAME, Apart.LABEL))
_WHERE_OR_WHEN = frozenset((Apart.PERSON, Apart.PLACE, Apart.TIME))
_CONTRARY = frozenset((Apart.OPPOSITE, Apart.DENIED, Apart.CAUSE))
_VALUES = frozenset((Apart.NUMBER, Apart.UNIT, Apart.TIME, Apart.THING))
VETOES = (_NAMES | _CONTRARY | _VALUES | {Apart.ROLES}) - {Apart.BODY}
"""What no two statements have that say the same."""


def _flags(one: Comparison) -> dict[str, float]:
    kinds = one.kinds
    return {
        "apart in a name": float(bool(kinds & _NAMES)),
        "apart as contraries": float(bool(kinds & _CONTRARY)),
        "apart in a value": float(bool(kinds & _VALUES)),
        "apart": float(one.is_apart),
        "one count": float(one.is_other_count),
        "besides": one.overlap.besides,
        "next day": float(one.days > 0),
        **{f"by {name}": float(one.voices == name) for name in VOICES},
        **{name: float(one.voices == name and Apart.NUMBER in kinds) for name in VOICES},
        **{name: float(kind in kinds) for name, kind in _WEIGHED.items()},
        **{name: float(turn in one.turns) for name, turn in _TURNS.items()},
        **{name: float(part in one.parts.shared) for name, part in _SAME.items()},
        **{name: float(part in one.parts.against) for name, part in _OTHER.items()},
    }


def _shares(both: Overlap) -> dict[str, float]:
    found: dict[str, float] = {}
    for (low, high), *shares in zip(_EACH, both.shares, both.shares_other, strict=True):
        found[low], found[high] = min(shares), max(shares)
    return found


def _lone(both: Overlap) -> dict[str, float]:
    """Items that stand on one side alone: where both sides have some, these go apart."""
    found: dict[str, float] = {}
    for (against, more), mine, theirs in zip(_COUNTED, both.lone, both.lone_other, strict=False):
        found[against] = min(mine, theirs, 2)
        found[more] = min(abs(mine - theirs), 3) / 3
    found["matter against"] = min(both.lone.matter, both.lone_other.matter, 3)
    return found


_HALF, _ALMOST = 0.6, 0.85
"""How much of both is in the other, and of either, from where on more says more."""
_EACH = [(f"{name} low", f"{name} high") for name in Shares._fields]
_COUNTED = [(f"{name} against", f"{name} more") for name in Lone._fields[:-1]]
"""Kinds of items of which more alone say more; words without a meaning do not: two who tell the
same in their own words have more of them than two who fill one form differently."""
_ENOUGH = 4.0
"""Weight that two statements share, from which on more says nothing more."""
