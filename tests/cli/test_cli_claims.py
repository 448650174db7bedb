from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cli_cases import Cli, lead
from cli_schemas import check

from workbench.domain.claim import Factuality
from workbench.services.chain import set_hop
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


def test_a_claim_stands_with_its_chain_and_origin(annotated: Cli) -> None:
    lines = annotated.good("claims", "--where", "article:1").lines
    assert "#1  ana  draft" in lines[0]
    assert lines[1].startswith("  Cakrawala Pos ← Harbour Wire? ← Ratih Sondakh")
    assert lines[1].endswith("origin: Ratih Sondakh (last hop)")


def test_json_is_the_claim_shape_of_the_export(annotated: Cli, tmp_path: Path) -> None:
    records = annotated.good("claims", "--json").records
    check(records, "claim")
    out = tmp_path / "out.jsonl"
    annotated.good("export", "--format", "jsonl", "--out", out)
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    exported = {line["uid"]: line for line in lines if line["type"] == "claim"}
    assert {record["uid"] for record in records} == set(exported)
    for record in records:
        assert {"type": "claim", **record} == exported[record["uid"]]
    assert any(record["assessments"] for record in records)
    assert any(record["links"] for record in records)


def test_claims_are_of_all_analysts_and_those_of_the_newest_articles_first(annotated: Cli) -> None:
    annotated.analyst = "budi"
    assert not annotated.good("claims").lines, "not before Budi has judged"
    lead(annotated)
    numbers = [line.split()[1] for line in annotated.good("claims").lines[::2]]
    assert numbers == sorted(numbers, reverse=True)
    assert set(numbers) == {"#1", "#2"}


@pytest.mark.parametrize(
    ("words", "some"),
    [("analyst:ana", True), ("analyst:budi", False), ("source:Ratih", True),
     ("outlet:Northgate lang:en", True), ("lang:fr", False), ("believing", True)],
)  # fmt: skip
def test_claims_are_chosen_by_their_own_fields(annotated: Cli, words: str, some: bool) -> None:
    assert bool(annotated.good("claims", "--where", words).lines) is some


def test_a_denial_reads_as_one_in_lists_and_on_the_sheet(annotated: Cli) -> None:
    with open_store(annotated.db) as store:
        bench = Workbench(store, "ana")
        view = view_article(bench, 1)
        claim = view.my_claims()[0]
        denied = replace(claim.hops[-1], factuality=Factuality.CERTAINLY_NOT)
        set_hop(bench, view, claim, len(claim.hops) - 1, denied)
    line = f"denies: {claim.restatement or claim.span.exact}"[:40]
    for words in (("claims",), ("show", "1")):
        out = annotated.good(*words).out
        assert line in out
        assert out.count("denies: ") == 1
    assert "denies: " not in annotated.good("claims", "--json").out


def test_a_limit_cuts_and_an_unknown_field_is_refused(annotated: Cli) -> None:
    assert len(annotated.good("claims", "--limit", "1", "--json").records) == 1
    done = annotated("claims", "--where", "title:x")
    assert done.code == 2
    assert "topic" in done.err


def test_claims_come_in_the_order_that_is_asked_for(annotated: Cli) -> None:
    def order(sort: str, *more: str) -> list[str]:
        records = annotated.good("claims", "--sort", sort, "--json", *more).records
        return [record["uid"] for record in records]

    newest = order("newest")
    assert newest == [record["uid"] for record in annotated.good("claims", "--json").records]
    judged = order("credibility", "--where", "credibility:3")
    assert len(judged) == 2
    assert order("credibility")[:2] == judged
    for sort in ("date", "topic", "source", "origins"):
        assert sorted(order(sort)) == sorted(newest)
    assert annotated("claims", "--sort", "beauty").code == 2


def test_linked_claims_say_how_many_origins_stand_behind_them(annotated: Cli) -> None:
    linked = annotated.good("claims", "--where", "links:>=1").lines
    assert len(linked) == 4
    assert any("; independent origins: " in line for line in linked[1::2])
    others = annotated.good("claims", "--where", "links:0").lines
    assert not any("independent origins" in line for line in others)
    assert len(annotated.good("claims", "--where", "linked:supports", "--json").records) == 2


def test_a_merged_source_shows_under_its_final_name(annotated: Cli) -> None:
    annotated.good("sources", "add", "Polda Sulsel", "--kind", "organisation")
    annotated.good("sources", "merge", "Ratih Sondakh", "Polda Sulsel")
    first = annotated.good("claims", "--where", "article:1", "--json").records[0]
    assert first["origin"] == "Polda Sulsel"
    assert first["hops"][-1]["sources"][0]["name"] == "Polda Sulsel"
    assert "← Polda Sulsel" in annotated.good("claims", "--where", "article:1").lines[1]
