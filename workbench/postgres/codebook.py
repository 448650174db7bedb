"""The guidelines of a store, in the database, and the claims that ask for better ones.

Under which version a thing was judged is asked of the journal: the last entry that touched it and
was not taken back, beside those that touched the codebook. What a machine did to it, and what came
in from elsewhere, was judged under none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from workbench.domain.codebook import Flag, Guideline
from workbench.domain.journal import EXTRACT, MIGRATE, REDO, SALVAGE, TAKE_IN, UNDO, Entry
from workbench.postgres.connection import Connections
from workbench.postgres.entity import flat
from workbench.postgres.filters import seen_by
from workbench.postgres.things import things
from workbench.postgres.words import Values
from workbench.stored.rows import Row

_NO_JUDGEMENT = f"j.op IN ('{UNDO}', '{REDO}', '{EXTRACT}', '{SALVAGE}', '{MIGRATE}', '{TAKE_IN}')"
"""As the index `journal_by_machine` has it."""
_UNDOES = """coalesce(substring(j.body from '"undoes":([0-9]+)')::bigint, 0)"""
"""What entry j takes back. A quotation mark within words has a backslash before it, so that this
name stands nowhere else; and a body that is no JSON is no error."""
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
            WHERE c.verdict <> '' AND {seen_by(viewer)} AND c.article_id = ANY(%(numbers)s)"""
        rows = self._rows(query, {"me": viewer, "numbers": [*numbers]})
        return {verdict for (verdict,) in rows}

    def flags_on(self, claims: Iterable[str]) -> list[Flag]:
        return self._flags("WHERE claim = ANY(%s) ORDER BY at, claim, analyst", [*claims])

    def flags(self) -> list[Flag]:
        return self._flags("ORDER BY at, claim, analyst")

    def flags_of(self, claim: str) -> list[Flag]:
        return self._flags("WHERE claim = %s ORDER BY at, analyst", claim)

    def _flags(self, which: str, *values: object) -> list[Flag]:
        return things(self._connections, FLAG, Flag.from_record, which, *values)

    def acts(self) -> list[int]:
        return [seq for (seq,) in self._rows(f"{ACTS} ORDER BY seq", {})]

    def hash_of(self, seq: int) -> str:
        return str(self._rows("SELECT hash FROM journal WHERE seq = %(seq)s", {"seq": seq})[0][0])

    def entries(self) -> list[Entry]:
        rows = self._rows(f"SELECT body FROM journal WHERE seq IN ({ACTS}) ORDER BY seq", {})
        found = []
        for (body,) in rows:
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                found.append(Entry.from_bytes(body.encode()))
        return found

    def changed(self) -> dict[str, int]:
        query = "SELECT uid, max(seq) FROM touched WHERE entity = 'guideline' GROUP BY uid"
        return dict(self._rows(query, {}))

    def judged(self, entity: str, uids: Sequence[str] | None = None) -> dict[str, int]:
        among = "" if uids is None else "AND uid = ANY(%(uids)s)"
        query = f"""SELECT uid, max(seq) FROM touched WHERE entity = %(entity)s {among}
            AND seq NOT IN ({NO_JUDGEMENTS}) GROUP BY uid"""
        return dict(self._rows(query, {"entity": entity, "uids": list(uids or ())}))

    def _rows(self, query: str, values: Values) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


GUIDELINE = flat(
    "guideline",
    ("kind", "subject", "words", "claims", "analyst", "at", "examples"),
    written=("examples",),
)
FLAG = flat("flag", ("claim", "analyst", "words", "at"), key=("claim", "analyst"))
