"""Moving the cursor: by rows in lists, by lines and language units in the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.domain.motion import Motion, move
from workbench.tui.pages.article import ArticlePage
from workbench.tui.registry import Handler

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


def on_text(desk: Desk) -> ArticlePage | None:
    """The page whose text keys move in."""
    page = desk.page
    return page if isinstance(page, ArticlePage) and page.on_text else None


def put_offset(desk: Desk, page: ArticlePage, offset: int) -> None:
    """Put the text's cursor somewhere, with the list's beside it."""
    page.article.put_offset(offset)
    page.point(desk)


def _rows(desk: Desk, rows: int) -> None:
    page = on_text(desk)
    if page:
        offset = desk.text.move_lines(rows)
        page.article.put_offset(offset)
        page.point_beside(desk)
    else:
        desk.move_to(desk.active_list.cursor + rows)


def _by_rows(direction: int) -> Callable[[Desk, int | None], None]:
    return lambda desk, count: _rows(desk, direction * (count or 1))


def _by_pages(direction: int, share: int) -> Callable[[Desk, int | None], None]:
    def run(desk: Desk, count: int | None) -> None:
        page = desk.text.page if on_text(desk) else desk.active_list.page
        _rows(desk, direction * max(1, page // share) * (count or 1))

    return run


def _top(desk: Desk, count: int | None) -> None:
    if on_text(desk):
        _rows(desk, (count or 1) - 1 - desk.text.line)
    else:
        desk.move_to((count or 1) - 1)


def _bottom(desk: Desk, count: int | None) -> None:
    if count is not None:
        _top(desk, count)
    elif on_text(desk):
        _rows(desk, desk.text.line_count)
    else:
        desk.move_to(1 << 40)


_ENDS = {
    Motion.NEXT_CLAUSE: Motion.CLAUSE_END,
    Motion.NEXT_SENTENCE: Motion.SENTENCE_END,
    Motion.NEXT_PARAGRAPH: Motion.PARAGRAPH_END,
}
"""Where motions go while they select: a selection takes in the character under the cursor, and the
first one of the next sentence is not wanted."""


def _by_motion(motion: Motion) -> Handler[Desk]:
    def run(desk: Desk, count: int | None) -> None:
        page = on_text(desk)
        if page:
            article = page.article
            selects = article.anchor is not None and article.offset >= article.anchor
            way = _ENDS.get(motion, motion) if selects else motion
            there = move(article.text, article.offset, way, count or 1, words=article.words)
            put_offset(desk, page, there)

    return Handler(run)


HANDLERS: dict[str, Handler[Desk]] = {
    "move.down": Handler(_by_rows(1)),
    "move.up": Handler(_by_rows(-1)),
    "move.top": Handler(_top),
    "move.bottom": Handler(_bottom),
    "move.half_down": Handler(_by_pages(1, 2)),
    "move.half_up": Handler(_by_pages(-1, 2)),
    "move.page_down": Handler(_by_pages(1, 1)),
    "move.page_up": Handler(_by_pages(-1, 1)),
    "move.next_word": _by_motion(Motion.NEXT_WORD),
    "move.previous_word": _by_motion(Motion.PREVIOUS_WORD),
    "move.next_sentence": _by_motion(Motion.NEXT_SENTENCE),
    "move.previous_sentence": _by_motion(Motion.PREVIOUS_SENTENCE),
    "move.next_paragraph": _by_motion(Motion.NEXT_PARAGRAPH),
    "move.previous_paragraph": _by_motion(Motion.PREVIOUS_PARAGRAPH),
    "move.next_quotation": _by_motion(Motion.NEXT_QUOTE),
    "move.previous_quotation": _by_motion(Motion.PREVIOUS_QUOTE),
    "move.word_end": _by_motion(Motion.WORD_END),
    "move.next_clause": _by_motion(Motion.NEXT_CLAUSE),
    "move.previous_clause": _by_motion(Motion.PREVIOUS_CLAUSE),
    "move.right": _by_motion(Motion.NEXT_CHARACTER),
    "move.left": _by_motion(Motion.PREVIOUS_CHARACTER),
}
