"""No loss on the gold sets goes unseen: each has its floors, and `workbench evaluate` holds them.

The sets stand in the shared folder; where that is missing every one is skipped by name. A floor is
a little under what was last measured: raise it in `<set>.toml` when a figure has risen for good.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli

HERE = Path(__file__).parent
SETS = sorted(path.stem for path in HERE.glob("*.toml"))
ONLY = {"pfsa_id.dev": "quote.direct"}
"""What alone a set states, where that is less than a kind."""


def test_every_measuring_set_of_ours_has_floors() -> None:
    assert {"seed", "pfsa_id.dev", "ner_nergrit.dev", "sentences_id.dev"} < set(SETS)


@pytest.mark.parametrize("name", SETS)
def test_a_gold_set_keeps_its_floors(
    name: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = next((path for path in (shared / "gold").glob(f"{name}.json*")), None)
    if gold is None:
        pytest.skip(f"no gold set {name} in the shared folder")
    only = ["--only", ONLY[name]] if name in ONLY else []
    run = Cli(monkeypatch, tmp_path / "desk.db")
    done = run("evaluate", gold, *only, "--floor", HERE / f"{name}.toml")
    assert done.code == 0, done.err
    assert "reached" in done.err
