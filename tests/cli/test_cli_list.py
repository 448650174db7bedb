from __future__ import annotations

import pytest
from cli_cases import Cli
from cli_schemas import check

from workbench.domain.fact import Kind
from workbench.store.facts import Facts


def test_the_newest_article_comes_first_on_a_whole_line(cli: Cli) -> None:
    done = cli.good("list")
    assert [line.split()[0] for line in done.lines] == ["#2", "#1", "#3"]
    assert "2026-03-10 08:12" in done.lines[1]
    assert done.lines[1].endswith("Cakrawala Pos: Gudang di Pelabuhan Meledak")


def test_json_is_the_article_shape_and_the_same_as_show(annotated: Cli) -> None:
    records = annotated.good("list", "--json").records
    check(records, "article")
    assert [record["number"] for record in records] == [2, 1, 3]
    for record in records:
        shown = annotated.good("show", record["number"], "--json").records[0]
        assert record == {key: value for key, value in shown.items() if key != "text"}
    relayed = records[1]
    assert relayed["relays"][0]["outlet"] == "Harbour Wire"
    assert relayed["relays"][0]["span"]["exact"]
    assert relayed["claim_count"] > 0
    assert relayed["state"] == "open"


def test_facts_are_read_only_for_articles_that_relay(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    of_article = Facts.of_article

    def noted(facts: Facts, number: int, kind: Kind | None = None) -> object:
        read.append(number)
        return of_article(facts, number, kind)

    monkeypatch.setattr(Facts, "of_article", noted)
    assert len(cli.good("list", "--json").records) == 3
    assert read == [1]


def test_a_filter_chooses_and_a_limit_cuts(cli: Cli) -> None:
    assert [r["number"] for r in cli.good("list", "--where", "lang:id", "--json").records] == [1, 3]
    assert [r["number"] for r in cli.good("list", "--limit", 1, "--json").records] == [2]
    assert len(cli.good("list", "--limit", "9" * 30).lines) == 3


def test_finding_nothing_is_no_failure(cli: Cli) -> None:
    done = cli.good("list", "--where", "lang:fr")
    assert done.raw == b""


@pytest.mark.parametrize("number", ["number:" + "9" * 40, "questions:>" + "9" * 40])
def test_a_number_without_bounds_finds_nothing(cli: Cli, number: str) -> None:
    assert cli.good("list", "--where", number).raw == b""


@pytest.mark.parametrize("limit", ["0", "-1", "two", "1.5", "٣", ""])
def test_a_limit_is_a_whole_number_over_0(cli: Cli, limit: str) -> None:
    done = cli("list", f"--limit={limit}")
    assert done.code == 2
    assert "whole number" in done.err


def test_an_unknown_field_is_a_usage_error_that_names_the_fields(cli: Cli) -> None:
    done = cli("list", "--where", "colour:red")
    assert done.code == 2
    assert done.raw == b""
    assert "lang" in done.err


def test_a_database_that_is_not_there_is_not_made(empty: Cli) -> None:
    done = empty("list")
    assert done.code == 4
    assert "workbench import" in done.err
    assert not empty.db.exists()
