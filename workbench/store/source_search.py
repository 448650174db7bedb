"""The names that what was typed may mean, of however many there are.

One pass over the index of folded names finds those that hold the words, and only where these are
few a second one those that may hold them with a slip. Orders roughly and leaves out nothing that
would be near the top: who is best is for `match` to say, over the few that come from here.
"""

from __future__ import annotations

import sqlite3

from workbench.stored.source_search import Name, halves, initials_of, most_of, needed, words_of


def names_like(connection: sqlite3.Connection, folded: str, limit: int) -> list[Name]:
    """The names that folded words may mean, in the order in which sources were made; limit: how
    many sources are wanted of them."""
    if not folded:
        return []
    most = most_of(limit)
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
    letters = initials_of(folded)
    if not letters:
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
    words = words_of(folded)
    parts = {part: f":part{at}" for at, part in enumerate(halves(words))}
    holds = " OR ".join(f"instr(folded, {parts[one]})" for one in halves(needed(words)))
    held = " + ".join(
        f"{len(part)} * (instr(folded, {place}) > 0)" for part, place in parts.items()
    )
    return _picked(
        connection,
        f"WHERE {holds} ORDER BY {held} DESC, abs(length(folded) - :cells) LIMIT :most",
        {"cells": len(folded), "most": most} | {name[1:]: part for part, name in parts.items()},
    )


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
