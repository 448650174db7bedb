"""What is shown follows from page, size and wishes alone: no screen is needed to say it."""

from __future__ import annotations

import pytest

from workbench.tui.pages.page import Page, TextPage
from workbench.tui.screens.layout import Wishes, layout, shows_days
from workbench.tui.sizes import AMPLE, ROOMY, SMALLEST

WISHES = Wishes(text_share=55, single_pane_below=80, stack_below=100)


class DaysPage(Page):
    has_days = True


def shown(page: Page, size: tuple[int, int], wishes: Wishes = WISHES) -> set[str]:
    return {name for name, is_shown in layout(page, size, wishes).shown.items() if is_shown}


def on_text(page: TextPage) -> TextPage:
    page.on_text = True
    return page


def test_a_list_takes_the_whole_width_and_a_text_has_its_list_beside_it() -> None:
    assert {"list", "heading"} <= shown(Page(), (80, 24))
    assert "main" not in shown(Page(), (80, 24))
    assert {"main", "text", "side"} <= shown(TextPage(), (80, 24))
    assert "list" not in shown(TextPage(), (80, 24))


@pytest.mark.parametrize(
    "size", [(SMALLEST[0] - 1, 24), (80, SMALLEST[1] - 1)], ids=["narrow", "low"]
)
def test_nothing_around_the_panes_is_shown_where_it_is_too_small(size: tuple[int, int]) -> None:
    every = WISHES._replace(shows_strip=True, wants_days=True, lessons=2)
    for page in (DaysPage(), TextPage()):
        assert shown(page, size, every) <= {"text", "side", "column"}, "their frame is hidden"


def test_one_pane_is_shown_on_a_narrow_screen_or_when_it_is_asked_for() -> None:
    zoomed = WISHES._replace(is_zoomed=True)
    for size, wishes in (((79, 24), WISHES), ((200, 50), zoomed)):
        assert layout(TextPage(), size, wishes).is_alone
        assert {"text", "side"} & shown(TextPage(), size, wishes) == {"side"}
        assert {"text", "side"} & shown(on_text(TextPage()), size, wishes) == {"text"}
    assert not layout(TextPage(), (80, 24), WISHES).is_alone


def test_the_list_stands_under_the_text_where_both_would_be_narrow() -> None:
    low, narrow, wide = (99, 17), (99, 18), (100, 18)
    for size, is_stacked in ((low, False), (narrow, True), (wide, False)):
        found = layout(TextPage(), size, WISHES)
        assert found.is_stacked is is_stacked
        assert ("rule" in shown(TextPage(), size)) is is_stacked
        assert found.list_width == (size[0] if is_stacked else size[0] - size[0] * 55 // 100)


def test_lines_of_a_text_are_no_longer_than_reads_well_and_the_list_has_the_rest() -> None:
    for width, text in ((120, 66), (160, 83), (300, 83)):
        found = layout(TextPage(), (width, 50), WISHES)
        assert (found.text_width, found.list_width) == (text, width - text)


def test_what_is_known_of_a_row_stands_beside_it_where_there_is_room() -> None:
    columns, rows = AMPLE
    for size, has_aside in (
        ((columns, rows), True),
        ((columns - 1, rows), False),
        ((columns, rows - 1), False),
    ):
        assert ("aside" in shown(TextPage(), size)) is has_aside
    assert "aside" not in shown(Page(), AMPLE), "the library has the whole width"
    assert "aside" not in shown(TextPage(), AMPLE, WISHES._replace(is_zoomed=True))


def test_one_pane_alone_and_a_list_by_itself_are_not_stacked() -> None:
    zoomed = WISHES._replace(is_zoomed=True)
    for page, wishes in ((TextPage(), zoomed), (Page(), WISHES)):
        found = layout(page, (90, 24), wishes)
        assert not found.is_stacked
        assert found.list_width == 90


def test_what_is_read_line_by_line_with_the_text_stays_beside_it() -> None:
    page = TextPage()
    page.is_facing = True
    assert not layout(page, (80, 24), WISHES).is_stacked


def test_a_page_may_want_less_text_than_the_analyst_but_never_more() -> None:
    page = TextPage()
    for wanted, given in ((None, 55), (40, 40), (70, 55)):
        page.text_share = wanted
        assert layout(page, (80, 24), WISHES).text_share == given
    assert layout(Page(), (80, 24), WISHES).text_share is None


def test_bars_stand_over_the_library_where_there_is_room_or_as_was_said() -> None:
    assert shows_days(DaysPage(), ROOMY, WISHES)
    assert not shows_days(DaysPage(), ROOMY - 1, WISHES)
    assert shows_days(DaysPage(), 12, WISHES._replace(wants_days=True))
    assert not shows_days(DaysPage(), 60, WISHES._replace(wants_days=False))
    assert not shows_days(Page(), 60, WISHES._replace(wants_days=True))


def test_the_list_stays_above_an_article_and_never_above_itself() -> None:
    wishes = WISHES._replace(shows_strip=True)
    assert "strip" in shown(TextPage(), (80, 24), wishes)
    assert "strip" not in shown(Page(), (80, 24), wishes)


def test_a_lesson_takes_as_many_lines_as_it_has() -> None:
    for lines, names in enumerate((set(), {"lesson"}, {"lesson", "lesson-more"})):
        found = shown(Page(), (80, 24), WISHES._replace(lessons=lines))
        assert found & {"lesson", "lesson-more"} == names
