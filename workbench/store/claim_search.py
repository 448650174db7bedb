"""Words in what analysts recorded: quotes, restatements, glosses and notes of claims, and notes on
them, folded as texts are."""

from __future__ import annotations

import sqlite3

from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.store.connection import Connections
from workbench.store.filters import MAY_SEE, seen_by
from workbench.store.words import CLAIM_INDEX, literal_query
from workbench.stored.indexed import asked_apart
from workbench.stored.sought import PARTS, Sought, claim_hit, place_of_all, sought_in
from workbench.verbs.claim_search import ClaimHit
from workbench.verbs.stop import Stop

_NOTES = 20_000
"""Notes that are looked at, the newest."""


class ClaimSearch:
    """Words in all claims."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(
        self, words: str, *, viewer: str = "", limit: int = 200, stop: Stop | None = None
    ) -> list[ClaimHit]:
        query = literal_query(map(asked_apart, search_words(words)))
        if not words.strip():
            return []
        end = stop or Stop()

        def read(connection: sqlite3.Connection) -> list[ClaimHit]:
            with end.over(connection.interrupt):
                rows = connection.execute(
                    f"""SELECT c.uid, c.analyst, a.id, a.uid, {", ".join(f"c.{p}" for p in PARTS)}
                    FROM {CLAIM_INDEX} w CROSS JOIN claim c ON c.id = w.rowid
                    JOIN article a ON a.id = c.article_id
                    WHERE {CLAIM_INDEX} MATCH :query AND {seen_by(viewer)}
                    ORDER BY w.rowid DESC LIMIT :limit""",
                    {"query": query, "me": viewer, "limit": limit},
                ).fetchall()
                sought = sought_in(words)
                hits = [claim_hit(row, sought) for row in rows]
                known = {hit.uid for hit in hits}
                noted = _noted(connection, sought, viewer, known, limit - len(hits))
            return hits + noted

        return self._connections.read(read)


def _noted(
    connection: sqlite3.Connection, sought: Sought, viewer: str, known: set[str], limit: int
) -> list[ClaimHit]:
    """The claims with a note that holds the words, the newest note first, without known ones.
    Notes are few, and each is looked at."""
    found: dict[str, ClaimHit] = {}
    for uid, text, analyst in connection.execute(
        """SELECT CASE WHEN instr(subject_uid, '/') THEN
            substr(subject_uid, 1, instr(subject_uid, '/') - 1) ELSE subject_uid END, words, analyst
        FROM note WHERE subject IN ('claim', 'hop') ORDER BY at DESC, uid LIMIT :most""",
        {"most": _NOTES},
    ):
        if len(found) >= limit:
            break
        if uid in known or uid in found:
            continue
        place = place_of_all(text, sought)
        if not place:
            continue
        whose = "1" if analyst == viewer or not viewer else MAY_SEE
        row = connection.execute(
            "SELECT c.analyst, a.uid, a.id FROM claim c JOIN article a ON a.id = c.article_id "
            f"WHERE c.uid = :uid AND {seen_by(viewer)} AND {whose}",
            {"uid": uid, "me": viewer},
        ).fetchone()
        if row:
            words = Excerpt.of(row[2], text, *place)
            found[uid] = ClaimHit(uid, row[0], row[1], "note", words)
    return list(found.values())
