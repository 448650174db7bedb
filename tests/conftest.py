"""What every test can rely on: helper modules beside the tests, and the shared material if any."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from file_cases import SqliteFile
from hypothesis import settings
from stores import KINDS, StoreKind, Stores

ROOT = Path(__file__).resolve().parent.parent

# A job in the background, or under nohup, starts with some signals ignored, and so would every
# process that a test starts and ends with one of them.
for number, handler in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGHUP, signal.SIG_DFL),
    (signal.SIGQUIT, signal.SIG_DFL),
    (signal.SIGTERM, signal.SIG_DFL),
):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, handler)

# What a test may take is no time on a clock: a machine that does much else at once takes longer.
settings.register_profile("workbench", deadline=None)
settings.load_profile("workbench")

for folder in sorted(path for path in (ROOT / "tests").iterdir() if path.is_dir()):
    sys.path.insert(0, str(folder))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Of several workers each begins with a share of the tests' modules: what pytest makes of their
    asserts takes most of the time of collecting, and is read by the others once it is written."""
    workers = getattr(session.config, "workerinput", None)
    if workers is None or sys.dont_write_bytecode:
        return
    named = [Path(session.config.rootpath, arg) for arg in session.config.args]
    files = sorted(
        file for folder in named if folder.is_dir() for file in folder.rglob("test_*.py")
    )
    first, many = int(workers["workerid"].removeprefix("gw")), workers["workercount"]
    for file in files[len(files) * first // many : len(files) * (first + 1) // many]:
        with suppress(Exception, pytest.skip.Exception):  # whoever collects it is told
            import_module(file.stem)


def pytest_collection_finish() -> None:
    """What there is before the first test stays to the end: nobody need look for garbage in it
    again and again, which took a seventh of all time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where patterns are kept between runs, so that no test writes to anybody's own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared evidence; tests that read it skip, visibly, where it is not."""
    folder = Path(os.environ.get("WORKBENCH_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("no shared material beside the checkout ($WORKBENCH_SHARED)")
    return folder


@pytest.fixture(scope="session", params=sorted(KINDS))
def store_kind(request: pytest.FixtureRequest) -> StoreKind:
    """Each kind of store: what is made of it runs once on each. What keeps it runs before a test
    starts processes of its own."""
    kind = KINDS[request.param]
    kind.place(ROOT, "begun")
    return kind


@pytest.fixture
def stores(store_kind: StoreKind, tmp_path: Path) -> Iterator[Stores]:
    """A test's own stores of each kind, by names."""
    yield Stores(store_kind, tmp_path)
    store_kind.clear(tmp_path)


@pytest.fixture
def only_file(store_kind: StoreKind) -> SqliteFile:
    """For what is about SQLite's file: skipped on any other kind of store."""
    if not store_kind.is_file:
        pytest.skip("it is about SQLite's file")
    return SqliteFile()
