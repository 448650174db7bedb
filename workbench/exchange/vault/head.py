"""The head of a note: values that every YAML reader takes as the same text, and whose keys are
whose.

Ours begin with `wb-`, and all others are people's or a plugin's (`tags` and `aliases` too): they
stay, line by line as they are. No YAML is read here: a head is only parted where a key begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workbench.exchange.vault.links import Mark
from workbench.exchange.vault.quoting import quoted

Values = Mapping[str, str | tuple[str, ...]]
"""By key; a Mark among them stands for a link."""

OURS = "wb-"
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
"""Ended by line feeds alone: in people's words other letters that break lines are letters."""
_KEY = re.compile(r"""["']?([^"':]+?)["']?\s*:(?=\s|$)""")
_EMPTY = re.compile(rf'{OURS}[a-z-]+: ""')
_GOES_ON = (" ", "\t", "- ", "\r", "\n")
"""Begins a line that belongs to the entry before."""


def lines(values: Values) -> list[str]:
    """The entries of a head; what is empty has none."""
    found = []
    for key, value in values.items():
        if isinstance(value, str):
            found += [f"{OURS}{key}: {_quoted(value)}"] if value else []
        else:
            found += [f"{OURS}{key}:", *(f"  - {_quoted(one)}" for one in value)] if value else []
    return found


def _quoted(value: str) -> str:
    return f'"{value}"' if isinstance(value, Mark) else quoted(value)


def is_empty(line: str) -> bool:
    """Whether an entry came to nothing: a link that led nowhere."""
    return bool(_EMPTY.fullmatch(line))


def entries(head: str) -> Iterator[tuple[str, str]]:
    """Each entry of a head with its lines; the key is empty of what stands before the first, and of
    a remark."""
    key, kept = "", ""
    for line in _LINES.findall(head):
        if not line.startswith(_GOES_ON):
            if kept:
                yield key, kept
            found = _KEY.match(line)
            key, kept = found[1] if found else "", ""
        kept += line
    if kept:
        yield key, kept


def theirs(head: str) -> str:
    """What of a head is people's."""
    found = [kept for key, kept in entries(head) if not key.startswith(OURS)]
    return "".join(kept if kept.endswith("\n") else f"{kept}\n" for kept in found)


def ours(head: str) -> list[str]:
    """The lines of a head that are ours."""
    found = [kept for key, kept in entries(head) if key.startswith(OURS)]
    return "".join(found).removesuffix("\n").split("\n") if found else []


def value(head: str, key: str) -> str:
    """One of our short values in a head, in quotes or not: Obsidian takes them off where somebody
    adds a property."""
    for name, kept in entries(head):
        if name == OURS + key:
            return kept.partition(":")[2].strip().strip("\"'")
    return ""
