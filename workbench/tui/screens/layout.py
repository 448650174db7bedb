"""Which widgets are shown, and how wide: a function of page, size and what the analyst asked for.

Pure; the screen puts it into effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from workbench.tui.pages.page import Shape
from workbench.tui.sizes import AMPLE, ROOMY, SMALLEST, STACKABLE, WIDEST

if TYPE_CHECKING:
    from workbench.tui.pages.page import Page


class Wishes(NamedTuple):
    """What was asked for beside the page."""

    text_share: int
    """Percent of the width for the text."""
    single_pane_below: int
    """Columns under which one pane is shown at a time."""
    stack_below: int
    """Columns under which the list stands under the text instead of beside it."""
    is_zoomed: bool = False
    """Whether one is shown at any width."""
    shows_strip: bool = False
    """Whether the list stays above an open article."""
    wants_days: bool | None = None
    """Whether the bars over the list are asked for; None: where there is room."""
    lessons: int = 0
    """Lines that the tutorial takes."""


class Layout(NamedTuple):
    """What the screen shows."""

    shown: Mapping[str, bool]
    """Id of a widget -> whether it is shown."""
    is_alone: bool
    """Whether one pane is shown at a time."""
    is_stacked: bool
    """Whether the list stands under the text, not beside it."""
    text_share: int | None
    """Percent of the height for the text where stacked, else of the width; None on a page without
    one."""
    text_width: int
    """Cells of the text."""
    list_width: int
    """Cells of the list, with what stands beside it."""


def layout(page: Page, size: tuple[int, int], wishes: Wishes) -> Layout:
    """The layout of a page on a screen of so many columns and rows."""
    width, height = size
    fits = fits_in(size)
    is_list = page.shape is Shape.LIST
    alone = wishes.is_zoomed or width < wishes.single_pane_below
    shown = {
        "list": is_list and fits,
        "main": not is_list and fits,
        "text": not alone or page.on_text,
        "side": not alone or not page.on_text,
        "strip": wishes.shows_strip and not is_list and fits,
        "headline": bool(page.headline) and fits,
        "heading": fits,
        "density": shows_days(page, height, wishes) and fits,
        "prompt": fits,
        "detail": fits,
        "more": fits,
        "lesson": wishes.lessons > 0 and fits,
        "lesson-more": wishes.lessons > 1 and fits,
    }
    beside = not (is_list or alone)
    stacked = beside and not page.is_facing and is_stacked(size, wishes)
    ample = beside and not page.is_facing and width >= AMPLE[0] and height >= AMPLE[1]
    shown |= {"rule": stacked, "column": shown["side"], "aside": ample, "aside-rule": ample}
    share = min(wishes.text_share, page.text_share or wishes.text_share)
    text = width
    if beside and not stacked:
        text = width * share // 100
        text = text if page.is_facing else min(text, WIDEST)
    rest = width if not beside or stacked else width - text
    return Layout(
        shown, alone, stacked, None if is_list else share, text_width=text, list_width=rest
    )


def is_stacked(size: tuple[int, int], wishes: Wishes) -> bool:
    """Whether the list stands under the text: two panes side by side would both be too narrow."""
    width, height = size
    return width < wishes.stack_below and height >= STACKABLE


def fits_in(size: tuple[int, int]) -> bool:
    """Whether there is room for more than saying that there is none."""
    return size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]


def shows_days(page: Page, height: int, wishes: Wishes) -> bool:
    """Whether bars by date are shown over the page's list."""
    if not page.has_days:
        return False
    return height >= ROOMY if wishes.wants_days is None else wishes.wants_days
