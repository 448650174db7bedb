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
GOLD = FOLDER / "real-news.jsonl"
RECORDS: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
LONGEST_NAME = 10
"""Words of the longest description of a source."""


@pytest.fixture
def news(shared: Path) -> Path:
    path = shared / "real-news" / "news.jsonl"
    if not path.is_file():
        pytest.skip("no real articles in the shared folder")
    return path


def test_the_chains_of_real_articles_keep_their_floors(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Cli(monkeypatch, tmp_path / "desk.db")
    floors = FOLDER / "real-news.toml"
    done = run("evaluate", GOLD, "--texts", news, "--floor", floors)
    assert done.code == 0, done.err
    assert "reached" in done.err


def test_what_is_held_aside_is_never_listed(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = Counter(record["set"] for record in RECORDS)
    assert sets == {"dev": 15, "held": 15, "more": 48, "fresh": 20}
    run = Cli(monkeypatch, tmp_path / "desk.db")
    listed = run.good("evaluate", GOLD, "--texts", news, "--errors", 999, "--json").records
    shown = {record["document"] for record in listed if "document" in record}
    assert shown
    assert not shown & {record["id"] for record in RECORDS if record["set"] in HELD}


def test_the_gold_holds_names_and_no_text() -> None:
    for record in RECORDS:
        assert set(record) == {"id", "sha256", "set", "chains", "ignore"}
        for chain in record["chains"]:
            assert set(chain) == {"start", "end", "kind", "steps", "assertion"}
            for names in (names for step in chain["steps"] for names in step["names"]):
                forms = [names] if isinstance(names, str) else names
                assert all(len(form.split()) <= LONGEST_NAME for form in forms)


def test_no_statement_of_an_article_lies_over_another() -> None:
    for record in RECORDS:
        ends = 0
        for chain in sorted(record["chains"], key=lambda one: int(one["start"])):
            assert ends <= chain["start"] < chain["end"]
            ends = chain["end"]


def test_without_the_articles_the_file_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Cli(monkeypatch, tmp_path / "desk.db")("evaluate", GOLD)
    assert (done.code, done.raw) == (1, b"")
    assert "--texts" in done.err
