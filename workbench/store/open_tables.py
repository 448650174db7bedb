"""The tables of what is kept open: the things themselves and what was answered, which are the
journal's; by what replies are looked for, and replies, which are found again.
"""

from __future__ import annotations

OPEN_QUESTIONS = (
    """CREATE TABLE kept_open(
        uid TEXT PRIMARY KEY,
        analyst TEXT NOT NULL,
        at TEXT NOT NULL,
        since INTEGER NOT NULL CHECK(since >= 0),
        words TEXT NOT NULL CHECK(words <> ''),
        lang TEXT NOT NULL,
        article TEXT NOT NULL,
        start INTEGER NOT NULL CHECK(start >= 0),
        "end" INTEGER NOT NULL CHECK("end" >= start),
        closed TEXT NOT NULL,
        CHECK((article = '') = ("end" = 0))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX kept_open_by_analyst ON kept_open(analyst, at)",
    """CREATE TABLE heard(
        kept TEXT NOT NULL,
        article TEXT NOT NULL,
        start INTEGER NOT NULL CHECK(start >= 0),
        "end" INTEGER NOT NULL CHECK("end" > start),
        analyst TEXT NOT NULL,
        at TEXT NOT NULL,
        hearing TEXT NOT NULL CHECK(hearing IN ('seen', 'dismissed')),
        PRIMARY KEY(kept, article, start, "end")
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX heard_by_analyst ON heard(analyst)",
    # By what replies to something kept open are looked for: four bytes each.
    """CREATE TABLE asked_open(
        kept TEXT PRIMARY KEY,
        since INTEGER NOT NULL,
        least INTEGER NOT NULL,
        words BLOB NOT NULL CHECK(length(words) % 4 = 0),
        keys BLOB NOT NULL CHECK(length(keys) % 4 = 0)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE reply(
        kept TEXT NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article(id),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        stance INTEGER NOT NULL CHECK(stance BETWEEN 1 AND 4),
        ours INTEGER NOT NULL CHECK(ours IN (0, 1)),
        score INTEGER NOT NULL CHECK(score BETWEEN 0 AND 100),
        differs TEXT NOT NULL,
        PRIMARY KEY(kept, article_id, start, "end")
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reply_by_article ON reply(article_id)",
)
"""What the migration to schema 8 makes for what is kept open."""

RENEWED = (
    "DELETE FROM reply",
    "DROP TABLE asked_open",
    """CREATE TABLE asked_open(
        kept TEXT PRIMARY KEY,
        least INTEGER NOT NULL,
        words BLOB NOT NULL CHECK(length(words) % 4 = 0),
        keys BLOB NOT NULL CHECK(length(keys) % 4 = 0),
        mark INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE renewed(
        mark INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL UNIQUE
    ) STRICT""",
    "INSERT INTO renewed(article_id) SELECT article_id FROM extraction ORDER BY article_id",
)
"""What the migration to schema 10 makes: in which order counterparts of articles were found, each
with its newest mark, and up to which mark something kept open was compared. What was found so far
is found again."""
