"""Escape ends the innermost thing and nothing of it stays; what refuses keeps what was typed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from desk_driver import Desk, story
from desk_scripts import TRUCE, a_claim

from workbench.services.proof import verify
from workbench.store import open_store
from workbench.tui.screens import calls


@story
async def test_a_claim_that_nobody_was_named_for_is_not_there_after_escape(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        for keys in (["tab"], ["V"], []):
            await desk.press(*keys, "c", "escape")
            assert desk.status == "nothing was recorded"
        await desk.press("c")
        await desk.type("Samrin")
        await desk.press("escape")
        assert desk.ops() == []
        assert desk.view.my_claims() == []


@story
async def test_what_was_selected_is_still_selected_after_escape(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.on_words("Pasar tutup")
        await desk.press("c", "escape")
        assert desk.pane == "selection"
        await desk.press("c", "enter")
        assert desk.claim.span.exact == "Pasar tutup"


@story
async def test_without_a_selection_the_sentence_is_shown_while_it_is_asked(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press("tab", "/")
        await desk.fill("Pasar tutup")
        await desk.press("c")
        (start, end), *_ = desk.screen_of.text.selection
        assert desk.view.text[start:end] == "Pasar tutup, lalu sepi."
        desk.shows("“Pasar tutup, lalu sepi.”: who says it")
        await desk.press("escape")
        assert desk.screen_of.text.selection == ()


@pytest.mark.parametrize("keys", [[], ["tab"], ["tab", "v", "escape"], ["space", "escape"]])
@story
async def test_an_article_is_left_by_its_own_key_or_a_second_escape(
    port: Path, keys: list[str]
) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.press(*keys, "escape")
        assert desk.status == "escape again leaves the article, q at once"
        await desk.press("j", "escape", "%", "escape")
        assert desk.screen_of.opened, "a key in between: it is the first one again"
        await desk.press("escape")
        assert desk.screen_of.opened is None
        await desk.press("enter", "q")
        assert desk.screen_of.opened is None
        assert desk.ops() == []


@story
async def test_escape_goes_from_the_inside_out(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await a_claim(desk, TRUCE)
        assert desk.pane == "claim"
        await desk.press("eb")
        assert desk.pane == "selection"
        await desk.press("escape")
        assert desk.pane == "claim"
        await desk.press("es", "escape")
        assert desk.pane == "claim"
        await desk.press("escape")
        assert desk.pane in ("text", "facts")
        await desk.press("escape")
        assert desk.screen_of.opened


@pytest.mark.parametrize(
    ("keys", "typed", "why"),
    [
        (["r", "b"], "", "a rating needs its reason"),
        (["en"], "", "a source needs a name"),
        (["ea"], "", "a source needs a name"),
        (["M"], "Kabar Lintang", "merged into itself"),
    ],
)
@story
async def test_what_is_refused_about_a_source_stays_in_its_field(
    truce: Path, keys: list[str], typed: str, why: str
) -> None:
    async with Desk.open(truce) as desk:
        uid = desk.bench.store.sources.named("KABAR LINTANG")[0].uid
        before = desk.bench.store.sources.get(uid)
        await desk.press("gs", *keys)
        await desk.press("ctrl+e", "ctrl+u")
        await desk.type(typed)
        await desk.press("enter")
        desk.shows(why)
        assert desk.screen_of.bar.is_open
        assert desk.screen_of.bar.value == typed
        await desk.type("x")
        desk.shows_not(why)
        await desk.press("escape")
        assert desk.bench.store.sources.get(uid) == before
        assert desk.ops() == []


@pytest.mark.parametrize(
    ("keys", "typed", "why"),
    [
        (["A"], "", "a reason is needed"),
        (["ea", "p"], "kemarin dulu", "is no date"),
        (["f"], "colour:red", "no field 'colour'"),
        (["W"], "", "a selection needs a name"),
        ([":"], "nonsense", "no command 'nonsense'"),
        ([":"], "#99999", "99999"),
        ([":"], "fact.accept", "not here"),
        (["?"], "zzzz", "No key and no action"),
    ],
)
@story
async def test_what_is_refused_in_the_library_stays_in_its_field(
    port: Path, keys: list[str], typed: str, why: str
) -> None:
    async with Desk.open(port) as desk:
        await desk.press(*keys)
        await desk.press("ctrl+e", "ctrl+u")
        await desk.type(typed)
        await desk.press("enter")
        if why:
            assert why in desk.status
            assert desk.screen_of.bar.is_open
            assert desk.screen_of.bar.value == typed
        await desk.press("escape")
        assert not desk.screen_of.bar.is_open
        assert desk.ops() == []


@story
async def test_a_draft_under_way_when_the_link_drops_is_offered_again(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        await desk.on_words("Pasar tutup")
        await desk.press("c")
        await desk.type("Samrin W")
        place = desk.app.desk.bookmark.place()
        assert place["draft"] == ["who", "Samrin W"]
        assert desk.view.my_claims() == []
        desk.app.interrupted(1)
    async with Desk.open(port) as desk:
        assert "“Samrin W”" in desk.status
        assert desk.pane == "selection"
        selected = desk.page.article.selection()
        assert selected
        assert selected.exact == "Pasar tutup"
        await desk.press("c", "up")
        desk.shows("who says it: Samrin W")
        await desk.press("enter", "enter")
        assert desk.chain()[-1] == "Samrin Wabula"
    with open_store(port) as store:
        assert not list(verify(store))


@story
async def test_a_wait_that_is_over_is_mentioned_no_more(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "SLOW", 0.05)
    async with Desk.open(sample) as desk:
        mentioned: list[str] = []

        def slow() -> None:
            while not desk.screen_of.message:
                time.sleep(0.01)
            mentioned.append(desk.screen_of.message)

        await desk.screen_of._calls.call(slow)
        assert mentioned == ["still working; escape cancels"]
        await desk.idle()
        assert "still working" not in desk.screen()
