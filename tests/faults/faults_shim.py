"""The library that is loaded before the C library and lets calls to the system fail
(`faults_disk.c`): compiled here, once."""

from __future__ import annotations

import errno
import shutil
import subprocess
from pathlib import Path

from faults_rows import Ground, SkippedError

KILLED = 0
"""In the place of an error: the process ends in the middle of the call."""
FOR_EVER = 10**9
"""So many failures: the disk never works again."""
FAILED, FULL = errno.EIO, errno.ENOSPC


def shim(ground: Ground) -> str:
    """The library. Raises SkippedError where nothing can compile or load it."""
    if "shim" not in ground.kept:
        ground.kept["shim"] = _compiled(ground.folder / "faults_disk.so")
    return str(ground.kept["shim"])


def _compiled(library: Path) -> Path:
    compiler = shutil.which("gcc")
    if compiler is None or not Path("/proc/self/fd").is_dir():
        raise SkippedError("no gcc, or no Linux: the system's calls cannot be made to fail")
    source = Path(__file__).with_name("faults_disk.c")
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(library), str(source),
         "-ldl"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "No such file" in done.stderr:
        raise SkippedError("gcc has no headers of the C library (libc6-dev)")
    assert done.returncode == 0, done.stderr
    return library


def failing(
    ground: Ground, file: str, *, call: str, first: int, count: int, error: int
) -> dict[str, str]:
    """Variables by which the calls from the first on, so many, give an error, of files whose path
    holds these words."""
    return {
        "LD_PRELOAD": shim(ground),
        "FAULT_FILE": file,
        "FAULT_CALL": call,
        "FAULT_FIRST": str(first),
        "FAULT_COUNT": str(count),
        "FAULT_ERRNO": str(error),
    }
