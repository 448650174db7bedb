"""The user's words as full-text conditions: always literal, never syntax.

Words that stand between spaces are looked up in the index of words. Those of scripts that write no
spaces (Han, kana, Thai, Lao, Burmese, Khmer) are looked up in the index of trigrams too, where a
word of one or two characters is what a trigram begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.domain.filter import search_words

Values = dict[str, str | int]
Condition = tuple[str, Values]
"""A condition in SQL, and the values of its names."""

_TRIGRAM = 3
_LAST = "\U0010ffff"
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\U00020000-\U0003ffff]"
_LETTER = re.compile(r"[^\W_]")
_SAMPLE = 4000
"""Code points that are looked at to tell the script."""


def words_condition(words: str, name: str) -> Condition:
    """The condition that article a holds all the words, and its values, named after name.

    A star at the end of a word makes it a prefix; marks without a letter or digit ask for nothing.
    """
    from workbench.domain.folding import fold_words  # not on the way to the first page

    spaced: list[str] = []
    unspaced: list[str] = []
    for word in search_words(words.replace("\0", " ")):
        folded = fold_words(word)
        (unspaced if is_unspaced(folded) else spaced).append(folded)
    parts: list[str] = []
    values: Values = {}
    if spaced or not unspaced:
        parts.append(_matching("article_words", name))
        values[name] = literal_query(spaced)
    for place, word in enumerate(unspaced):
        part, more = _unspaced_condition(word.rstrip("*"), f"{name}_{place}")
        parts.append(part)
        values |= more
    return " AND ".join(parts), values


def literal_query(words: Iterable[str]) -> str:
    """The folded words as an FTS5 query: each a phrase, all of them required. One with an
    apostrophe may be written without it, and the other way round (`joined` in the index)."""
    from workbench.domain.folding import without_apostrophes

    plain, either = [], []
    for word in words:
        joined = without_apostrophes(word)
        if joined == word:
            plain.append(_phrase(word))
        else:
            either.append(f"({_phrase(word)} OR {_phrase(joined)})")
    # Without AND between them FTS5 passes over a phrase that is all punctuation.
    every = " ".join(plain)
    if not either:
        return every or '""'
    return " AND ".join([f"({every})", *either] if _LETTER.search(every) else either)


def _phrase(word: str) -> str:
    star = word.endswith("*") and len(word) > 1
    quoted = '"' + (word[:-1] if star else word).replace('"', '""') + '"'
    return quoted + ("*" if star else "")


def is_unspaced(text: str) -> bool:
    """Whether a good part of the text is in scripts that put no spaces between words."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return False
    return len(re.findall(_UNSPACED, sample)) * 10 >= len(sample)


def _unspaced_condition(word: str, name: str) -> Condition:
    values: Values = {name: literal_query([word])}
    if len(word) >= _TRIGRAM:
        inside = _matching("article_trigrams", name)
    else:
        first, last = f"{name}_first", f"{name}_last"
        inside = (
            "a.id IN (SELECT doc FROM article_trigram_places "
            f"WHERE term >= :{first} AND term < :{last})"
        )
        values |= {first: word.lower(), last: word.lower() + _LAST}
    return f"({inside} OR {_matching('article_words', name)})", values


def _matching(table: str, name: str) -> str:
    return f"a.id IN (SELECT rowid FROM {table} WHERE {table} MATCH :{name})"
