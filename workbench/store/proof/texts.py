"""Texts and kept bytes by their hashes; by its seal what was kept of articles when they came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from workbench.domain.problem import Problem
from workbench.stored.checksum import GIVEN, SEALED, article_seal, given_values
from workbench.stored.raw import is_whole


def check_texts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Every text."""
    rows = connection.execute(
        "SELECT a.id, a.sha256, a.length, CAST(t.text AS BLOB) FROM article a "
        "LEFT JOIN article_text t ON t.id = a.id ORDER BY a.id"
    )
    for number, digest, length, text in rows:
        if text is None:
            yield Problem(f"article #{number}: its text is missing", article=number)
        elif sha256(text).hexdigest() != digest or len(text.decode("utf-8")) != length:
            yield Problem(
                f"article #{number}: its text is not the one that was imported", article=number
            )


def check_seals(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Every article's columns that never change."""
    for number, seal, *sealed, given, start in connection.execute(
        f"SELECT a.id, a.seal, {SEALED}, {GIVEN} FROM article a "
        "JOIN article_text t ON t.id = a.id ORDER BY a.id"
    ):
        if article_seal([*sealed, *given_values(given, start)]) != seal:
            yield Problem(
                f"article #{number}: what was kept with its text is not what was imported",
                article=number,
            )


def check_raw(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The bytes that articles came as, where they were kept. Rows are never taken out, so that a
    gap in their numbers is a loss."""
    expected = 1
    for number, digest, size, packed in connection.execute(
        "SELECT id, sha256, size, packed FROM raw ORDER BY id"
    ):
        if number != expected:
            yield Problem(f"raw: rows {expected} to {number - 1} are missing")
        expected = number + 1
        if not is_whole(digest, size, packed):
            yield Problem(f"raw: the bytes {digest[:12]} are not those that came")
