"""One database of three articles, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_cases import ARTICLES, Cli, accept_everything, jsonl


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or leaves anything in the home folder."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "places"))
    for name in ("WORKBENCH_DB", "WORKBENCH_ANALYST", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("seed")
    plain, annotated = folder / "plain.db", folder / "annotated.db"
    with pytest.MonkeyPatch.context() as patch:
        imported, worked = Cli(patch, folder / "a.db"), Cli(patch, folder / "b.db")
        for cli in (imported, worked):
            cli.good("import", "-", stdin=jsonl(*ARTICLES))
        accept_everything(worked.db)
        imported.good("backup", plain)
        worked.good("backup", annotated)
    return {"plain": plain, "annotated": annotated}


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """No database yet."""
    return Cli(monkeypatch, tmp_path / "empty.db")


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: dict[str, Path]) -> Cli:
    """Three articles, nothing annotated."""
    shutil.copy(seed["plain"], tmp_path / "desk.db")
    return Cli(monkeypatch, tmp_path / "desk.db")


@pytest.fixture
def annotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: dict[str, Path]) -> Cli:
    """Three articles, the quotes of two of them accepted."""
    shutil.copy(seed["annotated"], tmp_path / "desk.db")
    return Cli(monkeypatch, tmp_path / "desk.db")
