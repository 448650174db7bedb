"""Stored text made fit for a page: nothing hidden in it, nothing that turns what is around it.

As `domain.text.safe`, less strict where scripts need it: joiners and variation selectors make
letters and emoji what they are, and a soft hyphen, a narrow space or a direction mark harms nobody
in a page. Overrides, embeddings and controls become visible marks.
"""

from __future__ import annotations

import re

from workbench.domain.text import safe

_KEPT = frozenset("\u200c\u200d\u200e\u200f\u061c\u00ad\u00a0\u202f\u2009\u3000")
_SELECTORS = range(0xFE00, 0xFE10)


class _Shown(dict[int, int | str]):
    """A translation that decides on a code point when it first meets it."""

    def __missing__(self, code: int) -> int | str:
        kept = chr(code) in _KEPT or code in _SELECTORS
        self[code] = found = code if kept else safe(chr(code))
        return found


_TABLE = _Shown()


def shown(text: str) -> str:
    """The text as a report has it; line feeds stay."""
    return text.translate(_TABLE)


_ADDRESS = re.compile(r"https?://[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+", re.IGNORECASE)


def is_address(words: str) -> bool:
    """Whether words are the address of a page, and nothing that a browser would run."""
    return bool(_ADDRESS.fullmatch(words))


LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
    "(?:[^A-Za-z\n]*"
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff])?"
)
"""A run of words that are written from right to left."""
