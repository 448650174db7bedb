"""Every migration leaves a proved copy of what was there, at whatever moment it is killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_terminal import terminal
from faults_old import ROOT, ROUNDS, counted, old_database, points, rows
from file_cases import damage
from store_cases import LOAD_ALL
from test_faults import small_disk
from test_leaving import full, workbench
from waiting import PATIENCE

from workbench.errors import BusyError, DataError
from workbench.services.copies import restore
from workbench.services.proof import verify
from workbench.store import open_store
from workbench.store.schema import SCHEMA_VERSION

OLDER = range(1, SCHEMA_VERSION)

OPENING = """
from workbench.store import open_store
counted(lambda: open_store(Path(sys.argv[3])).close())
"""


def copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}.schema-*{path.suffix}"))


def version(path: Path) -> int:
    number = rows(path)[""][0][0]
    assert isinstance(number, int)
    return number


def opened_soundly(path: Path) -> tuple[str, ...]:
    with open_store(path) as store:
        assert list(verify(store)) == []
        return store.news


def test_topics_of_older_claims_are_found_by_their_folded_words(tmp_path: Path) -> None:
    path = old_database(tmp_path / "old.db", 7)
    damage(path, "UPDATE claim SET topic = 'Banjír Bandang' WHERE id = (SELECT min(id) FROM claim)")
    with open_store(path) as store:
        (named,) = store.topics.named()
        assert (named.uid, named.words, named.claims) == ("banjir bandang", "Banjír Bandang", 1)
        assert store.topics.all() == []


def test_what_older_indexes_could_not_find_is_found_afterwards(tmp_path: Path) -> None:
    path = old_database(tmp_path / "old.db", 7)
    damage(
        path,
        "UPDATE article_text SET text = 'Kitab Qur\u02bean dan مُحَمَّد, दिल्ली: ﾀｸﾞﾎﾞｰﾄ' WHERE id = 2",
        "INSERT INTO article_words(article_words) VALUES('rebuild')",
    )
    with open_store(path) as store:
        for words in ("quran", "محمد", "दिल्ली", "タグボート"):
            assert [hit.number for hit in store.search.find(words)] == [2], words
        assert store.search.find("दिल") == []
        assert [hit.number for hit in store.search.find("jembatan")] == [1]
        assert not [one for one in store.proof.problems() if "search" in str(one)]


@pytest.mark.parametrize("schema", OLDER)
def test_what_was_there_is_kept_beside_it_and_can_be_gone_back_to(
    tmp_path: Path, schema: int
) -> None:
    path = old_database(tmp_path / "old.db", schema)
    path.chmod(0o640)
    before = rows(path)
    (told,) = opened_soundly(path)
    (copy,) = copies(path)
    assert f"from schema {schema} to {SCHEMA_VERSION}" in told
    assert copy.name in told
    assert copy.name.startswith(f"old.schema-{schema}-2")
    assert copy.stat().st_mode & 0o777 == 0o640
    assert rows(copy) == before
    assert version(path) == SCHEMA_VERSION
    assert opened_soundly(path) == ()
    restored = restore(path, copy)
    assert restored.older_schema == schema
    assert rows(path) == before
    (told,) = opened_soundly(path)
    assert copies(path) == [copy], "what is kept already is kept once"
    assert copy.name in told


@pytest.mark.parametrize("schema", OLDER)
def test_a_kill_at_any_point_leaves_the_old_schema_or_the_new_one(
    tmp_path: Path, schema: int, record_property: Callable[[str, object], None]
) -> None:
    first = old_database(tmp_path / "first.db", schema)
    before = rows(first)
    whole = tmp_path / "whole" / "old.db"
    whole.parent.mkdir()
    shutil.copy(first, whole)
    found = set()
    record_property("tried", 3 * ROUNDS)
    for at in points(OPENING, whole, rounds=3 * ROUNDS):
        path = tmp_path / f"at-{at}" / "old.db"
        path.parent.mkdir()
        shutil.copy(first, path)
        assert counted(OPENING, "kill", at, path).returncode in (-9, 0)
        here = rows(path)
        found.add(here[""][0][0])
        if here[""][0][0] == SCHEMA_VERSION:
            assert [rows(copy) for copy in copies(path)] == [before]
        else:
            assert here == before
        opened_soundly(path)
        assert [rows(copy) for copy in copies(path)] == [before]
        assert not [one.name for one in path.parent.iterdir() if one.name.startswith(".")]
    assert found == {schema, SCHEMA_VERSION}


def test_several_that_open_it_at_once_keep_one_copy(tmp_path: Path) -> None:
    path = old_database(tmp_path / "old.db", 1)
    before = rows(path)
    program = f"""{LOAD_ALL}
import sys
from pathlib import Path
from workbench.store import open_store
sys.stdin.readline()
with open_store(Path(sys.argv[1])) as store:
    print(len(store.news))
"""
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(4)
    ]  # fmt: skip
    for opener in openers:
        assert opener.stdin
        opener.stdin.write("\n")
        opener.stdin.flush()
    said = [opener.communicate(timeout=2 * PATIENCE)[0].strip() for opener in openers]
    assert [opener.returncode for opener in openers] == [0] * 4
    assert sorted(said) == ["0", "0", "0", "1"]
    assert [rows(copy) for copy in copies(path)] == [before]


def test_a_link_that_has_the_copys_name_is_never_written_through(tmp_path: Path) -> None:
    path = old_database(tmp_path / "old.db", 1)
    for second in range(60):
        (tmp_path / f"old.schema-1-20990101-0000{second:02}.db").symlink_to(tmp_path / "elsewhere")
    opened_soundly(path)
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_whose_rows_cannot_be_read_is_not_migrated(tmp_path: Path) -> None:
    path = old_database(tmp_path / "old.db", 1)
    content = bytearray(path.read_bytes())
    content[8192 * 2 : 8192 * 4] = bytes(8192 * 2)
    path.write_bytes(content)
    with pytest.raises(DataError, match="sound"):
        open_store(path)
    assert path.read_bytes()[8192:] == content[8192:]
    assert sorted(one.name for one in tmp_path.iterdir() if "wal" not in one.name) == ["old.db"]


def test_the_command_line_says_where_the_copy_is(tmp_path: Path) -> None:
    path = old_database(tmp_path / "old.db", 1)
    done = workbench(path, "list")
    assert done.returncode == 0, done.stderr
    assert copies(path)[0].name in done.stderr
    assert "schema" not in workbench(path, "list").stderr
    back = workbench(path, "restore", str(copies(path)[0]))
    assert back.returncode == 0, back.stderr
    assert "its schema is 1" in back.stderr


def test_the_desk_says_where_the_copy_is(tmp_path: Path) -> None:
    path = old_database(tmp_path / "old.db", 1)
    with terminal(path) as desk:
        desk.shows(f"from schema 1 to {SCHEMA_VERSION}; kept as it was: old.schema-1-")
        desk.press("Q")
        assert desk.exit_code() == 0
    (copy,) = copies(path)
    assert copy.name.encode() in desk.output


# Without room -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spare", "why"), [(0, "the disk is full"), (200_000, "no room to bring old.db to schema")]
)
def test_without_room_for_the_copy_nothing_is_changed_and_all_is_read(
    tmp_path: Path, spare: int, why: str
) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        path = old_database(disk / "old.db", 1)
        content = path.read_bytes()
        (disk / "spare").write_bytes(bytes(spare))
        full(disk)
        (disk / "spare").unlink()
        with open_store(path) as store:
            assert store.is_read_only
            assert why in store.why_read_only
            assert list(verify(store)) == []
            assert store.articles.text(1)
            with pytest.raises(BusyError, match="nothing was changed"):
                store.sessions.remember("ana", {})
        for words in (("list",), ("show", "1"), ("log",), ("verify",)):
            done = workbench(path, *words)
            assert done.returncode == 0, (words, done.stderr)
        assert workbench(path, "sources", "add", "Harian Ombak").returncode == 3
        assert path.read_bytes() == content
        assert not copies(path)
        assert not [one.name for one in disk.iterdir() if one.name.startswith(".")]
        (disk / "filler").unlink()
        opened_soundly(path)
        assert len(copies(path)) == 1


LARGE = """
import sys
from pathlib import Path
from workbench.services.proof import verify
from workbench.store import migrations, open_store, opening, schema, still

@migrations.migrations()
def m900_next(db):
    db.conn.execute("CREATE TABLE next_one(x TEXT) STRICT")
    for n in range(400):
        db.conn.execute("INSERT INTO next_one VALUES (?)", ("x" * 10_000,))

number = schema.SCHEMA_VERSION + 1
for one in (opening, migrations, schema, still):
    one.SCHEMA_VERSION = number
with open_store(Path(sys.argv[1])) as store:
    print(store.why_read_only, store.articles.text(1)[:10])
"""


def test_where_the_room_ends_inside_the_migration_the_copy_goes_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        path = old_database(disk / "old.db", SCHEMA_VERSION)
        before = rows(path)
        done = subprocess.run(
            [sys.executable, "-c", LARGE, str(path)],
            capture_output=True, text=True, check=False, timeout=2 * PATIENCE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.stdout.startswith("the disk has no room to bring old.db"), done.stderr
        assert rows(path) == before
        assert [one.name for one in disk.iterdir()] == ["old.db"]
