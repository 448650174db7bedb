"""docs/accessibility.md: every command of it is run, in its order, on the sample set."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from cli_cases import ROOT, Cli, process

PAGE = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, re.DOTALL)


def test_the_way_through_a_day_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    monkeypatch.chdir(tmp_path)
    cli = Cli(monkeypatch, tmp_path / "desk.db")
    said: dict[str, str] = {}
    for kind, block in BLOCKS:
        if kind == "ann":
            (standoff,) = (tmp_path / "marks").glob("*.ann")
            standoff.write_text(standoff.read_text("utf-8") + block, "utf-8")
            continue
        for line in block.splitlines():
            words = shlex.split(line.removesuffix(" | cat"))
            assert words[0] == "workbench", line
            done = cli.good(*words[1:])
            said[line] = done.out + done.err
            assert not re.search("[\x1b\x9b]", said[line])
    assert len(said) > 15
    text, _, facts = said["workbench show 11 --width 70"].partition("\u2500\n  title")
    assert "Sembilan orang tewas" in text
    assert "? quote" in facts
    assert "quote  " in said["workbench facts 11"].replace("quote       ", "quote  ")
    claims = said["workbench claims --where article:11"]
    assert "Sembilan orang tewas dan 14 penumpang lainnya masih dicari" in claims
    assert "Samrin Wabula" in claims
    assert said["workbench verify"].startswith("sound")
    assert (tmp_path / "pagi.jsonl").stat().st_size > 10_000


def test_a_terminal_that_cannot_draw_is_told_what_works(tmp_path: Path) -> None:
    done = process(tmp_path)
    assert done.returncode == 2
    assert b"workbench list, show, search, claims" in done.stderr
