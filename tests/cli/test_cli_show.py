from __future__ import annotations

import pytest
from cli_cases import ARTICLES, Cli
from cli_schemas import check


def test_text_and_facts_stand_side_by_side(cli: Cli) -> None:
    lines = cli.good("show", 1, "--width", 120).lines
    assert lines[0].startswith("#1  Gudang di Pelabuhan Meledak")
    beside = [line for line in lines if "quote" in line]
    assert beside
    assert all("│" in line for line in beside)
    assert max(map(len, lines)) <= 120


def test_a_narrow_sheet_has_the_facts_below(cli: Cli) -> None:
    lines = cli.good("show", 1, "--width", 60).lines
    assert not any("│" in line for line in lines)
    text_end = next(at for at, line in enumerate(lines) if "Sumber: Harbour Wire" in line)
    assert all(at > text_end for at, line in enumerate(lines) if line.startswith("? quote"))


def test_decisions_and_claims_are_shown(annotated: Cli) -> None:
    before = annotated.good("show", 3).lines
    after = annotated.good("show", 1, "--width", 120).lines
    assert any("? quote" in line for line in before)
    assert not any("? quote" in line for line in after)
    chain = next(line for line in after if "Cakrawala Pos ←" in line)
    assert "Ratih Sondakh" in chain
    assert any(line.strip().startswith("origin:") for line in after)


def test_json_is_the_article_with_its_text(cli: Cli) -> None:
    records = cli.good("show", 1, "--json").records
    check(records, "article")
    assert records[0]["text"] == str(ARTICLES[0]["text"]).rstrip()
    assert records[0]["published_at"] == "2026-03-10T08:12+08:00"


def test_an_article_is_named_by_number_hash_or_the_start_of_its_uid(cli: Cli) -> None:
    uid = cli.good("show", 1, "--json").records[0]["uid"]
    for name in ("1", "#1", "01", uid, uid[:9], uid[:9].upper()):
        assert cli.good("show", name, "--json").records[0]["uid"] == uid


@pytest.mark.parametrize("name", ["99", "#99", "0", "ffffff0", "#ffffff", "9" * 5000])
def test_an_article_that_is_not_there_is_4(cli: Cli, name: str) -> None:
    done = cli("show", name)
    assert (done.code, done.raw) == (4, b"")
    assert "workbench list" in done.err


@pytest.mark.parametrize("name", ["abc", "#", "", "ab cd"])
def test_what_names_no_article_is_a_usage_error(cli: Cli, name: str) -> None:
    assert cli("show", name).code == 2


@pytest.mark.parametrize("width", ["40", "79", "80", "100", "200"])
def test_a_hostile_article_never_reaches_the_terminal_as_it_is(cli: Cli, width: str) -> None:
    done = cli.good("show", 3, "--width", width)
    assert all(line.isprintable() for line in done.lines)
    assert "terbalik" in done.out
