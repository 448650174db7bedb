"""What the queue of adjudication costs: CPU milliseconds of it on a store with so many decisions of
two analysts, at first and after a ruling, before anything was ruled on and once a third of it was.

    python tests/bench/bench_adjudication.py [--decisions 50000] [--runs 7] [--keep FILE]

Made articles; one analyst accepts every question, the other does the same and every fourth time
otherwise: another speaker, a denial, other bounds, nothing at all. The second one's rows are copied
in the schema, as nobody's speed of writing is measured here.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from uuid import UUID

from made_articles import make_store

from workbench.domain.ruling import Cause
from workbench.services.adjudication import case_of, differing, rule, taking
from workbench.services.history import undo
from workbench.services.review import accept_facts
from workbench.services.units import Compared, judged_articles
from workbench.services.view import view_article
from workbench.services.workbench import Workbench, open_store
from workbench.store.connection import connect

FIRST, SECOND, THIRD = "ana", "budi", "citra"
_EACH = 12
"""Questions of a made article, about."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="the database, made where it is not there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = given.keep or Path(name) / "bench.db"
        if not path.exists():
            _make(path, given.decisions)
        with open_store(path) as store:
            bench = Workbench(store, THIRD)
            print(_size(path))
            print(_timed(bench, given.runs, "nothing is ruled on"))
            _rule_on_a_third(bench)
            print(_timed(bench, given.runs, "a third is ruled on"))


def _timed(bench: Workbench, runs: int, when: str) -> str:
    """Of the first look, as on the command line; and of each one after a ruling, as on the desk;
    and of comparing all claims anew, as where nothing is kept yet."""
    first, again, anew = [], [], []
    for _ in range(runs):
        before = process_time()
        found = list(judged_articles(bench))
        anew.append((process_time() - before) * 1000)
        del found
        compared = Compared()
        first.append(_milliseconds(bench, compared))
        queue = differing(bench, compared=compared)
        row, place = queue.places[0]
        case = case_of(bench, row.number, place.uid)
        rule(bench, case, taking(case, "a"))
        again.append(_milliseconds(bench, compared))
        undo(bench)
    figures = f"{median(first):.0f} ms at first, {median(again):.0f} ms after a ruling"
    figures += f", {median(anew):.0f} ms where nothing is kept"
    return f"{when}: {len(queue.rows)} articles, {len(queue.places)} differences: {figures}, CPU"


def _milliseconds(bench: Workbench, compared: Compared) -> float:
    before = process_time()
    differing(bench, compared=compared)
    return (process_time() - before) * 1000


def _rule_on_a_third(bench: Workbench) -> None:
    for row in differing(bench).rows[::3]:
        for place in row.places:
            case = case_of(bench, row.number, place.uid)
            rule(bench, case, taking(case, "a"), cause=Cause.SLIP)


def _size(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return ", ".join(
            f"{connection.execute(f'SELECT count(*) FROM {table}').fetchone()[0]} {table}s"
            for table in ("article", "decision", "claim", "ruling")
        )


def _make(path: Path, decisions: int) -> None:
    made = make_store(path.parent, decisions // (2 * _EACH))
    made.rename(path)
    with open_store(path) as store:
        bench = Workbench(store, FIRST)
        for number in store.articles.numbers(analyst=FIRST):
            view = view_article(bench, number)
            accept_facts(bench, view, view.open_questions())
    with closing(connect(path, writable=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        _copy(connection)
        connection.execute("COMMIT")


def _copy(connection: sqlite3.Connection) -> None:
    """The second one's rows."""
    uids, places = _uids(), count()
    for table, columns in _COPIED.items():
        connection.execute(
            f"INSERT INTO {table}(analyst, {columns}) SELECT ?, {columns} FROM {table}", (SECOND,)
        )
    (other,) = connection.execute("SELECT max(uid) FROM source").fetchone()
    fields = [row[1] for row in connection.execute("PRAGMA table_info(claim)")][1:]
    for number, *row in connection.execute("SELECT * FROM claim ORDER BY id").fetchall():
        claim, place = dict(zip(fields, row, strict=True)), next(places)
        how = place // 4 % 4 if place % 4 == 0 else None
        if how == 3:
            continue
        claim |= {"uid": next(uids), "analyst": SECOND}
        if how == 2 and len(claim["exact"]) > 9:
            claim |= {"exact": claim["exact"][:-9], "end": claim["end"] - 9}
        names = ", ".join(f'"{name}"' for name in fields)
        marks = ", ".join("?" * len(fields))
        made = connection.execute(
            f"INSERT INTO claim({names}) VALUES ({marks})", [*claim.values()]
        ).lastrowid
        _copy_hops(connection, number, made, other if how == 0 else None, is_denied=how == 1)


_COPIED = {
    "decision": 'article_id, start, "end", kind, exact, parts, verdict, rule, extractor, claim',
    "article_state": "article_id, state, reason",
}


def _copy_hops(
    connection: sqlite3.Connection,
    number: int,
    made: int | None,
    other: str | None,
    *,
    is_denied: bool,
) -> None:
    columns = 'position, start, "end", exact, parts, cue, mode, class, factuality, assertion'
    connection.execute(
        f"INSERT INTO hop(claim_id, {columns}) SELECT ?, {columns} FROM hop WHERE claim_id = ?",
        (made, number),
    )
    if is_denied:
        connection.execute("UPDATE hop SET factuality = 'CT-' WHERE claim_id = ?", (made,))
    connection.execute(
        "INSERT INTO hop_source(claim_id, position, place, source) "
        "SELECT ?, position, place, coalesce(?, source) FROM hop_source WHERE claim_id = ?",
        (made, other, number),
    )


def _uids() -> Iterator[str]:
    return (str(UUID(int=(0xB << 124) + number)) for number in count(1))


if __name__ == "__main__":
    main()
