"""The crash file: what a defect looked like, without a word of what the analyst was reading.

Neither local variables nor messages of exceptions are kept, because both can hold article text:
only types, places in the code, and error numbers. Files are private and the oldest are dropped.
"""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.paths import private_folder, state_folder

KEPT = 20
"""How many crash files are kept."""

MAX_FRAMES = 60
"""Frames of one exception that are kept, from the innermost: recursion makes a thousand."""


def write_crash(error: BaseException, folder: Path | None = None) -> str:
    """Write the crash file; the line for standard error that tells of the crash and the file."""
    name = type(error).__name__
    return (
        f"workbench: internal error ({name}); what you recorded is saved. {_written(error, folder)}"
    )


def _written(error: BaseException, folder: Path | None) -> str:
    try:
        folder = private_folder(folder or state_folder())
        at = datetime.now(UTC)
        file = folder / f"crash-{at:%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(crash_report(error, at=at))
        _drop_oldest(folder)
    except (OSError, WorkbenchError):
        return "No crash file could be written."
    return f"Please report {file}"


def crash_report(error: BaseException, *, at: datetime) -> str:
    """What is known of a crash, as text."""
    lines = [
        f"workbench {__version__}",
        f"at {at:%Y-%m-%dT%H:%M:%SZ}",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        f"textual {_version_of('textual')}, rich {_version_of('rich')}",
        f"TERM={os.environ.get('TERM', '')}",
        "",
        *_lines_of(error, set()),
    ]
    return "\n".join(lines) + "\n"


def _lines_of(error: BaseException, seen: set[int]) -> Iterator[str]:
    """An exception with those behind it, the first cause first."""
    seen.add(id(error))
    cause = error.__cause__ or error.__context__
    if cause is not None and id(cause) not in seen:
        yield from _lines_of(cause, seen)
        yield "which led to"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_number_of(error)}"
    for frame, line in list(traceback.walk_tb(error.__traceback__))[-MAX_FRAMES:]:
        module = frame.f_globals.get("__name__", "?")
        yield f"  {module}:{line} in {frame.f_code.co_qualname}"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            if id(inner) not in seen:
                yield "holding"
                yield from _lines_of(inner, seen)


def _number_of(error: BaseException) -> str:
    """The error's number or name, which holds nobody's words."""
    for attribute in ("sqlite_errorname", "errno"):
        value = getattr(error, attribute, None)
        if isinstance(value, int | str):
            return f" ({attribute} {value})"
    return ""


def _version_of(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _drop_oldest(folder: Path) -> None:
    for file in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
        with suppress(OSError):
            file.unlink()
