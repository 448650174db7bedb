"""The gist of an article in the database: its few telling words, as numbers, by day.

Written with the facts that it is worked out from. It finds which articles of the days around may
tell the same; what they have in common is decided elsewhere. Two tables hold it, each proves the
other: what an article has, and by day and word which articles have it. A third one holds which
articles are yet to be compared: a program may end before that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.domain.gist import Gist
from workbench.errors import UnreadError
from workbench.postgres.connection import Connection, Connections
from workbench.stored.gists import MOST_ROWS, packed_words, shared, unpacked_words
from workbench.verbs import Durability
from workbench.verbs.gists import Sharing, Told


class Gists:
    """Which articles share telling words."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def sharing(self, number: int, *, days: int) -> tuple[list[Sharing], dict[int, int]]:
        def query(connection: Connection) -> tuple[list[Sharing], dict[int, int]]:
            gist = read_gist(connection, number)
            if gist is None or not gist.words:
                return [], {}
            there = [
                (value, abs(day - gist.day))
                for day in range(gist.day - days, gist.day + days + 1)
                for value in gist.values(day)
            ]
            rows = connection.execute(
                "SELECT w.value, w.article_id FROM unnest(%s::bigint[], %s::bigint[]) "
                "AS v(value, apart) JOIN gist_word w ON w.value = v.value "
                "ORDER BY v.apart, w.value, w.article_id LIMIT %s",
                ([value for value, _ in there], [apart for _, apart in there], MOST_ROWS),
            )
            return shared(gist.day, number, rows)

        return self._connections.read_together(query)

    def told(self, number: int) -> tuple[str, str, str]:
        def query(connection: Connection) -> tuple[str, str, str]:
            row = connection.execute(
                "SELECT a.title, a.lang, t.text FROM article a JOIN article_text t ON t.id = a.id "
                "WHERE a.id = %s",
                (number,),
            ).fetchone()
            if row is None:
                raise UnreadError(f"article #{number} cannot be read")
            title, lang, text = row
            return title, lang, text

        return self._connections.read(query)

    def words_of(self, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: {
                number: frozenset(unpacked_words(words))
                for number, words in connection.execute(
                    "SELECT article_id, words FROM gist WHERE article_id = ANY(%s)", (wanted,)
                )
            }
        )

    def keep(self, gists: Mapping[int, Gist | None]) -> None:
        if gists:
            self._connections.write(
                lambda connection: keep_gists(connection, gists), Durability.NORMAL
            )

    def not_alike(self, number: int, others: Sequence[int]) -> set[int]:
        from workbench.postgres.rewrites import not_alike

        return self._connections.read(lambda connection: not_alike(connection, number, others))

    def waiting(self) -> list[int]:
        return self._connections.read(
            lambda connection: [
                number
                for (number,) in connection.execute(
                    "SELECT article_id FROM gist_waiting ORDER BY article_id"
                )
            ]
        )

    def keep_rewrites(self, found: Mapping[int, Sequence[Told]]) -> None:
        from workbench.postgres.rewrites import keep_rewrites

        def stale(connection: Connection) -> list[int]:
            rows = connection.execute(
                """SELECT n FROM unnest(%s::bigint[]) n WHERE n = ANY(%s::bigint[])
                OR EXISTS(SELECT 1 FROM gist_waiting w WHERE w.article_id = n)
                OR EXISTS(SELECT 1 FROM likeness l WHERE l.kind = 'rewrite' AND l.article_id = n)
                OR EXISTS(SELECT 1 FROM likeness l WHERE l.kind = 'rewrite' AND l.other_id = n)""",
                ([*found], [number for number in found if found[number]]),
            )
            return [number for (number,) in rows]

        def act(connection: Connection) -> None:
            keep_rewrites(connection, {number: found[number] for number in numbers})
            connection.execute("DELETE FROM gist_waiting WHERE article_id = ANY(%s)", (numbers,))

        if numbers := self._connections.read(stale):
            self._connections.write(act, Durability.NORMAL)


def read_gist(connection: Connection, number: int) -> Gist | None:
    """The gist of an article, if it has one."""
    row = connection.execute(
        "SELECT day, words FROM gist WHERE article_id = %s", (number,)
    ).fetchone()
    return Gist(row[0], unpacked_words(row[1])) if row else None


def keep_gists(connection: Connection, gists: Mapping[int, Gist | None]) -> None:
    """Keep the gists of articles in the place of those that they had, in an open write transaction;
    they wait to be compared: their facts may be other ones, even where their gists are not."""
    numbers = [*gists]
    _wait(connection, numbers)
    before = {
        number: Gist(day, unpacked_words(words))
        for number, day, words in connection.execute(
            "SELECT article_id, day, words FROM gist WHERE article_id = ANY(%s)", (numbers,)
        )
    }
    changed = {number: gist for number, gist in gists.items() if before.get(number) != gist}
    _forget(connection, {number: before[number] for number in changed if number in before})
    _write(connection, {number: gist for number, gist in changed.items() if gist})


def _write(connection: Connection, gists: Mapping[int, Gist]) -> None:
    connection.cursor().executemany(
        "INSERT INTO gist(article_id, day, words) VALUES (%s, %s, %s)",
        [(number, gist.day, packed_words(gist)) for number, gist in gists.items()],
    )
    connection.execute(
        f"INSERT INTO gist_word(value, article_id) SELECT * FROM {_INDEXED} "
        "ON CONFLICT DO NOTHING".encode(),
        _indexed(gists),
    )


def _forget(connection: Connection, gists: Mapping[int, Gist]) -> None:
    connection.execute(
        f"DELETE FROM gist_word w USING {_INDEXED} AS i(value, article_id) "
        "WHERE w.value = i.value AND w.article_id = i.article_id".encode(),
        _indexed(gists),
    )
    connection.execute("DELETE FROM gist WHERE article_id = ANY(%s)", ([*gists],))


_INDEXED = "unnest(%s::bigint[], %s::bigint[])"


def _indexed(gists: Mapping[int, Gist]) -> tuple[list[int], list[int]]:
    """What stands in the index of them: values, and with each the number of its article."""
    pairs = [(value, number) for number, gist in gists.items() for value in gist.values()]
    return [value for value, _ in pairs], [number for _, number in pairs]


def disagreeing(connection: Connection) -> Iterator[int]:
    """The articles whose gist and whose rows of the index say different things."""
    rows = connection.execute(
        """SELECT coalesce(g.article_id, w.article_id), g.day, g.words, w.indexed FROM gist g
        FULL JOIN (SELECT article_id, array_agg(value) AS indexed FROM gist_word
            GROUP BY article_id) w ON w.article_id = g.article_id ORDER BY 1"""
    )
    for number, day, words, indexed in rows:
        kept = None if words is None else {*Gist(day, unpacked_words(words)).values()}
        if kept != {*(indexed or ())}:
            yield number


def forget_gists(connection: Connection, numbers: Sequence[int]) -> None:
    """Let go of what these articles have in both tables, and of what their statements say, whatever
    it is; they wait."""
    gone = [*numbers]
    for table in ("gist_word", "gist", "signature"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ANY(%s)".encode(), (gone,))
    _wait(connection, gone)


def _wait(connection: Connection, numbers: Sequence[int]) -> None:
    connection.execute(
        "INSERT INTO gist_waiting(article_id) SELECT unnest(%s::bigint[]) ON CONFLICT DO NOTHING",
        ([*numbers],),
    )
