"""The first schema, statement by statement.

Guards: text, hashes and the metadata as imported never change; the journal is append-only.
`INSERT OR REPLACE` deletes by any unique key without firing DELETE triggers, hence the INSERT
guards. No JSON functions and no FTS writes in here, so that `trusted_schema=OFF` holds on 3.40.
Applied once by migrations.py; later changes are migrations of their own.
"""

from __future__ import annotations

import sqlite3
import sys

try:  # as the journal does: hashlib is no small thing on the way to the first page
    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:
    from hashlib import sha256

APPLICATION_ID = 0x41574231
"""'AWB1' in the file's header."""
SCHEMA_VERSION = 10
"""Number of the last migration, as it stands in the file's `user_version`."""
SCHEMA_DIGEST = "1dd7908348fa158f95cddeda83e1ba33051196665bfc94612d883e57aeb7d874"
"""Of the objects of a new database, as `digest` has it: one that is not has something of its own,
or was made by an SQLite that words it otherwise. A test says what it is."""
PAGE_SIZE = 8192
"""Bytes. A news article is longer than half of the usual 4,096, which would leave a third empty."""

OTHERS = ("sqlite_sequence", "sqlite_stat1", "sqlite_stat4", "_sqlite_migrations")
"""Tables that are no part of the schema; they and their indexes are let pass, and nothing else."""

OBJECTS = f"""SELECT type, name, coalesce(sql, '') FROM main.sqlite_schema
    WHERE type IN ('trigger', 'view')
    OR NOT (tbl_name IN {OTHERS} OR (type = 'index' AND sql IS NULL)) ORDER BY type, name"""
"""Type, name and text of the objects that a schema is made of."""


def digest(connection: sqlite3.Connection) -> str:
    """Of the schema of a database."""
    words = "\0".join("\0".join(row) for row in connection.execute(OBJECTS))
    made: str = sha256(words.encode("utf-8", "replace")).hexdigest()
    return made


_ARTICLES = (
    """CREATE TABLE article(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
        raw_sha256 TEXT NOT NULL CHECK(length(raw_sha256) = 64),
        normaliser TEXT NOT NULL,
        retrieved_at TEXT NOT NULL,
        retrieved_how TEXT NOT NULL,
        foreign_id TEXT NOT NULL,
        length INTEGER NOT NULL CHECK(length > 0),
        imported TEXT NOT NULL,
        extra TEXT NOT NULL,
        cluster INTEGER NOT NULL,
        title TEXT NOT NULL,
        outlet_id INTEGER REFERENCES source(id),
        author TEXT NOT NULL,
        editor TEXT NOT NULL,
        lang TEXT NOT NULL,
        url TEXT NOT NULL,
        published_at TEXT,
        published_precision TEXT,
        published_basis TEXT NOT NULL,
        published_key TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX article_by_date ON article(published_key, id)",
    "CREATE INDEX article_by_hash ON article(sha256)",
    "CREATE INDEX article_by_cluster ON article(cluster)",
    "CREATE INDEX article_by_outlet ON article(outlet_id)",
    """CREATE TABLE article_text(
        id INTEGER PRIMARY KEY REFERENCES article(id),
        title TEXT NOT NULL,
        text TEXT NOT NULL CHECK(length(text) > 0 AND instr(text, char(0)) = 0),
        translation TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE article_state(
        article_id INTEGER NOT NULL REFERENCES article(id),
        analyst TEXT NOT NULL,
        state TEXT NOT NULL CHECK(state IN ('open', 'done', 'set aside')),
        reason TEXT NOT NULL,
        PRIMARY KEY(article_id, analyst)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE relay(
        uid TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article(uid),
        analyst TEXT NOT NULL,
        kind TEXT NOT NULL CHECK(kind IN ('relays', 'near_duplicate', 'revision_of')),
        outlet TEXT NOT NULL,
        other TEXT NOT NULL,
        status TEXT NOT NULL CHECK(status IN ('confirmed', 'rejected')),
        CHECK((outlet = '') <> (other = ''))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX relay_by_article ON relay(article)",
    """CREATE TABLE sketch(
        value INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article(id),
        PRIMARY KEY(value, article_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE likeness(
        article_id INTEGER NOT NULL REFERENCES article(id),
        other_id INTEGER NOT NULL REFERENCES article(id),
        kind TEXT NOT NULL CHECK(kind IN ('relays', 'near_duplicate', 'revision_of')),
        score REAL NOT NULL CHECK(score BETWEEN 0 AND 1),
        PRIMARY KEY(article_id, other_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX likeness_by_other ON likeness(other_id)",
)

_GUARDS = (
    """CREATE TRIGGER article_no_replace BEFORE INSERT ON article
        WHEN EXISTS(SELECT 1 FROM article WHERE id = NEW.id OR uid = NEW.uid)
        BEGIN SELECT RAISE(ABORT, 'article exists'); END""",
    """CREATE TRIGGER article_no_delete BEFORE DELETE ON article
        BEGIN SELECT RAISE(ABORT, 'articles are never deleted'); END""",
    """CREATE TRIGGER article_fixed BEFORE UPDATE OF
        id, uid, sha256, raw_sha256, normaliser, retrieved_at, retrieved_how, foreign_id, length,
        imported, extra ON article
        BEGIN SELECT RAISE(ABORT, 'article identity is immutable'); END""",
    """CREATE TRIGGER article_text_no_replace BEFORE INSERT ON article_text
        WHEN EXISTS(SELECT 1 FROM article_text WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'article text exists'); END""",
    """CREATE TRIGGER article_text_fixed BEFORE UPDATE ON article_text
        BEGIN SELECT RAISE(ABORT, 'article text is immutable'); END""",
    """CREATE TRIGGER article_text_no_delete BEFORE DELETE ON article_text
        BEGIN SELECT RAISE(ABORT, 'article text is immutable'); END""",
    """CREATE TRIGGER journal_in_order BEFORE INSERT ON journal BEGIN
        SELECT RAISE(ABORT, 'journal: gap or reuse of seq')
            WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal);
        SELECT RAISE(ABORT, 'journal: hash reuse')
            WHERE EXISTS(SELECT 1 FROM journal WHERE hash = NEW.hash);
        SELECT RAISE(ABORT, 'journal: prev is not the head') WHERE NEW.prev IS NOT
            coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), printf('%064d', 0));
        END""",
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)

_FACTS = (
    """CREATE TABLE extraction(
        article_id INTEGER PRIMARY KEY REFERENCES article(id),
        extractor TEXT NOT NULL,
        lang TEXT NOT NULL,
        anchor TEXT NOT NULL,
        facts INTEGER NOT NULL,
        relayed INTEGER NOT NULL CHECK(relayed IN (0, 1)),
        document BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE question(
        article_id INTEGER NOT NULL REFERENCES article(id),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY(article_id, start, "end", kind)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE decision(
        article_id INTEGER NOT NULL REFERENCES article(id),
        analyst TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL CHECK("end" > start AND length(exact) = "end" - start),
        kind TEXT NOT NULL,
        exact TEXT NOT NULL,
        parts TEXT NOT NULL,
        verdict TEXT NOT NULL
            CHECK(verdict IN ('accepted', 'corrected', 'rejected', 'skipped', 'unsure')),
        rule TEXT NOT NULL,
        extractor TEXT NOT NULL,
        claim TEXT,
        PRIMARY KEY(article_id, start, "end", kind, analyst)
    ) STRICT, WITHOUT ROWID""",
)

_PEOPLE = (
    """CREATE TABLE source(
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK(length(trim(name)) > 0),
        kind TEXT NOT NULL CHECK(kind IN
            ('outlet', 'agency', 'organisation', 'person', 'group', 'document', 'unknown')),
        country TEXT NOT NULL,
        note TEXT NOT NULL,
        provisional INTEGER NOT NULL CHECK(provisional IN (0, 1)),
        same_as TEXT REFERENCES source(uid) DEFERRABLE INITIALLY DEFERRED CHECK(same_as IS NOT uid)
    ) STRICT""",
    """CREATE TABLE source_name(
        source_id INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        PRIMARY KEY(source_id, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX source_name_folded ON source_name(folded)",
    """CREATE TABLE rating(
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL REFERENCES source(uid),
        analyst TEXT NOT NULL,
        reliability TEXT NOT NULL CHECK(reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
        rationale TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX rating_by_source ON rating(source, at)",
    """CREATE TABLE claim(
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        article_id INTEGER NOT NULL REFERENCES article(id),
        analyst TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        exact TEXT NOT NULL,
        parts TEXT NOT NULL,
        restatement TEXT NOT NULL,
        gloss TEXT NOT NULL,
        topic TEXT NOT NULL,
        time TEXT NOT NULL,
        place TEXT NOT NULL,
        state TEXT NOT NULL CHECK(state IN ('draft', 'done', 'reviewed', 'withdrawn')),
        note TEXT NOT NULL,
        fact TEXT,
        CHECK(start >= 0 AND "end" > start AND length(exact) = "end" - start)
    ) STRICT""",
    "CREATE INDEX claim_by_article ON claim(article_id, start)",
    "CREATE INDEX claim_by_analyst ON claim(analyst, state)",
    """CREATE TRIGGER claim_anchored BEFORE INSERT ON claim
        BEGIN SELECT RAISE(ABORT, 'claim: its words do not stand at its offsets') WHERE
            (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
            FROM article_text WHERE id = NEW.article_id) IS NOT NEW.exact; END""",
    """CREATE TRIGGER claim_stays_anchored BEFORE UPDATE OF article_id, start, "end", exact ON claim
        BEGIN SELECT RAISE(ABORT, 'claim: its words do not stand at its offsets') WHERE
            (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
            FROM article_text WHERE id = NEW.article_id) IS NOT NEW.exact; END""",
    """CREATE TABLE hop(
        claim_id INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK(position >= 0),
        start INTEGER,
        "end" INTEGER,
        exact TEXT NOT NULL,
        parts TEXT NOT NULL,
        cue TEXT NOT NULL,
        mode TEXT NOT NULL
            CHECK(mode IN ('direct', 'indirect', 'mixed', 'observed', 'document')),
        class TEXT NOT NULL CHECK(class IN ('named', 'role', 'anonymous', 'unattributed')),
        factuality TEXT NOT NULL
            CHECK(factuality IN ('CT+', 'PR+', 'PS+', 'CT-', 'PR-', 'PS-', 'CTu', 'Uu')),
        PRIMARY KEY(claim_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE hop_source(
        claim_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        place INTEGER NOT NULL,
        source TEXT NOT NULL REFERENCES source(uid),
        PRIMARY KEY(claim_id, position, place),
        FOREIGN KEY(claim_id, position) REFERENCES hop(claim_id, position) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX hop_by_source ON hop_source(source)",
    """CREATE TABLE assessment(
        claim TEXT NOT NULL REFERENCES claim(uid),
        analyst TEXT NOT NULL,
        credibility INTEGER NOT NULL CHECK(credibility BETWEEN 1 AND 6),
        likelihood TEXT,
        confidence TEXT CHECK(confidence IN ('low', 'moderate', 'high')),
        rationale TEXT NOT NULL,
        blind INTEGER NOT NULL CHECK(blind IN (0, 1)),
        PRIMARY KEY(claim, analyst)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE link(
        uid TEXT PRIMARY KEY,
        analyst TEXT NOT NULL,
        kind TEXT NOT NULL CHECK(kind IN ('same', 'supports', 'contradicts', 'updates')),
        claim TEXT NOT NULL REFERENCES claim(uid),
        other TEXT NOT NULL REFERENCES claim(uid) CHECK(other <> claim)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX link_by_claim ON link(claim)",
    "CREATE INDEX link_by_other ON link(other)",
    """CREATE TABLE note(
        uid TEXT PRIMARY KEY,
        analyst TEXT NOT NULL,
        subject TEXT NOT NULL CHECK(subject IN ('article', 'claim', 'source', 'hop')),
        subject_uid TEXT NOT NULL,
        words TEXT NOT NULL,
        at TEXT NOT NULL,
        start INTEGER,
        "end" INTEGER,
        exact TEXT,
        parts TEXT
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX note_by_subject ON note(subject, subject_uid)",
    """CREATE TABLE journal(
        seq INTEGER PRIMARY KEY,
        analyst TEXT NOT NULL,
        op TEXT NOT NULL,
        body TEXT NOT NULL,
        prev TEXT NOT NULL CHECK(length(prev) = 64),
        hash TEXT NOT NULL UNIQUE CHECK(length(hash) = 64)
    ) STRICT""",
    "CREATE INDEX journal_by_analyst ON journal(analyst, seq)",
    """CREATE TABLE touched(
        entity TEXT NOT NULL,
        uid TEXT NOT NULL,
        seq INTEGER NOT NULL REFERENCES journal(seq),
        PRIMARY KEY(entity, uid, seq)
    ) STRICT, WITHOUT ROWID""",
)

_SESSIONS = (
    """CREATE TABLE session(
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        analyst TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        ended_how TEXT CHECK(ended_how IN ('ended', 'interrupted')),
        seen_at TEXT NOT NULL,
        selection TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX session_by_analyst ON session(analyst, id)",
    """CREATE TABLE session_article(
        session_id INTEGER NOT NULL REFERENCES session(id),
        article_id INTEGER NOT NULL REFERENCES article(id),
        seconds INTEGER NOT NULL,
        PRIMARY KEY(session_id, article_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE position(
        analyst TEXT PRIMARY KEY,
        place TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE reading(
        analyst TEXT NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article(id),
        "offset" INTEGER NOT NULL,
        PRIMARY KEY(analyst, article_id)
    ) STRICT, WITHOUT ROWID""",
)

_SEARCH = (
    # The bidi isolates U+2066..2069 are younger than this tokenizer, which takes them for letters.
    """CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article_text',
        content_rowid='id',
        tokenize="unicode61 remove_diacritics 2 separators '\u2066\u2067\u2068\u2069'")""",
    """CREATE VIRTUAL TABLE article_trigrams USING fts5(title, text, content='',
        tokenize='trigram')""",
    "CREATE VIRTUAL TABLE article_trigram_places USING fts5vocab(article_trigrams, instance)",
)

FIRST_SCHEMA = (*_PEOPLE, *_ARTICLES, *_GUARDS, *_FACTS, *_SESSIONS, *_SEARCH)

FOLDED_SEARCH = (
    "DROP TABLE article_words",
    # Vowel signs are parts of words; all else that is no letter was folded away before. The bidi
    # isolates are younger than this tokenizer, which takes them for letters.
    """CREATE VIRTUAL TABLE article_words USING fts5(title, text, joined, content='', """
    """tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc' """
    """separators '\u2066\u2067\u2068\u2069'")""",
    "INSERT INTO article_trigrams(article_trigrams) VALUES('delete-all')",
    # The same again, for when words are folded otherwise one day: the new index is made beside the
    # one that is asked.
    """CREATE VIRTUAL TABLE article_words_2 USING fts5(title, text, joined, content='', """
    """tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc' """
    """separators '\u2066\u2067\u2068\u2069'")""",
    """CREATE VIRTUAL TABLE article_trigrams_2 USING fts5(title, text, content='',
        tokenize='trigram')""",
    "CREATE VIRTUAL TABLE article_trigram_places_2 USING fts5vocab(article_trigrams_2, instance)",
    """CREATE VIRTUAL TABLE claim_words USING fts5(exact, restatement, gloss, note, joined, """
    """content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc' """
    """separators '\u2066\u2067\u2068\u2069'")""",
    """CREATE TABLE search_folding(
        version INTEGER PRIMARY KEY,
        below INTEGER NOT NULL CHECK(below >= 0)
    ) STRICT""",
)
"""What the migration to schema 8 makes of the search indexes; their rows are not written here."""

RAW = (
    """CREATE TABLE raw(
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64),
        size INTEGER NOT NULL CHECK(size >= 0),
        packed BLOB NOT NULL
    ) STRICT""",
    """CREATE TRIGGER raw_no_replace BEFORE INSERT ON raw BEGIN
        SELECT RAISE(ABORT, 'raw: these bytes are kept')
            WHERE EXISTS(SELECT 1 FROM raw WHERE id = NEW.id OR sha256 = NEW.sha256);
        END""",
    """CREATE TRIGGER raw_fixed BEFORE UPDATE ON raw
        BEGIN SELECT RAISE(ABORT, 'raw bytes are immutable'); END""",
    """CREATE TRIGGER raw_no_delete BEFORE DELETE ON raw
        BEGIN SELECT RAISE(ABORT, 'raw bytes are immutable'); END""",
)
"""What the migration to schema 8 makes for the bytes that articles came as."""

TAGS_AND_TOPICS = (
    # No reference to the claim: a colleague's tag keeps nobody from taking a claim out.
    """CREATE TABLE tag(
        uid TEXT PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article(id),
        claim TEXT,
        analyst TEXT NOT NULL,
        name TEXT NOT NULL CHECK(length(trim(name)) > 0),
        folded TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX tag_by_article ON tag(article_id)",
    "CREATE INDEX tag_by_word ON tag(folded, analyst, claim, article_id)",
    """CREATE TABLE topic(
        uid TEXT PRIMARY KEY CHECK(length(uid) > 0),
        name TEXT NOT NULL,
        retired INTEGER NOT NULL CHECK(retired IN (0, 1)),
        same_as TEXT REFERENCES topic(uid),
        final TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX topic_by_other ON topic(same_as) WHERE same_as IS NOT NULL",
    "ALTER TABLE claim ADD COLUMN topic_folded TEXT NOT NULL DEFAULT ''",
    """CREATE INDEX claim_by_topic ON claim(topic_folded, analyst, topic)
        WHERE topic_folded <> ''""",
)
"""What the migration to schema 8 adds for tags, and for the list of topics. `final` is worked out
from `same_as`: where the pointers of a topic end."""

SUBSCRIBED = (
    """CREATE TABLE subscription(
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL UNIQUE CHECK(length(address) > 0),
        name TEXT NOT NULL,
        tags TEXT NOT NULL,
        analyst TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    # No reference: it outlives a subscription that is removed, and its undo finds it again.
    """CREATE TABLE asked_feed(
        subscription TEXT PRIMARY KEY,
        standing TEXT NOT NULL,
        said TEXT NOT NULL,
        title TEXT NOT NULL,
        moved_to TEXT NOT NULL,
        address TEXT NOT NULL,
        etag TEXT NOT NULL,
        modified TEXT NOT NULL,
        entries TEXT NOT NULL,
        tried_at TEXT NOT NULL,
        succeeded_at TEXT NOT NULL,
        failures INTEGER NOT NULL,
        due_at TEXT NOT NULL,
        checksum INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
)
"""What schema 8 adds for feeds that are asked."""

PSEUDONYMS = """CREATE TABLE pseudonym_key(
        id INTEGER PRIMARY KEY CHECK(id = 1),
        key TEXT NOT NULL CHECK(length(key) = 64),
        checksum INTEGER NOT NULL DEFAULT 0
    ) STRICT"""
"""What schema 8 adds for exports under pseudonyms: a secret of the database, once it is asked."""

WAYS = (
    # Of a hash its first digits: as good as all, in a third of the bytes.
    "DROP INDEX article_by_hash",
    "CREATE INDEX article_by_hash ON article(substr(sha256, 1, 12))",
    """CREATE INDEX article_by_given ON article(substr(given_sha256, 1, 12))
        WHERE given_sha256 <> ''""",
    # Conditions that an index answers, in the order of the list.
    "CREATE INDEX article_by_lang ON article(lang COLLATE NOCASE, published_key)",
    "CREATE INDEX article_by_author ON article(author) WHERE author <> ''",
    # How many questions an article has at most, open or not, and of those what is to be checked.
    "ALTER TABLE article ADD COLUMN questions INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE article ADD COLUMN checks INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX article_by_questions ON article(questions, published_key) WHERE questions > 0",
    "CREATE INDEX article_by_checks ON article(checks, published_key) WHERE checks > 0",
)
"""What the migration to schema 8 adds so that lists need not be read to their end."""
