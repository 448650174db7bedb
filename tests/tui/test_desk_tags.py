"""Tags and topics at the desk: by keys, with completion, on one and on many, merged and undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import Desk, story

from workbench.services.proof import verify
from workbench.services.tags import Tagged, put_tags


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_an_article_is_tagged_and_its_tags_are_edited(
    port: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(port, size=size) as desk:
        await desk.press("#")
        desk.shows("tags of #")
        await desk.type("dua sumber")
        await desk.press("enter")
        assert desk.status == "tagged: dua sumber"
        desk.shows("#dua sumber")
        await desk.press("j", "#")
        await desk.type("periksa, du")
        desk.shows("periksa, dua sumber")
        await desk.press("down", "enter")
        assert desk.status == "tagged: periksa, dua sumber"
        await desk.press("#")
        await desk.fill("periksa")
        await desk.press("k", ".")
        desk.shows("#dua sumber #periksa")
        await desk.press("u", "u")
        desk.shows("#dua sumber")
        assert not list(verify(desk.bench.store))


@story
async def test_a_claim_and_its_article_are_tagged_apart(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        number = desk.view.number
        await desk.press("a", "k", "#")
        desk.shows("tags of the claim")
        await desk.fill("ragu")
        desk.shows("#ragu")
        await desk.press("g#")
        await desk.fill("banjir")
        desk.shows("#banjir")
        found = desk.bench.store.tags.of_article(number)
        claim = desk.claim.uid
        assert [(tag.name, tag.claim) for tag in found] == [("banjir", None), ("ragu", claim)]
        await desk.press("enter")
        desk.shows("tags", "#ragu")
        await desk.press("q", "q", "gc")
        desk.shows("#ragu")
        await desk.press("#")
        await desk.fill("")
        assert desk.status == "no tag of yours is left on it"
        desk.shows_not("#ragu")


@story
async def test_marked_articles_and_claims_are_tagged_as_one_act(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("*", "#")
        await desk.fill("rob, banjir")
        assert desk.status.startswith("rob, banjir on ")
        every = desk.bench.store.articles.numbers(analyst=desk.bench.analyst)
        (rob, banjir) = sorted(desk.bench.store.tags.uses(desk.bench.analyst), reverse=True)
        assert rob.articles == banjir.articles == len(every)
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("*", "a", "y", "*", "#")
        await desk.fill("ragu")
        assert desk.ops() == ["tag", "accept", "tag"]
        await desk.press("u", "u", "u")
        assert not desk.bench.store.tags.uses()


@story
async def test_a_colleagues_tags_are_seen_where_one_s_own_judgement_stands(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        put_tags(replace(desk.bench, analyst="bima"), ["ragu"], Tagged([desk.view.number]))
        await desk.press("g#")
        desk.shows_not("ragu")
        await desk.press("escape", "D", "y")
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("L", "g#")
        desk.shows("#ragu (bima)", "ragu")


@story
async def test_topics_are_completed_renamed_merged_and_undone(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("*", "a", "y", "gg")
        for words in ("Flod", "Flood", "Rob"):
            await desk.press("et")
            await desk.fill(words)
            await desk.press("j")
        await desk.press("et")
        await desk.type("fl")
        desk.shows("Flod", "Flood")
        await desk.press("escape", "gt")
        desk.shows("Topics", "provisional Flod")
        await desk.press("gg", "en")
        await desk.fill("Rob")
        desk.shows("Merge the two instead")
        await desk.press("escape", "gg", "V", "j", "M")
        await desk.type("Rob")
        await desk.press("enter", "y")
        desk.shows("3 claims", "Rob")
        assert "2 topics merged into Rob" in desk.status
        await desk.press("en")
        await desk.fill("Rob besar")
        desk.shows("Rob besar")
        await desk.press("enter")
        desk.shows('topic:"Rob besar"')
        await desk.press("q", "dd")
        desk.shows("retired")
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("3", "gg", "j", "et")
        await desk.fill("rob besar")
        desk.shows("the topic 'Rob besar' is retired")
        await desk.press("escape", "u", "u", "u", "gt")
        desk.shows("Flod", "Flood", "Rob")
        desk.shows_not("Rob besar")
        assert not list(verify(desk.bench.store))
