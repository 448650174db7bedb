"""What answers teach, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli
from cli_schemas import check
from learning_cases import ARTICLES, teach

from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture
def taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A database whose answers teach something."""
    path = tmp_path / "taught.db"
    with open_store(path) as store:
        teach(Workbench(store, "ana"), tmp_path)
    return Cli(monkeypatch, path)


def set_to(setting: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How events are ordered, by the settings."""
    (folder / "workbench").mkdir(exist_ok=True)
    (folder / "workbench" / "settings.toml").write_text(f'learned_order = "{setting}"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))


def test_each_feature_stands_with_its_weight_and_the_figures(taught: Cli) -> None:
    lines = taught.good("learned").lines
    assert lines[0] == "Events come, likeliest first, as the answers here teach:"
    assert lines[1] == "what it gains here is more than chance gives."
    assert "learned  1.000  100 %" in lines
    assert "trust    0.500  0 %" in lines
    assert f"{ARTICLES - 1} articles with answers of both sorts." in lines
    weights = [line.split(maxsplit=2) for line in lines[lines.index("weight  seen  feature") + 1 :]]
    by_name = {name: (float(weight), int(seen)) for weight, seen, name in weights}
    assert by_name["act: menangkap"][0] > 0 > by_name["act: mencapai"][0]
    assert by_name["act: mencapai"][1] == ARTICLES - 1
    assert max(map(len, lines)) <= 80


def test_programs_get_the_same(
    taught: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (record,) = taught.good("learned", "--json").records
    check([record], "learned")
    assert (record["is_used"], record["why"]) == (True, "gain")
    assert record["figures"]["learned"] == {"auc": 1.0, "first": 1.0}
    set_to("off", tmp_path, monkeypatch)
    (off,) = taught.good("learned", "--json").records
    assert off == record | {"is_used": False, "why": "setting"}
    assert "as their rules are trusted:" in taught.good("learned").lines[0]


def test_too_few_answers_are_no_measure(taught: Cli) -> None:
    for _ in range(20):
        taught.good("undo")
    (record,) = taught.good("learned", "--json").records
    check([record], "learned")
    assert (record["is_used"], record["why"], record["figures"]) == (False, "few", None)
    assert "It is measured once 10 more answers of both sorts are there." in (
        taught.good("learned").lines
    )
