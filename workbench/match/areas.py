"""Which places lie in which, and what else they are called, by `areas.tsv`.

A country holds each of its places already (`Named.country`); here stand the areas between: the
provinces of a country with their regencies and towns, its islands and regions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench.domain.signature import Named
from workbench.match.relations import reached

_FILE = Path(__file__).with_name("areas.tsv")
_NONE: frozenset[str] = frozenset()


class Areas(NamedTuple):
    """The areas that are known, by folded name."""

    called: Mapping[str, str]
    """Other name -> its own name."""
    wider: Mapping[str, frozenset[str]]
    """Name -> all areas that it lies in."""

    def of(self, name: Named) -> str:
        """The area that a place's name is of: by all its words, else without the first ("Kota
        Bima"), else by those that tell it from others of its kind; "" where none is known."""
        every = name.key.split()
        telling = [one for one in every if one in name.parts]
        for words in (name.key, " ".join(every[1:]), " ".join(telling)):
            area = self.called.get(words, words)
            if area in self.wider:
                return area
        return ""

    def is_around(self, one: str, other: str) -> bool:
        """Whether one of two areas lies in the other."""
        return other in self.wider.get(one, _NONE) or one in self.wider.get(other, _NONE)


@cache
def areas() -> Areas:
    """Those of the shipped file."""
    called: dict[str, str] = {}
    steps: defaultdict[str, set[str]] = defaultdict(set)
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, others, around, inside = (part.split("|") for part in line.split("\t"))
        called.update((other, name[0]) for other in others if other)
        steps[name[0]].update(filter(None, around))
        for each in filter(None, inside):
            steps[each].add(name[0])
    own = {called.get(name, name): set[str]() for name in steps}
    for key, wide in steps.items():
        own[called.get(key, key)] |= {called.get(each, each) for each in wide}
    return Areas(called, {name: frozenset(reached(name, own)) for name in own})
