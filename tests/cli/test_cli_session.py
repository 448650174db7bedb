from __future__ import annotations

import pytest
from cli_cases import Cli
from cli_schemas import check

from workbench.services.metadata import set_metadata
from workbench.services.sitting import end_session, remember_reading, start_session
from workbench.services.workbench import Workbench, open_store


@pytest.fixture
def sat(cli: Cli) -> Cli:
    """Ana was interrupted, budi ended, ana sits again."""
    with open_store(cli.db) as store:
        for analyst, how in (("ana", "interrupted"), ("budi", "ended"), ("ana", "")):
            bench = Workbench(store, analyst)
            start_session(bench, selection="lang:id")
            remember_reading(bench, 1, 5, seconds=61)
            remember_reading(bench, 2, 5, seconds=7)
            set_metadata(bench, 1, {"title": f"{analyst} {how}"})
            if how:
                end_session(bench, how)
    return cli


def test_sittings_are_listed_newest_first(sat: Cli) -> None:
    lines = sat.good("session").lines
    assert lines == sat.good("session", "list").lines
    assert ["running" in lines[0], "budi  ended" in lines[1], "interrupted" in lines[2]] == [
        True, True, True,
    ]  # fmt: skip
    assert lines[0].endswith("lang:id")


@pytest.mark.parametrize("what", ["list", "show", "summary"])
def test_json_follows_the_schema(sat: Cli, what: str) -> None:
    records = sat.good("session", what, "--json").records
    check(records, "session")
    assert len(records) == (3 if what == "list" else 1)
    assert ("acts" in records[0]) == (what != "list")


def test_show_and_summary_are_of_my_last_sitting(sat: Cli) -> None:
    lines = sat.good("session", "show").lines
    assert "ana  running" in lines[0]
    assert lines[1:3] == ["  #1  1:01", "  #2  0:07"]
    assert lines[3] == "  1 set"
    assert lines[4].startswith("  head ")
    assert sat.good("session", "summary").lines[0].endswith("2 articles read; 1 set")


def test_a_sitting_is_named_by_the_start_of_its_uid(sat: Cli) -> None:
    uid = sat.good("session", "--json").records[1]["uid"]
    record = sat.good("session", "summary", uid[:6], "--json").records[0]
    assert (record["uid"], record["analyst"], record["acts"]) == (uid, "budi", {"set": 1})
    assert sat("session", "show", "ffffffff").code == 4
    assert sat("session", "show", uid[:5]).code == 2
    assert sat("session", "list", uid).code == 2


def test_who_never_sat_has_no_session(cli: Cli) -> None:
    assert cli.good("session").raw == b""
    assert cli("session", "show").code == 4
    assert cli("session", "dance").code == 2
