"""Claims carried over to a revision at the desk, and rewrites answered there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_driver import Desk, library, story

from workbench.domain.relay import RelayKind, RelayStatus
from workbench.tui.pages.carry import CarryPage
from workbench.tui.pages.compare import ComparePage
from workbench.tui.pages.related import RelatedPage

FIRST = """Kapal Sinar Laut Karam di Selat Buton

Sembilan awak tewas dalam kecelakaan itu. Kapal itu membawa beras dari pulau seberang. Bupati \
menjanjikan santunan bagi keluarga korban sebelum akhir pekan ini di balai desa Wakorumba.

“Lambungnya pecah sebelum kami sempat menurunkan sekoci karet,” ujar Hasan Tuwe, kepala pos SAR \
Baubau. Nelayan Wakorumba menolong sebelas awak Sinar Laut dari ombak empat meter di Selat Buton.
"""
SECOND = FIRST.replace("Sembilan", "Sepuluh").replace("santunan", "uang santunan")
RETOLD = """Nelayan Tolong Sebelas Awak Sinar Laut

Nelayan Wakorumba menolong sebelas awak kapal Sinar Laut yang karam di Selat Buton. Ombak mencapai \
empat meter, kata Hasan Tuwe, kepala pos SAR Baubau. “Lambungnya pecah sebelum kami sempat \
menurunkan sekoci karet,” tutur Hasan Tuwe.
"""
SAID = ("Sembilan awak tewas", "Kapal itu membawa beras", "Bupati menjanjikan santunan bagi")


@pytest.fixture
def wreck(tmp_path: Path) -> Path:
    """An article, its revision, and the same in other words by another outlet."""
    address = {"url": "https://pos.example/kapal", "outlet": "Pos Selat", "lang": "id"}
    articles = [
        {"text": FIRST, "published": "2026-03-01", **address},
        {"text": SECOND, "published": "2026-03-02", **address},
        {"text": RETOLD, "published": "2026-03-02", "outlet": "Warta Buton", "lang": "id"},
    ]
    lines = tmp_path / "wreck.jsonl"
    lines.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return library(tmp_path / "desk.db", lines)


async def _claim(desk: Desk, *said: str) -> None:
    """Claims on words of the open article."""
    from workbench.domain.span import Span
    from workbench.services.annotate import new_claim
    from workbench.services.view import view_article

    for words in said:
        view = view_article(desk.bench, 1)
        start = view.text.index(words)
        new_claim(desk.bench, view, Span.of(view.text, start, start + len(words)))


async def _to_related(desk: Desk, number: int) -> None:
    await desk.press(":")
    await desk.type(str(number))
    await desk.press("enter", "gr")
    assert desk.pane == "related"


@story
async def test_claims_are_carried_over_at_once_and_one_by_one(wreck: Path) -> None:
    async with Desk.open(wreck, size=(80, 24)) as desk:
        await _claim(desk, *SAID)
        await _to_related(desk, 2)
        await desk.press("gg", "T")
        page = desk.screen_of.page
        assert isinstance(page, CarryPage)
        desk.shows("From #1 to #2: 1 claim in the very words", "- Sembilan awak", "= Kapal itu")
        await desk.press("gg", "a")
        assert desk.status == "it is another claim there: the number is another one"
        await desk.press("A")
        assert desk.status.startswith("1 claim carried over to #2")
        assert [one.why and one.why.name for one in page.found.landings] == ["NUMBER", "WORDS"]
        await desk.press("G")
        desk.shows("the words are otherwise", "Bupati menjanjikan uang santunan bagi")
        await desk.press("a")
        assert desk.ops()[-2:] == ["carry over", "carry over"]
        await desk.press("A")
        assert "no claim stands there" in desk.status
        await desk.press("u", "u")
        assert [one.why for one in page.found.landings].count(None) == 1


@story
async def test_nothing_to_carry_is_said(wreck: Path) -> None:
    async with Desk.open(wreck) as desk:
        await _to_related(desk, 2)
        await desk.press("T")
        assert "no claim of yours" in desk.status
        assert desk.pane == "related"


@story
async def test_a_rewrite_shows_what_both_share_and_one_may_be_unsure(wreck: Path) -> None:
    async with Desk.open(wreck, size=(80, 24)) as desk:
        await _to_related(desk, 3)
        page = desk.screen_of.page
        assert isinstance(page, RelatedPage)
        place = next(at for at, one in enumerate(page.related)
                     if one.relay and one.relay.kind is RelayKind.REWRITE)  # fmt: skip
        await desk.press(*["j"] * place)
        desk.shows("other words", "tell the same in other words")
        other = page.related[place].row.number
        await desk.press("m")
        assert desk.status == f"unsure whether #3 and #{other} tell the same"
        await desk.press("<")
        assert "neither derives" in desk.status
        await desk.press("a")
        assert desk.status == f"#3 and #{other} tell the same"
        relay = page.related[place].relay
        assert relay
        assert relay.status is RelayStatus.CONFIRMED
        assert desk.ops() == ["unsure of rewrite", "confirm rewrite"]


@story
async def test_a_revision_stands_on_the_right_of_what_was_there_before(wreck: Path) -> None:
    async with Desk.open(wreck, size=(120, 40)) as desk:
        await desk.press(":")
        await desk.type("2")
        await desk.press("enter")
        desk.shows("revision 81%")
        await desk.press("gr", "gg", "=")
        page = desk.screen_of.page
        assert isinstance(page, ComparePage)
        assert (page.compared.left.number, page.compared.right.number) == (1, 2)
