"""salvage: what can be read of a damaged file becomes a sound one, and what cannot is listed."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from file_cases import tables
from services_cases import accept_all, bench_on, imported

from workbench.domain.journal import SALVAGE, chain_hash
from workbench.errors import DataError, UsageError
from workbench.services.belonging import set_owner
from workbench.services.chain import Named
from workbench.services.dividing import assign
from workbench.services.history import undo
from workbench.services.proof import verify
from workbench.services.salvage import Salvaged, salvage
from workbench.services.selections import save_selection
from workbench.services.sitting import end_session, remember_place, start_session
from workbench.services.sources import add_source, merge_sources, rate_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.topics import add_topic, merge_topics
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import Access, open_store
from workbench.store.schema import PAGE_SIZE

if TYPE_CHECKING:
    from workbench.verbs.store import Place, Store

pytestmark = pytest.mark.usefixtures("only_file")

SCHEMA_3 = Path(__file__).resolve().parents[1] / "store" / "schema_3.db.gz"


@pytest.fixture
def damaged(template: Place, tmp_path: Path) -> Path:
    """A database that two analysts used, about to be damaged."""
    path = Path(shutil.copy(template.file, tmp_path / "bench.db"))
    with open_store(path) as store:
        for place, analyst in enumerate(("ana", "budi")):
            work(bench_on(store, analyst, first=50_000 * (place + 1)), place)
    return path


def work(bench: Workbench, place: int) -> None:
    start_session(bench)
    for number in (1 + place, 5):
        accept_all(bench, number)
    one = add_source(bench, f"Dewi {place}")
    other = add_source(bench, f"D. Laras {place}")
    rate_source(bench, one.uid, "B", "dua kali benar")
    merge_sources(bench, [other.uid], one.uid)
    set_owner(bench, [one.uid], Named(f"Kantor {place}"), since="2019")
    remember_place(bench, {"page": "library"})
    end_session(bench)


def sql(path: Path, *statements: str) -> None:
    """Change what nobody may change."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in guards.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def salvaged(damaged: Path) -> Salvaged:
    """Salvage; the new database verifies, is private, and the damaged one is as it was."""
    before = damaged.read_bytes()
    done = salvage(damaged, new_of(damaged), analyst="citra")
    assert damaged.read_bytes() == before
    assert new_of(damaged).stat().st_mode & 0o777 == 0o600
    with salvaged_store(damaged) as store:
        assert list(verify(store)) == []
        assert store.journal.head() == (done.entries, done.head)
    assert [one for one in damaged.parent.iterdir() if one.name.startswith(".")] == []
    return done


def new_of(damaged: Path) -> Path:
    return damaged.with_name("new.db")


def beside(damaged: Path) -> Path:
    return damaged.with_name("new.db.salvage")


def salvaged_store(damaged: Path) -> Store:
    return open_store(new_of(damaged))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_store(path, Access.READ) as store:
        return tables(store)


def test_of_a_sound_file_everything_comes_and_the_head_stays(damaged: Path) -> None:
    with open_store(damaged) as store:
        bench = bench_on(store, first=800_000)
        for name in ("Banjir", "Rob"):
            add_topic(bench, name)
        merge_topics(bench, ["Banjir"], "Rob")  # which was put on the list behind it
        put_tags(bench, ["dua sumber"], Tagged([1]))
        head = store.journal.head()
    done = salvaged(damaged)
    assert done.is_whole
    assert done.problems == ()
    assert (done.entries, done.head) == head
    assert done.head == done.old_head
    assert done.beside is None
    assert content(new_of(damaged)) == content(damaged)
    with salvaged_store(damaged) as store:
        bench = bench_on(store, first=900_000)
        assert bench.place() == {"page": "library"}
        assert undo(bench)
        assert store.search.find("kapal")


def test_analysts_have_the_pseudonyms_that_they_had(damaged: Path, tmp_path: Path) -> None:
    with open_store(damaged) as store:
        made = store.pseudonyms.made_key()
    salvage(damaged, tmp_path / "new.db", analyst="ana")
    with open_store(tmp_path / "new.db") as store:
        assert store.pseudonyms.key() == made


@pytest.mark.parametrize("first", [0, 16, 100])
def test_a_file_without_its_beginning_is_read_by_its_pages(damaged: Path, first: int) -> None:
    whole = content(damaged)
    with damaged.open("r+b") as file:
        file.seek(first)
        file.write(b"\0" * (PAGE_SIZE - first))
    with pytest.raises(DataError):
        open_store(damaged)
    done = salvaged(damaged)
    assert done.is_whole
    assert content(new_of(damaged)) == whole


def test_what_the_log_holds_is_taken_and_only_its_damaged_parts_are_not(damaged: Path) -> None:
    with open_store(damaged) as store:
        bench = bench_on(store, first=900_000)
        for name in ("Satu", "Dua", "Tiga"):
            add_source(bench, name)
        log = damaged.with_name("bench.db-wal")
        unfolded, file = log.read_bytes(), damaged.read_bytes()
    damaged.write_bytes(file)
    log.write_bytes(unfolded)
    done = salvaged(damaged)
    assert done.is_whole
    with salvaged_store(damaged) as store:
        assert {"Satu", "Dua", "Tiga"} <= {one.name for one in store.sources.all()}
    new_of(damaged).unlink()
    broken = bytearray(unfolded)
    broken[32 + 24 + 5000] ^= 0xFF  # in the first page of the first transaction
    log.write_bytes(broken)
    done = salvaged(damaged)
    assert "parts of the log that are damaged: 1" in done.problems
    with salvaged_store(damaged) as store:
        assert {"Dua", "Tiga"} <= {one.name for one in store.sources.all()}


def test_an_entry_that_is_lost_leaves_the_others_their_numbers_and_the_tables_as_they_were(
    damaged: Path,
) -> None:
    whole = content(damaged)
    with open_store(damaged) as store:
        entries = list(store.journal.entries())
    lost = len(entries) - 4
    sql(damaged, f"UPDATE journal SET body = replace(body, 'op', 'po') WHERE seq = {lost}")
    done = salvaged(damaged)
    assert not done.is_whole
    assert done.old_head == entries[lost - 2][3]
    assert f"journal: entry {lost} cannot be read" in done.problems
    assert content(new_of(damaged)) == whole
    with salvaged_store(damaged) as store:
        new = list(store.journal.entries())
        assert [one[1:] for one in new[: lost - 1]] == [one[1:] for one in entries[: lost - 1]]
        assert [body for _, body, _, _ in new[lost : len(entries)]] == [
            body for _, body, _, _ in entries[lost:]
        ]
        assert new[lost - 1][0].op == SALVAGE
        assert new[-1][0].op == SALVAGE
        assert new[-1][0].about.startswith(f"from head {done.old_head[:12]}: entries lost: 1")
        assert undo(bench_on(store, "budi", first=900_000))
        assert list(verify(store)) == []
    kept = [
        json.loads(line)
        for line in beside(damaged).joinpath("entries.jsonl").read_text().splitlines()
    ]
    proved = [one for one in kept if "hash" in one]
    assert [one["seq"] for one in proved] == [*range(lost + 1, len(entries) + 1)]
    assert all(chain_hash(one["prev"], one["body"].encode()) == one["hash"] for one in proved)
    assert [one["unproved"].count('"po"') for one in kept if "unproved" in one] == [1]


@pytest.mark.parametrize("what", [b"\x00", b"\xff", b"x"])
def test_one_wrong_byte_of_a_text_or_an_entry_is_put_right(damaged: Path, what: bytes) -> None:
    whole = content(damaged)
    raw = damaged.read_bytes()
    with closing(sqlite3.connect(damaged)) as connection:
        (body,) = connection.execute("SELECT body FROM journal ORDER BY length(body)").fetchone()
        (text,) = connection.execute("SELECT text FROM article_text ORDER BY id").fetchone()
    for words in (body[40:120], text[40:120]):
        at = raw.rindex(words.encode()) + 20
        raw = raw[:at] + what + raw[at + 1 :]
    damaged.write_bytes(raw)
    done = salvaged(damaged)
    assert done.righted == 2
    assert done.is_whole
    assert done.problems == ()
    assert content(new_of(damaged)) == whole


@pytest.mark.parametrize("column", ["analyst", "op", "prev", "hash"])
def test_a_column_that_others_tell_as_well_costs_nothing(damaged: Path, column: str) -> None:
    with open_store(damaged) as store:
        seq, head = store.journal.head()
    sql(damaged, f"UPDATE journal SET {column} = replace({column}, 'a', 'f') WHERE seq = {seq - 2}")
    done = salvaged(damaged)
    assert done.is_whole
    assert done.head == head


def test_rows_that_the_journal_tells_better_are_put_right(damaged: Path) -> None:
    whole = content(damaged)
    sql(
        damaged,
        "UPDATE claim SET note = 'bukan dari siapa pun'",
        "DELETE FROM decision WHERE article_id = 5",
        "UPDATE source SET name = 'Lain' WHERE id % 2",
        "DELETE FROM touched WHERE entity = 'claim'",
    )
    assert salvaged(damaged).is_whole
    assert content(new_of(damaged)) == whole


def test_a_text_that_is_not_what_was_imported_is_put_beside(damaged: Path) -> None:
    sql(damaged, "UPDATE article_text SET text = upper(text) WHERE id = 5")
    with closing(sqlite3.connect(damaged)) as connection:
        text, uid = connection.execute(
            "SELECT t.text, a.uid FROM article a JOIN article_text t USING(id) WHERE id = 5"
        ).fetchone()
    done = salvaged(damaged)
    assert not done.is_whole
    assert "article #5: its text is not the one that was imported; its bytes are in " in (
        " ".join(done.problems)
    )
    assert beside(damaged).joinpath("5.txt").read_text() == text
    assert beside(damaged).stat().st_mode & 0o777 == 0o700
    with salvaged_store(damaged) as store:
        bench = bench_on(store, first=900_000)
        assert store.articles.by_uid(uid) is None
        assert view_article(bench, 1).claims
        (entry,) = store.journal.recent(1)
        assert {one.entity for one in entry.changes} >= {"claim", "decision", "state"}
        assert all(one.after is None for one in entry.changes if one.entity != "source")
    assert any(problem.startswith("claim ") for problem in done.problems)


def test_what_was_given_stays_without_an_article_that_is_lost(damaged: Path) -> None:
    with open_store(damaged) as store:
        bench = bench_on(store, first=800_000)
        save_selection(bench, "semua")
        assign(bench, "semua", "budi", [4, 5])
        kept = bench.store.articles.get(4).uid
    sql(damaged, "UPDATE article_text SET text = upper(text) WHERE id = 5")
    done = salvaged(damaged)
    assert any(one.startswith("assignment ") and "without what" in one for one in done.problems)
    with salvaged_store(damaged) as store:
        (given,) = store.assignments.all()
        assert given.articles == (kept,)


@pytest.mark.parametrize("table", ["article", "article_text"])
def test_an_article_with_a_wrong_number_finds_its_text(damaged: Path, table: str) -> None:
    whole = content(damaged)
    sql(damaged, f"UPDATE {table} SET id = 140 WHERE id = 5")
    assert salvaged(damaged).is_whole
    assert content(new_of(damaged)) == whole


def test_the_number_of_a_lost_article_is_not_given_again(damaged: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(damaged)) as connection:
        (last,) = connection.execute("SELECT max(id) FROM article").fetchone()
    sql(damaged, f"UPDATE article_text SET text = text || '.' WHERE id = {last}")
    salvaged(damaged)
    with salvaged_store(damaged) as store:
        bench = bench_on(store, first=900_000)
        (outcome,) = imported(bench, tmp_path, "Kapal karam di selat, kata Dewi.")
        assert outcome.number == last + 1


def test_facts_that_are_damaged_are_found_anew_and_the_head_stays(damaged: Path) -> None:
    whole = content(damaged)
    sql(
        damaged,
        "UPDATE extraction SET document = zeroblob(40) WHERE article_id < 4",
        "DELETE FROM question WHERE article_id = 6",
        "DELETE FROM sketch",
        "DELETE FROM article_words_docsize",
    )
    done = salvaged(damaged)
    assert done.is_whole
    assert done.anew == 4
    assert content(new_of(damaged)) == whole


def test_rows_without_a_journal_are_taken_where_their_checksums_fit(damaged: Path) -> None:
    sql(damaged, "UPDATE position SET place = '[[[' WHERE analyst = 'ana'")
    done = salvaged(damaged)
    assert done.is_whole
    assert done.problems == ("position: 1 row is lost",)
    with salvaged_store(damaged) as store:
        assert bench_on(store, "ana").place() == {}
        assert bench_on(store, "budi").place() == {"page": "library"}


def test_a_file_of_an_older_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    damaged = tmp_path / "bench.db"
    damaged.write_bytes(gzip.decompress(SCHEMA_3.read_bytes()))
    done = salvaged(damaged)
    assert done.is_whole
    assert done.articles
    shutil.copy(damaged, tmp_path / "other.db")
    assert content(new_of(damaged)) == content_migrated(tmp_path / "other.db")


def content_migrated(path: Path) -> dict[str, list[tuple[object, ...]]]:
    open_store(path).close()
    return content(path)


@pytest.mark.parametrize("there", ["new.db", "new.db.salvage"])
def test_nothing_is_written_over(damaged: Path, there: str) -> None:
    damaged.with_name(there).write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        salvage(damaged, new_of(damaged), analyst="citra")
    assert damaged.with_name(there).read_text() == "mine"


@pytest.mark.parametrize("what", [b"", b"SQLite format 3\0", b"Kapal karam.\n" * 4000])
def test_of_what_is_no_database_none_is_made(tmp_path: Path, what: bytes) -> None:
    (tmp_path / "bench.db").write_bytes(what)
    with pytest.raises(DataError, match=r"nothing in .* can be read"):
        salvage(tmp_path / "bench.db", tmp_path / "new.db", analyst="citra")
    assert [one.name for one in tmp_path.iterdir()] == ["bench.db"]
