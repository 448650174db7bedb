"""The names that what was typed may mean, of however many there are.

One pass over the index of folded names finds those that hold the words, and only where these are
few a second one those that may hold them with a slip. Orders roughly and leaves out nothing that
would be near the top: who is best is for `match` to say, over the few that come from here.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

LEAST = 200
"""Names that are handed on at least, where there are as many."""
_A_HIT = 20
"""Names that are handed on for each one that is wanted."""
_WORTH_HALVING = 4
"""Letters from which on a word may have a slip in it."""
_UNMET = 0.4
"""Share of the typed letters that a name which fits may do without."""


class Name(NamedTuple):
    """A name or an alias of a source."""

    source_id: int
    position: int
    """0: its name; more: an alias."""
    uid: str
    words: str


def names_like(connection: sqlite3.Connection, folded: str, limit: int) -> list[Name]:
    """The names that folded words may mean, in the order in which sources were made; limit: how
    many sources are wanted of them."""
    if not folded:
        return []
    most = max(LEAST, _A_HIT * limit)
    found = {*_holding(connection, folded, most), *_with_initials(connection, folded, most)}
    if len(found) < limit:
        found |= {*_nearly_holding(connection, folded, most)}
    return sorted(found)


def _holding(connection: sqlite3.Connection, folded: str, most: int) -> list[Name]:
    """Names with every word in them: those first that begin as typed, then those where a word
    does, each time the shortest."""
    words = list(dict.fromkeys(folded.split()))
    holds = " AND ".join("instr(folded, ?)" for _ in words)
    return _picked(
        connection,
        f"""WHERE {holds}
        ORDER BY instr(folded, ?) = 1 DESC, instr(' ' || folded, ' ' || ?) > 0 DESC, length(folded)
        LIMIT ?""",
        (*words, folded, folded, most),
    )


def _with_initials(connection: sqlite3.Connection, folded: str, most: int) -> list[Name]:
    """Names of as many words, each of which begins with one of the letters."""
    letters = folded.replace(" ", "")
    if not (2 <= len(letters) <= 8 and letters.isalnum()):
        return []
    return _picked(
        connection,
        """WHERE folded GLOB ? AND length(folded) - length(replace(folded, ' ', '')) = ?
        LIMIT ?""",
        (" ".join(f"{letter}*" for letter in letters), len(letters) - 1, most),
    )


def _nearly_holding(connection: sqlite3.Connection, folded: str, most: int) -> list[Name]:
    """Names with half of a long word in them: a slip spoils one half and leaves the other. Those
    first that have most of all halves, then those of nearly the length."""
    words = sorted(dict.fromkeys(folded.split()), key=len, reverse=True)
    parts = {part: f":part{at}" for at, part in enumerate(_halves(words))}
    needed = " OR ".join(f"instr(folded, {parts[one]})" for one in _halves(_needed(words)))
    held = " + ".join(
        f"{len(part)} * (instr(folded, {place}) > 0)" for part, place in parts.items()
    )
    return _picked(
        connection,
        f"WHERE {needed} ORDER BY {held} DESC, abs(length(folded) - :cells) LIMIT :most",
        {"cells": len(folded), "most": most} | {name[1:]: part for part, name in parts.items()},
    )


def _needed(words: list[str]) -> list[str]:
    """Of the words, longest first, as many as no name that fits does without all of."""
    spared = _UNMET * sum(map(len, words))
    for count, word in enumerate(words, 1):
        spared -= len(word)
        if spared < 0:
            return words[:count]
    return words


def _halves(words: list[str]) -> list[str]:
    """Both halves of each word, without the letter between them, so that two which changed places
    spoil one half only; a short word whole."""
    halves: list[str] = []
    for word in words:
        middle = len(word) // 2
        behind = middle + (len(word) > _WORTH_HALVING)
        long = len(word) >= _WORTH_HALVING
        halves += [word[:middle], word[behind:]] if long else [word]
    return list(dict.fromkeys(halves))


def _picked(
    connection: sqlite3.Connection, which: str, values: tuple[object, ...] | dict[str, object]
) -> list[Name]:
    rows = connection.execute(
        f"""SELECT source_id, position, source.uid, name.name
        FROM (SELECT source_id, position FROM source_name {which})
        JOIN source_name AS name USING(source_id, position)
        JOIN source ON source.id = source_id""",
        values,
    )
    return [Name(*row) for row in rows]
