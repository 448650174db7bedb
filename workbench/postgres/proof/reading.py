"""How checks read: rows as they come, never all at once; and how one goes on to the next where the
database cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple, Self

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


class _SomeAtATime(psycopg.ServerCursor[Row]):
    """What a query of somebody who knows of no pages is asked with."""

    def __init__(self, connection: Connection, **_: object) -> None:
        super().__init__(connection, f"proved_{next(_NAMES)}")
        self.itersize = _PAGE

    def execute(self, query: Any, params: Any = None, **_: object) -> Self:
        """As any cursor; whether it is prepared means nothing here."""
        return super().execute(query, params)

    def __del__(self, *_: object) -> None:
        """It ends with its transaction, however far it was read."""


@contextmanager
def streaming(connection: Connection) -> Iterator[None]:
    """Let the rows of whatever is asked meanwhile come some at a time, in an open transaction."""
    before, connection.cursor_factory = connection.cursor_factory, _SomeAtATime
    try:
        yield
    finally:
        connection.cursor_factory = before


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
