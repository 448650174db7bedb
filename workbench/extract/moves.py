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
        scores = [*map(add, self.outside, emissions[0]), *_NEVER]
        history = [scores]
        for emission in emissions[1:]:
            scores = self._step(scores, emission)
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

    def _step(self, scores: Sequence[int], emission: Vector) -> list[int]:
        _, p, o, l, pp, oo, ll = scores  # noqa: E741
        (p1, p2), (o1, o2), (l1, l2) = self.on
        outside, person, organisation, place = self.into
        return [
            max(map(add, scores, outside)) + emission[0],
            max(map(add, scores, person)) + emission[1],
            max(map(add, scores, organisation)) + emission[2],
            max(map(add, scores, place)) + emission[3],
            max(p + p1, pp + p2) + emission[4],
            max(o + o1, oo + o2) + emission[5],
            max(l + l1, ll + l2) + emission[6],
        ]
