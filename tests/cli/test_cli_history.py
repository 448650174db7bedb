"""log, undo, redo and set: what was done, and taking it back."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from cli_cases import Cli
from cli_schemas import check


def test_entries_come_newest_first_and_prove_their_chain(annotated: Cli) -> None:
    entries = annotated.good("log", "--json").records
    check(entries, "entry")
    assert [entry["seq"] for entry in entries] == list(range(len(entries), 0, -1))
    for entry, earlier in zip(entries, [*entries[1:], {"hash": "0" * 64}], strict=True):
        assert entry["prev"] == earlier["hash"]
        body = {key: value for key, value in entry.items() if key not in ("prev", "hash")}
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert sha256((entry["prev"] + text).encode()).hexdigest() == entry["hash"]


def test_a_limit_leaves_the_newest(annotated: Cli) -> None:
    everything = annotated.good("log", "--limit", "1000").lines
    assert annotated.good("log", "--limit", "2").lines == everything[:2]
    assert everything[0].split()[3] == "link"
    assert "import" in everything[-1]


def test_a_filter_leaves_the_entries_of_a_day_and_an_act(annotated: Cli) -> None:
    everything = annotated.good("log", "--limit", "1000").lines
    assert annotated.good("log", "--limit", "1000", "--where", "recorded:today").lines == everything
    links = annotated.good("log", "--where", "recorded:>=yesterday act:link", "--json").records
    assert {entry["op"] for entry in links} == {"link"}
    assert annotated.good("log", "--where", "recorded:<2020").lines == []
    assert annotated("log", "--where", "recorded:kemarin").code == 2


def test_what_one_session_did_another_command_takes_back(cli: Cli) -> None:
    cli.good("set", 1, "title=Gudang Meledak", "published=2026-03-09")
    assert "title, published of #1" in cli.good("undo").err
    record = cli.good("show", 1, "--json").records[0]
    assert record["title"] == "Gudang di Pelabuhan Meledak"
    assert "title, published of #1" in cli.good("redo").err
    record = cli.good("show", 1, "--json").records[0]
    assert (record["title"], record["published_at"]) == ("Gudang Meledak", "2026-03-09")
    assert record["published_basis"] == "analyst"
    assert [line.split()[3] for line in cli.good("log", "--limit", "3").lines] == [
        "redo", "undo", "set",
    ]  # fmt: skip


def test_facts_follow_the_date_that_was_set_and_its_undo(cli: Cli) -> None:
    def anchors() -> set[str | None]:
        facts = cli.good("facts", 1, "--json").records
        return {f["attributes"]["anchor"] for f in facts if f["kind"] == "time"}

    before = anchors()
    cli.good("set", "1", "published=2026-05-05")
    assert anchors() == {"2026-05-05"} != before
    cli.good("undo")
    assert anchors() == before


def test_undo_is_only_of_my_own_acts(annotated: Cli) -> None:
    annotated.analyst = "budi"
    assert "nothing to undo" in annotated.good("undo").err
    assert "nothing to redo" in annotated.good("redo").err


def test_undo_is_refused_when_somebody_changed_it_since(cli: Cli) -> None:
    cli.good("set", 1, "title=Mine")
    cli.analyst = "budi"
    cli.good("set", 1, "title=Theirs")
    cli.analyst = "ana"
    done = cli("undo")
    assert done.code == 1
    assert "changed meanwhile" in done.err
    assert cli.good("show", 1, "--json").records[0]["title"] == "Theirs"


def test_setting_what_is_so_already_changes_nothing(cli: Cli) -> None:
    assert "nothing changed" in cli.good("set", 1, "lang=id").err
    assert "1 lang set" not in cli.good("log").out


def test_an_empty_value_clears_a_field(cli: Cli) -> None:
    cli.good("set", "#1", "outlet=", "published=")
    record = cli.good("show", 1, "--json").records[0]
    assert (record["outlet"], record["published_at"]) == ("", None)
    assert record["published_basis"] == "none"


@pytest.mark.parametrize(
    "values", [["colour=red"], ["title"], ["=x"], ["title=a", "title=b"], ["published=x"],
               ["lang=indonesian"]],
)  # fmt: skip
def test_what_cannot_be_set_is_a_usage_error_and_nothing_is_set(
    cli: Cli, values: list[str]
) -> None:
    done = cli("set", 1, *values)
    assert done.code == 2
    assert len(cli.good("log").lines) == 1
