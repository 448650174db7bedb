"""Rows that cannot be read are left out, and named once; all others are read.

A damaged page makes of a value what it likes, whatever the schema forbids. One such row shall not
keep anybody from the rest, and nobody shall take the rest for the whole: who reads is told what is
missing. Whatever changes something reads its rows by the entities' own codecs, which let nothing
pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from workbench.errors import SpanError, UnreadError

T = TypeVar("T")
Row = TypeVar("Row")

UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, SpanError)
"""What becomes of decoding a value that cannot be there."""

_NAMED = 3
"""How many are named; of others it is said how many they are."""


class Unread:
    """What could not be read of one open database."""

    def __init__(self) -> None:
        self._known: dict[str, None] = {}
        self._told = 0
        """How many of them were told of."""

    def tried(self, what: str, decode: Callable[[], T]) -> T | None:
        """What decode makes of a row; None where the row cannot be read, which is remembered. what:
        how the row is named."""
        try:
            return decode()
        except UNREADABLE:
            self.leave_out(what)
            return None

    def readable(
        self, rows: Iterable[Row], name: Callable[[Row], str], decode: Callable[[Row], T]
    ) -> list[T]:
        """What decode makes of the rows that can be read, in their order."""
        found = []
        for row in rows:
            try:
                found.append(decode(row))
            except UNREADABLE:
                self.leave_out(name(row))
        return found

    def needed(self, what: str, decode: Callable[[], T]) -> T:
        """What decode makes of a row that was asked for. Raises UnreadError."""
        try:
            return decode()
        except UNREADABLE as error:
            raise UnreadError(f"{what} cannot be read", "workbench verify tells where.") from error

    def leave_out(self, what: str) -> None:
        """Remember that something cannot be read."""
        self._known.setdefault(what)

    @property
    def is_any(self) -> bool:
        """Whether there is anything."""
        return bool(self._known)

    def take(self) -> list[str]:
        """What could not be read and was not told yet, in words: none, or a list that is cut."""
        fresh = list(self._known)[self._told :]
        self._told += len(fresh)
        more = len(fresh) - _NAMED
        return [*fresh[:_NAMED], f"{more} more"] if more > 0 else fresh
