"""A folder that is followed: each file once, whole, and again when it changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.intake import Document, Limits, Refused
from workbench.intake.arrivals import Arrivals
from workbench.intake.document import UNTOLD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def passed_over() -> list[str]:
    return []


@pytest.fixture
def arrivals(folder: Path, passed_over: list[str]) -> Arrivals:
    return Arrivals([folder], limits=Limits(), table=UNTOLD, pass_over=passed_over.append)


def looked(arrivals: Arrivals) -> list[str]:
    """What a look gives: the texts, and of what was refused the name."""
    found = list(arrivals.look())
    arrivals.accept()
    return [one.text if isinstance(one, Document) else f"!{one.origin}" for one in found]


def test_a_file_that_is_being_written_is_read_when_it_rests(
    folder: Path, arrivals: Arrivals
) -> None:
    path = folder / "a.txt"
    path.write_text("Separuh")
    assert looked(arrivals) == []
    path.write_text("Separuh lagi")
    assert looked(arrivals) == []
    assert looked(arrivals) == ["Separuh lagi"]
    assert looked(arrivals) == []


def test_a_file_that_got_its_name_when_it_was_whole_is_read_at_once(
    folder: Path, arrivals: Arrivals
) -> None:
    part = folder / ".part"
    part.write_text("Utuh")
    os.utime(part, (1_700_000_000, 1_700_000_000))  # written long before it is named
    assert looked(arrivals) == []
    part.rename(folder / "a.txt")
    assert looked(arrivals) == ["Utuh"]
    assert looked(arrivals) == []


def test_what_changes_is_read_again_and_what_is_looked_at_again_is_not(
    folder: Path, arrivals: Arrivals
) -> None:
    path = folder / "a.txt"
    path.write_text("Satu")
    looked(arrivals)
    assert looked(arrivals) == ["Satu"]
    path.chmod(0o600)
    os.utime(path, ns=(0, path.stat().st_mtime_ns))  # read by somebody else
    assert looked(arrivals) == []
    path.write_text("Dua kata")
    assert looked(arrivals) == []
    assert looked(arrivals) == ["Dua kata"]
    path.unlink()
    assert looked(arrivals) == []
    path.write_text("Tiga")
    looked(arrivals)
    assert looked(arrivals) == ["Tiga"]


def test_what_failed_is_told_once_and_tried_again_when_it_changes(
    folder: Path, arrivals: Arrivals, passed_over: list[str]
) -> None:
    (folder / "a.docx").write_text("bukan dokumen")
    (folder / "a.xyz").write_text("apa ini")
    (folder / "out.txt").symlink_to("/etc/hostname")
    (folder / "in.txt").symlink_to(folder / "a.md")
    (folder / "b").symlink_to(folder)  # a loop
    os.mkfifo(folder / "pipe.txt")
    seen = [looked(arrivals) for _ in range(3)]
    told = sorted(one for look in seen for one in look)
    assert told == ["!in/a.docx", "!in/out.txt", "!in/pipe.txt"]
    assert passed_over == ["in/a.xyz"]
    assert seen[2] == []
    (folder / "a.md").write_text("Di dalam")
    assert looked(arrivals) == []
    assert sorted(looked(arrivals)) == ["Di dalam", "Di dalam"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_rights_that_are_given_are_a_change(folder: Path, arrivals: Arrivals) -> None:
    (folder / "a.txt").write_text("Rahasia")
    (folder / "a.txt").chmod(0)
    looked(arrivals)
    assert looked(arrivals) == ["!in/a.txt"]
    (folder / "a.txt").chmod(0o600)
    assert "Rahasia" in looked(arrivals) + looked(arrivals)


def test_a_folder_that_goes_and_comes_is_told_once_and_followed_on(
    folder: Path, arrivals: Arrivals
) -> None:
    (folder / "a.txt").write_text("Satu")
    looked(arrivals)
    assert looked(arrivals) == ["Satu"]
    folder.rename(folder.with_name("away"))
    assert looked(arrivals) == [f"!{folder}"]
    assert looked(arrivals) == []
    folder.with_name("away").rename(folder)
    (folder / "b.txt").write_text("Dua")
    found = looked(arrivals) + looked(arrivals)
    assert sorted(found) == ["Dua", "Satu"]  # what is not seen is not remembered


def test_what_is_not_accepted_comes_once_more(folder: Path, arrivals: Arrivals) -> None:
    (folder / "a.txt").write_text("Satu")
    looked(arrivals)
    (first,) = arrivals.look()
    assert isinstance(first, Document)
    again = [one for _ in range(2) for one in arrivals.look()]
    assert [one.text for one in again if not isinstance(one, Refused)][:1] == ["Satu"]
