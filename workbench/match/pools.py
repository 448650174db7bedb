"""Concepts that words stand for, looked up in those of a statement: itself, a wider or a narrower
one, the contrary, or one of the same kind.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from workbench.match.relations import relations

WIDER, KIN = 0.7, 0.4
"""How much of an item it is worth that the other has a wider or a narrower one, and that both are
kinds of one wider thing."""
_NONE: frozenset[str] = frozenset()


class Pool:
    """All concepts that some words stand for, to look others up in."""

    __slots__ = ("_shares", "concepts", "wider")

    def __init__(self, concepts: frozenset[str]) -> None:
        self.concepts = concepts
        self.wider = concepts | wider_of(concepts)
        self._shares: dict[frozenset[str], float] = {}

    def share(self, concepts: frozenset[str]) -> float:
        """How much of what a word stands for is here: itself, a wider or narrower one, or one that
        is of the same kind."""
        if not concepts.isdisjoint(self.concepts):
            return 1.0
        return 0.0 if reach_of(concepts).isdisjoint(self.wider) else self.near(concepts)

    def shares(self, words: Collection[tuple[frozenset[str], frozenset[str]]]) -> list[float]:
        """As `share`, of many words, each with its `reach_of`: nearly all are here, or nothing is
        that is near to them."""
        here, wider, near = self.concepts, self.wider, self.near
        return [
            1.0
            if not concepts.isdisjoint(here)
            else (0.0 if reach.isdisjoint(wider) else near(concepts))
            for concepts, reach in words
        ]

    def near(self, concepts: frozenset[str]) -> float:
        """As `share`, of what is not here itself."""
        share = self._shares.get(concepts)
        if share is None:
            share = self._shares[concepts] = self._near(concepts)
        return share

    def _near(self, concepts: frozenset[str]) -> float:
        if not concepts.isdisjoint(self.wider):
            return WIDER
        if not (opposites_of(concepts) | wider_of(concepts)).isdisjoint(self.concepts):
            return WIDER
        known = relations()
        return KIN if any(known.are_kin(a, b) for a in concepts for b in self.concepts) else 0.0


@lru_cache(maxsize=1 << 14)
def wider_of(concepts: frozenset[str]) -> frozenset[str]:
    """What all of some concepts imply or are kinds of."""
    known = relations().wider
    return _NONE.union(*(known.get(one, _NONE) for one in concepts))


@lru_cache(maxsize=1 << 14)
def opposites_of(concepts: frozenset[str]) -> frozenset[str]:
    """The contraries of some concepts."""
    known = relations().opposites
    return _NONE.union(*(known.get(one, _NONE) for one in concepts))


@lru_cache(maxsize=1 << 14)
def reach_of(concepts: frozenset[str]) -> frozenset[str]:
    """Concepts of which some are among a pool's, or among what these imply, wherever the pool has
    any share of these."""
    return concepts | wider_of(concepts) | opposites_of(concepts)
