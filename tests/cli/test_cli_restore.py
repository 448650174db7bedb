"""backup and restore: a copy is proved before it has a name, nothing that was there goes."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cli_cases import Cli

from workbench.domain.article import ReadingState
from workbench.domain.decision import Verdict
from workbench.domain.journal import Entry
from workbench.services.proof import verify
from workbench.services.review import deciding
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

ROOT = Path(__file__).resolve().parents[2]
AT = "2026-03-04T00:00:00Z"


def head(path: Path) -> tuple[int, str]:
    with open_store(path) as store:
        assert list(verify(store)) == []
        return store.journal.head()


def asides(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}.replaced-*"))


def hidden(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if one.name.startswith(".")]


def test_a_backup_comes_back_and_what_was_there_is_kept(annotated: Cli, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    annotated.good("backup", copy)
    assert hidden(tmp_path) == []
    before = head(copy)
    annotated.good("undo")
    after = head(annotated.db)
    annotated.db.chmod(0o640)
    done = annotated.good("restore", copy)
    assert head(annotated.db) == before
    assert annotated.db.stat().st_mode & 0o777 == 0o640
    (aside,) = asides(annotated.db)
    assert str(aside) in done.err
    assert before[1][:12] in done.err
    assert head(aside) == after
    assert head(copy) == before
    assert hidden(annotated.db.parent) == []


def test_a_log_that_was_never_folded_in_goes_with_the_old_file(
    annotated: Cli, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    annotated.good("backup", copy)
    with open_store(annotated.db) as store:
        store.sessions.remember("ana", {"page": "library"})
        log = annotated.db.with_name(annotated.db.name + "-wal")
        unfolded = log.read_bytes()
    log.write_bytes(unfolded)
    annotated.good("restore", copy)
    assert not log.exists()
    assert [one.read_bytes() for one in asides(annotated.db) if one.name.endswith("-wal")] == [
        unfolded
    ]
    assert head(annotated.db) == head(copy)


def test_where_no_database_is_one_is_put(annotated: Cli, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    annotated.good("backup", copy)
    annotated.db.unlink()
    log = annotated.db.with_name(annotated.db.name + "-wal")
    log.write_bytes(b"left behind")
    annotated.good("restore", copy)
    assert head(annotated.db) == head(copy)
    assert asides(annotated.db) == []


def test_what_does_not_verify_is_not_put_there(annotated: Cli, tmp_path: Path) -> None:
    before = annotated.db.read_bytes()
    bad = tmp_path / "bad.db"
    shutil.copy(annotated.db, bad)
    with bad.open("r+b") as file:
        file.truncate(bad.stat().st_size // 2)
    (tmp_path / "words.db").write_text("Kapal karam.\n" * 500)
    (tmp_path / "empty.db").touch()
    for name, code in (("bad.db", 1), ("words.db", 1), ("none.db", 2), (".", 2)):
        assert annotated("restore", tmp_path / name).code == code
    assert annotated("restore", annotated.db).code == 2
    assert annotated.db.read_bytes() == before
    assert asides(annotated.db) == []
    assert hidden(annotated.db.parent) == []


def test_what_is_no_database_of_ours_is_told_by_its_own_name(
    annotated: Cli, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE fish(name)")
        connection.commit()
    done = annotated("restore", other)
    assert done.code == 1
    assert str(other) in done.err
    assert ".part" not in done.err
    assert "--db" not in done.err


def test_a_backup_is_refused_where_a_link_leads_nowhere(annotated: Cli, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "elsewhere.db")
    assert annotated("backup", tmp_path / "link.db").code == 2
    assert not (tmp_path / "elsewhere.db").exists()


OPEN = """
import sys
from contextlib import closing
from pathlib import Path
from workbench.store import open_store
with open_store(Path(sys.argv[1])) as store:
    store.journal.head()
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("ends", ["by itself", "by a kill"])
def test_a_desk_that_is_open_keeps_its_database(annotated: Cli, tmp_path: Path, ends: str) -> None:
    copy = tmp_path / "copy.db"
    annotated.good("backup", copy)
    with subprocess.Popen(
        [sys.executable, "-c", OPEN, str(annotated.db)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as desk:  # fmt: skip
        assert desk.stdout
        assert desk.stdin
        assert desk.stdout.readline() == "open\n"
        refused = annotated("restore", copy)
        assert refused.code == 3
        assert f"process {desk.pid}" in refused.err
        assert asides(annotated.db) == []
        if ends == "by a kill":
            desk.send_signal(signal.SIGKILL)
        else:
            desk.stdin.write("\n")
            desk.stdin.flush()
        desk.wait()
    annotated.good("restore", copy)
    assert head(annotated.db) == head(copy)


def test_acts_that_were_kept_as_lines_are_taken_in_once(annotated: Cli, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    annotated.good("backup", copy)
    annotated.good("sources", "add", "Harian Ombak")
    with open_store(annotated.db) as store:
        lines = [body for _, body, _, _ in store.journal.entries()]
        seq, _ = store.journal.head()
    last = lines[-1].replace(f'"seq":{seq}', '"seq":0')
    kept = tmp_path / "bench.rescued.jsonl"
    kept.write_text("\n".join([*lines[:-1], last, "nonsense"]) + "\n")
    annotated.good("restore", copy)
    done = annotated("restore", kept)
    assert done.code == 1
    assert f"1 act taken in, {seq - 1} there already, 1 refused" in done.err
    assert "not an act" in done.out
    assert "Harian Ombak" in annotated.good("sources", "list").out
    assert head(annotated.db)[0] == seq
    again = annotated("restore", kept)
    assert f"0 acts taken in, {seq - 1} there already, 2 refused" in again.err
    assert head(annotated.db)[0] == seq


def test_each_act_that_was_kept_as_a_line_may_open_its_article(
    annotated: Cli, tmp_path: Path
) -> None:
    """What was kept of an act on a file that is lost says so of each: nobody could look."""
    with open_store(annotated.db) as store:
        bench = Workbench(store, "ratna")
        view = view_article(bench, 1)
        lines = [
            Entry(0, AT, "ratna", None, "reject", (decision, bench.opening(view.article.uid)))
            for fact in view.open_questions()[:2]
            for decision in [deciding(bench, view, fact, Verdict.REJECTED, None)]
        ]
    kept = tmp_path / "bench.rescued.jsonl"
    kept.write_bytes(b"\n".join(line.to_bytes() for line in lines))
    assert "2 acts taken in" in annotated.good("restore", kept).err
    with open_store(annotated.db) as store:
        states = {one.analyst: one.state for one in store.articles.states(1)}
    assert states["ratna"] is ReadingState.OPEN
    head(annotated.db)
