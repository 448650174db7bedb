"""How many there are, in words: "1 article", "3,000 articles".

In one place, so that no list or message says "1 facts". Knows English alone, as all our words do.
"""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun. many: the noun's plural, where it is not one with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
