"""Prompts and what hands type into them: names that begin with digits, names as they are spelled,
words where a letter was asked for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from desk_driver import Desk, library, story

TEXT = """Warga Protes

"Jalan ini rusak sejak lama," kata Rahmat Hidayat kepada Suara Bukit.com.

Rahmat meminta pemerintah turun tangan. "Kami sudah tujuh kali melapor," kata Rahmat.

Panitia Suara Bukit Cipta tidak hadir, kata Camat Lestari Wulandari. Surat itu ditandatangani
Dimas Anggara, Sari Kusuma, Bambang Setiawan, Ratna Dewi, Agus Salim, Yanti Purnama, Joko Susilo,
dan Wati Lestari.
"""


@pytest.fixture
def protest(tmp_path: Path) -> Path:
    file = tmp_path / "protes.txt"
    file.write_text(TEXT, "utf-8")
    return library(tmp_path / "protes.db", file)


def rows(desk: Desk) -> list[str]:
    return [line for line in desk.screen().splitlines() if "named in" in line or "a new" in line]


async def asked_who(desk: Desk) -> None:
    await desk.go_to("Warga Protes")
    await desk.on_quote("Jalan ini rusak")
    await desk.press("es")


@story
async def test_a_digit_takes_its_row_and_an_enter_behind_it_is_the_row_s(protest: Path) -> None:
    for keys in (("2",), ("2", "enter")):
        async with Desk.open(protest) as desk:
            await asked_who(desk)
            (row,) = [line for line in desk.screen().splitlines() if line.startswith("   2  ")]
            await desk.burst(*keys)
            await desk.press("gg")
            assert desk.chain()[-1] in row
            assert desk.screen_of.page is desk.page, "nothing was opened by the enter"
            await desk.press("u")


@story
async def test_a_name_may_begin_with_digits(protest: Path) -> None:
    for name in ("84 Wajib Pajak", "3 warga", "12 KPP"):
        async with Desk.open(protest) as desk:
            await asked_who(desk)
            await desk.type(name)
            await desk.press("enter", "gg")
            assert desk.chain()[-1] == name
            await desk.press("u")


@story
async def test_what_is_typed_right_behind_a_digit_is_a_command(protest: Path) -> None:
    async with Desk.open(protest) as desk:
        await asked_who(desk)
        await desk.burst("2", "u")
        assert desk.ops() == ["correct", "undo"]


@story
async def test_a_short_form_that_is_typed_whole_is_whom_it_stands_for(protest: Path) -> None:
    async with Desk.open(protest) as desk:
        await asked_who(desk)
        await desk.type("rahmat")
        (chosen,) = [row for row in rows(desk) if "▌" in row]
        assert "Rahmat Hidayat" in chosen
        assert not any(row.strip().startswith("rahmat ") for row in rows(desk)), "no second one"


@story
async def test_stops_that_are_typed_count(protest: Path) -> None:
    async with Desk.open(protest) as desk:
        for name in ("Suara Bukit Cipta", "Suara Bukit.com"):
            await asked_who(desk)
            await desk.type(name)
            await desk.press("enter", "q")
        await asked_who(desk)
        await desk.type("suara bukit.c")
        (chosen,) = [line for line in desk.screen().splitlines()[-8:] if "▌" in line]
        assert "Suara Bukit.com" in chosen


@story
async def test_a_word_where_a_letter_was_asked_for_does_nothing(protest: Path) -> None:
    async with Desk.open(protest) as desk:
        await desk.go_to("Warga Protes")
        await desk.on_quote("Jalan ini rusak")
        shown = desk.screen()
        await desk.press("f")
        await desk.burst(*"zaxu")
        desk.shows("z is no choice")
        await desk.press("enter")
        desk.shows_not("z is no choice")
        await desk.press("escape")
        assert desk.ops() == []
        assert desk.screen().splitlines()[:-1] == shown.splitlines()[:-1]


@story
async def test_after_a_key_that_is_no_choice_the_right_one_is_taken(protest: Path) -> None:
    async with Desk.open(protest) as desk:
        await desk.go_to("Warga Protes")
        await desk.on_quote("Jalan ini rusak")
        await desk.press("f", "Z")
        desk.shows("Z is no choice (")
        await asyncio.sleep(1.0)
        desk.shows("Z is no choice (")
        await desk.press("o")
        desk.shows_not("is no choice")
        desk.shows_not("what a filter leaves")


@story
async def test_after_a_look_at_a_claim_the_text_s_cursor_is_where_it_was(protest: Path) -> None:
    async with Desk.open(protest) as desk:
        await desk.go_to("Warga Protes")
        await desk.on_quote("Jalan ini rusak")
        await desk.press("a", "k")
        before = desk.page.article.offset
        await desk.press("enter", *"jjjjjjjj")
        assert desk.page.article.offset != before, "the page shows the words of the hop"
        await desk.press("q")
        assert desk.page.article.offset == before
