"""A program of the user's that words are written in, and the file that they are in meanwhile.

Whoever calls it has asked the policy whether other programs may be started.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.signals import left_to_another


def editor_of(environ: Mapping[str, str] = os.environ) -> str:
    """The command that the environment names; empty where it names none."""
    return environ.get("VISUAL") or environ.get("EDITOR") or ""


def write_in(editor: str, file: Path) -> int:
    """Let the file be written in an editor that has the terminal until it ends; its exit code."""
    with left_to_another():
        return subprocess.run([*shlex.split(editor), str(file)], check=False).returncode


@contextmanager
def draft(name: str, words: str = "") -> Iterator[Path]:
    """A file of the user's alone, gone afterwards. Where what was written there cannot be taken it
    stays, and the error says where it is."""
    folder = Path(tempfile.mkdtemp(prefix="workbench-"))
    file = folder / name
    file.touch(0o600)
    file.write_text(words, "utf-8")
    try:
        yield file
    except WorkbenchError as error:
        error.next_step = f"{error.next_step} What you wrote is in {file}.".strip()
        raise
    shutil.rmtree(folder, ignore_errors=True)


def words_of(file: Path) -> str:
    """What was written; what is no UTF-8 shows as such."""
    return file.read_text("utf-8", "replace")
