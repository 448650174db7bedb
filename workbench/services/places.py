"""The place that words name: the one door to the kinds of store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.store import Place as FilePlace

if TYPE_CHECKING:
    from workbench.verbs.store import Place

__all__ = ["Place", "blindness_script", "place_of"]

SERVERS = ("postgresql://", "postgres://")
"""What the address of a database on a server begins with: no file is ever made of one."""


def place_of(words: str) -> Place:
    """The place that `--db`, $WORKBENCH_DB or the settings name. Raises UsageError, which does not
    tell the words again: an address may hold a password."""
    if words.startswith(SERVERS):
        return _on_a_server(words)
    return FilePlace(Path(words).expanduser())


def _on_a_server(words: str) -> Place:
    with _having_psycopg():
        from workbench.postgres import Place as ServerPlace
        from workbench.postgres import address_of
    return ServerPlace(address_of(words))


def blindness_script() -> str:
    """The SQL by which a server itself keeps analysts from colleagues' work. Raises UsageError."""
    with _having_psycopg():
        from workbench.postgres.blindness import script
    return script()


@contextmanager
def _having_psycopg() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "psycopg":
            raise
        raise UsageError(
            "a database on a server needs psycopg, which is not installed",
            "pip install 'analyst-workbench[postgres]' brings it.",
        ) from error
