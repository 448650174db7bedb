"""verify, backup and locate."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from cli_cases import Cli


def test_a_sound_database_says_where_its_journal_stands(annotated: Cli) -> None:
    done = annotated.good("verify")
    head = annotated.good("log", "--limit", "1", "--json").records[0]
    assert done.raw == b""
    assert done.err == f"sound; {head['seq']} journal entries, head {head['hash']}\n"


def test_a_head_that_was_kept_elsewhere_must_be_there(annotated: Cli) -> None:
    entries = annotated.good("log", "--json").records
    for entry in (entries[0], entries[-1]):
        annotated.good("verify", "--head", entry["hash"])
        annotated.good("verify", "--head", entry["hash"][:12].upper())
    done = annotated("verify", "--head", "0123456789ab")
    assert done.code == 1
    assert len(done.lines) == 1
    assert done.err == "1 problem\n"
    for wrong in ("abc", "z" * 12, "0" * 65):
        assert annotated("verify", "--head", wrong).code == 2


def test_a_text_changed_behind_the_back_is_a_line_and_1(annotated: Cli) -> None:
    connection = sqlite3.connect(annotated.db)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'article_text'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE article_text SET text = 'x' || substr(text, 2) WHERE id = 2")
    connection.commit()
    connection.close()
    done = annotated("verify")
    assert done.code == 1
    assert any("#2" in line for line in done.lines)
    assert any("guard missing" in line for line in done.lines)


@pytest.mark.parametrize("body", ["{oops", "[]", '{"seq": 1}', "null"])
def test_a_damaged_journal_is_1_wherever_it_is_read(annotated: Cli, body: str) -> None:
    connection = sqlite3.connect(annotated.db)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE journal SET body = ?", (body,))
    connection.commit()
    connection.close()
    for words in (["verify"], ["log"], ["log", "--json"], ["undo"], ["redo"]):
        done = annotated(*words)
        assert done.code == 1, (words, done.err)
    assert "restore a backup" in annotated("log").err


def test_a_backup_is_a_whole_database(annotated: Cli, tmp_path: Path, empty: Cli) -> None:
    target = tmp_path / "copy.db"
    assert "copied and verified" in annotated.good("backup", target).err
    before = annotated.good("claims", "--json").raw
    empty.db = target
    assert empty.good("claims", "--json").raw == before
    assert empty.good("verify").raw == b""


def test_a_backup_never_takes_the_place_of_a_file(annotated: Cli, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    assert annotated("backup", tmp_path / "there").code == 2
    assert (tmp_path / "there").read_text() == "mine"
    assert annotated("backup", tmp_path / "no" / "copy.db").code == 1


@pytest.mark.parametrize("verb", ["verify", "list", "log"])
def test_what_is_no_database_of_ours_is_refused(empty: Cli, verb: str) -> None:
    empty.db.write_text("not a database at all " * 100)
    done = empty(verb)
    assert (done.code, done.raw) == (1, b"")
    assert str(empty.db) in done.err
    empty.db.unlink()
    foreign = sqlite3.connect(empty.db)
    foreign.execute("CREATE TABLE cats(name)")
    foreign.commit()
    foreign.close()
    assert empty(verb).code == 1


def is_of_verdicts(line: str) -> bool:
    return line.startswith("verdicts")


def test_locate_tells_the_places_and_makes_none(
    empty: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = empty.good("locate").lines
    assert lines[0].split(maxsplit=1) == ["database", str(empty.db)]
    assert any(line.startswith("sample data  ") for line in lines)
    assert any(line.startswith("settings") and "places/workbench" in line for line in lines)
    assert [*filter(is_of_verdicts, lines)] == [
        "verdicts     settings.toml, then the codebook of the database"
    ]
    empty.db.parent.chmod(0o2770)
    lines = empty.good("locate").lines
    assert [*filter(is_of_verdicts, lines)] == ["verdicts     the codebook of the database"]
    empty.db.parent.chmod(0o700)
    monkeypatch.setenv("WORKBENCH_DB", str(tmp_path / "env.db"))
    assert str(tmp_path / "env.db") in empty.bare("locate").lines[0]
    monkeypatch.delenv("WORKBENCH_DB")
    assert "places/workbench/workbench.db" in empty.bare("locate").lines[0]
    assert not (tmp_path / "places").exists()
