"""How two statements stand to each other: same, contradicts, updates, specifies, or nothing worth
saying; each with its reasons. A proposal is a question to an analyst, never a fact.

Wordings alone never propose: what both say is weighed as concepts, names, numbers, places and times
(`comparing`), and whatever goes apart in one of these cannot be the same. The weights were fitted
on pairs written for it (docs/architecture.md has the figures).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from workbench.domain.counterpart import Differs, Stance
from workbench.match.apart import (
    DENIES,
    PARTS,
    SHARPER,
    TURNS,
    Apart,
    Parts,
    differences,
    parts,
    turns,
)
from workbench.match.comparing import Lone, Overlap, Shares, Side, overlap, overlap_of

_FILE = Path(__file__).with_name("stances.toml")
_NONE = "none"
"""Of two statements that have nothing to do with each other."""
_ONE_MATTER, _NEARLY_ALL = 0.55, 0.75
"""How much of each of two statements is in the other where they are of one matter, and of the less
exact where the other one specifies it. By reading what was proposed of real articles."""


class Comparison(NamedTuple):
    """Two statements side by side, the earlier one first."""

    overlap: Overlap
    differences: tuple[Differs, ...]
    days: int
    """Days from the first's article to the other's; 0 where either has none."""
    turns: frozenset[str]
    """How the later one goes on from the earlier: some of TURNS."""
    parts: Parts
    """In whom the acts that both tell are the same."""

    def apart(self, kind: Apart) -> bool:
        """Whether they go apart in a thing of a kind."""
        return any(one.kind == kind for one in self.differences)

    def allows(self, stance: Stance) -> bool:
        """Whether a stance may be proposed at all, however likely it is: what is the same goes
        apart in nothing, all is of one matter, as a number says that both have, and an update goes
        on from the earlier one: that it is of a later day says nothing, as most of what is newer is
        no update."""
        is_one_matter = _is_one_matter(self.overlap)
        if stance is Stance.SAME:
            return not self.is_apart and (is_one_matter or self.overlap.numbers > 0)
        if not is_one_matter or not self.overlap.acts:
            return False
        if stance is Stance.UPDATES:
            return bool(self.turns) or self.apart(Apart.NUMBER) or self.apart(Apart.MOOD)
        high = max(self.overlap.of_one, self.overlap.of_other)
        return stance is not Stance.SPECIFIES or high >= _NEARLY_ALL

    @property
    def is_apart(self) -> bool:
        """Whether they go apart in what no two statements do that say the same; as one does that
        has the other's number with nothing of what it is about, that denies something where the
        other denies nothing, or is more exact in a number; or that shares no act and no number, or
        no name where each has some."""
        both = self.overlap
        has_own = bool(both.lone.things and both.lone_other.things)
        if both.numbers and has_own and not both.shares.things and not both.shares_other.things:
            return True
        if not self.turns.isdisjoint(_OTHERWISE) or not (both.acts or both.numbers):
            return True
        if not both.names and both.lone.names and both.lone_other.names:
            return True
        return any(one.kind in VETOES for one in self.differences)


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
    return _judged(compare(one, other))


def proposed(one: Side, other: Side) -> Judged | None:
    """As `judge`, for the many pairs of which nearly all are nothing: None as soon as it is seen
    that no stance may be proposed."""
    both = overlap_of(one, other, _ONE_MATTER)
    return _judged(_compared(one, other, both)) if both else None


def _is_one_matter(both: Overlap) -> bool:
    return min(both.of_one, both.of_other) >= _ONE_MATTER


def _judged(compared: Comparison) -> Judged:
    model = _model()
    seen = features(compared)
    chances = probabilities([seen[name] for name in model.names], model.weights)
    proposed = [
        stance
        for stance in Stance
        if chances[stance.value] >= model.least[stance.value] and compared.allows(stance)
    ]
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


def compare(one: Side, other: Side) -> Comparison:
    """Lay two statements side by side; the other one is from a later article, or from one of no
    known order."""
    return _compared(one, other, overlap(one, other))


def _compared(one: Side, other: Side, both: Overlap) -> Comparison:
    days = other.core.day - one.core.day if one.core.day and other.core.day else 0
    return Comparison(
        both, tuple(differences(one, other)), days, frozenset(turns(one, other)), parts(one, other)
    )


def features(one: Comparison) -> dict[str, float]:
    """What of a comparison is weighed, by name."""
    both = one.overlap
    low, high = sorted((both.of_one, both.of_other))
    return (
        {
            "low": low,
            "high": high,
            "shared": min(both.shared, _ENOUGH) / _ENOUGH,
            "acts": min(both.acts, 2.0),
            "names": min(both.names, 2.0),
            "numbers": min(both.numbers, 2.0),
            "no name": float(not both.names and bool(both.lone.names and both.lone_other.names)),
            "same day": float(abs(one.days) <= 1),
            "days": min(abs(one.days), 14) / 14,
        }
        | _lone(both)
        | _flags(one)
        | _shares(both)
    )


_OTHERWISE = frozenset((DENIES, SHARPER))
"""How no statement goes on from one that says the same."""
_WEIGHED = (Apart.ACT, Apart.DENIED, Apart.MOOD, Apart.NUMBER, Apart.OPPOSITE, Apart.TIME)
"""Differences that are common enough to be weighed one by one."""
_NAMES = frozenset((Apart.PERSON, Apart.PLACE, Apart.BODY, Apart.AGENT, Apart.NAME))
_CONTRARY = frozenset((Apart.OPPOSITE, Apart.DENIED, Apart.CAUSE))
_VALUES = frozenset((Apart.NUMBER, Apart.UNIT, Apart.TIME, Apart.THING))
VETOES = (_NAMES | _CONTRARY | _VALUES | {Apart.ROLES}) - {Apart.BODY}
"""What no two statements have that say the same."""


def _flags(one: Comparison) -> dict[str, float]:
    kinds = {each.kind for each in one.differences}
    return {
        "apart in a name": float(bool(kinds & _NAMES)),
        "apart as contraries": float(bool(kinds & _CONTRARY)),
        "apart in a value": float(bool(kinds & _VALUES)),
        "apart": float(one.is_apart),
        **{f"apart {kind.value}": float(kind in kinds) for kind in _WEIGHED},
        **{f"turns {name}": float(name in one.turns) for name in TURNS},
        **{f"same {name}": float(name in one.parts.shared) for name in PARTS},
        **{f"other {name}": float(name in one.parts.against) for name in PARTS},
    }


def _shares(both: Overlap) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, mine, theirs in zip(Shares._fields, both.shares, both.shares_other, strict=True):
        low, high = sorted((mine, theirs))
        found[f"{name} low"] = low
        found[f"{name} high"] = high
    return found


def _lone(both: Overlap) -> dict[str, float]:
    """Items that stand on one side alone: where both sides have some, these go apart."""
    found: dict[str, float] = {}
    for name, mine, theirs in zip(Lone._fields, both.lone, both.lone_other, strict=True):
        found[f"{name} against"] = min(mine, theirs, 2)
        found[f"{name} more"] = min(abs(mine - theirs), 3) / 3
    found["matter against"] = min(both.lone.matter, both.lone_other.matter, 3)
    return found


_ENOUGH = 4.0
"""Weight that two statements share, from which on more says nothing more."""
