"""How concepts stand to each other, whatever the language: opposites, what follows from what, what
is a kind of what, and what is set apart from what. `relations.toml` has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FILE = Path(__file__).with_name("relations.toml")
_FARTHEST = 6
"""Steps from a concept to the broadest that it is a kind of."""


class Relations(NamedTuple):
    """The relations, looked up by concept."""

    opposites: Mapping[str, frozenset[str]]
    wider: Mapping[str, frozenset[str]]
    """What a concept implies or is a kind of, itself left out."""
    after: Mapping[str, frozenset[str]]
    """States that come after this one."""
    groups: Mapping[str, Mapping[int, frozenset[str]]]
    """Of things that are set apart: the groups that they stand in, and as which of their members: a
    kind of a member stands for it."""

    fates: frozenset[str]
    """What becomes of people who are counted."""
    passing: frozenset[str]
    """Those of them that end, so that fewer are counted later."""
    light: frozenset[str]
    """What tells little of a story."""
    denying: frozenset[str]
    """Acts that say of what they are done to that it is not, or is not to be."""
    homes: Mapping[str, str]
    """Of a language the code of the country that goes without saying in it."""

    def is_wider(self, one: str, other: str) -> bool:
        """Whether either holds wherever the other does."""
        return other in self.wider.get(one, ()) or one in self.wider.get(other, ())

    def are_kin(self, one: str, other: str) -> bool:
        """Whether both are kinds of one wider thing, and not set apart."""
        mine, theirs = self.wider.get(one), self.wider.get(other)
        return bool(mine and theirs and mine & theirs and not self.are_apart(one, other))

    def are_apart(self, one: str, other: str) -> bool:
        """Whether a thing cannot be both."""
        mine, theirs = self.groups.get(one), self.groups.get(other)
        if not mine or not theirs:
            return False
        return any(mine[at].isdisjoint(theirs[at]) for at in mine.keys() & theirs.keys())

    def are_opposite(self, one: str, other: str) -> bool:
        """Whether an act is the contrary of the other."""
        return other in self.opposites.get(one, ())


@cache
def relations() -> Relations:
    """Those of the shipped file."""
    from tomllib import loads

    record = loads(_FILE.read_text("utf-8"))
    steps = _by_first([*record["broader"], *_implied(record["implies"])])
    return Relations(
        _frozen(_by_first([*record["opposites"], *map(_turned, record["opposites"])])),
        {concept: frozenset(reached(concept, steps)) for concept in steps},
        _frozen(_by_first(record["follows"])),
        _groups(record["apart"], _by_first(record["broader"])),
        frozenset(record["fates"]),
        frozenset(record["passing"]),
        frozenset(record["light"]),
        frozenset(record["denying"]),
        record["homes"],
    )


def _groups(
    apart: Iterable[Sequence[str]], kinds: Mapping[str, set[str]]
) -> dict[str, dict[int, frozenset[str]]]:
    """Concept -> the groups of what is set apart that it stands in, itself or as a kind of it."""
    own: defaultdict[str, set[int]] = defaultdict(set)
    for at, group in enumerate(apart):
        for concept in group:
            own[concept].add(at)
    found: dict[str, dict[int, frozenset[str]]] = {}
    for concept in {*own, *kinds}:
        members: defaultdict[int, set[str]] = defaultdict(set)
        for one in (concept, *reached(concept, kinds)):
            for at in own.get(one, ()):
                members[at].add(one)
        if members:
            found[concept] = _frozen(members)
    return found


def _implied(table: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    return ((one, other) for one, others in table.items() for other in others)


def _turned(pair: Sequence[str]) -> tuple[str, str]:
    return pair[1], pair[0]


def _by_first(pairs: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return dict(found)


def reached(concept: str, steps: Mapping[str, set[str]]) -> set[str]:
    """All that is reached from one by steps, itself left out."""
    found: set[str] = set()
    edge = {concept}
    for _ in range(_FARTHEST):
        edge = {wide for one in edge for wide in steps.get(one, ())} - found
        found |= edge
    return found - {concept}


def _frozen(table: Mapping[Any, Iterable[Any]]) -> dict[Any, frozenset[Any]]:
    return {key: frozenset(values) for key, values in table.items()}
