"""What hands do first: a few letters in a picker, the mouse, long words in a narrow pane."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from textual import events

from workbench.domain.claim import Factuality
from workbench.tui.pages.claim import ClaimPage

LONG = "Sebuah kalimat yang jauh lebih panjang daripada satu baris yang sempit"


def _picker_rows(desk: Desk) -> list[str]:
    return [line for line in desk.screen().splitlines() if "named in" in line or "a new" in line]


@story
async def test_a_few_letters_find_a_source_and_other_words_make_one(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("c")
        rows = _picker_rows(desk)
        assert rows
        assert not any("▌" in row for row in rows), "nothing is chosen: enter means nobody"
        await desk.type("yus")
        chosen = [row for row in _picker_rows(desk) if "▌" in row]
        assert "Yusuf Barzan" in chosen[0]
        await desk.press("enter")
        await desk.type("Kantor Berita Marhalia")
        chosen = [row for row in _picker_rows(desk) if "▌" in row]
        assert "a new source" in chosen[0]
        await desk.press("enter", "enter")
        assert desk.chain()[-2:] == ["Yusuf Barzan", "Kantor Berita Marhalia"]
        await desk.press("u")
        assert desk.status.startswith("undo: add hop: claim")
        assert desk.chain()[-1] == "Yusuf Barzan"


@story
async def test_the_last_row_of_the_picker_makes_what_was_typed(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("c")
        await desk.type("yus")
        await desk.press("down", "down", "down", "enter", "escape")
        assert desk.chain()[-1] == "yus"


@story
async def test_a_click_puts_the_cursor_there_and_the_wheel_moves_it(truce: Path) -> None:
    async with Desk.open(truce, size=(120, 40)) as desk:
        await desk.go_to("Dua Pemerintah")
        home = desk.screen_of
        await desk.pilot.click(home.side, offset=(5, 4))
        await desk.done()
        assert desk.row == 4
        await desk.pilot.click(home.text, offset=(12, 4))
        await desk.done()
        assert desk.page.on_text
        assert home.text.line == 4
        before = home.text.line
        wheel = events.MouseScrollDown(None, 5, 5, 0, 1, 0, False, False, False)
        desk.app.post_message(wheel)
        await desk.pilot.pause()
        await desk.done()
        assert home.text.line == before + 3


@story
async def test_a_claims_long_words_are_broken_not_cut(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.press("a", "]c", "enter")
        page = desk.screen_of.page
        assert isinstance(page, ClaimPage)
        await desk.press("er")
        await desk.fill(LONG)
        shown = " ".join(row.words for row in page.rows if row.action == "claim.restate")
        assert shown == LONG
        lines = [row for row in page.rows if row.action == "claim.restate"]
        assert len(lines) > 1
        await desk.resize(160, 50)
        assert len([row for row in page.rows if row.action == "claim.restate"]) < len(lines)


@story
async def test_the_cursor_of_a_claim_stays_on_its_row_while_rows_above_it_grow(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.go_to("Dua Pemerintah")
        await desk.on_quote("“Naskahnya ada")
        await desk.press("a", "]c", "enter")
        page = desk.screen_of.page
        assert isinstance(page, ClaimPage)
        hop = next(at for at, row in enumerate(page.rows) if row.hop is not None)
        await desk.press(f"{hop + 1}", "gg")
        assert page.row
        on = page.row.hop
        assert on is not None
        await desk.press("er")
        await desk.fill(LONG)
        assert page.row.hop == on
        assert desk.row == page.cursor > hop
        await desk.press("er")
        await desk.fill("Short.")
        assert page.row.hop == on
        assert desk.row == page.cursor == hop


@story
async def test_a_denial_shows_as_one_in_every_list_and_in_what_is_copied(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(words: str, *_: object, **__: object) -> str:
        copied.append(words)
        return "copied"

    monkeypatch.setattr("workbench.tui.actions.desk.copy", copy)
    async with Desk.open(sample, size=(140, 40)) as desk:
        await desk.go_to("Solar Bersubsidi")
        fact = await desk.on_fact(
            lambda one: one.is_question and one.span.exact.startswith("anggotanya terlibat")
        )
        desk.shows("denies: anggotanya")
        await desk.press("y")
        await desk.press("a")
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert claim.hops[-1].factuality is Factuality.CERTAINLY_NOT
        desk.shows("denies: anggotanya")
        desk.page.article.select_key(claim.uid)
        desk.page.paint(desk.screen_of)
        await desk.press("y", "gc")
        desk.shows("denies: anggotanya")
        await desk.press("y")
    assert len(copied) == 3
    for words in copied:
        assert f": denies: {fact.span.exact} (Harian Gerbang Utara ← " in words


@story
async def test_words_between_quotation_marks_are_one(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("g/")
        await desk.fill('"jawaban yang sungguh"')
        desk.shows("1 article holds")
        await desk.press("enter")
        article = desk.page.article
        (start, end), *_ = article.hits
        assert article.view.text[start:end].lower() == "jawaban yang sungguh"
        await desk.press("q", "q", "g/")
        await desk.fill('"sungguh yang jawaban"')
        desk.shows("0 articles hold")


@story
async def test_a_state_that_is_none_is_told(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press(":")
        await desk.fill("filter state:nwe")
        assert "no state 'nwe'" in desk.status
