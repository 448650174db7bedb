"""Sources in the database: their names and aliases, merges, ratings, and who said what.

A merge is a pointer (`same_as`); look-ups follow it to the final source. Writing happens only
through the journal (see entity.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.domain.source import Rating, Source, SourceKind, Unalike, final_uids
from workbench.errors import NotFoundError
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, end_of_merges, flat, remover
from workbench.postgres.source_search import names_like
from workbench.stored.rows import Loaded, Row, in_step
from workbench.stored.sources import is_as_saved, source_record

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Term


class Sources:
    """What can be asked about sources."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, uid: str) -> Source:
        rows = self._rows(f"SELECT {_COLUMNS}, {_CHANGES} FROM source s WHERE s.uid = %s", uid)
        if not rows:
            raise NotFoundError(f"no source {uid}", "workbench sources list shows all.")
        return self._connections.unread.needed(
            f"source {uid}", lambda: Source.from_record(_record(rows[0]), rows[0][9])
        )

    def many(self, uids: Iterable[str]) -> dict[str, Source]:
        wanted = list(dict.fromkeys(uids))
        there = {one.uid: one for one in self._read("WHERE s.uid = ANY(%s)", wanted)}
        return {uid: there[uid] for uid in wanted if uid in there}

    def all(self) -> list[Source]:
        return self._read("ORDER BY s.name, s.id")

    def named(self, name: str) -> list[Source]:
        return self._readable(self._rows(_NAMED, fold_name(name)))

    def names_like(self, words: str, limit: int) -> list[tuple[str, str]]:
        def query(connection: Connection) -> list[tuple[str, str]]:
            found = names_like(connection, fold_name(words), limit)
            final = finals(connection, [name.uid for name in found])
            return [(final[name.uid], name.words) for name in found]

        return self._connections.read_together(query)

    def first(self, count: int) -> list[Source]:
        return self._read("WHERE s.same_as IS NULL ORDER BY s.name, s.id LIMIT %s", count)

    def added(self, term: Term) -> set[str]:
        from workbench.postgres.filtering.entries import source_condition

        condition, values = source_condition(term)
        return self._connections.read(
            lambda connection: {
                uid
                for (uid,) in connection.execute(
                    f"SELECT s.uid FROM source s WHERE {condition}", values
                )
            }
        )

    def names(self, uids: Iterable[str] | None = None) -> list[tuple[str, str]]:
        which = "" if uids is None else "WHERE s.uid = ANY(%s)"
        query = f"""SELECT s.uid, n.name FROM source_name n JOIN source s ON s.id = n.source_id
            {which} ORDER BY n.source_id, n.position"""
        rows, merged = self._beside_merges(query, *(() if uids is None else ([*uids],)))
        return [(merged.get(str(uid), str(uid)), name) for uid, name in rows]

    def standing(self) -> list[tuple[str, SourceKind, tuple[str, ...]]]:
        rows, merged = self._beside_merges(
            "SELECT s.uid, s.kind, n.name FROM source s JOIN source_name n ON n.source_id = s.id "
            "ORDER BY s.same_as IS NOT NULL, s.id, n.position"
        )
        names: dict[str, list[str]] = {}
        kinds: dict[str, str] = {}
        uid: str
        for uid, kind, name in rows:
            names.setdefault(merged.get(uid, uid), []).append(name)
            kinds.setdefault(uid, kind)
        return self._connections.unread.readable(
            names,
            lambda uid: f"source {uid}",
            lambda uid: (uid, SourceKind(kinds[uid]), tuple(names[uid])),
        )

    def merges(self) -> dict[str, str]:
        return self._connections.read(merges)

    def final(self, uids: Iterable[str], *, outlets_of: Iterable[str] = ()) -> dict[str, Source]:
        rows = self._rows(_FINAL, [*uids], [*outlets_of])
        there = {source.uid: source for source in self._readable(rows)}
        return {row[-1]: there[row[1]] for row in rows if row[1] in there}

    def finals(self, uids: Iterable[str]) -> dict[str, str]:
        wanted = list(uids)
        return self._connections.read(lambda connection: finals(connection, wanted))

    def family(self, uid: str) -> list[str]:
        return [one for (one,) in self._rows(f"{FAMILY} ORDER BY depth, uid", uid)]

    def unalikes(self, uid: str | None = None) -> list[Unalike]:
        where = "" if uid is None else "WHERE %s IN (source, other)"
        query = f"SELECT source, other, analyst, at FROM unalike {where} ORDER BY at, source, other"
        return [Unalike(*row) for row in self._rows(query, *([] if uid is None else [uid]))]

    def ratings(self, uid: str) -> list[Rating]:
        query = f"SELECT {_RATING} FROM rating WHERE source IN ({FAMILY}) ORDER BY at, id"
        return [Rating(*row) for row in self._rows(query, uid)]

    def all_ratings(self) -> dict[str, list[Rating]]:
        histories: defaultdict[str, list[Rating]] = defaultdict(list)
        for row in self._rows(f"SELECT {_RATING} FROM rating ORDER BY at, id"):
            rating = Rating(*row)
            histories[rating.source].append(rating)
        return histories

    def latest_ratings(self, uids: Iterable[str]) -> dict[str, str]:
        query = """SELECT DISTINCT ON (source) source, reliability FROM rating
            WHERE source = ANY(%s) ORDER BY source, at DESC, id DESC"""
        return dict(self._rows(query, [*uids]))

    def claims_through(self, uid: str) -> list[tuple[str, str]]:
        query = f"""SELECT c.uid, CASE WHEN max(hs.position) =
                (SELECT max(h.position) FROM hop h WHERE h.claim_id = c.id)
                THEN 'origin' ELSE 'relay' END
            FROM hop_source hs JOIN claim c ON c.id = hs.claim_id WHERE hs.source IN ({FAMILY})
            GROUP BY c.id ORDER BY c.article_id DESC, c.start, c.id"""
        return [(claim, role) for claim, role in self._rows(query, uid)]

    def roles(self, family: Collection[str] = ()) -> list[tuple[str, str, bool]]:
        only = "WHERE source = ANY(%s) ORDER BY uid" if family else ""
        query = f"""SELECT uid, source, is_last FROM (
                SELECT c.uid, hs.source, hs.position =
                    (SELECT max(h.position) FROM hop h WHERE h.claim_id = c.id) AS is_last
                FROM hop_source hs JOIN claim c ON c.id = hs.claim_id
                UNION ALL
                SELECT c.uid, s.uid, true FROM claim c
                JOIN article a ON a.id = c.article_id JOIN source s ON s.id = a.outlet_id
                WHERE NOT EXISTS(SELECT FROM hop h WHERE h.claim_id = c.id)) one {only}"""
        rows = self._rows(query, *([[*family]] if family else []))
        return [(claim, source, is_last) for claim, source, is_last in rows]

    def outlets(self) -> dict[str, int]:
        return dict(
            self._rows(
                "SELECT s.uid, count(*) FROM article a JOIN source s ON s.id = a.outlet_id "
                "GROUP BY s.uid"
            )
        )

    def articles_of(self, uid: str) -> list[int]:
        query = f"""SELECT a.id FROM article a JOIN source s ON s.id = a.outlet_id
            WHERE s.uid IN ({FAMILY}) ORDER BY a.published_key DESC, a.id DESC LIMIT 500"""
        return [number for (number,) in self._rows(query, uid)]

    def _read(self, which: str, *values: object) -> list[Source]:
        """Those sources s that can be read of what the end of a query asks for."""
        return self._readable(self._rows(f"SELECT {_COLUMNS} FROM source s {which}", *values))

    def _readable(self, rows: Iterable[Row]) -> list[Source]:
        """The sources of rows of _COLUMNS."""
        return self._connections.unread.readable(rows, lambda row: f"source {row[1]}", _source)

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )

    def _beside_merges(self, query: str, *values: object) -> tuple[list[Row], dict[str, str]]:
        """The rows of a query, and the merges of the same moment."""

        def read(connection: Connection) -> tuple[list[Row], dict[str, str]]:
            rows, merged = connection.execute(query, values), connection.execute(_MERGED)
            pointers: dict[str, str] = dict(merged.fetchall())
            return rows.fetchall(), final_uids(pointers)

        return self._connections.read_together(read)


def finals(connection: Connection, uids: Sequence[str]) -> dict[str, str]:
    """Uid -> that of what the source was merged into, pointers of pointers followed; its own where
    it was not."""
    found: dict[str, str] = dict(connection.execute(_FINALS, (list(uids),)).fetchall())
    return {uid: found.get(uid, uid) for uid in uids}


def merges(connection: Connection) -> dict[str, str]:
    """Uid of each merged source -> uid of the final one, pointers of pointers followed."""
    return final_uids(dict(connection.execute(_MERGED).fetchall()))


_MERGED = "SELECT uid, same_as FROM source WHERE same_as IS NOT NULL"
_FINALS = """WITH RECURSIVE chain(first, uid) AS (
        SELECT uid, same_as FROM source WHERE uid = ANY(%s) AND same_as IS NOT NULL
        UNION SELECT c.first, s.same_as FROM chain c JOIN source s ON s.uid = c.uid
            WHERE s.same_as IS NOT NULL)
    SELECT c.first, c.uid FROM chain c JOIN source s ON s.uid = c.uid WHERE s.same_as IS NULL"""
FAMILY = """WITH RECURSIVE above(uid, same_as) AS (
        SELECT one.uid, s.same_as FROM (VALUES (%s::text COLLATE "C")) AS one(uid)
            LEFT JOIN source s ON s.uid = one.uid
        UNION SELECT s.uid, s.same_as FROM above u JOIN source s ON s.uid = u.same_as),
    family(uid, depth) AS (
        SELECT uid, 0 FROM above WHERE same_as IS NULL
        UNION ALL SELECT s.uid, f.depth + 1 FROM family f JOIN source s ON s.same_as = f.uid)
    SELECT uid FROM family"""
"""SELECT of the uid of the final source of the one that is bound, and of every one that was merged
into it."""
_ALIASES = """(SELECT coalesce(json_agg(n.name ORDER BY n.position), '[]') FROM source_name n
    WHERE n.source_id = s.id AND n.position > 0)"""
_COLUMNS = f"s.id, s.uid, s.name, s.kind, s.country, s.note, s.provisional, s.same_as, {_ALIASES}"
_CHANGES = "(SELECT count(*) FROM touched t WHERE t.entity = 'source' AND t.uid = s.uid)"
"""How often source s was changed, undo included."""
_RATING = "uid, source, analyst, reliability, rationale, at"
_NAMED = f"""WITH RECURSIVE chain(first, uid) AS (
        SELECT s.id, s.uid FROM source_name n JOIN source s ON s.id = n.source_id
            WHERE n.folded = %s
        UNION SELECT c.first, s.same_as FROM chain c JOIN source s ON s.uid = c.uid
            WHERE s.same_as IS NOT NULL)
    SELECT {_COLUMNS} FROM (SELECT uid, min(first) AS first FROM chain GROUP BY uid) one
    JOIN source s ON s.uid = one.uid WHERE s.same_as IS NULL ORDER BY one.first"""
"""The final sources with a folded name or alias, in the order of those that have it."""
_FINAL = f"""WITH RECURSIVE wanted(uid) AS (
        SELECT unnest(%s::text[]) COLLATE "C" UNION
        SELECT s.uid FROM article a JOIN source s ON s.id = a.outlet_id WHERE a.uid = ANY(%s)),
    chain(first, uid, same_as) AS (
        SELECT s.uid, s.uid, s.same_as FROM wanted w JOIN source s ON s.uid = w.uid
        UNION SELECT c.first, s.uid, s.same_as FROM chain c JOIN source s ON s.uid = c.same_as)
    SELECT {_COLUMNS}, c.first FROM chain c JOIN source s ON s.uid = c.uid
    WHERE c.same_as IS NULL ORDER BY c.first"""


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _COLUMNS."""
    return source_record(row, row[8])


def _source(row: Row) -> Source:
    return Source.from_record(_record(row))


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM source s WHERE s.uid = ANY(%s)", (list(uids),)
    )
    return lambda: {row[1]: _record(row) for row in rows}


def _all(connection: Connection) -> Iterator[Standing]:
    names = connection.execute(
        "SELECT source_id, position, name, folded FROM source_name ORDER BY source_id, position"
    )
    names_of = in_step(names)
    for row in connection.execute(f"SELECT {_COLUMNS} FROM source s ORDER BY s.id"):
        yield row[1], _record(row) if is_as_saved(row, names_of(row[0])) else None


def _save(connection: Connection, records: Sequence[Record]) -> None:
    cursor = connection.cursor()
    for record in records:
        end_of_merges(connection, "source", record)
        cursor.execute(_WRITE, {**record})
    cursor.execute(
        "DELETE FROM source_name n USING source s WHERE s.id = n.source_id AND s.uid = ANY(%s)",
        ([record["uid"] for record in records],),
    )
    cursor.executemany(
        "INSERT INTO source_name(source_id, position, name, folded) "
        "SELECT id, %s, %s, %s FROM source WHERE uid = %s",
        [
            (position, name, fold_name(name), record["uid"])
            for record in records
            for position, name in enumerate([record["name"], *record["aliases"]])
        ],
    )


_WRITE = """INSERT INTO source(uid, name, kind, country, note, provisional, same_as)
    VALUES (%(uid)s, %(name)s, %(kind)s, %(country)s, %(note)s, %(provisional)s, %(same_as)s)
    ON CONFLICT(uid) DO UPDATE SET name = excluded.name, kind = excluded.kind,
        country = excluded.country, note = excluded.note,
        provisional = excluded.provisional, same_as = excluded.same_as"""

SOURCE = Entity(_load, _save, remover("source"), _all)
RATING = flat("rating", ("source", "analyst", "reliability", "rationale", "at"))
UNALIKE = flat("unalike", ("source", "other", "analyst", "at"), key=("source", "other"))
