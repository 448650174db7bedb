"""What analysts may set of an article: its metadata, and where it stands for each of them.

Writing happens only through the journal (see entity.py); texts and hashes are not touched here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from workbench.domain.address import key_of
from workbench.domain.article import published_key
from workbench.domain.journal import Record, Standing
from workbench.errors import DataError
from workbench.store.entity import Entity
from workbench.store.rows import article_number
from workbench.stored.rows import Loaded, Row

_COLUMNS = (
    "title", "author", "editor", "lang", "url", "published_at", "published_precision",
    "published_basis", "archive",
)  # fmt: skip


def load_metadata(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    """The metadata record of the article with this uid."""
    row = connection.execute(f"{_SELECT} WHERE a.uid = ?", (uid,)).fetchone()
    return None if row is None else _record(row)


_SELECT = (
    f"SELECT a.uid, {', '.join(f'a.{name}' for name in _COLUMNS)}, s.uid, a.published_key, "
    "a.place_key FROM article a LEFT JOIN source s ON s.id = a.outlet_id"
)


def _record(row: Row) -> Loaded:
    """The journal's record of a row of _SELECT."""
    record = {"uid": row[0], **dict(zip(_COLUMNS, row[1:-3], strict=True)), "outlet": row[-3]}
    if not record["archive"]:  # what is older than archives says nothing of it
        del record["archive"]
    return record


def _all_metadata(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(f"{_SELECT} ORDER BY a.id"):
        record = _record(row)
        derived = published_key(record["published_at"]), key_of(record["url"])
        yield row[0], record if derived == row[-2:] else None


def imported_records(connection: sqlite3.Connection) -> Iterator[tuple[str, Loaded]]:
    """Uid and metadata of every article as it was imported; what cannot be read is left out: its
    seal tells."""
    for uid, imported in connection.execute("SELECT uid, imported FROM article"):
        try:
            yield uid, json.loads(imported)
        except ValueError:
            continue


def outlet_number(connection: sqlite3.Connection, uid: str | None) -> int | None:
    """The row of the outlet's source. Raises DataError when there is none."""
    if uid is None:
        return None
    row = connection.execute("SELECT id FROM source WHERE uid = ?", (uid,)).fetchone()
    if row is None:
        raise DataError(f"no source {uid} for the outlet")
    number: int = row[0]
    return number


def _save_metadata(connection: sqlite3.Connection, record: Record) -> None:
    values = {name: record[name] for name in _COLUMNS if name != "archive"}
    values["archive"] = record.get("archive", "")
    settings = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(
        f"UPDATE article SET {settings}, outlet_id = :outlet_id, published_key = :published_key, "
        "place_key = :place_key WHERE uid = :uid",
        {
            **values,
            "outlet_id": outlet_number(connection, record["outlet"]),
            "published_key": published_key(record["published_at"]),
            "place_key": key_of(record["url"]),
            "uid": record["uid"],
        },
    )


def _remove_metadata(connection: sqlite3.Connection, uid: str) -> None:
    raise DataError("articles are never deleted")


def _load_state(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    article, analyst = uid.split(":", 1)
    row = connection.execute(
        """SELECT s.state, s.reason FROM article_state s JOIN article a ON a.id = s.article_id
        WHERE a.uid = ? AND s.analyst = ?""",
        (article, analyst),
    ).fetchone()
    return None if row is None else _state(article, analyst, *row)


def _state(article: str, analyst: str, state: str, reason: str) -> Loaded:
    return {
        "uid": f"{article}:{analyst}",
        "article": article,
        "analyst": analyst,
        "state": state,
        "reason": reason,
    }


def _all_states(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(
        "SELECT a.uid, s.analyst, s.state, s.reason FROM article_state s "
        "JOIN article a ON a.id = s.article_id"
    ):
        state = _state(*row)
        yield state["uid"], state


def _save_state(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(
        """INSERT INTO article_state(article_id, analyst, state, reason) VALUES (?, ?, ?, ?)
        ON CONFLICT(article_id, analyst) DO UPDATE SET state = excluded.state,
            reason = excluded.reason""",
        (
            article_number(connection, record["article"]),
            record["analyst"],
            record["state"],
            record["reason"],
        ),
    )


def _remove_state(connection: sqlite3.Connection, uid: str) -> None:
    article, analyst = uid.split(":", 1)
    connection.execute(
        "DELETE FROM article_state WHERE article_id = ? AND analyst = ?",
        (article_number(connection, article), analyst),
    )


METADATA = Entity(load_metadata, _save_metadata, _remove_metadata, _all_metadata)
STATE = Entity(_load_state, _save_state, _remove_state, _all_states)
