"""Texts and kept bytes by their hashes; by its seal what was kept of articles when they came."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.problem import Problem
from workbench.postgres.connection import Connection
from workbench.postgres.proof.reading import streamed
from workbench.stored.checksum import GIVEN, SEALED
from workbench.stored.proving import TEXTS, wrong_bytes, wrong_seals, wrong_texts


def check_texts(connection: Connection) -> Iterator[Problem]:
    """Every text."""
    return wrong_texts(
        streamed(
            connection,
            f"SELECT {TEXTS}, convert_to(t.text, 'UTF8') FROM article a "
            "LEFT JOIN article_text t ON t.id = a.id ORDER BY a.id",
        )
    )


def check_seals(connection: Connection) -> Iterator[Problem]:
    """Every article's columns that never change."""
    return wrong_seals(
        streamed(
            connection,
            f"SELECT a.id, a.seal, {SEALED}, {GIVEN} FROM article a "
            "JOIN article_text t ON t.id = a.id ORDER BY a.id",
        )
    )


def check_raw(connection: Connection) -> Iterator[Problem]:
    """The bytes that articles came as, where they were kept."""
    return wrong_bytes(streamed(connection, "SELECT id, sha256, size, packed FROM raw ORDER BY id"))
