"""`workbench agreement`: figures in columns with their rules below, or a JSON object each."""

from __future__ import annotations

import pytest
from cli_cases import Cli
from cli_schemas import check
from test_cli_adjudicate import judge


@pytest.fixture
def apart(cli: Cli) -> Cli:
    """Ana's command line, where she and budi differ in a speaker and in bounds."""
    judge(cli.db, "ana", source="Polisi")
    judge(cli.db, "budi", source="Hakim")
    return Cli(cli.monkeypatch, cli.db, "ana")


def test_figures_stand_in_columns_with_their_rules(apart: Cli) -> None:
    done = apart.good("agreement")
    assert done.err.strip() == "1 article judged by two or more of 2 analysts"
    assert done.lines[0] == "ana & budi"
    assert done.lines[1].split()[:2] == ["measure", "value"]
    rows = [line.split() for line in done.lines]
    assert ["overlap", "F1", "1.000"] in [row[:3] for row in rows]
    assert "nothing that two of them judged" in done.out
    assert "an interval needs two articles; precision 1.000, recall 1.000" in done.out
    assert any(
        line.startswith("overlap: claims of the same words: more than") for line in done.lines
    )
    assert any(
        line.startswith("alpha, nominal: a pair weighs 0 for the same") for line in done.lines
    )


@pytest.mark.parametrize("by", ["pair", "analyst", "outlet", "topic", "week"])
def test_every_grouping_is_a_record_a_figure(apart: Cli, by: str) -> None:
    records = apart.good("agreement", "--by", by, "--json").records
    check(records, "agreement")
    assert {one["by"] for one in records} == {by}
    exact = [one for one in records if one["measure"] == "exact" and not one["group"]]
    assert [one["value"] for one in exact] == [0.5]
    speaker = [one for one in records if (one["measure"], one["group"]) == ("speaker", "")]
    assert [one["same"] for one in speaker] == [0.5, 0.5]


def test_a_filter_a_set_and_a_seed(apart: Cli) -> None:
    assert apart.good("agreement", "--where", "number:2", "--json").records == []
    apart.good("select", "save", "satu", "--where", "number:1")
    apart.good("select", "freeze", "satu")
    assert apart.good("agreement", "--set", "satu", "--json").records
    seeded = ("agreement", "--bootstrap", "7", "--json")
    assert apart.good(*seeded).records == apart.good(*seeded).records
    assert apart("agreement", "--set", "tiada").code == 4
    assert apart("agreement", "--where", "apa:ini").code == 2


def test_who_has_yet_to_judge_is_told_nothing(apart: Cli) -> None:
    done = Cli(apart.monkeypatch, apart.db, "citra").good("agreement")
    assert (done.out, done.err.strip()) == (
        "",
        "no article whose answers you may see was judged by two",
    )


def test_where_nobody_agrees_on_anything_it_is_said(cli: Cli) -> None:
    done = cli.good("agreement")
    assert (done.out, done.err.strip()) == (
        "",
        "no article whose answers you may see was judged by two",
    )
