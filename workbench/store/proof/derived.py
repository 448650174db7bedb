"""What is derived from the texts: facts with their questions, the search index, sketches,
likenesses, clusters. It is proved by checksums; the search index by FTS5's own comparison with the
texts, made on a copy that lives in the temporary schema, so that nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from workbench.domain.problem import Problem, Rebuild
from workbench.store.blueprint import blueprint
from workbench.store.checksum import damaged_rows, read_kept
from workbench.store.gists import disagreeing
from workbench.store.passed import is_as_kept
from workbench.store.question_counts import MISCOUNTED
from workbench.store.search_twin import INDEXES, fits_texts, rows_in
from workbench.store.words import CLAIM_INDEX
from workbench.stored.checksum import likeness_values, rows_checksum


def check_facts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Facts and questions of every article."""
    there, broken = set(), set()
    for kept in read_kept(connection):
        there.add(kept.number)
        if not kept.is_sound:
            broken.add(kept.number)
            yield _facts(kept.number, "not what was kept")
    for (number,) in connection.execute("SELECT id FROM article ORDER BY id"):
        if number not in there:
            broken.add(number)
            yield _facts(number, "missing")
    for number, *_ in connection.execute(f"{MISCOUNTED} ORDER BY a.id"):
        if number not in broken:
            yield Problem(f"article #{number}: its questions are miscounted", Rebuild.FACTS, number)


def _facts(number: int, what: str) -> Problem:
    return Problem(f"article #{number}: its facts are {what}", Rebuild.FACTS, number)


def check_search(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The indexes of words and of trigrams against texts and claims, as far as they are made."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    expected = blueprint(version)
    wanted = {index: rows_in(connection, index) for index in INDEXES}
    connection.execute("ROLLBACK")  # which is when this can be set: the copy is not put on the disk
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("BEGIN")
    for index, rows in wanted.items():
        known = _ids(connection, f"SELECT id FROM {index}_docsize")
        what = "claim" if index == CLAIM_INDEX else "article"
        for number in sorted(rows - known):
            yield Problem(f"{what} #{number}: search does not know it", Rebuild.SEARCH)
        if known - rows:
            yield Problem(f"search: {index} knows what is not there", Rebuild.SEARCH)
        elif known == rows and not fits_texts(connection, index, expected["table", index]):
            yield Problem(f"search: {index} does not fit the texts", Rebuild.SEARCH)


def _ids(connection: sqlite3.Connection, query: str) -> set[int]:
    return {number for (number,) in connection.execute(query)}


def check_likenesses(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Sketches, what texts are like, and the clusters that this makes."""
    sketches = _by_article(connection, "SELECT article_id, value FROM sketch ORDER BY 1, 2")
    likenesses = _by_article(
        connection, "SELECT article_id, other_id, kind, score, shared FROM likeness ORDER BY 1, 2"
    )
    clusters = clusters_of(connection)
    empty = rows_checksum(())
    for number, sketch, likeness, cluster in connection.execute(
        "SELECT id, sketch_checksum, likeness_checksum, cluster FROM article ORDER BY id"
    ):
        if sketches.get(number, empty) != sketch:
            yield Problem(
                f"article #{number}: its sketch is not what was kept", Rebuild.SKETCHES, number
            )
        if likenesses.get(number, empty) != likeness:
            yield Problem(
                f"article #{number}: its likenesses are not what was kept",
                *(Rebuild.LIKENESSES, number),
            )
        elif clusters.get(number, number) != cluster:
            yield Problem(
                f"article #{number}: it stands in another cluster than its likenesses make",
                *(Rebuild.LIKENESSES, number),
            )

    for number in disagreeing(connection):
        yield Problem(
            f"article #{number}: what it tells is not what was kept", Rebuild.LIKENESSES, number
        )


def _by_article(connection: sqlite3.Connection, query: str) -> dict[int, int]:
    """Article -> checksum of its rows."""
    return {
        number: rows_checksum(row[1] if len(row) == 2 else likeness_values(row[1:]) for row in rows)
        for number, rows in groupby(connection.execute(query), itemgetter(0))
    }


def clusters_of(connection: sqlite3.Connection) -> dict[int, int]:
    """Article -> the first one of its cluster, for all that are like another one."""
    first: dict[int, int] = {}

    def root(number: int) -> int:
        while first.setdefault(number, number) != number:
            number = first[number]
        return number

    for one, other in connection.execute("SELECT article_id, other_id FROM likeness"):
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return {number: root(number) for number in first}


def check_passed(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What relays put into the chains of claims."""
    if not is_as_kept(connection):
        yield Problem("chains: what relays put into them is not what was kept", Rebuild.PASSED)


def check_unjournalled(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The rows that are written without the journal."""
    for table, key in damaged_rows(connection):
        which = ":".join(map(str, key.values()))
        yield Problem(f"{table} {which}: not what was kept", Rebuild.ROWS)
