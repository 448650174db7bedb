"""Words near each other, as a condition over rows w of the index of articles' words.

Of two words the server compares the places that it keeps. Of more, of several words in a row, and
of a row whose places it does not keep, each word is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from workbench.domain.folding import fold_words
from workbench.errors import UsageError
from workbench.postgres.words import (
    ARTICLE,
    NOTHING,
    WEIGHTS,
    Condition,
    Values,
    either,
    in_order,
    stands,
    term,
)
from workbench.stored.tokens import Phrase, phrases
from workbench.stored.words import is_unspaced

_FARTHEST = 100
"""Words between two whose places are compared: each distance is tried by itself."""


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
    if len(sought) == 1:
        return stands(sought[0], name, columns)
    asked = " & ".join(f"({in_order(phrase, columns)})" for phrase in sought)
    condition, values = _looked_at(sought, within, name, columns)
    values[name] = either(asked, sought)
    if len(sought) == 2 and within <= _FARTHEST and all(len(one.words) == 1 for one in sought):
        # Asked of the row alone: the index would look up the words for each distance.
        compared = f"ts_match_vq(w.terms, %({name}_places)s::tsquery)"
        condition = f"CASE WHEN w.is_long = 0 THEN {compared} ELSE {condition} END"
        values[f"{name}_places"] = _apart(sought, within, columns)
    return f"w.terms @@ %({name})s::tsquery AND ({condition})", values


def _apart(sought: Sequence[Phrase], within: int, columns: Sequence[str]) -> str:
    """That two words have such places, as the server is asked."""
    words = [term(one.words[0], columns, is_begun=one.is_begun) for one in sought]
    # One word may be both: the same one, or what two beginnings begin.
    both = [f"{words[0]} <0> {words[1]}"]
    return " | ".join(
        both
        + [
            f"{one} <{distance}> {other}"
            for one, other in permutations(words)
            for distance in range(1, within + 2)
        ]
    )


def _looked_at(
    sought: Sequence[Phrase], within: int, name: str, columns: Sequence[str]
) -> Condition:
    places = [_places(phrase, f"{name}_{at}", at) for at, phrase in enumerate(sought)]
    values: Values = {}
    for _, more in places:
        values |= more
    begins = " UNION ALL ".join(part for part, _ in places)
    beside = " AND ".join(
        f"EXISTS(SELECT FROM begins b WHERE b.part = {at} "
        f"AND b.at BETWEEN last.at - {len(phrase.words) + within} AND last.at)"
        for at, phrase in enumerate(sought)
    )
    condition = " OR ".join(
        f"""EXISTS(WITH row AS MATERIALIZED (SELECT {_words_in(column)} AS words),
            begins(part, at) AS MATERIALIZED ({begins})
            SELECT FROM begins last WHERE {beside})"""
        for column in columns
    )
    return f"({condition})", values


def _words_in(column: str) -> str:
    """The words of a column of row w, in order."""
    return f"""CASE WHEN w.is_long = 1 THEN string_to_array(btrim(w.{column}), ' ')
        ELSE (SELECT array_agg(one.lexeme COLLATE "C" ORDER BY place.at)
            FROM unnest(w.terms) one, unnest(one.positions, one.weights) place(at, weight)
            WHERE place.weight = '{WEIGHTS[column]}') END"""


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
