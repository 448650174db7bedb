"""From the tree of a filter to a condition, and to where what it asks for is found at once.

Words that must hold together, or of which some must, are one condition over rows w of the index of
words: the server walks down the rarest of them, and never lists what the others stand in. Where an
index knows the articles that a part can hold for, it has seeds too: one is enough for parts that
must all hold, and parts of which one must hold need one each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from workbench.domain.filter.tree import And, Near, Node, Not, Term
from workbench.errors import UsageError
from workbench.postgres.nearby import near
from workbench.postgres.words import Condition, Values, among, holding


class Asked(NamedTuple):
    """What a filter, or a part of it, comes to."""

    condition: str
    values: Values
    seeds: tuple[str, ...] = ()
    """SELECTs of the numbers of all articles that it can hold for; each has all of them."""
    words: str = ""
    """The same over row w of the index of words, where it asks for words alone."""
    without: str = ""
    """What must not hold of row w, where that is all it asks."""


Test: TypeAlias = Callable[[Term, str], Condition]
"""A term and a name that no other term's values have -> a condition and its values."""
Rule: TypeAlias = Test | Callable[[Term, str], Asked]
"""As a test; or what it asks of words."""
Rules: TypeAlias = Mapping[str, Rule]


def compiled(nodes: Iterable[Node], rules: Rules, name: str = "v") -> Asked:
    """What must all hold. name: which the names of all values begin with."""
    return _all_of([_node(node, rules, f"{name}{at}") for at, node in enumerate(nodes)])


def of_words(words: Condition) -> Asked:
    """What is asked of row w of the index of words."""
    return _held(*words)


def _held(words: str, values: Values) -> Asked:
    return Asked(among(words), values, (holding(words),), words=words)


def _all_of(parts: Sequence[Asked]) -> Asked:
    words = [part.words for part in parts if part.words]
    but = [part.without for part in parts if part.without]
    if words and len(words) + len(but) > 1:
        held = joined([*words, *(f"NOT ({one})" for one in but)], " AND ")
        rest = [part for part in parts if not (part.words or part.without)]
        parts = [_held(held, _values([*parts])), *rest]
    if len(parts) == 1:
        return parts[0]
    return Asked(
        joined([part.condition for part in parts], " AND ") or "true",
        _values(parts),
        tuple(seed for part in parts for seed in part.seeds),
    )


def _one_of(parts: Sequence[Asked]) -> Asked:
    words = [part.words for part in parts]
    if all(words):
        return _held(joined(words, " OR "), _values(parts))
    seeds: tuple[str, ...] = ()
    if all(part.seeds for part in parts):
        # Of a part that has several any will do: the first is the one that stands first.
        seeds = (" UNION ALL ".join(f"({part.seeds[0]})" for part in parts),)
    return Asked(joined([part.condition for part in parts], " OR "), _values(parts), seeds)


def _node(node: Node, rules: Rules, name: str) -> Asked:
    if isinstance(node, Term):
        if node.field not in rules:
            raise UsageError(f"{node.field}: cannot be asked for here, as in {node.value!r}")
        return Asked(*rules[node.field](node, name))
    if isinstance(node, Near):
        return of_words(near(node.words, node.within, node.field, name))
    if isinstance(node, Not):
        part = _node(node.part, rules, f"{name}_")
        return Asked(f"NOT ({part.condition})", part.values, without=part.words)
    parts = [_node(part, rules, f"{name}_{at}") for at, part in enumerate(node.parts)]
    return _all_of(parts) if isinstance(node, And) else _one_of(parts)


def _values(parts: Iterable[Asked]) -> Values:
    found: Values = {}
    for part in parts:
        found |= part.values
    return found


def joined(conditions: Sequence[str], joint: str) -> str:
    """The conditions, each in brackets, with AND or OR between them."""
    return joint.join(f"({one})" for one in conditions)
