"""How near what one made of texts came to what is known to be right of them, by kind of difference.

Claims are matched as everywhere (`matching`); of two on the same words the gravest difference alone
counts. Decides nothing about whoever made them: a text may be read two ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.claim import Assertion
from workbench.measure.agreement.matching import united
from workbench.measure.agreement.values import Claimed, Layer


class Apart(StrEnum):
    """In what an answer differs from the known one, the gravest first."""

    SPEAKER = "other speaker"
    CHAIN = "other chain"
    DENIAL = "denial against assertion"
    ASSERTION = "other assertion"
    BOUNDS = "other bounds"
    MISSED = "missed claim"
    """The known answer has it alone."""
    EXTRA = "extra claim"
    """The known answer has it not."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """What came of some texts whose answer is known."""

    texts: int
    known: int
    """Claims of the known answers."""
    same: int
    """Those of them that were recorded so."""
    apart: Mapping[str, int]
    """Kind of difference -> how often, the gravest first; what never came up is left out."""


def nearness(texts: Iterable[tuple[Layer, Layer]]) -> Nearness:
    """How near answers came. texts: of each the known answer, and the one that is measured."""
    many = known = same = 0
    apart: Counter[Apart] = Counter()
    for key, given in texts:
        many += 1
        known += len(key.claims)
        for unit in united((key.claims, given.claims)):
            right = key.claims[unit[0]] if 0 in unit else None
            kind = _apart(right, given.claims[unit[1]] if 1 in unit else None)
            same += kind is None
            apart.update([kind] if kind else [])
    return Nearness(many, known, same, {kind.value: apart[kind] for kind in Apart if apart[kind]})


def _apart(right: Claimed | None, told: Claimed | None) -> Apart | None:
    if right is None or told is None:
        return Apart.MISSED if right else Apart.EXTRA
    if right.chain.speaker != told.chain.speaker:
        return Apart.SPEAKER
    if right.chain.way != told.chain.way:
        return Apart.CHAIN
    if right.chain.assertion != told.chain.assertion:
        denies = Assertion.DENIES.value in (right.chain.assertion, told.chain.assertion)
        return Apart.DENIAL if denies else Apart.ASSERTION
    return Apart.BOUNDS if right.pieces != told.pieces else None
