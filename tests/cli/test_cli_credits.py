"""What analysts corrected in how outlets credit others: listed, taken out, and told by exports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from accounts import Pair, database_of, pair
from cli_cases import Cli, lead
from cli_schemas import check
from services_cases import bench_on

from workbench.domain.relay import Reach
from workbench.domain.span import Span
from workbench.services.annotate import new_claim
from workbench.services.credits import set_outlet, set_reach, set_words
from workbench.services.relays import my_relays
from workbench.services.view import view_article
from workbench.store import open_store

FIRST = "Bendungan Jebol\n\n“Kami aman,” kata Budi Santoso, dikutip Reuters. Hujan turun di hulu.\n"
SECOND = "Jalan Putus\n\n“Jalan dibuka,” kata Ratna Dewi, dikutip Reuters. Hujan reda di sana.\n"
__all__ = ["pair"]
CORRECTING = """
import sys
from pathlib import Path
from workbench.domain.relay import Reach
from workbench.services.credits import set_reach, spread_of
from workbench.services.relays import my_relays
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
with open_store(Path(sys.argv[1])) as store:
    bench = Workbench(store, sys.argv[2])
    view = view_article(bench, int(sys.argv[3]))
    relay = my_relays(view)[0]
    print(len(spread_of(bench, view, relay, set_reach(bench, view, relay, Reach.ARTICLE))))
    print(my_relays(view_article(bench, view.number))[0].reach)
"""
"""Corrects how far an article's first credit reaches; says how many habits that taught, and how far
it reaches then."""


@pytest.fixture
def learnt(empty: Cli, tmp_path: Path) -> Cli:
    """Two articles of an outlet; in the first ana corrected reach and name of its credit, and both
    analysts have a claim in the second, where nobody answered it."""
    for name, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    for name in ("a", "b"):
        empty.good("import", tmp_path / f"{name}.txt", "--outlet", "Kapal Pos", "--lang", "id")
    with open_store(empty.db) as store:
        ana, budi = bench_on(store, "ana"), bench_on(store, "budi", first=500)
        view = view_article(ana, 1)
        set_reach(ana, view, my_relays(view)[0], Reach.ARTICLE)
        view = view_article(ana, 1)
        set_outlet(ana, view, my_relays(view)[0], "Thomson Reuters")
        for bench in (ana, budi):
            view = view_article(bench, 2)
            start = view.text.index("Hujan reda")
            new_claim(bench, view, Span.of(view.text, start, start + 10))
    return lead(empty)


def test_habits_are_listed_in_words_and_as_data(learnt: Cli) -> None:
    lines = learnt.good("credits", "list").lines
    assert learnt.good("credits").lines == lines
    assert [line.split(" (")[0] for line in lines] == [
        "Kapal Pos: “reuters” is Thomson Reuters",
        "Kapal Pos: “dikutip …” reaches all of the article",
    ]
    records = learnt.good("credits", "list", "--json").records
    check(records, "habit")
    assert [(one["name"], one["kind"], one["reads"]) for one in records] == [
        ("Kapal Pos", "name", "Thomson Reuters"),
        ("Kapal Pos", "reach", "article"),
    ]


def test_one_is_removed_by_its_phrase_and_undo_brings_it_back(learnt: Cli) -> None:
    done = learnt.good("credits", "remove", "Dikutip  …")
    assert "taken out: Kapal Pos: “dikutip …” reaches all of the article" in done.err
    assert len(learnt.good("credits", "list").lines) == 1
    learnt.good("undo")
    assert len(learnt.good("credits", "list").lines) == 2


def test_one_is_removed_by_its_uid(learnt: Cli) -> None:
    uid = learnt.good("credits", "list", "--json").records[0]["uid"]
    learnt.good("credits", "remove", uid)
    assert [one["kind"] for one in learnt.good("credits", "list", "--json").records] == ["reach"]


def test_what_nobody_corrected_is_4_and_what_fits_two_outlets_is_2(learnt: Cli) -> None:
    assert learnt("credits", "remove", "dilansir …").code == 4
    assert learnt("credits", "remove", "dikutip …", "--outlet", "Kabar").code == 4
    (learnt.db.parent / "c.txt").write_text(SECOND.replace("reda", "usai"), encoding="utf-8")
    learnt.good("import", learnt.db.parent / "c.txt", "--outlet", "Warta", "--lang", "id")
    with open_store(learnt.db) as store:
        ana = bench_on(store, "ana", first=900)
        view = view_article(ana, 3)
        set_reach(ana, view, my_relays(view)[0], Reach.PARAGRAPH)
    done = learnt("credits", "remove", "dikutip …")
    assert done.code == 2
    assert "Warta, Kapal Pos" in done.err
    learnt.good("credits", "remove", "dikutip …", "--outlet", "warta")
    assert len(learnt.good("credits", "list").lines) == 2


def exported(cli: Cli, analyst: str) -> list[dict[str, Any]]:
    out = cli.db.parent / f"{analyst}.jsonl"
    cli.good("--analyst", analyst, "export", "--format", "jsonl", "--out", out)
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_a_chain_that_rests_on_habits_says_which(learnt: Cli) -> None:
    for analyst in ("ana", "budi", "citra"):
        claims = [one for one in exported(learnt, analyst) if one["type"] == "claim"]
        assert len(claims) == 2
        check([{k: v for k, v in one.items() if k != "type"} for one in claims], "claim")
        for claim in claims:
            assert claim["origin"] == "Thomson Reuters"
            assert [habit["phrase"] for habit in claim["habits"]] == ["dikutip …", "reuters"]
    out = learnt.db.parent / "out.csv"
    learnt.good("export", "--format", "csv", "--out", out)
    for row in csv.DictReader(io.StringIO(out.read_text("utf-8"))):
        assert row["habits"] == "dikutip … = article; reuters = Thomson Reuters"


def test_a_claim_whose_analyst_answered_the_credit_rests_on_no_habit(learnt: Cli) -> None:
    with open_store(learnt.db) as store:
        budi = bench_on(store, "budi", first=2_000)
        view = view_article(budi, 2)
        set_reach(budi, view, my_relays(view)[0], Reach.STATEMENT)
    assert phrases(learnt) == {"ana": ["reuters"], "budi": []}  # the reach is as the machine has it
    learnt.good("undo", "--analyst", "budi")
    assert phrases(learnt) == {name: ["dikutip …", "reuters"] for name in ("ana", "budi")}


def phrases(cli: Cli) -> dict[str, list[str]]:
    claims = cli.good("claims", "--json").records
    return {one["analyst"]: [habit["phrase"] for habit in one.get("habits", ())] for one in claims}


def test_an_article_s_relays_are_the_asking_analyst_s_answers(learnt: Cli) -> None:
    for analyst, status, outlet in (
        ("ana", "confirmed", "Thomson Reuters"),
        ("budi", "suggested", "Thomson Reuters"),
    ):
        articles = [one for one in exported(learnt, analyst) if one["type"] == "article"]
        shown = learnt.good("--analyst", analyst, "show", 1, "--json").records
        listed = learnt.good("--analyst", analyst, "list", "--json").records
        for records in (articles, shown, listed):
            (relay,) = next(one["relays"] for one in records if one["number"] == 1)
            assert (relay["status"], relay["outlet"]) == (status, outlet)


def test_show_prints_a_credit_as_the_analyst_has_it(learnt: Cli) -> None:
    with open_store(learnt.db) as store:
        ana = bench_on(store, "ana", first=3_000)
        view = view_article(ana, 1)
        start = view.text.index("kata Budi")
        set_words(ana, view, my_relays(view)[0], Span.of(view.text, start, start + 35))
    for width in (60, 140):
        lines = learnt.good("show", 1, "--width", width).lines
        (row,) = [line for line in lines if " relay " in line]
        assert "Thomson Reuters, article" in row
    assert "kata Budi Santoso" in row


def test_a_list_without_habits_says_so(empty: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    empty.good("import", tmp_path / "a.txt")
    done = empty.good("credits")
    assert done.lines == []
    assert "no habits yet" in done.err


def test_an_analysts_correction_is_of_one_credit_where_the_database_is_shared(
    pair: Pair, learnt: Cli, tmp_path: Path
) -> None:
    owner, beno = pair
    learnt.good("credits", "remove", "dikutip …")
    learnt.good("credits", "remove", "reuters")
    with database_of(owner, learnt.db) as path:
        before = owner.good(path, "facts", 1, "--json"), owner.good(path, "show", 1)
        told = beno.python_program("-c", CORRECTING, path, beno.name, 2)
        assert told.stdout == b"0\narticle\n"
        after = owner.good(path, "facts", 1, "--json"), owner.good(path, "show", 1)
        assert before == after
        assert beno.name not in owner.good(path, "credits")
        told = owner.python_program("-c", CORRECTING, path, owner.name, 1)
        assert told.stdout == b"1\narticle\n"
        assert owner.name in beno.good(path, "credits")
        refused = beno.refused(path, "credits", "remove", "dikutip …", code=2)
        assert "is for adjudicators" in refused
        owner.good(path, "credits", "remove", "dikutip …")
