"""The articles that may hold some words or nearly those: first such as hold them one behind the
other, then such as share the rarest of them. How near they come is for others to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from workbench.domain.folding import fold_words
from workbench.postgres.asked import planned
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.words import ARTICLE, Condition, Values, every, in_letters, in_words
from workbench.stored.alike import HELD, LEAST_RARE, LISTED, RARE, pieces_of

_Holds = Callable[[str, str], Condition]
"""A piece and a name -> that row w holds the piece."""


_COUNTED_TO = (200, 2_000, LISTED)
"""How far pieces are counted, one time after the other, until the rarest are known."""
_SURELY = 2
"""How many times as often as a rare one a piece stands that a sample says is none."""


class _Counted(NamedTuple):
    many: int
    piece: str


class LikeSearch:
    """Words in all articles, exactly and nearly."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def candidates(self, words: str, *, limit: int) -> list[tuple[int, str]]:
        sought = pieces_of(fold_words(words).lower())
        if not sought.pieces:
            return []
        holds: _Holds = in_letters if sought.is_unspaced else partial(in_words, columns=ARTICLE)

        def query(connection: Connection) -> list[tuple[int, str]]:
            found = _earliest(connection, holds(sought.whole, "whole"), limit)
            near = _sharing(connection, sought.pieces, holds, limit)
            numbers = [*dict.fromkeys([*found, *near])]
            rows = connection.execute(
                "SELECT id, text FROM article_text WHERE id = ANY(%s)", (numbers,)
            ).fetchall()
            texts: dict[int, str] = dict(rows)
            return [(one, texts[one]) for one in numbers if one in texts]

        return self._connections.read_together(query)


def _earliest(connection: Connection, condition: Condition, limit: int) -> list[int]:
    """Articles that a condition holds for, those published first in front."""
    rows = planned(
        connection,
        f"""SELECT a.id FROM article a WHERE a.id IN (
            SELECT w.article_id FROM article_words w WHERE {condition[0]}
            ORDER BY w.article_id LIMIT {HELD})
        ORDER BY a.published_key = '', a.published_key, a.id LIMIT %(limit)s""",
        {**condition[1], "limit": limit},
    ).fetchall()
    return [number for (number,) in rows]


def _sharing(connection: Connection, pieces: Sequence[str], holds: _Holds, limit: int) -> list[int]:
    """The articles that share most of the rarest pieces."""
    rarest = _rarest(connection, pieces, holds)
    rare = [one.piece for one in rarest if one.many <= LISTED]
    if len(rare) < LEAST_RARE:
        return _with_most(connection, [one.piece for one in rarest], holds, limit)
    shared: Counter[int] = Counter()
    for found in _holding(connection, [[piece] for piece in rare], holds, LISTED):
        shared.update(found)
    least = max(2, len(rare) // 2)
    return [number for number, often in shared.most_common(limit) if often >= least]


def _rarest(connection: Connection, pieces: Sequence[str], holds: _Holds) -> list[_Counted]:
    """The rarest of the pieces that stand somewhere, with how many articles each stands in: counted
    no further than tells which they are. One in more than may be rare has one more than that."""
    different = [*dict.fromkeys(pieces)]
    common = _in_very_many(connection, different)
    open_ones = [one for one in different if one not in common]
    counted: list[_Counted] = []
    more = [_Counted(LISTED + 1, one) for one in different if one in common]
    for most in _COUNTED_TO:
        if len(counted) >= RARE or not open_ones:
            break
        found = _counted(connection, open_ones, holds, most)
        counted += [one for one in found if 0 < one.many <= most]
        open_ones = [one.piece for one in found if one.many > most]
    more += [_Counted(LISTED + 1, one) for one in open_ones]
    return sorted([*counted, *more])[:RARE]


def _in_very_many(connection: Connection, pieces: Sequence[str]) -> set[str]:
    """Those of some pieces that stand in far more articles than a rare one may: the server knows
    the commonest words of a sample, and they need not be counted."""
    rows = connection.execute(
        """SELECT known.word FROM pg_stats s
        CROSS JOIN LATERAL unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs)
            AS known(word, share)
        WHERE s.schemaname = 'workbench' AND s.tablename = 'article_words' AND s.attname = 'terms'
        AND known.word = ANY(%s) AND known.share * (SELECT c.reltuples FROM pg_class c
            WHERE c.oid = 'workbench.article_words'::regclass) > %s""",
        ([*pieces], _SURELY * LISTED),
    ).fetchall()
    return {word for (word,) in rows}


def _counted(
    connection: Connection, pieces: Sequence[str], holds: _Holds, most: int
) -> list[_Counted]:
    """In how many articles each of some pieces stands, up to one more than most: asked at once."""
    parts, values = [], Values()
    for at, piece in enumerate(pieces):
        condition, more = holds(piece, f"p{at}")
        parts.append(
            f"""(SELECT count(*) FROM (SELECT FROM article_words w WHERE {condition}
                LIMIT {most + 1}) found)"""
        )
        values |= more
    row = planned(connection, f"SELECT {', '.join(parts)}", values).fetchone()
    assert row is not None
    return [_Counted(many, piece) for many, piece in zip(row, pieces, strict=True)]


def _holding(
    connection: Connection, together: Sequence[Sequence[str]], holds: _Holds, limit: int
) -> list[list[int]]:
    """For each of some pieces together, the first articles that hold all of them."""
    asked = []
    for pieces in together:
        condition, values = every(holds(piece, f"p{at}") for at, piece in enumerate(pieces))
        asked.append(
            planned(
                connection,
                f"SELECT w.article_id FROM article_words w WHERE {condition} "
                "ORDER BY w.article_id LIMIT %(limit)s",
                {**values, "limit": limit},
            )
        )
    return [[number for (number,) in cursor.fetchall()] for cursor in asked]


def _with_most(
    connection: Connection, pieces: Sequence[str], holds: _Holds, limit: int
) -> list[int]:
    """Of words that are all common: the articles that hold all of them but one."""
    if len(pieces) < 2:
        return []
    but_one = [[*pieces[:at], *pieces[at + 1 :]] for at in range(len(pieces))]
    found = _holding(connection, but_one, holds, limit // len(pieces) + 1)
    return [*dict.fromkeys(number for some in found for number in some)]
