"""What a filter asks of articles; the language is loaded with the first one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.postgres.connection import Connection
from workbench.postgres.words import Condition, Values

if TYPE_CHECKING:
    import psycopg

    from workbench.domain.filter.tree import Node

    Rows = psycopg.Cursor[tuple[Any, ...]]


def asked_of(terms: Sequence[Node], analyst: str) -> Condition:
    """The condition over article a, in brackets, and its values, `analyst` among them. Which index
    leads to the few that it leaves, the server's planner finds."""
    if not terms:
        return "true", {"analyst": analyst}
    from workbench.postgres.filtering.articles import article_condition

    return article_condition(terms, analyst)


def ask(connection: Connection, query: str, values: Values, terms: Sequence[Node]) -> Rows:
    """Run a query over what a filter leaves."""
    return planned(connection, query, values) if terms else connection.execute(query, values)


def planned(connection: Connection, query: str, values: Values) -> Rows:
    """Run a query that is planned with its values each time: whether few hold a word or nearly all
    makes the plan, and the server would keep one for all words of which it runs the query often."""
    return connection.execute(query, values, prepare=False)
