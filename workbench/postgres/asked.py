"""What a filter asks of articles; the language is loaded with the first one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.postgres.connection import Connection
from workbench.postgres.words import Values

if TYPE_CHECKING:
    import psycopg

    from workbench.domain.filter.tree import Node

    Rows = psycopg.Cursor[tuple[Any, ...]]


class Narrowed(NamedTuple):
    """What a filter asks of article a."""

    condition: str
    """In brackets."""
    values: Values
    """Those of its names, `analyst` among them."""
    seeds: tuple[str, ...] = ()
    """SELECTs of the numbers of all articles that it can hold for; each has all of them."""


def asked_of(terms: Sequence[Node], analyst: str) -> Narrowed:
    """What a filter asks; the language is loaded with the first one."""
    if not terms:
        return Narrowed("true", {"analyst": analyst})
    from workbench.postgres.filtering.articles import article_condition

    asked = article_condition(terms)
    return Narrowed(f"({asked.condition})", asked.values | {"analyst": analyst}, asked.seeds)


def ask(connection: Connection, query: str, values: Values, terms: Sequence[Node]) -> Rows:
    """Run a query over what a filter leaves."""
    return planned(connection, query, values) if terms else connection.execute(query, values)


def planned(connection: Connection, query: str, values: Values) -> Rows:
    """Run a query that is planned with its values each time: whether few hold a word or nearly all
    makes the plan, and the server would keep one for all words of which it runs the query often."""
    return connection.execute(query, values, prepare=False)
