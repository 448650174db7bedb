"""The words of texts as search counts them, where a store keeps them itself: folded, in small
letters, one behind the other; and what is looked for, taken apart alike.

Letters, digits and the marks that stand on them are parts of words, and private signs, which are
somebody's letters; all else parts them. So does SQLite's index of words, in which a text has the
same words in the same places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from workbench.domain.folding import fold_words, without_apostrophes

GRAM = 3
_PARTS_OF_WORDS = {"Mn", "Mc", "Co"}


class _Table(dict[int, str]):
    """A translation table that decides on a code point when it first meets it."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        category = unicodedata.category(sign)
        self[code] = kept = sign if category[0] in "LN" or category in _PARTS_OF_WORDS else " "
        return kept


_TABLE = _Table()


def tokens(text: str) -> list[str]:
    """The words of a text, in order."""
    return _tokens(fold_words(text))


def _tokens(folded: str) -> list[str]:
    return folded.lower().translate(_TABLE).split()


def in_a_row(words: Iterable[str]) -> str:
    """Words as one text, in which some that stand in a row are a part between two spaces."""
    return " ".join(("", *words, ""))


def letters(text: str) -> str:
    """A text as its letters are looked for, whatever stands between them. Two line feeds more, so
    that the last two letters begin a gram as well."""
    return f"{fold_words(text).lower()}\n\n"


def grams(text: str) -> set[str]:
    """What three letters stand in a row in such a text."""
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


class Phrase(NamedTuple):
    """Words that stand one behind the other."""

    words: tuple[str, ...]
    """None where nothing that was asked for is a word."""
    is_begun: bool
    """Whether the last one may go on."""


def phrases(folded: str) -> list[Phrase]:
    """What folded words ask for: any of these. One with an apostrophe may be written without it;
    a star at the end says that the last one may go on."""
    return [_phrase(way) for way in ways(folded)]


def ways(folded: str) -> list[str]:
    """How folded words may be written."""
    return [*dict.fromkeys((folded, without_apostrophes(folded)))]


def _phrase(folded: str) -> Phrase:
    return Phrase(tuple(_tokens(folded)), folded.endswith("*") and len(folded) > 1)
