"""Making the search index of articles, some at a time, from the newest down: each batch is one
transaction that keeps how far it has come, so that whatever ends it, it goes on from there.

An index of another folding goes on to be asked until this one's is whole (`words` asks both), and
new articles are in it at once. Where there was none before, articles under the number that was
reached are in no index yet.
"""

from __future__ import annotations

import sqlite3

from workbench.domain.folding import FOLDING
from workbench.store.search_index import index_text
from workbench.store.words import shelf_of
from workbench.verbs.search import Reached

_ARTICLES = 500
"""In a batch, at most."""
_LETTERS = 2_000_000
"""In a batch, but for its last text: some tenths of a second for which nobody else writes."""
AT_ONCE = 4
"""Batches that whoever finds the index damaged or brings it up to date makes: all that a small file
needs."""
_BEYOND = 2**62


def state(connection: sqlite3.Connection) -> dict[int, int]:
    """The foldings that there are indexes of -> the number that each has reached."""
    return dict(connection.execute("SELECT version, below FROM search_folding").fetchall())


def reached(connection: sqlite3.Connection) -> Reached:
    """How far the index of this folding is."""
    made = state(connection)
    is_other = any(below == 0 for version, below in made.items() if version != FOLDING)
    if FOLDING not in made:
        return Reached(_behind_last(connection), is_other)
    return Reached(made[FOLDING], is_other)


def by_place(connection: sqlite3.Connection) -> dict[int, int]:
    """Place of a shelf -> the number that its index has reached."""
    return {version % 2: below for version, below in state(connection).items()}


def below_of(connection: sqlite3.Connection, place: int) -> int:
    """The number that the index of a shelf has reached; beyond all where it has none. Where that
    was lost, that of this folding holds everything."""
    return by_place(connection).get(place, 0 if place == FOLDING % 2 else _BEYOND)


def begin(connection: sqlite3.Connection) -> None:
    """Have the index of this folding be made, in an open write transaction; its tables are empty,
    or hold what was added since."""
    for version in state(connection):
        if version % 2 == FOLDING % 2:
            connection.execute("DELETE FROM search_folding WHERE version = ?", (version,))
    connection.execute(
        "INSERT INTO search_folding(version, below) VALUES (?, ?)",
        (FOLDING, _behind_last(connection)),
    )


def _behind_last(connection: sqlite3.Connection) -> int:
    (last,) = connection.execute("SELECT max(id) FROM article_text").fetchone()
    return 0 if last is None else int(last) + 1


def build_on(connection: sqlite3.Connection) -> Reached:
    """Index some more articles, in an open write transaction; how far it is then."""
    made = state(connection)
    if FOLDING not in made:
        _empty(connection, FOLDING)
        begin(connection)
        return reached(connection)
    below = made[FOLDING]
    batch, letters = [], 0
    for number, title, text in connection.execute(
        "SELECT id, CAST(title AS BLOB), CAST(text AS BLOB) FROM article_text "
        "WHERE id < ? ORDER BY id DESC LIMIT ?",
        (below, _ARTICLES),
    ):
        batch.append((number, _words(title), _words(text)))
        letters += len(text)
        if letters > _LETTERS:
            break
    for number, title, text in reversed(batch):  # a number below the last one costs a flush
        index_text(connection, number, title, text)
    is_end = len(batch) < _ARTICLES and letters <= _LETTERS
    connection.execute(
        "UPDATE search_folding SET below = ? WHERE version = ?",
        (0 if is_end else batch[-1][0], FOLDING),
    )
    if is_end:
        _let_go_of_others(connection)
    return reached(connection)


def _let_go_of_others(connection: sqlite3.Connection) -> None:
    for version in state(connection):
        if version != FOLDING:
            connection.execute("DELETE FROM search_folding WHERE version = ?", (version,))
            _empty(connection, version)


def _empty(connection: sqlite3.Connection, version: int) -> None:
    shelf = shelf_of(version)
    for index in (shelf.words, shelf.trigrams):
        connection.execute(f"INSERT INTO {index}({index}) VALUES('delete-all')")


def _words(value: object) -> str:
    """A stored text. One that is none is indexed as far as it can be read."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
