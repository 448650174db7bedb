from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import paths
from workbench.errors import BusyError


def test_every_place_follows_its_xdg_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert paths.data_folder() == tmp_path / "DATA" / "workbench"
    assert paths.config_folder() == tmp_path / "CONFIG" / "workbench"
    assert paths.state_folder() == tmp_path / "STATE" / "workbench"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("value", ["", "relative/place"])
def test_an_empty_or_relative_variable_counts_as_unset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", value)
    assert paths.data_folder() == tmp_path / ".local/share/workbench"


def test_the_database_is_the_named_one_or_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("WORKBENCH_DB", raising=False)
    assert paths.default_database() == str(tmp_path / "workbench" / "workbench.db")
    monkeypatch.setenv("WORKBENCH_DB", "desk.db")
    assert paths.default_database() == "desk.db"


def test_a_private_folder_is_the_owners_alone(tmp_path: Path) -> None:
    folder = paths.private_folder(tmp_path / "a" / "b")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert paths.private_folder(folder) == folder


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BusyError, match="XDG"):
        paths.private_folder(tmp_path / "file" / "below")


def test_the_sample_data_is_a_folder_with_something_in_it() -> None:
    assert any(paths.sample_data().iterdir())


def test_importing_makes_nothing(tmp_path: Path) -> None:
    modules = "workbench.paths, workbench.settings, workbench.policy"
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    environ["PYTHONPATH"] = str(Path(paths.__file__).parents[1])
    subprocess.run([sys.executable, "-c", f"import {modules}"], env=environ, check=True)
    assert not list(tmp_path.iterdir())
