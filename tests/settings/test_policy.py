from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.errors import UsageError
from workbench.policy import OPEN, RESTRICTED, chosen_policy


def test_an_open_policy_writes_anywhere(tmp_path: Path) -> None:
    assert OPEN.check_export(tmp_path / "out.jsonl") == tmp_path / "out.jsonl"


def test_a_restricted_one_writes_only_below_its_folder(tmp_path: Path) -> None:
    policy = replace(RESTRICTED, export_folder=tmp_path / "exports")
    assert policy.check_export(tmp_path / "exports" / "day" / "out.jsonl")
    with pytest.raises(UsageError, match="below"):
        policy.check_export(tmp_path / "exports" / ".." / "out.jsonl")
    with pytest.raises(UsageError):
        policy.check_import(Path("/etc/hostname"))


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    inside = tmp_path / "exports"
    inside.mkdir()
    (inside / "out").symlink_to(tmp_path)
    policy = replace(RESTRICTED, export_folder=inside)
    with pytest.raises(UsageError):
        policy.check_export(inside / "out" / "file")


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Ask"):
        RESTRICTED.check_export(tmp_path / "out")


def test_the_environment_chooses_and_open_is_the_default(tmp_path: Path) -> None:
    assert chosen_policy({}) is OPEN
    assert chosen_policy({"WORKBENCH_RESTRICTED": "0"}) is OPEN
    assert chosen_policy({"WORKBENCH_RESTRICTED": "1"}) is RESTRICTED
    chosen = chosen_policy({"WORKBENCH_RESTRICTED": str(tmp_path)})
    assert chosen == replace(RESTRICTED, export_folder=tmp_path)
    assert not chosen.may_suspend
    assert not chosen.may_edit_externally
    assert not chosen.may_run_commands
