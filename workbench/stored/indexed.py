"""What of texts and claims search finds them by, folded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.domain.folding import fold_words, joined_words
from workbench.stored.words import UNSPACED

_UNSPACED = re.compile(f"({UNSPACED})")
CLAIM_PARTS = ("exact", "restatement", "gloss", "note")
"""What of a claim is looked for; the columns of its index, before `joined`."""


def joined(texts: Iterable[str]) -> str:
    """The words with an apostrophe in them, written without."""
    return " ".join(map(joined_words, texts)).strip()


def fold_apart(words: str) -> str:
    """Folded words, those of scripts without spaces letter by letter: each part of one is then a
    phrase, and claims are few enough for that."""
    folded = fold_words(words)
    return folded if folded.isascii() else _UNSPACED.sub(r" \1 ", folded)


def asked_apart(word: str) -> str:
    """A word as the index of claims has it, with the star that ends a prefix."""
    folded = " ".join(fold_apart(word.replace("\0", " ").rstrip("*")).split())
    return f"{folded}*" if word.endswith("*") else folded
