"""Where analysts differ, decided at the desk: answers beside each other without names, one key
each, on to the next; and what analysts say to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_apart import CLOSED, LAST, TOMORROW, judge
from desk_driver import Desk, story

from workbench.domain.article import ReadingState
from workbench.domain.claim import Hop
from workbench.domain.relay import Reach
from workbench.domain.ruling import Cause
from workbench.domain.span import Span
from workbench.services.adjudication import case_of, differing, rule, taking
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.credits import set_reach
from workbench.services.proof import verify
from workbench.services.review import set_state
from workbench.services.sources import NameBook
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)])


@pytest.fixture
def apart(port: Path) -> Path:
    """Ana and budi differ in a speaker, in bounds, and in what one alone has; on the second article
    in bounds alone."""
    with open_store(port) as store:
        ana = Workbench(store, "ana")
        budi = replace(ana, analyst="budi")
        judge(ana, 1, (CLOSED, "Dewi Lestari", 30), (LAST, "Samrin Wabula", 31))
        judge(
            budi, 1, (CLOSED, "Wali kota", 30), (LAST, "Samrin Wabula", 25), (TOMORROW, "Dewi", 9)
        )
        judge(ana, 2, ("“Semua", "Samrin Wabula", 25))
        judge(budi, 2, ("“Semua", "Samrin Wabula", 22))
        view = view_article(ana, 1)
        claim = view.my_claims()[0]
        edit_claim(ana, view, replace(claim, note="lihat alinea dua"))
    return port


def names_in(desk: Desk) -> bool:
    return any(f"({name})" in desk.screen() for name in ("ana", "budi"))


@SIZES
@story
async def test_one_key_and_a_cause_decide_and_lead_on(apart: Path, size: tuple[int, int]) -> None:
    async with Desk.open(apart, size=size, analyst="citra") as desk:
        await desk.press("gD")
        assert desk.pane == "differences"
        desk.shows("4 differences wait", "other speaker", "+ other bounds, extra claim")
        (line,) = [line for line in desk.strips() if "#1" in line]
        assert "Pelabuhan Ditu" in line
        assert any("#2" in line and "Kapal Terakhir Tiba" in line for line in desk.strips())
        await desk.press("enter")
        assert desk.pane == "case"
        desk.shows("other speaker", "1/4", "Wali kota", "Dewi Lestari", "lihat alinea dua")
        desk.shows("x neither: nothing stays")
        (line,) = [line for line in desk.strips() if "from" in line]
        assert line.count("~") == 2
        assert not names_in(desk)
        await desk.press("a", "s")
        desk.shows("other bounds", "1/3")
        desk.shows("x neither: the words of all")
        assert desk.status.startswith("A stands (A was ")
        assert "3 left" in desk.status
        await desk.press("n")
        desk.shows("extra claim", "2/3", "nothing to record here")
        await desk.press("+")
        assert desk.status == "one of the answers is that there is nothing: take one of them"
        await desk.press("c")
        assert desk.status == "there is no third answer"
        await desk.press("b", "0")
        desk.shows("other bounds", "2/2", "#2")
        await desk.press("u")
        desk.shows("extra claim", "2/3", "nothing to record here")
        await desk.press("n")
        desk.shows("other bounds", "3/3", "#2")
        await desk.press("q")
        desk.shows("3 differences wait")
        assert not list(verify(desk.bench.store))


@SIZES
@story
async def test_the_list_says_what_was_decided_before(apart: Path, size: tuple[int, int]) -> None:
    with open_store(apart) as store:
        (row, *_) = differing(citra := Workbench(store, "citra")).rows
        case = case_of(citra, row.number, row.places[0].uid)
        rule(citra, case, taking(case, "a"))
        ana = Workbench(store, "ana")
        (closed, *_) = (view := view_article(ana, 1)).my_claims()
        edit_claim(ana, view, replace(closed, verdict="benar"))
    async with Desk.open(apart, size=size, analyst="citra") as desk:
        await desk.press("gD")
        first, second = (line for line in desk.strips() if "#1" in line or "#2" in line)
        assert "decided before  + other bo" in first
        assert "decided before" not in second


@story
async def test_neither_asks_for_words_and_escape_decides_nothing(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter", "x", "escape")
        assert desk.status == "nothing was decided"
        await desk.press("x", "t", "escape")
        assert desk.status == "nothing was decided"
        await desk.press("x", "t")
        await desk.fill("dua-duanya salah")
        (ruling,) = desk.bench.store.rulings.all()
        assert (ruling.choice, ruling.cause, ruling.why) == (
            "neither", "ambiguous text", "dua-duanya salah",
        )  # fmt: skip


@story
async def test_another_answer_is_edited_as_a_claim_and_stands(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter", "e", "b", "e")
        assert desk.pane == "claim"
        await desk.press("er")
        await desk.fill("Pelabuhan tutup tiga hari.")
        await desk.press("q")
        assert desk.pane == "case"
        desk.shows("1/3", "other bounds")
        (ruling,) = desk.bench.store.rulings.all()
        assert desk.bench.store.claims.get(ruling.claim or "").analyst == "citra"


@story
async def test_the_last_answer_of_ones_own_leads_to_the_end(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "B", "l", "0", "enter", "a", "s", "e", "0")
        assert desk.pane == "claim"
        await desk.press("u", "q")
        desk.shows("extra claim", "1/1")
        await desk.press("e", "0", "q")
        desk.shows("Nothing waits for a ruling", "All is decided; q goes back.")


@story
async def test_how_far_a_credit_reaches_is_asked_once(sample: Path) -> None:
    with open_store(sample) as store:
        ana = Workbench(store, "ana")
        number = next(
            number
            for number in store.articles.numbers(analyst="ana")
            if any(one.is_credited and one.fact for one in view_article(ana, number).relays)
        )
        for name, reach in (("ana", Reach.ARTICLE), ("budi", Reach.STATEMENT)):
            bench = replace(ana, analyst=name)
            for start in (0, 20, 40):
                view, book = view_article(bench, number), NameBook(bench)
                span = Span.of(view.text, start, start + 10)
                new_claim(bench, view, span, hops=(Hop((book.uid("Polisi"),)),), book=book)
            view = view_article(bench, number)
            relay = next(one for one in view.relays if one.is_credited and one.fact)
            set_reach(bench, view, relay, reach)
            set_state(bench, view_article(bench, number), ReadingState.DONE)
    async with Desk.open(sample, analyst="citra") as desk:
        await desk.press("gD", "enter", "a", "s")
        desk.shows("how far the credit reaches", "here, and for 2 more claims")
        await desk.press("escape")
        assert desk.status == "nothing was decided"
        await desk.press("a", "s", "o")
        desk.shows("other reach", "1/2")
        await desk.press("b", "s", "a")
        assert "and so 1 more; none left" in desk.status
        assert len(desk.bench.store.rulings.all()) == 3
        await desk.press("u")
        desk.shows("2 differences wait")


@story
async def test_what_somebody_decided_is_decided_anew_by_whoever_says_so(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter")
        with open_store(apart) as store:
            dewi = Workbench(store, "dewi")
            ((row, place), *_) = differing(dewi).places
            case = case_of(dewi, row.number, place.uid)
            rule(dewi, case, taking(case, "b"), cause=Cause.SLIP)
        await desk.press("a", "s")
        desk.shows("B (", "stands", "decided", "w withdraw")
        await desk.press("a")
        desk.shows("it is decided (B taken by dewi", "leave it so")
        await desk.press("enter")
        assert desk.status == "nothing was decided"
        await desk.press("a", "d", "t")
        (ruling,) = desk.bench.store.rulings.all()
        assert (ruling.analyst, ruling.cause) == ("citra", Cause.TEXT)
        desk.shows("1/3")


@story
async def test_a_desk_begins_in_the_case_that_it_was_left_in(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gg", "enter", "gD", "enter", "a", "s")
        desk.shows("other bounds", "1/3", "#1")
    async with Desk.open(apart, analyst="citra") as desk:
        desk.shows("other bounds", "1/3", "#1")
        await desk.press("a", "s", "q")
        desk.shows("2 differences wait")
        await desk.press("q")
        assert desk.pane == "library"


@story
async def test_all_bounds_are_one_act(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "B", "l", "t")
        assert desk.status.startswith("decided: the longest bounds of 2; u takes all of it back")
        desk.shows("2 differences wait")
        await desk.press("B")
        assert desk.status == "nothing differs in bounds alone"
        await desk.press("u")
        desk.shows("4 differences wait")


@story
async def test_what_went_otherwise_is_read_disputed_and_answered(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter", "x", "s")
        await desk.fill("dua-duanya salah")
    async with Desk.open(apart, analyst="ana") as desk:
        await desk.press("gO")
        assert desk.pane == "otherwise"
        desk.shows("1 to look at", "yours", "Dewi Lestari: ", "nothing to record here", "neither")
        await desk.press("x")
        await desk.fill("Dewi mengatakannya")
        desk.shows("disputed", "you: “Dewi mengatakannya”")
    async with Desk.open(apart, analyst="budi") as desk:
        await desk.press("gO", "a")
        assert desk.status == "read; none left to look at"
        await desk.press("a")
        assert desk.status == "you have looked at it already; none left to look at"
        await desk.press("enter")
        desk.shows("Pelabuhan ditutup")
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD")
        desk.shows("disputed", "ana: “Dewi mengatakannya”")
        await desk.press("enter")
        desk.shows("ana disputes it", "(ana)")
        await desk.press("s")
        await desk.fill("ia mengutip radio")
        assert desk.status == "answered; ana gets to read it"
        desk.shows_not("disputed")
    async with Desk.open(apart, analyst="ana") as desk:
        await desk.press("gO")
        desk.shows("answered", "1 to look at", "ia mengutip radio")
        await desk.press("a")
        desk.shows("0 to look at")


@SIZES
@story
async def test_hers_is_laid_beside_what_was_decided_and_every_word_is_read(
    apart: Path, size: tuple[int, int]
) -> None:
    why = " ".join(f"sebab{number}" for number in range(60))
    reply = " ".join(f"jawab{number}" for number in range(60))
    async with Desk.open(apart, size=size, analyst="citra") as desk:
        await desk.press("gD", "enter", "x", "s")
        await desk.fill("dua-duanya salah")
    async with Desk.open(apart, size=size, analyst="ana") as desk:
        await desk.press("gO", "enter")
        assert desk.pane == "ruled"
        desk.shows("other speaker", "1/1", "yours", "decided: nothing to record here")
        desk.shows("neither taken by citra", "dua-duanya salah", "Dewi Lestari")
        await desk.press("n")
        assert desk.status == "none further on"
        await desk.press("x")
        await desk.fill(why)
        desk.shows("sebab0 ", "sebab59”")
    async with Desk.open(apart, size=size, analyst="citra") as desk:
        await desk.press("gD", "enter")
        desk.shows("ana disputes it", "sebab0 ", "sebab59”")
        await desk.press("s")
        await desk.fill(reply)
    async with Desk.open(apart, size=size, analyst="ana") as desk:
        await desk.press("gO")
        desk.shows("answered: “jawab0 ", "enter shows all")
        await desk.press("enter")
        desk.shows("jawab0 ", "jawab59”", "sebab59”")
        await desk.press("a")
        assert desk.status == "read; none left to look at"
        await desk.press("enter")
        desk.shows(CLOSED[1:20])


@story
async def test_a_decided_case_says_which_answer_stands(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter")
        (line,) = [line for line in desk.strips() if "from" in line]
        answer = "a" if line.index("Wali kota") < line.index("Dewi") else "b"
        await desk.press(answer, "s")
    async with Desk.open(apart, analyst="ana") as desk:
        await desk.press("gO", "x")
        await desk.fill("Dewi mengatakannya")
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter")
        desk.shows(f"{answer.upper()} (budi) stands", f"{answer.upper()} taken by citra", ": slip")
        assert desk.screen().count("stands") == 1


@story
async def test_what_is_taken_back_is_shown_though_an_article_lies_below(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gg", "enter", "gD", "enter", "a", "s", "u")
        assert desk.pane == "case"
        desk.shows("other speaker", "1/4")
        await desk.press("q", "B", "l", "p", "u")
        assert desk.pane == "differences"
        desk.shows("4 differences wait")
        await desk.press("ctrl+r")
        assert desk.pane == "differences"
        desk.shows("2 differences wait")


@story
async def test_marked_ones_are_read_together(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter", "x", "s")
        await desk.fill("dua-duanya salah")
        await desk.press("x", "s")
        await desk.fill("juga salah")
    async with Desk.open(apart, analyst="ana") as desk:
        await desk.press("gO")
        desk.shows("2 to look at")
        await desk.press("space", "space", "a")
        assert desk.status.startswith("2 rulings read; u takes it all back")
        desk.shows("0 to look at")
        await desk.press("u")
        desk.shows("2 to look at")


@story
async def test_whoever_decides_is_told_how_much_waits(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter", "x", "s")
        await desk.fill("dua-duanya salah")
        await desk.press("q", "q")
    async with Desk.open(apart, analyst="dewi") as desk:
        assert desk.status == "3 differences wait for you to decide: gD lists them"
        await desk.press("gQ")
        desk.shows("3 differences wait for you to decide")
        await desk.press("G", "enter")
        assert desk.pane == "differences"


@story
async def test_nothing_waits(port: Path) -> None:
    async with Desk.open(port, analyst="citra") as desk:
        await desk.press("gD")
        desk.shows("Nothing waits for a ruling; q goes back.")
        await desk.press("q", "gO")
        desk.shows("Nothing was decided otherwise than you have it")


@story
async def test_what_was_decided_is_withdrawn_with_one_key(apart: Path) -> None:
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter", "w")
        assert desk.status == "nothing was decided here yet"
        await desk.press("x", "s")
        await desk.fill("dua-duanya salah")
    async with Desk.open(apart, analyst="ana") as desk:
        await desk.press("gO", "x")
        await desk.fill("teks menyebut lain")
    async with Desk.open(apart, analyst="citra") as desk:
        await desk.press("gD", "enter")
        desk.shows("disputed", "ana disputes it")
        await desk.press("w")
        assert "is open again; 1 dispute answered" in desk.status
        desk.shows("4/4")
        await desk.press("u")
        desk.shows("disputed")
        assert not list(verify(desk.bench.store))


@story
async def test_more_than_three_answers_have_keys(port: Path) -> None:
    with open_store(port) as store:
        for source in ("Ana", "Budi", "Citra", "Dewi", "Eka", "Fajar"):
            judge(Workbench(store, f"analis {source}"), 1, (CLOSED, source, 30))
    async with Desk.open(port, analyst="citra", size=(160, 50)) as desk:
        await desk.press("gD", "enter")
        desk.shows("a A, b B, c C, d D, o E F")
        await desk.press("o", "f", "s")
        assert desk.status.startswith("F stands (A was ")
    with open_store(port) as store:
        (ruling,) = store.rulings.all()
        assert len(ruling.sides) == 6
        assert sum(side.is_kept for side in ruling.sides) == 1
