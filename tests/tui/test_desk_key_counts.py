"""How many keys the commonest acts take, beside the words that are typed: promises, so asserted."""

from __future__ import annotations

from pathlib import Path

from desk_driver import Desk, story

from workbench.domain.decision import Verdict
from workbench.domain.fact import Quote
from workbench.services.relays import my_relays
from workbench.services.view import view_article


class Keys:
    """Counts the keys between two looks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._before = desk.pressed

    @property
    def taken(self) -> int:
        return self._desk.pressed - self._before


@story
async def test_a_right_suggestion_is_accepted_with_1_key(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        fact = await desk.on_quote("menunggu kapal")
        keys = Keys(desk)
        await desk.press("a")
        assert keys.taken == 1
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert desk.view.names(claim.hops[-1].sources) == ["Samrin Wabula"]


@story
async def test_the_speaker_is_corrected_with_3_keys(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        fact = await desk.on_quote("menunggu kapal")
        keys = Keys(desk)
        await desk.press("es")
        await desk.type("nakhoda")
        await desk.press("enter")
        assert keys.taken == 3
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert desk.view.names(claim.hops[-1].sources) == ["nakhoda"]


@story
async def test_cue_and_bounds_are_corrected_with_2_keys_and_enter(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        fact = await desk.on_quote("menunggu kapal")
        assert isinstance(fact.attributes, Quote)
        keys = Keys(desk)
        await desk.press("ec")
        await desk.type(" lirih")
        await desk.press("enter")
        assert keys.taken == 3
        assert desk.view.claim_of(fact.id).hops[-1].cue == "kata lirih"  # type: ignore[union-attr]

        await desk.on_quote("menunggu kapal")
        keys = Keys(desk)
        await desk.press("eb", "iq", "enter")
        assert keys.taken == 5
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert claim.span.exact == "Kami menunggu kapal terakhir,"
        await desk.press("u", "u")
        assert desk.view.decision(fact.id) is None, "each is undone by itself"


@story
async def test_a_sentence_is_recorded_as_a_claim_with_3_keys(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("tab", "gg", "4", "}")
        keys = Keys(desk)
        await desk.press("V", "c", "enter")
        assert keys.taken == 3
        assert desk.claim.span.exact.endswith(".")
        await desk.press(")")
        keys = Keys(desk)
        await desk.press(".")
        assert keys.taken == 1, "the next one with a single key"
        assert len(desk.view.my_claims()) == 2


@story
async def test_a_claim_with_a_new_chain_of_two_hops_takes_5_keys(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("tab", "3", ")")
        keys = Keys(desk)
        await desk.press("V", "c")
        await desk.type("Radio Kota Laut")
        await desk.press("enter")
        await desk.type("seorang nelayan")
        await desk.press("enter", "enter")
        assert keys.taken == 5
        assert desk.chain()[-2:] == ["Radio Kota Laut", "seorang nelayan"]


@story
async def test_the_next_undecided_of_another_article_is_2_keys_away(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("enter")
        number = desk.page.article.view.number
        assert desk.questions()
        keys = Keys(desk)
        await desk.press("]U")
        assert keys.taken == 2
        assert desk.page.article.view.number != number
        assert desk.fact in desk.questions()
        keys = Keys(desk)
        await desk.press(";")
        assert keys.taken == 1, "and the one after that with one"
        assert desk.fact in desk.questions()


@story
async def test_all_open_questions_of_an_article_are_accepted_with_3_keys(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        many = len(desk.questions())
        keys = Keys(desk)
        await desk.press("*", "a", "y")
        assert keys.taken == 3
        assert len(desk.view.my_claims()) == many


@story
async def test_undo_across_a_restart_is_1_key(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        fact = await desk.on_quote("menunggu kapal")
        number = desk.page.article.view.number
        await desk.press("a", "Q")
    async with Desk.open(port) as desk:
        decision = view_article(desk.bench, number).decision(fact.id)
        assert decision
        assert decision.verdict is Verdict.ACCEPTED
        keys = Keys(desk)
        await desk.press("u")
        assert keys.taken == 1
        assert view_article(desk.bench, number).decision(fact.id) is None
        assert not view_article(desk.bench, number).my_claims()


@story
async def test_a_wrong_speaker_is_put_right_with_3_keys_where_the_right_one_is_listed(
    port: Path,
) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        fact = await desk.on_quote("menunggu kapal")
        keys = Keys(desk)
        await desk.press("es")
        desk.shows(" 1  Dewi Lestari")
        await desk.press("1")
        assert keys.taken == 3
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert desk.view.names(claim.hops[-1].sources) == ["Dewi Lestari"]


@story
async def test_an_own_claim_with_one_hop_takes_4_keys(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("tab", "3", ")")
        keys = Keys(desk)
        await desk.press("V", "c")
        await desk.type("seorang nelayan")
        await desk.press("enter", "enter")
        assert keys.taken == 4
        assert desk.chain()[-1] == "seorang nelayan"
        keys = Keys(desk)
        await desk.press(")", "c", "1", "enter")
        assert keys.taken == 4, "of the sentence at the cursor, by somebody who is listed"
        assert len(desk.view.my_claims()) == 2


@story
async def test_a_second_hop_on_an_accepted_claim_takes_3_keys(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.on_quote("menunggu kapal")
        await desk.press("a", "[c")
        keys = Keys(desk)
        await desk.press("enter", "o")
        await desk.type("Radio Kota Laut")
        await desk.press("enter")
        assert keys.taken == 3
        assert desk.chain()[-2:] == ["Samrin Wabula", "Radio Kota Laut"]


@story
async def test_the_reach_of_a_credit_is_changed_with_1_key(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        numbers = [row.number for row in desk.bench.store.articles.rows((), analyst="r", limit=99)]
        views = (view_article(desk.bench, number) for number in numbers)
        credited = next(view for view in views if any(one.fact for one in view.relays))
        await desk.press(":")
        await desk.type(str(credited.number))
        await desk.press("enter")
        before = [one.reach for one in my_relays(desk.view) if one.fact]
        keys = Keys(desk)
        await desk.press("E")
        assert keys.taken == 1
        assert [one.reach for one in my_relays(desk.view) if one.fact] != before
