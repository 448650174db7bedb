"""The library in SQL: pages of rows by keyset, their outline, places in it, what comes next.

Each function works on a connection that is being read, and asks one question; `Articles` gives them
to the others. Nothing on the key path counts the library or skips rows of it; the outline is read
beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from workbench.domain.article import ArticleRow
from workbench.domain.filter import Order
from workbench.postgres.asked import ask, asked_of
from workbench.postgres.connection import Connection
from workbench.postgres.filters import (
    GIVEN,
    HAS_OPEN_QUESTIONS,
    MY_CLAIMS,
    OPEN_QUESTIONS,
    READING_STATE,
)
from workbench.postgres.paging import first_of
from workbench.verbs.articles import PAGE, Key, LeaveOut, Outline, article_row

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node

_OUTLET = "LEFT JOIN source s ON s.id = a.outlet_id"
_NEWEST_FIRST = "ORDER BY a.published_key DESC, a.id DESC"
_BY_DATE = {
    Order.NEWEST: (_NEWEST_FIRST, "<", ">"),
    Order.OLDEST: ("ORDER BY a.published_key, a.id", ">", "<"),
}
"""For each order by date: the SQL of it, and how keys further down and further up compare."""
_ROW = f"""a.id, a.uid, coalesce(a.published_at, ''), coalesce(s.name, ''), a.title, a.lang,
    {READING_STATE}, coalesce(e.facts, 0), {OPEN_QUESTIONS}, {MY_CLAIMS}, coalesce(e.relayed, 0),
    (SELECT count(*) FROM article x WHERE x.cluster = a.cluster),
    coalesce((SELECT '#' || string_agg(g.name, ' #' ORDER BY g.uid) FROM tag g
        WHERE g.article_id = a.id AND g.claim IS NULL AND g.analyst = %(analyst)s), ''), {GIVEN}"""
_ROWS = f"SELECT {_ROW} FROM article a {_OUTLET} LEFT JOIN extraction e ON e.article_id = a.id"
_THAT = "(SELECT k.published_key, k.id FROM article k WHERE k.id = %(number)s)"
"""Where the article of a number stands."""
_WANTS_ANSWERS = f"{READING_STATE} IN ('new', 'open') AND {HAS_OPEN_QUESTIONS}"


def read_rows(
    connection: Connection,
    terms: Sequence[Node],
    *,
    analyst: str,
    start: Key | None,
    limit: int,
    order: Order = Order.NEWEST,
    leave_out: LeaveOut,
) -> list[ArticleRow]:
    """Rows from the one with key start on, or from the top. order: one by date."""
    condition, values, seeds = asked_of(terms, analyst)
    by_date, below, _ = _BY_DATE[order]
    key = "true"
    if start is not None:
        key = f"(a.published_key, a.id) {below}= (%(key)s, %(number)s)"
        values = {**values, "key": start[0], "number": start[1]}
    # What a row tells is worked out for those of the page alone.
    page = first_of(condition, seeds if limit > 0 else (), by_date, key)
    rows = ask(
        connection,
        f"{_ROWS} WHERE a.id IN ({page}) {by_date}",
        {**values, "limit": None if limit < 0 else limit},
        terms,
    )
    return [article_row(row, leave_out) for row in rows]


def read_rows_of(
    connection: Connection, numbers: Sequence[int], *, analyst: str, leave_out: LeaveOut
) -> list[ArticleRow]:
    """The rows of these articles, in this order; those that are not there are left out."""
    rows = connection.execute(
        f"{_ROWS} WHERE a.id = ANY(%(numbers)s)".encode(),
        {"numbers": list(numbers), "analyst": analyst},
    )
    found = {row[0]: article_row(row, leave_out) for row in rows}
    return [found[number] for number in numbers if number in found]


def read_names(connection: Connection, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """Outlet and title of these articles, and nothing that has to be counted."""
    rows = connection.execute(
        f"SELECT a.id, coalesce(s.name, ''), a.title FROM article a {_OUTLET} "
        "WHERE a.id = ANY(%s)".encode(),
        (sorted(numbers),),
    )
    return {number: (outlet, title) for number, outlet, title in rows}


def read_outline(
    connection: Connection,
    terms: Sequence[Node],
    *,
    analyst: str,
    order: Order = Order.NEWEST,
) -> Outline:
    """The outline, in one pass. order: one by date."""
    by_date, below, _ = _BY_DATE[order]
    if not terms:
        return _whole_outline(connection, by_date, below)
    condition, values, _ = asked_of(terms, analyst)
    rows = ask(
        connection,
        f"""WITH listed AS (
            SELECT a.published_key, a.id, row_number() OVER ({by_date}) - 1 AS place
            FROM article a WHERE {condition})
        SELECT published_key, id, place FROM listed
        WHERE place %% {PAGE} = 0 OR place = (SELECT max(place) FROM listed)
        ORDER BY place""",
        values,
        terms,
    ).fetchall()
    anchors = tuple((key, number) for key, number, place in rows if place % PAGE == 0)
    return Outline(rows[-1][2] + 1 if rows else 0, anchors)


def _whole_outline(connection: Connection, by_date: str, below: str) -> Outline:
    """The outline of all articles: from anchor to anchor along the index, which hands out one row
    of each page and only steps over the others."""
    page = f"FROM article a WHERE (a.published_key, a.id) {below}= (one.key, one.number) {by_date}"
    rows = connection.execute(
        f"""WITH RECURSIVE anchor(key, number, place) AS (
            (SELECT a.published_key, a.id, 0 FROM article a {by_date} LIMIT 1)
            UNION ALL SELECT following.* FROM anchor one CROSS JOIN LATERAL (
                SELECT a.published_key, a.id, one.place + 1 {page} LIMIT 1 OFFSET {PAGE}) following)
        SELECT key, number, (SELECT count(*)
            FROM (SELECT key, number FROM anchor ORDER BY place DESC LIMIT 1) one
            CROSS JOIN LATERAL (SELECT {page} LIMIT {PAGE}) rest)
        FROM anchor ORDER BY place""".encode()
    ).fetchall()
    total = PAGE * (len(rows) - 1) + rows[0][2] if rows else 0
    return Outline(total, tuple((key, number) for key, number, _ in rows))


def read_key(connection: Connection, number: int) -> Key | None:
    """Where the article stands."""
    row = connection.execute(
        "SELECT published_key, id FROM article WHERE id = %s", (number,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def read_place(
    connection: Connection,
    number: int,
    terms: Sequence[Node],
    *,
    analyst: str,
    order: Order = Order.NEWEST,
) -> tuple[bool, int | None]:
    """Whether there is such an article, and how many rows stand above it; None when the filter
    leaves it out. order: one by date."""
    condition, values, _ = asked_of(terms, analyst)
    _, _, above = _BY_DATE[order]
    row = ask(
        connection,
        f"""SELECT EXISTS(SELECT FROM article WHERE id = %(number)s),
            CASE WHEN EXISTS(SELECT FROM article a WHERE {condition} AND a.id = %(number)s)
            THEN (SELECT count(*) FROM article a
                WHERE {condition} AND (a.published_key, a.id) {above} {_THAT}) END""",
        {**values, "number": number},
        terms,
    ).fetchone()
    return (row[0], row[1]) if row else (False, None)


def read_next_open(
    connection: Connection,
    after: int | None,
    terms: Sequence[Node],
    *,
    analyst: str,
    order: Order = Order.NEWEST,
) -> tuple[bool, int | None]:
    """Whether there is an article of the number after, and the first below it that has open
    questions and is not finished; the first of all without one. order: one by date."""
    condition, values, seeds = asked_of(terms, analyst)
    by_date, below, _ = _BY_DATE[order]
    key = "true" if after is None else f"(a.published_key, a.id) {below} {_THAT}"
    row = ask(
        connection,
        f"""SELECT %(number)s::bigint IS NULL
                OR EXISTS(SELECT FROM article WHERE id = %(number)s::bigint),
            ({first_of(f"{condition} AND {_WANTS_ANSWERS}", seeds, by_date, key)})""",
        {**values, "number": after, "limit": 1},
        terms,
    ).fetchone()
    return (row[0], row[1]) if row else (False, None)


def read_first_open(connection: Connection, numbers: Sequence[int], *, analyst: str) -> int | None:
    """The first of these articles, in this order, that has open questions and is not finished."""
    row = connection.execute(
        f"""SELECT a.id FROM unnest(%(numbers)s::bigint[]) WITH ORDINALITY AS these(id, place)
        JOIN article a ON a.id = these.id WHERE {_WANTS_ANSWERS}
        ORDER BY these.place LIMIT 1""".encode(),
        {"numbers": list(numbers), "analyst": analyst},
    ).fetchone()
    return row[0] if row else None


def read_numbers(
    connection: Connection, terms: Sequence[Node], *, analyst: str, limit: int = -1
) -> list[int]:
    """The numbers of the first limit articles, or of all, that the filter leaves, in order of
    number."""
    condition, values, _ = asked_of(terms, analyst)
    rows = ask(
        connection,
        f"SELECT a.id FROM article a WHERE {condition} ORDER BY a.id LIMIT %(limit)s",
        {**values, "limit": None if limit < 0 else limit},
        terms,
    )
    return [number for (number,) in rows]
