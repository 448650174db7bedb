"""Databases for the desk's stories: made once, a fresh copy for each story."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk_driver import SAMPLE, library
from desk_harbour import harbour
from desk_scripts import SEED, TRUCE, Script


def copied(path: Path, target: Path) -> Path:
    """A copy of a database, with what its log still holds."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample set, imported; not to be written to."""
    return library(tmp_path_factory.mktemp("sample") / "sample.db")


@pytest.fixture(scope="session")
def truce_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article of the sample set; not to be written to."""
    path = tmp_path_factory.mktemp("truce") / "truce.db"
    return library(path, SAMPLE / "kabar-lintang-gencatan.txt")


@pytest.fixture
def sample(sample_library: Path, tmp_path: Path) -> Path:
    """A copy of the sample set's database."""
    return copied(sample_library, tmp_path / "desk.db")


@pytest.fixture
def truce(truce_library: Path, tmp_path: Path) -> Path:
    """A copy of a database with one article of the sample set."""
    return copied(truce_library, tmp_path / "desk.db")


@pytest.fixture(scope="session")
def harbour_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles about one harbour; not to be written to."""
    return harbour(tmp_path_factory.mktemp("harbour") / "harbour.db")


@pytest.fixture
def port(harbour_library: Path, tmp_path: Path) -> Path:
    """A copy of the database about the harbour."""
    return copied(harbour_library, tmp_path / "desk.db")


@pytest.fixture(scope="session")
def seed_library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article that everything began with; not to be written to."""
    path = tmp_path_factory.mktemp("seed") / "seed.db"
    return library(path, shared / "seed" / "kiblat-haftar.txt")


@pytest.fixture(params=["truce", "seed"])
def article(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Script]:
    """A copy of a database with an article, and what it lets one do."""
    made: Path = request.getfixturevalue(f"{request.param}_library")
    return copied(made, tmp_path / "desk.db"), {"truce": TRUCE, "seed": SEED}[request.param]


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the desk keeps aside, the copied words among it, stays within the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
