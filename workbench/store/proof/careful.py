"""How a check goes on to the next one where the database cannot be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from workbench.domain.problem import Problem, Rebuild
from workbench.store.no_text import is_no_text
from workbench.store.refusals import code_of

Check = Callable[[sqlite3.Connection], Iterable[Problem]]

_NOT_THERE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""What becomes of reading a value that is not of its column's type, or nothing: a damaged page says
what it likes, whatever the schema forbids."""


class UndecodableError(Exception):
    """Some column holds bytes that are no UTF-8: the check wants another way of reading text."""


def tried(what: str, check: Check, rebuild: Rebuild | None = None) -> Check:
    """The check, which goes on to the next one where the database cannot be read, and says so."""

    def careful(connection: sqlite3.Connection) -> Iterator[Problem]:
        try:
            yield from check(connection)
        except (sqlite3.DatabaseError, *_NOT_THERE) as error:
            if isinstance(error, sqlite3.DatabaseError) and is_no_text(error):
                raise UndecodableError from error
            code = code_of(error) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_INTERRUPT):
                raise
            yield Problem(f"{what}: cannot be read ({error})", rebuild)

    return careful
