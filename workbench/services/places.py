"""The place that words name: the one door to the kinds of store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.store import Place as FilePlace

if TYPE_CHECKING:
    from workbench.verbs.store import Place

__all__ = ["Place", "place_of"]

_SERVERS = ("postgresql://", "postgres://")
"""What the address of a database on a server begins with: no file is ever made of one."""


def place_of(words: str) -> Place:
    """The place that `--db`, $WORKBENCH_DB or the settings name. Raises UsageError, which does not
    tell the words again: an address may hold a password."""
    if words.startswith(_SERVERS):
        raise UsageError(
            "the database is named by the address of a server, and has to be a file",
            "Name a file: --db FILE or $WORKBENCH_DB.",
        )
    return FilePlace(Path(words).expanduser())
