"""Printing: data to stdout, words to stderr, and nothing that a terminal would act on.

Stored text comes from the web. On paper lines every unsafe code point becomes a visible one; in
JSON it becomes an escape (present/json_line.py).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from workbench.domain.text import safe, safe_line
from workbench.present.cells import width_of
from workbench.present.json_line import json_line


def print_line(words: str) -> None:
    """A line of data for people."""
    sys.stdout.write(safe_line(words) + "\n")


def print_json(record: Mapping[str, Any]) -> None:
    """One JSON object, one line; ASCII alone where standard output takes no Unicode."""
    sys.stdout.write(json_line(record, ascii_only=not takes_unicode()) + "\n")


def takes_unicode() -> bool:
    """Whether standard output takes more than ASCII."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def say(words: str) -> None:
    """A word to the user, beside the data."""
    # Nobody may be listening any more; that is no reason to fail.
    with suppress(OSError):
        sys.stderr.write(safe(words) + "\n")


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows of cells as lines with aligned columns, without blanks behind the last word."""
    shown = [[safe_line(cell) for cell in row] for row in rows]
    widths = [max(map(width_of, column)) for column in list(zip(*shown, strict=True))[:-1]]
    return ["  ".join([*map(_padded, row, widths), row[-1]]).rstrip() for row in shown]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - width_of(cell))
