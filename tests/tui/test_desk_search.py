"""Searching all texts and claims: hits come while one types, enter keeps, escape goes back."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

from desk_driver import Desk, story
from file_cases import damage
from waiting import PATIENCE

from workbench.services.annotate import edit_claim
from workbench.services.review import accept_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


async def until(desk: Desk, *words: str) -> None:
    """Wait until all of these are on the screen."""
    ends = time.monotonic() + PATIENCE
    while not all(one in desk.screen() for one in words):
        assert time.monotonic() < ends, desk.screen()
        await asyncio.sleep(0.02)
        await desk.done()


@story
async def test_hits_come_while_words_are_typed_and_escape_goes_back(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("5", "j")
        before = desk.screen()
        await desk.press("/")
        await desk.type("tenggel")
        desk.shows_not("the newest")  # not before typing pauses
        await until(desk, "'tenggel': the newest", "Tenggelam di Selat")
        await desk.type("am xyzzy")
        await until(desk, "No article holds all of these words")
        await desk.press("ctrl+u")
        await until(desk, "search all articles:")
        assert desk.screen_of.page is desk.screen_of.library
        await desk.type("tanjung")
        await until(desk, "'tanjung': the newest")
        await desk.press("escape")
        assert desk.screen_of.page is desk.screen_of.library
        assert desk.row == 5
        assert desk.screen().splitlines()[:-1] == before.splitlines()[:-1]


@story
async def test_enter_keeps_the_hits_of_whole_words_whenever_it_comes(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.press("g/")
        await desk.type("tenggel")
        await until(desk, "Tenggelam di Selat")
        await desk.press("enter")
        desk.shows("articles hold 'tenggel*'", "Tenggelam di Selat")
        await desk.press("q", "g/")
        await desk.burst(*"tenggelam", "enter")
        desk.shows("articles hold 'tenggelam' (2026)", "03-04 SAGARA")
        await asyncio.sleep(0.3)
        await desk.done()
        desk.shows("articles hold 'tenggelam'")  # what was typed is looked for no more
        await desk.press("q")
        assert desk.screen_of.page is desk.screen_of.library


@story
async def test_claims_are_found_with_the_texts_as_far_as_they_may_be_seen(truce: Path) -> None:
    with open_store(truce) as store:
        for analyst in ("ratna", "bima"):
            bench = Workbench(store, analyst)
            accept_fact(bench, view_article(bench, 1), view_article(bench, 1).open_questions()[0])
            view = view_article(bench, 1)
            (claim,) = view.my_claims()
            edit_claim(bench, view, replace(claim, restatement=f"Gencatanku kata {analyst}."))
    async with Desk.open(truce) as desk:
        await desk.press("g/")
        await desk.type("gencatan")
        await until(desk, "kata ratna")
        desk.shows_not("kata bima")
        await desk.press("enter")
        await desk.press("g/")
        await desk.fill("gencatanku")
        desk.shows("1 claim and 0 articles hold 'gencatanku'", "claim of ratna on")
        await desk.press("enter")
        assert desk.claim.restatement == "Gencatanku kata ratna."


@story
async def test_a_sentence_is_followed_to_other_articles_and_back(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        await desk.go_to("9 Orang Tewas")
        number = desk.page.article.view.number
        await desk.press("tab") if desk.pane != "text" else None
        await desk.press("g=")
        desk.shows("other article", "first", "SAGARA")
        assert "leads there" in desk.status
        await desk.press("enter")
        assert desk.page.article.view.number != number
        assert desk.pane == "text"
        await desk.press("ctrl+o")
        assert desk.page.article.view.number == number


@story
async def test_the_desk_makes_the_index_whole_beside_the_keys(sample: Path) -> None:
    damage(
        sample,
        "UPDATE search_folding SET below = (SELECT max(id) + 1 FROM article)",
        "INSERT INTO article_words(article_words) VALUES('delete-all')",
        "INSERT INTO article_trigrams(article_trigrams) VALUES('delete-all')",
    )
    async with Desk.open(sample) as desk:
        assert desk.bench.store.search.reached().is_whole
        await desk.press("g/")
        await desk.fill("tenggelam")
        desk.shows("articles hold 'tenggelam' (2026)")
