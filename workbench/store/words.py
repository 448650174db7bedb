"""The user's words as full-text conditions: always literal, never syntax.

Words that stand between spaces are looked up in the index of words. Those of scripts that write no
spaces (Han, kana, Thai, Lao, Burmese, Khmer) are looked up in the index of trigrams too, where a
word of one or two characters is what a trigram begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.domain.filter import search_words
from workbench.domain.folding import without_apostrophes
from workbench.errors import UsageError
from workbench.stored.words import by_script

Values = dict[str, str | int]
Condition = tuple[str, Values]
"""A condition in SQL, and the values of its names."""

_TRIGRAM = 3
_LAST = "\U0010ffff"
_LETTER = re.compile(r"[^\W_]")


class Shelf(NamedTuple):
    """The tables of one index of articles."""

    words: str
    trigrams: str
    places: str


SHELVES = (
    Shelf("article_words_2", "article_trigrams_2", "article_trigram_places_2"),
    Shelf("article_words", "article_trigrams", "article_trigram_places"),
)
"""Where the indexes of an even and of an odd folding stand: an older one is asked, with what there
is of the new one, until that is whole; then it is empty."""
CLAIM_INDEX = "claim_words"


def shelf_of(version: int) -> Shelf:
    """Where the index of a folding stands."""
    return SHELVES[version % 2]


def words_condition(words: str, name: str) -> Condition:
    """The condition that article a holds all the words, and its values, named after name.

    A star at the end of a word makes it a prefix; marks without a letter or digit ask for nothing.
    """
    parts: list[str] = []
    values: Values = {}
    spaced, unspaced = by_script(search_words(words.replace("\0", " ")))
    if spaced or not unspaced:
        parts.append(among(matching(name)))
        values[name] = literal_query(spaced)
    for place, word in enumerate(unspaced):
        numbers, more = _unspaced(word.rstrip("*"), f"{name}_{place}", "")
        parts.append(among(numbers))
        values |= more
    return " AND ".join(parts), values


def words_probe(words: str, name: str) -> tuple[str, str]:
    """The condition of `words_condition` for few articles a of many that hold the words: each is
    looked up. And a SELECT of the numbers of all. Both empty where scripts without spaces are
    among the words, whose lists are short."""
    spaced, unspaced = by_script(search_words(words.replace("\0", " ")))
    if unspaced or not spaced:
        return "", ""
    return f"({matching_each(name)})", matching(name)


class Query(NamedTuple):
    """What the index of words is asked for, as FTS5 reads it."""

    match: str
    is_quick: bool
    """Whether it is soon asked of one article. Of a prefix the index would put together all words
    anew for each; words near each other are looked up once."""


def phrase_query(words: str, column: str = "") -> Query | None:
    """That an article holds the words one behind the other; None for scripts without spaces, of
    which `unspaced_numbers` knows more. column: the one of the index; empty for all."""
    spaced, unspaced = by_script([words.replace("\0", " ")])
    if unspaced:
        return None
    query = literal_query(spaced)
    is_quick = not any(word.endswith("*") for word in spaced)
    return Query(f"{{{column}}} : ({query})" if column else query, is_quick)


def near_query(words: Iterable[str], within: int, field: str) -> Query:
    """That the words stand near each other. Raises UsageError for scripts without spaces, which
    have no words to count."""
    spaced, unspaced = by_script([word.replace("\0", " ") for word in words])
    if unspaced:
        raise UsageError(
            f"near counts words, and {unspaced[0]!r} is written without spaces between them",
            "Ask for each by itself.",
        )
    near = f"NEAR({' '.join(map(_phrase, spaced))}, {within})"
    return Query(f"{{title}} : {near}" if field == "title" else near, is_quick=False)


def all_of(queries: Sequence[Query], but: Sequence[Query] = ()) -> Query:
    """That an article holds what all of the queries ask for, and nothing of some others: the index
    walks down the rarest, and looks for the rest from there. queries: one at least."""
    match = " AND ".join(f"({one.match})" for one in queries)
    if but:
        match = f"({match}) NOT ({one_of(but).match})"
    return Query(match, all(one.is_quick for one in (*queries, *but)))


def one_of(queries: Sequence[Query]) -> Query:
    """That an article holds what one of the queries asks for."""
    return Query(
        " OR ".join(f"({one.match})" for one in queries), all(one.is_quick for one in queries)
    )


def literal_query(words: Iterable[str]) -> str:
    """The folded words as an FTS5 query: each a phrase, all of them required. One with an
    apostrophe may be written without it, and the other way round (`joined` in the index)."""
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


def unspaced_numbers(words: str, name: str, column: str = "") -> Condition:
    """A SELECT of the numbers of the articles that hold words of a script without spaces, and its
    values. column: the one of the index; empty for all."""
    return _unspaced(by_script([words.replace("\0", " ")])[1][0].rstrip("*"), name, column)


def _unspaced(word: str, name: str, column: str) -> Condition:
    """A SELECT of the numbers of the articles that hold the word, and its values."""
    query = literal_query([word])
    values: Values = {name: f"{{{column}}} : ({query})" if column else query}
    if len(word) >= _TRIGRAM:
        inside = matching(name, "trigrams")
    else:
        first, last = f"{name}_first", f"{name}_last"
        inside = " UNION ALL ".join(
            f"SELECT doc FROM {shelf.places} WHERE term >= :{first} AND term < :{last}"
            + (f" AND col = '{column}'" if column else "")
            for shelf in SHELVES
        )
        values |= {first: word.lower(), last: word.lower() + _LAST}
    return f"{inside} UNION {matching(name)}", values


def matching(name: str, kind: str = "words") -> str:
    """A SELECT of the numbers of articles that match the value of a name, in whatever index is
    there."""
    tables = [getattr(shelf, kind) for shelf in SHELVES]
    return " UNION ALL ".join(
        f"SELECT rowid FROM {table} WHERE {table} MATCH :{name}" for table in tables
    )


def matching_each(name: str) -> str:
    """That article a matches the value of a name, asked of it alone."""
    return " OR ".join(
        f"EXISTS(SELECT 1 FROM {shelf.words} WHERE {shelf.words} MATCH :{name} AND rowid = a.id)"
        for shelf in SHELVES
    )


def among(numbers: str) -> str:
    """That article a is in a SELECT of numbers."""
    return f"a.id IN ({numbers})"
