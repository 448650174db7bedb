"""Articles in the database: adding them, their texts, the pages of the library, likeness.

Text, hashes and the metadata as imported are written once (adding.py); what analysts may set is
written through the journal (metadata.py); the SQL of the list is in library.py.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.domain.article import Article, ArticleRow, ArticleState
from workbench.domain.filter import Order
from workbench.errors import NotFoundError, UnreadError, UsageError
from workbench.store import library
from workbench.store.connection import Connections
from workbench.store.rows import GIVEN, TEXT, hashed, in_blocks, marks
from workbench.verbs import Durability
from workbench.verbs.articles import PAGE, Filed, Key, Outline

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node
    from workbench.domain.relay import RelayKind
    from workbench.domain.selection import Progress
    from workbench.domain.source import Source
    from workbench.stored.rows import Row
    from workbench.verbs.articles import Added, NewArticle

__all__ = ["PAGE", "Articles", "Key", "Outline"]

T = TypeVar("T")


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
        unheard: Sequence[str] = (),
        durability: Durability = Durability.NORMAL,
    ) -> list[Added]:
        from workbench.store.adding import add_articles

        return self._connections.write(
            lambda connection: add_articles(
                connection, new, sources, analyst=analyst, at=at, unheard=unheard
            ),
            durability,
        )

    def relate(self, likenesses: Sequence[tuple[int, int, RelayKind, float]]) -> None:
        from workbench.store.adding import keep_likenesses

        if likenesses:
            self._connections.write(
                lambda connection: keep_likenesses(connection, likenesses), Durability.NORMAL
            )

    def resolve(self, reference: str) -> int:
        from workbench.stored.articles import FIRST, LARGEST

        name = reference.strip()
        digits = name.removeprefix("#")

        def query(connection: sqlite3.Connection) -> list[Row]:
            found: list[Row] = []
            if digits.isdecimal():
                wanted = (min(int(digits[:20]), LARGEST),)
                found = connection.execute("SELECT id FROM article WHERE id = ?", wanted).fetchall()
            if found or len(name) < FIRST:
                return found
            return connection.execute(
                "SELECT id FROM article WHERE uid >= ? AND uid < ? LIMIT 2",
                (name.lower(), name.lower() + "\U0010ffff"),
            ).fetchall()

        if not digits.isdecimal() and len(name) < FIRST:
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
        return _there(
            self._connections.read(lambda connection: self._article(connection, number)), number
        )

    def _article(self, connection: sqlite3.Connection, number: int) -> Article | None:
        from workbench.store.metadata import load_metadata
        from workbench.stored.articles import metadata_in

        row = connection.execute(
            """SELECT a.uid, a.id, coalesce(s.name, ''), a.sha256, a.raw_sha256, a.normaliser,
                a.retrieved_at, a.retrieved_how, a.foreign_id, a.length, a.given_start,
                a.given_sha256
            FROM article a LEFT JOIN source s ON s.id = a.outlet_id WHERE a.id = ?""",
            (number,),
        ).fetchone()
        if row is None:
            return None
        record = load_metadata(connection, row[0])
        if record is None:  # its uid is no text
            raise UnreadError(f"article #{number} cannot be read", "workbench verify tells where.")
        return Article(
            row[0], row[1], metadata_in(record, number, self._connections.unread), *row[2:]
        )

    def with_text(self, sha256: str) -> int | None:
        return next(iter(self.with_texts([sha256]).get(sha256, ())), None)

    def with_texts(self, hashes: Sequence[str]) -> dict[str, dict[int, str]]:
        def query(connection: sqlite3.Connection) -> dict[str, dict[int, str]]:
            found: dict[str, dict[int, str]] = {}
            for block in in_blocks(hashes):
                for sha256, number, uid in connection.execute(
                    f"SELECT sha256, id, uid FROM article WHERE {hashed('sha256', len(block))} "
                    "ORDER BY id",
                    [*block, *block],
                ):
                    found.setdefault(sha256, {})[number] = uid
            return found

        return self._connections.read(query)

    def like(self, sketch: Sequence[int]) -> tuple[int, ...]:
        from workbench.store.adding import similar_to

        return self._connections.read(lambda connection: similar_to(connection, sketch))

    def by_uid(self, uid: str) -> Article | None:
        number = self.numbers_of([uid]).get(uid)
        return None if number is None else self.get(number)

    def numbers_of(self, uids: Iterable[str]) -> dict[str, int]:
        return self._known(f"SELECT uid, id FROM article WHERE uid IN {GIVEN}", uids)

    def uids_of(self, numbers: Iterable[int]) -> dict[int, str]:
        return self._known(f"SELECT id, uid FROM article WHERE id IN {GIVEN}", numbers)

    def _known(self, query: str, given: Iterable[str | int]) -> dict[Any, Any]:
        values = (json.dumps([*given]),)
        return self._connections.read(lambda connection: dict(connection.execute(query, values)))

    def outlets(self, uids: Iterable[str]) -> dict[str, tuple[str, str]]:
        query = f"""SELECT a.uid, s.uid, s.name FROM article a JOIN source s ON s.id = a.outlet_id
            WHERE a.uid IN {GIVEN} ORDER BY a.id"""
        values = (json.dumps([*uids]),)
        return self._connections.read(
            lambda connection: {
                uid: (outlet, name) for uid, outlet, name in connection.execute(query, values)
            }
        )

    def relatives(self, uids: Iterable[str]) -> dict[str, tuple[Article, bool, bool]]:
        def query(connection: sqlite3.Connection) -> dict[str, tuple[Article, bool, bool]]:
            found = {}
            for block in in_blocks(uids):
                rows = connection.execute(
                    f"""SELECT a.uid, a.id, coalesce(e.relayed, 0), EXISTS(SELECT 1 FROM article x
                        WHERE x.cluster = a.cluster AND x.id <> a.id)
                    FROM article a LEFT JOIN extraction e ON e.article_id = a.id
                    WHERE a.uid IN ({marks(len(block))})""",
                    block,
                ).fetchall()
                for uid, number, relayed, is_like in rows:
                    if article := self._article(connection, number):
                        found[uid] = article, bool(relayed), bool(is_like)
            return found

        return self._connections.read(query)

    def text(self, number: int) -> str:
        return _there(self.texts([number]).get(number), number)

    def translation(self, number: int) -> str:
        row = self._connections.read(
            lambda connection: connection.execute(
                "SELECT translation FROM article_text WHERE id = ?", (number,)
            ).fetchone()
        )
        text: str = _there(row, number)[0]
        return text

    def extra(self, number: int) -> dict[str, Any]:
        from workbench.stored.articles import extra_in

        def query(connection: sqlite3.Connection) -> dict[str, Any]:
            row = connection.execute("SELECT extra FROM article WHERE id = ?", (number,)).fetchone()
            what = f"what else came with article #{number}"
            words = _there(row, number)[0]
            return self._connections.unread.tried(what, partial(extra_in, words)) or {}

        return self._connections.read(query)

    def rows(
        self,
        terms: Sequence[Node] = (),
        *,
        analyst: str,
        start: Key | None = None,
        limit: int = PAGE,
        order: Order = Order.NEWEST,
    ) -> list[ArticleRow]:
        return self._connections.read(
            lambda connection: library.read_rows(
                connection,
                terms,
                analyst=analyst,
                start=start,
                limit=limit,
                order=order,
                leave_out=self._leave_out,
            )
        )

    def _leave_out(self, what: str) -> None:
        self._connections.unread.leave_out(what)

    def rows_of(self, numbers: Sequence[int], *, analyst: str) -> list[ArticleRow]:
        return self._connections.read(
            lambda connection: library.read_rows_of(
                connection, numbers, analyst=analyst, leave_out=self._leave_out
            )
        )

    def names(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
        return self._connections.read(lambda connection: library.read_names(connection, numbers))

    def row(self, number: int, *, analyst: str) -> ArticleRow:
        row = self._connections.read(
            lambda connection: library.read_row(
                connection, number, analyst=analyst, leave_out=self._leave_out
            )
        )
        return _there(row, number)

    def outline(
        self, terms: Sequence[Node] = (), *, analyst: str, order: Order = Order.NEWEST
    ) -> Outline:
        return self._connections.read(
            lambda connection: library.read_outline(connection, terms, analyst=analyst, order=order)
        )

    def ranked(
        self, terms: Sequence[Node], order: Order, *, analyst: str, limit: int
    ) -> tuple[list[int], int]:
        from workbench.store import overview

        return self._connections.read(
            lambda connection: overview.read_ranked(
                connection, terms, order, analyst=analyst, limit=limit
            )
        )

    def progress(self, terms: Sequence[Node] = (), *, analyst: str) -> Progress:
        from workbench.store import overview

        return self._connections.read(
            lambda connection: overview.read_progress(connection, terms, analyst=analyst)
        )

    def count(self, terms: Sequence[Node] = (), *, analyst: str, after: int = 0) -> int:
        from workbench.store import overview

        return self._connections.read(
            lambda connection: overview.read_count(connection, terms, analyst=analyst, after=after)
        )

    def days(self, terms: Sequence[Node] = (), *, analyst: str) -> list[tuple[str, int]]:
        from workbench.store import overview

        return self._connections.read(
            lambda connection: overview.read_days(connection, terms, analyst=analyst)
        )

    def key(self, number: int) -> Key:
        return self._connections.read(lambda connection: _key(connection, number))

    def place(
        self,
        number: int,
        terms: Sequence[Node] = (),
        *,
        analyst: str,
        order: Order = Order.NEWEST,
    ) -> int | None:
        return self._connections.read(
            lambda connection: library.read_place(
                connection, _key(connection, number), terms, analyst=analyst, order=order
            )
        )

    def with_open_questions(
        self,
        terms: Sequence[Node] = (),
        *,
        analyst: str,
        after: int | None = None,
        order: Order = Order.NEWEST,
    ) -> int | None:
        return self._connections.read(
            lambda connection: library.read_next_open(
                connection,
                None if after is None else _key(connection, after),
                terms,
                analyst=analyst,
                order=order,
            )
        )

    def first_with_open_questions(self, numbers: Sequence[int], *, analyst: str) -> int | None:
        return self._connections.read(
            lambda connection: library.read_first_open(connection, numbers, analyst=analyst)
        )

    def numbers(self, terms: Sequence[Node] = (), *, analyst: str, limit: int = -1) -> list[int]:
        return self._connections.read(
            lambda connection: library.read_numbers(connection, terms, analyst=analyst, limit=limit)
        )

    def uids(self, terms: Sequence[Node] = (), *, analyst: str) -> list[str]:
        from workbench.store import overview

        return self._connections.read(
            lambda connection: overview.read_uids(connection, terms, analyst=analyst)
        )

    def states(self, number: int) -> list[ArticleState]:
        from workbench.stored.articles import state_of_row

        def query(connection: sqlite3.Connection) -> list[ArticleState]:
            rows = connection.execute(
                """SELECT a.uid, s.analyst, s.state, s.reason FROM article_state s
                JOIN article a ON a.id = s.article_id WHERE s.article_id = ? ORDER BY s.analyst""",
                (number,),
            )
            what = f"a state of article #{number}"
            return self._connections.unread.readable(rows, lambda _: what, state_of_row)

        return self._connections.read(query)

    def cluster(self, number: int) -> list[int]:
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

    def filed(self, numbers: Iterable[int]) -> dict[int, Filed]:
        def query(connection: sqlite3.Connection) -> dict[int, Filed]:
            found: dict[int, Filed] = {}
            for block in in_blocks(numbers, 100):
                rows = connection.execute(
                    "SELECT id, outlet_id, url, foreign_id FROM article "
                    f"WHERE id IN ({marks(len(block))})",
                    block,
                )
                found.update((number, Filed(*row)) for number, *row in rows)
            return found

        return self._connections.read(query)

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        def query(connection: sqlite3.Connection) -> dict[int, str]:
            found: dict[int, str] = {}
            for block in in_blocks(numbers, 100):
                rows = connection.execute(f"{TEXT} WHERE id IN ({marks(len(block))})", block)
                found.update((number, text.decode()) for number, text in rows)
            return found

        return self._connections.read(query)


def _key(connection: sqlite3.Connection, number: int) -> Key:
    return _there(library.read_key(connection, number), number)


def _there(found: T | None, number: int) -> T:
    """What was found of an article. Raises NotFoundError when it was nothing."""
    if found is None:
        raise NotFoundError(f"no article #{number}", "workbench list shows all.")
    return found
