"""Schema changes: numbered, append-only sqlite-utils migrations.

Never `table.transform()` on a guarded table: it drops the triggers. A change that has shipped is
never edited; the next one is added below. SCHEMA_VERSION is the number of the last migration and
stands in `user_version`, so that the way to the first paint needs no sqlite_utils.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from workbench.domain.address import key_of
from workbench.domain.naming import fold_name
from workbench.store.carrying import carry_claims
from workbench.store.checksum import seal_everything
from workbench.store.moved import COMPARED
from workbench.store.open_tables import OPEN_QUESTIONS, RENEWED
from workbench.store.passed_tables import PASSED
from workbench.store.past_tables import ARRIVALS, PASTS
from workbench.store.question_counts import count_questions
from workbench.store.schema import (
    APPLICATION_ID,
    FIRST_SCHEMA,
    FOLDED_SEARCH,
    PSEUDONYMS,
    RAW,
    SCHEMA_VERSION,
    SUBSCRIBED,
    TAGS_AND_TOPICS,
    WAYS,
)
from workbench.store.search_build import begin
from workbench.store.search_tables import TEXTS_FIRST
from workbench.store.search_twin import rebuild_claims
from workbench.store.story_tables import STORIES
from workbench.store.team_tables import TEAM
from workbench.store.tracing import trace_journal
from workbench.store.words import CLAIM_INDEX
from workbench.stored.checksum import FIRST_UNJOURNALLED

migrations = Migrations("workbench")


@migrations()
def m001_first_schema(db: Database) -> None:
    """Everything of the first version."""
    for statement in FIRST_SCHEMA:
        db.conn.execute(statement)


@migrations()
def m002_selections(db: Database) -> None:
    """Named choices of articles, and when each analyst looked at one."""
    for statement in (
        """CREATE TABLE selection(
            uid TEXT PRIMARY KEY,
            name TEXT NOT NULL CHECK(length(trim(name)) > 0),
            folded TEXT NOT NULL,
            analyst TEXT NOT NULL,
            "where" TEXT NOT NULL,
            ordered TEXT NOT NULL CHECK(ordered IN ('newest', 'oldest', 'questions', 'check')),
            owner TEXT NOT NULL,
            watch INTEGER NOT NULL CHECK(watch IN (0, 1)),
            is_set INTEGER NOT NULL CHECK(is_set IN (0, 1))
        ) STRICT, WITHOUT ROWID""",
        "CREATE UNIQUE INDEX selection_by_name ON selection(folded)",
        """CREATE TABLE selection_article(
            selection TEXT NOT NULL REFERENCES selection(uid) ON DELETE CASCADE,
            article TEXT NOT NULL REFERENCES article(uid),
            PRIMARY KEY(selection, article)
        ) STRICT, WITHOUT ROWID""",
        # No reference: a look outlives a selection that is dropped, and its undo finds it again.
        """CREATE TABLE look(
            analyst TEXT NOT NULL,
            selection TEXT NOT NULL,
            at TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY(analyst, selection)
        ) STRICT, WITHOUT ROWID""",
    ):
        db.conn.execute(statement)


@migrations()
def m003_rules(db: Database) -> None:
    """Which rule put each question, and whether its questions are still worth asking."""
    for statement in (
        """CREATE TABLE rule(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            is_asked INTEGER NOT NULL DEFAULT 1 CHECK(is_asked IN (0, 1))
        ) STRICT""",
        # 0: of an extraction from before this column; always asked.
        "ALTER TABLE question ADD COLUMN rule INTEGER NOT NULL DEFAULT 0",
        """CREATE VIEW asked AS SELECT article_id, start, "end", kind, rule FROM question
            WHERE rule NOT IN (SELECT id FROM rule WHERE is_asked = 0)""",
    ):
        db.conn.execute(statement)


@migrations()
def m004_late_questions(db: Database) -> None:
    """Which questions were found when somebody had finished the article already: they are not open
    for whoever has."""
    for statement in (
        "ALTER TABLE question ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK(late IN (0, 1))",
        "DROP VIEW asked",
        """CREATE VIEW asked AS SELECT article_id, start, "end", kind, rule, late FROM question
            WHERE rule NOT IN (SELECT id FROM rule WHERE is_asked = 0)""",
    ):
        db.conn.execute(statement)


@migrations()
def m005_checksums(db: Database) -> None:
    """Checksums of what no hash and no journal proves; of what is there already they are computed
    from it as it stands. An article whose facts were not looked for yet has a row that says so."""
    for statement in (
        "ALTER TABLE extraction ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE article ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE article ADD COLUMN sketch_checksum INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE article ADD COLUMN likeness_checksum INTEGER NOT NULL DEFAULT 0",
        *(
            f"ALTER TABLE {table} ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0"
            for table in FIRST_UNJOURNALLED
        ),
        """INSERT INTO extraction(article_id, extractor, lang, anchor, facts, relayed, document)
            SELECT id, '', '', '', 0, 0, x'' FROM article
            WHERE id NOT IN (SELECT article_id FROM extraction)""",
    ):
        db.conn.execute(statement)
    seal_everything(db.conn)
    db.conn.execute("DROP TRIGGER article_fixed")
    db.conn.execute(
        """CREATE TRIGGER article_fixed BEFORE UPDATE OF
        id, uid, sha256, raw_sha256, normaliser, retrieved_at, retrieved_how, foreign_id, length,
        imported, extra, seal ON article
        BEGIN SELECT RAISE(ABORT, 'article identity is immutable'); END"""
    )


@migrations()
def m006_chains(db: Database) -> None:
    """What a source does with the words; how far a relay reaches; how outlets credit others. Claims
    keep the relay steps that they showed."""
    for statement in (
        # Empty: as the factuality implies, which is all that older hops say.
        """ALTER TABLE hop ADD COLUMN assertion TEXT NOT NULL DEFAULT '' CHECK(assertion IN (
            '', 'asserts', 'claims', 'denies', 'does not confirm', 'no comment', 'refuses to say',
            'has not said'))""",
        "ALTER TABLE relay ADD COLUMN fact TEXT NOT NULL DEFAULT ''",
        """ALTER TABLE relay ADD COLUMN reach TEXT NOT NULL DEFAULT 'article'
            CHECK(reach IN ('article', 'paragraph', 'statement'))""",
        "ALTER TABLE relay ADD COLUMN paragraph TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE relay ADD COLUMN statement TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE relay ADD COLUMN start INTEGER",
        'ALTER TABLE relay ADD COLUMN "end" INTEGER',
        "ALTER TABLE relay ADD COLUMN exact TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE relay ADD COLUMN parts TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE habit(
            outlet TEXT NOT NULL,
            kind TEXT NOT NULL CHECK(kind IN ('reach', 'name')),
            phrase TEXT NOT NULL,
            reads TEXT NOT NULL,
            analyst TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY(outlet, kind, phrase)
        ) STRICT, WITHOUT ROWID""",
        # No reference: the undo of an older act may take the claim out, and its redo put it back.
        """CREATE TABLE carried(
            claim TEXT PRIMARY KEY,
            steps TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
    ):
        db.conn.execute(statement)
    carry_claims(db.conn)


@migrations()
def m007_families(db: Database) -> None:
    """What sources belong to, and which were said not to be the same."""
    for statement in (
        """CREATE TABLE belonging(
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL REFERENCES source(uid),
            owner TEXT REFERENCES source(uid) CHECK(owner IS NOT source),
            tie TEXT NOT NULL CHECK(tie IN ('owned', 'part')),
            since TEXT NOT NULL CHECK(length(since) IN (0, 4, 7, 10)),
            analyst TEXT NOT NULL,
            rationale TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX belonging_by_source ON belonging(source)",
        "CREATE INDEX belonging_by_owner ON belonging(owner)",
        """CREATE TABLE unalike(
            source TEXT NOT NULL REFERENCES source(uid),
            other TEXT NOT NULL REFERENCES source(uid) CHECK(source < other),
            analyst TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY(source, other)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX unalike_by_other ON unalike(other)",
    ):
        db.conn.execute(statement)


@migrations()
def m008_coverage(db: Database) -> None:
    """Sentences in which an analyst says there is nothing to record. What an analyst holds of a
    claim's truth; tags, and the list of topics. What was merged into a source is looked up. Where a
    text as given begins behind a headline: no text has one as yet. Bytes that articles came as.
    Addresses that are wanted, and where articles are from. Feeds that are asked for what is new.
    Articles that tell one story in other words. What relays put into chains. The states that
    records came from, and what came in from elsewhere and waits for an answer. What pseudonyms are
    made with. Who works on a store, who is to judge what, the codebook, what was decided."""
    for statement in (
        """CREATE TABLE nothing_here(
            article_id INTEGER NOT NULL REFERENCES article(id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK("end" > start AND length(exact) = "end" - start),
            analyst TEXT NOT NULL,
            exact TEXT NOT NULL,
            PRIMARY KEY(article_id, start, "end", analyst)
        ) STRICT, WITHOUT ROWID""",
        "ALTER TABLE claim ADD COLUMN verdict TEXT NOT NULL DEFAULT ''",
        *TAGS_AND_TOPICS,
        "ALTER TABLE article ADD COLUMN archive TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX source_by_final ON source(same_as, uid) WHERE same_as IS NOT NULL",
        """ALTER TABLE article ADD COLUMN given_sha256 TEXT NOT NULL DEFAULT ''
            CHECK(length(given_sha256) IN (0, 64))""",
        """ALTER TABLE article ADD COLUMN given_start INTEGER NOT NULL DEFAULT 0
            CHECK(given_start >= 0)""",
        "CREATE INDEX article_translated ON article_text(id) WHERE translation <> ''",
        # Filters that were kept before are of the language's first version.
        "ALTER TABLE selection ADD COLUMN language INTEGER NOT NULL DEFAULT 1 CHECK(language > 0)",
        "DROP TRIGGER article_fixed",
        """CREATE TRIGGER article_fixed BEFORE UPDATE OF
        id, uid, sha256, raw_sha256, normaliser, retrieved_at, retrieved_how, foreign_id, length,
        imported, extra, seal, given_sha256, given_start ON article
        BEGIN SELECT RAISE(ABORT, 'article identity is immutable'); END""",
        *RAW,
        """CREATE TABLE wanted(
            place TEXT PRIMARY KEY,
            address TEXT NOT NULL,
            note TEXT NOT NULL,
            analyst TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        "ALTER TABLE article ADD COLUMN place_key INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX article_by_place ON article(place_key) WHERE place_key <> 0",
        *SUBSCRIBED,
        *STORIES,
        *OPEN_QUESTIONS,
        *WAYS,
        *PASSED,
        *PASTS,
        *ARRIVALS,
        PSEUDONYMS,
        *TEAM,
        *COMPARED,
    ):
        db.conn.execute(statement)
    count_questions(db.conn)
    _place(db.conn)
    _fold_search(db.conn)
    _fold_topics(db.conn)
    trace_journal(db.conn)


@migrations()
def m009_texts_first(db: Database) -> None:
    """The search indexes of articles take a quarter less. They are made anew, some at a time; what
    is asked meanwhile is answered from what there is."""
    for statement in TEXTS_FIRST:
        db.conn.execute(statement)
    db.conn.execute("DELETE FROM search_folding")
    begin(db.conn)


@migrations()
def m010_renewed(db: Database) -> None:
    """Each analyst's desk compares what she keeps open with what came since."""
    for statement in RENEWED:
        db.conn.execute(statement)


def _place(connection: sqlite3.Connection) -> None:
    """Where the articles are from that are there already."""
    rows = connection.execute("SELECT id, url FROM article WHERE url <> ''").fetchall()
    connection.executemany(
        "UPDATE article SET place_key = ? WHERE id = ?",
        [(key, number) for number, url in rows if (key := key_of(url))],
    )


def _fold_search(connection: sqlite3.Connection) -> None:
    """The indexes are of folded words: that of articles is made later, some at a time."""
    for statement in FOLDED_SEARCH:
        connection.execute(statement)
    begin(connection)
    rebuild_claims(connection, next(one for one in FOLDED_SEARCH if CLAIM_INDEX in one))


def _fold_topics(connection: sqlite3.Connection) -> None:
    """Claims are found by the folded words of their topics."""
    topics = connection.execute("SELECT DISTINCT topic FROM claim WHERE topic <> ''").fetchall()
    connection.executemany(
        "UPDATE claim SET topic_folded = ? WHERE topic = ?",
        [(fold_name(topic), topic) for (topic,) in topics],
    )


def _keep_nothing(version: int) -> None:
    """Of a file that is nobody's."""


def migrate(
    connection: sqlite3.Connection,
    keep: Callable[[int], None] = _keep_nothing,
    *,
    up_to: int | None = None,
) -> tuple[int, int]:
    """Bring the database to SCHEMA_VERSION, or an earlier one, in one transaction that takes the
    write lock first; the version before and the one now. keep: called inside of it, before
    anything is changed, with the version of a database that holds something.

    Three processes that open a new file at once all succeed: the two that wait find it done.
    """
    version = up_to or SCHEMA_VERSION
    connection.execute("BEGIN IMMEDIATE")
    try:
        before: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if before < version:
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                keep(before)
            later = [one.name for one in migrations._migrations[version:]]
            migrations.apply(Database(connection, execute_plugins=False), stop_before=later)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return before, version
