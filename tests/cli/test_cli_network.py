"""Who cites whom on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli
from cli_schemas import check
from network_cases import tell

from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The story of five articles."""
    path = tmp_path / "network.db"
    with open_store(path) as store:
        tell(Workbench(store, "ana"), tmp_path)
    return Cli(monkeypatch, path)


def test_a_table_with_circles_on_top_fits_eighty_columns(told: Cli) -> None:
    lines = told.good("sources", "network").lines
    assert lines[0] == "Kabar Pagi ← Harian Siang ← Kabar Pagi  (linked claims)"
    assert lines[1] == "  #1 2026-05-01  Kabar Pagi ← Harian Siang"
    head = next(place for place, line in enumerate(lines) if line.startswith("who "))
    assert lines[head].split()[-5:] == ["claims", "conf", "den", "first", "last"]
    assert [line.split("←")[0].strip() for line in lines[head + 1 :]] == [
        "Kabar Pagi", "Harian Siang", "Harian Siang", "Radio Sore", "Pos Malam", "Mimbar Rakyat",
    ]  # fmt: skip
    assert max(map(len, lines[head:])) <= 80
    assert lines[-2].split()[-5:] == ["1", "-", "1", "2026-05-03", "2026-05-03"]


def test_json_is_of_edges_circles_and_records(told: Cli) -> None:
    records = told.good("sources", "network", "--json").records
    kinds = [record["type"] for record in records]
    for record, kind in zip(records, kinds, strict=True):
        check([record], kind)
    assert (kinds.count("edge"), kinds.count("circle"), kinds.count("source_record")) == (6, 1, 5)
    (police,) = [one for one in records if one.get("source", {}).get("name") == "Kepolisian Awu"]
    assert (police["said"], police["confirmed_later"], police["denied_later"]) == (1, 0, 1)
    assert police["rating"] == ""
    told.good("sources", "rate", "Kepolisian Awu", "B", "--rationale", "dua kali benar")
    records = told.good("sources", "network", "--json").records
    assert "B" in [one.get("rating") for one in records]
    shown = told.good("sources", "show", "Kepolisian Awu").lines
    assert any(
        one.startswith("  record: said 1, confirmed later 0, denied later 1") for one in shown
    )


def test_a_filter_leaves_claims(told: Cli) -> None:
    records = told.good("sources", "network", "--where", "number:4", "--json").records
    assert [one["type"] for one in records] == ["edge", "source_record"]
    assert told.good("sources", "network", "--where", "topic:beras").lines == []
    assert told("sources", "network", "--where", "nosuch:1").code == 2


def test_what_nobody_answered_is_counted_on_request(cli: Cli) -> None:
    assert cli.good("sources", "network").lines == []
    records = cli.good("sources", "network", "--questions", "--json").records
    check(records, "edge")
    assert all(one["claims"] == 0 < one["questions"] for one in records)
    assert any(
        line.endswith("open") for line in cli.good("sources", "network", "--questions").lines
    )


def test_names_from_the_web_do_nothing_to_a_terminal(told: Cli) -> None:
    told.good("sources", "add", "Radio \x1b[2J\u202e", "--kind", "outlet")
    told.good("sources", "merge", "Radio Sore", "Radio \x1b[2J\u202e")
    out = told.good("sources", "network").out
    assert "Radio" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
