"""Which words stand between spaces, and which belong to scripts that write none (Han, kana, Thai,
Lao, Burmese, Khmer): what is looked for differs by it, and so does what an index holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.domain.folding import fold_words

UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\U00020000-\U0003ffff]"
_SAMPLE = 4000
"""Code points that are looked at to tell the script."""


def by_script(pieces: Iterable[str]) -> tuple[list[str], list[str]]:
    """What is looked for, folded: of scripts that put spaces between words, and of others."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for piece in pieces:
        folded = fold_words(piece)
        (unspaced if is_unspaced(folded) else spaced).append(folded)
    return spaced, unspaced


def is_unspaced(text: str) -> bool:
    """Whether a good part of the text is in scripts that put no spaces between words."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return False
    return len(re.findall(UNSPACED, sample)) * 10 >= len(sample)
