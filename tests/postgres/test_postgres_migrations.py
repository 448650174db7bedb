"""Bringing a schema up to date, by a change that stands here: killed in the middle, by two programs
at once, under a desk that is open; and what an account may not, or a program does not know."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import postgres_stores
import psycopg
import pytest
from store_cases import apply, changing, making, source

from workbench.errors import DataError, ReadOnlyError
from workbench.postgres import Place, Store, address_of, open_store
from workbench.postgres.schema import SCHEMA_VERSION

ROOT = Path(__file__).parents[2]
PATIENCE = 60
NEXT = """
CREATE TABLE next_one(source_id bigint PRIMARY KEY REFERENCES source(id), x text NOT NULL);
INSERT INTO next_one SELECT id, name FROM source;
ALTER TABLE source ADD COLUMN extra text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX source_by_extra ON source(extra);
"""
"""The schema behind this program's."""
RENAMED = "ALTER TABLE source RENAME COLUMN note TO remark;"
SLOW = "SELECT pg_sleep(60);"
SLEEPING, WAITING = (
    f"FROM pg_stat_activity WHERE datname = current_database() AND wait_event = '{event}'"
    for event in ("PgSleep", "advisory")
)

NEWER = """
import sys
from pathlib import Path
from store_cases import apply, making, source
from workbench.postgres import address_of, migrations, open_store, opening, writer
migrations.MIGRATIONS[migrations.SCHEMA_VERSION + 1] = (Path(sys.argv[2]),)
for module in (migrations, opening, writer):
    module.SCHEMA_VERSION += 1
with open_store(address_of(sys.argv[1])) as store:
    apply(store, making("source", source(sys.argv[3])))
    print([str(one) for one in store.proof.problems()], *store.news)
"""
"""A program that knows one schema more."""

Begin = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A database of the test's own, with one source in it."""
    made = postgres_stores.place(tmp_path, "bench")
    with made.open() as store:
        apply(store, making("source", source("Satu")))
    yield Place(postgres_stores.address(made))
    postgres_stores.clear(tmp_path)


@pytest.fixture
def newer(tmp_path: Path, place: Place) -> Begin:
    """What starts the program of the next version: its change, and the name of a source."""

    def begin(script: str = NEXT, name: str = "Dua") -> subprocess.Popen[str]:
        file = tmp_path / "next.sql"
        file.write_text(script)
        return subprocess.Popen(
            [sys.executable, "-c", NEWER, postgres_stores.words_of(place), str(file), name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'store'}"},
        )

    return begin


@pytest.fixture
def desk(place: Place) -> Iterator[Store]:
    """A store that this program has open."""
    with place.open() as store:
        yield store


def said(program: subprocess.Popen[str]) -> str:
    """What it printed, once it has ended well."""
    out, errors = program.communicate(timeout=PATIENCE)
    assert program.returncode == 0, errors
    return out.strip()


def brought(place: Place) -> str:
    """What is said by whoever brought the schema up to date, and found nothing wrong."""
    return f"[] {place}: brought from schema {SCHEMA_VERSION} to {SCHEMA_VERSION + 1}"


def asked(place: Place, question: str) -> list[tuple[object, ...]]:
    """What the server answers its owner."""
    with psycopg.connect(postgres_stores.words_of(place)) as connection:
        return connection.execute(question.encode()).fetchall()


def wait_for(place: Place, state: str) -> None:
    """Until a connection to the database is in it."""
    end = time.monotonic() + PATIENCE
    while not asked(place, f"SELECT {state}"):
        assert time.monotonic() < end, state
        time.sleep(0.02)


def test_a_kill_inside_a_migration_leaves_the_old_schema(place: Place, newer: Begin) -> None:
    worker = newer(NEXT + SLOW)
    wait_for(place, SLEEPING)
    worker.kill()
    worker.communicate()
    asked(place, f"SELECT pg_terminate_backend(pid, 10000) {SLEEPING}")  # not in a minute
    with place.open() as store:
        assert [*store.proof.problems()] == []
        assert [one.name for one in store.sources.all()] == ["Satu"]
    assert said(newer()) == brought(place)
    assert asked(place, "SELECT x FROM workbench.next_one") == [("Satu",)]


def test_of_two_programs_at_once_one_does_it(place: Place, newer: Begin) -> None:
    programs = [newer(NEXT + "SELECT pg_sleep(0.5);", name) for name in ("Dua", "Tiga")]
    assert sorted(map(said, programs)) == ["[]", brought(place)]
    assert asked(place, "SELECT name FROM workbench.source ORDER BY name") == [
        ("Dua",), ("Satu",), ("Tiga",),
    ]  # fmt: skip


def test_an_act_is_of_one_schema_from_its_beginning_to_its_end(
    place: Place, desk: Store, newer: Begin
) -> None:
    go_on = threading.Event()
    turn = desk._connections.submit(
        lambda connection: (connection.execute("SELECT 1").fetchone(), go_on.wait(PATIENCE))
    )
    worker = newer()
    wait_for(place, WAITING)
    assert asked(place, "SELECT schema FROM workbench.about") == [(SCHEMA_VERSION,)]
    go_on.set()
    turn.result()
    assert said(worker) == brought(place)


def test_a_desk_that_is_open_goes_on_reading_and_is_told_when_it_acts(
    place: Place, desk: Store, newer: Begin
) -> None:
    [before] = desk.sources.all()
    assert said(newer()) == brought(place)
    assert sorted(one.name for one in desk.sources.all()) == ["Dua", "Satu"]
    for _ in range(2):
        with pytest.raises(DataError, match="another schema now") as caught:
            apply(desk, changing("source", before, source("Satu", note="of mine")))
        assert "update workbench" in caught.value.next_step
    assert desk.journal.head()[0] == 2
    with pytest.raises(DataError, match="made by a newer version of workbench"):
        place.open()


def test_a_desk_is_told_where_what_it_reads_is_gone(
    place: Place, desk: Store, newer: Begin
) -> None:
    for _ in range(8):  # so often that the server keeps how it is answered
        desk.sources.all()
    worker = newer(RENAMED)
    worker.communicate(timeout=PATIENCE)
    with pytest.raises(DataError, match="another schema now") as caught:
        desk.sources.all()
    assert "update workbench" in caught.value.next_step


def test_a_verb_of_an_older_program_ends_with_words(place: Place, newer: Begin) -> None:
    said(newer())
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "list", "--db", postgres_stores.words_of(place)],
        capture_output=True, text=True, check=False, timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "made by a newer version of workbench" in done.stderr
    assert "Update workbench" in done.stderr


def test_only_its_owner_brings_it_up_to_date(place: Place, newer: Begin) -> None:
    words = postgres_stores.words_of(place)
    postgres_stores.run_in(
        place,
        "DROP ROLE IF EXISTS migrating_guest",
        "CREATE ROLE migrating_guest LOGIN",
        "GRANT USAGE ON SCHEMA workbench TO migrating_guest",
        "GRANT ALL ON ALL TABLES IN SCHEMA workbench TO migrating_guest",
        f"UPDATE workbench.about SET schema = {SCHEMA_VERSION - 1}",
    )
    with pytest.raises(ReadOnlyError, match="older schema") as caught:
        open_store(address_of(words.replace("workbench@", "migrating_guest@")))
    assert "Its owner" in caught.value.next_step
    postgres_stores.run_in(place, "DROP OWNED BY migrating_guest", "DROP ROLE migrating_guest")
