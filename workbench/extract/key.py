"""What a key of a language file is: the shape of what it holds, and what it means."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

WORDS, MAP, NUMBERS, LISTS, RECORDS, TEXT = (
    "words", "map", "numbers", "lists", "records", "text",
)  # fmt: skip


class Key(NamedTuple):
    """One key of a language file."""

    shape: str
    """WORDS: a list; MAP, NUMBERS, LISTS: words to text, to numbers, to lists of words; RECORDS:
    tables; TEXT: one text."""
    meaning: str
    terms: frozenset[str] = frozenset()
    """Of a text: what it may be; anything, where there are none."""


def words(meaning: str) -> Key:
    """A list of words or phrases."""
    return Key(WORDS, meaning)


def table(meaning: str) -> Key:
    """A table of words to text."""
    return Key(MAP, meaning)


def numbers(meaning: str) -> Key:
    """A table of words to numbers."""
    return Key(NUMBERS, meaning)


def lists(meaning: str) -> Key:
    """A table of words to lists of words."""
    return Key(LISTS, meaning)


def term(terms: type[StrEnum], meaning: str) -> Key:
    """One of some terms."""
    return Key(TEXT, meaning, frozenset(terms))
