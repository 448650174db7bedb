"""What may be the same though nobody linked it, and what of it has one origin at most together.

Words that came through the same one twice are no two origins if they were said once. So wherever
such a pair is counted it is told that both together may have no more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.domain.chain import StepKind
from workbench.domain.claim import HopClass
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.statements import Place, Statement
from workbench.exchange.report.unnamed import Unnamed


class Same(NamedTuple):
    """What may be the same: both statements of each pair, and those that say almost the same."""

    pairs: Mapping[Statement, Unnamed]
    nearly: Mapping[Statement, Sequence[Statement]]

    def beside(self, statement: Statement) -> tuple[Statement, ...]:
        """What is told beside a statement as perhaps the same."""
        pair = self.pairs.get(statement)
        return (*self.nearly.get(statement, ()), *([pair.beside(statement)] if pair else ()))

    def apart(self, digest: Digest) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
        """Numbers of both of each pair: of those that have one origin at most together, and of the
        others."""
        together = {
            frozenset((one.statement.number, one.other.number)) for one in self.pairs.values()
        }
        every = set(together)
        for one, others in self.nearly.items():
            for other in others:
                pair = frozenset((one.number, other.number))
                every.add(pair)
                if is_one_origin(digest, one, other):
                    together.add(pair)
        return together, every - together


def is_one_origin(digest: Digest, one: Statement, other: Statement) -> bool:
    """Whether two that may be the same have one origin at most together: neither has more, and all
    of both came through the same one, or from the same one who is named."""
    if max(each.count.confirmed for each in (one, other)) > 1:
        return False
    ways = [_steps(digest, place) for each in (one, other) for place in each.places]
    return bool(frozenset.intersection(*ways))


def _steps(digest: Digest, place: Place) -> frozenset[frozenset[str]]:
    """Whoever some words came through or from, by uid; those of one step together. No credit that
    nobody has confirmed, nor somebody who is not named."""
    return frozenset(
        frozenset(map(digest.families.final, step.sources))
        for step in place.chain.steps
        if step.sources
        and (step.kind is not StepKind.RELAY or step.is_confirmed)
        and (step.kind is not StepKind.HOP or step.hop_class is HopClass.NAMED)
    )
