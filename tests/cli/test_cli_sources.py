from __future__ import annotations

from cli_cases import Cli
from cli_schemas import check


def _made(cli: Cli, name: str, *options: str) -> str:
    return cli.good("sources", "add", name, *options).out.strip()


def test_without_a_word_all_are_listed_and_merged_ones_are_not(cli: Cli) -> None:
    _made(cli, "Daily Sabah", "--kind", "outlet", "--alias", "DS", "--country", "tr")
    uid = _made(cli, "Sabah Harian")
    assert len(cli.good("sources").lines) == len(cli.good("sources", "list").lines)
    before = len(cli.good("sources").lines)
    done = cli.good("sources", "merge", "Sabah Harian", "Daily Sabah")
    assert "merged: Sabah Harian into Daily Sabah" in done.err
    after = cli.good("sources", "list").lines
    assert len(after) == before - 1
    assert not any(uid[:8] in line for line in after)
    assert any("Daily Sabah (DS)" in line for line in after)


def test_those_that_came_in_since_yesterday_are_listed(cli: Cli) -> None:
    _made(cli, "Warga Pulau", "--kind", "group")
    assert cli.good("sources", "list", "--where", "added:>=yesterday").lines == (
        cli.good("sources", "list").lines
    )
    (line,) = cli.good("sources", "list", "--where", "added:today kind:group").lines
    assert "Warga Pulau" in line
    assert cli.good("sources", "list", "--where", "added:<2020").lines == []
    assert cli("sources", "list", "--where", "added:kemarin").code == 2


def test_words_find_the_nearest_names(cli: Cli) -> None:
    _made(cli, "Khalifa Haftar", "--kind", "person")
    assert "Khalifa Haftar" in cli.good("sources", "list", "khalifa", "hafter").lines[0]


def test_json_follows_the_schema_in_every_place(cli: Cli) -> None:
    _made(cli, "SAGARA", "--kind", "agency", "--country", "ID")
    cli.good("sources", "rate", "SAGARA", "b", "--rationale", "owns up to errors")
    cli.good("sources", "rate", "SAGARA", "C")
    for words in (["sources", "--json"], ["sources", "list", "--json"]):
        check(cli.good(*words).records, "source")
    records = cli.good("sources", "show", "sagara", "--json").records
    check(records, "source")
    assert [(r["reliability"], r["rationale"]) for r in records[0]["ratings"]] == [
        ("B", "owns up to errors"),
        ("C", "owns up to errors"),
    ]
    assert (records[0]["country"], records[0]["kind"]) == ("ID", "agency")


def test_a_merged_source_shows_the_one_it_was_merged_into(cli: Cli) -> None:
    _made(cli, "Polda Sulsel")
    _made(cli, "Polda")
    cli.good("sources", "rate", "Polda", "D", "--rationale", "contradicted twice")
    cli.good("sources", "merge", "Polda", "Polda Sulsel")
    record = cli.good("sources", "show", "Polda Sulsel", "--json").records[0]
    assert [rating["reliability"] for rating in record["ratings"]] == ["D"]
    assert "  also: Polda" in cli.good("sources", "show", "Polda Sulsel").lines


def test_a_card_tells_what_is_known(annotated: Cli) -> None:
    annotated.good("sources", "alias", "Ratih Sondakh", "Komisaris Ratih")
    annotated.good("sources", "rate", "Ratih Sondakh", "A", "--rationale", "on the record")
    lines = annotated.good("sources", "show", "Komisaris Ratih").lines
    assert lines[0].startswith("Ratih Sondakh (person")
    assert "  also: Komisaris Ratih" in lines
    assert any(line.endswith("ana: A on the record") for line in lines)
    assert any(line.startswith("  as origin: ") for line in lines)
    outlet = annotated.good("sources", "show", "Cakrawala Pos").lines
    assert "  1 article: #1" in outlet


def test_a_source_is_named_by_the_start_of_its_uid(cli: Cli) -> None:
    uid = _made(cli, "Harian Senjakala")
    assert cli.good("sources", "show", uid[:6], "--json").records[0]["uid"] == uid


def test_what_cannot_be_done_says_why(cli: Cli) -> None:
    _made(cli, "Daily Sabah")
    for code, words in (
        (4, ["show", "Daily Sabbah"]),
        (4, ["merge", "Nobody", "Daily Sabah"]),
        (2, ["merge", "Daily Sabah", "Daily Sabah"]),
        (2, ["merge", "Daily Sabah"]),
        (2, ["add", "daily sabah"]),
        (2, ["add", " "]),
        (2, ["add", "X", "--kind", "ship"]),
        (2, ["rate", "Daily Sabah", "G"]),
        (2, ["paint", "Daily Sabah"]),
    ):
        done = cli("sources", *words)
        assert done.code == code, words
        assert done.err
        assert done.raw == b""
    assert "Nearest: Daily Sabah" in cli("sources", "show", "Daily Sabbah").err


def test_a_name_that_two_have_is_ambiguous(cli: Cli) -> None:
    _made(cli, "Ahmad", "--kind", "person")
    _made(cli, "Ahmad al-Mismari", "--alias", "The Spokesman")
    cli.good("sources", "alias", "Ahmad al-Mismari", "Ahmad")
    done = cli("sources", "show", "Ahmad")
    assert done.code == 2
    assert "uid" in done.err


def test_the_same_alias_twice_changes_nothing(cli: Cli) -> None:
    _made(cli, "Libyan National Army")
    assert "added" in cli.good("sources", "alias", "Libyan National Army", "LNA").err
    assert "already" in cli.good("sources", "alias", "LNA", "L.N.A.").err


def test_sources_can_be_made_before_anything_is_imported(empty: Cli) -> None:
    _made(empty, "SAGARA")
    assert len(empty.good("sources").lines) == 1


def test_an_empty_list_is_empty(empty: Cli) -> None:
    empty.good("import", "-")
    assert empty.good("sources").raw == b""
    assert empty.good("sources", "--json").raw == b""


def test_sources_that_may_be_one_are_listed_with_the_reason(cli: Cli) -> None:
    short = _made(cli, "CPR", "--kind", "organisation")
    full = _made(cli, "Cakrawala Penyelamatan Raya", "--kind", "organisation")
    (line,) = cli.good("sources", "same").lines
    assert line.startswith(f"{short[:8]}  {full[:8]}  CPR → Cakrawala Penyelamatan Raya: ")
    (record,) = cli.good("sources", "same", "--json").records
    check([record], "suggestion")
    assert (record["source"]["uid"], record["into"]["uid"], record["why"]) == (
        short,
        full,
        "acronym",
    )
    cli.good("sources", "merge", short, full)
    assert cli.good("sources", "same").lines == []


def test_two_that_differ_are_not_suggested_again_until_that_is_undone(cli: Cli) -> None:
    _made(cli, "Perry Wardjiyo", "--kind", "person")
    _made(cli, "Perry Warjiyo", "--kind", "person")
    assert len(cli.good("sources", "same").lines) == 1
    done = cli.good("sources", "differ", "Perry Warjiyo", "Perry Wardjiyo")
    assert "not the same: Perry Warjiyo and Perry Wardjiyo" in done.err
    assert cli.good("sources", "same", "--json").records == []
    assert (
        "that was said already"
        in cli.good("sources", "differ", "Perry Wardjiyo", "Perry Warjiyo").err
    )
    cli.good("undo")
    assert len(cli.good("sources", "same").lines) == 1
    assert cli("sources", "differ", "Perry Warjiyo", "Nobody").code == 4
    assert cli("sources", "differ", "Perry Warjiyo", "Perry Warjiyo").code == 2
