"""What schema 8 adds for several analysts on one store."""

from __future__ import annotations

TEAM = (
    """CREATE TABLE member(
        uid TEXT PRIMARY KEY CHECK(length(uid) > 0),
        role TEXT NOT NULL CHECK(role IN ('reader', 'analyst', 'adjudicator', 'supervisor')),
        given_by TEXT NOT NULL,
        active INTEGER NOT NULL CHECK(active IN (0, 1))
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE inspection(
        uid TEXT PRIMARY KEY,
        analyst TEXT NOT NULL,
        at TEXT NOT NULL,
        what TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # No reference to the selection: an undone drop of it brings both back, in either order.
    """CREATE TABLE assignment(
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        selection TEXT NOT NULL,
        analyst TEXT NOT NULL CHECK(length(analyst) > 0),
        due TEXT NOT NULL CHECK(length(due) IN (0, 10)),
        known INTEGER NOT NULL CHECK(known IN (0, 1)),
        given_by TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX assignment_of ON assignment(selection, analyst)",
    # The analyst stands here again: what is hers is found without a look at all that others have.
    """CREATE TABLE assigned(
        analyst TEXT NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article(id),
        assignment_id INTEGER NOT NULL REFERENCES assignment(id) ON DELETE CASCADE,
        PRIMARY KEY(analyst, article_id, assignment_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX assigned_article ON assigned(article_id)",
    "CREATE INDEX assigned_together ON assigned(assignment_id)",
    """CREATE TABLE guideline(
        uid TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK(kind IN ('claim', 'topic', 'verdict', 'rule')),
        subject TEXT NOT NULL CHECK(length(subject) > 0),
        words TEXT NOT NULL,
        claims TEXT NOT NULL,
        analyst TEXT NOT NULL,
        at TEXT NOT NULL,
        examples TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # What says of an entry that nobody judged by it what it touched.
    """CREATE INDEX journal_by_machine ON journal(seq, op)
        WHERE op IN ('undo', 'redo', 'extract', 'salvage', 'migrate', 'import annotations')""",
    # No reference to the claim, as of a tag: it keeps nobody from taking the claim out.
    """CREATE TABLE flag(
        claim TEXT NOT NULL,
        analyst TEXT NOT NULL,
        words TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY(claim, analyst)
    ) STRICT, WITHOUT ROWID""",
    # No references to claims: a ruling is of what they were then.
    """CREATE TABLE ruling(
        uid TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article(uid),
        choice TEXT NOT NULL CHECK(choice IN ('one', 'both', 'neither', 'third')),
        claim TEXT CHECK((claim IS NOT NULL) = (choice = 'third') OR choice = 'neither'),
        kind TEXT NOT NULL,
        cause TEXT NOT NULL,
        why TEXT NOT NULL,
        analyst TEXT NOT NULL,
        at TEXT NOT NULL,
        sides TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ruling_by_article ON ruling(article)",
    """CREATE TABLE dispute(
        ruling TEXT NOT NULL,
        analyst TEXT NOT NULL,
        answer TEXT NOT NULL CHECK(answer IN ('read', 'disputed', 'settled')),
        words TEXT NOT NULL,
        at TEXT NOT NULL,
        reply TEXT NOT NULL,
        PRIMARY KEY(ruling, analyst)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX dispute_open ON dispute(ruling) WHERE answer = 'disputed'",
)
