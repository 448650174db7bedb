"""Selecting words: by motions from an anchor, or whole objects at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.motion import Motion, Unit, clamp, grow, move, object_at, shrink
from workbench.tui.actions.move import on_text
from workbench.tui.actions.registry import Handler

if TYPE_CHECKING:
    from workbench.tui.pages.article import ArticlePage
    from workbench.tui.screens.desk import Desk


def select(desk: Desk, page: ArticlePage, start: int, end: int) -> None:
    """Select start..end; the cursor stands on its last character."""
    article = page.article
    article.anchor = start
    article.put_offset(move(article.view.text, end, Motion.PREVIOUS_CHARACTER))
    page.point(desk)


def _start(desk: Desk, count: int | None) -> None:
    page = on_text(desk)
    if page:
        page.article.anchor = page.article.offset
        page.point(desk)


def _end(desk: Desk, count: int | None) -> None:
    page = on_text(desk)
    if page:
        page.article.anchor = None
        page.point(desk)
    if desk.word_choice.is_open:
        desk.word_choice.stop()


def _swap(desk: Desk, count: int | None) -> None:
    page = on_text(desk)
    if page and page.article.anchor is not None:
        article = page.article
        other = page.article.anchor
        article.anchor = article.offset
        article.put_offset(other)
        page.point(desk)


def _grow(desk: Desk, count: int | None) -> None:
    page = on_text(desk)
    span = page.article.selection() if page else None
    if page and span:
        select(desk, page, *grow(page.article.view.text, span.start, span.end))


def _shrink(desk: Desk, count: int | None) -> None:
    page = on_text(desk)
    span = page.article.selection() if page else None
    if page and span:
        article = page.article
        select(desk, page, *shrink(article.view.text, span.start, span.end, article.offset))


def _object(unit: Unit, *, around: bool = False) -> Handler[Desk]:
    def run(desk: Desk, count: int | None) -> None:
        page = on_text(desk)
        if page:
            text = page.article.view.text
            start, end = object_at(text, page.article.offset, unit)
            if around:
                end = _with_space(text, end)
            if start < end:
                select(desk, page, start, end)

    return Handler(run)


def _with_space(text: str, end: int) -> int:
    """The end, moved over a comma and the white space behind it."""
    while end < len(text) and (text[end].isspace() or text[end] in ",;"):
        end += 1
    return clamp(text, end) if end < len(text) else end


HANDLERS: dict[str, Handler[Desk]] = {
    "selection.start": Handler(_start),
    "selection.start_sentence": _object(Unit.SENTENCE),
    "selection.end": Handler(_end),
    "selection.swap": Handler(_swap),
    "selection.grow": Handler(_grow),
    "selection.shrink": Handler(_shrink),
    "selection.sentence": _object(Unit.SENTENCE),
    "selection.paragraph": _object(Unit.PARAGRAPH),
    "selection.inner_word": _object(Unit.WORD),
    "selection.around_word": _object(Unit.WORD, around=True),
    "selection.inner_sentence": _object(Unit.SENTENCE),
    "selection.around_sentence": _object(Unit.SENTENCE, around=True),
    "selection.inner_paragraph": _object(Unit.PARAGRAPH),
    "selection.around_paragraph": _object(Unit.PARAGRAPH, around=True),
    "selection.inner_quote": _object(Unit.QUOTE),
    "selection.around_quote": _object(Unit.AROUND_QUOTE),
    "selection.inner_clause": _object(Unit.CLAUSE),
    "selection.around_clause": _object(Unit.CLAUSE, around=True),
}
