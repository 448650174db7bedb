"""Moving the cursor: by rows in lists, by lines and language units in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.motion import Motion, extended, move, whole_word
from workbench.tui.actions.need import counts, times
from workbench.tui.actions.needs import TEXT

if TYPE_CHECKING:
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


def _rows(desk: Desk, rows: int) -> None:
    screen, page = desk.screen, desk.page.as_text
    if page and page.on_text:
        article, offset = page.article, screen.text.move_lines(rows)
        if article.anchor is None:
            article.put_offset(offset)
            page.point_beside(screen)
        else:
            article.put_offset(whole_word(article.text, article.anchor, offset))
            page.point(screen)
    else:
        screen.move_to(desk.page.step(screen.active_list.cursor, rows))


def _by_rows(direction: int) -> Handler[Desk]:
    return counts(lambda desk, count: _rows(desk, direction * (count or 1)))


def _by_pages(direction: int, share: int) -> Handler[Desk]:
    def run(desk: Desk, count: int | None) -> None:
        screen = desk.screen
        page = screen.text.page if desk.page.on_text else screen.active_list.page
        _rows(desk, direction * max(1, page // share) * (count or 1))

    return counts(run)


def _top(desk: Desk, count: int | None) -> None:
    if desk.page.on_text:
        _rows(desk, (count or 1) - 1 - desk.screen.text.line)
    else:
        desk.screen.move_to((count or 1) - 1)


def _bottom(desk: Desk, count: int | None) -> None:
    if count is not None:
        _top(desk, count)
    elif desk.page.on_text:
        _rows(desk, desk.screen.text.line_count)
    else:
        desk.screen.move_to(1 << 40)


def _by_motion(motion: Motion) -> Handler[Desk]:
    def run(desk: Desk, page: TextPage, count: int | None) -> None:
        article = page.article
        text, at, words = article.text, article.offset, article.words
        if article.anchor is None:
            article.put_offset(move(text, at, motion, count or 1, words=words))
        else:
            both = extended(text, article.anchor, at, motion, count or 1, words=words)
            article.anchor, there = both
            article.put_offset(there)
        page.point(desk.screen)

    return times(TEXT, run)


HANDLERS: dict[str, Handler[Desk]] = {
    "move.down": _by_rows(1),
    "move.up": _by_rows(-1),
    "move.top": counts(_top),
    "move.bottom": counts(_bottom),
    "move.half_down": _by_pages(1, 2),
    "move.half_up": _by_pages(-1, 2),
    "move.page_down": _by_pages(1, 1),
    "move.page_up": _by_pages(-1, 1),
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
