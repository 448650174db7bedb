"""What schema 8 adds so that sets go both ways between databases."""

from __future__ import annotations

PASTS = (
    # Ids of states stand in it as bytes, one behind the other: half of what they take as words. No
    # reference to anything: it outlives the record.
    """CREATE TABLE past(
        entity TEXT NOT NULL,
        uid TEXT NOT NULL,
        states BLOB NOT NULL CHECK(length(states) >= 16 AND length(states) % 16 = 0),
        ancestors BLOB NOT NULL CHECK(length(ancestors) % 16 = 0),
        about TEXT NOT NULL,
        analyst TEXT NOT NULL,
        gone INTEGER NOT NULL CHECK(gone IN (0, 1)),
        PRIMARY KEY(entity, uid)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX past_by_subject ON past(about)",
)
"""Where the states stand that records came from."""

ARRIVALS = (
    """CREATE TABLE arrival(
        uid TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK(kind IN ('conflict', 'shifted', 'unmatched')),
        entity TEXT NOT NULL,
        thing TEXT NOT NULL,
        article TEXT NOT NULL,
        theirs TEXT NOT NULL,
        states TEXT NOT NULL,
        ancestors TEXT NOT NULL,
        about TEXT NOT NULL,
        analyst TEXT NOT NULL,
        file TEXT NOT NULL,
        at TEXT NOT NULL,
        why TEXT NOT NULL,
        spans TEXT NOT NULL,
        answer TEXT NOT NULL CHECK(
            answer IN ('open', 'taken', 'kept', 'placed', 'dropped', 'settled'))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX arrival_open ON arrival(article) WHERE answer = 'open'",
    "CREATE INDEX arrival_by_thing ON arrival(entity, thing)",
)
"""Where what came in from elsewhere waits for an answer."""
