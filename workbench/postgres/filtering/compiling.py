"""From the tree of a filter to a condition.

Words that must hold together, or of which some must, are one condition over rows w of the index of
words: the server walks down the rarest of them, and never lists what the others stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from workbench.domain.filter.tree import And, Near, Node, Not, Term
from workbench.errors import UsageError
from workbench.postgres.nearby import near
from workbench.postgres.words import Condition, Values, among


class Asked(NamedTuple):
    """What a filter, or a part of it, comes to."""

    condition: str
    values: Values
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
    return Asked(among(words[0]), words[1], words=words[0])


def _all_of(parts: Sequence[Asked]) -> Asked:
    values = _values(parts)
    words = [part.words for part in parts if part.words]
    but = [part.without for part in parts if part.without]
    if len(words) == 0 or len(words) + len(but) == 1:
        if len(parts) == 1:
            return parts[0]
        return Asked(joined([part.condition for part in parts], " AND ") or "true", values)
    held = joined([*words, *(f"NOT ({one})" for one in but)], " AND ")
    rest = [part.condition for part in parts if not (part.words or part.without)]
    if not rest:
        return Asked(among(held), values, words=held)
    return Asked(joined([among(held), *rest], " AND "), values)


def _one_of(parts: Sequence[Asked]) -> Asked:
    words = [part.words for part in parts]
    if all(words):
        held = joined(words, " OR ")
        return Asked(among(held), _values(parts), words=held)
    return Asked(joined([part.condition for part in parts], " OR "), _values(parts))


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
