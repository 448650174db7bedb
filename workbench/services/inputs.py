"""Where what is imported comes from: files and folders that somebody names, or that are followed.

What this login may read is asked here, before anything is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import NotFoundError, UsageError
from workbench.intake import Document, Refused, read
from workbench.intake.document import UNTOLD
from workbench.policy import Deed

if TYPE_CHECKING:
    from workbench.intake.arrivals import Arrivals
    from workbench.intake.document import Limits, Table
    from workbench.intake.progress import Progress
    from workbench.services.workbench import Workbench

__all__ = ["Arrivals", "Progress", "arrivals_in", "documents_at", "progress_over"]


def documents_at(
    bench: Workbench,
    paths: Iterable[Path],
    *,
    limits: Limits,
    pass_over: Callable[[str], None],
    table: Table = UNTOLD,
    progress: Progress | None = None,
) -> Iterator[Document | Refused]:
    """The documents of files and folders that somebody names, as `read` gives them. Raises
    NotAllowedError."""
    bench.policy.require(Deed.READ_FILES)
    return read(paths, limits=limits, pass_over=pass_over, table=table, progress=progress)


def progress_over(bench: Workbench, paths: Iterable[Path], tell: Callable[[], None]) -> Progress:
    """What `documents_at` writes down how far it has come of these files and folders, which are
    looked through once for it. Raises NotAllowedError."""
    from workbench.intake.progress import Progress, bytes_in

    bench.policy.require(Deed.READ_FILES)
    return Progress(bytes_in(paths), tell)


def arrivals_in(
    bench: Workbench,
    folders: Sequence[Path],
    *,
    limits: Limits,
    table: Table,
    pass_over: Callable[[str], None],
) -> Arrivals:
    """What comes into folders from now on, and what is there. Raises NotAllowedError, NotFoundError
    or UsageError."""
    from workbench.intake.arrivals import Arrivals

    bench.policy.require(Deed.READ_FILES)
    for folder in folders:
        if not folder.exists():
            raise NotFoundError(f"there is no folder {folder}", "Make it first.")
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder", "--follow is for folders.")
    return Arrivals(folders, limits=limits, table=table, pass_over=pass_over)
