"""The chains of real articles, as careful reading has them, and what must be reached on them.

The articles stand in the shared folder; where that is missing the figures are skipped by name. The
gold holds none of their text, which a test proves.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from cli_cases import Cli

from workbench.measure.mistakes import HELD

FOLDER = Path(__file__).parent / "chains"
TEXTS = {
    "real-news": Path("real-news", "news.jsonl"),
    "political-en": Path("gold", "polnear_en.dev.jsonl"),
    "pages-en": Path("pages", "gold.jsonl"),
}
"""Name of a gold file -> where its articles stand in the shared folder."""
SETS = {
    "real-news": {"dev": 15, "held": 15, "more": 48, "fresh": 20, "new": 22},
    "political-en": {"dev": 4, "more": 5},
    "pages-en": {"pages": 6, "held": 6},
}


def gold_file(name: str) -> Path:
    return FOLDER / f"{name}.jsonl"


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gold_file(name).read_text("utf-8").splitlines()]


every_gold = pytest.mark.parametrize("name", TEXTS)
LONGEST_NAME = 10
"""Words of the longest description of a source."""


@pytest.fixture
def texts(shared: Path, name: str) -> Path:
    path = shared / TEXTS[name]
    if not path.is_file():
        pytest.skip("no real articles in the shared folder")
    return path


@every_gold
def test_the_chains_of_real_articles_keep_their_floors(
    name: str, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Cli(monkeypatch, tmp_path / "desk.db")
    floors = FOLDER / f"{name}.toml"
    done = run("evaluate", gold_file(name), "--texts", texts, "--floor", floors)
    assert done.code == 0, done.err
    assert "reached" in done.err


@every_gold
def test_what_is_held_aside_is_never_listed(
    name: str, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = records(name)
    assert Counter(record["set"] for record in gold) == SETS[name]
    run = Cli(monkeypatch, tmp_path / "desk.db")
    command = ("evaluate", gold_file(name), "--texts", texts, "--errors", 999, "--json")
    listed = run.good(*command).records
    shown = {record["document"] for record in listed if "document" in record}
    assert shown
    assert not shown & {record["id"] for record in gold if record["set"] in HELD}


@every_gold
def test_the_gold_holds_names_and_no_text(name: str) -> None:
    for record in records(name):
        assert set(record) == {"id", "sha256", "set", "chains", "ignore"}
        for chain in record["chains"]:
            assert set(chain) == {"start", "end", "kind", "steps", "assertion"}
            for names in (names for step in chain["steps"] for names in step["names"]):
                forms = [names] if isinstance(names, str) else names
                assert all(len(form.split()) <= LONGEST_NAME for form in forms)


@every_gold
def test_no_statement_of_an_article_lies_over_another(name: str) -> None:
    for record in records(name):
        ends = 0
        for chain in sorted(record["chains"], key=lambda one: int(one["start"])):
            assert ends <= chain["start"] < chain["end"]
            ends = chain["end"]


@every_gold
def test_without_the_articles_the_file_says_what_it_needs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Cli(monkeypatch, tmp_path / "desk.db")("evaluate", gold_file(name))
    assert (done.code, done.raw) == (1, b"")
    assert "--texts" in done.err
