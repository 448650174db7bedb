"""The decided layer: what of several analysts' work leaves, and what is said of the rest."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from deciding_cases import (
    ARTICLE,
    OTHER,
    called,
    claimed,
    finish,
    letter_of,
    only_case,
    ruled,
)
from services_cases import bench_on, taken, view_of
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.choice import EVERYTHING, Choice, WhichLayer
from workbench.domain.claim import Claim, LinkKind
from workbench.domain.deciding import Left, Standing
from workbench.domain.journal import Change
from workbench.domain.member import Member, Role
from workbench.errors import UsageError
from workbench.exchange.report import Scope, words_of
from workbench.services.adjudication import rule_with_third
from workbench.services.annotate import assess_claim, edit_claim, link_claims
from workbench.services.annotation_import import import_annotations
from workbench.services.checking import check_package
from workbench.services.exporting import export, print_export
from workbench.services.layer import decided_layer
from workbench.services.reporting import Wanted, print_report, read_report
from workbench.services.review import set_state
from workbench.services.tags import Tagged, put_tags
from workbench.services.view import view_article
from workbench.services.workbench import Sight, Workbench
from workbench.stored.packed import pack

ALL, DECIDED = Choice(layer=WhichLayer.ALL), Choice(layer=WhichLayer.DECIDED)


@pytest.fixture
def team(bench: Workbench) -> dict[str, Claim]:
    """On one article ana and budi say one thing alike, differ in a speaker, which was ruled on, and
    in bounds, which was not; another one was judged by ana alone."""
    claims = {
        "same ana": claimed(bench, "ana", "Polisi"),
        "same budi": claimed(bench, "budi", "Polisi"),
        "speaker ana": claimed(bench, "ana", "Hakim", at=40),
        "speaker budi": claimed(bench, "budi", "Jaksa", at=40),
    }
    finish(bench, "ana", "budi")
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "budi"))
    claims["open ana"] = claimed(bench, "ana", "Wali kota", at=80, to=100)
    claims["open budi"] = claimed(bench, "budi", "Wali kota", at=80, to=96)
    claims["single"] = claimed(bench, "ana", "Camat", on=OTHER)
    finish(bench, "ana", on=OTHER)
    return claims


def leaves(bench: Workbench, team: dict[str, Claim], choice: Choice = EVERYTHING) -> set[str]:
    names = {claim.uid: name for name, claim in team.items()}
    bundle = taken(bench, choice)
    return {names[claim.uid] for one in bundle.articles for claim in one.claims}


def exported(bench: Workbench, format_name: str = "jsonl", choice: Choice = EVERYTHING) -> bytes:
    stream = io.BytesIO()
    print_export(bench, format_name, stream, choice=choice)
    return stream.getvalue()


def test_what_stands_leaves_and_the_rest_is_told_with_the_reason(
    bench: Workbench, team: dict[str, Claim]
) -> None:
    kept = leaves(bench, team)
    assert len(kept & {"same ana", "same budi"}) == 1
    assert kept - {"same ana", "same budi"} == {"speaker budi", "single"}
    assert leaves(bench, team, DECIDED) == kept
    assert leaves(bench, team, ALL) == {*team}
    assert leaves(bench, team, Choice(analysts=("ana",))) == {
        "same ana", "speaker ana", "open ana", "single",
    }  # fmt: skip
    written = print_export(bench, "jsonl", io.BytesIO())
    assert written.claims == 3
    reasons = {loss.why: loss.count for loss in written.lost if loss.what == "claims"}
    assert reasons == {Left.SAME: 1, Left.OTHERWISE: 1, Left.UNRESOLVED: 2}


def test_each_claim_keeps_its_analyst_and_the_export_says_what_it_is(
    bench: Workbench, team: dict[str, Claim]
) -> None:
    records = [json.loads(line) for line in exported(bench).splitlines()]
    assert records[0]["choice"] == {"layer": "decided"}
    claims = {one["uid"]: one for one in records if one["type"] == "claim"}
    assert claims[team["speaker budi"].uid]["analyst"] == "budi"
    first = json.loads(exported(bench, choice=ALL).splitlines()[0])
    assert first["choice"] == {"layer": "all"}
    assert Choice.from_record(first["choice"]) == ALL


def test_one_analyst_or_no_ruling_leaves_all_as_before(bench: Workbench, stores: Stores) -> None:
    claimed(bench, "ana", "Polisi")
    finish(bench, "ana")
    assert "choice" not in json.loads(exported(bench).splitlines()[0])
    claimed(bench, "budi", "Hakim")
    finish(bench, "budi")
    before = exported(bench)
    assert before.count(b'"type":"claim"') + before.count(b'"type": "claim"') == 2
    assert "choice" not in json.loads(before.splitlines()[0])
    stores.share()
    assert json.loads(exported(bench).splitlines()[0])["choice"] == {"layer": "decided"}


def test_what_hangs_on_what_does_not_stand_goes_with_it(
    bench: Workbench, team: dict[str, Claim]
) -> None:
    lost, kept = team["speaker ana"], team["speaker budi"]
    view = view_of(bench, ARTICLE)
    for claim in (lost, kept):
        assess_claim(bench, view, claim.uid, credibility=3)
        put_tags(bench, ["periksa"], Tagged(claims=(claim.uid,)))
    link_claims(bench, LinkKind.SUPPORTS, lost.uid, team["open ana"].uid)
    link_claims(bench, LinkKind.SUPPORTS, lost.uid, kept.uid)
    (article,) = (one for one in taken(bench).articles if one.article.foreign_id == ARTICLE)
    assert [one.claim for one in article.assessments] == [kept.uid]
    assert [one.claim for one in article.tags] == [kept.uid]
    assert len(article.links) == 1
    article.check()


def test_an_unfinished_analysts_claims_wait_and_a_third_stands(
    bench: Workbench, team: dict[str, Claim]
) -> None:
    team["late"] = claimed(bench, "dewi", "Polisi")
    assert "late" not in leaves(bench, team)
    citra, case = called(bench, "citra"), only_case(bench)
    team["third"] = rule_with_third(citra, case, 0)
    assert "third" in leaves(bench, team)
    assert decided_layer(bench).standings[team["third"].uid] is Standing.ADJUDICATED
    edited = replace(team["open ana"], restatement="Lain lagi.")
    edit_claim(bench, view_article(bench, case.number), edited)
    assert not {"third", "open ana"} & leaves(bench, team)


def test_what_somebody_has_not_finished_waits_where_another_has(
    bench: Workbench, team: dict[str, Claim]
) -> None:
    draft = claimed(bench, "budi", "Lurah", at=200, on=OTHER)
    team["draft"] = draft
    set_state(bench, view_of(bench, OTHER), ReadingState.OPEN)
    assert "draft" in leaves(bench, team)
    assert decided_layer(bench).standings[draft.uid] is Standing.BEGUN
    finish(bench, "ana", on=OTHER)
    assert leaves(bench, team) >= {"single"}
    assert "draft" not in leaves(bench, team)
    assert decided_layer(bench).left_out[draft.uid] is Left.UNFINISHED
    finish(bench, "budi", on=OTHER)
    assert "draft" not in leaves(bench, team)
    assert decided_layer(bench).left_out[draft.uid] is Left.UNRESOLVED


def test_what_somebody_began_who_left_does_not_leave(
    bench: Workbench, team: dict[str, Claim]
) -> None:
    team["draft"] = claimed(bench, "eka", "Lurah", at=200, on=OTHER)
    set_state(bench, view_of(bench, OTHER), ReadingState.OPEN)
    assert "draft" in leaves(bench, team)
    member = Member("eka", Role.ANALYST, "ana", is_active=False)
    bench.act("role", [Change("member", member.uid, None, member.to_record())])
    assert "draft" not in leaves(bench, team)
    written = print_export(bench, "jsonl", io.BytesIO())
    assert {loss.why: loss.count for loss in written.lost}[Left.GONE] == 1
    finish(bench, "ana", on=OTHER)
    assert decided_layer(bench).left_out[team["draft"].uid] is Left.UNFINISHED


def page_of(bench: Workbench, lang: str = "en") -> str:
    stream = io.BytesIO()
    print_report(bench, stream, Wanted(Scope(), EVERYTHING, "md", lang))
    return stream.getvalue().decode()


def test_a_report_does_not_say_nobody_of_what_is_out_of_sight(bench: Workbench) -> None:
    assert "Nobody has recorded a claim" in page_of(bench)
    claimed(bench, "ana", "Polisi")
    finish(bench, "ana")
    eka = replace(called(bench, "eka"), sight=Sight.BLIND)
    for lang, told in (("en", "whether there is any is not told"), ("id", "ada atau tidaknya")):
        page = page_of(eka, lang)
        assert told in page
        assert "Nobody has recorded" not in page
        assert "Belum ada yang mencatat" not in page
    assert told not in page_of(bench, "id")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_report_has_words_for_whatever_is_left_out(lang: str) -> None:
    words = words_of(lang)
    said = [words.scale("lost", one.name.lower()) for one in Left]
    assert len({*said}) == len(Left)


def test_the_layer_is_of_the_moment_that_is_exported(
    bench: Workbench, team: dict[str, Claim]
) -> None:
    view = view_of(bench, OTHER)
    old = pack(
        view.facts, extractor="workbench-rules/0", lang=view.article.metadata.lang, anchor=""
    )
    bench.store.facts.keep([(view.number, old)], analyst="ana", at=bench.now())
    late: list[Claim] = []

    def record(_: object) -> None:
        """A colleague goes on while facts are computed anew for an export."""
        late.append(claimed(called(bench, "dewi"), "dewi", "Polisi"))

    bench.tell_followed = record
    left = {claim.uid for one in taken(bench).articles for claim in one.claims}
    assert late
    assert late[0].uid not in left
    assert team["single"].uid in left


def test_the_same_state_gives_the_same_bytes_and_a_set_is_read_back(
    bench: Workbench, team: dict[str, Claim], stores: Stores, tmp_path: Path
) -> None:
    clock = replace(bench, now=lambda: "2026-03-05T00:00:00Z")
    assert exported(clock) == exported(clock)
    for name in ("package", "xlsx", "csv", "brat", "vault"):
        written = export(
            clock, name, tmp_path / (f"out.{name}" if name in ("xlsx", "csv") else name)
        )
        assert written.claims == 3, name
    export(clock, "jsonl", tmp_path / "set.jsonl")
    with stores.open("there") as store:
        import_annotations(bench_on(store, "dewi"), "jsonl", tmp_path / "set.jsonl")
        assert len(store.claims.many(claim.uid for claim in team.values())) == 3


def test_a_package_of_what_was_decided_is_checked_as_such(
    bench: Workbench, team: dict[str, Claim], tmp_path: Path
) -> None:
    export(bench, "package", tmp_path / "set")
    assert "layer" in (tmp_path / "set" / "datapackage.json").read_text(encoding="utf-8")
    assert "what stands" in (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    checked = check_package(bench, tmp_path / "set")
    assert list(checked.since) == []
    case = only_case(bench)
    ruled(bench, case, letter_of(case, "ana"))
    (new,) = check_package(bench, tmp_path / "set").since
    assert new.uid == team["open ana"].uid


def test_what_is_decided_is_nobodys_alone(bench: Workbench, team: dict[str, Claim]) -> None:
    with pytest.raises(UsageError, match="nobody's alone"):
        taken(bench, replace(DECIDED, analysts=("ana",)))


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_report_says_what_it_holds_and_what_it_does_not(
    bench: Workbench, team: dict[str, Claim], lang: str
) -> None:
    link_claims(bench, LinkKind.SAME, team["single"].uid, team["open ana"].uid)
    stream = io.BytesIO()
    written = print_report(bench, stream, Wanted(Scope(), EVERYTHING, "md", lang))
    page = stream.getvalue().decode()
    assert written.claims == 3
    told = {
        "en": ("1 on which all", "1 as an adjudicator ruled", "1 of articles", "1 place in which",
               "2 claims of one of several analysts", "nobody has ruled on it"),
        "id": ("1 yang disepakati", "1 menurut putusan", "1 dari artikel", "1 tempat yang dinilai",
               "2 petikan salah satu", "belum ada yang memutuskan"),
    }[lang]  # fmt: skip
    for words in told:
        assert words in page, words
    told_all = read_report(bench, Scope(), ALL)
    assert len(told_all.places) == len(team)
    digest = read_report(bench, Scope())
    (single,) = (
        statement
        for statement in digest.statements
        if team["single"].uid in {place.claim.uid for place in statement.places}
    )
    behind = {uid for origin in single.backing.origins for uid in origin.claims}
    assert behind == {team["single"].uid}


def test_an_adjudicator_of_a_shared_store_sees_the_layer_whole(
    bench: Workbench, stores: Stores, team: dict[str, Claim]
) -> None:
    citra = replace(called(bench, "citra"), sight=Sight.BLIND)
    assert leaves(citra, team) == set()
    stores.share()
    assert leaves(citra, team) == set()
    member = Member("citra", Role.ADJUDICATOR, "ana")
    bench.act("role", [Change("member", member.uid, None, member.to_record())])
    assert leaves(citra, team) == leaves(bench.seeing_all(), team)
    assert len(read_report(citra, Scope()).places) == 3
    for choice in (ALL, Choice(analysts=("ana",))):
        assert leaves(citra, team, choice) == set()
