"""Rights: a new database is private or the group's, never everybody's; what is missing is named."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_cases import AT, LOAD_ALL, apply, making, new_article, source

from workbench.errors import DataError
from workbench.store import open_store

pytestmark = pytest.mark.usefixtures("only_file")

ROOT = Path(__file__).resolve().parents[2]
GROUP = 7001
as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Where another user can get to; pytest's own folders are private."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def made(path: Path) -> Path:
    with open_store(path) as store:
        store.articles.add([new_article()], [], analyst="ana", at=AT)
    return path


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


@pytest.mark.parametrize("mask", [0o022, 0o007, 0o077, 0o000])
def test_a_new_database_is_private_whatever_the_mask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        assert mode(made(tmp_path / "bench.db")) == 0o600
    finally:
        os.umask(before)


@as_root
@pytest.mark.parametrize("mask", [0o022, 0o007, 0o077])
def test_in_a_folder_that_a_group_shares_it_is_the_groups(tmp_path: Path, mask: int) -> None:
    share = tmp_path / "share"
    share.mkdir()
    os.chown(share, -1, GROUP)
    share.chmod(0o2770)
    before = os.umask(mask)
    try:
        path = made(share / "bench.db")
        with open_store(path) as store:
            apply(store, making("source", source("Dewi")))
            for ending in ("", "-wal", "-shm"):
                beside = share / f"bench.db{ending}"
                assert (mode(beside), beside.stat().st_gid) == (0o660, GROUP)
    finally:
        os.umask(before)


@pytest.mark.parametrize("rights", [0o666, 0o602, 0o606])
def test_what_everybody_may_write_to_is_refused(tmp_path: Path, rights: int) -> None:
    path = made(tmp_path / "bench.db")
    path.chmod(rights)
    with pytest.raises(DataError, match=rf"everybody \(mode 0{rights:o}\)") as error:
        open_store(path)
    assert "chmod o-w" in error.value.next_step
    path.chmod(0o600)
    open_store(path).close()


def test_where_everybody_may_replace_files_it_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    path = made(folder / "bench.db")
    folder.chmod(0o777)
    with pytest.raises(DataError, match="everybody may replace"):
        open_store(path)
    folder.chmod(0o1777)
    open_store(path).close()


ACTING = """
import os, sys
from pathlib import Path
from store_cases import apply, making, source
from workbench.store import open_store
from workbench.errors import WorkbenchError
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
try:
    with open_store(Path(sys.argv[1])) as store:
        apply(store, making("source", source("Dewi")))
except WorkbenchError as error:
    print(error)
"""


def told(path: Path) -> str:
    """What a stranger is told who opens it and acts."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD_ALL + ACTING, str(path)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{Path(__file__).parent}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@as_root
def test_a_refusal_names_the_right_and_the_file(open_folder: Path) -> None:
    path = made(open_folder / "bench.db")
    assert f"mode 0600, owner root: {path} may not be read" in told(path)
    path.chmod(0o644)
    assert f"mode 0644, owner root: {path} may not be written to" in told(path)
    path.chmod(0o664)
    os.chown(path, 65534, 65534)
    assert f"mode 0755, owner root: the folder {open_folder} takes no new files" in told(path)
    assert "takes no new files" in told(open_folder / "new.db")
    open_folder.chmod(0o700)
    assert f"mode 0700, owner root: the folder {open_folder} may not be entered" in told(path)
    open_folder.chmod(0o2770)
    os.chown(open_folder, 0, GROUP)
    assert f"you are not in group {GROUP}: the folder {open_folder} may not be" in told(path)
