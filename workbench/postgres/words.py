"""The user's words as conditions over rows w of the index of articles' words, and over those of
claims: always literal, never syntax.

The server's index says which rows hold each of some words, and their places beside it, which hold
them one behind the other, near each other, or in the title. Of a text of more words than it counts
it knows the words without places, and the text's words are asked (LONG); of one of more than it
takes they are asked always (NOTED).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from workbench.domain.filter import search_words
from workbench.domain.folding import fold_words
from workbench.stored.indexed import CLAIM_PARTS, asked_apart
from workbench.stored.tokens import GRAM, Phrase, grams, in_a_row, phrases, ways
from workbench.stored.words import is_unspaced

Values = dict[str, Any]
Condition = tuple[str, Values]
"""A condition in SQL, and the values of its names."""

NOTED = " "
"""What a text is found under whose words are too many for the server: no word is a space."""
LONG = "  "
"""What a text is under, beside its words, whose places are more than the server counts."""
LONGEST = 500
"""Letters of a word by which it is found: the server takes 2,046 bytes."""
GAP = 1_000
"""Places between the last word of a column and the first one of the next."""
WEIGHTS = {"title": "A", "text": "D", "joined": "C"}
"""By which letter the places in a column are told from others."""
ARTICLE = ("title", "text", "joined")
"""Where the words of an article stand."""
CLAIM = (*CLAIM_PARTS, "joined")
"""Where those of a claim stand."""
LETTERS = ("title_letters", "letters")
"""Where those stand that are written without spaces."""
NOTHING: Condition = ("false", {})


def among(condition: str) -> str:
    """That article a is among those whose row w of the index a condition holds for."""
    return f"a.id IN ({holding(condition)})"


def holding(condition: str) -> str:
    """A SELECT of the numbers of those articles."""
    return f"SELECT w.article_id FROM article_words w WHERE {condition}"


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
        stands(phrase, f"{name}_{at}", columns) for at, phrase in enumerate(phrases(folded))
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


def stands(phrase: Phrase, name: str, columns: Sequence[str]) -> Condition:
    """That a phrase stands in one of some columns of row w."""
    if not phrase.words:
        return NOTHING
    words = in_a_row(phrase.words)
    exactly = " OR ".join(f"strpos(w.{column}, %({name}_words)s) > 0" for column in columns)
    return (
        f"w.terms @@ %({name})s::tsquery AND (w.is_long = 0 OR {exactly})",
        {
            name: either(in_order(phrase, columns), [phrase]),
            f"{name}_words": words[:-1] if phrase.is_begun else words,
        },
    )


def in_order(phrase: Phrase, columns: Sequence[str]) -> str:
    """That the words of a phrase stand one behind the other, as the server is asked."""
    *before, last = phrase.words
    asked = [term(word, columns) for word in before]
    return " <-> ".join([*asked, term(last, columns, is_begun=phrase.is_begun)])


def either(asked: str, phrases: Iterable[Phrase]) -> str:
    """What is asked of places, or that a row whose places the server does not know may hold the
    phrases."""
    words = (
        term(word, is_begun=phrase.is_begun and at == len(phrase.words))
        for phrase in phrases
        for at, word in enumerate(phrase.words, 1)
    )
    return f"{asked} | {' & '.join((term(LONG), *words))} | {term(NOTED)}"


def term(word: str, columns: Sequence[str] = (), *, is_begun: bool = False) -> str:
    """A word as the server is asked for it. columns: of an article, where it is to stand; without
    any, anywhere."""
    quoted = word[:LONGEST].replace("\\", "\\\\").replace("'", "''")
    weights = "".join(WEIGHTS[one] for one in columns) if {*columns} < {*ARTICLE} else ""
    marks = ("*" if is_begun else "") + weights
    return f"'{quoted}':{marks}" if marks else f"'{quoted}'"


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
    *known, last = sorted(grams(sought)) or [sought]
    asked = [*map(term, known), term(last, is_begun=len(sought) < GRAM)]
    exactly = " OR ".join(f"strpos(w.{column}, %({name}_letters)s) > 0" for column in columns)
    return (
        f"w.grams @@ %({name})s::tsquery AND ({exactly})",
        {name: f"{' & '.join(asked)} | {term(NOTED)}", f"{name}_letters": sought},
    )
