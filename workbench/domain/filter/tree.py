"""What a filter means: a tree of frozen values, of which all in a row must hold.

It is the same for everything that is listed; the store turns it into SQL, and lists in memory ask
`holds`. A tree is in one form only: nothing nests that need not, so that two lines that say the
same in other brackets are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as with_
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the name of a selection stands for."""

    set_uid: str
    """Of a set, whose articles are kept; empty where the filter decides."""
    terms: Filter
    analyst: str
    """Whose states and answers they ask for."""
    more: tuple[int, ...] = ()
    """Numbers of articles that she was given as a part of it, and that it is not told of to her
    that they are not in it: they measure her."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition."""

    field: str
    comparison: str
    """=, >=, <=, > or <."""
    value: str
    """As it was typed, without its quotation marks. A star at its end stands for any ending."""
    at: int = with_(default=0, compare=False, kw_only=True)
    """Where it stands in its line, from 0."""
    chosen: Chosen | None = with_(default=None, kw_only=True)
    """Of `in`: what the name stands for. `services.asking` looks it up, and all below."""
    uids: tuple[str, ...] = with_(default=(), kw_only=True)
    """Of `source` and `origin`: the claims that came through a relay of that name. Of `family`:
    the sources that belong to it. Of `queue`: the rulings that count no more."""
    viewer: str = with_(default="", kw_only=True)
    """For whom colleagues' work counts only where her own judgement stands; empty: all counts."""


@dataclass(frozen=True, slots=True)
class Near:
    """Words that stand near each other, in any order."""

    field: str
    words: tuple[str, ...]
    within: int
    """Words that may stand between the first and the last of them."""


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together."""

    parts: Filter


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one must hold."""

    parts: Filter


Node: TypeAlias = Term | Near | Not | And | Or
Filter: TypeAlias = tuple[Node, ...]
"""What must hold together; nothing asks for all there is."""


def every(parts: Iterable[Node]) -> Filter:
    """What holds where all of these do."""
    found: list[Node] = []
    for part in parts:
        found += part.parts if isinstance(part, And) else (part,)
    return tuple(found)


def both(parts: Iterable[Node]) -> Node:
    """As `every`, as one part of something else. parts: one at least."""
    found = every(parts)
    return found[0] if len(found) == 1 else And(found)


def either(parts: Iterable[Node]) -> Node:
    """What holds where one of these does. parts: one at least."""
    found: list[Node] = []
    for part in parts:
        found += part.parts if isinstance(part, Or) else (part,)
    return found[0] if len(found) == 1 else Or(tuple(found))


def negated(part: Node) -> Node:
    """What holds where this does not."""
    return part.part if isinstance(part, Not) else Not(part)


def terms_in(nodes: Iterable[Node]) -> Iterator[Term]:
    """The terms of a filter, as they stand; not those of selections that it names."""
    for node in nodes:
        if isinstance(node, Term):
            yield node
        elif isinstance(node, Not):
            yield from terms_in((node.part,))
        elif not isinstance(node, Near):
            yield from terms_in(node.parts)


def changed(nodes: Iterable[Node], change: Callable[[Term], Term]) -> Filter:
    """The filter with each of its terms changed."""
    return tuple(_changed(node, change) for node in nodes)


def _changed(node: Node, change: Callable[[Term], Term]) -> Node:
    if isinstance(node, Term):
        return change(node)
    if isinstance(node, Not):
        return Not(_changed(node.part, change))
    return node if isinstance(node, Near) else replace(node, parts=changed(node.parts, change))


def holds(nodes: Iterable[Node], test: Callable[[Term], bool]) -> bool:
    """Whether a filter holds, where test says it of a term. Words that are near each other are only
    looked for in what is indexed."""
    return all(_holds(node, test) for node in nodes)


def _holds(node: Node, test: Callable[[Term], bool]) -> bool:
    if isinstance(node, Not):
        return not _holds(node.part, test)
    if isinstance(node, Or):
        return any(_holds(part, test) for part in node.parts)
    if isinstance(node, And):
        return holds(node.parts, test)
    if isinstance(node, Near):
        raise TypeError("near is for indexed words")
    return test(node)


def has_part(value: str, *words: str) -> bool:
    """Whether one of some words has a part, case aside; a star says that more may follow or come
    before, and that none may where there is one at the other end only."""
    wanted = value.casefold().strip("*")
    starts, ends = value.startswith("*"), value.endswith("*")
    for one in words:
        folded = one.casefold()
        if starts == ends:
            found = wanted in folded
        else:
            found = folded.endswith(wanted) if starts else folded.startswith(wanted)
        if found:
            return True
    return False


def depth_of(nodes: Iterable[Node]) -> int:
    """How deeply a filter nests, the selections that it names included."""
    return max((1 + _depth_of(node) for node in nodes), default=0)


def _depth_of(node: Node) -> int:
    if isinstance(node, Term):
        return depth_of(node.chosen.terms) if node.chosen else 0
    if isinstance(node, Near):
        return 0
    return depth_of((node.part,) if isinstance(node, Not) else node.parts)


def size_of(nodes: Iterable[Node]) -> int:
    """How many conditions a filter comes to, those of the selections that it names included."""
    return sum(_size_of(node) for node in nodes)


def _size_of(node: Node) -> int:
    if isinstance(node, Term):
        return 1 + (size_of(node.chosen.terms) if node.chosen else 0)
    if isinstance(node, Near):
        return 1
    return size_of((node.part,) if isinstance(node, Not) else node.parts)
