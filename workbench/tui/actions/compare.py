"""Two texts beside each other: articles of one story, and an article with its translation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.services.comparing import compare_articles
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.compare import ComparePage
from workbench.tui.pages.related import RelatedPage
from workbench.tui.pages.translation import TranslationPage
from workbench.tui.registry import Handler

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


def _needs_other(desk: Desk) -> str | None:
    return None if _other(desk) else "no other article is here"


def _other(desk: Desk) -> int | None:
    """Number of the article under the cursor; of the first other one where that is none."""
    page = desk.page
    if not isinstance(page, RelatedPage):
        return None
    own = page.view.number
    numbers = [one.row.number for one in (page.other, *page.related) if one]
    return next((number for number in numbers if number != own), None)


async def _open(desk: Desk, count: int | None) -> None:
    page, other = desk.page, _other(desk)
    assert isinstance(page, RelatedPage)
    assert other is not None
    compared = await desk.call(compare_articles, desk.bench, page.view.number, other)
    desk.push(ComparePage(compared, desk.glyphs))


def _other_side(desk: Desk, count: int | None) -> None:
    page = desk.page
    if isinstance(page, ComparePage):
        page.other_side(desk)


def _difference(*, forward: bool) -> Callable[[Desk, int | None], None]:
    def run(desk: Desk, count: int | None) -> None:
        page = desk.page
        if isinstance(page, ComparePage):
            found = all(page.next_difference(forward=forward) for _ in range(min(count or 1, 1000)))
            desk.move_to(page.cursor)
            nothing = "no difference further on" if forward else "no difference before"
        elif isinstance(page, ArticlePage):
            found = page.article.next_difference(forward=forward)
            page.point(desk)
            nothing = "no difference: L shows what colleagues made of this article"
        else:
            return
        if not found:
            desk.say(nothing)

    return run


def _needs_text(desk: Desk) -> str | None:
    return None if desk.article_page else "no article is open"


async def _translation(desk: Desk, count: int | None) -> None:
    page = desk.article_page
    assert page is not None
    if isinstance(page, TranslationPage):
        await desk.pop()
    elif page.article.view.translation:
        desk.push(TranslationPage(page.article, desk.glyphs))
    else:
        desk.say(
            "no translation came with it; one is imported with the article, as JSON Lines with a "
            '"translation" beside its "text"'
        )


HANDLERS: dict[str, Handler[Desk]] = {
    "compare.open": Handler(_open, _needs_other),
    "compare.other_side": Handler(_other_side),
    "article.translation": Handler(_translation, _needs_text),
    "jump.next_difference": Handler(_difference(forward=True)),
    "jump.previous_difference": Handler(_difference(forward=False)),
}
