"""Words in what analysts recorded: quotes, restatements, glosses and notes of claims, and notes on
them, folded as texts are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.domain.excerpt import Excerpt
from workbench.postgres.asked import planned
from workbench.postgres.connection import Connection, Connections, cancel
from workbench.postgres.filters import MAY_SEE, seen_by
from workbench.postgres.words import all_of_claim
from workbench.stored.sought import PARTS, claim_hit, place_of_all, sought_in
from workbench.verbs.claim_search import ClaimHit
from workbench.verbs.stop import Stop

_NOTES = 20_000
"""Notes that are looked at, the newest."""
_NOTED = """SELECT split_part(subject_uid, '/', 1), words, analyst FROM note
    WHERE subject IN ('claim', 'hop') ORDER BY at DESC, uid LIMIT %s"""


class ClaimSearch:
    """Words in all claims."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(
        self, words: str, *, viewer: str = "", limit: int = 200, stop: Stop | None = None
    ) -> list[ClaimHit]:
        if not words.strip():
            return []
        end = stop or Stop()
        condition, values = all_of_claim(words, "words")
        sought = sought_in(words)

        def read(connection: Connection) -> list[ClaimHit]:
            with end.over(lambda: cancel(connection)):
                found = planned(
                    connection,
                    f"""SELECT c.uid, c.analyst, a.id, a.uid, {", ".join(f"c.{p}" for p in PARTS)}
                    FROM claim_words w JOIN claim c ON c.id = w.claim_id
                    JOIN article a ON a.id = c.article_id
                    WHERE {condition} AND {seen_by(viewer)}
                    ORDER BY w.claim_id DESC LIMIT %(limit)s""",
                    {**values, "me": viewer, "limit": limit},
                )
                notes = connection.execute(_NOTED, (_NOTES,))
                hits = [claim_hit(row, sought) for row in found.fetchall()]
                known = {hit.uid for hit in hits}
                held = [
                    _Noted(claim, text, analyst, place)
                    for claim, text, analyst in notes.fetchall()
                    if claim not in known and (place := place_of_all(text, sought))
                ]
                return hits + _of_notes(connection, held, viewer)[: limit - len(hits)]

        return self._connections.read_together(read)


class _Noted(NamedTuple):
    """A note on a claim, or on a hop of it, that holds the words."""

    claim: str
    text: str
    analyst: str
    place: tuple[int, int]


def _of_notes(connection: Connection, notes: Sequence[_Noted], viewer: str) -> list[ClaimHit]:
    """The claims that the viewer may see of those with a note that she may see, the newest note
    first."""
    if not notes:
        return []
    may_see = MAY_SEE if viewer else "true"
    rows = connection.execute(
        f"""SELECT c.uid, c.analyst, a.uid, a.id, {may_see}
        FROM claim c JOIN article a ON a.id = c.article_id
        WHERE c.uid = ANY(%(claims)s) AND {seen_by(viewer)}""",
        {"claims": [one.claim for one in notes], "me": viewer},
    ).fetchall()
    seen = {uid: about for uid, *about in rows}
    found: dict[str, ClaimHit] = {}
    for one in notes:
        if one.claim in found or one.claim not in seen:
            continue
        analyst, article, number, may_see_all = seen[one.claim]
        if may_see_all or one.analyst == viewer:
            words = Excerpt.of(number, one.text, *one.place)
            found[one.claim] = ClaimHit(one.claim, analyst, article, "note", words)
    return [*found.values()]
