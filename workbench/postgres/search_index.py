"""What search finds articles and claims by: their folded words, written with each of them. Derived
from texts and claims; what asks for them is `words`, what makes them anew `search_build`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from workbench.domain.folding import FOLDING
from workbench.postgres.connection import Connection
from workbench.postgres.words import CLAIM, LONGEST, NOTED
from workbench.stored.indexed import CLAIM_PARTS, fold_apart, joined
from workbench.stored.tokens import grams, in_a_row, letters, tokens
from workbench.stored.words import is_unspaced

_MOST = 900_000
"""Bytes of different terms under which the server finds one row: it takes 2**20 at most."""


class ArticleWords(NamedTuple):
    """What the index has of an article."""

    number: int
    folding: int
    title: str
    text: str
    joined: str
    terms: list[str]
    is_noted: bool
    title_letters: str
    letters: str
    grams: list[str]

    @classmethod
    def of(cls, number: int, title: str, text: str) -> ArticleWords:
        """What it has of a title and a text."""
        words = tokens(title), tokens(text), tokens(joined((title, text)))
        spelt = (letters(title), letters(text)) if is_unspaced(text) else ("", "")
        terms = terms_of(chain(*words))
        return cls(
            number,
            FOLDING,
            title=in_a_row(words[0]),
            text=in_a_row(words[1]),
            joined=in_a_row(words[2]),
            terms=terms,
            is_noted=terms == [NOTED],
            title_letters=spelt[0],
            letters=spelt[1],
            grams=terms_of(chain(*map(grams, spelt))),
        )


def terms_of(words: Iterable[str]) -> list[str]:
    """The terms under which words are found, in order."""
    terms = {word[:LONGEST] for word in words}
    too_many = sum(len(term.encode()) for term in terms) > _MOST
    return [NOTED] if too_many else sorted(terms)


_WRITE = """INSERT INTO article_words(
        article_id, folding, title, text, joined, terms, is_noted, title_letters, letters, grams)
    VALUES (%s, %s, %s, %s, %s, array_to_tsvector(%s::text[]), %s, %s, %s,
        array_to_tsvector(%s::text[]))
    ON CONFLICT (article_id) DO UPDATE SET folding = excluded.folding, title = excluded.title,
        text = excluded.text, joined = excluded.joined, terms = excluded.terms,
        is_noted = excluded.is_noted, title_letters = excluded.title_letters,
        letters = excluded.letters, grams = excluded.grams"""


def index_texts(connection: Connection, texts: Iterable[tuple[int, str, str]]) -> None:
    """Have (number, title, text) of articles in the index, in an open write transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE, [ArticleWords.of(*one) for one in texts])


def words_of_claim(parts: Iterable[str]) -> dict[str, str | list[str] | bool]:
    """What the index has of a claim's parts, which are in the order of CLAIM_PARTS."""
    texts = tuple(parts)
    words = [tokens(fold_apart(part)) for part in texts] + [tokens(joined(texts))]
    terms = terms_of(chain(*words))
    return {
        **dict(zip(CLAIM, map(in_a_row, words), strict=True)),
        "terms": terms,
        "is_noted": terms == [NOTED],
    }


_INDEX_CLAIM = """INSERT INTO claim_words(
        claim_id, exact, restatement, gloss, note, joined, terms, is_noted)
    SELECT id, %(exact)s, %(restatement)s, %(gloss)s, %(note)s, %(joined)s,
        array_to_tsvector(%(terms)s::text[]), %(is_noted)s
    FROM claim WHERE uid = %(uid)s
    ON CONFLICT (claim_id) DO UPDATE SET exact = excluded.exact,
        restatement = excluded.restatement, gloss = excluded.gloss, note = excluded.note,
        joined = excluded.joined, terms = excluded.terms, is_noted = excluded.is_noted"""


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
