"""Descent: crediting an outlet that is not in print, and which article derives from which."""

from __future__ import annotations

from pathlib import Path

from desk_driver import Desk, story

from workbench.domain.relay import RelayBasis, RelayStatus
from workbench.tui.pages.related import RelatedPage


def _related(desk: Desk) -> RelatedPage:
    page = desk.screen_of.page
    assert isinstance(page, RelatedPage)
    return page


@story
async def test_an_outlet_is_credited_where_nothing_is_printed(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        rows = desk.bench.store.articles.rows((), analyst="ratna", limit=99)
        number = next(row.number for row in rows if row.outlet and not row.relayed)
        await desk.press(":")
        await desk.type(str(number))
        await desk.press("enter", "C")
        desk.shows("relays which outlet")
        await desk.press("escape")
        assert desk.ops() == []
        await desk.press("C")
        await desk.type("Warta Teluk")
        await desk.press("enter")
        assert desk.status == f"#{number} relays Warta Teluk"
        outlet = desk.view.article.outlet
        assert desk.words_before() == [outlet, "Warta Teluk"]
        await desk.press("C")
        await desk.type("warta teluk")
        await desk.press("enter")
        assert desk.status == "that is what you said already"
        await desk.press("C")
        await desk.type(outlet)
        await desk.press("enter")
        assert "own outlet" in desk.status
        await desk.press("escape", "u")
        assert desk.words_before() == [outlet]
        assert desk.bench.store.sources.named("Warta Teluk") == []
        assert desk.ops() == ["credit outlet", "undo"]


@story
async def test_a_near_duplicate_is_confirmed_turned_rejected_and_taken_back(sample: Path) -> None:
    async with Desk.open(sample, size=(120, 40)) as desk:
        await desk.go_to("9 Orang Tewas")
        await desk.press("gr")
        assert desk.pane == "related"
        page = _related(desk)
        number = page.view.number
        place = next(at for at, one in enumerate(page.related) if one.row.number != number)
        other = page.related[place].row
        desk.shows("this article", "suggested")
        itself = next(at for at, one in enumerate(page.related) if one.row.number == number)
        await desk.press(f"{itself + 1}", "gg", "a")
        assert desk.status == "that is the article itself"
        await desk.press(f"{place + 1}", "gg")
        relation = page.related[place]
        assert relation.relay
        desk.shows("suggested, nobody has said yet")
        await desk.press("a")
        pair = (other.number, number) if relation.is_derived else (number, other.number)
        assert desk.status == f"#{pair[0]} derives from #{pair[1]}"
        desk.shows("confirmed by ratna", "✓ confirmed")
        await desk.press("a")
        assert desk.status == "that is what you said already"
        await desk.press("<")
        assert desk.status == f"#{pair[1]} derives from #{pair[0]}"
        turned = _related(desk).related[place]
        assert turned.is_derived is not relation.is_derived
        assert turned.relay
        assert turned.relay.status is RelayStatus.CONFIRMED
        await desk.press("x")
        assert desk.status == f"#{pair[1]} does not derive from #{pair[0]}"
        desk.shows("✗ rejected")
        await desk.press("u", "u")
        assert _related(desk).related[place].is_derived is relation.is_derived
        desk.shows("✓ confirmed")
        await desk.press("dd")
        desk.shows("suggested, nobody has said yet")
        await desk.press("dd")
        assert "nothing of it that could be taken back" in desk.status
        await desk.press("enter")
        assert desk.page.article.view.number == other.number


@story
async def test_credits_are_answered_where_the_related_articles_stand(sample: Path) -> None:
    async with Desk.open(sample) as desk:
        rows = desk.bench.store.articles.rows((), analyst="ratna", limit=99)
        number = next(row.number for row in rows if row.relayed)
        await desk.press(":")
        await desk.type(str(number))
        await desk.press("enter", "gr", "G")
        page = _related(desk)
        printed = page.credit
        assert printed
        assert printed.basis is not RelayBasis.ANALYST
        await desk.press("<")
        assert desk.status == "only an article can derive from this one"
        await desk.press("x")
        assert desk.status == f"{printed.outlet}: rejected"
        assert desk.ops()[-1] == "reject"
        await desk.press("a")
        desk.shows(f"{printed.outlet}: confirmed")
        await desk.press("C")
        await desk.type(printed.outlet)
        await desk.press("enter")
        assert "credited in print" in desk.status
        await desk.press("C")
        await desk.type("Warta Teluk")
        await desk.press("enter", "G")
        desk.shows("credited by hand", "Warta Teluk", "confirmed by ratna")
        await desk.press("x")
        assert desk.status == "Warta Teluk: rejected"
        await desk.press("dd")
        desk.shows_not("Warta Teluk")
        assert desk.ops()[-3:] == ["credit outlet", "reject credit", "withdraw judgement"]
