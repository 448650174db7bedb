"""Two articles side by side, and a translation beside the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_driver import Desk, library, story

from workbench.tui.pages.compare import ComparePage
from workbench.tui.pages.translation import TranslationPage

NIGHT = """Kapal Karam di Selat

Sebuah kapal kayu karam di selat itu Senin malam. Sembilan orang tewas, kata Dewi Lestari.

Cuaca buruk sejak sore, ujar polisi setempat. Dua orang masih dicari sampai Selasa pagi.

Kapal itu membawa 25 penumpang dan sayuran dari pulau seberang. Tim penyelamat menyisir perairan \
di sekitar mercusuar tua sejak tengah malam dengan tiga perahu karet dan satu kapal patroli milik \
syahbandar. Keluarga penumpang menunggu kabar di balai desa, sementara dapur umum didirikan warga \
di halaman sekolah. Bupati menjanjikan santunan bagi keluarga korban sebelum akhir pekan ini.
"""
MORNING = (
    NIGHT.replace("Sembilan", "Sebelas")
    .replace("Cuaca buruk sejak sore, ujar polisi setempat. ", "")
    .replace("pekan ini.\n", "pekan ini.\n\nSumber: Pos Selat\n")
)


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Two articles, the second like the first."""
    lines = [
        {
            "text": NIGHT,
            "outlet": "Pos Selat",
            "published": "2026-03-01",
            "title": "Kapal Karam di Selat | Malam",
        },
        {
            "text": MORNING,
            "outlet": "Kabar Timur",
            "published": "2026-03-02",
            "title": "Kapal Karam di Selat | Pagi",
        },
    ]
    return _imported(tmp_path, lines)


def _imported(folder: Path, records: list[dict[str, str]]) -> Path:
    source = folder / "pair.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return library(folder / "desk.db", source)


def compared(desk: Desk) -> ComparePage:
    page = desk.screen_of.page
    assert isinstance(page, ComparePage), page
    return page


async def _side_by_side(desk: Desk) -> None:
    await desk.go_to("Malam")
    await desk.press("gr", "=")
    assert desk.pane == "compare"


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_two_articles_stand_beside_each_other(pair: Path, size: tuple[int, int]) -> None:
    async with Desk.open(pair, size=size) as desk:
        await _side_by_side(desk)
        desk.shows("Pos Selat 2026-03-01", "Kabar Timur 2026-03-02", "in common:", "3 differ")
        lines = desk.strips()
        both = next(line for line in lines if "Sembilan" in line)
        assert "Sebelas" in both, "aligned by sentence"
        assert both.count("~") == 2
        alone = next(line for line in lines if "Cuaca buruk" in line)
        assert "- Cuaca" in alone
        assert alone.rstrip().endswith("│"), "nothing beside it"
        await desk.press("G")
        assert any("│ + Sumber: Pos Selat" in line for line in desk.strips())


@story
async def test_differences_are_jumped_to_and_repeated(pair: Path) -> None:
    async with Desk.open(pair) as desk:
        await _side_by_side(desk)
        page = compared(desk)
        pairs = page.compared.comparison.pairs
        seen = []
        for keys in ("]d", ";"):
            await desk.press(keys)
            assert page.row
            seen.append(page.row.pair)
        assert tuple(seen) == page.compared.comparison.differences
        assert [pairs[at].kind.name for at in seen] == ["CHANGED", "RIGHT"]
        assert pairs[seen[0] + 1].kind.name == "LEFT", "what follows at once is one difference"
        desk.shows("+ only on the right")
        await desk.press("]d")
        assert desk.status == "no difference further on"
        await desk.press("gg", "2", "]d")
        assert page.row
        assert page.row.pair == seen[1]
        await desk.press("[d")
        assert page.row.pair == seen[0]


@story
async def test_enter_opens_the_side_that_is_meant_at_its_sentence(pair: Path) -> None:
    async with Desk.open(pair) as desk:
        await _side_by_side(desk)
        left, right = compared(desk).compared.left.number, compared(desk).compared.right.number
        await desk.press("]d", "enter")
        view = desk.page.article.view
        assert view.number == left
        assert view.text[desk.page.article.offset :].startswith("Sembilan")
        await desk.press("gr", "=")
        await desk.press("]d", "tab")
        desk.shows(f"enter opens #{right}")
        await desk.press("enter")
        assert desk.page.article.view.number == right
        assert desk.page.article.view.text[desk.page.article.offset :].startswith("Sebelas")


@story
async def test_on_a_narrow_screen_one_text_is_shown_at_a_time(pair: Path) -> None:
    async with Desk.open(pair, size=(60, 24)) as desk:
        await _side_by_side(desk)
        desk.shows("Pos Selat", "Sembilan", "Cuaca buruk", "(only on the right; tab shows it)")
        desk.shows_not("Sebelas")
        await desk.press("]d", "tab")
        desk.shows("Kabar Timur", "Sebelas", "(only on the left; tab shows it)")
        desk.shows_not("Sembilan")
        row = compared(desk).row
        assert row
        assert row.pair == compared(desk).compared.comparison.differences[0]
        await desk.resize(100, 24)
        desk.shows("Sembilan", "Sebelas", "│")
        assert compared(desk).row
        await desk.resize(60, 24)
        desk.shows_not("Sembilan")
        await desk.press("q", "q")
        assert desk.pane == "facts"


@story
@pytest.mark.parametrize("is_revision", [True, False])
async def test_the_older_stands_left_from_whichever_row(tmp_path: Path, is_revision: bool) -> None:
    """What the newer one adds is marked as added, on the row of the article itself too."""
    lines = [
        {"text": NIGHT, "published": "2026-03-01", "title": "Kapal | Malam"},
        {"text": MORNING, "published": "2026-03-02", "title": "Kapal | Pagi"},
    ]
    for at, line in enumerate(lines):
        place = 0 if is_revision else at
        line |= {"outlet": f"Pos {place}", "url": f"https://pos{place}.example/kapal"}
    if not is_revision:
        lines.reverse()  # the older one came in later
    older = 1 if is_revision else 2
    async with Desk.open(_imported(tmp_path, lines)) as desk:
        for title in ("Malam", "Pagi"):
            await desk.go_to(title)
            await desk.press("gr")
            for row in ("gg", "G"):
                await desk.press(row, "=")
                assert compared(desk).compared.left.number == older, (title, row)
                await desk.press("q")
            await desk.press("q")


@story
async def test_an_article_that_stands_alone_has_nothing_beside_it(truce: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("gr", "=")
        assert desk.status == "no other article is here"


@story
async def test_long_hostile_articles_are_compared_at_once(tmp_path: Path) -> None:
    long = 'Judul\n\n"' + "a. B \x1b[31m\u202e" * 18_000 + "\n"
    records = [
        {"text": NIGHT * 4 + long, "title": "Kapal Karam di Selat | Malam", "outlet": "A"},
        {
            "text": NIGHT * 4 + long + "Akhir.",
            "title": "Kapal Karam di Selat | Pagi",
            "outlet": "B",
        },
    ]
    async with Desk.open(_imported(tmp_path, records), size=(100, 30)) as desk:
        await _side_by_side(desk)
        await desk.press("G", "gg", "]d", "tab", "pagedown")
        desk.shows("differ")


@story
async def test_a_translation_stands_beside_the_text_and_follows_it(tmp_path: Path) -> None:
    translation = NIGHT.replace("Sembilan orang tewas", "Nine people \x1b[31mdied").replace(
        "Kapal itu membawa", "The boat \u202ecarried"
    )
    path = _imported(
        tmp_path,
        [{"text": NIGHT, "title": "Kapal Karam di Selat | Malam", "translation": translation}],
    )
    async with Desk.open(path) as desk:
        await desk.go_to("Malam")
        await desk.press("t")
        page = desk.screen_of.page
        assert isinstance(page, TranslationPage)
        assert page.facing.is_aligned
        assert desk.pane == "text"
        desk.shows("Translation", "Nine people", "Sembilan")
        await desk.press("gg", "}", "}")
        assert page.article.view.text[page.article.offset :].startswith("Cuaca")
        start, end = page.paragraph
        assert translation[start:end].startswith("Cuaca"), "the facing paragraph"
        assert page.lines[page.cursor][0] >= start
        await desk.press("}")
        start, end = page.paragraph
        assert page.article.view.translation[start:end].startswith("The boat")
        await desk.press("V", "c", "enter")
        assert desk.ops()[-1] == "new claim", "the text is worked on as ever"
        await desk.press("tab", "gg")
        assert page.article.offset == 0, "and the text follows the translation"
        await desk.press("t")
        assert not isinstance(desk.screen_of.page, TranslationPage)
        desk.shows_not("Nine people")
        await desk.resize(60, 20)
        await desk.press("t", "tab")
        desk.shows("Translation", "people ␛[31mdied")
        await desk.press("q")
        assert desk.pane in ("text", "facts")


@story
async def test_paragraphs_that_do_not_agree_are_said_to_be_about_here(tmp_path: Path) -> None:
    path = _imported(
        tmp_path,
        [{"text": NIGHT, "title": "Kapal Karam di Selat | Malam", "translation": "All in one."}],
    )
    async with Desk.open(path) as desk:
        await desk.go_to("Malam")
        await desk.press("t")
        desk.shows("paragraphs do not agree", "All in one.")


@story
async def test_without_a_translation_it_says_how_one_comes_in(truce: Path) -> None:
    async with Desk.open(truce, size=(120, 30)) as desk:
        await desk.press("enter", "t")
        assert "no translation came with it" in desk.status
        assert '"translation"' in desk.status
        assert desk.pane == "facts"
