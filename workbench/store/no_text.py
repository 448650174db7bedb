"""Bytes where words should be: a column that damage made something else of."""

from __future__ import annotations

import sqlite3


def is_no_text(error: sqlite3.DatabaseError) -> bool:
    """Whether a column holds bytes that are no UTF-8: Python's own error, which has no code."""
    return isinstance(error, sqlite3.OperationalError) and "decode to UTF-8" in str(error)


def as_text(value: bytes) -> str:
    """The words of bytes that may be none, each bad one shown as such."""
    return value.decode("utf-8", "replace")
