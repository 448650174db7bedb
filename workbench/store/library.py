"""The library in SQL: pages of rows by keyset, their outline, places in it, what comes next.

Each function works on a connection that is being read; `Articles` gives them to the others. Nothing
on the key path counts the library or skips rows of it; the outline is read beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.domain.article import ArticleRow
from workbench.domain.filter import Order
from workbench.store.filters import (
    AHEAD,
    BY_DATE,
    GIVEN,
    HAS_OPEN_QUESTIONS,
    MY_CLAIMS,
    OPEN_QUESTIONS,
    READING_STATE,
    Narrowed,
)
from workbench.store.rows import in_blocks
from workbench.verbs.articles import PAGE, Key, LeaveOut, Outline, article_row

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node

_LAST_KEY = "\U0010ffff"
"""Behind every key."""

_OUTLET = "LEFT JOIN source s ON s.id = a.outlet_id"
_FROM = f"FROM article a {_OUTLET}"
_NEWEST_FIRST = "ORDER BY a.published_key DESC, a.id DESC"
_BY_DATE = {
    Order.NEWEST: (_NEWEST_FIRST, "<", ">"),
    Order.OLDEST: ("ORDER BY a.published_key, a.id", ">", "<"),
}
"""For each order by date: the SQL of it, and how keys further down and further up compare."""
_ROW = f"""a.id, a.uid, coalesce(a.published_at, ''), coalesce(s.name, ''), a.title, a.lang,
    {READING_STATE}, coalesce((SELECT e.facts FROM extraction e WHERE e.article_id = a.id), 0),
    {OPEN_QUESTIONS}, {MY_CLAIMS},
    coalesce((SELECT e.relayed FROM extraction e WHERE e.article_id = a.id), 0),
    (SELECT count(*) FROM article x WHERE x.cluster = a.cluster),
    coalesce((SELECT '#' || group_concat(g.name, ' #') FROM tag g
        WHERE g.article_id = a.id AND g.claim IS NULL AND g.analyst = :analyst), ''), {GIVEN}"""

_WANTS_ANSWERS = f"{READING_STATE} IN ('new', 'open') AND {HAS_OPEN_QUESTIONS}"


def asked_of(
    connection: sqlite3.Connection, terms: Sequence[Node], analyst: str, *, is_page: bool = False
) -> Narrowed:
    """What a filter asks of article a; the language is loaded with the first one. is_page: whether
    a page of the list is read."""
    if not terms:
        return Narrowed("1", {"analyst": analyst}, is_narrow=False)
    from workbench.store.filtering.narrowing import narrowed

    return narrowed(connection, terms, analyst, is_page=is_page)


def read_rows(
    connection: sqlite3.Connection,
    terms: Sequence[Node],
    *,
    analyst: str,
    start: Key | None,
    limit: int,
    order: Order = Order.NEWEST,
    leave_out: LeaveOut,
) -> list[ArticleRow]:
    """Rows from the one with key start on, or from the top. order: one by date."""
    asked = asked_of(connection, terms, analyst, is_page=True)
    condition, values = asked.condition, asked.values
    by_date, below, _ = _BY_DATE[order]
    if asked.each:
        near = read_near(connection, asked.each, values, start=start, limit=limit, order=order)
        if near is not None:
            return read_rows_of(connection, near, analyst=analyst, leave_out=leave_out)
    if start is not None:
        condition += f" AND {_from(below)}"
        values |= {"key": start[0], "number": start[1]}
    if asked.is_narrow:
        # They are sorted: what a row tells is worked out for those of the page alone.
        condition = f"a.id IN (SELECT a.id FROM article a WHERE {condition} {by_date} LIMIT :limit)"
    rows = connection.execute(
        f"SELECT {_ROW} FROM article a {asked.walked} {_OUTLET} WHERE {condition} {by_date} "
        "LIMIT :limit",
        values | {"limit": limit},
    )
    return [article_row(row, leave_out) for row in rows]


def read_near(
    connection: sqlite3.Connection,
    each: str,
    values: Mapping[str, str | int],
    *,
    start: Key | None = None,
    limit: int,
    order: Order = Order.NEWEST,
) -> list[int] | None:
    """Numbers of the first articles from start on that a condition holds for, which is asked of one
    article after the other; None where they are not found among the next few."""
    by_date, below, above = _BY_DATE[order]
    key, number = start or ((_LAST_KEY, 2**62) if below == "<" else ("", 0))
    asked = {**values, "key": key, "number": number, "limit": limit, "ahead": AHEAD * limit}
    bound = connection.execute(
        f"SELECT published_key, id FROM article a WHERE {_from(below)} {by_date} "
        "LIMIT 1 OFFSET :ahead",
        {name: asked[name] for name in ("key", "number", "ahead")},
    ).fetchone()
    condition = f"({each}) AND {_from(below)}"
    if bound:
        condition += f" AND (a.published_key, a.id) {above} (:bound, :bounding)"
        asked |= {"bound": bound[0], "bounding": bound[1]}
    rows = connection.execute(
        f"SELECT a.id FROM article a INDEXED BY {BY_DATE} WHERE {condition} {by_date} LIMIT :limit",
        asked,
    ).fetchall()
    return None if bound and len(rows) < limit else [one for (one,) in rows]


def _from(below: str) -> str:
    """That article a stands at :key, :number or behind it."""
    return f"(a.published_key, a.id) {below}= (:key, :number)"


def read_rows_of(
    connection: sqlite3.Connection, numbers: Sequence[int], *, analyst: str, leave_out: LeaveOut
) -> list[ArticleRow]:
    """The rows of these articles, in this order; those that are not there are left out."""
    found: dict[int, ArticleRow] = {}
    for block in in_blocks(numbers):
        rows = connection.execute(
            f"SELECT {_ROW} {_FROM} WHERE a.id IN ({', '.join(map(str, block))})",
            {"analyst": analyst},
        )
        found |= {row[0]: article_row(row, leave_out) for row in rows}
    return [found[number] for number in numbers if number in found]


def read_names(
    connection: sqlite3.Connection, numbers: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Outlet and title of these articles, and nothing that has to be counted."""
    found: dict[int, tuple[str, str]] = {}
    for block in in_blocks(sorted(numbers)):
        rows = connection.execute(
            f"SELECT a.id, coalesce(s.name, ''), a.title {_FROM} "
            f"WHERE a.id IN ({', '.join(map(str, block))})"
        )
        found |= {number: (outlet, title) for number, outlet, title in rows}
    return found


def read_row(
    connection: sqlite3.Connection, number: int, *, analyst: str, leave_out: LeaveOut
) -> ArticleRow | None:
    """The row of one article."""
    row = connection.execute(
        f"SELECT {_ROW} {_FROM} WHERE a.id = :number", {"number": number, "analyst": analyst}
    ).fetchone()
    return article_row(row, leave_out) if row else None


def read_outline(
    connection: sqlite3.Connection,
    terms: Sequence[Node],
    *,
    analyst: str,
    order: Order = Order.NEWEST,
) -> Outline:
    """The outline, in one pass. order: one by date."""
    by_date, below, _ = _BY_DATE[order]
    if not terms:
        return _whole_outline(connection, by_date, below)
    condition, values = asked_of(connection, terms, analyst)[:2]
    rows = connection.execute(
        f"SELECT a.published_key, a.id FROM article a WHERE {condition} {by_date}", values
    )
    total, anchors = 0, []
    while page := rows.fetchmany(PAGE):
        anchors.append(page[0])
        total += len(page)
    return Outline(total, tuple(anchors))


def _whole_outline(connection: sqlite3.Connection, by_date: str, below: str) -> Outline:
    """The outline of all articles: from anchor to anchor along the index, which hands out one row
    of each page and only steps over the others: an eighth of the time."""
    anchors: list[Key] = []
    rest = 0
    here = connection.execute(
        f"SELECT published_key, id FROM article a {by_date} LIMIT 1"
    ).fetchone()
    page = f"FROM article a WHERE (published_key, id) {below}= (?, ?) {by_date}"
    while here:
        anchors.append(here)
        here = connection.execute(
            f"SELECT published_key, id {page} LIMIT 1 OFFSET {PAGE}", here
        ).fetchone()
    if anchors:
        (rest,) = connection.execute(
            f"SELECT count(*) FROM (SELECT 1 {page} LIMIT {PAGE})", anchors[-1]
        ).fetchone()
    return Outline(PAGE * (len(anchors) - 1) + rest if anchors else 0, tuple(anchors))


def read_key(connection: sqlite3.Connection, number: int) -> Key | None:
    """Where the article stands."""
    row: Key | None = connection.execute(
        "SELECT published_key, id FROM article WHERE id = ?", (number,)
    ).fetchone()
    return row


def read_place(
    connection: sqlite3.Connection,
    key: Key,
    terms: Sequence[Node],
    *,
    analyst: str,
    order: Order = Order.NEWEST,
) -> int | None:
    """How many rows stand above the article with this key; None when the filter leaves it out.
    order: one by date."""
    condition, values = asked_of(connection, terms, analyst)[:2]
    values |= {"key": key[0], "number": key[1]}
    there = connection.execute(
        f"SELECT 1 FROM article a WHERE {condition} AND a.id = :number", values
    ).fetchone()
    if there is None:
        return None
    _, _, above = _BY_DATE[order]
    count: int = connection.execute(
        f"SELECT count(*) FROM article a WHERE {condition} "
        f"AND (a.published_key, a.id) {above} (:key, :number)",
        values,
    ).fetchone()[0]
    return count


def read_next_open(
    connection: sqlite3.Connection,
    after: Key | None,
    terms: Sequence[Node],
    *,
    analyst: str,
    order: Order = Order.NEWEST,
) -> int | None:
    """The first article below a key that has open questions and is not finished. order: one by
    date."""
    asked = asked_of(connection, terms, analyst)
    condition, values = asked.condition, asked.values
    by_date, below, _ = _BY_DATE[order]
    if after is not None:
        condition += f" AND (a.published_key, a.id) {below} (:key, :number)"
        values |= {"key": after[0], "number": after[1]}
    row = connection.execute(
        f"SELECT a.id FROM article a {asked.walked} WHERE {condition} AND {_WANTS_ANSWERS} "
        f"{by_date} LIMIT 1",
        values,
    ).fetchone()
    return row[0] if row else None


def read_first_open(
    connection: sqlite3.Connection, numbers: Sequence[int], *, analyst: str
) -> int | None:
    """The first of these articles, in this order, that has open questions and is not finished."""
    for block in in_blocks(numbers):
        rows = connection.execute(
            f"SELECT a.id FROM article a WHERE a.id IN ({', '.join(map(str, block))}) "
            f"AND {_WANTS_ANSWERS}",
            {"analyst": analyst},
        )
        waiting = {number for (number,) in rows}
        if waiting:
            return next(number for number in block if number in waiting)
    return None


def read_numbers(
    connection: sqlite3.Connection, terms: Sequence[Node], *, analyst: str, limit: int = -1
) -> list[int]:
    """The numbers of the first limit articles, or of all, that the filter leaves, in order of
    number."""
    condition, values = asked_of(connection, terms, analyst)[:2]
    rows = connection.execute(
        f"SELECT a.id FROM article a WHERE {condition} ORDER BY a.id LIMIT :limit",
        values | {"limit": limit},
    )
    return [number for (number,) in rows]
