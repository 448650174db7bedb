"""Sources in the database: their names and aliases, merges, ratings, and who said what.

A merge is a pointer (`same_as`); look-ups follow it to the final source. Writing happens only
through the journal (see entity.py).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.domain.journal import Record, Standing
from workbench.domain.naming import fold_name
from workbench.domain.source import Rating, Source, SourceKind, Unalike, final_uids
from workbench.errors import NotFoundError
from workbench.store.connection import Connections
from workbench.store.entity import Entity, end_of_merges, flat, remover, versions
from workbench.store.rows import in_blocks, marks, number_saved
from workbench.store.source_search import names_like
from workbench.stored.rows import Loaded, Row, in_step
from workbench.stored.sources import is_as_saved, source_record

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Term


class Sources:
    """What can be asked about sources."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, uid: str) -> Source:
        def query(connection: sqlite3.Connection) -> Source | None:
            record = _load_source(connection, uid)
            if record is None:
                return None
            version = versions(connection, "source", [uid]).get(uid, 0)
            decode = partial(Source.from_record, record, version)
            return self._connections.unread.needed(f"source {uid}", decode)

        source = self._connections.read(query)
        if source is None:
            raise NotFoundError(f"no source {uid}", "workbench sources list shows all.")
        return source

    def many(self, uids: Iterable[str]) -> dict[str, Source]:
        return self._connections.read(lambda connection: self._many(connection, uids))

    def _many(self, connection: sqlite3.Connection, uids: Iterable[str]) -> dict[str, Source]:
        found: dict[str, Source] = {}
        for block in in_blocks(dict.fromkeys(uids)):
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM source WHERE uid IN ({marks(len(block))})", block
            )
            there = {source.uid: source for source in self._sources(connection, rows)}
            found |= {uid: there[uid] for uid in block if uid in there}
        return found

    def _sources(self, connection: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[Source]:
        """Those sources of rows of _COLUMNS that can be read, in their order."""
        tried = self._connections.unread.tried
        for block in in_blocks(rows):
            aliases = _aliases_of(connection, [row[0] for row in block])
            for row in block:
                decode = partial(Source.from_record, source_record(row, aliases.get(row[0], [])))
                if source := tried(f"source {row[1]}", decode):
                    yield source

    def all(self) -> list[Source]:
        return self._connections.read(
            lambda connection: list(
                self._sources(
                    connection,
                    connection.execute(f"SELECT {_COLUMNS} FROM source ORDER BY name, id"),
                )
            )
        )

    def _readable(self, connection: sqlite3.Connection, uid: str) -> Source | None:
        """The source, where it is there and can be read."""
        record = _load_source(connection, uid)
        if record is None:
            return None
        decode = partial(Source.from_record, record)
        return self._connections.unread.tried(f"source {uid}", decode)

    def named(self, name: str) -> list[Source]:
        return self._connections.read(
            lambda connection: [
                source
                for uid in uids_named(connection, name)
                if (source := self._readable(connection, uid))
            ]
        )

    def names_like(self, words: str, limit: int) -> list[tuple[str, str]]:
        def query(connection: sqlite3.Connection) -> list[tuple[str, str]]:
            return [
                (final_uid(connection, name.uid), name.words)
                for name in names_like(connection, fold_name(words), limit)
            ]

        return self._connections.read(query)

    def first(self, count: int) -> list[Source]:
        def query(connection: sqlite3.Connection) -> list[Source]:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM source WHERE same_as IS NULL ORDER BY name, id LIMIT ?",
                (count,),
            )
            return list(self._sources(connection, rows))

        return self._connections.read(query)

    def added(self, term: Term) -> set[str]:
        from workbench.store.filtering.entries import source_condition

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
        select = "SELECT s.uid, n.name FROM source_name n JOIN source s ON s.id = n.source_id"

        def query(connection: sqlite3.Connection) -> list[tuple[str, str]]:
            merged = merges(connection)
            rows = [] if uids is not None else connection.execute(select).fetchall()
            for block in in_blocks(uids or ()):
                rows += connection.execute(f"{select} WHERE s.uid IN ({marks(len(block))})", block)
            return [(merged.get(uid, uid), name) for uid, name in rows]

        return self._connections.read(query)

    def standing(self) -> list[tuple[str, SourceKind, tuple[str, ...]]]:
        def query(connection: sqlite3.Connection) -> list[tuple[str, SourceKind, tuple[str, ...]]]:
            merged = merges(connection)
            names: dict[str, list[str]] = {}
            kinds: dict[str, str] = {}
            for uid, kind, name in connection.execute(
                "SELECT s.uid, s.kind, n.name FROM source s JOIN source_name n "
                "ON n.source_id = s.id ORDER BY s.same_as IS NOT NULL, s.id, n.position"
            ):
                names.setdefault(merged.get(uid, uid), []).append(name)
                kinds.setdefault(uid, kind)
            return self._connections.unread.readable(
                names,
                lambda uid: f"source {uid}",
                lambda uid: (uid, SourceKind(kinds[uid]), tuple(names[uid])),
            )

        return self._connections.read(query)

    def merges(self) -> dict[str, str]:
        return self._connections.read(merges)

    def final(self, uids: Iterable[str], *, outlets_of: Iterable[str] = ()) -> dict[str, Source]:
        def query(connection: sqlite3.Connection) -> dict[str, Source]:
            wanted = sorted({*uids, *outlet_uids(connection, outlets_of)})
            final = finals(connection, wanted)
            found = self._many(connection, final.values())
            return {uid: found[one] for uid, one in final.items() if one in found}

        return self._connections.read(query)

    def finals(self, uids: Iterable[str]) -> dict[str, str]:
        wanted = list(uids)
        return self._connections.read(lambda connection: finals(connection, wanted))

    def family(self, uid: str) -> list[str]:
        return self._connections.read(lambda connection: family_of(connection, uid))

    def unalikes(self, uid: str | None = None) -> list[Unalike]:
        where, values = ("", ()) if uid is None else ("WHERE source = ?1 OR other = ?1", (uid,))
        return self._connections.read(
            lambda connection: [
                Unalike(*row)
                for row in connection.execute(
                    f"SELECT source, other, analyst, at FROM unalike {where} "
                    "ORDER BY at, source, other",
                    values,
                )
            ]
        )

    def ratings(self, uid: str) -> list[Rating]:
        def query(connection: sqlite3.Connection) -> list[Rating]:
            family = family_of(connection, uid)
            rows = connection.execute(
                f"SELECT {_RATING} FROM rating "
                f"WHERE source IN ({marks(len(family))}) ORDER BY at, id",
                family,
            )
            return [Rating(*row) for row in rows]

        return self._connections.read(query)

    def all_ratings(self) -> dict[str, list[Rating]]:
        def query(connection: sqlite3.Connection) -> dict[str, list[Rating]]:
            histories: defaultdict[str, list[Rating]] = defaultdict(list)
            for row in connection.execute(f"SELECT {_RATING} FROM rating ORDER BY at, id"):
                rating = Rating(*row)
                histories[rating.source].append(rating)
            return histories

        return self._connections.read(query)

    def latest_ratings(self, uids: Iterable[str]) -> dict[str, str]:
        def query(connection: sqlite3.Connection) -> dict[str, str]:
            found: dict[str, str] = {}
            for block in in_blocks(uids):
                found.update(
                    connection.execute(
                        "SELECT source, reliability FROM rating "
                        f"WHERE source IN ({marks(len(block))}) ORDER BY at, id",
                        block,
                    ).fetchall()
                )
            return found

        return self._connections.read(query)

    def claims_through(self, uid: str) -> list[tuple[str, str]]:
        def query(connection: sqlite3.Connection) -> list[tuple[str, str]]:
            family = family_of(connection, uid)
            return connection.execute(
                f"""SELECT c.uid, CASE WHEN max(hs.position) =
                    (SELECT max(position) FROM hop WHERE claim_id = c.id)
                    THEN 'origin' ELSE 'relay' END
                FROM hop_source hs JOIN claim c ON c.id = hs.claim_id
                WHERE hs.source IN ({marks(len(family))})
                GROUP BY c.id ORDER BY c.article_id DESC, c.start""",
                family,
            ).fetchall()

        return self._connections.read(query)

    def roles(self, family: Collection[str] = ()) -> list[tuple[str, str, bool]]:
        pairs = "hop_source hs JOIN claim c ON c.id = hs.claim_id"
        if not family:  # in the order of claims, whose hops stand together
            pairs = "claim c CROSS JOIN hop_source hs ON hs.claim_id = c.id"
        only = f"WHERE source IN ({marks(len(family))}) ORDER BY uid" if family else ""

        def query(connection: sqlite3.Connection) -> list[tuple[str, str, bool]]:
            rows = connection.execute(
                f"""SELECT * FROM (
                    SELECT c.uid, hs.source AS source, hs.position =
                        (SELECT max(position) FROM hop WHERE claim_id = c.id) AS is_last
                    FROM {pairs}
                    UNION ALL
                    SELECT c.uid, s.uid, 1 FROM claim c
                    JOIN article a ON a.id = c.article_id JOIN source s ON s.id = a.outlet_id
                    WHERE NOT EXISTS (SELECT 1 FROM hop WHERE claim_id = c.id)
                ) {only}""",
                list(family),
            )
            return [(claim, source, bool(is_last)) for claim, source, is_last in rows]

        return self._connections.read(query)

    def outlets(self) -> dict[str, int]:
        return self._connections.read(
            lambda connection: dict(
                connection.execute(
                    "SELECT s.uid, count(*) FROM article a JOIN source s ON s.id = a.outlet_id "
                    "GROUP BY s.uid"
                ).fetchall()
            )
        )

    def articles_of(self, uid: str) -> list[int]:
        def query(connection: sqlite3.Connection) -> list[int]:
            family = family_of(connection, uid)
            rows = connection.execute(
                f"""SELECT a.id FROM article a JOIN source s ON s.id = a.outlet_id
                WHERE s.uid IN ({marks(len(family))})
                ORDER BY a.published_key DESC, a.id DESC LIMIT 500""",
                family,
            )
            return [number for (number,) in rows]

        return self._connections.read(query)


def outlet_uids(connection: sqlite3.Connection, articles: Iterable[str]) -> set[str]:
    """Uids of the outlets of the articles with these uids."""
    found: set[str] = set()
    for block in in_blocks(articles):
        rows = connection.execute(
            "SELECT s.uid FROM article a JOIN source s ON s.id = a.outlet_id "
            f"WHERE a.uid IN ({marks(len(block))})",
            block,
        )
        found |= {uid for (uid,) in rows}
    return found


def uids_named(connection: sqlite3.Connection, name: str) -> list[str]:
    """Uids of the final sources with this folded name or alias."""
    rows = connection.execute(
        "SELECT DISTINCT s.uid FROM source_name n JOIN source s ON s.id = n.source_id "
        "WHERE n.folded = ? ORDER BY s.id",
        (fold_name(name),),
    ).fetchall()
    return list(dict.fromkeys(final_uid(connection, uid) for (uid,) in rows))


def finals(connection: sqlite3.Connection, uids: Sequence[str]) -> dict[str, str]:
    """Uid -> that of what the source was merged into, its own where it was not."""
    merged: dict[str, str] = {}
    for block in in_blocks(uids):
        merged |= dict(
            connection.execute(
                "SELECT uid, same_as FROM source WHERE same_as IS NOT NULL "
                f"AND uid IN ({marks(len(block))})",
                block,
            ).fetchall()
        )
    return {uid: final_uid(connection, merged[uid]) if uid in merged else uid for uid in uids}


def final_uid(connection: sqlite3.Connection, uid: str) -> str:
    """Of what a source was merged into, pointers of pointers followed; its own where it was not."""
    seen: set[str] = set()
    while uid not in seen:
        seen.add(uid)
        row = connection.execute("SELECT same_as FROM source WHERE uid = ?", (uid,)).fetchone()
        if row is None or row[0] is None:
            break
        uid = row[0]
    return uid


def merges(connection: sqlite3.Connection) -> dict[str, str]:
    """Uid of each merged source -> uid of the final one, pointers of pointers followed."""
    return final_uids(
        dict(
            connection.execute(
                "SELECT uid, same_as FROM source WHERE same_as IS NOT NULL"
            ).fetchall()
        )
    )


def family_of(connection: sqlite3.Connection, uid: str) -> list[str]:
    """The final source and every one that was merged into it."""
    rows = connection.execute(
        """WITH RECURSIVE family(uid) AS (
            VALUES (?) UNION SELECT s.uid FROM source s JOIN family ON s.same_as = family.uid)
        SELECT uid FROM family""",
        (final_uid(connection, uid),),
    )
    return [one for (one,) in rows]


def _load_source(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM source WHERE uid = ?", (uid,)).fetchone()
    if row is None:
        return None
    aliases = connection.execute(
        "SELECT name FROM source_name WHERE source_id = ? AND position > 0 ORDER BY position",
        (row[0],),
    )
    return source_record(row, [alias for (alias,) in aliases])


def _aliases_of(connection: sqlite3.Connection, numbers: list[int]) -> dict[int, list[str]]:
    """Number of a source -> its aliases in their order; none for most."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for number, name in connection.execute(
        "SELECT source_id, name FROM source_name "
        f"WHERE source_id IN ({marks(len(numbers))}) AND position > 0 ORDER BY source_id, position",
        numbers,
    ):
        aliases[number].append(name)
    return aliases


_RATING = "uid, source, analyst, reliability, rationale, at"

_COLUMNS = "id, uid, name, kind, country, note, provisional, same_as"


def _all_sources(connection: sqlite3.Connection) -> Iterator[Standing]:
    names_of = in_step(
        connection.execute(
            "SELECT source_id, position, name, folded FROM source_name ORDER BY source_id, position"
        )
    )
    for row in connection.execute(f"SELECT {_COLUMNS} FROM source ORDER BY id"):
        names = names_of(row[0])
        record = source_record(row, [name for _, name, _ in names[1:]])
        yield row[1], record if is_as_saved(row, names) else None


def _save_source(connection: sqlite3.Connection, record: Record) -> None:
    end_of_merges(connection, "source", record)
    connection.execute(
        """INSERT INTO source(uid, name, kind, country, note, provisional, same_as)
        VALUES (:uid, :name, :kind, :country, :note, :provisional, :same_as)
        ON CONFLICT(uid) DO UPDATE SET name = excluded.name, kind = excluded.kind,
            country = excluded.country, note = excluded.note,
            provisional = excluded.provisional, same_as = excluded.same_as""",
        {**record, "aliases": None},
    )
    number = number_saved(connection, "source", record["uid"])
    connection.execute("DELETE FROM source_name WHERE source_id = ?", (number,))
    connection.executemany(
        "INSERT INTO source_name(source_id, position, name, folded) VALUES (?, ?, ?, ?)",
        [
            (number, position, name, fold_name(name))
            for position, name in enumerate([record["name"], *record["aliases"]])
        ],
    )


SOURCE = Entity(_load_source, _save_source, remover("source"), _all_sources)
RATING = flat("rating", ("source", "analyst", "reliability", "rationale", "at"))
UNALIKE = flat("unalike", ("source", "other", "analyst", "at"), key=("source", "other"))
