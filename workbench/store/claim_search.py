"""Words in what analysts recorded: quotes, restatements, glosses and notes of claims, folded as
texts are."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.store.connection import Connections
from workbench.store.filters import JUDGEMENT_STANDS
from workbench.store.search import first_place, sought_in
from workbench.store.search_index import CLAIM_PARTS, fold_apart
from workbench.store.stop import Stop
from workbench.store.words import CLAIM_INDEX, literal_query


class ClaimHit(NamedTuple):
    """A claim that holds some words."""

    uid: str
    analyst: str
    article: str
    """Uid of its article."""
    part: str
    """Which of its fields has the first of the words."""
    words: Excerpt
    """That one, in the field; its number is the article's."""


class ClaimSearch:
    """Words in all claims."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(
        self, words: str, *, seen_by: str | None = None, limit: int = 200, stop: Stop | None = None
    ) -> list[ClaimHit]:
        """The claims recorded last that hold all the words. seen_by: an analyst, who sees those of
        colleagues only where her own judgement stands."""
        query = literal_query(map(_apart, search_words(words.replace("\0", " "))))
        if not words.strip():
            return []
        end = stop or Stop()
        seen = "" if seen_by is None else f"AND (c.analyst = :me OR {JUDGEMENT_STANDS})"

        def read(connection: sqlite3.Connection) -> list[ClaimHit]:
            with end.over(connection):
                rows = connection.execute(
                    f"""SELECT c.uid, c.analyst, a.id, a.uid, {", ".join(f"c.{p}" for p in _PARTS)}
                    FROM {CLAIM_INDEX} w CROSS JOIN claim c ON c.id = w.rowid
                    JOIN article a ON a.id = c.article_id
                    WHERE {CLAIM_INDEX} MATCH :query {seen} ORDER BY w.rowid DESC LIMIT :limit""",
                    {"query": query, "me": seen_by, "limit": limit},
                ).fetchall()
            sought = sought_in(words)
            return [_hit(row, sought) for row in rows]

        return self._connections.read(read)


_PARTS = ("restatement", *(part for part in CLAIM_PARTS if part != "restatement"))
"""What says most in the fewest words first."""


def _apart(word: str) -> str:
    """A word as the index of claims has it, with the star that ends a prefix."""
    folded = " ".join(fold_apart(word.rstrip("*")).split())
    return f"{folded}*" if word.endswith("*") else folded


def _hit(row: tuple[str, ...], sought: list[tuple[str, bool]]) -> ClaimHit:
    uid, analyst, number, article, *texts = row
    found = (
        (part, text, first_place(text, sought)) for part, text in zip(_PARTS, texts, strict=True)
    )
    part, text, place = next(
        (one for one in found if one[2]), (_PARTS[0], texts[0] or texts[1], None)
    )
    words = Excerpt.of(int(number), text, *(place or (0, 0)))
    return ClaimHit(uid, analyst, article, part, words)
