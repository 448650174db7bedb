"""The names that what was typed may mean, of however many there are.

One pass over the folded names finds those that hold the words, and only where these are few a
second one those that may hold them with a slip. Orders roughly and leaves out nothing that would be
near the top: who is best is for `match` to say, over the few that come from here.
"""

from __future__ import annotations

from workbench.postgres.connection import Connection
from workbench.postgres.words import Condition, Values
from workbench.stored.source_search import Name, halves, initials_of, most_of, needed, words_of

_TIES = "folded, source_id, position"


def names_like(connection: Connection, folded: str, limit: int) -> list[Name]:
    """The names that folded words may mean, in the order in which sources were made; limit: how
    many sources are wanted of them."""
    if not folded:
        return []
    most = most_of(limit)
    found = {*_picked(connection, _holding(folded), most)}
    if letters := initials_of(folded):
        found |= {*_picked(connection, _with_initials(letters), most)}
    if len(found) < limit:
        found |= {*_picked(connection, _nearly_holding(folded), most)}
    return sorted(found)


def _holding(folded: str) -> Condition:
    """Names with every word in them: those first that begin as typed, then those where a word
    does, each time the shortest."""
    return (
        f"""WHERE (SELECT bool_and(strpos(folded, word) > 0) FROM unnest(%(words)s::text[]) word)
        ORDER BY strpos(folded, %(typed)s) = 1 DESC,
            strpos(' ' || folded, ' ' || %(typed)s) > 0 DESC, length(folded), {_TIES}""",
        {"words": words_of(folded), "typed": folded},
    )


def _with_initials(letters: str) -> Condition:
    """Names of as many words, each of which begins with one of the letters."""
    return (
        f"""WHERE folded LIKE %(initials)s
        AND length(folded) - length(replace(folded, ' ', '')) = %(spaces)s ORDER BY {_TIES}""",
        {"initials": " ".join(f"{letter}%" for letter in letters), "spaces": len(letters) - 1},
    )


def _nearly_holding(folded: str) -> Condition:
    """Names with half of a long word in them: a slip spoils one half and leaves the other. Those
    first that have most of all halves, then those of nearly the length."""
    words = words_of(folded)
    values: Values = {
        "needed": halves(needed(words)),
        "parts": halves(words),
        "cells": len(folded),
    }
    return (
        f"""WHERE EXISTS(SELECT FROM unnest(%(needed)s::text[]) part WHERE strpos(folded, part) > 0)
        ORDER BY (SELECT sum(length(part)) FROM unnest(%(parts)s::text[]) part
            WHERE strpos(folded, part) > 0) DESC, abs(length(folded) - %(cells)s), {_TIES}""",
        values,
    )


def _picked(connection: Connection, which: Condition, most: int) -> list[Name]:
    chosen, values = which
    rows = connection.execute(
        f"""SELECT n.source_id, n.position, s.uid, n.name
        FROM (SELECT source_id, position, name FROM source_name {chosen} LIMIT %(most)s) n
        JOIN source s ON s.id = n.source_id""",
        values | {"most": most},
    )
    return [Name(*row) for row in rows]
