"""From the tree of a filter to a condition, and to where what it asks for is found at once.

A condition says of each row whether it holds. Where an index knows the articles that can hold at
all, a part has seeds too: each is a SELECT of their numbers. One seed is enough for parts that must
all hold; parts of which one must hold need one each. Words that must hold together are one query of
the index of words, which walks down the rarest of them and looks for the others from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from workbench.domain.filter.tree import And, Near, Node, Not, Term
from workbench.errors import UsageError
from workbench.store.words import (
    Condition,
    Query,
    Values,
    all_of,
    among,
    matching,
    matching_each,
    near_query,
    one_of,
)

_IN_A_ROW = 50
"""Conditions or SELECTs side by side; more are put in brackets, as SQLite bounds how deep those
nest, and how many of these there are."""


class Asked(NamedTuple):
    """What a filter, or a part of it, comes to."""

    condition: str
    values: Values
    seeds: tuple[str, ...] = ()
    """SELECTs of the numbers of all articles that it can hold for; each has all of them."""
    way: str = ""
    """An index that has all articles that it can hold for one behind the other, by date."""
    each: str = ""
    """The condition asked of one article after the other, where that is another one."""
    query: Query | None = None
    """What the index of words is asked for, where that is all."""
    without: Query | None = None
    """What it is asked for, where the condition is that it does not have an article for this."""

    @property
    def of_each(self) -> str:
        """The condition as it is asked of one article after the other."""
        return self.each or self.condition


Test: TypeAlias = Callable[[Term, str], Condition]
"""A term and a name that no other term's values have -> a condition and its values."""
Rule: TypeAlias = Test | Callable[[Term, str], Asked]
"""As a test; where an index knows what it holds for, with seeds."""
Rules: TypeAlias = Mapping[str, Rule]


def compiled(nodes: Iterable[Node], rules: Rules, name: str = "v") -> Asked:
    """What must all hold. name: which the names of all values begin with."""
    return _all_of([_node(node, rules, f"{name}{at}") for at, node in enumerate(nodes)], name)


def of_words(query: Query, name: str) -> Asked:
    """What the index of words is asked for. name: of the value."""
    numbers = matching(name)
    return Asked(
        among(numbers),
        {name: query.match},
        (numbers,),
        each=matching_each(name) if query.is_quick else "",
        query=query,
    )


def _all_of(parts: Sequence[Asked], name: str) -> Asked:
    queries = [part.query for part in parts if part.query]
    but = [part.without for part in parts if part.without] if queries else []
    if len(queries) + len(but) > 1:
        merged = of_words(all_of(queries, but), f"{name}_words")
        parts = _merged(parts, merged, [part for part in parts if part.query or part.without])
    only = parts[0] if len(parts) == 1 else None
    return Asked(
        joined([part.condition for part in parts], " AND ") or "1",
        _values(parts),
        tuple(seed for part in parts for seed in part.seeds),
        next((part.way for part in parts if part.way), ""),
        _each(parts, " AND "),
        query=only.query if only else None,
        without=only.without if only else None,
    )


def _one_of(parts: Sequence[Asked]) -> Asked:
    seeds: tuple[str, ...] = ()
    if all(part.seeds for part in parts):
        # Of a part that has several any will do: the first is the one that stands first.
        seeds = (_united([part.seeds[0] for part in parts]),)
    every = joined([part.condition for part in parts], " OR ")
    queries = [part.query for part in parts if part.query]
    # By themselves they are as soon united here; the query is for words that must hold as well.
    query = one_of(queries) if len(queries) == len(parts) else None
    return Asked(every, _values(parts), seeds, each=_each(parts, " OR "), query=query)


def _merged(parts: Sequence[Asked], whole: Asked, of: Sequence[Asked]) -> list[Asked]:
    """The parts with one for some of them, where the first of these stood."""
    at = next(at for at, part in enumerate(parts) if part is of[0])
    rest = [part for part in parts if not any(part is one for one in of)]
    return [*rest[:at], whole, *rest[at:]]


def _each(parts: Sequence[Asked], joint: str) -> str:
    return joined([one.of_each for one in parts], joint) if any(one.each for one in parts) else ""


def _node(node: Node, rules: Rules, name: str) -> Asked:
    if isinstance(node, Term):
        if node.field not in rules:
            raise UsageError(f"{node.field}: cannot be asked for here, as in {node.value!r}")
        return Asked(*rules[node.field](node, name))
    if isinstance(node, Near):
        return of_words(near_query(node.words, node.within, node.field), name)
    if isinstance(node, Not):
        part = _node(node.part, rules, f"{name}_")
        each = f"NOT ({part.each})" if part.each else ""
        return Asked(f"NOT ({part.condition})", part.values, each=each, without=part.query)
    parts = [_node(part, rules, f"{name}_{at}") for at, part in enumerate(node.parts)]
    return _all_of(parts, name) if isinstance(node, And) else _one_of(parts)


def _united(seeds: Sequence[str]) -> str:
    """The SELECTs as one."""
    if len(seeds) > _IN_A_ROW:
        blocks = range(0, len(seeds), _IN_A_ROW)
        return _united([_united(seeds[at : at + _IN_A_ROW]) for at in blocks])
    return " UNION ALL ".join(f"SELECT * FROM ({seed})" for seed in seeds)


def _values(parts: Iterable[Asked]) -> Values:
    found: Values = {}
    for part in parts:
        found |= part.values
    return found


def joined(conditions: Sequence[str], joint: str) -> str:
    """The conditions, each in brackets, with AND or OR between them."""
    if len(conditions) > _IN_A_ROW:
        blocks = range(0, len(conditions), _IN_A_ROW)
        return joined([joined(conditions[at : at + _IN_A_ROW], joint) for at in blocks], joint)
    return joint.join(f"({one})" for one in conditions)
