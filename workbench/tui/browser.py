"""Which program opens an address here, and what an address is. Starts nothing by itself.

An address comes with an article, so it is hostile: nothing but the web's own schemes is handed on,
and never a word that a program could take for an option.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

_LONGEST = 4096
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f\"'<>\\^`{|}]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Browser:
    """A program that opens an address."""

    command: tuple[str, ...]
    """Its words, the address among them."""
    takes_terminal: bool
    """Whether it may draw on this terminal."""


def web_address(words: str) -> str | None:
    """The words, where they are an address of the web; else None."""
    words = words.strip()
    is_one = len(words) <= _LONGEST and words.isprintable() and _ADDRESS.fullmatch(words)
    return words if is_one else None


def browser_for(address: str, environ: Mapping[str, str], platform: str) -> Browser | None:
    """What opens it: the first of $BROWSER, or what the desktop has; None without either."""
    named = environ.get("BROWSER", "").split(os.pathsep)[0].strip()
    if named:
        words = shlex.split(named)
        if "%s" in named:
            return Browser(tuple(word.replace("%s", address) for word in words), True)
        return Browser((*words, address), True)
    if platform == "darwin":
        return Browser(("open", address), False)
    if environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY"):
        return Browser(("xdg-open", address), False)
    return None
