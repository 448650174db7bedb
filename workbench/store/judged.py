"""Which articles an analyst has judged, and which of colleagues' work she may not see until then.

The one place where the rule stands in SQL is `filters.MAY_SEE`; what is asked here takes
many articles, claims or records at once, so that no list asks row by row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from workbench.store.connection import Connections
from workbench.store.filters import DECIDED_BY_ROLE, MAY_BE_TOLD, MAY_SEE, UNTOLD

_AMONG = "(SELECT value FROM json_each(:among))"
_HIDDEN = f"FROM article a WHERE NOT {MAY_SEE}"
_CLAIMS = f"SELECT c.uid FROM claim c JOIN article a ON a.id = c.article_id WHERE NOT {MAY_SEE}"
"""Claims on articles of which `:me` may not see what colleagues made."""

_WORK = (
    *(
        f"o.analyst FROM a JOIN {table} o ON o.article_id = a.id"
        for table in ("claim", "decision", "article_state", "nothing_here", "tag")
    ),
    "o.analyst FROM a JOIN relay o ON o.article = a.uid",
    "o.analyst FROM a JOIN ruling o ON o.article = a.uid",
    "o.analyst FROM a JOIN note o ON o.subject = 'article' AND o.subject_uid = a.uid",
    *(
        f"o.analyst FROM a JOIN claim c ON c.article_id = a.id JOIN {joined}"
        for joined in (
            "assessment o ON o.claim = c.uid",
            "link o ON o.claim = c.uid",
            "note o ON o.subject = 'claim' AND o.subject_uid = c.uid",
            "flag o ON o.claim = c.uid",
        )
    ),
    "o.analyst FROM a JOIN ruling r ON r.article = a.uid JOIN dispute o ON o.ruling = r.uid",
)
"""What analysts make, o, of articles a."""


class Judged:
    """What can be asked about judgements that stand."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def unjudged(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
        query = f"SELECT a.id FROM article a WHERE NOT {MAY_BE_TOLD} AND a.id IN {_AMONG}"
        return self._read(query, analyst, numbers)

    def hidden(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
        return self._read(f"SELECT a.id {_HIDDEN} AND a.id IN {_AMONG}", analyst, numbers)

    def decidable(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
        query = f"SELECT a.id FROM article a WHERE {DECIDED_BY_ROLE} AND a.id IN {_AMONG}"
        return self._read(query, analyst, numbers)

    def hidden_called(self, uids: Iterable[str], *, analyst: str) -> set[str]:
        return self._read(f"SELECT a.uid {_HIDDEN} AND a.uid IN {_AMONG}", analyst, uids)

    def untold(self, analyst: str) -> set[int]:
        given = "(SELECT article_id FROM assigned WHERE analyst = :me)"
        return self._read(f"SELECT a.id FROM article a WHERE a.id IN {given} AND {UNTOLD}", analyst)

    def hidden_among(self, uids: Iterable[str], *, analyst: str) -> set[str]:
        return self._read(f"{_CLAIMS} AND c.uid IN {_AMONG}", analyst, uids)

    def hidden_claims(self, analyst: str) -> set[str]:
        return self._read(f"{_CLAIMS} AND c.analyst <> :me", analyst)

    def whose(self, numbers: Iterable[int], *, viewer: str) -> list[str]:
        chosen, values = "WHERE a.id IN (SELECT value FROM json_each(:among))", {"me": viewer}
        stands = MAY_SEE if viewer else "1"
        made = " UNION ".join(f"SELECT {found} WHERE {{seen}}" for found in _WORK)
        seen = made.format(seen="o.analyst = :me OR a.stands")
        query = f"""WITH a AS MATERIALIZED (SELECT a.id, a.uid, {stands} AS stands FROM article a
            {chosen}) {seen} ORDER BY 1"""

        def read(connection: sqlite3.Connection) -> list[str]:
            bound = values | {"among": json.dumps([*numbers])}
            return [name for (name,) in connection.execute(query, bound)]

        return self._connections.read(read)

    def _read(self, query: str, analyst: str, among: Iterable[str | int] = ()) -> set[Any]:
        values = {"me": analyst, "among": json.dumps([*among])}

        def read(connection: sqlite3.Connection) -> set[Any]:
            return {one for (one,) in connection.execute(query, values)}

        return self._connections.read(read)
