"""Printing: data to stdout, words to stderr, and nothing that a terminal would act on.

Stored text comes from the web. On paper lines every unsafe code point becomes a visible one; in
JSON it becomes an escape, which is the same value to whoever parses it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from workbench.domain.text import safe, safe_line
from workbench.present.cells import width_of

_UNSEEN = re.compile("[^ -~]")
_ALIKE = ("\u00a0", "\u3000")
"""Spaces that `safe` shows as plain ones: harmless, and common in print."""


def print_line(words: str) -> None:
    """A line of data for people."""
    sys.stdout.write(safe_line(words) + "\n")


def print_json(record: Mapping[str, Any]) -> None:
    """One JSON object, one line; ASCII alone where standard output takes no Unicode."""
    text = json.dumps(record, ensure_ascii=not _takes_unicode())
    sys.stdout.write((text if safe(text) == text else _UNSEEN.sub(_as_json, text)) + "\n")


def _takes_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _as_json(match: re.Match[str]) -> str:
    character = match.group()
    if character in _ALIKE or safe(character) == character:
        return character
    return json.dumps(character)[1:-1]


def say(words: str) -> None:
    """A word to the user, beside the data."""
    # Nobody may be listening any more; that is no reason to fail.
    with suppress(OSError):
        sys.stderr.write(safe(words) + "\n")


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows of cells as lines with aligned columns; the last column is left as it is."""
    shown = [[safe_line(cell) for cell in row] for row in rows]
    widths = [max(map(width_of, column)) for column in list(zip(*shown, strict=True))[:-1]]
    return ["  ".join([*map(_padded, row, widths), row[-1]]) for row in shown]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - width_of(cell))
