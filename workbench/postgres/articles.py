"""Articles in the database: adding them, their texts, the pages of the library, likeness.

Text, hashes and the metadata as imported are written once (adding.py); what analysts may set is
written through the journal (metadata.py); the SQL of the list is in library.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.domain.article import Article, ArticleRow, ArticleState
from workbench.domain.filter import Order
from workbench.errors import NotFoundError, UsageError
from workbench.postgres import library
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.metadata import COLUMNS, metadata_record
from workbench.stored.articles import FIRST, LARGEST, extra_in, metadata_in, state_of_row
from workbench.verbs import Durability
from workbench.verbs.articles import PAGE, Filed, Key, Outline

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node
    from workbench.domain.relay import RelayKind
    from workbench.domain.selection import Progress
    from workbench.domain.source import Source
    from workbench.stored.rows import Row
    from workbench.verbs.articles import Added, NewArticle

T = TypeVar("T")

_ARTICLE = f"""SELECT a.uid, a.id, coalesce(s.name, ''), a.sha256, a.raw_sha256, a.normaliser,
        a.retrieved_at, a.retrieved_how, a.foreign_id, a.length, a.given_start, a.given_sha256,
        s.uid, {", ".join(f"a.{name}" for name in COLUMNS)}"""
_FROM = "FROM article a LEFT JOIN source s ON s.id = a.outlet_id"
_HEAD = 12
"""Columns of _ARTICLE that the metadata is not in; then comes the outlet's uid."""


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
        from workbench.postgres.adding import add_articles

        return self._connections.write(
            lambda connection: add_articles(
                connection, new, sources, analyst=analyst, at=at, unheard=unheard
            ),
            durability,
        )

    def relate(self, likenesses: Sequence[tuple[int, int, RelayKind, float]]) -> None:
        from workbench.postgres.adding import keep_likenesses

        if likenesses:
            self._connections.write(
                lambda connection: keep_likenesses(connection, likenesses), Durability.NORMAL
            )

    def resolve(self, reference: str) -> int:
        name = reference.strip()
        digits = name.removeprefix("#")
        is_number = digits.isdecimal()
        if not is_number and len(name) < FIRST:
            raise UsageError(
                f"{reference!r} names no article",
                "Give a number, or at least six characters of its uid.",
            )
        wanted = min(int(digits[:20]), LARGEST) if is_number else -1
        begin = name.lower() if len(name) >= FIRST else None
        rows = self._connections.read(
            lambda connection: connection.execute(
                """SELECT id, id = %(number)s FROM article WHERE id = %(number)s
                OR (uid >= %(begin)s::text AND uid < %(begin)s::text || %(last)s::text)
                ORDER BY id = %(number)s DESC LIMIT 2""",
                {"number": wanted, "begin": begin, "last": "\U0010ffff"},
            ).fetchall()
        )
        if not rows:
            raise NotFoundError(f"no article {reference}", "workbench list shows all.")
        if len(rows) > 1 and not rows[0][1]:
            raise UsageError(f"several articles begin with {reference}", "Give more characters.")
        number: int = rows[0][0]
        return number

    def get(self, number: int) -> Article:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"{_ARTICLE} {_FROM} WHERE a.id = %s".encode(), (number,)
            ).fetchone()
        )
        return self._article(_there(row, number))

    def _article(self, row: Row) -> Article:
        """The article of a row that begins as _ARTICLE does."""
        uid, number, *rest = row[:_HEAD]
        record = metadata_record(uid, row[_HEAD + 1 : _HEAD + 1 + len(COLUMNS)], row[_HEAD])
        return Article(uid, number, metadata_in(record, number, self._connections.unread), *rest)

    def with_text(self, sha256: str) -> int | None:
        return next(iter(self.with_texts([sha256]).get(sha256, ())), None)

    def with_texts(self, hashes: Sequence[str]) -> dict[str, dict[int, str]]:
        rows = self._connections.read(
            lambda connection: connection.execute(
                "SELECT sha256, id, uid FROM article "
                "WHERE substr(sha256, 1, 12) = ANY(%s) AND sha256 = ANY(%s) ORDER BY id",
                ([one[:12] for one in hashes], list(hashes)),
            ).fetchall()
        )
        found: dict[str, dict[int, str]] = {}
        for sha256, number, uid in rows:
            found.setdefault(sha256, {})[number] = uid
        return found

    def like(self, sketch: Sequence[int]) -> tuple[int, ...]:
        from workbench.postgres.adding import similar_to

        return self._connections.read(lambda connection: similar_to(connection, sketch))

    def by_uid(self, uid: str) -> Article | None:
        row = self._connections.read(
            lambda connection: connection.execute(
                f"{_ARTICLE} {_FROM} WHERE a.uid = %s".encode(), (uid,)
            ).fetchone()
        )
        return None if row is None else self._article(row)

    def numbers_of(self, uids: Iterable[str]) -> dict[str, int]:
        wanted = [*uids]
        return self._connections.read(
            lambda connection: dict(
                connection.execute(
                    "SELECT uid, id FROM article WHERE uid = ANY(%s)", (wanted,)
                ).fetchall()
            )
        )

    def uids_of(self, numbers: Iterable[int]) -> dict[int, str]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: dict(
                connection.execute(
                    "SELECT id, uid FROM article WHERE id = ANY(%s)", (wanted,)
                ).fetchall()
            )
        )

    def outlets(self, uids: Iterable[str]) -> dict[str, tuple[str, str]]:
        wanted = [*uids]
        return self._connections.read(
            lambda connection: {
                uid: (outlet, name)
                for uid, outlet, name in connection.execute(
                    """SELECT a.uid, s.uid, s.name FROM article a
                    JOIN source s ON s.id = a.outlet_id WHERE a.uid = ANY(%s) ORDER BY a.id""",
                    (wanted,),
                )
            }
        )

    def relatives(self, uids: Iterable[str]) -> dict[str, tuple[Article, bool, bool]]:
        rows = self._connections.read(
            lambda connection: connection.execute(
                f"""{_ARTICLE}, coalesce(e.relayed, 0), EXISTS(SELECT FROM article x
                    WHERE x.cluster = a.cluster AND x.id <> a.id)
                {_FROM} LEFT JOIN extraction e ON e.article_id = a.id
                WHERE a.uid = ANY(%s)""".encode(),
                ([*uids],),
            ).fetchall()
        )
        return {row[0]: (self._article(row), bool(row[-2]), row[-1]) for row in rows}

    def text(self, number: int) -> str:
        return _there(self.texts([number]).get(number), number)

    def translation(self, number: int) -> str:
        row = self._connections.read(
            lambda connection: connection.execute(
                "SELECT translation FROM article_text WHERE id = %s", (number,)
            ).fetchone()
        )
        text: str = _there(row, number)[0]
        return text

    def extra(self, number: int) -> dict[str, Any]:
        row = self._connections.read(
            lambda connection: connection.execute(
                "SELECT extra FROM article WHERE id = %s", (number,)
            ).fetchone()
        )
        what = f"what else came with article #{number}"
        words = _there(row, number)[0]
        return self._connections.unread.tried(what, partial(extra_in, words)) or {}

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
        found = self.rows_of([number], analyst=analyst)
        return _there(found[0] if found else None, number)

    def outline(
        self, terms: Sequence[Node] = (), *, analyst: str, order: Order = Order.NEWEST
    ) -> Outline:
        return self._connections.read(
            lambda connection: library.read_outline(connection, terms, analyst=analyst, order=order)
        )

    def ranked(
        self, terms: Sequence[Node], order: Order, *, analyst: str, limit: int
    ) -> tuple[list[int], int]:
        from workbench.postgres import overview

        return self._connections.read_together(
            lambda connection: overview.read_ranked(
                connection, terms, order, analyst=analyst, limit=limit
            )
        )

    def progress(self, terms: Sequence[Node] = (), *, analyst: str) -> Progress:
        from workbench.postgres import overview

        return self._connections.read(
            lambda connection: overview.read_progress(connection, terms, analyst=analyst)
        )

    def count(self, terms: Sequence[Node] = (), *, analyst: str, after: int = 0) -> int:
        from workbench.postgres import overview

        return self._connections.read(
            lambda connection: overview.read_count(connection, terms, analyst=analyst, after=after)
        )

    def days(self, terms: Sequence[Node] = (), *, analyst: str) -> list[tuple[str, int]]:
        from workbench.postgres import overview

        return self._connections.read(
            lambda connection: overview.read_days(connection, terms, analyst=analyst)
        )

    def key(self, number: int) -> Key:
        return _there(
            self._connections.read(lambda connection: library.read_key(connection, number)), number
        )

    def place(
        self,
        number: int,
        terms: Sequence[Node] = (),
        *,
        analyst: str,
        order: Order = Order.NEWEST,
    ) -> int | None:
        is_there, place = self._connections.read(
            lambda connection: library.read_place(
                connection, number, terms, analyst=analyst, order=order
            )
        )
        _there(is_there or None, number)
        return place

    def with_open_questions(
        self,
        terms: Sequence[Node] = (),
        *,
        analyst: str,
        after: int | None = None,
        order: Order = Order.NEWEST,
    ) -> int | None:
        is_there, found = self._connections.read(
            lambda connection: library.read_next_open(
                connection, after, terms, analyst=analyst, order=order
            )
        )
        _there(is_there or None, after or 0)
        return found

    def first_with_open_questions(self, numbers: Sequence[int], *, analyst: str) -> int | None:
        return self._connections.read(
            lambda connection: library.read_first_open(connection, numbers, analyst=analyst)
        )

    def numbers(self, terms: Sequence[Node] = (), *, analyst: str, limit: int = -1) -> list[int]:
        return self._connections.read(
            lambda connection: library.read_numbers(connection, terms, analyst=analyst, limit=limit)
        )

    def uids(self, terms: Sequence[Node] = (), *, analyst: str) -> list[str]:
        from workbench.postgres import overview

        return self._connections.read(
            lambda connection: overview.read_uids(connection, terms, analyst=analyst)
        )

    def states(self, number: int) -> list[ArticleState]:
        rows = self._connections.read(
            lambda connection: connection.execute(
                """SELECT a.uid, s.analyst, s.state, s.reason FROM article_state s
                JOIN article a ON a.id = s.article_id WHERE s.article_id = %s ORDER BY s.analyst""",
                (number,),
            ).fetchall()
        )
        what = f"a state of article #{number}"
        return self._connections.unread.readable(rows, lambda _: what, state_of_row)

    def cluster(self, number: int) -> list[int]:
        return self._connections.read(
            lambda connection: [
                other
                for (other,) in connection.execute(
                    "SELECT id FROM article WHERE cluster = "
                    "(SELECT cluster FROM article WHERE id = %s) ORDER BY published_key, id",
                    (number,),
                )
            ]
        )

    def filed(self, numbers: Iterable[int]) -> dict[int, Filed]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: {
                number: Filed(*filed)
                for number, *filed in connection.execute(
                    "SELECT id, outlet_id, url, foreign_id FROM article WHERE id = ANY(%s)",
                    (wanted,),
                )
            }
        )

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        wanted = [*numbers]

        def query(connection: Connection) -> dict[int, str]:
            rows = connection.execute(
                "SELECT id, text FROM article_text WHERE id = ANY(%s) ORDER BY id", (wanted,)
            )
            return dict(rows.fetchall())

        return self._connections.read(query)


def _there(found: T | None, number: int) -> T:
    """What was found of an article. Raises NotFoundError when it was nothing."""
    if found is None:
        raise NotFoundError(f"no article #{number}", "workbench list shows all.")
    return found
