"""Printing: data to stdout, words to stderr, and nothing that a terminal would act on.

Stored text comes from the web. On paper lines every unsafe code point becomes a visible one; in
JSON it becomes an escape, which is the same value to whoever parses it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.domain.text import safe, safe_line


def print_line(words: str) -> None:
    """A line of data for people."""
    sys.stdout.write(safe_line(words) + "\n")


def print_json(record: Mapping[str, Any]) -> None:
    """One JSON object, one line."""
    text = json.dumps(record, ensure_ascii=False)
    if not text.isascii():
        shown = safe(text)
        if shown != text:
            text = "".join(
                character if character == seen else _escaped(character)
                for character, seen in zip(text, shown, strict=True)
            )
    sys.stdout.write(text + "\n")


def _escaped(character: str) -> str:
    if character == "\u00a0":
        return character
    return json.dumps(character)[1:-1]


def say(words: str) -> None:
    """A word to the user, beside the data."""
    sys.stderr.write(safe(words) + "\n")


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows of cells as lines with aligned columns; the last column is left as it is."""
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(len(rows[0]) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in ([safe_line(cell) for cell in row] for row in rows)
    ]
