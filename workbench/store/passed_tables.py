"""The tables of what relays put into the chains of claims, and of who cites whom in them: derived,
kept by whoever asks for it.

Journalled changes are found by how far the journal was read; whatever changes facts or likenesses
without it says so here, in its own transaction.
"""

from __future__ import annotations

import sqlite3

PASSED = (
    # What stands in the chain of a claim beside its hops: each source of each relay, and the
    # outlet where that is the last step.
    """CREATE TABLE passed(
        article_id INTEGER NOT NULL,
        claim TEXT NOT NULL,
        place INTEGER NOT NULL,
        is_relay INTEGER NOT NULL CHECK(is_relay IN (0, 1)),
        is_last INTEGER NOT NULL CHECK(is_last IN (0, 1)),
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY(article_id, claim, place)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX passed_by_source ON passed(source, name, is_relay, is_last, claim)",
    # The folded names and the uids of articles that an article's chains looked up.
    """CREATE TABLE passed_word(
        article_id INTEGER NOT NULL,
        word TEXT NOT NULL,
        PRIMARY KEY(article_id, word)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX passed_by_word ON passed_word(word)",
    # Who has a claim from whom, by the number of the source, or one below 0 of a name that no
    # source has; 0 for cited: the chain ends there. Of a claim that holds: all stand behind it.
    """CREATE TABLE cited(
        article_id INTEGER NOT NULL,
        claim_id INTEGER NOT NULL,
        place INTEGER NOT NULL,
        citing INTEGER NOT NULL CHECK(citing <> 0),
        cited INTEGER NOT NULL,
        held INTEGER NOT NULL CHECK(held IN (0, 1)),
        PRIMARY KEY(article_id, claim_id, place)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX cited_by_pair ON cited(citing, cited, claim_id)",
    "CREATE INDEX cited_by_claim ON cited(claim_id)",
    """CREATE TABLE cited_name(
        id INTEGER PRIMARY KEY CHECK(id < 0),
        name TEXT NOT NULL
    ) STRICT""",
    # Never numbered again, so that what was read for an older mark is not taken for the newer one.
    """CREATE TABLE untraced(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL UNIQUE
    ) STRICT""",
    # One row: by which version, after which entry of the journal and which article, and a sum over
    # the rows of what is kept but for names.
    """CREATE TABLE traced(
        id INTEGER PRIMARY KEY CHECK(id = 1),
        version TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        number INTEGER NOT NULL,
        total INTEGER NOT NULL
    ) STRICT""",
)
"""What the migration to schema 8 makes for chains."""


def mark_untraced(connection: sqlite3.Connection, number: int) -> None:
    """Say that the chains of an article's claims may be others now, in an open write
    transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO untraced(article_id) "
        "SELECT ? WHERE EXISTS(SELECT 1 FROM claim WHERE article_id = ?)",
        (number, number),
    )
