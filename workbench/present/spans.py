"""Spans laid over a text, found by place: what lies on a screen line, what lives at an offset.

Overlaps are the rule (a name in a quote in a claim), so nothing here lets one span hide another.
Works on any set of layers in any order, thousands at one place included; never looks at the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from copy import copy
from itertools import accumulate, pairwise
from typing import NamedTuple

_BLOCK = 32

Stretch = tuple[int, int, frozenset[str]]
"""Start, end and the names that live there."""


class Layer(NamedTuple):
    """One span with the name of what it shows."""

    start: int
    end: int
    name: str
    """Of present.look.NAMES: a kind of fact, claim, cue, hit, selection."""
    key: str = ""
    """What it belongs to: a fact's id, a claim's uid."""
    parts: tuple[tuple[int, int], ...] = ()
    """The pieces of a discontinuous span; empty when it is whole."""

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The parts, or the whole as the only one."""
        return self.parts or ((self.start, self.end),)


class SpanIndex:
    """Layers by place: sorted starts, a running maximum of ends, and the maximum of each block."""

    def __init__(self, layers: Iterable[Layer] = ()) -> None:
        self.layers = tuple(sorted(layers))
        self._hidden: Set[str] = frozenset()
        pieces = [
            (start, end, number)
            for number, layer in enumerate(self.layers)
            for start, end in layer.parts or ((layer.start, layer.end),)
            if start < end
        ]
        pieces.sort()
        self._starts = [start for start, _, _ in pieces]
        self._ends = [end for _, end, _ in pieces]
        self._owners = [number for _, _, number in pieces]
        self._reached = list(accumulate(self._ends, max))
        self._blocks = [
            max(self._ends[low : low + _BLOCK]) for low in range(0, len(pieces), _BLOCK)
        ]

    def __len__(self) -> int:
        return len(self.layers)

    def hiding(self, keys: Set[str]) -> SpanIndex:
        """The same layers without those of some keys: made in no time, however many there are."""
        other = copy(self)
        other._hidden = keys
        return other

    def differing(self, other: SpanIndex) -> list[Layer]:
        """The layers that are seen in one of the two and not in the other."""
        if self.layers is other.layers:
            keys = self._hidden ^ other._hidden
            return [layer for layer in self.layers if layer.key in keys] if keys else []
        return list(self._seen() ^ other._seen())

    def _seen(self) -> set[Layer]:
        return {layer for layer in self.layers if layer.key not in self._hidden}

    def overlapping(self, start: int, end: int) -> list[Layer]:
        """The layers of which a piece shares a code point with start..end, in order, once each."""
        found = dict.fromkeys(self._owners[at] for at in self._pieces(start, end))
        layers = (self.layers[number] for number in sorted(found))
        return [layer for layer in layers if layer.key not in self._hidden]

    def at(self, offset: int) -> list[Layer]:
        """The layers that live at an offset, in order."""
        return self.overlapping(offset, offset + 1)

    def starting(self, start: int, end: int) -> list[Layer]:
        """The layers that begin within start..end, in order."""
        low = bisect_left(self.layers, (start,), key=_place)
        layers = self.layers[low : bisect_left(self.layers, (end,), key=_place)]
        return [layer for layer in layers if layer.key not in self._hidden]

    def changes(self, start: int, end: int) -> Iterator[tuple[int, str, int]]:
        """Where a name comes to life (1) or ends (-1) within start..end, in no order."""
        for at in self._pieces(start, end):
            layer = self.layers[self._owners[at]]
            if layer.key in self._hidden:
                continue
            yield max(start, self._starts[at]), layer.name, 1
            if self._ends[at] < end:
                yield self._ends[at], layer.name, -1

    def _pieces(self, start: int, end: int) -> Iterator[int]:
        """Indexes of the pieces that share a code point with start..end."""
        high = bisect_left(self._starts, end)
        at = bisect_right(self._reached, start)
        while at < high:
            if at % _BLOCK == 0 and self._blocks[at // _BLOCK] <= start:
                at += _BLOCK
                continue
            if self._ends[at] > start:
                yield at
            at += 1


def stretches(start: int, end: int, indexes: Iterable[SpanIndex]) -> list[Stretch]:
    """start..end cut where something begins or ends, with the names that live in each piece."""
    changes: dict[int, list[tuple[str, int]]] = {start: []}
    for index in indexes:
        for at, name, step in index.changes(start, end):
            changes.setdefault(at, []).append((name, step))
    return list(_sweep(changes, end))


def _place(layer: Layer) -> tuple[int]:
    return (layer.start,)


def _sweep(changes: dict[int, list[tuple[str, int]]], end: int) -> Iterator[Stretch]:
    alive: Counter[str] = Counter()
    cuts = [*sorted(changes), end]
    for low, high in pairwise(cuts):
        for name, step in changes[low]:
            alive[name] += step
        if high > low:
            yield low, high, frozenset(name for name, count in alive.items() if count)
