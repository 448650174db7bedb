"""Two texts beside each other: articles of one story, and an article with its translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.services.comparing import compare_articles
from workbench.tui.actions.here import OPENED
from workbench.tui.actions.need import counts, on
from workbench.tui.actions.needs import COMPARED, PAIR
from workbench.tui.pages.compare import ComparePage
from workbench.tui.pages.related import RelatedPage
from workbench.tui.pages.translation import TranslationPage

if TYPE_CHECKING:
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _open(desk: Desk, pair: tuple[int, int]) -> None:
    page = desk.page
    if isinstance(page, RelatedPage):
        pair = page.in_order(*pair)
    compared = await desk.call(compare_articles, desk.bench, *pair)
    desk.screen.push(ComparePage(compared, desk.glyphs))


def _other_side(desk: Desk, page: ComparePage) -> None:
    page.other_side(desk.screen)


def _difference(*, forward: bool) -> Handler[Desk]:
    def run(desk: Desk, count: int | None) -> None:
        compared, page = COMPARED.find(desk), desk.page.as_text
        if isinstance(compared, ComparePage):
            steps = range(min(count or 1, 1000))
            found = all(compared.next_difference(forward=forward) for _ in steps)
            desk.screen.move_to(compared.cursor)
            if not found:
                desk.say("no difference further on" if forward else "no difference before")
        elif page:
            found = page.article.next_difference(forward=forward)
            page.point(desk.screen)
            if not found:
                desk.say("no difference: {layer.colleagues} shows what colleagues made of it")

    return counts(run)


async def _translation(desk: Desk, page: TextPage) -> None:
    if isinstance(page, TranslationPage):
        await desk.places.back()
    elif page.article.view.translation:
        desk.screen.push(TranslationPage(page.article, desk.glyphs))
    else:
        desk.say(
            "no translation came with it; one is imported with the article, as JSON Lines with a "
            '"translation" beside its "text"'
        )


HANDLERS: dict[str, Handler[Desk]] = {
    "compare.open": on(PAIR, _open),
    "compare.other_side": on(COMPARED, _other_side),
    "article.translation": on(OPENED, _translation),
    "jump.next_difference": _difference(forward=True),
    "jump.previous_difference": _difference(forward=False),
}
