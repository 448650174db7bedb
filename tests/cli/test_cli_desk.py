"""The ways to the desk: the bare command, open and demo."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_cases import ARTICLES, Cli, command, environment, jsonl
from waiting import PATIENCE

from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.services.places import Place


class Noted:
    """A desk that notes what it was opened on."""

    def __init__(self, *, refuses: bool = False, code: int = 0) -> None:
        self.refuses = refuses
        self.code = code
        self.opened: list[tuple[str, str]] = []
        self.articles = 0
        self.lessons = ""
        self.at: tuple[str, int] | None = None
        self.at_end: Callable[[], None] | None = None

    def check(self) -> None:
        if self.refuses:
            raise UsageError("the desk needs a terminal")

    def open(
        self,
        place: Place,
        analyst: str,
        at_end: Callable[[], None] | None = None,
        lessons: str = "",
        at: tuple[str, int] | None = None,
    ) -> int:
        from workbench.services.listing import list_articles
        from workbench.services.workbench import Workbench

        self.opened.append((str(place), analyst))
        self.lessons = lessons
        self.at = at
        self.at_end = at_end
        with place.open() as store:
            self.articles = len(list(list_articles(Workbench(store, analyst))))
        return self.code


def test_without_a_verb_the_desk_opens_on_the_named_database(empty: Cli, tmp_path: Path) -> None:
    desk = Noted(code=5)
    assert empty.bare("--db", tmp_path / "x.db", "--analyst", "budi", desk=desk).code == 5
    assert desk.opened == [(str(tmp_path / "x.db"), "budi")]


def test_open_imports_first(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(jsonl(*ARTICLES))
    desk = Noted()
    done = empty.bare("open", tmp_path / "in.jsonl", "--db", empty.db, desk=desk)
    assert done.code == 0
    assert len(done.lines) == 3
    assert desk.articles == 3
    assert empty.bare("--db", empty.db, "open", desk=desk).raw == b""


@pytest.mark.parametrize("article", ["#2", "2"])
def test_open_at_a_place_imports_nothing(annotated: Cli, article: str) -> None:
    desk = Noted(code=5)
    done = annotated.bare("--db", annotated.db, "open", article, "--at", "12", desk=desk)
    assert (done.code, done.raw, desk.at) == (5, b"", (article, 12))
    annotated.bare("--db", annotated.db, "open", desk=desk)
    assert desk.at is None


def test_an_article_by_its_number_is_opened_at_its_beginning(
    annotated: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Noted()
    monkeypatch.chdir(tmp_path)
    assert annotated.bare("--db", annotated.db, "open", "#2", desk=desk).raw == b""
    assert (desk.at, desk.articles) == (("#2", 0), 3)
    (tmp_path / "#2").write_text("Sebuah berkas bernama #2 tetap diimpor.", "utf-8")
    annotated.bare("--db", annotated.db, "open", "#2", desk=desk)
    assert (desk.at, desk.articles) == (None, 4)


@pytest.mark.parametrize(
    "words",
    [
        ["in.jsonl", "--at", "1"],
        ["./2", "--at", "1"],
        ["--at", "1"],
        ["1", "2", "--at", "1"],
        ["1", "--at", "-1"],
        ["1", "--at", "x"],
        ["1", "--at", "1", "--lang", "id"],
        ["1", "--at", "1", "--columns", "text=isi"],
    ],
)
def test_a_place_is_one_articles_and_goes_with_no_import(annotated: Cli, words: list[str]) -> None:
    desk = Noted()
    done = annotated.bare("--db", annotated.db, "open", *words, desk=desk)
    assert (done.code, desk.opened) == (2, []), done.err


def test_a_place_in_a_database_that_is_not_there_makes_none(empty: Cli) -> None:
    done = empty.bare("--db", empty.db, "open", "1", "--at", "1", desk=Noted())
    assert done.code == 4
    assert not empty.db.exists()


@pytest.mark.parametrize(
    "words", [[], ["open", "in.jsonl"], ["open", "1", "--at", "1"], ["demo"], ["tutor"]]
)
def test_where_there_is_no_terminal_nothing_is_begun(
    empty: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    done = empty.bare("--db", empty.db, *words, desk=Noted(refuses=True))
    assert done.code == 2
    assert "terminal" in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_demo_offers_the_tutorial_and_tutor_begins_it(empty: Cli) -> None:
    for words, lessons in ((["demo"], "offer"), (["tutor"], "begin"), ([], "")):
        desk = Noted()
        assert empty.bare("--db", empty.db, *words, desk=desk).code == 0
        assert desk.lessons == lessons


@pytest.mark.parametrize("code", [0, 70])
def test_the_demo_is_a_private_copy_that_vanishes(
    empty: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setenv("WORKBENCH_DB", str(tmp_path / "mine.db"))
    desk = Noted(code=code)
    done = empty.bare("demo", desk=desk)
    assert done.code == code
    assert f"{desk.articles} sample articles" in done.err
    assert desk.articles > 20
    assert not Path(desk.opened[0][0]).parent.exists()
    assert not (tmp_path / "mine.db").exists()


def test_the_desk_gets_the_means_to_forget_the_demo(empty: Cli) -> None:
    class Ended(Noted):
        def open(
            self,
            place: Place,
            analyst: str,
            at_end: Callable[[], None] | None = None,
            lessons: str = "",
            at: tuple[str, int] | None = None,
        ) -> int:
            super().open(place, analyst, at_end)
            assert at_end is not None
            assert place.is_there
            at_end()
            assert not place.file.parent.exists()
            return 143

    assert empty.bare("demo", desk=Ended()).code == 143


class Screen(threading.Thread):
    """Reads what a process paints, so that it never waits for a reader."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self.descriptor = descriptor
        self.painted = b""
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            if select.select([self.descriptor], [], [], 0.1)[0]:
                try:
                    self.painted += os.read(self.descriptor, 65536)
                except OSError:
                    return


def _appears(what: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("when", ["while the samples are read", "on the desk"])
def test_the_demo_vanishes_when_a_signal_ends_it(tmp_path: Path, when: str) -> None:
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        command("demo"),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env=environment(tmp_path),
        cwd=tmp_path,
        start_new_session=True,
    )
    os.close(inner)
    screen = Screen(outer)
    screen.start()
    try:
        assert _appears(lambda: any(tmp_path.glob("workbench-demo-*/demo.db")))
        if when == "on the desk":
            assert _appears(lambda: b"\x1b[?1049h" in screen.painted)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
    finally:
        process.kill()
        process.wait()
        screen.ended.set()
        screen.join()
        os.close(outer)
    assert list(tmp_path.glob("workbench-demo-*")) == []
