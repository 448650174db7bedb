"""Claims in the database, with their hops, assessments and links."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from workbench.domain.claim import Assessment, Claim, Link, LinkKind
from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.errors import NotFoundError
from workbench.store import board
from workbench.store.connection import Connections
from workbench.store.entity import Entity, flat, remover, versions
from workbench.store.filters import MAY_BE_RELAYED, seen_by
from workbench.store.rows import article_number, check_words, in_blocks, marks, number_saved
from workbench.store.search_index import index_claim, words_of_claim
from workbench.store.tagging import TOPIC
from workbench.stored.claims import claim_record, hop_record, is_as_saved
from workbench.stored.rows import Loaded, Row, in_step, span_columns
from workbench.verbs.claims import BoardKey, BoardOutline, BoardPage, BoardQuery


class Claims:
    """What can be asked about claims."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, uid: str) -> Claim:
        def query(connection: sqlite3.Connection) -> Claim | None:
            row = connection.execute(f"{_SELECT} WHERE c.uid = ?", (uid,)).fetchone()
            if row is None:
                return None
            (decode,) = _decoding(connection, [row])
            return self._connections.unread.needed(f"claim {uid}", decode)

        found = self._connections.read(query)
        if found is None:
            raise NotFoundError(f"no claim {uid}", "workbench claims lists all.")
        return found

    def many(self, uids: Iterable[str]) -> list[Claim]:
        def query(connection: sqlite3.Connection) -> list[Claim]:
            found: dict[str, Claim] = {}
            wanted = list(uids)
            for block in in_blocks(wanted):
                rows = connection.execute(
                    f"{_SELECT} WHERE c.uid IN ({marks(len(block))})", block
                ).fetchall()
                found.update((one.uid, one) for one in self._readable(connection, rows))
            return [found[uid] for uid in wanted if uid in found]

        return self._connections.read(query)

    def articles_of(self, uids: Iterable[str]) -> dict[str, str]:
        return self._connections.read(
            lambda connection: {
                uid: article
                for block in in_blocks(uids)
                for uid, article in connection.execute(
                    "SELECT c.uid, a.uid FROM claim c JOIN article a ON a.id = c.article_id "
                    f"WHERE c.uid IN ({marks(len(block))})",
                    block,
                )
            }
        )

    def beside(self, uids: Sequence[str]) -> list[Claim]:
        def query(connection: sqlite3.Connection) -> list[Claim]:
            values = (json.dumps(uids),)
            return list(self._readable(connection, connection.execute(_BESIDE, values).fetchall()))

        return self._connections.read(query)

    def of_article(self, number: int) -> list[Claim]:
        def query(connection: sqlite3.Connection) -> list[Claim]:
            rows = connection.execute(
                f'{_SELECT} WHERE c.article_id = ? ORDER BY c.start, c."end", c.uid', (number,)
            ).fetchall()
            return list(self._readable(connection, rows))

        return self._connections.read(query)

    def page(self, query: BoardQuery, *, start: BoardKey | None = None, limit: int) -> BoardPage:
        def read(connection: sqlite3.Connection) -> BoardPage:
            keys = board.read_keys(connection, query, start=start, limit=limit + 1)
            wanted = [number for _, number in keys[:limit]]
            rows = connection.execute(
                f"{_SELECT} WHERE c.id IN ({marks(len(wanted))})", wanted
            ).fetchall()
            number_of = {row[1]: row[0] for row in rows}
            found = {number_of[one.uid]: one for one in self._readable(connection, rows)}
            following = keys[limit] if len(keys) > limit else None
            return BoardPage(
                tuple(found[number] for number in wanted if number in found),
                following,
                tuple(place for place, number in enumerate(wanted) if number not in found),
            )

        return self._connections.read(read)

    def outline(self, query: BoardQuery) -> BoardOutline:
        return self._connections.read(lambda connection: board.read_outline(connection, query))

    def place(self, uid: str, query: BoardQuery) -> int | None:
        return self._connections.read(lambda connection: board.read_place(connection, uid, query))

    def uids(self, query: BoardQuery) -> list[str]:
        return self._connections.read(lambda connection: board.read_uids(connection, query))

    def relayed(self) -> list[str]:
        return self._connections.read(
            lambda connection: [
                uid
                for (uid,) in connection.execute(
                    "SELECT c.uid FROM claim c JOIN article a ON a.id = c.article_id "
                    f"WHERE {MAY_BE_RELAYED} ORDER BY c.article_id DESC, c.start"
                )
            ]
        )

    def starting(self, begins: str, *, viewer: str = "") -> list[str]:
        query = f"""SELECT c.uid FROM claim c JOIN article a ON a.id = c.article_id
            WHERE c.uid >= :low AND c.uid < :high AND {seen_by(viewer)} ORDER BY c.uid LIMIT 2"""
        values = {"low": begins, "high": begins + "\U0010ffff", "me": viewer}
        return self._connections.read(
            lambda connection: [uid for (uid,) in connection.execute(query, values)]
        )

    def wordings(self, query: BoardQuery, *, limit: int) -> list[tuple[str, str]]:
        return self._connections.read(
            lambda connection: board.read_wordings(connection, query, limit=limit)
        )

    def with_links(self, kinds: Sequence[LinkKind]) -> list[Link]:
        return self._connections.read(
            lambda connection: self._links(
                connection.execute(
                    f"{_LINKS} WHERE kind IN ({marks(len(kinds))}) ORDER BY uid", list(kinds)
                )
            )
        )

    def assessments(self, uids: Iterable[str]) -> list[Assessment]:
        def query(connection: sqlite3.Connection) -> list[Assessment]:
            found: list[Assessment] = []
            for block in in_blocks(uids):
                rows = connection.execute(
                    "SELECT claim || ':' || analyst FROM assessment "
                    f"WHERE claim IN ({marks(len(block))}) ORDER BY claim, analyst",
                    block,
                ).fetchall()
                records = filter(None, [ASSESSMENT.load(connection, uid) for (uid,) in rows])
                found += self._connections.unread.readable(
                    records, lambda one: f"assessment {one['uid']}", Assessment.from_record
                )
            return found

        return self._connections.read(query)

    def links(self, uids: Iterable[str]) -> list[Link]:
        def query(connection: sqlite3.Connection) -> list[Link]:
            found: dict[str, Link] = {}
            for block in in_blocks(uids, 250):
                rows = connection.execute(
                    f"{_LINKS} WHERE claim IN ({marks(len(block))}) OR other IN "
                    f"({marks(len(block))}) ORDER BY uid",
                    [*block, *block],
                )
                found.update((link.uid, link) for link in self._links(rows))
            return list(found.values())

        return self._connections.read(query)

    def _readable(self, connection: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[Claim]:
        """The claims of rows of _COLUMNS."""
        unread = self._connections.unread
        for block in in_blocks(rows):
            for row, decode in zip(block, _decoding(connection, block), strict=True):
                if claim := unread.tried(f"claim {row[1]}", decode):
                    yield claim

    def _links(self, rows: Iterable[Row]) -> list[Link]:
        """The links of rows of _LINKS."""
        return self._connections.unread.readable(rows, lambda row: f"link {row[0]}", _link)


_LINKS = "SELECT uid, analyst, kind, claim, other FROM link"


def _link(row: Row) -> Link:
    uid, analyst, kind, claim, other = row
    return Link(uid, analyst, LinkKind(kind), claim, other)


def _decoding(connection: sqlite3.Connection, rows: Sequence[Row]) -> list[Callable[[], Claim]]:
    """What makes a claim of each of some rows of _COLUMNS; everything is read by then, at once for
    all of them."""
    numbers = [row[0] for row in rows]
    hops, named = _hop_rows(connection, numbers)
    changed = versions(connection, "claim", [row[1] for row in rows])
    return [
        partial(_claim, row, hops.get(row[0], []), named.get(row[0], []), changed.get(row[1], 0))
        for row in rows
    ]


def _by_claim(
    connection: sqlite3.Connection, select: str, order: str, numbers: Sequence[int]
) -> dict[int, list[Row]]:
    """Number of a claim -> its rows, without it."""
    found: dict[int, list[Row]] = {}
    for claim, *row in connection.execute(
        f"{select} WHERE claim_id IN ({marks(len(numbers))}) ORDER BY claim_id, {order}", numbers
    ):
        found.setdefault(claim, []).append(tuple(row))
    return found


def _claim(row: Row, hops: list[Row], named: list[Row], version: int) -> Claim:
    return Claim.from_record(claim_record(row, _hop_records(hops, named)), version, row[18])


def _load_claim(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM claim c JOIN article a ON a.id = c.article_id WHERE c.uid = ?",
        (uid,),
    ).fetchone()
    if row is None:
        return None
    hops, named = _hop_rows(connection, [row[0]])
    return claim_record(row, _hop_records(hops.get(row[0], []), named.get(row[0], [])))


_COLUMNS = (
    'c.id, c.uid, a.uid, c.analyst, c.start, c."end", c.exact, c.parts, c.restatement, c.gloss, '
    f"c.topic, c.time, c.place, c.state, c.note, c.fact, c.verdict, c.topic_folded, {TOPIC}"
)
"""What `claim_record` reads, from claim c joined with article a."""


def _hop_rows(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> tuple[dict[int, list[Row]], dict[int, list[Row]]]:
    """Number of a claim -> its hops, outermost first, as rows of _HOPS, and of _HOP_SOURCES."""
    return (
        _by_claim(connection, f"SELECT claim_id, {_HOPS}", "position", numbers),
        _by_claim(connection, f"SELECT claim_id, {_HOP_SOURCES}", "position, place", numbers),
    )


_HOP_SOURCES = "position, place, source FROM hop_source"
_HOPS = 'position, start, "end", exact, parts, cue, mode, class, factuality, assertion FROM hop'


def _hop_records(rows: Iterable[Row], named: Iterable[Row]) -> list[Loaded]:
    """The records of rows of _HOPS and _HOP_SOURCES."""
    sources: dict[int, list[str]] = {}
    for position, _, uid in named:
        sources.setdefault(position, []).append(uid)
    return [hop_record(hop, sources.get(position, [])) for position, *hop in rows]


def _all_claims(connection: sqlite3.Connection) -> Iterator[Standing]:
    hops_of = in_step(connection.execute(f"SELECT claim_id, {_HOPS} ORDER BY claim_id, position"))
    named_in = in_step(
        connection.execute(f"SELECT claim_id, {_HOP_SOURCES} ORDER BY claim_id, position, place")
    )
    for row in connection.execute(f"{_SELECT} ORDER BY c.id"):
        hops, named = hops_of(row[0]), named_in(row[0])
        try:
            record = claim_record(row, _hop_records(hops, named))
        except (ValueError, TypeError, AttributeError):  # parts that are no offsets
            yield row[1], None
        else:
            places = [(position, place) for position, place, _ in named]
            yield row[1], record if is_as_saved(record, row, row[17], hops, places) else None


def _save_claim(connection: sqlite3.Connection, record: Record) -> None:
    start, end, exact, parts = span_columns(record)
    article = article_number(connection, record["article"])
    for hop in record["hops"]:
        if hop["start"] is not None:
            check_words(connection, article, hop["start"], hop["end"], hop["exact"])
    before = words_of_claim(connection, record["uid"])
    connection.execute(
        """INSERT INTO claim(uid, article_id, analyst, start, "end", exact, parts, restatement,
            gloss, topic, topic_folded, time, place, state, note, fact, verdict)
        VALUES (:uid, :article_id, :analyst, :start, :end, :exact, :parts, :restatement, :gloss,
            :topic, :topic_folded, :time, :place, :state, :note, :fact, :verdict)
        ON CONFLICT(uid) DO UPDATE SET start = excluded.start, "end" = excluded."end",
            exact = excluded.exact, parts = excluded.parts, restatement = excluded.restatement,
            gloss = excluded.gloss, topic = excluded.topic, topic_folded = excluded.topic_folded,
            time = excluded.time, place = excluded.place, state = excluded.state,
            note = excluded.note, fact = excluded.fact, verdict = excluded.verdict""",
        {
            "verdict": "",
            **{key: value for key, value in record.items() if key not in ("hops", "parts")},
            "topic_folded": fold_name(record["topic"]),
            "article_id": article,
            "start": start,
            "end": end,
            "exact": exact,
            "parts": parts,
        },
    )
    index_claim(connection, before, words_of_claim(connection, record["uid"]))
    number = number_saved(connection, "claim", record["uid"])
    connection.execute("DELETE FROM hop WHERE claim_id = ?", (number,))
    for position, hop in enumerate(record["hops"]):
        connection.execute(
            'INSERT INTO hop(claim_id, position, start, "end", exact, parts, cue, mode, class, '
            "factuality, assertion) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                position,
                *span_columns(hop),
                *(hop[key] for key in ("cue", "mode", "class", "factuality")),
                hop.get("assertion", ""),
            ),
        )
        connection.executemany(
            "INSERT INTO hop_source(claim_id, position, place, source) VALUES (?, ?, ?, ?)",
            [(number, position, place, uid) for place, uid in enumerate(hop["sources"])],
        )


def _remove_claim(connection: sqlite3.Connection, uid: str) -> None:
    before = words_of_claim(connection, uid)
    _remove_row(connection, uid)
    index_claim(connection, before, None)


_remove_row = remover("claim")
_SELECT = f"SELECT {_COLUMNS} FROM claim c JOIN article a ON a.id = c.article_id"
# CROSS: from the few claims to their articles, not the other way round.
_BESIDE = f"""{_SELECT} WHERE c.article_id IN (
    SELECT o.article_id FROM json_each(?) u CROSS JOIN claim m ON m.uid = u.value
    CROSS JOIN claim o ON o.article_id = m.article_id AND o.analyst <> m.analyst)"""

CLAIM = Entity(_load_claim, _save_claim, _remove_claim, _all_claims)
ASSESSMENT = flat(
    "assessment",
    ("claim", "analyst", "credibility", "likelihood", "confidence", "rationale", "blind"),
    key=("claim", "analyst"),
    booleans=("blind",),
)
LINK = flat("link", ("analyst", "kind", "claim", "other"))
