from __future__ import annotations

import pytest
from cli_cases import Cli
from cli_schemas import check

from workbench.domain.decision import Verdict
from workbench.services.history import undo
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_fact, answer_fact
from workbench.services.sitting import end_session, remember_reading, start_session
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


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
    assert lines[1:4] == [
        "  2 articles in 1:08: #1 1:01, #2 0:07",
        "  nothing answered",
        "  acts: 1 set",
    ]
    assert lines[4:6] == ["  #1  1:01", "  #2  0:07"]
    assert lines[6].startswith("  head ")
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


def test_a_summary_says_how_far_each_rule_was_right(cli: Cli) -> None:
    """What was undone within the sitting counts as not done."""
    with open_store(cli.db) as store:
        bench = Workbench(store, "ana")
        start_session(bench)
        quote, *others = view_article(bench, 1).open_questions()
        accept_fact(bench, view_article(bench, 1), quote)
        answer_fact(bench, view_article(bench, 1), others[0], Verdict.REJECTED)
        answer_fact(bench, view_article(bench, 1), others[1], Verdict.SKIPPED)
        accept_fact(bench, view_article(bench, 2), view_article(bench, 2).open_questions()[0])
        undo(bench)
        end_session(bench)
    record = cli.good("session", "summary", "--json").records[0]
    check([record], "session")
    assert record["decisions"] == {"accepted": 1, "rejected": 1, "skipped": 1}
    assert record["claims"] == 1
    rules = {one["rule"]: (one["accepted"], one["rejected"]) for one in record["rules"]}
    assert rules == (
        {quote.rule: (1, 0), others[0].rule: (0, 1)}
        if quote.rule != others[0].rule
        else {quote.rule: (1, 1)}
    )
    sheet = cli.good("session", "show").out
    assert "3 facts answered: 1 accepted, 1 rejected, 1 skipped; 1 claim recorded" in sheet
    assert quote.rule in sheet
