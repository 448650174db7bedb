"""The place that words name: the one door to the kinds of store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.store import Place as FilePlace

if TYPE_CHECKING:
    from workbench.verbs.store import Place

__all__ = ["Place", "place_of"]

SERVERS = ("postgresql://", "postgres://")
"""What the address of a database on a server begins with: no file is ever made of one."""


def place_of(words: str) -> Place:
    """The place that `--db`, $WORKBENCH_DB or the settings name. Raises UsageError, which does not
    tell the words again: an address may hold a password."""
    if words.startswith(SERVERS):
        return _on_a_server(words)
    return FilePlace(Path(words).expanduser())


def _on_a_server(words: str) -> Place:
    try:
        from workbench.postgres import Place as ServerPlace
        from workbench.postgres import address_of
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "psycopg":
            raise
        raise UsageError(
            "a database on a server needs psycopg, which is not installed",
            "pip install 'analyst-workbench[postgres]' brings it.",
        ) from error
    return ServerPlace(address_of(words))
