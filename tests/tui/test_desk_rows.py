"""Keys act on the row they are on: a claim's page, the journal, the list of sources, colleagues."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.domain.relay import RelayStatus
from workbench.services.annotate import new_claim
from workbench.services.board import list_claims
from workbench.services.relays import my_relays
from workbench.services.review import accept_fact
from workbench.services.sources import source_card
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.lists import JournalPage, SourcesPage


async def on_a_relayed_claim(desk: Desk) -> ClaimPage:
    """Accept the first quotation that a credit reaches, and open its claim."""
    for row in desk.bench.store.articles.rows((), analyst="ratna", limit=99):
        view = view_article(desk.bench, row.number)
        for fact in view.open_questions():
            chain = view.chain_of_fact(fact) if fact.chain else None
            if chain and chain.relays and any(one.fact for one in my_relays(view)):
                accept_fact(desk.bench, view, fact)
                made = view_article(desk.bench, row.number).claim_of(fact.id)
                assert made
                await desk.app.desk.places.open_claim_of(made.article, made.uid)
                await desk.done()
                page = desk.screen_of.page
                assert isinstance(page, ClaimPage)
                return page
    raise AssertionError("no quotation is reached by a credit in the sample set")


async def on_row(desk: Desk, page: ClaimPage, place: int) -> None:
    await desk.press(f"{place + 1}", "gg")
    assert page.cursor == place


@story
async def test_x_and_a_answer_the_credit_of_the_row_and_es_corrects_it(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        page = await on_a_relayed_claim(desk)
        place = next(at for at, row in enumerate(page.rows) if row.relay)
        relay = page.rows[place].relay
        assert relay
        await on_row(desk, page, place)
        claim = desk.claim
        await desk.press("x")
        assert desk.status == f"{relay.outlet}: rejected"
        assert desk.screen_of.page is page, "the page stays open"
        assert desk.view.claim(claim.uid), "and the claim is there"
        assert relay.outlet not in desk.chain()
        await desk.press("u")
        assert relay.outlet in desk.chain()
        await on_row(desk, page, next(at for at, row in enumerate(page.rows) if row.relay))
        await desk.press("a")
        confirmed = [one for one in my_relays(desk.view) if one.outlet == relay.outlet]
        assert confirmed[0].status is RelayStatus.CONFIRMED
        await desk.press("es")
        await desk.type("Warta Samudra")
        await desk.press("enter")
        assert "Warta Samudra" in desk.chain()
        await desk.press("E")
        assert desk.status.startswith("it reaches")


@story
async def test_x_on_a_hop_takes_the_hop_and_elsewhere_asks_for_the_whole(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter")
        await desk.on_quote()
        await desk.press("a", "[c", "enter")
        page = desk.screen_of.page
        assert isinstance(page, ClaimPage)
        claim = desk.claim
        await desk.press("x")
        desk.shows("reject the whole claim? y/n")
        await desk.press("enter")
        assert desk.view.claim(claim.uid) == claim, "enter takes the row that is marked: no"
        await desk.press("dd")
        assert desk.status == "no hop is under the cursor"
        await on_row(
            desk, page, next(at for at, row in enumerate(page.rows) if row.hop is not None)
        )
        await desk.press("x")
        assert desk.status == "the hop is out"
        assert not desk.claim.hops
        await desk.press("gg", "x", "y")
        assert desk.view.claim(claim.uid) is None


@story
async def test_the_claim_page_is_walked_by_rows_however_many_lines_they_take(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter")
        await desk.on_quote()
        await desk.press("a", "[c", "enter", "er")
        await desk.fill("Sebuah kalimat yang panjang sekali, " * 6)
        page = desk.screen_of.page
        assert isinstance(page, ClaimPage)
        rows = list(dict.fromkeys(row.name for row in page.rows))
        assert len(rows) < len(page.rows)
        seen = []
        await desk.press("gg")
        for _ in rows:
            assert page.row
            seen.append(page.row.name)
            await desk.press("j")
        assert seen == rows
        await desk.press("k", "k")
        assert page.row
        assert page.row.name == rows[-3]


@story
async def test_a_row_of_the_journal_leads_to_what_it_names(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter")
        fact = await desk.on_quote()
        await desk.press("a", "[c", "enter", "et")
        await desk.fill("gencatan")
        claim = desk.claim
        await desk.press("S", "rb")
        await desk.fill("banyak benar")
        await desk.press("gl", "gj")
        desk.shows("edit claim  topic of claim")
        await desk.press("enter")
        desk.shows("Source: ")
        await desk.press("q", "j", "enter")
        assert desk.claim == claim
        await desk.press("gl", "gj", "3", "gg", "enter")
        assert desk.claim.fact == fact.id


@story
async def test_sources_have_columns_a_filter_and_an_order(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await on_a_relayed_claim(desk)
        await desk.press("gl", "gs")
        page = desk.screen_of.page
        assert isinstance(page, SourcesPage)
        desk.shows("origin", "relay", "articles")
        every = len(page.sources)
        await desk.press("f")
        await desk.fill("kind:outlet")
        assert 0 < len(page.sources) < every
        assert {source.kind.value for source in page.sources} == {"outlet"}
        await desk.press("o", "a")
        many = [row.articles for row in page.listed.rows]
        assert many == sorted(many, reverse=True)
        assert many[0] > 0
        await desk.press("f")
        await desk.fill("rating:Z")
        assert "no rating 'Z'" in desk.status
        await desk.press("escape", "F", "o", "c")
        assert len(page.sources) == every
        for row in page.listed.rows:
            card = source_card(desk.bench, row.source.uid)
            assert (len(card.as_origin), len(card.as_relay)) == row.tally
            found = list_claims(desk.bench, f'origin:"{row.source.name}"')
            assert {claim.uid for claim in card.as_origin} <= {one.claim.uid for one in found}
        assert page.listed.rows[0].tally.origin == 1
        await desk.press("gg", "enter")
        (claim,) = source_card(desk.bench, page.sources[0].uid).as_origin
        number = next(
            row.number
            for row in desk.bench.store.articles.rows((), analyst="ratna", limit=99)
            if row.uid == claim.article
        )
        desk.shows(f"#{number} 2026-")


@story
async def test_what_a_colleague_says_too_is_one_row_and_other_rows_name_whose_they_are(
    truce: Path,
) -> None:
    with open_store(truce) as store:
        bima = Workbench(store, "bima")
        view = view_article(bima, 1)
        first, second = [fact for fact in view.open_questions() if fact.chain][:2]
        accept_fact(bima, view, first)
        new_claim(bima, view_article(bima, 1), second.span)
    async with Desk.open(truce) as desk:
        await desk.press("enter", "*", "a", "y", "L")
        rows = [line for line in desk.screen().splitlines() if "bima" in line]
        assert desk.page.article.shows_colleagues
        claims = [item.claim for item in desk.page.article.items if item.claim]
        theirs = [claim for claim in claims if claim.analyst == "bima"]
        assert [claim.span for claim in theirs] == [second.span]
        own = desk.view.claim_of(first.id)
        assert own
        assert desk.page.article.seconded == {own.uid: ["bima"]}
        assert rows


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_after_a_search_in_facts_keys_stay_there(port: Path, size: tuple[int, int]) -> None:
    async with Desk.open(port, size=size) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        before = desk.pane
        await desk.press("/")
        await desk.fill("Dewi")
        assert desk.pane == before == "facts"
        await desk.press("n", "N")
        assert desk.pane == before


@story
async def test_the_journal_shows_what_a_filter_leaves(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("enter", "a", "gj")
        page = desk.screen_of.page
        assert isinstance(page, JournalPage)
        every = len(page.entries)
        await desk.press("f")
        await desk.fill("recorded:>=yesterday act:accept")
        assert len(page.entries) == 1 < every
        desk.shows("recorded:>=yesterday act:accept", "accept")
        assert desk.status == "1 entry"
        await desk.press("f")
        await desk.fill("recorded:kemarin")
        desk.shows("is no date and no start of one")
        await desk.press("escape")
        assert len(page.entries) == 1, "it stays as it was"
        await desk.press("f")
        await desk.fill("act:undo")
        assert not page.entries
        desk.shows("No entry fits the filter; F shows all again")
        await desk.press("u")
        assert len(page.entries) == 1, "it is read anew through the filter"
        await desk.press("F")
        assert len(page.entries) == every + 1


@story
async def test_the_list_of_sources_takes_words_for_days(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("gs", "f")
        await desk.fill("added:>=yesterday")
        page = desk.screen_of.page
        assert isinstance(page, SourcesPage)
        assert page.sources
        await desk.press("f")
        await desk.fill("added:<2020")
        assert not page.sources


@story
async def test_the_strip_of_the_list_says_at_once_what_an_act_changed(port: Path) -> None:
    async with Desk.open(port, size=(100, 30)) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("T")

        def row() -> str:
            lines = desk.screen().splitlines()[1:6]
            return next(line for line in lines if "Pelabuhan Ditutup" in line)

        assert "?5" in row()
        await desk.on_quote("Besok dibuka")
        await desk.press("a")
        assert "?4" in row()
        assert "1c" in row()
        await desk.on_words("Pasar tutup")
        await desk.press("c", "enter")
        assert "2c" in row()
        await desk.press("u")
        assert "1c" in row()
