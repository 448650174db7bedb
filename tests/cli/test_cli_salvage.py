"""salvage at the command line: lines for what is lost, words for what is there, exit codes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from cli_cases import Cli

from workbench.store import open_store


def test_a_file_that_no_verb_opens_is_salvaged_whole(annotated: Cli, tmp_path: Path) -> None:
    with open_store(annotated.db) as store:
        seq, head = store.journal.head()
    with annotated.db.open("r+b") as file:
        file.write(b"\0" * 8192)
    assert annotated("list").code == 1
    done = annotated.good("salvage", annotated.db, tmp_path / "new.db")
    assert done.out == ""
    assert f"3 articles, {seq} journal entries, head {head}" in done.err
    assert "no text and nobody's work is lost: the head is the old one" in done.err
    new = Cli(annotated.monkeypatch, tmp_path / "new.db")
    assert head in new.good("verify").err
    assert len(new.good("claims").lines) > 1


def test_what_is_lost_is_listed_with_the_old_head(annotated: Cli, tmp_path: Path) -> None:
    with open_store(annotated.db) as store:
        _, head = store.journal.head()
    with closing(sqlite3.connect(annotated.db, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER article_text_fixed")
        connection.execute("UPDATE article_text SET text = text || '?' WHERE id = 1")
    done = annotated("salvage", annotated.db, tmp_path / "new.db")
    assert done.code == 1
    assert done.lines[0].startswith("article #1: its text is not the one that was imported")
    assert any(line.startswith("claim ") for line in done.lines)
    assert f"old head: {head}" in done.err
    assert (tmp_path / "new.db.salvage" / "1.txt").read_text().endswith("?")
    new = Cli(annotated.monkeypatch, tmp_path / "new.db")
    new.good("verify")
    assert "salvage" in new.good("log").out
    assert new("undo").code in (0, 1)
    new.good("verify")


def test_a_place_that_is_taken_is_refused(annotated: Cli, tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    assert annotated("salvage", annotated.db, tmp_path / "new.db").code == 2
    assert annotated("salvage", tmp_path / "none.db", tmp_path / "other.db").code == 2
    assert annotated("salvage", annotated.db, annotated.db).code == 2
    assert annotated("salvage", annotated.db, tmp_path / "no" / "folder.db").code == 3
