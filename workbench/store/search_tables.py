"""What schema 9 makes of the search indexes of articles: the same words, in fewer bytes.

An index says with each place of a word in which column it is, in two bytes, but for the first one.
Most places are in texts, so their column comes first: a quarter of the index.
"""

from __future__ import annotations

_OPTIONS = (
    # Vowel signs are parts of words; all else that is no letter was folded away before. The bidi
    # isolates are younger than this tokenizer, which takes them for letters.
    """content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc' """
    """separators '\u2066\u2067\u2068\u2069'\""""
)
_PLACES = ("", "_2")
"""Endings of the tables of the two shelves (`words.SHELVES`)."""

TEXTS_FIRST = (
    *(f"DROP TABLE article_words{place}" for place in _PLACES),
    *(f"DROP TABLE article_trigrams{place}" for place in _PLACES),
    *(
        f"CREATE VIRTUAL TABLE article_words{place} USING fts5(text, title, joined, {_OPTIONS})"
        for place in _PLACES
    ),
    *(
        f"CREATE VIRTUAL TABLE article_trigrams{place} USING fts5(text, title, content='', "
        "tokenize='trigram')"
        for place in _PLACES
    ),
)
"""Their rows are not written here: `search_build` makes them, some at a time."""
