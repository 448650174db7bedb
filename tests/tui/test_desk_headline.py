"""The headline at the desk: the first line of the text, or above a text that does not print it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_driver import Desk, library, story

from workbench.domain.span import Span
from workbench.services.metadata import set_metadata
from workbench.services.workbench import Workbench
from workbench.store import open_store

TITLE = (
    "Sembilan Nelayan Selamat dari Kapal yang Karam di Selat, Dua Lainnya Masih Dicari Tim Gabungan"
)
BODY = "\n\n".join(
    f"Nelayan ke-{number} mengatakan bahwa ombak setinggi {number} meter datang dari arah utara."
    for number in range(2, 40)
)


def stored(folder: Path, **record: str) -> Path:
    source = folder / "news.jsonl"
    source.write_text(json.dumps({"text": BODY, "lang": "id", "outlet": "Pos Selat", **record}))
    return library(folder / "desk.db", source)


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """An article with its headline in its text."""
    return stored(tmp_path, title=TITLE)


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """An article whose text has no headline, as one that was stored before texts had them."""
    path = stored(tmp_path)
    with open_store(path) as store:
        set_metadata(Workbench(store, "ratna"), 1, {"title": TITLE})
    return path


def said(desk: Desk, lines: slice) -> str:
    """The words of these lines, behind the margin."""
    return " ".join(" ".join(line[2:] for line in desk.strips()[lines]).split())


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (60, 20)])
@story
async def test_a_headline_that_is_not_in_the_text_stands_whole_above_it(
    apart: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(apart, size=size) as desk:
        await desk.press("enter", "tab", "gg")
        assert TITLE in said(desk, slice(1, 4))
        assert "Sembilan" not in desk.strips()[0]
        assert desk.screen_of.text.text == desk.view.text == BODY, "it cannot be annotated"
        await desk.press("G")
        assert TITLE in said(desk, slice(1, 4))
        await desk.press("q", "q")
        assert TITLE not in said(desk, slice(1, 2))


@story
async def test_a_headline_in_the_text_is_read_and_annotated_there(printed: Path) -> None:
    async with Desk.open(printed, size=(80, 24)) as desk:
        await desk.press("enter", "tab", "gg")
        assert "Pos Selat" in desk.strips()[0]
        assert TITLE in said(desk, slice(1, 4))
        await desk.on_words("Nelayan Selamat")
        await desk.press("c")
        await desk.type("Polisi")
        await desk.press("enter", "escape")
        assert [one.span for one in desk.view.my_claims()] == [Span.of(desk.view.text, 9, 24)]


@story
async def test_the_heading_begins_with_the_headline_once_that_is_out_of_sight(
    printed: Path,
) -> None:
    async with Desk.open(printed, size=(80, 24)) as desk:
        await desk.press("enter", "tab", "G")
        assert desk.strips()[0].startswith(f"#1 {TITLE[:60]}")
        await desk.press("gg")
        assert "Pos Selat" in desk.strips()[0]
        await desk.resize(200, 50)
        assert "Pos Selat" in desk.strips()[0]
        assert TITLE in desk.strips()[0], "there is room for both"
