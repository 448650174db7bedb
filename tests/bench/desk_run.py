"""One run of the desk on a terminal of its own: the steps that are measured, by name.

The tests pin the bytes of these steps, the benchmark times them; both mean the same step by the
same name because both come here.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from terminal_meter import Terminal, plain_environment

ROOT = Path(__file__).resolve().parents[2]
ROW = r"\d\d-\d\d "
"""The end of a date: only the rows of the library show one that early."""
SECOND_ROW = r"(?m)^[^▌\n].*\n▌"
"""The cursor under the first row."""
ARTICLE = r"\bfacts +\w+ *$"
"""What the status line says while keys go to an article's facts."""
READY = r"\? (lists the )?keys"
"""What the status line says once everything is there."""

LABEL = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("only a label")

    def on_key(self, event):
        if event.key == "Q":
            self.exit()

Bare().run(mouse=False)
"""
"""The least that textual can do: what the desk's own share is measured against."""


def start_desk(
    database: Path,
    home: Path,
    *,
    analyst: str = "ratna",
    size: tuple[int, int] = (120, 40),
    **environ: str,
) -> Terminal:
    """The desk on a database, for an analyst who was never there; size: columns and rows."""
    environment = plain_environment(
        home, PYTHONPATH=str(ROOT), WORKBENCH_ANALYST=analyst, **environ
    )
    command = [sys.executable, "-m", "workbench", "--db", str(database)]
    columns, rows = size
    return Terminal(command, environment=environment, folder=home, columns=columns, rows=rows)


def start_label(home: Path) -> Terminal:
    """A bare label at the same size, drawn as calmly as the desk draws."""
    environment = plain_environment(home, TEXTUAL_ANIMATIONS="none", TEXTUAL_SMOOTH_SCROLL="0")
    return Terminal([sys.executable, "-c", LABEL], environment=environment, folder=home)


def copied(database: Path, target: Path) -> Path:
    """A copy of a database, with what its log still holds."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target
