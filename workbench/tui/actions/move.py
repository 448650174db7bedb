"""Moving the cursor by rows of a list or lines of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.need import counts

if TYPE_CHECKING:
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
            from workbench.domain.motion import whole_word  # a list needs no language

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


HANDLERS: dict[str, Handler[Desk]] = {
    "move.down": _by_rows(1),
    "move.up": _by_rows(-1),
    "move.top": counts(_top),
    "move.bottom": counts(_bottom),
    "move.half_down": _by_pages(1, 2),
    "move.half_up": _by_pages(-1, 2),
    "move.page_down": _by_pages(1, 1),
    "move.page_up": _by_pages(-1, 1),
}
