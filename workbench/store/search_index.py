"""What search finds articles and claims by: indexes of their folded words, written with each of
them. Derived from texts and claims; what reads the indexes is `words`, what compares them with the
texts `search_twin`, what makes them anew `search_build`.
"""

from __future__ import annotations

import sqlite3

from workbench.domain.folding import FOLDING, fold_words
from workbench.store.words import CLAIM_INDEX, shelf_of
from workbench.stored.indexed import CLAIM_PARTS, fold_apart, joined
from workbench.stored.words import is_unspaced

_CLAIM_COLUMNS = ", ".join((*CLAIM_PARTS, "joined"))


def index_text(connection: sqlite3.Connection, number: int, title: str, text: str) -> None:
    """Add an article to the indexes, in an open write transaction."""
    shelf = shelf_of(FOLDING)
    folded = fold_words(title), fold_words(text)
    connection.execute(
        f"INSERT INTO {shelf.words}(rowid, title, text, joined) VALUES (?, ?, ?, ?)",
        (number, *folded, joined((title, text))),
    )
    if is_unspaced(text):
        # Two line feeds more, so that the last two characters begin a trigram as well: a word of
        # one or two characters is found as the beginning of one.
        connection.execute(
            f"INSERT INTO {shelf.trigrams}(rowid, title, text) VALUES (?, ?, ?)",
            (number, *(f"{words}\n\n" for words in folded)),
        )


ClaimWords = tuple[int | str, ...]
"""The number of a claim, and what its index has of it."""


def words_of_claim(connection: sqlite3.Connection, uid: str) -> ClaimWords | None:
    """What the index of claims has of one, as its row is now; None where there is none."""
    row = connection.execute(
        f"SELECT id, {', '.join(CLAIM_PARTS)} FROM claim WHERE uid = ?", (uid,)
    ).fetchone()
    return None if row is None else (row[0], *map(fold_apart, row[1:]), joined(row[1:]))


def index_claim(
    connection: sqlite3.Connection, before: ClaimWords | None, now: ClaimWords | None
) -> None:
    """Have the index of claims follow a claim's row, in the transaction that changes it. An index
    that keeps no words has to be told those that it has."""
    if before == now:
        return
    if before:
        connection.execute(
            f"INSERT INTO {CLAIM_INDEX}({CLAIM_INDEX}, rowid, {_CLAIM_COLUMNS}) "
            "VALUES ('delete', ?, ?, ?, ?, ?, ?)",
            before,
        )
    if now:
        connection.execute(
            f"INSERT INTO {CLAIM_INDEX}(rowid, {_CLAIM_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", now
        )
