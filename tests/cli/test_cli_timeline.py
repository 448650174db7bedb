"""The line of time on the command line."""

from __future__ import annotations

from cli_cases import Cli
from cli_schemas import check


def test_each_statement_is_a_line_and_what_has_no_place_comes_last(cli: Cli) -> None:
    lines = cli.good("timeline").lines
    last = lines.index("of no time that is known:")
    assert any("#1 Cakrawala Pos ← Harbour Wire? ← Ratih Sondakh: Tujuh" in one
               for one in lines)  # fmt: skip
    assert any("#2 The Northgate Daily ← Mara Lindqvist" in one for one in lines)
    assert all(one.startswith("  ") for one in lines[last + 1 :])
    said = cli.good("timeline", "--along", "said").lines
    assert said[0].startswith("2026-03-10 08:12")
    assert "said at no time that is known:" in said


def test_json_has_both_times(cli: Cli) -> None:
    records = cli.good("timeline", "--json").records
    check(records, "dated")
    assert any(one["happened"] for one in records)
    assert {one["said"]["first"][:10] for one in records if one["said"]} == {
        "2026-03-10", "2026-04-01",
    }  # fmt: skip


def test_as_of_a_day_and_of_some_articles(cli: Cli) -> None:
    records = cli.good("timeline", "--as-of", "2026-03-31", "--json").records
    assert {one["statement"]["number"] for one in records} == {1}
    records = cli.good("timeline", "--where", "number:2", "--json").records
    assert {one["statement"]["number"] for one in records} == {2}
    records = cli.good("timeline", "--story", "2", "--json").records
    assert {one["statement"]["number"] for one in records} == {2}
    assert cli.good("timeline", "--as-of", "2026-03-31", "--recorded").lines == []
    for asked in (("--as-of", "soon"), ("--recorded",), ("--where", "nosuch:1")):
        assert cli("timeline", *asked).code == 2
    assert cli("timeline", "--set", "nosuch").code == 4
    assert cli("timeline", "--story", "99").code == 4


def test_words_from_the_web_do_nothing_to_a_terminal(cli: Cli) -> None:
    out = cli.good("timeline").out
    assert "Budi Santoso" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
