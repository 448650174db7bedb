"""What may happen to a database that several accounts share: rights that go while somebody works, a
group that is no more, a clock of somebody else, a file system without locks.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from accounts import Pair, database_of
from accounts import pair as pair  # a fixture
from desk_terminal import Terminal, terminal
from faults_rows import Ground, SkippedError
from faults_shim import FOR_EVER, failing
from services_cases import bench_on, is_sound

from workbench.domain.member import Role
from workbench.services.company import company_of
from workbench.services.history import undo
from workbench.services.members import standings
from workbench.services.metadata import set_metadata
from workbench.services.sitting import remember_place, start_session
from workbench.services.workbench import Workbench
from workbench.store import Access, open_store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(pair: Pair, template: Path) -> Iterator[Path]:
    """The sample set, which the first account owns and both may write to."""
    with database_of(pair[0], template) as path:
        yield path


def acts(path: Path) -> int:
    with open_store(path, Access.READ) as store:
        return sum(entry.is_act for entry, *_ in store.journal.entries())


def at_the_facts(desk: Terminal) -> None:
    desk.shows("? keys")
    desk.press("\r")
    desk.until(lambda: desk.left() > 0, "an article with questions")


def accepts(desk: Terminal) -> None:
    left = desk.left()
    desk.press("a")
    desk.until(lambda: desk.left() < left, "an accepted fact")


def test_rights_that_go_while_somebody_works_are_named_and_nothing_is_lost_or_half(
    pair: Pair, place: Path
) -> None:
    ana, budi = pair
    before = {one.name for one in budi.home.iterdir()}
    with terminal(place, account=budi, size=(80, 40)) as desk:
        at_the_facts(desk)
        accepts(desk)
        done = acts(place)
        place.parent.chmod(0o700)
        desk.press("a")
        desk.shows(f"mode 0700, owner {ana.name}: the folder")
        assert acts(place) == done
        place.parent.chmod(0o2770)
        desk.press("j")
        accepts(desk)
        assert acts(place) == done + 1
        place.chmod(0o600)  # for the system what is open stays open
        desk.press("a")
        desk.shows(f"mode 0600, owner {ana.name}: ")
        assert acts(place) == done + 1
        place.chmod(0o660)
        desk.press("j")
        accepts(desk)
        assert acts(place) == done + 2
        desk.press("Q")
        assert desk.exit_code() == 0
    # no copy was made of what is not budi's, as of a file that is lost
    after = {one.name for one in budi.home.iterdir()} - before
    assert not {one for one in after if "rescued" in one}, after
    assert [one.name for one in place.parent.iterdir() if "rescued" in one.name] == []
    with open_store(place) as store:
        assert is_sound(bench_on(store))


def test_a_group_that_is_no_more_is_told_and_keeps_nobody_from_working(
    pair: Pair, place: Path
) -> None:
    ana, _ = pair
    gone = 54_322
    for one in (place.parent, place):
        os.chown(one, ana.user, gone)
    place.parent.chmod(0o2770)
    place.chmod(0o660)
    ana.good(place, "set", "1", "author=Dewi")
    assert ana.name in ana.good(place, "team", "roles")
    told = ana.refused(place, "share", "--check", code=2)
    assert f"no group with the number {gone}" in told


def test_colleagues_by_another_clock_are_told_apart_by_order_and_not_by_time(
    path: Path,
) -> None:
    path.chmod(0o660)
    with open_store(path) as store:
        late = Workbench(store, "late", now=lambda: "2031-01-01T00:00:00Z")
        early = Workbench(store, "early", now=lambda: "2019-01-01T00:00:00Z")
        set_metadata(late, 1, {"author": "Satu"})
        set_metadata(early, 1, {"author": "Dua"})
        taken = undo(early)
        assert taken
        assert store.articles.get(1).metadata.author == "Satu"
        for bench in (late, early):
            start_session(bench)
            remember_place(bench, {"page": "article", "article": 2})
        assert company_of(bench_on(store)) == {}, "they have no process here"
        assert {one.member.role for one in standings(late)} == {Role.ANALYST}
        assert is_sound(bench_on(store))


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_where_files_cannot_be_locked_it_is_said_and_nothing_is_made(
    ground: Ground, template: Path, tmp_path: Path, error: int
) -> None:
    folder = tmp_path / "nolocks"
    folder.mkdir()
    path = Path(shutil.copy(template, folder / "desk.db"))
    path.chmod(0o600)
    try:
        without = failing(ground, "nolocks", call="lock", first=0, count=FOR_EVER, error=error)
    except SkippedError as why:
        pytest.skip(str(why))
    before = path.read_bytes()
    for words in (("list",), ("set", "1", "author=Dewi"), ("share", "--check", "root")):
        assert "locks no files, as SQLite must" in refused(path, without, *words)
    assert "locks no files" in refused(folder / "new.db", without, "import", "-")
    assert [one.name for one in folder.iterdir()] == ["desk.db"]
    assert path.read_bytes() == before


def refused(path: Path, more: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--db", str(path), "--analyst", "ana", *words],
        input="Judul\n\nIsi.", capture_output=True, text=True, check=False, cwd=path.parent,
        env={"PATH": os.environ["PATH"], "HOME": str(path.parent.parent), "PYTHONPATH": str(ROOT),
             "PYTHONUTF8": "1", **more},
    )  # fmt: skip
    assert done.returncode == 1, (words, done.stdout, done.stderr)
    return done.stderr
