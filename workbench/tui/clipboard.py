"""Copying: to the terminal's clipboard where it may have one, and always to a private file.

OSC 52 reaches the analyst's own machine through SSH and tmux, but no terminal says whether it
took the words, so the answer says what was tried and where the words are for certain.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from workbench.domain.text import safe
from workbench.errors import WorkbenchError
from workbench.paths import private_folder, state_folder
from workbench.present.counting import counted


class Clipboard(Protocol):
    """What takes words to the terminal: textual's app."""

    def copy_to_clipboard(self, text: str) -> None:
        """Send OSC 52."""


def copy(
    words: str,
    clipboard: Clipboard,
    *,
    limit: int,
    environ: Mapping[str, str],
    folder: Path | None = None,
) -> str:
    """Copy words and say what became of them.

    What is copied is what is shown: an escape sequence from an article must not be pasted into a
    shell. More than `limit` code points go to the file alone, since terminals cut or refuse them.
    """
    shown = safe(words)
    kept = _keep(shown, folder)
    count = counted(len(shown), "character")
    refusal = _no_clipboard(environ)
    if len(shown) > limit:
        refusal = "too long for the terminal's clipboard"
    if refusal:
        return f"{count}, {refusal}: {kept or 'and no file could be written'}"
    clipboard.copy_to_clipboard(shown)
    through = " through tmux (needs set-clipboard on)" if environ.get("TMUX") else ""
    also = f"; also in {kept}" if kept else ""
    return f"{count} sent to the terminal's clipboard{through}{also}"


def _no_clipboard(environ: Mapping[str, str]) -> str:
    """Why the terminal cannot have one, as far as its name tells."""
    if environ.get("TERM", "").startswith(("linux", "vt")):
        return "this terminal has no clipboard"
    if environ.get("STY") and not environ.get("TMUX"):
        return "screen passes no clipboard on"
    return ""


def _keep(words: str, folder: Path | None) -> str:
    """The path of the file that now holds the words; empty when it could not be written."""
    try:
        file = private_folder(folder or state_folder()) / "clipboard.txt"
        fresh = file.with_name(f"clipboard-{os.getpid()}.tmp")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(words)
        fresh.replace(file)
    except (OSError, WorkbenchError):
        return ""
    return str(file)
