"""A JSON object as one line that may be printed: nothing in it that a terminal would act on.

Stored text comes from the web. Every unsafe code point becomes an escape, which is the same value
to whoever parses the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from workbench.domain.text import is_safe_line, safe

_UNSEEN = re.compile("[^ -~]")
_ALIKE = ("\u00a0", "\u3000")
"""Spaces that `safe` shows as plain ones: harmless, and common in print."""


def json_line(record: Mapping[str, Any], *, ascii_only: bool) -> str:
    """The object without a line feed; ASCII alone for where no Unicode is taken."""
    text = json.dumps(record, ensure_ascii=ascii_only)
    return text if is_safe_line(text) else _UNSEEN.sub(_as_json, text)


def _as_json(match: re.Match[str]) -> str:
    character = match.group()
    if character in _ALIKE or safe(character) == character:
        return character
    return json.dumps(character)[1:-1]
