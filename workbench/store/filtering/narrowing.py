"""How a list goes about a filter: which few articles an index knows that it can hold for, or how
the list is walked where they are many. No more is counted than decides it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from workbench.domain.filter.tree import Node
from workbench.store.filtering.articles import ARTICLE
from workbench.store.filtering.compiling import compiled
from workbench.store.filters import AHEAD, BY_DATE, Narrowed
from workbench.store.words import among

_MANY = 12_000
"""Articles that are sorted for a page, where an index knows them; of more the list is walked."""
_OFTEN = 20
"""Where one article in so many is known, walking finds a page of them as soon."""


def narrowed(
    connection: sqlite3.Connection, nodes: Sequence[Node], analyst: str, *, is_page: bool
) -> Narrowed:
    """The condition of a filter, with the few articles that it can hold for where there are few.
    is_page: whether a page of them is wanted, for which one may be asked after the other."""
    asked = compiled(nodes, ARTICLE)
    values = asked.values | {"analyst": analyst}
    many, few = min(
        (_first_of(connection, _MANY, seed, values) for seed in asked.seeds), default=(_MANY, "")
    )
    every = _how_many(connection)
    if many >= _MANY or many * _OFTEN >= every:
        way, each = asked.way or BY_DATE, asked.each if is_page else ""
        if each and not all(_is_in_most(connection, one, values, every) for one in asked.seeds):
            each = ""
        return Narrowed(asked.condition, values, is_narrow=False, way=way, each=each)
    # Looked up once: to put together the words that begin with a prefix takes its time.
    among_few = among("SELECT value FROM json_each(:few)")
    condition = among_few if asked.query else f"{among_few} AND ({asked.condition})"
    return Narrowed(condition, values | {"few": few}, is_narrow=True)


def _is_in_most(
    connection: sqlite3.Connection, numbers: str, values: Mapping[str, str | int], every: int
) -> bool:
    """Whether so many articles are in a SELECT of their numbers that they are met one after the
    other down the list, as likely as not. every: how many articles there are."""
    most = every // AHEAD
    return most > 0 and _up_to(connection, most, numbers, values) == most


def _first_of(
    connection: sqlite3.Connection, most: int, numbers: str, values: Mapping[str, str | int]
) -> tuple[int, str]:
    """The first of a SELECT of numbers, to a most: how many, and they as JSON."""
    many, found = connection.execute(
        "SELECT count(*), json_group_array(number) FROM ("
        f"WITH found(number) AS ({numbers}) SELECT number FROM found LIMIT {most})",
        values,
    ).fetchone()
    return many, found


def _up_to(
    connection: sqlite3.Connection, most: int, numbers: str, values: Mapping[str, str | int]
) -> int:
    """How many there are in a SELECT, counted to a most."""
    many: int = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM ({numbers}) LIMIT {most})", values
    ).fetchone()[0]
    return many


def _how_many(connection: sqlite3.Connection) -> int:
    """How many articles there are: they are numbered, and none is ever deleted."""
    many: int = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()[0]
    return many
