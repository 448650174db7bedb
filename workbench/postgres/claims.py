"""Claims in the database, with their hops, assessments and links.

A claim comes with its hops in one row, so that however many are read take one round trip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.claim import Assessment, Claim, Link, LinkKind
from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.errors import NotFoundError
from workbench.postgres import board
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, flat, remover
from workbench.postgres.filters import MAY_BE_RELAYED, seen_by
from workbench.postgres.rows import ARTICLE, REQUIRE_WORDS, words_required
from workbench.postgres.search_index import index_claim
from workbench.postgres.tagging import TOPIC
from workbench.postgres.words import Values
from workbench.stored.claims import claim_record, hop_record, is_as_saved
from workbench.stored.indexed import CLAIM_PARTS
from workbench.stored.rows import Loaded, Row, span_columns
from workbench.verbs.claims import BoardKey, BoardOutline, BoardPage, BoardQuery


class Claims:
    """What can be asked about claims."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, uid: str) -> Claim:
        row = self._connections.read(
            lambda connection: connection.execute(f"{_SELECT} WHERE c.uid = %s", (uid,)).fetchone()
        )
        if row is None:
            raise NotFoundError(f"no claim {uid}", "workbench claims lists all.")
        return self._connections.unread.needed(f"claim {uid}", lambda: _claim(row))

    def many(self, uids: Iterable[str]) -> list[Claim]:
        wanted = list(uids)
        found = {one.uid: one for one in self._read("WHERE c.uid = ANY(%s)", wanted)}
        return [found[uid] for uid in wanted if uid in found]

    def articles_of(self, uids: Iterable[str]) -> dict[str, str]:
        query = """SELECT c.uid, a.uid FROM claim c JOIN article a ON a.id = c.article_id
            WHERE c.uid = ANY(%s)"""
        return dict(self._rows(query, [*uids]))

    def beside(self, uids: Sequence[str]) -> list[Claim]:
        return self._read(_BESIDE, [*uids])

    def of_article(self, number: int) -> list[Claim]:
        return self._read('WHERE c.article_id = %s ORDER BY c.start, c."end", c.uid', number)

    def page(self, query: BoardQuery, *, start: BoardKey | None = None, limit: int) -> BoardPage:
        def read(connection: Connection) -> BoardPage:
            keys = board.read_keys(connection, query, start=start, limit=limit + 1)
            wanted = [number for _, number in keys[:limit]]
            rows = connection.execute(f"{_SELECT} WHERE c.id = ANY(%s)", (wanted,)).fetchall()
            number_of = {row[1]: row[0] for row in rows}
            found = {number_of[one.uid]: one for one in self._readable(rows)}
            return BoardPage(
                tuple(found[number] for number in wanted if number in found),
                keys[limit] if len(keys) > limit else None,
                tuple(place for place, number in enumerate(wanted) if number not in found),
            )

        return self._connections.read_together(read)

    def outline(self, query: BoardQuery) -> BoardOutline:
        return self._connections.read(lambda connection: board.read_outline(connection, query))

    def place(self, uid: str, query: BoardQuery) -> int | None:
        return self._connections.read(lambda connection: board.read_place(connection, uid, query))

    def uids(self, query: BoardQuery) -> list[str]:
        return self._connections.read(lambda connection: board.read_uids(connection, query))

    def relayed(self) -> list[str]:
        query = f"""SELECT c.uid FROM claim c JOIN article a ON a.id = c.article_id
            WHERE {MAY_BE_RELAYED} ORDER BY c.article_id DESC, c.start"""
        return [uid for (uid,) in self._rows(query)]

    def starting(self, begins: str, *, viewer: str = "") -> list[str]:
        query = f"""SELECT c.uid FROM claim c JOIN article a ON a.id = c.article_id
            WHERE c.uid >= %(low)s AND c.uid < %(high)s AND {seen_by(viewer)}
            ORDER BY c.uid LIMIT 2"""
        values = {"low": begins, "high": begins + "\U0010ffff", "me": viewer}
        return self._connections.read(
            lambda connection: [uid for (uid,) in connection.execute(query, values)]
        )

    def wordings(self, query: BoardQuery, *, limit: int) -> list[tuple[str, str]]:
        return self._connections.read(
            lambda connection: board.read_wordings(connection, query, limit=limit)
        )

    def with_links(self, kinds: Sequence[LinkKind]) -> list[Link]:
        return self._links("kind = ANY(%s)", [kind.value for kind in kinds])

    def assessments(self, uids: Iterable[str]) -> list[Assessment]:
        query = f"""SELECT {ASSESSMENT.names} FROM assessment
            WHERE claim = ANY(%s) ORDER BY claim, analyst"""
        return self._connections.unread.readable(
            self._rows(query, [*uids]),
            lambda row: f"assessment {row[0]}:{row[1]}",
            lambda row: Assessment.from_record(ASSESSMENT.record(row)),
        )

    def links(self, uids: Iterable[str]) -> list[Link]:
        wanted = [*uids]
        return self._links("claim = ANY(%s) OR other = ANY(%s)", wanted, wanted)

    def _links(self, which: str, *values: object) -> list[Link]:
        rows = self._rows(
            f"SELECT uid, analyst, kind, claim, other FROM link WHERE {which} ORDER BY uid", *values
        )
        return self._connections.unread.readable(rows, lambda row: f"link {row[0]}", _link)

    def _read(self, which: str, *values: object) -> list[Claim]:
        """The claims that the end of a query asks for."""
        return self._readable(self._rows(f"{_SELECT} {which}", *values))

    def _readable(self, rows: Iterable[Row]) -> list[Claim]:
        """The claims of rows of _SELECT."""
        return self._connections.unread.readable(rows, lambda row: f"claim {row[1]}", _claim)

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


def _link(row: Row) -> Link:
    uid, analyst, kind, claim, other = row
    return Link(uid, analyst, LinkKind(kind), claim, other)


_COLUMNS = (
    'c.id, c.uid, a.uid, c.analyst, c.start, c."end", c.exact, c.parts, c.restatement, c.gloss, '
    "c.topic, c.time, c.place, c.state, c.note, c.fact, c.verdict, c.topic_folded"
)
"""What `claim_record` reads, from claim c joined with article a."""
_SOURCES = """(SELECT coalesce(json_agg(json_build_array(s.place, s.source) ORDER BY s.place), '[]')
    FROM hop_source s WHERE s.claim_id = h.claim_id AND s.position = h.position)"""
_HOPS = f"""(SELECT coalesce(json_agg(json_build_array(h.position, h.start, h."end", h.exact,
        h.parts, h.cue, h.mode, h.class, h.factuality, h.assertion, {_SOURCES})
        ORDER BY h.position), '[]')
    FROM hop h WHERE h.claim_id = c.id)"""
"""The hops of claim c, outermost first: position, what `hop_record` reads, places and sources."""
_CHANGES = "(SELECT count(*) FROM touched t WHERE t.entity = 'claim' AND t.uid = c.uid)"
"""How often claim c was changed, undo included."""
_FROM = "FROM claim c JOIN article a ON a.id = c.article_id"
_RECORD = f"SELECT {_COLUMNS}, {_HOPS} {_FROM}"
_SELECT = f"SELECT {_COLUMNS}, {_HOPS}, {_CHANGES}, {TOPIC} {_FROM}"
_BESIDE = """WHERE c.article_id IN (
        SELECT o.article_id FROM claim m JOIN claim o ON o.article_id = m.article_id
        AND o.analyst <> m.analyst WHERE m.uid = ANY(%s))
    ORDER BY c.article_id, c.id"""


def _claim(row: Row) -> Claim:
    """The claim of a row of _SELECT."""
    return Claim.from_record(_record(row), row[19], row[20])


def _record(row: Row) -> Loaded:
    """The journal's record of a row that begins as _RECORD does."""
    hops = [hop_record(hop, [uid for _, uid in named]) for _, *hop, named in row[18]]
    return claim_record(row, hops)


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_RECORD} WHERE c.uid = ANY(%s)", (list(uids),))
    return lambda: {row[1]: _record(row) for row in rows}


def _all(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_RECORD} ORDER BY c.id"):
        try:
            record = _record(row)
        except (ValueError, TypeError, AttributeError):  # parts that are no offsets
            yield row[1], None
        else:
            places = [(hop[0], place) for hop in row[18] for place, _ in hop[-1]]
            yield row[1], record if is_as_saved(record, row, row[17], row[18], places) else None


def _save(connection: Connection, records: Sequence[Record]) -> None:
    cursor = connection.cursor()
    cursor.executemany(_WRITE, [_columns(record) for record in records])
    for record in records:
        index_claim(connection, record["uid"], [record[part] for part in CLAIM_PARTS])
    cursor.execute(
        "DELETE FROM hop USING claim c WHERE c.id = hop.claim_id AND c.uid = ANY(%s)",
        ([record["uid"] for record in records],),
    )
    hops = [
        (record, position, hop) for record in records for position, hop in enumerate(record["hops"])
    ]
    quoted = [(record["article"], hop) for record, _, hop in hops if hop["start"] is not None]
    cursor.executemany(REQUIRE_WORDS, [words_required(*one) for one in quoted])
    cursor.executemany(_WRITE_HOP, [_hop_columns(*hop) for hop in hops])
    cursor.executemany(
        _WRITE_SOURCE,
        [
            (position, place, source, record["uid"])
            for record, position, hop in hops
            for place, source in enumerate(hop["sources"])
        ],
    )


def _columns(record: Record) -> Values:
    """What _WRITE binds."""
    start, end, exact, parts = span_columns(record)
    span = {"start": start, "end": end, "exact": exact, "parts": parts}
    return {"verdict": "", **record, **span, "topic_folded": fold_name(record["topic"])}


def _hop_columns(record: Record, position: int, hop: Record) -> Row:
    """What _WRITE_HOP binds."""
    kept = (hop[key] for key in ("cue", "mode", "class", "factuality"))
    return position, *span_columns(hop), *kept, hop.get("assertion", ""), record["uid"]


_WRITE = f"""INSERT INTO claim(uid, article_id, analyst, start, "end", exact, parts, restatement,
        gloss, topic, topic_folded, time, place, state, note, fact, verdict)
    VALUES (%(uid)s, {ARTICLE}, %(analyst)s, %(start)s, %(end)s, %(exact)s,
        %(parts)s, %(restatement)s, %(gloss)s, %(topic)s, %(topic_folded)s, %(time)s, %(place)s,
        %(state)s, %(note)s, %(fact)s, %(verdict)s)
    ON CONFLICT(uid) DO UPDATE SET start = excluded.start, "end" = excluded."end",
        exact = excluded.exact, parts = excluded.parts, restatement = excluded.restatement,
        gloss = excluded.gloss, topic = excluded.topic, topic_folded = excluded.topic_folded,
        time = excluded.time, place = excluded.place, state = excluded.state,
        note = excluded.note, fact = excluded.fact, verdict = excluded.verdict"""
_WRITE_HOP = """INSERT INTO hop(claim_id, position, start, "end", exact, parts, cue, mode, class,
        factuality, assertion)
    SELECT id, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM claim WHERE uid = %s"""
_WRITE_SOURCE = """INSERT INTO hop_source(claim_id, position, place, source)
    SELECT id, %s, %s, %s FROM claim WHERE uid = %s"""

CLAIM = Entity(_load, _save, remover("claim"), _all)
ASSESSMENT = flat(
    "assessment",
    ("claim", "analyst", "credibility", "likelihood", "confidence", "rationale", "blind"),
    key=("claim", "analyst"),
    booleans=("blind",),
)
LINK = flat("link", ("analyst", "kind", "claim", "other"))
