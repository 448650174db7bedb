"""What analysts may set of an article: its metadata, and where it stands for each of them.

Writing happens only through the journal (see entity.py); texts and hashes are not touched here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from workbench.domain.address import key_of
from workbench.domain.article import published_key
from workbench.domain.journal import Record, Standing
from workbench.errors import DataError
from workbench.postgres.connection import Connection
from workbench.postgres.entity import Answer, Entity
from workbench.postgres.rows import ARTICLE
from workbench.stored.rows import Loaded, Row

COLUMNS = (
    "title", "author", "editor", "lang", "url", "published_at", "published_precision",
    "published_basis", "archive",
)  # fmt: skip
_SELECT = (
    f"SELECT a.uid, {', '.join(f'a.{name}' for name in COLUMNS)}, s.uid, a.published_key, "
    "a.place_key FROM article a LEFT JOIN source s ON s.id = a.outlet_id"
)
_PAGE = 1000


def metadata_record(uid: str, columns: Row, outlet: str | None) -> Loaded:
    """The journal's record of an article's COLUMNS and the uid of its outlet."""
    record = {"uid": uid, **dict(zip(COLUMNS, columns, strict=True)), "outlet": outlet}
    if not record["archive"]:  # what is older than archives says nothing of it
        del record["archive"]
    return record


def _record(row: Row) -> Loaded:
    return metadata_record(row[0], row[1:-3], row[-3])


def _load_metadata(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_SELECT} WHERE a.uid = ANY(%s)".encode(), (list(uids),))
    return lambda: {row[0]: _record(row) for row in rows}


def _all_metadata(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_SELECT} ORDER BY a.id".encode()):
        record = _record(row)
        derived = published_key(record["published_at"]), key_of(record["url"])
        yield row[0], record if derived == row[-2:] else None


def imported_records(connection: Connection) -> Iterator[tuple[str, Loaded]]:
    """Uid and metadata of every article as it was imported; what cannot be read is left out: its
    seal tells."""
    last = 0
    while rows := connection.execute(
        "SELECT id, uid, imported FROM article WHERE id > %s ORDER BY id LIMIT %s", (last, _PAGE)
    ).fetchall():
        for _, uid, imported in rows:
            try:
                yield uid, json.loads(imported)
            except ValueError:
                continue
        last = rows[-1][0]


def _save_metadata(connection: Connection, records: Sequence[Record]) -> None:
    settings = ", ".join(f"{name} = %({name})s" for name in COLUMNS)
    connection.cursor().executemany(
        f"""UPDATE article SET {settings}, outlet_id = require_source(%(outlet)s),
            published_key = %(published_key)s, place_key = %(place_key)s
        WHERE uid = %(uid)s""".encode(),
        [
            {
                "archive": "",
                **record,
                "published_key": published_key(record["published_at"]),
                "place_key": key_of(record["url"]),
            }
            for record in records
        ],
    )


def _remove_metadata(connection: Connection, uids: Sequence[str]) -> None:
    raise DataError("articles are never deleted")


_STATES = """SELECT a.uid, s.analyst, s.state, s.reason FROM article_state s
    JOIN article a ON a.id = s.article_id"""
_THESE = "(a.uid, s.analyst) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"


def _keys(uids: Sequence[str]) -> tuple[list[str], list[str]]:
    parts = [uid.split(":", 1) for uid in uids]
    return [article for article, _ in parts], [analyst for _, analyst in parts]


def _load_states(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"{_STATES} WHERE {_THESE}".encode(), _keys(uids))
    return lambda: {state["uid"]: state for state in map(_state, rows)}


def _state(row: Row) -> Loaded:
    article, analyst, state, reason = row
    return {
        "uid": f"{article}:{analyst}",
        "article": article,
        "analyst": analyst,
        "state": state,
        "reason": reason,
    }


def _all_states(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_STATES} ORDER BY a.uid, s.analyst".encode()):
        state = _state(row)
        yield state["uid"], state


def _save_states(connection: Connection, records: Sequence[Record]) -> None:
    connection.cursor().executemany(
        f"""INSERT INTO article_state(article_id, analyst, state, reason)
        VALUES ({ARTICLE}, %(analyst)s, %(state)s, %(reason)s)
        ON CONFLICT (article_id, analyst) DO UPDATE SET state = excluded.state,
            reason = excluded.reason""".encode(),
        records,
    )


def _remove_states(connection: Connection, uids: Sequence[str]) -> None:
    connection.execute(
        f"""DELETE FROM article_state s USING article a
        WHERE a.id = s.article_id AND {_THESE}""".encode(),
        _keys(uids),
    )


METADATA = Entity(_load_metadata, _save_metadata, _remove_metadata, _all_metadata)
STATE = Entity(_load_states, _save_states, _remove_states, _all_states)
