"""What is worked out of several analysts' work article by article, kept in the database for whoever
asks next. It is a loss of time alone where that takes nothing, or what is there cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from workbench.errors import WorkbenchError
from workbench.services.workbench import Workbench
from workbench.verbs.units import Moved

T = TypeVar("T")


def kept(
    bench: Workbench, what: str, version: str, read: Callable[[int, Any], T]
) -> tuple[int, dict[int, T] | None]:
    """What somebody kept, by number, and up to which mark it was worked out; (0, None) where there
    is nothing, or it cannot be read. read: makes of a number and what JSON has what was kept."""
    if found := bench.store.units.kept(what, version):
        with suppress(ValueError, TypeError, KeyError, IndexError):
            return found[0], {number: read(number, told) for number, told in found[1]}
    return 0, None


def keep(
    bench: Workbench,
    what: str,
    version: str,
    moved: Moved,
    found: Mapping[int, object],
    *,
    after: int | None,
) -> None:
    """Keep it, as `Units.keep` does."""
    if bench.store.is_read_only:
        return
    with suppress(WorkbenchError):  # whoever asks next works it out
        bench.store.units.keep(what, version, moved, found, after=after)
