"""Selections in the database: named choices of articles, and when each analyst looked at one.

A selection is written through the journal. A look is a reading position: it is written without, it
outlives a selection that is dropped, and undoing the drop finds it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from workbench.domain.journal import Record, Standing
from workbench.domain.selection import Selection, fold_selection
from workbench.errors import ConflictError
from workbench.postgres.checksum import COLUMNS, seal_rows
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, remover
from workbench.stored.rows import Loaded, Row
from workbench.verbs import Durability
from workbench.verbs.selections import Look


class Selections:
    """What can be asked about selections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def named(self, name: str) -> Selection | None:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"{_SELECT} WHERE folded = %s".encode(), (fold_selection(name),)
            ).fetchone()
        )
        if row is None:
            return None
        return self._connections.unread.needed(
            f"selection {name!r}", partial(Selection.from_record, _record(row))
        )

    def all(self) -> list[Selection]:
        unread = self._connections.unread
        return self._connections.read(
            lambda connection: unread.readable(
                connection.execute(f"{_SELECT} ORDER BY folded, uid".encode()),
                lambda row: f"selection {row[0]}",
                lambda row: Selection.from_record(_record(row)),
            )
        )

    def look(self, analyst: str, uid: str) -> Look | None:
        row = self._connections.read(
            lambda connection: connection.execute(
                "SELECT at, number FROM look WHERE analyst = %s AND selection = %s", (analyst, uid)
            ).fetchone()
        )
        return Look(*row) if row else None

    def looked(self, analyst: str, uid: str, *, at: str, number: int | None = None) -> None:
        def act(connection: Connection) -> None:
            written = connection.execute(
                f"""INSERT INTO look(analyst, selection, at, number)
                VALUES (%s, %s, %s, coalesce(%s, (SELECT max(id) FROM article), 0))
                ON CONFLICT (analyst, selection) DO UPDATE SET
                    at = excluded.at, number = excluded.number
                RETURNING {COLUMNS["look"]}""".encode(),
                (analyst, uid, at, number),
            )
            seal_rows(connection, "look", written)

        self._connections.write(act, Durability.NORMAL)


_SELECT = """SELECT uid, name, analyst, "where", ordered, owner, watch, language, is_set, folded,
        ARRAY(SELECT a.article FROM selection_article a WHERE a.selection = selection.uid
            ORDER BY a.article)
    FROM selection"""


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    uid, name, analyst, where, order, owner, watch, language, is_set, _, articles = row
    kept = {"language": language} if language > 1 else {}
    return kept | {
        "uid": uid,
        "name": name,
        "analyst": analyst,
        "where": where,
        "order": order,
        "owner": owner,
        "watch": bool(watch),
        "articles": articles if is_set else None,
    }


def _load(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_SELECT} WHERE uid = ANY(%s)".encode(), ([*uids],))
    return lambda: {row[0]: _record(row) for row in rows}


def _all_selections(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_SELECT} ORDER BY uid".encode()):
        _, name, *_, is_set, folded, articles = row
        is_as_saved = folded == fold_selection(name) and (is_set or not articles)
        yield row[0], _record(row) if is_as_saved else None


def _save(connection: Connection, records: Sequence[Record]) -> None:
    _refuse_taken(connection, records)
    cursor = connection.cursor()
    cursor.executemany(
        """INSERT INTO selection(uid, name, folded, analyst, "where", ordered, owner, watch,
            language, is_set)
        VALUES (%(uid)s, %(name)s, %(folded)s, %(analyst)s, %(where)s, %(order)s, %(owner)s,
            %(watch)s, %(language)s, %(is_set)s)
        ON CONFLICT (uid) DO UPDATE SET name = excluded.name, folded = excluded.folded,
            analyst = excluded.analyst, "where" = excluded."where", ordered = excluded.ordered,
            owner = excluded.owner, watch = excluded.watch, language = excluded.language,
            is_set = excluded.is_set""",
        [
            {
                "language": 1,
                **record,
                "folded": fold_selection(record["name"]),
                "is_set": record["articles"] is not None,
            }
            for record in records
        ],
    )
    connection.execute(
        "DELETE FROM selection_article WHERE selection = ANY(%s)",
        ([record["uid"] for record in records],),
    )
    cursor.executemany(
        "INSERT INTO selection_article(selection, article) SELECT %s, unnest(%s::text[])",
        [(record["uid"], [*record["articles"]]) for record in records if record["articles"]],
    )


def _refuse_taken(connection: Connection, records: Sequence[Record]) -> None:
    """Raises ConflictError where another selection has the name of one of these."""
    named = {fold_selection(record["name"]): record for record in records}
    row = connection.execute(
        f"{_SELECT} WHERE folded = ANY(%s) AND uid <> ALL(%s)".encode(),
        ([*named], [record["uid"] for record in records]),
    ).fetchone()
    if row:
        mine = named[row[-2]]
        raise ConflictError(
            f"there is a selection {mine['name']!r} already",
            "Take another name, or drop that one.",
            mine=mine,
            theirs=_record(row),
        )


SELECTION = Entity(_load, _save, remover("selection"), _all_selections)
