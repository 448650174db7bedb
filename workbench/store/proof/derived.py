"""What is derived from the texts: facts with their questions, the search index, sketches,
likenesses, clusters. It is proved by checksums; the search index by FTS5's own comparison with the
texts, made on a copy that lives in the temporary schema, so that nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from workbench.domain.problem import Problem, Rebuild
from workbench.store.blueprint import blueprint
from workbench.store.checksum import damaged_rows, read_kept
from workbench.store.gists import disagreeing
from workbench.store.passed import is_as_kept
from workbench.store.question_counts import MISCOUNTED
from workbench.store.search_twin import INDEXES, fits_texts, rows_in
from workbench.store.signatures import damaged
from workbench.store.words import CLAIM_INDEX
from workbench.stored.proving import (
    told_gists,
    told_rows,
    told_signatures,
    wrong_facts,
    wrong_likenesses,
)


def check_facts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Facts and questions of every article."""
    return wrong_facts(
        read_kept(connection),
        _numbers(connection, "SELECT id FROM article ORDER BY id"),
        _numbers(connection, f"{MISCOUNTED} ORDER BY a.id"),
    )


def _numbers(connection: sqlite3.Connection, query: str) -> Iterator[int]:
    """The first column of a query, asked when it is wanted."""
    for number, *_ in connection.execute(query):
        yield number


def check_search(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The indexes of words and of trigrams against texts and claims, as far as they are made."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    expected = blueprint(version)
    wanted = {index: rows_in(connection, index) for index in INDEXES}
    connection.execute("ROLLBACK")  # which is when this can be set: the copy is not put on the disk
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("BEGIN")
    for index, rows in wanted.items():
        known = {*_numbers(connection, f"SELECT id FROM {index}_docsize")}
        what = "claim" if index == CLAIM_INDEX else "article"
        for number in sorted(rows - known):
            yield Problem(f"{what} #{number}: search does not know it", Rebuild.SEARCH)
        if known - rows:
            yield Problem(f"search: {index} knows what is not there", Rebuild.SEARCH)
        elif known == rows and not fits_texts(connection, index, expected["table", index]):
            yield Problem(f"search: {index} does not fit the texts", Rebuild.SEARCH)


def check_likenesses(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Sketches, what texts are like, and the clusters that this makes; gists and signatures."""
    yield from wrong_likenesses(
        connection.execute(
            "SELECT id, sketch_checksum, likeness_checksum, cluster FROM article ORDER BY id"
        ),
        connection.execute("SELECT article_id, value FROM sketch ORDER BY 1, 2"),
        connection.execute(
            "SELECT article_id, other_id, kind, score, shared FROM likeness ORDER BY 1, 2"
        ),
    )
    yield from told_gists(disagreeing(connection))
    yield from told_signatures(damaged(connection))


def check_passed(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What relays put into the chains of claims."""
    if not is_as_kept(connection):
        yield Problem("chains: what relays put into them is not what was kept", Rebuild.PASSED)


def check_unjournalled(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The rows that are written without the journal."""
    return told_rows(damaged_rows(connection))
