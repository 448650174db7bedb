"""The best way through the labels of a run of words, by what each label costs after another.

Knows scores only: no word and no text. Labels are those of the tagger, outside first, then the
beginnings of the three types, then their insides.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add

Vector = Sequence[int]
"""A number for each label, in hundredths."""
_NEVER = (-(10**9),) * 3


class Moves:
    """What it costs to go from one label to the next; begins and ends outside names."""

    def __init__(self, rows: Sequence[Vector]) -> None:
        self.outside = tuple(rows[0][:4])
        self.into = tuple(tuple(row[label] for row in rows) for label in range(4))
        """For O and the beginnings: from each label."""
        self.on = tuple((rows[kind][kind + 3], rows[kind + 3][kind + 3]) for kind in (1, 2, 3))
        """For each type: from its beginning, and from inside it."""
        self._alone = tuple(map(add, self.outside, self.into[0]))

    def best_alone(self, emission: Vector) -> int:
        """The label of a word that stands alone: outside a name, or the beginning of one."""
        totals = list(map(add, self._alone, emission))
        return totals.index(max(totals))

    def best_path(self, emissions: Sequence[Vector]) -> list[int]:
        """The labels with the highest sum (Viterbi)."""
        outside, person, organisation, place = self.into
        (p1, p2), (o1, o2), (l1, l2) = self.on
        scores = [*map(add, self.outside, emissions[0]), *_NEVER]
        history = [scores]
        for e, ep, eo, el, epp, eoo, ell in emissions[1:]:
            _, p, o, l, pp, oo, ll = scores  # noqa: E741
            scores = [
                max(map(add, scores, outside)) + e,
                max(map(add, scores, person)) + ep,
                max(map(add, scores, organisation)) + eo,
                max(map(add, scores, place)) + el,
                max(p + p1, pp + p2) + epp,
                max(o + o1, oo + o2) + eoo,
                max(l + l1, ll + l2) + ell,
            ]
            history.append(scores)
        label = 0
        path = []
        for scores in reversed(history):
            if label > 3:
                first, later = self.on[label - 4]
                goes_on = scores[label] + later > scores[label - 3] + first
                label = label if goes_on else label - 3
            else:
                totals = list(map(add, scores, self.into[label]))
                label = totals.index(max(totals))
            path.append(label)
        return path[::-1]
