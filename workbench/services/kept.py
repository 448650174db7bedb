"""Keeps between runs what the extractor made of its data, in the user's cache folder.

A file that may be deleted at any time, and that is believed only where nobody else can have written
it. What cannot be read or written is no trouble: it is made anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from workbench.errors import WorkbenchError
from workbench.extract.kept import kept
from workbench.paths import cache_folder, private_folder

_NAME = "patterns"
_OTHERS_WRITE = 0o022


@lru_cache(maxsize=1)
def take_kept() -> None:
    """Begin with what earlier runs kept; once in a process, before the first text is read."""
    with suppress(OSError, WorkbenchError), _file().open("rb") as stream:
        state = os.fstat(stream.fileno())
        mine = state.st_uid == os.geteuid() and not state.st_mode & _OTHERS_WRITE
        if mine and S_ISREG(state.st_mode):
            kept().take(stream.read())


def keep_made() -> None:
    """Keep what this run had to make, if anything."""
    made = kept().to_keep()
    if made is None:
        return
    with suppress(OSError, WorkbenchError):
        private_folder(_file().parent)
        beside = _file().with_suffix(f".{os.getpid()}")
        try:
            beside.touch(mode=0o600, exist_ok=False)
            beside.write_bytes(made)
            beside.replace(_file())
        finally:
            beside.unlink(missing_ok=True)


def _file() -> Path:
    return cache_folder() / _NAME
