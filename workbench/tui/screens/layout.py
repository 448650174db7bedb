"""Which widgets are shown, and how wide: what page, analyst and screen size ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.pages.library import LibraryPage, LibraryRows
from workbench.tui.pages.page import Shape
from workbench.tui.sizes import ROOMY, SMALLEST

if TYPE_CHECKING:
    from textual.widget import Widget

    from workbench.tui.screens.desk import Desk


def lay_out(desk: Desk) -> None:
    """Show the widgets that the page and the screen's size call for."""
    width, height = desk.size
    page = desk.page
    fits = width >= SMALLEST[0] and height >= SMALLEST[1]
    is_list = page.shape is Shape.LIST
    alone = desk.is_zoomed or width < desk.settings.single_pane_below
    first_lesson, second_lesson = desk.lesson_lines
    shown: list[tuple[Widget, bool]] = [
        (desk.list, is_list and fits),
        (desk.query_one("#main"), not is_list and fits),
        (desk.text, not alone or page.on_text),
        (desk.side, not alone or not page.on_text),
        (desk.strip, desk.shows_strip and not is_list and fits),
        (desk.top_line, fits),
        (desk.density, shows_days(desk) and fits),
        (desk.bar, fits),
        (desk.first_detail, fits),
        (desk.second_detail, fits),
        (first_lesson, desk.lesson_count > 0 and fits),
        (second_lesson, desk.lesson_count > 1 and fits),
    ]
    for widget, wanted in shown:
        if widget.display is not wanted:  # setting it lays the screen out, changed or not
            widget.display = wanted
    if not is_list:
        share = min(desk.text_share, page.text_share or desk.text_share)
        desk.text.styles.width = f"{share}fr"
        desk.side.styles.width = f"{100 - share}fr"
    if desk.strip.display:
        desk.strip.deactivate()
        desk.strip.show(LibraryRows(desk.library.library, desk.glyphs), desk.library.cursor)
    page.width, page.is_alone = width, alone


def shows_days(desk: Desk) -> bool:
    """Whether the bars over the list of articles are shown."""
    if not isinstance(desk.page, LibraryPage):
        return False
    return desk.size.height >= ROOMY if desk.wants_days is None else desk.wants_days
