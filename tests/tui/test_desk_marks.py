"""Marks and acts on many: articles, facts, claims, sources; and the same words elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import SETTINGS, Desk, library, story
from desk_harbour import SAID

from workbench.domain.article import ReadingState
from workbench.domain.claim import ClaimState
from workbench.domain.decision import Verdict
from workbench.domain.filter.parsing import parse_filter
from workbench.services.proof import verify
from workbench.services.view import view_article
from workbench.store import Access
from workbench.tui.actions import bulk


def states(desk: Desk) -> set[ReadingState]:
    numbers = desk.bench.store.articles.numbers(analyst=desk.bench.analyst)
    return {view_article(desk.bench, number).state for number in numbers}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_marked_articles_are_done_as_one_act(port: Path, size: tuple[int, int]) -> None:
    async with Desk.open(port, size=size) as desk:
        assert "◆" not in desk.screen()
        await desk.press("space")
        assert desk.row == 1, "one down"
        desk.shows("◆", "1 marked")
        await desk.press(".")
        desk.shows("2 marked")
        assert desk.status == "again: mark; 2 marked"
        await desk.press("k", ".", "gg", "space")
        desk.shows_not("◆")
        await desk.press("gg", "V", "j", "j")
        assert desk.screen().count("◆") == 3, "the range shows as the cursor moves"
        await desk.press("D", "n")
        desk.shows("3 marked")
        await desk.press("escape", "gg", "V", "j", "V")
        assert desk.screen().count("◆") == 2
        desk.shows("2 marked")
        before = desk.ops()
        await desk.press("D")
        desk.shows("mark 2 articles done? y/n")
        await desk.press("n")
        assert desk.ops() == before
        desk.shows("2 marked", "nothing was changed; the marks stay")
        await desk.press("*")
        assert desk.status == "3 marked"
        await desk.press("D", "y")
        assert desk.ops() == [*before, "done"], "one journal entry"
        assert states(desk) == {ReadingState.DONE}
        desk.shows_not("◆")
        desk.shows("3 articles are done", "✓")
        await desk.press("u")
        assert states(desk) == {ReadingState.NEW}
        await desk.press("gv")
        desk.shows("3 marked")
        await desk.press("escape")
        assert "not marked any more" in desk.status
        await desk.press("escape")
        assert desk.pane == "library"
        assert not list(verify(desk.bench.store))


@story
async def test_an_act_that_ends_a_range_says_how_many_it_marked(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("V", "j", "e", "a")
        desk.shows("which field of 2 articles")
        await desk.press("escape")
        assert desk.status == "2 marked"


@story
async def test_more_than_one_act_is_on_are_left_as_they_are(
    port: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    async with Desk.open(port) as desk:
        before = desk.ops()
        await desk.press("*", "D")
        assert desk.status == "3 articles are marked; one act is on at most 2: mark fewer"
        assert desk.ops() == before


@story
async def test_marks_stay_on_their_rows(port: Path) -> None:
    async with Desk.open(port, settings=replace(SETTINGS, ascii="on")) as desk:
        await desk.press("j", "space", "gg")
        marked = next(line for line in desk.screen().splitlines() if line.startswith(" #"))
        await desk.press("f")
        await desk.fill("title:Pasar")
        await desk.press("F", "R")
        assert marked in desk.screen().splitlines()
        await desk.press("enter", "q")
        assert marked in desk.screen().splitlines()
        await desk.press("g", "space")
        assert marked not in desk.screen().splitlines()


@story
async def test_articles_are_set_aside_opened_and_corrected_together(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("*", "A")
        desk.shows("why 3 articles aside")
        await desk.press("enter")
        assert "reason is needed" in desk.status
        await desk.fill("bukan topik")
        assert states(desk) == {ReadingState.SET_ASIDE}
        await desk.press("gv", "gu", "y")
        assert states(desk) == {ReadingState.OPEN}
        await desk.press("gv", "ea", "o")
        await desk.fill("Harian Pelabuhan")
        desk.shows("set the outlet of 3 articles? y/n")
        await desk.press("y")
        desk.shows("Harian Pel")
        numbers = desk.bench.store.articles.numbers(analyst=desk.bench.analyst)
        outlets = {view_article(desk.bench, number).article.outlet for number in numbers}
        assert outlets == {"Harian Pelabuhan"}
        assert desk.ops() == ["set aside", "open", "set"]
        await desk.press("u", "u", "u")
        assert states(desk) == {ReadingState.NEW}


@story
async def test_facts_are_answered_together_and_the_answered_ones_are_said(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        every = desk.questions()
        await desk.press("x", "*", "a")
        desk.shows(f"accept {len(every)} facts? y/n", "yes: 1 of them has an answer already")
        await desk.press("y")
        assert desk.ops() == ["reject", "accept"]
        assert not desk.questions()
        assert f"{len(every)} facts accepted" in desk.status
        assert len(desk.view.my_claims()) == len(every)
        await desk.press("u")
        assert len(desk.questions()) == len(every) - 1
        assert not desk.view.my_claims()

        await desk.press("gg", "space", "space", "m", "y")
        assert [desk.view.decision(one.id).verdict for one in every[:2]] == [  # type: ignore[union-attr]
            Verdict.UNSURE, Verdict.UNSURE,
        ]  # fmt: skip
        await desk.press(".")
        assert desk.view.decision(every[2].id).verdict is Verdict.UNSURE  # type: ignore[union-attr]
        assert not list(verify(desk.bench.store))


@story
async def test_of_marked_facts_those_that_an_act_changes_are_counted(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        many = len(desk.questions())
        await desk.press("a", "f", "q", "gg", "*", "a")
        desk.shows("yes: 1 of them has an answer already")
        await desk.press("y")
        (entry, *_) = desk.bench.store.journal.recent(1)
        assert f"{many - 1} facts of" in entry.about
        assert f"{many - 1} facts accepted" in desk.status


@story
async def test_open_questions_at_a_score_are_chosen_and_marked(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        scores = sorted(round(fact.score * 100) for fact in desk.questions())
        await desk.press("f", "f")
        await desk.fill(f"answer:open score:>={scores[-2]}")
        wanted = [fact for fact in desk.questions() if round(fact.score * 100) >= scores[-2]]
        assert [item.fact for item in desk.page.article.items] == wanted
        await desk.press("*")
        assert desk.status == f"{len(wanted)} marked"
        await desk.press("a", "y")
        assert len(desk.view.my_claims()) == len(wanted)
        await desk.press("f", "q")
        assert len(desk.page.article.items) == len(desk.questions()) + len(wanted)
        await desk.press("f", "f")
        await desk.fill("colour:red")
        assert "no field 'colour'" in desk.status
        await desk.press("escape", "f", "e")
        assert len(desk.page.article.items) >= len(desk.view.facts)


@story
async def test_claims_are_changed_and_taken_out_together(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("*", "a", "y")
        claims = desk.view.my_claims()
        await desk.press("gc")
        await desk.press("*")
        desk.shows(f"{len(claims)} marked", "◆")
        await desk.press("ed", "o")
        desk.shows(f"set {len(claims)} claims to done? y/n")
        await desk.press("y")
        many = desk.bench.store.claims.many([claim.uid for claim in claims])
        assert {claim.state for claim in many} == {ClaimState.DONE}
        await desk.press("*", "et")
        await desk.fill("pelabuhan")
        await desk.press("y", "*", "dc", "y")
        assert not desk.bench.store.claims.many([claim.uid for claim in claims])
        assert desk.ops() == ["accept", "claim state", "topic", "remove claims"]
        await desk.press("u")
        many = desk.bench.store.claims.many([claim.uid for claim in claims])
        assert {claim.topic for claim in many} == {"pelabuhan"}
        assert not list(verify(desk.bench.store))


@story
async def test_sources_are_reviewed_together(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("*", "a", "y", "gs", "*", "a", "y")
        assert not any(source.provisional for source in desk.bench.store.sources.all())
        await desk.press("gv", "ek", "g", "y")
        assert {source.kind.value for source in desk.bench.store.sources.all()} == {"group"}
        await desk.press("u", "u")
        every = desk.bench.store.sources.all()
        assert all(source.provisional for source in every)
        await desk.press("gg", "V", "j", "M")
        await desk.type(every[-1].name)
        await desk.press("enter", "y")
        assert desk.ops()[-1] == "merge"
        assert len(desk.bench.store.sources.merges()) == 2
        await desk.press("u")
        assert not desk.bench.store.sources.merges()


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_the_same_words_elsewhere_are_suggested(port: Path, size: tuple[int, int]) -> None:
    async with Desk.open(port, size=size) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.on_words(SAID)
        await desk.press("c")
        await desk.type("warga")
        await desk.press("enter", "escape")
        desk.shows("recorded; same words 1 more here, 1 in another article: g*")
        ops = desk.ops()
        await desk.press("g*")
        assert desk.pane == "suggestions"
        desk.shows("Same words 1 more here, 1 in another article", "here", "#2", SAID)
        assert desk.ops() == ops, "nothing is recorded by looking"
        await desk.press("j", "s")
        assert desk.status == "left as it is; 1 left"
        await desk.press("a")
        assert desk.ops() == [*ops, "claim elsewhere"]
        desk.shows("No place is left")
        await desk.press("q")
        one, other = desk.view.my_claims()
        assert one.span.exact == other.span.exact == SAID
        assert one.hops[0].sources == other.hops[0].sources
        await desk.press("u")
        assert len(desk.view.my_claims()) == 1

        await desk.press("g*", "*", "a")
        desk.shows("record the claim at 2 places? y/n")
        await desk.press("y")
        assert desk.ops()[-1] == "claim elsewhere"
        assert [len(view_article(desk.bench, n).my_claims()) for n in (1, 2)] == [2, 1]
        await desk.press("u")
        assert [len(view_article(desk.bench, n).my_claims()) for n in (1, 2)] == [1, 0]
        await desk.press("j", "enter")
        assert desk.pane == "text"
        desk.shows("Kapal Terakhir Tiba")
        assert not list(verify(desk.bench.store))


@story
async def test_rows_that_are_nothing_to_mark_say_so(port: Path) -> None:
    async with Desk.open(port, access=Access.READ) as desk:
        await desk.press("space", "D")
        assert desk.status == "this database is read-only"
        await desk.press("escape", "enter", "*", "a")
        assert desk.status == "this database is read-only"


@story
async def test_rows_out_of_the_list_are_said_before_an_act(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("*", "f")
        await desk.fill("title:Pasar")
        await desk.press("D")
        desk.shows("mark 3 articles done? y/n", "2 of them are not in the list as it is now")
        await desk.press("escape")
        desk.shows("3 marked")


@story
async def test_a_range_reaches_over_rows_that_were_not_read_yet(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(n), "title": f"Kabar {n}", "text": f"Isi {n} saja.", "lang": "id"})
        for n in range(300)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    async with Desk.open(library(tmp_path / "desk.db", tmp_path / "many.jsonl")) as desk:
        await desk.press("j", "V", "G", "k", "V")
        assert desk.status == "298 marked"
        await desk.press("D", "y")
        rows = desk.bench.store.articles.numbers(
            parse_filter("state:done"), analyst=desk.bench.analyst
        )
        assert len(rows) == 298
        assert desk.ops() == ["done"]


@story
async def test_a_list_of_open_questions_loses_none_while_they_are_answered(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        every = desk.questions()
        await desk.press("f", "o", "gg")
        for left in range(len(every), 1, -1):
            assert desk.fact == every[-left]
            assert len(desk.page.article.items) == left
            await desk.press("a")
        await desk.press("a")
        assert not desk.page.article.items
        assert len(desk.view.my_claims()) == len(every)


@story
async def test_a_topic_is_given_to_claim_after_claim_with_a_dot(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("*", "a", "y", "gg", "et")
        await desk.fill("pelabuhan")
        await desk.press("j", ".", "j", ".")
        assert [claim.topic for claim in desk.view.my_claims()[:3]] == ["pelabuhan"] * 3
        assert desk.status.startswith("again: topic: pelabuhan")
        await desk.press("u")
        assert [bool(claim.topic) for claim in desk.view.my_claims()[:3]] == [True, True, False]
