"""The guidelines of a store, in the database, and the claims that ask for better ones.

Under which version a thing was judged is asked of the journal: the last entry that touched it and
was not taken back, beside those that touched the codebook. What a machine did to it, and what came
in from elsewhere, was judged under none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress

from workbench.domain.codebook import Flag, Guideline
from workbench.domain.journal import EXTRACT, MIGRATE, REDO, SALVAGE, TAKE_IN, UNDO, Entry
from workbench.store.connection import Connections
from workbench.store.entity import flat
from workbench.store.filters import seen_by
from workbench.store.things import things

_NO_JUDGEMENT = f"j.op IN ('{UNDO}', '{REDO}', '{EXTRACT}', '{SALVAGE}', '{MIGRATE}', '{TAKE_IN}')"
"""As the index `journal_by_machine` has it."""
_UNDOES = "coalesce(CASE WHEN json_valid(j.body) THEN json_extract(j.body, '$.undoes') END, 0)"
_REDONE = f"SELECT {_UNDOES} FROM journal j WHERE {_NO_JUDGEMENT} AND j.op = '{REDO}'"
_UNDONE = f"""SELECT {_UNDOES} FROM journal j WHERE {_NO_JUDGEMENT} AND j.op = '{UNDO}'
    AND j.seq NOT IN ({_REDONE})"""
NO_JUDGEMENTS = f"SELECT j.seq FROM journal j WHERE {_NO_JUDGEMENT} UNION {_UNDONE}"
"""SELECT of the numbers of entries by which nobody judged what they touched, those included that
were taken back."""
ACTS = "SELECT DISTINCT seq FROM touched WHERE entity = 'guideline'"
"""SELECT of the numbers of the entries that changed the codebook."""


def judged(entity: str, uid: str) -> str:
    """SQL for the number of the last entry by which a thing was judged, 0 for none. uid: SQL."""
    return f"""coalesce((SELECT max(t.seq) FROM touched t WHERE t.entity = '{entity}'
        AND t.uid = {uid} AND t.seq NOT IN ({NO_JUDGEMENTS})), 0)"""


class Codebook:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Guideline]:
        order = "ORDER BY kind, subject, uid"
        return things(self._connections, GUIDELINE, Guideline.from_record, order)

    def verdicts_on(self, numbers: Iterable[int], *, viewer: str = "") -> set[str]:
        query = f"""SELECT DISTINCT c.verdict FROM claim c JOIN article a ON a.id = c.article_id
            WHERE c.verdict <> '' AND {seen_by(viewer)}
            AND c.article_id IN (SELECT value FROM json_each(:numbers))"""
        values = {"me": viewer, "numbers": json.dumps([*numbers])}
        return self._connections.read(
            lambda connection: {verdict for (verdict,) in connection.execute(query, values)}
        )

    def flags_on(self, claims: Iterable[str]) -> list[Flag]:
        where = "WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY at, claim, analyst"
        return things(self._connections, FLAG, Flag.from_record, where, json.dumps([*claims]))

    def flags(self) -> list[Flag]:
        return things(self._connections, FLAG, Flag.from_record, "ORDER BY at, claim, analyst")

    def flags_of(self, claim: str) -> list[Flag]:
        order = "WHERE claim = ? ORDER BY at, analyst"
        return things(self._connections, FLAG, Flag.from_record, order, claim)

    def acts(self) -> list[int]:
        return self._connections.read(
            lambda connection: [seq for (seq,) in connection.execute(f"{ACTS} ORDER BY seq")]
        )

    def hash_of(self, seq: int) -> str:
        return self._connections.read(
            lambda connection: str(
                connection.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()[0]
            )
        )

    def entries(self) -> list[Entry]:
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"SELECT CAST(body AS BLOB) FROM journal WHERE seq IN ({ACTS}) ORDER BY seq"
            ).fetchall()
        )
        found = []
        for (body,) in rows:
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                found.append(Entry.from_bytes(body))
        return found

    def changed(self) -> dict[str, int]:
        return dict(
            self._connections.read(
                lambda connection: connection.execute(
                    "SELECT uid, max(seq) FROM touched WHERE entity = 'guideline' GROUP BY uid"
                ).fetchall()
            )
        )

    def judged(self, entity: str, uids: Sequence[str] | None = None) -> dict[str, int]:
        among = "" if uids is None else "AND uid IN (SELECT value FROM json_each(:uids))"
        return dict(
            self._connections.read(
                lambda connection: connection.execute(
                    f"""SELECT uid, max(seq) FROM touched WHERE entity = :entity {among}
                    AND seq NOT IN ({NO_JUDGEMENTS}) GROUP BY uid""",
                    {"entity": entity, "uids": json.dumps(uids)},
                ).fetchall()
            )
        )


GUIDELINE = flat(
    "guideline",
    ("kind", "subject", "words", "claims", "analyst", "at", "examples"),
    written=("examples",),
)
FLAG = flat("flag", ("claim", "analyst", "words", "at"), key=("claim", "analyst"))
