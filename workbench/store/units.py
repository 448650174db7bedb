"""What analysts who judged the same articles claim there, as rows: what differences are found in.

Tens of thousands of claims are compared within a tenth of a second, most of which say the very
same: so chains stay words here until somebody has to look into one. Nothing here is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from workbench.store.connection import Connections
from workbench.store.filters import FINISHED, HAS_OPEN_QUESTIONS
from workbench.store.rows import span_record

_HOP, _FIELD, _SOURCE = "\x1d", "\x1f", "\x1e"
"""Between hops, between what is known of one, and between its sources."""


class HopWords(NamedTuple):
    """A hop as the database has it."""

    known: str
    factuality: str
    assertion: str
    """Empty of a record that is older than assertions."""
    sources: tuple[str, ...]


class ClaimWords(NamedTuple):
    """A claim as far as it is compared. The first four are what makes two the very same."""

    start: int
    end: int
    parts: str
    chain: str
    """Of `hops_in`."""
    verdict: str
    analyst: str
    uid: str
    weight: int
    """How much it says beside what is compared."""

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand: one stretch, or the parts that are meant."""
        record = span_record(self.start, self.end, "", self.parts)
        return tuple((start, end) for start, end in record.get("parts", [(self.start, self.end)]))


class Several(NamedTuple):
    """An article that two or more analysts have judged."""

    number: int
    uid: str
    analysts: frozenset[str]
    """Those whose judgement stands."""
    claims: list[ClaimWords]
    """Theirs, in text order."""
    unfinished: tuple[str, ...]
    """Uids of claims of others, whose judgement does not stand yet."""


class Units:
    """What can be asked about them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def several(self, number: int | None = None) -> list[Several]:
        """The articles that two or more have judged, by number; this one alone where it is
        named."""
        return self._connections.read(lambda connection: _several(connection, number))

    def credited_otherwise(self) -> set[int]:
        """Numbers of the articles of whose credits, or whose likeness to others, two analysts said
        different things: only there may credits reach the words of one, and not of another."""

        def query(connection: sqlite3.Connection) -> set[int]:
            return {number for (number,) in connection.execute(_CREDITED_OTHERWISE)}

        return self._connections.read(query)


def _several(connection: sqlite3.Connection, number: int | None) -> list[Several]:
    one = {"number": number}
    alone = "" if number is None else "= :number"
    judged: dict[int, set[str]] = {}
    for article, analyst in connection.execute(_judged(alone), one):
        judged.setdefault(article, set()).add(analyst)
    numbers = {article: analysts for article, analysts in judged.items() if len(analysts) > 1}
    if not numbers:
        return []
    uids = _uids(connection, numbers)
    chains = dict(connection.execute(_chains(alone), one).fetchall())
    claims = connection.execute(_claims(alone), one).fetchall()
    found: dict[int, tuple[list[ClaimWords], list[str]]] = {}
    for article, rows in groupby(claims, itemgetter(0)):
        analysts = numbers.get(article)
        if analysts:
            theirs: list[ClaimWords] = []
            others: list[str] = []
            for _, claim, start, end, parts, verdict, analyst, uid, weight in rows:
                if analyst in analysts:
                    chain = chains.get(claim, "")
                    theirs.append(
                        ClaimWords(start, end, parts, chain, verdict, analyst, uid, weight)
                    )
                else:
                    others.append(uid)
            found[article] = theirs, others
    none: tuple[list[ClaimWords], list[str]] = [], []
    return [
        Several(article, uids[article], frozenset(analysts), theirs, tuple(others))
        for article, analysts in sorted(numbers.items())
        for theirs, others in (found.get(article, none),)
    ]


def _uids(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, str]:
    return dict(
        connection.execute(
            "SELECT id, uid FROM article WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([*numbers]),),
        ).fetchall()
    )


@lru_cache(maxsize=4096)
def hops_in(chain: str) -> tuple[HopWords, ...]:
    """The hops of a claim's chain, outermost first."""
    hops: dict[str, HopWords] = {}
    for words in chain.split(_HOP) if chain else ():
        position, known, factuality, assertion, source = words.split(_FIELD)
        hop = hops.get(position)
        sources = (*(hop.sources if hop else ()), *((source,) if source else ()))
        hops[position] = HopWords(known, factuality, assertion, sources)
    return tuple(hops.values())


_STANDS = f"(st.state IN {FINISHED} OR NOT {HAS_OPEN_QUESTIONS})".replace(
    ":analyst", "st.analyst"
).replace("a.id", "st.article_id")
"""That the judgement of analyst st.analyst of article st.article_id stands, as in
`domain.agreement`."""
_THIRD = "c.uid NOT IN (SELECT claim FROM ruling WHERE claim IS NOT NULL)"
"""That a claim is an analyst's own, and not what an adjudicator put in the place of others."""


def _judged(alone: str) -> str:
    which = f"AND st.article_id {alone}" if alone else ""
    return f"""SELECT st.article_id, st.analyst FROM article_state st WHERE {_STANDS} {which}
        UNION SELECT c.article_id, c.analyst FROM claim c WHERE {_THIRD} AND NOT EXISTS(
            SELECT 1 FROM article_state t
            WHERE t.article_id = c.article_id AND t.analyst = c.analyst)
        {which.replace("st.", "c.")}"""


def _chains(alone: str) -> str:
    which = f"WHERE h.claim_id IN (SELECT id FROM claim WHERE article_id {alone})" if alone else ""
    return f"""SELECT claim_id, group_concat(words, char(29)) FROM (
        SELECT h.claim_id, h.position || char(31) || h.class || char(31) || h.factuality
            || char(31) || coalesce(h.assertion, '') || char(31) || coalesce(s.source, '') AS words
        FROM hop h LEFT JOIN hop_source s ON s.claim_id = h.claim_id AND s.position = h.position
        {which} ORDER BY h.claim_id, h.position, s.place)
        GROUP BY claim_id"""


def _claims(alone: str) -> str:
    which = f"AND c.article_id {alone}" if alone else ""
    return f"""SELECT c.article_id, c.id, c.start, c."end", c.parts, c.verdict, c.analyst, c.uid,
            (c.restatement <> '') + (c.gloss <> '') + (c.topic <> '') + (c.time <> '')
            + (c.place <> '') + (c.note <> '') + (c.state <> 'draft')
        FROM claim c WHERE c.state <> 'withdrawn' AND {_THIRD} {which}
        ORDER BY c.article_id, c.start, c.id"""


_CREDITED_OTHERWISE = """SELECT a.id FROM (
        SELECT article, fact || other || outlet AS what, kind || status || outlet || reach
            || coalesce(start, '') || ':' || coalesce("end", '') AS says, analyst FROM relay) r
    JOIN article a ON a.uid = r.article
    GROUP BY r.article, r.what HAVING count(DISTINCT r.says) > 1 OR count(*) = 1
    UNION SELECT article_id FROM decision WHERE kind = 'relay' AND verdict <> 'skipped'
    GROUP BY article_id, start, "end" HAVING count(DISTINCT verdict) > 1
        OR (count(*) = 1 AND max(verdict) IN ('rejected', 'corrected'))"""
"""Where one alone spoke, others have what the machine read."""
