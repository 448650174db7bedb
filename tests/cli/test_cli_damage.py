"""What is derived and damaged is told, stops nothing, and is computed anew; damage to texts and
people's work is what fails for good; what cannot be a database of ours is never written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli_cases import Cli
from file_cases import damage


def flip(path: Path, table: str, column: str, condition: str, at: int = 7) -> None:
    """Change one bit of a stored value."""
    with closing(sqlite3.connect(path)) as connection:
        where = f"FROM {table} WHERE {condition}"
        (value,) = connection.execute(f"SELECT CAST({column} AS BLOB) {where}").fetchone()
    changed = bytearray(value)
    changed[at % len(changed)] ^= 4
    damage(path, f"UPDATE {table} SET {column} = x'{changed.hex()}' WHERE {condition}")


Harm = Callable[[Path], None]

DERIVED: dict[str, Harm] = {
    "a bit of the facts": lambda path: flip(path, "extraction", "document", "article_id = 1", 30),
    "facts cut short": lambda path: damage(
        path, "UPDATE extraction SET document = substr(document, 1, 9) WHERE article_id = 1"
    ),
    "facts of another article": lambda path: damage(
        path,
        "UPDATE extraction SET document = (SELECT document FROM extraction WHERE article_id = 2) "
        "WHERE article_id = 1",
    ),
    "facts deleted": lambda path: damage(path, "DELETE FROM extraction WHERE article_id = 1"),
    "all facts deleted": lambda path: damage(path, "DELETE FROM extraction"),
    "how many facts": lambda path: damage(path, "UPDATE extraction SET facts = 99"),
    "whether it relays": lambda path: damage(path, "UPDATE extraction SET relayed = NOT relayed"),
    "the anchor": lambda path: damage(path, "UPDATE extraction SET anchor = '2020-01-01'"),
    "a question moved": lambda path: damage(
        path, "UPDATE question SET start = start + 1 WHERE article_id = 1"
    ),
    "questions deleted": lambda path: damage(path, "DELETE FROM question"),
    "a question too many": lambda path: damage(
        path, "INSERT INTO question(article_id, start, \"end\", kind) VALUES (3, 0, 5, 'quote')"
    ),
    "a question of another rule": lambda path: damage(path, "UPDATE question SET rule = rule + 1"),
    "how many questions": lambda path: damage(path, "UPDATE article SET questions = 1, checks = 1"),
    "a question made late": lambda path: damage(path, "UPDATE question SET late = 1"),
    "the name of a rule": lambda path: damage(path, "UPDATE rule SET name = name || 'x'"),
    "a rule asked no more": lambda path: damage(path, "UPDATE rule SET is_asked = 0"),
    "postings": lambda path: damage(
        path, "UPDATE article_words_data SET block = x'00ff00ff' WHERE id > 10"
    ),
    "postings deleted": lambda path: damage(path, "DELETE FROM article_words_data"),
    "the format of the index": lambda path: damage(path, "UPDATE article_words_config SET v = 9"),
    "a bit of the postings": lambda path: flip(path, "article_words_data", "block", "id > 10", 33),
    "the words of an article": lambda path: damage(
        path,
        "INSERT INTO article_words(article_words, rowid, title, text) "
        "SELECT 'delete', id, title, text FROM article_text WHERE id = 2",
    ),
    "the size of a text": lambda path: damage(
        path, "UPDATE article_words_docsize SET sz = x'0101'"
    ),
    "trigrams too many": lambda path: damage(
        path, "INSERT INTO article_trigrams(rowid, title, text) VALUES (1, 'abc', 'def')"
    ),
    "trigrams deleted": lambda path: damage(path, "DELETE FROM article_trigrams_data"),
    "a sketch": lambda path: damage(path, "UPDATE sketch SET value = value + 1"),
    "sketches deleted": lambda path: damage(path, "DELETE FROM sketch"),
    "a likeness": lambda path: damage(
        path, "INSERT INTO likeness VALUES (2, 1, 'near_duplicate', 0.9, '')"
    ),
    "a cluster": lambda path: damage(path, "UPDATE article SET cluster = 1"),
    "versions": lambda path: damage(path, "DELETE FROM touched"),
    "a version too many": lambda path: damage(
        path, "INSERT INTO touched SELECT entity, 'x', seq FROM touched LIMIT 1"
    ),
    "an index": lambda path: damage(path, "DROP INDEX article_by_date"),
    "the last number": lambda path: damage(path, "UPDATE sqlite_sequence SET seq = 1"),
    "where somebody was": lambda path: damage(
        path, "INSERT INTO position(analyst, place) VALUES ('ana', '[[[')"
    ),
    "how far somebody read": lambda path: damage(
        path, "INSERT INTO reading(analyst, article_id, \"offset\") VALUES ('ana', 1, -5)"
    ),
}
"""What may be damaged and is computed anew, and how."""

SHOWING = (
    ("list",), ("list", "--json"), ("show", "1"), ("show", "1", "--json"), ("facts", "1", "--json"),
    ("claims", "--json"), ("sources", "list"), ("search", "tewas"),
)  # fmt: skip


@pytest.mark.parametrize("what", DERIVED)
def test_what_is_derived_and_damaged_is_told_shown_and_computed_anew(
    annotated: Cli, what: str, tmp_path: Path
) -> None:
    def export(name: str) -> bytes:
        annotated.good("export", "--format", "jsonl", "--out", tmp_path / name)
        return (tmp_path / name).read_bytes().partition(b"\n")[2]  # the first line has the time

    before = [annotated.good(*words).raw for words in SHOWING]
    exported = export("before.jsonl")
    DERIVED[what](annotated.db)
    kept = annotated.db.read_bytes()
    done = annotated("verify")
    assert done.code == 1
    assert done.lines
    assert all(line.startswith("derived: ") for line in done.lines), done.out
    assert "verify --repair" in done.err
    assert annotated.db.read_bytes() == kept
    for words in SHOWING:
        annotated.good(*words)
    export("meanwhile.jsonl")
    annotated("verify", "--repair")
    assert annotated.good("verify", "--deep").raw == b""
    assert [annotated.good(*words).raw for words in SHOWING] == before
    assert export("after.jsonl") == exported


@pytest.mark.parametrize(
    "what",
    ["a bit of the facts", "facts cut short", "facts deleted", "facts of another article",
     "questions deleted", "a question moved"],
)  # fmt: skip
def test_damaged_facts_are_the_right_ones_wherever_they_are_read(annotated: Cli, what: str) -> None:
    right = annotated.good("facts", "1", "--json").raw
    DERIVED[what](annotated.db)
    done = annotated.good("facts", "1", "--json")
    assert done.raw == right
    assert "the facts of #1 were damaged: they are computed anew" in done.err
    assert annotated.good("facts", "1", "--json").err == ""


WORK: dict[str, tuple[Harm, str]] = {
    "when it was retrieved": (
        lambda path: damage(path, "UPDATE article SET retrieved_at = 'x' WHERE id = 2"),
        "article #2: what was kept with its text",
    ),
    "the hash of the raw input": (
        lambda path: damage(
            path, "UPDATE article SET raw_sha256 = replace(raw_sha256, '1', '2') WHERE id = 2"
        ),
        "article #2: what was kept with its text",
    ),
    "what else the container said": (
        lambda path: damage(path, "UPDATE article SET extra = '{}', foreign_id = 'z'"),
        "article #1: what was kept with its text",
    ),
    "metadata as imported": (
        lambda path: damage(path, "UPDATE article SET imported = 'null' WHERE id = 1"),
        "article #1: what was kept with its text",
    ),
    "a translation": (
        lambda path: damage(path, "UPDATE article_text SET translation = 'x' WHERE id = 1"),
        "article #1: what was kept with its text",
    ),
    "bytes that are no text": (
        lambda path: damage(path, "UPDATE article SET title = CAST(x'ff41' AS TEXT)"),
        "metadata of ",
    ),
    "a text": (
        lambda path: damage(path, "UPDATE article_text SET text = text || ' ' WHERE id = 2"),
        "article #2: its text is not the one",
    ),
    "the place of a hop": (
        lambda path: damage(path, "UPDATE hop SET position = position + 3"),
        "not what the journal says",
    ),
    "how a name is looked up": (
        lambda path: damage(path, "UPDATE source_name SET folded = 'x'"),
        "not what the journal says",
    ),
    "parts that are no offsets": (
        lambda path: damage(path, "UPDATE claim SET parts = 'x'"),
        "not what the journal says",
    ),
    "what it is ordered by": (
        lambda path: damage(path, "UPDATE article SET published_key = 'x'"),
        "outside the journal",
    ),
    "what is no JSON": (
        lambda path: damage(path, "UPDATE article SET extra = '{', imported = '{'"),
        "article #1: what was kept with its text",
    ),
    "a state that is none": (
        lambda path: damage(
            path, "PRAGMA ignore_check_constraints = ON", "UPDATE article_state SET state = 'x'"
        ),
        "not what the journal says",
    ),
    "values that are none": (
        lambda path: damage(
            path,
            "PRAGMA ignore_check_constraints = ON",
            "UPDATE decision SET verdict = 'x'",
            "UPDATE hop SET factuality = 'x', mode = 'x'",
            "UPDATE source SET kind = 'x'",
        ),
        "not what the journal says",
    ),
    "a date that is none": (
        lambda path: damage(
            path, "UPDATE article SET published_precision = 'x', published_basis = 'x'"
        ),
        "outside the journal",
    ),
    "an empty view": (
        lambda path: damage(
            path, "DROP VIEW asked", "CREATE VIEW asked AS SELECT * FROM question WHERE 0"
        ),
        "changed view: asked",
    ),
    "a view of its own": (
        lambda path: damage(path, "CREATE VIEW more AS SELECT 1"), "strange view: more",
    ),
    "a table of its own": (
        lambda path: damage(path, "CREATE TABLE more(x)"), "strange table: more",
    ),
    "a column of its own": (
        lambda path: damage(path, "ALTER TABLE claim ADD COLUMN more TEXT"),
        "changed table: claim",
    ),
    "an index of its own": (
        lambda path: damage(path, "CREATE INDEX more ON claim(note)"), "strange index: more",
    ),
    "a guard that never fires": (
        lambda path: damage(
            path,
            "CREATE TRIGGER article_no_delete BEFORE DELETE ON article WHEN 0 "
            "BEGIN SELECT RAISE(ABORT, 'articles are never deleted'); END",
        ),
        "changed guard: article_no_delete",
    ),
}  # fmt: skip
"""Damage to texts, people's work or the schema, and what is said of it."""


@pytest.mark.parametrize("what", WORK)
def test_damage_to_texts_work_and_schema_is_not_mended_away(annotated: Cli, what: str) -> None:
    harm, words = WORK[what]
    if what == "a guard that never fires":
        with closing(sqlite3.connect(annotated.db)) as connection:
            connection.execute("DROP TRIGGER article_no_delete")
            connection.execute(
                "CREATE TRIGGER article_no_delete BEFORE DELETE ON article WHEN 0 "
                "BEGIN SELECT RAISE(ABORT, 'articles are never deleted'); END"
            )
        assert "guard does not hold: article_no_delete" in annotated("verify").lines
    else:
        harm(annotated.db)
    for _ in range(2):
        done = annotated("verify", "--repair")
        assert done.code == 1
        assert any(words in line for line in done.lines), done.out
    out = annotated.db.with_name("out.jsonl")
    for verb in (*SHOWING, ("session", "list"), ("export", "--format", "jsonl", "--out", out)):
        assert annotated(*verb).code in (0, 1), verb


STRANGE = {
    "a trigger": (
        "CREATE TRIGGER more AFTER INSERT ON journal BEGIN DELETE FROM note; "
        "UPDATE article_state SET state = 'done'; END",
        "strange trigger: more",
    ),
    "a trigger on what sqlite-utils keeps": (
        "CREATE TRIGGER more AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM note; END",
        "strange trigger: more",
    ),
    "a view": ("CREATE VIEW more AS SELECT 1", "strange view: more"),
    "a table": ("CREATE TABLE more(x)", "strange table: more"),
    "an index": ("CREATE INDEX more ON claim(note)", "strange index: more"),
    "a column": ("ALTER TABLE claim ADD COLUMN more TEXT", "changed table: claim"),
    "a guard of other words": (
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal WHEN 0 BEGIN SELECT 1; END",
        "changed guard: journal_no_delete",
    ),
    "a guard less": ("SELECT 1", "guard missing: journal_no_delete"),
    "another view of ours": (
        "CREATE VIEW asked AS SELECT article_id, start, \"end\", kind, rule, late FROM question "
        "WHERE 0",
        "changed view: asked",
    ),
    "a view of ours that fails": (
        "CREATE VIEW asked AS SELECT * FROM nowhere", "changed view: asked",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", STRANGE)
def test_what_has_something_of_its_own_is_read_and_never_runs(annotated: Cli, what: str) -> None:
    before = [annotated.good(*words).raw for words in SHOWING]
    statement, words = STRANGE[what]
    with closing(sqlite3.connect(annotated.db)) as connection:
        if "view of ours" in what:
            connection.execute("DROP VIEW asked")
        if "a guard" in what:
            connection.execute("DROP TRIGGER journal_no_delete")
        connection.execute(statement)
        connection.commit()
    kept = annotated.db.read_bytes()
    for verb, raw in zip(SHOWING, before, strict=True):
        done = annotated.good(*verb)
        assert done.raw == raw
        assert "open for reading only" in done.err
        assert words in done.err
    for acting in (("set", "1", "title=x"), ("undo",), ("import", __file__), ("extract", "1")):
        assert annotated(*acting).code == 1
    assert annotated.db.read_bytes() == kept
    assert words in annotated("verify").lines


def test_a_table_that_is_gone_is_told_and_nothing_is_guessed(annotated: Cli) -> None:
    damage(annotated.db, "PRAGMA foreign_keys = OFF", "DROP TABLE assessment")
    for words in SHOWING:
        done = annotated(*words)
        assert done.code == 1
        assert "table missing: assessment" in done.err
        assert "workbench salvage" in done.err


@pytest.mark.parametrize(
    "gone", ["question", "rule", "extraction", "sketch", "likeness", "touched", "article_words",
             "article_trigram_places"],
)  # fmt: skip
def test_a_derived_table_that_is_gone_stops_nothing(annotated: Cli, gone: str) -> None:
    facts = annotated.good("facts", "1", "--json").raw
    found = annotated.good("search", "tewas").raw
    damage(annotated.db, f"DROP TABLE {gone}")
    for words in SHOWING:
        annotated.good(*words)
    assert annotated.good("facts", "1", "--json").raw == facts
    assert annotated.good("search", "tewas").raw == found
    assert annotated("verify").code == 1


def test_an_index_that_is_gone_is_made_anew_and_told(annotated: Cli) -> None:
    damage(annotated.db, "DROP INDEX article_by_date", "DROP INDEX claim_by_article")
    done = annotated.good("list")
    assert "made anew: article_by_date, claim_by_article" in done.err
    assert annotated.good("list").err == ""
    annotated.good("verify")


def test_an_older_schema_with_something_of_its_own_is_not_brought_up_to_date(empty: Cli) -> None:
    import gzip

    old = Path(__file__).parents[1] / "store" / "schema_3.db.gz"
    empty.db.write_bytes(gzip.decompress(old.read_bytes()))
    damage(
        empty.db, "CREATE TRIGGER more AFTER UPDATE ON article BEGIN DELETE FROM article_state; END"
    )
    before = empty.db.read_bytes()
    for words in (("list",), ("verify",)):
        done = empty(*words)
        assert done.code == 1
        assert "strange trigger: more" in done.err
        assert empty.db.read_bytes() == before


@pytest.mark.parametrize("size", [0, 1, 100, 4096])
def test_what_was_cut_is_not_sound_and_not_written_to(annotated: Cli, size: int) -> None:
    whole = annotated.db.read_bytes()
    annotated.db.write_bytes(whole[:size])
    for ending in ("-wal", "-shm"):
        annotated.db.with_name(annotated.db.name + ending).unlink(missing_ok=True)
    for words in (("verify",), ("verify", "--quick"), ("verify", "--deep")):
        done = annotated(*words)
        assert (done.code, done.raw) == (1, b"")
        assert str(annotated.db) in done.err
        assert annotated.db.read_bytes() == whole[:size]


@pytest.mark.parametrize("size", [0, 1])
def test_what_only_reads_makes_no_database_of_a_file_that_was_cut_to_nothing(
    annotated: Cli, size: int
) -> None:
    nothing = annotated.db.read_bytes()[:size]
    annotated.db.write_bytes(nothing)
    for words in (("list",), ("show", "1"), ("undo",), ("verify", "--repair"), ("log",)):
        done = annotated(*words)
        assert (done.code, done.raw) == (1, b"")
        assert "is empty: it holds no database" in done.err
        assert annotated.db.read_bytes() == nothing


def test_the_log_of_a_file_that_was_cut_to_nothing_is_kept(annotated: Cli, tmp_path: Path) -> None:
    annotated.db.write_bytes(b"")
    log = annotated.db.with_name(annotated.db.name + "-wal")
    log.write_bytes(b"its last changes")
    text = tmp_path / "new.txt"
    text.write_text("Judul\n\nKapal karam.\n")
    done = annotated("import", text)
    assert done.code == 1
    assert log.name in done.err
    assert (annotated.db.read_bytes(), log.read_bytes()) == (b"", b"its last changes")


def test_an_empty_file_that_articles_go_to_is_told_to_be_new(empty: Cli, tmp_path: Path) -> None:
    empty.db.touch()
    text = tmp_path / "new.txt"
    text.write_text("Judul\n\nKapal karam.\n")
    done = empty("import", text)
    assert done.code == 0
    assert "was an empty file: it is a new database now" in done.err


def test_a_file_that_lost_its_schemas_number_is_not_written_to_with_something_of_its_own(
    annotated: Cli,
) -> None:
    with closing(sqlite3.connect(annotated.db)) as connection:
        connection.execute(
            "CREATE TRIGGER more AFTER INSERT ON journal BEGIN DELETE FROM note; END"
        )
        connection.execute("PRAGMA user_version = 0")
    before = annotated.db.read_bytes()
    done = annotated("sources", "add", "Dewi")
    assert done.code == 1
    assert "strange trigger: more" in done.err
    assert annotated.db.read_bytes() == before


def test_a_schemas_number_that_is_gone_is_told_and_set_again(annotated: Cli) -> None:
    listed = annotated.good("list").raw
    with closing(sqlite3.connect(annotated.db)) as connection:
        connection.execute("PRAGMA user_version = 0")
    before = annotated.db.read_bytes()
    done = annotated("verify")
    assert (done.code, done.raw) == (1, b"")
    assert "has lost the number of its schema" in done.err
    assert annotated.db.read_bytes() == before
    done = annotated.good("list")
    assert done.raw == listed
    assert "it had lost the number of its schema" in done.err
    assert "changed" not in done.err
    annotated.good("verify")


@pytest.mark.parametrize("words", [("verify",), ("list",), ("undo",)])
def test_a_schemas_number_that_none_has_is_damage(annotated: Cli, words: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(annotated.db)) as connection:
        connection.execute("PRAGMA user_version = -3")
    before = annotated.db.read_bytes()
    done = annotated(*words)
    assert (done.code, done.raw) == (1, b"")
    assert "has -3 for the number of its schema, which none is" in done.err
    assert f"workbench salvage {annotated.db} NEW" in done.err
    assert annotated.db.read_bytes() == before


def test_another_programs_database_is_not_sound_and_not_written_to(empty: Cli) -> None:
    with closing(sqlite3.connect(empty.db)) as connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("PRAGMA user_version = 3")
    before = empty.db.read_bytes()
    assert empty("verify").code == 1
    assert empty.db.read_bytes() == before


def test_an_older_schema_is_proved_without_being_changed(empty: Cli) -> None:
    import gzip

    old = Path(__file__).parents[1] / "store" / "schema_3.db.gz"
    empty.db.write_bytes(gzip.decompress(old.read_bytes()))
    before = empty.db.read_bytes()
    empty.good("verify")
    with closing(sqlite3.connect(empty.db)) as connection:
        (head,) = connection.execute("SELECT hash FROM journal ORDER BY seq DESC").fetchone()
    assert f"head {head}" in empty("verify").err  # of the file, not of what it would become
    assert empty.db.read_bytes() == before


def test_a_tail_that_was_cut_shows_by_its_head(annotated: Cli) -> None:
    head = annotated.good("log", "--limit", "1", "--json").records[0]
    annotated.good("undo")
    annotated.good("verify", "--head", head["hash"])
    damage(annotated.db, f"DELETE FROM journal WHERE seq >= {head['seq']}",
           f"DELETE FROM touched WHERE seq >= {head['seq']}")  # fmt: skip
    done = annotated("verify", "--quick", "--head", head["hash"])
    assert done.code == 1
    assert done.lines == [f"journal: no entry has the hash {head['hash']}: it was cut or replaced"]


def test_quick_proves_the_chain_and_the_texts_alone(annotated: Cli) -> None:
    damage(annotated.db, "UPDATE extraction SET facts = 99")
    assert annotated.good("verify", "--quick").raw == b""
    damage(annotated.db, "UPDATE journal SET hash = printf('%064d', 7) WHERE seq = 2")
    assert "the chain breaks at entry 2" in annotated("verify", "--quick").out


def test_deep_finds_facts_that_are_not_those_of_the_text(annotated: Cli) -> None:
    """They were damaged, and then kept again as they were."""
    from workbench.store.checksum import kept_of
    from workbench.verbs.facts import facts_checksum

    with closing(sqlite3.connect(annotated.db)) as connection:
        kept, other = kept_of(connection, 1), kept_of(connection, 2)
        assert kept
        assert other
        checksum = facts_checksum(kept.head, kept.questions, other.document)
        connection.execute(
            "UPDATE extraction SET document = ?, checksum = ? WHERE article_id = 1",
            (other.document, checksum),
        )
        connection.execute("DELETE FROM signature WHERE article_id = 1")
        connection.commit()
    annotated.good("verify")
    done = annotated("verify", "--deep")
    assert done.lines == ["derived: article #1: its facts are not those of its text"]
    annotated("verify", "--deep", "--repair")
    annotated.good("verify", "--deep")


def test_a_backup_of_damaged_facts_is_made_and_one_of_damaged_work_is_not(
    annotated: Cli, tmp_path: Path
) -> None:
    damage(annotated.db, "UPDATE extraction SET facts = 99")
    annotated.good("backup", tmp_path / "one.db")
    damage(annotated.db, "UPDATE claim SET topic = 'x'")
    assert annotated("backup", tmp_path / "two.db").code == 1
    assert not (tmp_path / "two.db").exists()


@pytest.mark.parametrize("what", ["postings", "postings deleted", "the format of the index"])
def test_a_damaged_search_index_finds_the_right_things_and_is_made_anew(
    annotated: Cli, what: str
) -> None:
    right = annotated.good("search", "tewas").raw
    DERIVED[what](annotated.db)
    done = annotated.good("search", "tewas")
    assert done.raw == right
    assert "the search index was damaged: it is made anew" in done.err
    done = annotated.good("search", "tewas")
    assert (done.raw, done.err) == (right, "")
    annotated.good("verify")


@pytest.mark.parametrize("what", ["postings", "postings deleted", "the format of the index"])
def test_where_nothing_may_be_written_the_texts_are_searched(annotated: Cli, what: str) -> None:
    right = annotated.good("search", "tewas").raw
    DERIVED[what](annotated.db)
    damage(annotated.db, "CREATE TABLE more(x)")
    for _ in range(2):
        done = annotated.good("search", "tewas")
        assert done.raw == right
        assert "damaged, and read from what can be made of the rest: article_words" in done.err


def test_rows_without_a_journal_may_hold_anything(annotated: Cli) -> None:
    damage(
        annotated.db,
        "INSERT INTO session(uid, analyst, started_at, ended_at, seen_at, selection) "
        "VALUES ('x', 'ana', 'no time', 'none', '', '[[[')",
        "INSERT INTO session_article(session_id, article_id, seconds) VALUES (1, 1, -99999999999)",
        "INSERT INTO look(analyst, selection, at, number) VALUES ('ana', 'x', 'y', -1)",
        "INSERT INTO position(analyst, place) VALUES ('ana', 'null')",
    )
    for words in (("session", "list"), ("session", "list", "--json"), ("session", "summary"),
                  ("list",), ("select", "list")):  # fmt: skip
        annotated.good(*words)
    found = annotated("verify").lines
    assert [line.partition(":")[2].split()[0] for line in found] == [
        "session", "session_article", "position", "look",
    ]  # fmt: skip
    annotated("verify", "--repair")
    annotated.good("verify")


@pytest.mark.parametrize(
    "name", [b"article_by_date", b"journal_no_delete", b"asked", b"article_words"]
)
def test_a_schema_that_is_no_text_is_told_by_every_verb(annotated: Cli, name: bytes) -> None:
    content = annotated.db.read_bytes()
    assert name in content
    annotated.db.write_bytes(content.replace(name, name[:-1] + b"\xff"))
    for verb in (*SHOWING, ("verify",), ("backup", annotated.db.with_name("copy.db"))):
        done = annotated(*verb)
        assert done.code == 1, verb
        assert str(annotated.db) in done.err, verb
