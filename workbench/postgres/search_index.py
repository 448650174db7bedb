"""What search finds articles and claims by: their folded words, written with each of them. Derived
from texts and claims; what asks for them is `words`, what makes them anew `search_build`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from workbench.domain.folding import FOLDING
from workbench.postgres.connection import Connection
from workbench.postgres.words import ARTICLE, CLAIM, GAP, LONG, LONGEST, NOTED, WEIGHTS, term
from workbench.stored.indexed import CLAIM_PARTS, fold_apart, joined
from workbench.stored.tokens import grams, in_a_row, letters, tokens
from workbench.stored.words import is_unspaced

_MOST = 900_000
"""Bytes of different terms, with their places, under which the server finds one row: it takes
2**20 at most."""
_LAST_PLACE, _MOST_PLACES = 16_383, 255
"""The last place that the server counts, and how many it keeps of a word."""
_OF_TERM, _OF_PLACE = 4, 2
"""Bytes of a term beside its letters, and of a place."""


class Indexed(NamedTuple):
    """The words of a row's columns, as the server has them."""

    columns: tuple[str, ...]
    """The words of each in a row where the row is long, nothing of any where it is not."""
    terms: str
    """As the server writes a tsvector."""
    is_long: bool

    @classmethod
    def of(cls, columns: Sequence[Sequence[str]], weights: str) -> Indexed:
        """What it has of the words of some columns. weights: a letter for each."""
        places: dict[str, list[str]] = {}
        begin = 1
        for words, weight in zip(columns, weights, strict=True):
            ending = weight.replace(WEIGHTS["text"], "")
            for at, word in enumerate(words, begin):
                places.setdefault(word, []).append(f"{at}{ending}")
            begin += len(words) + GAP
        if _is_counted(places, begin - GAP - 1):
            terms = (f"{term(word)}:{','.join(at)}" for word, at in sorted(places.items()))
            return cls(("",) * len(columns), " ".join(terms), is_long=False)
        short = {LONG, *(word[:LONGEST] for word in places)}
        kept = {NOTED} if _size(short) > _MOST else short
        return cls(tuple(map(in_a_row, columns)), " ".join(map(term, sorted(kept))), is_long=True)


def _is_counted(places: dict[str, list[str]], last: int) -> bool:
    """Whether the server keeps all places, of which this is the last one, and all words as they
    are."""
    return (
        last <= _LAST_PLACE
        and all(len(word) < LONGEST for word in places)
        and all(len(at) <= _MOST_PLACES for at in places.values())
        and _size(places) + _OF_PLACE * last <= _MOST
    )


def _size(words: Iterable[str]) -> int:
    return sum(len(word.encode()) + _OF_TERM for word in words)


class ArticleWords(NamedTuple):
    """What the index has of an article."""

    number: int
    folding: int
    title: str
    text: str
    joined: str
    terms: str
    is_long: bool
    title_letters: str
    letters: str
    grams: list[str]

    @classmethod
    def of(cls, number: int, title: str, text: str) -> ArticleWords:
        """What it has of a title and a text."""
        words = tokens(title), tokens(text), tokens(joined((title, text)))
        spelt = (letters(title), letters(text)) if is_unspaced(text) else ("", "")
        columns, terms, is_long = Indexed.of(words, "".join(WEIGHTS[name] for name in ARTICLE))
        by_title, by_text, by_joined = columns
        return cls(
            number, FOLDING, by_title, by_text, by_joined, terms, is_long, *spelt, _grams_of(spelt)
        )


def _grams_of(spelt: Iterable[str]) -> list[str]:
    """What three letters are in a row there, in order."""
    found = {*chain(*map(grams, spelt))}
    return [NOTED] if _size(found) > _MOST else sorted(found)


_WRITE = """INSERT INTO article_words(
        article_id, folding, title, text, joined, terms, is_long, title_letters, letters, grams)
    VALUES (%s, %s, %s, %s, %s, %s::tsvector, %s, %s, %s, array_to_tsvector(%s::text[]))
    ON CONFLICT (article_id) DO UPDATE SET folding = excluded.folding, title = excluded.title,
        text = excluded.text, joined = excluded.joined, terms = excluded.terms,
        is_long = excluded.is_long, title_letters = excluded.title_letters,
        letters = excluded.letters, grams = excluded.grams"""


def index_texts(connection: Connection, texts: Iterable[tuple[int, str, str]]) -> None:
    """Have (number, title, text) of articles in the index, in an open write transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE, [ArticleWords.of(*one) for one in texts])


def words_of_claim(parts: Iterable[str]) -> dict[str, str | bool]:
    """What the index has of a claim's parts, which are in the order of CLAIM_PARTS."""
    texts = tuple(parts)
    words = [*(tokens(fold_apart(part)) for part in texts), tokens(joined(texts))]
    columns, terms, is_long = Indexed.of(words, WEIGHTS["text"] * len(words))
    return {**dict(zip(CLAIM, columns, strict=True)), "terms": terms, "is_long": is_long}


_INDEX_CLAIM = """INSERT INTO claim_words(
        claim_id, exact, restatement, gloss, note, joined, terms, is_long)
    SELECT id, %(exact)s, %(restatement)s, %(gloss)s, %(note)s, %(joined)s,
        %(terms)s::tsvector, %(is_long)s
    FROM claim WHERE uid = %(uid)s
    ON CONFLICT (claim_id) DO UPDATE SET exact = excluded.exact,
        restatement = excluded.restatement, gloss = excluded.gloss, note = excluded.note,
        joined = excluded.joined, terms = excluded.terms, is_long = excluded.is_long"""


def index_claim(connection: Connection, uid: str, parts: Iterable[str]) -> None:
    """Have the index of claims follow a claim's row, once that is written: its parts are quote,
    restatement, gloss and note. What is taken out is taken out of the index with its row."""
    connection.execute(_INDEX_CLAIM, {"uid": uid, **words_of_claim(parts)})


def index_claims(connection: Connection) -> None:
    """Have the index of claims follow all of them, in an open write transaction."""
    rows = connection.execute(f"SELECT uid, {', '.join(CLAIM_PARTS)} FROM claim").fetchall()
    with connection.cursor() as cursor:
        cursor.executemany(
            _INDEX_CLAIM, [{"uid": uid, **words_of_claim(parts)} for uid, *parts in rows]
        )
