"""What schema 8 adds for articles that tell one story in other words, and for being unsure of a
likeness: wider checks of two tables, the index of telling words, and counterparts of statements.
"""

from __future__ import annotations

_KINDS = "'relays', 'near_duplicate', 'revision_of', 'rewrite'"

STORIES = (
    f"""CREATE TABLE wider_relay(
        uid TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article(uid),
        analyst TEXT NOT NULL,
        kind TEXT NOT NULL CHECK(kind IN ({_KINDS})),
        outlet TEXT NOT NULL,
        other TEXT NOT NULL,
        status TEXT NOT NULL CHECK(status IN ('confirmed', 'rejected', 'unsure')),
        fact TEXT NOT NULL DEFAULT '',
        reach TEXT NOT NULL DEFAULT 'article'
            CHECK(reach IN ('article', 'paragraph', 'statement')),
        paragraph TEXT NOT NULL DEFAULT '',
        statement TEXT NOT NULL DEFAULT '',
        start INTEGER,
        "end" INTEGER,
        exact TEXT NOT NULL DEFAULT '',
        parts TEXT NOT NULL DEFAULT '',
        CHECK((outlet = '') <> (other = ''))
    ) STRICT, WITHOUT ROWID""",
    "INSERT INTO wider_relay SELECT uid, article, analyst, kind, outlet, other, status, fact, "
    'reach, paragraph, statement, start, "end", exact, parts FROM relay',
    "DROP TABLE relay",
    "ALTER TABLE wider_relay RENAME TO relay",
    "CREATE INDEX relay_by_article ON relay(article)",
    f"""CREATE TABLE wider_likeness(
        article_id INTEGER NOT NULL REFERENCES article(id),
        other_id INTEGER NOT NULL REFERENCES article(id),
        kind TEXT NOT NULL CHECK(kind IN ({_KINDS})),
        score REAL NOT NULL CHECK(score BETWEEN 0 AND 1),
        shared TEXT NOT NULL DEFAULT '',
        PRIMARY KEY(article_id, other_id)
    ) STRICT, WITHOUT ROWID""",
    "INSERT INTO wider_likeness SELECT article_id, other_id, kind, score, '' FROM likeness",
    "DROP TABLE likeness",
    "ALTER TABLE wider_likeness RENAME TO likeness",
    "CREATE INDEX likeness_by_other ON likeness(other_id)",
    # The telling words of an article, four bytes each, and by day which articles have each of them.
    """CREATE TABLE gist(
        article_id INTEGER PRIMARY KEY REFERENCES article(id),
        day INTEGER NOT NULL,
        words BLOB NOT NULL CHECK(length(words) % 4 = 0)
    ) STRICT""",
    """CREATE TABLE gist_word(
        value INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article(id),
        PRIMARY KEY(value, article_id)
    ) STRICT, WITHOUT ROWID""",
    # Whose facts are kept, and what it tells again is yet to be looked for.
    """CREATE TABLE gist_waiting(
        article_id INTEGER PRIMARY KEY REFERENCES article(id)
    ) STRICT""",
    # What the statements of the articles that were signed last say, and of which facts it was made.
    """CREATE TABLE signature(
        turn INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL UNIQUE REFERENCES article(id),
        run INTEGER NOT NULL,
        document BLOB NOT NULL
    ) STRICT""",
    # Statements of two articles that may say the same, or stand against each other.
    """CREATE TABLE counterpart(
        article_id INTEGER NOT NULL REFERENCES article(id),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        other_id INTEGER NOT NULL REFERENCES article(id),
        other_start INTEGER NOT NULL,
        other_end INTEGER NOT NULL,
        stance INTEGER NOT NULL CHECK(stance BETWEEN 1 AND 4),
        score INTEGER NOT NULL CHECK(score BETWEEN 0 AND 100),
        differs TEXT NOT NULL,
        PRIMARY KEY(article_id, start, "end", other_id, other_start, other_end)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX counterpart_by_other ON counterpart(other_id)",
    # Which of them an analyst said to have nothing to do with each other.
    """CREATE TABLE unrelated(
        article TEXT NOT NULL REFERENCES article(uid),
        start INTEGER NOT NULL CHECK(start >= 0),
        "end" INTEGER NOT NULL CHECK("end" > start),
        other TEXT NOT NULL REFERENCES article(uid) CHECK(article < other),
        other_start INTEGER NOT NULL CHECK(other_start >= 0),
        other_end INTEGER NOT NULL CHECK(other_end > other_start),
        analyst TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY(article, start, "end", other, other_start, other_end, analyst)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX unrelated_by_other ON unrelated(other)",
)
"""What the migration to schema 8 makes for rewrites, and for being unsure of a likeness."""
