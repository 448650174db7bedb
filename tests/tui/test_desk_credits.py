"""How far a credit reaches, shown and changed by one key; assertions by a card's field."""

from __future__ import annotations

from pathlib import Path

from desk_driver import Desk, story

from workbench.domain.claim import Assertion, Factuality
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.present.descent import REACH_WORDS, habit_words
from workbench.services.credits import habits
from workbench.services.relays import my_relays, reached_by, relay_of_fact
from workbench.tui.pages.claim import ClaimPage


async def _open_credited(desk: Desk) -> None:
    """Open an article that prints a credit and quotes somebody."""
    rows = desk.bench.store.articles.rows((), analyst="ratna", limit=99)
    for row in rows:
        if row.relayed:
            facts = desk.bench.store.facts.of_article(row.number)
            if facts and any(fact.kind is Kind.QUOTE for fact in facts):
                await desk.press(":")
                await desk.type(str(row.number))
                await desk.press("enter")
                return
    raise AssertionError("no credited article in the sample set")


@story
async def test_one_key_takes_a_credit_through_its_reaches(sample: Path) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        await _open_credited(desk)
        (first, *_) = [one for one in my_relays(desk.view) if one.fact]
        await desk.press("E")
        assert "reaches" in desk.status
        now = {one.fact: one for one in my_relays(desk.view)}
        changed = [one for one in now.values() if one.reach is not first.reach]
        assert changed
        before = desk.view.decisions
        assert len(before) == 1
        assert habits(desk.bench)
        await desk.press("E", "E")
        assert not [one for one in my_relays(desk.view) if one.fact and one.reach != first.reach]
        assert habits(desk.bench) == []
        await desk.press("u", "u", "u")
        assert desk.view.decisions == ()
        assert desk.view.judgements == ()


@story
async def test_the_message_says_where_else_a_credit_is_read_so_and_a_habit_is_taken_out_when_sure(
    sample: Path,
) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        await _open_credited(desk)
        await desk.press("E")
        assert ":credits" in desk.status
        assert "like it" in desk.status
        await desk.press(":")
        await desk.type("credits")
        await desk.press("enter")
        (habit,) = habits(desk.bench)
        first, second = desk.screen().splitlines()[-3:-1]
        assert f"{first.rstrip()} {second.rstrip()}" == habit_words(habit)
        await desk.press("enter")
        desk.shows("y/n")
        await desk.press("n")
        assert habits(desk.bench)
        desk.shows("How credits are read here")
        await desk.press("enter", "y")
        assert habits(desk.bench) == []
        desk.shows("How credits are read here")
        await desk.press("u")
        assert habits(desk.bench)


@story
async def test_a_credit_that_is_read_as_found_again_says_that_its_habit_is_gone(
    sample: Path,
) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        await _open_credited(desk)
        await desk.press("E", "E", "E")
        assert "its habit is taken out" in desk.status


@story
async def test_the_assertion_is_a_field_of_the_card(sample: Path) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        await _open_credited(desk)
        await desk.press("e", "v")
        desk.shows("has not said")
        await desk.press("h")
        (claim,) = desk.view.my_claims()
        assert claim.hops[-1].assertion is Assertion.HAS_NOT_SAID
        assert claim.hops[-1].factuality is Factuality.UNDERSPECIFIED
        assert not claim.stance.supports


@story
async def test_why_says_how_a_credit_is_read_here(sample: Path) -> None:
    async with Desk.open(sample, size=(140, 24)) as desk:
        await _open_credited(desk)
        (first, *_) = [one for one in my_relays(desk.view) if one.fact]
        await desk.press("E")
        (now,) = [one for one in my_relays(desk.view) if one.fact == first.fact]
        opened = desk.screen_of.opened
        assert opened
        opened.article.cursor = next(
            place
            for place, item in enumerate(opened.article.items)
            if item.fact and item.fact.id == first.fact
        )
        await desk.press("g", "w")
        desk.shows("answered")
        desk.shows(f"{now.outlet} reaches")
        desk.shows(" of the text")


@story
async def test_a_credit_says_how_many_quotes_come_through_it_and_its_rule_is_not_blamed_for_a_reach(
    sample: Path,
) -> None:
    async with Desk.open(sample) as desk:
        await _open_credited(desk)
        while not (desk.page.fact and relay_of_fact(desk.view, desk.page.fact)):
            await desk.press("j")
        relay = relay_of_fact(desk.view, desk.page.fact)
        assert relay
        reached, quotes = reached_by(desk.view, relay)
        desk.shows(f"reaches {REACH_WORDS[relay.reach]}, {reached} of {quotes} quotes")
        await desk.press("E")
        (decision,) = desk.view.decisions
        assert decision.verdict is Verdict.ACCEPTED
        after = relay_of_fact(desk.view, desk.page.fact)
        assert after
        assert after.reach is relay.reach.next


@story
async def test_correcting_a_credit_says_before_and_after_how_many_claims_it_changes(
    sample: Path,
) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        await desk.press(":")
        await desk.type("4")
        await desk.press("enter")
        await desk.on_quote("Naskahnya ada")
        await desk.press("a", "a", "a", "[c", "enter")
        assert isinstance(desk.page, ClaimPage)
        row = next(at for at, one in enumerate(desk.page.rows) if "Meridian Courier" in one.words)
        await desk.press(*"j" * row, "e", "s")
        desk.shows("credits which outlet, in all 3 claims:")
        await desk.type("Kantor Berita Negara Kepulauan Timur Raya")
        await desk.press("enter")
        last = desk.strips()[-1]
        assert "; 2 more claims read otherwise: gE" in last
        chains = [desk.view.chain_of(one).words[1] for one in desk.view.my_claims()]
        assert chains == ["Kantor Berita Negara Kepulauan Timur Raya"] * 3


@story
async def test_a_hop_that_a_credit_names_stands_where_the_credits_have_it(sample: Path) -> None:
    async with Desk.open(sample, size=(80, 24)) as desk:
        await desk.press(":")
        await desk.type("17")
        await desk.press("enter")
        await desk.on_quote("menerima jeda")
        await desk.press("a", "[c", "enter")
        assert isinstance(desk.page, ClaimPage)
        rows = [row for row in desk.page.rows if row.label in ("from", "", "hop")]
        names = ("BERANDA", "KABAR LINTANG", "The Meridian Courier", "Pemerintah Persatuan")
        places = [next(at for at, row in enumerate(rows) if name in row.words) for name in names]
        assert places == sorted(places)
        assert {row.hop for row in rows if row.hop is not None} == {0, 1}
        assert rows[places[2]].relay, "the credit between the hops is corrected as any other"
