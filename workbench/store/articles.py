"""Articles in the database: adding them, their texts, the pages of the library, their metadata.

Text, hashes and the metadata as imported are written once. Pages are taken by keyset, never by
OFFSET; nothing on the key path counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.domain.article import (
    Article,
    ArticleRow,
    ArticleState,
    Metadata,
    ReadingState,
    RelayKind,
)
from workbench.domain.filter import Term
from workbench.domain.journal import Change, Record, canonical
from workbench.domain.source import Source
from workbench.errors import DataError, NotFoundError, UsageError
from workbench.store.connection import Connections, Durability
from workbench.store.entity import Entity, Loaded, lister
from workbench.store.filters import MY_CLAIMS, OPEN_QUESTIONS, READING_STATE, article_condition
from workbench.store.rows import Row, article_number, in_blocks, marks

Key = tuple[str, int]
"""Where an article stands in the library: publication key and number; the newest come first."""

PAGE = 256
"""Rows between two anchors of an outline."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be added."""

    uid: str
    text: str
    metadata: Metadata
    """Its outlet names a source that is there or among the new ones of the same call."""
    sha256: str
    raw_sha256: str
    normaliser: str
    retrieved_at: str
    retrieved_how: str
    foreign_id: str
    extra: Mapping[str, Any]
    translation: str
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one new article."""

    number: int
    uid: str
    is_new: bool
    """False: the same text of the same outlet was there; number and uid are that one's."""
    similar: tuple[int, ...] = ()
    """Numbers of earlier articles that share parts of the sketch, most shared first."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a filtered library: how long it is, and the key of every PAGE-th row."""

    total: int
    anchors: tuple[Key, ...]


class Articles:
    """What can be asked about articles, and adding them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(
        self,
        new: Sequence[NewArticle],
        sources: Sequence[Source],
        *,
        analyst: str,
        at: str,
        durability: Durability = Durability.NORMAL,
    ) -> list[Added]:
        """Add the articles, and first the sources that they name as outlets, in one transaction.

        A text that is there already, of the same outlet or of an unknown one, is not added again.
        """

        def act(connection: sqlite3.Connection) -> list[Added]:
            from workbench.store.journal import log, make

            changes = [Change("source", s.uid, None, s.to_record()) for s in sources]
            for change in changes:
                make(connection, change)
            added = [_add(connection, article) for article in new]
            fresh = [article for article in added if article.is_new]
            if fresh or changes:
                about = f"{len(fresh)} articles"
                if fresh:
                    about += f", #{fresh[0].number} to #{fresh[-1].number}"
                log(connection, changes, analyst=analyst, at=at, op="import", about=about)
            return added

        return self._connections.write(act, durability)

    def relate(self, likenesses: Iterable[tuple[int, int, RelayKind, float]]) -> None:
        """Keep what texts are like: (article, earlier article, kind, score 0..1)."""
        rows = [(a, b, kind.value, score) for a, b, kind, score in likenesses]

        def act(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT OR IGNORE INTO likeness VALUES (?, ?, ?, ?)", rows)
            for article, other, _, _ in rows:
                _join_clusters(connection, article, other)

        if rows:
            self._connections.write(act, Durability.NORMAL)

    def resolve(self, reference: str) -> int:
        """The number of the article that reference names: digits, "#digits" or a uid's first six
        characters or more. Raises NotFoundError, or UsageError when several fit."""
        name = reference.strip()
        digits = name.removeprefix("#")

        def query(connection: sqlite3.Connection) -> list[Row]:
            if digits.isdecimal():
                return connection.execute(
                    "SELECT id FROM article WHERE id = ?", (min(int(digits), 2**62),)
                ).fetchall()
            return connection.execute(
                "SELECT id FROM article WHERE uid >= ? AND uid < ? LIMIT 2",
                (name.lower(), name.lower() + "\U0010ffff"),
            ).fetchall()

        if not digits.isdecimal() and len(name) < 6:
            raise UsageError(
                f"{reference!r} names no article",
                "Give a number, or at least six characters of its uid.",
            )
        rows = self._connections.read(query)
        if not rows:
            raise NotFoundError(f"no article {reference}", "workbench list shows all.")
        if len(rows) > 1:
            raise UsageError(f"several articles begin with {reference}", "Give more characters.")
        number: int = rows[0][0]
        return number

    def get(self, number: int) -> Article:
        """The article with this number. Raises NotFoundError."""

        def query(connection: sqlite3.Connection) -> Article | None:
            row = connection.execute(
                """SELECT a.uid, a.id, coalesce(s.name, ''), a.sha256, a.raw_sha256, a.normaliser,
                    a.retrieved_at, a.retrieved_how, a.foreign_id, a.length
                FROM article a LEFT JOIN source s ON s.id = a.outlet_id WHERE a.id = ?""",
                (number,),
            ).fetchone()
            if row is None:
                return None
            record = _load_metadata(connection, row[0])
            return Article(row[0], row[1], Metadata.from_record(record or {}), *row[2:])

        article = self._connections.read(query)
        if article is None:
            raise NotFoundError(f"no article #{number}", "workbench list shows all.")
        return article

    def by_uid(self, uid: str) -> Article | None:
        """The article with this uid, if it is there."""
        found = self._connections.read(
            lambda connection: connection.execute(
                "SELECT id FROM article WHERE uid = ?", (uid,)
            ).fetchone()
        )
        return self.get(found[0]) if found else None

    def text(self, number: int) -> str:
        """The stored text."""
        return self._text_column(number, "text")

    def translation(self, number: int) -> str:
        """The translation that came with the article; empty when none did."""
        return self._text_column(number, "translation")

    def extra(self, number: int) -> dict[str, Any]:
        """The rest of what the container said."""
        row = self._connections.read(
            lambda connection: connection.execute(
                "SELECT extra FROM article WHERE id = ?", (number,)
            ).fetchone()
        )
        loaded: dict[str, Any] = json.loads(row[0])
        return loaded

    def rows(
        self,
        terms: Sequence[Term] = (),
        *,
        analyst: str,
        start: Key | None = None,
        limit: int = PAGE,
    ) -> list[ArticleRow]:
        """The library's rows from the one with key start on (included), newest first."""
        condition, values = article_condition(terms, analyst)
        if start is not None:
            condition += " AND (a.published_key, a.id) <= (:key, :number)"
            values |= {"key": start[0], "number": start[1]}
        values["limit"] = limit

        def query(connection: sqlite3.Connection) -> list[ArticleRow]:
            rows = connection.execute(
                f"SELECT {_ROW} {_FROM} WHERE {condition} "
                "ORDER BY a.published_key DESC, a.id DESC LIMIT :limit",
                values,
            )
            return [_article_row(row) for row in rows]

        return self._connections.read(query)

    def row(self, number: int, *, analyst: str) -> ArticleRow:
        """The library's row of one article. Raises NotFoundError."""
        rows = self.rows([Term("number", "=", str(number))], analyst=analyst, limit=1)
        if not rows:
            raise NotFoundError(f"no article #{number}", "workbench list shows all.")
        return rows[0]

    def outline(self, terms: Sequence[Term] = (), *, analyst: str) -> Outline:
        """How many rows the filter leaves and the key of every PAGE-th: one pass of the index."""
        condition, values = article_condition(terms, analyst)

        def query(connection: sqlite3.Connection) -> Outline:
            rows = connection.execute(
                f"""SELECT published_key, id, place FROM (
                    SELECT a.published_key, a.id, row_number() OVER
                        (ORDER BY a.published_key DESC, a.id DESC) AS place
                    {_FROM} WHERE {condition}) WHERE place % {PAGE} = 1 ORDER BY place""",
                values,
            ).fetchall()
            total = connection.execute(
                f"SELECT count(*) {_FROM} WHERE {condition}", values
            ).fetchone()[0]
            return Outline(total, tuple((key, number) for key, number, _ in rows))

        return self._connections.read(query)

    def key(self, number: int) -> Key:
        """Where the article stands in the library. Raises NotFoundError."""
        row = self._connections.read(
            lambda connection: connection.execute(
                "SELECT published_key, id FROM article WHERE id = ?", (number,)
            ).fetchone()
        )
        if row is None:
            raise NotFoundError(f"no article #{number}", "workbench list shows all.")
        return row[0], row[1]

    def place(self, number: int, terms: Sequence[Term] = (), *, analyst: str) -> int | None:
        """Which row of the filtered library the article is, from 0; None when it is left out."""
        condition, values = article_condition(terms, analyst)
        key = self.key(number)
        values |= {"key": key[0], "number": key[1]}

        def query(connection: sqlite3.Connection) -> int | None:
            there = connection.execute(
                f"SELECT 1 {_FROM} WHERE {condition} AND a.id = :number", values
            ).fetchone()
            if there is None:
                return None
            count: int = connection.execute(
                f"SELECT count(*) {_FROM} WHERE {condition} "
                "AND (a.published_key, a.id) > (:key, :number)",
                values,
            ).fetchone()[0]
            return count

        return self._connections.read(query)

    def with_open_questions(
        self, terms: Sequence[Term] = (), *, analyst: str, after: int | None = None
    ) -> int | None:
        """The next article down the library that has open questions; None at the end."""
        condition, values = article_condition(terms, analyst)
        if after is not None:
            key = self.key(after)
            condition += " AND (a.published_key, a.id) < (:key, :number)"
            values |= {"key": key[0], "number": key[1]}

        def query(connection: sqlite3.Connection) -> int | None:
            row = connection.execute(
                f"SELECT a.id {_FROM} WHERE {condition} AND {OPEN_QUESTIONS} > 0 "
                f"AND {READING_STATE} IN ('new', 'open') "
                "ORDER BY a.published_key DESC, a.id DESC LIMIT 1",
                values,
            ).fetchone()
            return row[0] if row else None

        return self._connections.read(query)

    def numbers(self, terms: Sequence[Term] = (), *, analyst: str) -> list[int]:
        """The numbers of all articles that the terms hold for, in order of number."""
        condition, values = article_condition(terms, analyst)
        return self._connections.read(
            lambda connection: [
                number
                for (number,) in connection.execute(
                    f"SELECT a.id {_FROM} WHERE {condition} ORDER BY a.id", values
                )
            ]
        )

    def states(self, number: int) -> list[ArticleState]:
        """Where the article stands for each analyst who said so."""

        def query(connection: sqlite3.Connection) -> list[ArticleState]:
            rows = connection.execute(
                """SELECT a.uid, s.analyst, s.state, s.reason FROM article_state s
                JOIN article a ON a.id = s.article_id WHERE s.article_id = ? ORDER BY s.analyst""",
                (number,),
            )
            return [
                ArticleState(uid, analyst, ReadingState(state), reason)
                for uid, analyst, state, reason in rows
            ]

        return self._connections.read(query)

    def cluster(self, number: int) -> list[int]:
        """Numbers of the articles that are likely the same story, this one included."""
        return self._connections.read(
            lambda connection: [
                other
                for (other,) in connection.execute(
                    "SELECT id FROM article WHERE cluster = "
                    "(SELECT cluster FROM article WHERE id = ?) ORDER BY published_key, id",
                    (number,),
                )
            ]
        )

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """Number -> stored text."""

        def query(connection: sqlite3.Connection) -> dict[int, str]:
            found: dict[int, str] = {}
            for block in in_blocks(numbers, 100):
                found.update(
                    connection.execute(
                        f"SELECT id, text FROM article_text WHERE id IN ({marks(len(block))})",
                        block,
                    ).fetchall()
                )
            return found

        return self._connections.read(query)

    def _text_column(self, number: int, column: str) -> str:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"SELECT {column} FROM article_text WHERE id = ?", (number,)
            ).fetchone()
        )
        if row is None:
            raise NotFoundError(f"no article #{number}", "workbench list shows all.")
        text: str = row[0]
        return text


_FROM = "FROM article a LEFT JOIN source s ON s.id = a.outlet_id"
_ROW = f"""a.id, a.uid, coalesce(a.published_at, ''), coalesce(s.name, ''), a.title, a.lang,
    {READING_STATE}, coalesce((SELECT e.facts FROM extraction e WHERE e.article_id = a.id), 0),
    {OPEN_QUESTIONS}, {MY_CLAIMS},
    coalesce((SELECT e.relayed FROM extraction e WHERE e.article_id = a.id), 0),
    (SELECT count(*) FROM article x WHERE x.cluster = a.cluster)"""


def _article_row(row: Row) -> ArticleRow:
    number, uid, published, outlet, title, lang, state, facts, questions, claims, relayed, like = (
        row
    )
    return ArticleRow(
        number=number,
        uid=uid,
        published=published,
        outlet=outlet,
        title=title,
        lang=lang,
        state=ReadingState(state),
        facts=facts,
        questions=questions,
        claims=claims,
        relayed=bool(relayed),
        cluster=like,
    )


def _add(connection: sqlite3.Connection, new: NewArticle) -> Added:
    outlet = _outlet_number(connection, new.metadata.outlet)
    there = connection.execute(
        "SELECT id, uid FROM article WHERE sha256 = ? AND "
        "(outlet_id IS ? OR outlet_id IS NULL OR ? IS NULL) ORDER BY id LIMIT 1",
        (new.sha256, outlet, outlet),
    ).fetchone()
    if there:
        return Added(there[0], there[1], is_new=False)
    record = {"uid": new.uid, **new.metadata.to_record()}
    cursor = connection.execute(
        """INSERT INTO article(uid, sha256, raw_sha256, normaliser, retrieved_at, retrieved_how,
            foreign_id, length, imported, extra, cluster, title, outlet_id, author, editor, lang,
            url, published_at, published_precision, published_basis, published_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(new.uid, new.sha256, new.raw_sha256, new.normaliser),
            *(new.retrieved_at, new.retrieved_how, new.foreign_id, len(new.text)),
            canonical(record).decode("utf-8"),
            json.dumps(dict(new.extra), ensure_ascii=False, sort_keys=True),
            *(record["title"], outlet, record["author"], record["editor"], record["lang"]),
            *(record["url"], record["published_at"], record["published_precision"]),
            *(record["published_basis"], published_key(record["published_at"])),
        ),
    )
    number = cursor.lastrowid or 0
    connection.execute("UPDATE article SET cluster = id WHERE id = ?", (number,))
    title = new.metadata.title
    connection.execute(
        "INSERT INTO article_text(id, title, text, translation) VALUES (?, ?, ?, ?)",
        (number, title, new.text, new.translation),
    )
    connection.execute(
        "INSERT INTO article_words(rowid, title, text) VALUES (?, ?, ?)",
        (number, title, new.text),
    )
    if is_unspaced(new.text):
        connection.execute(
            "INSERT INTO article_trigrams(rowid, title, text) VALUES (?, ?, ?)",
            (number, title, new.text),
        )
    similar = _similar(connection, new.sketch)
    connection.executemany(
        "INSERT OR IGNORE INTO sketch(value, article_id) VALUES (?, ?)",
        [(value, number) for value in new.sketch],
    )
    return Added(number, new.uid, is_new=True, similar=similar)


def is_unspaced(text: str) -> bool:
    """Whether a good part of the text is in scripts that put no spaces between words."""
    sample = text[:4000]
    unspaced = sum(
        1
        for character in sample
        if "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u109f"
        or "\u1780" <= character <= "\u17ff"
        or "\u3040" <= character <= "\u9fff"
        or "\U00020000" <= character <= "\U0003ffff"
    )
    return unspaced * 10 >= len(sample)


def _similar(connection: sqlite3.Connection, sketch: Sequence[int]) -> tuple[int, ...]:
    if not sketch:
        return ()
    rows = connection.execute(
        f"""SELECT article_id FROM sketch WHERE value IN ({marks(len(sketch))})
        GROUP BY article_id HAVING count(*) >= 2 ORDER BY count(*) DESC, article_id LIMIT 10""",
        sketch,
    )
    return tuple(number for (number,) in rows)


def _join_clusters(connection: sqlite3.Connection, article: int, other: int) -> None:
    rows = connection.execute(
        "SELECT DISTINCT cluster FROM article WHERE id IN (?, ?)", (article, other)
    ).fetchall()
    clusters = sorted(cluster for (cluster,) in rows)
    for cluster in clusters[1:]:
        connection.execute(
            "UPDATE article SET cluster = ? WHERE cluster = ?", (clusters[0], cluster)
        )


def _outlet_number(connection: sqlite3.Connection, uid: str | None) -> int | None:
    if uid is None:
        return None
    row = connection.execute("SELECT id FROM source WHERE uid = ?", (uid,)).fetchone()
    if row is None:
        raise DataError(f"no source {uid} for the outlet")
    number: int = row[0]
    return number


def _load_state(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    article, analyst = uid.split(":", 1)
    row = connection.execute(
        """SELECT s.state, s.reason FROM article_state s JOIN article a ON a.id = s.article_id
        WHERE a.uid = ? AND s.analyst = ?""",
        (article, analyst),
    ).fetchone()
    if row is None:
        return None
    return {
        "uid": uid,
        "article": article,
        "analyst": analyst,
        "state": row[0],
        "reason": row[1],
    }


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


_METADATA_COLUMNS = (
    "title", "author", "editor", "lang", "url", "published_at", "published_precision",
    "published_basis",
)  # fmt: skip


def _load_metadata(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    columns = ", ".join(f"a.{name}" for name in _METADATA_COLUMNS)
    row = connection.execute(
        f"SELECT {columns}, s.uid FROM article a LEFT JOIN source s ON s.id = a.outlet_id "
        "WHERE a.uid = ?",
        (uid,),
    ).fetchone()
    if row is None:
        return None
    return {"uid": uid, **dict(zip(_METADATA_COLUMNS, row, strict=False)), "outlet": row[-1]}


def _save_metadata(connection: sqlite3.Connection, record: Record) -> None:
    values = {name: record[name] for name in _METADATA_COLUMNS}
    settings = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(
        f"UPDATE article SET {settings}, outlet_id = :outlet_id, published_key = :published_key "
        "WHERE uid = :uid",
        {
            **values,
            "outlet_id": _outlet_number(connection, record["outlet"]),
            "published_key": published_key(record["published_at"]),
            "uid": record["uid"],
        },
    )


def _keep(connection: sqlite3.Connection, uid: str) -> None:
    raise DataError("articles are never deleted")


def published_key(at: str | None) -> str:
    """What articles are ordered by: the printed moment in UTC to the minute, as far as known."""
    if not at:
        return ""
    if len(at) <= 10:
        return at
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at[:16]
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M")


METADATA = Entity(_load_metadata, _save_metadata, _keep, lister("SELECT uid FROM article"))
STATE = Entity(
    _load_state,
    _save_state,
    _remove_state,
    lister(
        "SELECT a.uid || ':' || s.analyst FROM article_state s "
        "JOIN article a ON a.id = s.article_id"
    ),
)
