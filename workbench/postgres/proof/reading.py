"""How checks read: rows as they come, never all at once; and how one goes on to the next where the
database cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import NamedTuple

import psycopg
from psycopg import errors

from workbench.domain.problem import Problem, Rebuild
from workbench.postgres.connection import Connection
from workbench.postgres.refusals import is_gone
from workbench.stored.rows import Row

_PAGE = 2_000
"""Rows that the server sends at once."""
_NAMES = count()
_NOT_THERE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""What becomes of reading a value that is not what its column may hold."""


class Check(NamedTuple):
    """One thing that is proved."""

    what: str
    problems: Callable[[Connection], Iterable[Problem]]
    rebuild: Rebuild | None = None
    """What mends it where it cannot be read."""


def streamed(connection: Connection, query: str) -> Iterator[Row]:
    """The rows of a query, in an open transaction."""
    with connection.cursor(f"proved_{next(_NAMES)}") as rows:
        rows.itersize = _PAGE
        yield from rows.execute(query.encode())


def told(check: Check, connection: Connection) -> Iterator[Problem]:
    """What a check says; that it could not be made, where the database cannot be read."""
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield from check.problems(connection)
    except (psycopg.Error, *_NOT_THERE) as error:
        if isinstance(error, errors.QueryCanceled) or is_gone(error):
            raise
        said = error.diag.message_primary if isinstance(error, psycopg.Error) else str(error)
        yield Problem(f"{check.what}: cannot be read ({said})", check.rebuild)
    finally:
        if not connection.closed:
            connection.execute("ROLLBACK")
