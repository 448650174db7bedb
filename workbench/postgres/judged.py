"""Which articles an analyst has judged, and which of colleagues' work she may not see until then.

The one place where the rule stands in SQL is `filters.MAY_SEE`; what is asked here takes
many articles, claims or records at once, so that no list asks row by row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.postgres.connection import Connections
from workbench.postgres.filters import DECIDED_BY_ROLE, MAY_BE_TOLD, MAY_SEE, UNTOLD

_AMONG = "= ANY(%(among)s)"
_HIDDEN = f"FROM article a WHERE NOT {MAY_SEE}"
_CLAIMS = f"SELECT c.uid FROM claim c JOIN article a ON a.id = c.article_id WHERE NOT {MAY_SEE}"
"""Claims on articles of which `me` may not see what colleagues made."""

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
        query = f"SELECT a.id FROM article a WHERE NOT {MAY_BE_TOLD} AND a.id {_AMONG}"
        return self._read(query, analyst, numbers)

    def hidden(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
        return self._read(f"SELECT a.id {_HIDDEN} AND a.id {_AMONG}", analyst, numbers)

    def decidable(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
        query = f"SELECT a.id FROM article a WHERE {DECIDED_BY_ROLE} AND a.id {_AMONG}"
        return self._read(query, analyst, numbers)

    def hidden_called(self, uids: Iterable[str], *, analyst: str) -> set[str]:
        return self._read(f"SELECT a.uid {_HIDDEN} AND a.uid {_AMONG}", analyst, uids)

    def untold(self, analyst: str) -> set[int]:
        given = "(SELECT article_id FROM assigned WHERE analyst = %(me)s)"
        return self._read(f"SELECT a.id FROM article a WHERE a.id IN {given} AND {UNTOLD}", analyst)

    def hidden_among(self, uids: Iterable[str], *, analyst: str) -> set[str]:
        return self._read(f"{_CLAIMS} AND c.uid {_AMONG}", analyst, uids)

    def hidden_claims(self, analyst: str) -> set[str]:
        return self._read(f"{_CLAIMS} AND c.analyst <> %(me)s", analyst)

    def whose(self, numbers: Iterable[int], *, viewer: str) -> list[str]:
        stands = MAY_SEE if viewer else "true"
        made = " UNION ".join(
            f"SELECT {found} WHERE o.analyst = %(me)s OR a.stands" for found in _WORK
        )
        query = f"""WITH a AS MATERIALIZED (
                SELECT a.id, a.uid, {stands} AS stands FROM article a WHERE a.id {_AMONG})
            {made}"""
        return sorted(self._read(query, viewer, numbers))

    def _read(self, query: str, analyst: str, among: Iterable[str | int] = ()) -> set[Any]:
        values = {"me": analyst, "among": [*among]}
        return self._connections.read(
            lambda connection: {one for (one,) in connection.execute(query, values)}
        )
