"""What a check found, as a line; and whether it is lost or only to be computed anew.

Texts and people's work are what they are: damage to them stays until a backup is put back. All
else is derived from them, and damage to it is never a reason to stop.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from enum import Enum

from workbench.store.refusals import code_of
from workbench.store.unread import is_no_text

Check = Callable[[sqlite3.Connection], Iterable["Problem"]]


class Rebuild(Enum):
    """What is computed anew to mend a problem."""

    FACTS = "facts"
    SEARCH = "search"
    SKETCHES = "sketches"
    LIKENESSES = "likenesses"
    VERSIONS = "versions"
    INDEXES = "indexes"
    CARRIED = "carried"
    """Steps that a migration worked out: the journal has them."""
    PASTS = "pasts"
    """States that records came from: the journal has them."""
    PASSED = "passed"
    """What relays put into chains: let go of, and worked out by whoever asks."""
    ROWS = "rows"
    """Reading positions and the like, which nothing proves: the damaged ones are let go."""


class Problem(str):
    """A line that says what is wrong."""

    __slots__ = ("article", "rebuild")

    rebuild: Rebuild | None
    """What mends it; None where it is damage to texts or people's work."""
    article: int | None

    def __new__(
        cls, words: str, rebuild: Rebuild | None = None, article: int | None = None
    ) -> Problem:
        """The line, what mends it, and the article that it is about."""
        self = super().__new__(cls, words)
        self.rebuild = rebuild
        self.article = article
        return self


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
