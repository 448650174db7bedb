"""How near what one made of texts came to what is known to be right of them, by kind of difference.

Claims are matched as everywhere (`matching`); of two on the same words the gravest difference alone
counts, of the kinds that are ruled on too. Decides nothing about whoever made them: a text may be
read two ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.deciding import Kind, Said, kinds_between
from workbench.measure.agreement.matching import united

MISSED = "missed claim"
"""The known answer has it alone; what it has not is an extra claim."""
_ORDER = (*(kind for kind in Kind if kind is not Kind.EXTRA), MISSED, Kind.EXTRA)


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


def nearness(texts: Iterable[tuple[Sequence[Said], Sequence[Said]]]) -> Nearness:
    """How near answers came. texts: of each the claims of the known answer, and those of the one
    that is measured, both in text order."""
    many = known = same = 0
    apart: Counter[str] = Counter()
    for key, given in texts:
        many += 1
        known += len(key)
        for unit in united((key, given)):
            right = key[unit[0]] if 0 in unit else None
            kind = _apart(right, given[unit[1]] if 1 in unit else None)
            same += kind is None
            apart.update([kind] if kind else [])
    return Nearness(many, known, same, {str(kind): apart[kind] for kind in _ORDER if apart[kind]})


def _apart(right: Said | None, told: Said | None) -> str | None:
    if right is None or told is None:
        return MISSED if right else Kind.EXTRA
    return min(kinds_between(right, told), key=lambda kind: kind.rank, default=None)
