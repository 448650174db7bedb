"""`workbench adjudicate`: where two analysts differ, decided on the command line, and disputed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli
from cli_schemas import check

from workbench.domain.article import ReadingState
from workbench.domain.claim import Hop
from workbench.domain.span import Span
from workbench.services.annotate import new_claim
from workbench.services.review import set_state
from workbench.services.sources import NameBook
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

BOUNDS = {"ana": (29, 48), "budi": (29, 42)}


def judge(db: Path, analyst: str, *, source: str) -> None:
    """Two claims of somebody's on the first article, which is done then: from this source, and in
    bounds of the analyst's own."""
    with open_store(db) as store:
        bench = Workbench(store, analyst)
        for (start, end), name in ((BOUNDS[analyst], "Ratih"), ((107, 117), source)):
            view, book = view_article(bench, 1), NameBook(bench)
            hops = (Hop((book.uid(name),)),)
            new_claim(bench, view, Span.of(view.text, start, end), hops=hops, book=book)
        set_state(bench, view_article(bench, 1), ReadingState.DONE)


@pytest.fixture
def apart(cli: Cli) -> Cli:
    """Citra's command line, where ana and budi differ in a speaker and in bounds."""
    judge(cli.db, "ana", source="Polisi")
    judge(cli.db, "budi", source="Hakim")
    return Cli(cli.monkeypatch, cli.db, "citra")


def test_what_waits_is_listed_and_shown_without_names(apart: Cli) -> None:
    done = apart.good("adjudicate")
    assert [line.split()[1:4] for line in done.lines] == [
        ["#1", "other", "speaker"],
        ["#1", "other", "bounds"],
    ]
    assert done.err.strip() == "2 differences wait for a ruling"
    records = apart.good("adjudicate", "list", "--json").records
    check(records, "disagreement")
    assert [one["kinds"] for one in records] == [["other speaker"], ["other bounds"]]
    assert [one["decided_before"] for one in records] == [False, False]
    assert apart.good("adjudicate", "list", "--where", "number:2", "--json").records == []
    (case,) = apart.good("adjudicate", "show", "--json").records
    check([case], "case")
    assert [one["analysts"] for one in case["answers"]] == [[], []]
    shown = apart.good("adjudicate", "show", records[0]["uid"][:8])
    assert "A does: asserts" in shown.lines
    for name in ("ana", "budi"):
        assert name not in shown.out.split()
        assert f'"{name}"' not in apart.good("adjudicate", "show", "--json").out


def test_a_ruling_names_whose_answers_they_were_and_is_undone(apart: Cli) -> None:
    uid = apart.good("adjudicate", "list", "--json").records[0]["uid"]
    done = apart.good("adjudicate", "rule", uid[:8], "b", "--cause", "slip")
    assert done.err.startswith("decided: B for “")
    assert "'s, B " in done.err
    assert len(apart.good("adjudicate").lines) == 1
    (case,) = apart.good("adjudicate", "show", uid, "--json").records
    check([case], "case")
    assert case["ruling"]["cause"] == "slip"
    assert {name for one in case["answers"] for name in one["analysts"]} == {"ana", "budi"}
    assert apart.good("adjudicate", "show", uid).lines[-1].startswith("B taken by citra, ")
    apart.good("undo")
    assert len(apart.good("adjudicate").lines) == 2
    assert apart.good("verify").code == 0


def test_neither_needs_words_and_a_third_is_a_claim(apart: Cli) -> None:
    uid = apart.good("adjudicate", "list", "--json").records[0]["uid"]
    assert apart("adjudicate", "rule", uid, "neither").code == 2
    assert apart("adjudicate", "rule", uid, "d").code == 2
    assert apart("adjudicate", "rule", "ffffff", "a").code == 4
    apart.good("adjudicate", "rule", uid, "neither", "--because", "keduanya salah dengar")
    assert apart.good("queue").lines[-1] == "1 difference waits for you to decide"
    again = apart("adjudicate", "rule", uid, "third", "--from", "b")
    assert again.code == 2
    assert "it is decided: neither taken by citra" in again.err
    apart.good("adjudicate", "rule", uid, "third", "--from", "b", "--again")
    (ruling,) = [one["ruling"] for one in apart.good("adjudicate", "show", uid, "--json").records]
    assert ruling["choice"] == "third"
    claims = {one["uid"]: one for one in apart.good("claims", "--json").records}
    assert claims[ruling["claim"]]["analyst"] == "citra"


def test_bounds_are_decided_in_bulk(apart: Cli) -> None:
    done = apart.good("adjudicate", "bounds", "longest")
    assert done.err.strip() == "decided: the longest bounds of 1"
    assert len(apart.good("adjudicate").lines) == 1
    again = apart.good("adjudicate", "bounds", "shortest")
    assert again.err.strip() == "nothing differs in bounds alone"


def test_what_went_otherwise_is_read_or_disputed_and_answered(cli: Cli, apart: Cli) -> None:
    assert cli.good("adjudicate", "otherwise").err.strip() == "nothing was decided otherwise"
    uid = apart.good("adjudicate", "list", "--json").records[0]["uid"]
    apart.good("adjudicate", "rule", uid, "neither", "--because", "dua-duanya keliru")
    (record,) = cli.good("adjudicate", "otherwise", "--json").records
    check([record], "decided_otherwise")
    assert (record["uid"], record["answer"], record["taken"]) == (uid, "new", [])
    head, yours, decided, ruling = cli.good("adjudicate", "otherwise").lines
    assert head.split() == [uid[:8], "new", "#1", "other", "speaker"]
    assert yours.startswith("  yours: Polisi: ")
    assert decided == "  decided: nothing to record here"
    assert ruling.startswith("  neither taken by citra")
    cli.good("adjudicate", "dispute", uid[:8], "teks menyebut polisi")
    (waits,) = apart.good("adjudicate", "disputes", "--json").records
    check([waits], "dispute")
    assert apart.good("queue").lines[-1] == "1 difference and 1 dispute wait for you to decide"
    (queue,) = apart.good("queue", "--json").records
    check([queue], "queue")
    assert (queue["difference_count"], queue["dispute_count"]) == (1, 1)
    assert (waits["analyst"], waits["words"]) == ("ana", "teks menyebut polisi")
    assert apart.good("adjudicate", "disputes").lines[1] == "  ana: “teks menyebut polisi”"
    apart.good("adjudicate", "settle", uid[:8], "itu kutipan lama")
    assert apart.good("adjudicate", "disputes").err.strip() == "no dispute waits for an answer"
    assert apart("adjudicate", "settle", uid[:8], "lagi").code == 4
    (record,) = cli.good("adjudicate", "otherwise", "--json").records
    assert (record["answer"], record["reply"]) == ("settled", "itu kutipan lama")
    assert cli.good("adjudicate", "otherwise").lines[-2:] == [
        "  you: “teks menyebut polisi”",
        "  answered: “itu kutipan lama”",
    ]
    cli.good("adjudicate", "read")
    (record,) = cli.good("adjudicate", "otherwise", "--json").records
    assert record["answer"] == "read"
    assert cli("adjudicate", "dispute", "ffffff", "x").code == 4


def test_what_is_withdrawn_waits_again(apart: Cli, cli: Cli) -> None:
    uid = apart.good("adjudicate", "list", "--json").records[0]["uid"]
    assert apart("adjudicate", "withdraw", uid).code == 4
    apart.good("adjudicate", "rule", uid, "neither", "--because", "dua-duanya keliru")
    cli.good("adjudicate", "dispute", uid[:8], "teks menyebut polisi")
    done = apart.good("adjudicate", "withdraw", uid[:8])
    assert done.err.strip() == "withdrawn: the difference in #1 is open again; 1 dispute answered"
    assert len(apart.good("adjudicate").lines) == 2
    apart.good("undo")
    assert len(apart.good("adjudicate").lines) == 1
