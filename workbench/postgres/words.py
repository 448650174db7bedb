"""The user's words as conditions over rows w of the index of articles' words, and over those of
claims: always literal, never syntax.

The server's index says which rows hold each of some words; that they stand one behind the other, or
near each other, or in the title, is asked of the words themselves, which stand beside. A text of
more words than the server takes is under NOTED, and asked always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from workbench.domain.filter import search_words
from workbench.domain.folding import fold_words
from workbench.errors import UsageError
from workbench.stored.indexed import CLAIM_PARTS, asked_apart
from workbench.stored.tokens import GRAM, Phrase, grams, in_a_row, phrases, ways
from workbench.stored.words import is_unspaced

Values = dict[str, Any]
Condition = tuple[str, Values]
"""A condition in SQL, and the values of its names."""

NOTED = " "
"""What a text is found under whose words are too many for the server: no word is a space."""
LONGEST = 500
"""Letters of a word by which it is found: the server takes 2,046 bytes."""
ARTICLE = ("title", "text", "joined")
"""Where the words of an article stand."""
CLAIM = (*CLAIM_PARTS, "joined")
"""Where those of a claim stand."""
LETTERS = ("title_letters", "letters")
"""Where those stand that are written without spaces."""
NOTHING: Condition = ("false", {})


def among(condition: str) -> str:
    """That article a is among those whose row w of the index a condition holds for."""
    return f"a.id IN (SELECT w.article_id FROM article_words w WHERE {condition})"


def all_words(words: str, name: str) -> Condition:
    """That row w of an article holds all the words. A star at the end of a word makes it a prefix;
    marks without a letter or digit ask for nothing, and find nothing where there is nothing else.
    """
    pieces = [fold_words(piece.replace("\0", " ")) for piece in search_words(words)]
    return _all_held(pieces, name, held)


def all_of_claim(words: str, name: str) -> Condition:
    """As `all_words` row w of a claim."""
    pieces = [asked_apart(piece) for piece in search_words(words)]
    return _all_held(pieces, name, lambda piece, called: in_words(piece, called, CLAIM))


def _all_held(
    pieces: Iterable[str], name: str, holds: Callable[[str, str], Condition]
) -> Condition:
    asked = [one for one in pieces if is_unspaced(one) or phrases(one)[0].words]
    return every(holds(one, f"{name}_{at}") for at, one in enumerate(asked)) if asked else NOTHING


def one_phrase(words: str, name: str, field: str = "") -> Condition:
    """That row w holds the words one behind the other. field: where; empty for anywhere."""
    return held(fold_words(words.replace("\0", " ")), name, field)


def held(folded: str, name: str, field: str = "") -> Condition:
    """As `one_phrase` folded words."""
    if is_unspaced(folded):
        return _unspaced(folded.rstrip("*"), name, field)
    return in_words(folded, name, (field,) if field else ARTICLE)


def in_words(folded: str, name: str, columns: Sequence[str]) -> Condition:
    """That row w holds folded words one behind the other in one of some columns."""
    return one_of(
        _phrase(phrase, f"{name}_{at}", columns) for at, phrase in enumerate(phrases(folded))
    )


def every(conditions: Iterable[Condition]) -> Condition:
    """That all of them hold. conditions: one at least."""
    return _joined(conditions, " AND ")


def one_of(conditions: Iterable[Condition]) -> Condition:
    """That one of them holds. conditions: one at least."""
    return _joined(conditions, " OR ")


def _joined(conditions: Iterable[Condition], joint: str) -> Condition:
    parts, values = [], Values()
    for part, more in conditions:
        parts.append(f"({part})")
        values |= more
    return joint.join(parts), values


def _phrase(phrase: Phrase, name: str, columns: Sequence[str]) -> Condition:
    if not phrase.words:
        return NOTHING
    stands = in_a_row(phrase.words)
    values = {
        name: terms_query(phrase.words, is_begun=phrase.is_begun),
        f"{name}_words": stands[:-1] if phrase.is_begun else stands,
    }
    exactly = " OR ".join(f"strpos(w.{column}, %({name}_words)s) > 0" for column in columns)
    is_one = len(phrase.words) == 1 and len(phrase.words[0]) <= LONGEST
    if is_one and columns in (ARTICLE, CLAIM):  # that is known without a look at the words
        exactly = f"w.is_noted = 0 OR {exactly}"
    return f"w.terms @@ %({name})s::tsquery AND ({exactly})", values


def _unspaced(word: str, name: str, field: str) -> Condition:
    """That row w holds a word of a script without spaces, wherever it stands, or as a word."""
    as_word = in_words(word, f"{name}_word", (field,) if field else ARTICLE)
    columns = {"title": ("title_letters",), "text": ("letters",)}.get(field, LETTERS)
    return one_of((as_word, in_letters(word, name, columns)))


def in_letters(folded: str, name: str, columns: Sequence[str] = LETTERS) -> Condition:
    """That row w holds folded letters one behind the other, whatever stands beside them."""
    return one_of(
        _letters(way.lower(), f"{name}_{at}", columns) for at, way in enumerate(ways(folded))
    )


def _letters(sought: str, name: str, columns: Sequence[str]) -> Condition:
    known = sorted(grams(sought)) or [sought]
    exactly = " OR ".join(f"strpos(w.{column}, %({name}_letters)s) > 0" for column in columns)
    return (
        f"w.grams @@ %({name})s::tsquery AND ({exactly})",
        {name: terms_query(known, is_begun=len(sought) < GRAM), f"{name}_letters": sought},
    )


def terms_query(terms: Iterable[str], *, is_begun: bool = False) -> str:
    """That a row has all the terms, as the server's index is asked. is_begun: that of the last one
    it has what begins so."""
    asked = " & ".join(_quoted(term[:LONGEST]) for term in terms)
    return f"{asked}{':*' if is_begun else ''} | {_quoted(NOTED)}"


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def near(words: Sequence[str], within: int, field: str, name: str) -> Condition:
    """That the words stand near each other in row w: from where the first one of them ends to
    where the last one begins there are so many words at most. Raises UsageError for scripts without
    spaces, which have no words to count."""
    folded = [fold_words(word.replace("\0", " ")) for word in words]
    if unspaced := next(filter(is_unspaced, folded), ""):
        raise UsageError(
            f"near counts words, and {unspaced!r} is written without spaces between them",
            "Ask for each by itself.",
        )
    sought = [one for one in (phrases(word)[0] for word in folded) if one.words]
    if not sought:
        return NOTHING
    columns = (field,) if field == "title" else ARTICLE
    index, values = every(
        _phrase(phrase, f"{name}_{at}", columns) for at, phrase in enumerate(sought)
    )
    places = [_places(phrase, f"{name}_{at}", at) for at, phrase in enumerate(sought)]
    for _, more in places:
        values |= more
    begins = " UNION ALL ".join(part for part, _ in places)
    beside = " AND ".join(
        f"EXISTS(SELECT FROM begins b WHERE b.part = {at} "
        f"AND b.at BETWEEN last.at - {len(phrase.words) + within} AND last.at)"
        for at, phrase in enumerate(sought)
    )
    stand = " OR ".join(
        f"""EXISTS(WITH row AS MATERIALIZED (
                SELECT string_to_array(btrim(w.{column}), ' ') AS words),
            begins(part, at) AS MATERIALIZED ({begins})
            SELECT FROM begins last WHERE {beside})"""
        for column in columns
    )
    return f"{index} AND ({stand})", values


def _places(phrase: Phrase, name: str, part: int) -> Condition:
    """A SELECT of where a phrase begins in the words of a row."""
    *before, last = phrase.words
    at_last = "one.word" if not before else f"row.words[one.at + {len(before)}]"
    is_last = (
        f"starts_with({at_last}, %({name}_last)s)"
        if phrase.is_begun
        else f"{at_last} = %({name}_last)s"
    )
    values: Values = {f"{name}_last": last}
    if before:
        values[f"{name}_before"] = before
        is_last += (
            f" AND one.word = (%({name}_before)s::text[])[1] AND "
            f"row.words[one.at:one.at + {len(before) - 1}] = %({name}_before)s::text[]"
        )
    return (
        f"SELECT {part}, one.at FROM row, unnest(row.words) WITH ORDINALITY one(word, at) "
        f"WHERE {is_last}",
        values,
    )
