"""Selecting words: by motions from an anchor, or whole objects at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.motion import Unit, clamp, grow, objects_at, shrink, widen
from workbench.present.counting import counted
from workbench.tui.actions.here import TEXT
from workbench.tui.actions.need import on, times

if TYPE_CHECKING:
    from workbench.domain.motion import Extent
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


def select(desk: Desk, page: TextPage, start: int, end: int) -> None:
    """Select start..end as the part at hand."""
    page.article.select_stretch(start, end)
    page.point(desk.screen)
    _tell_parts(desk, page)


def _tell_parts(desk: Desk, page: TextPage) -> None:
    article = page.article
    if article.parts:
        at_hand = article.anchor is not None
        parts = len(article.parts) + at_hand
        more = "" if at_hand else "; go to the next and select it, or use what there is"
        desk.say(f"{counted(parts, 'part')}{more}")


def _start(desk: Desk, page: TextPage) -> None:
    """Begin at the cursor; while a part is at hand, stop."""
    if page.article.anchor is not None:
        _end(desk, page)
        return
    page.article.anchor = page.article.offset
    page.article.unit = None
    page.point(desk.screen)
    _tell_parts(desk, page)


def _end(desk: Desk, page: TextPage) -> None:
    page.article.stop_selecting()
    page.point(desk.screen)
    if desk.word_choice.is_open:
        desk.word_choice.stop()


def _swap(desk: Desk, page: TextPage) -> None:
    article, other = page.article, page.article.anchor
    if other is not None:
        article.anchor = article.offset
        article.put_offset(other)
        page.point(desk.screen)


def _keep_part(desk: Desk, page: TextPage) -> None:
    page.article.keep_part()
    page.point(desk.screen)
    _tell_parts(desk, page)


def _grow(desk: Desk, page: TextPage, count: int | None) -> None:
    article = page.article
    at_hand = article.stretch()
    for _ in range(min(count or 1, 10)):
        at_hand = grow(article.text, *at_hand, words=article.words) if at_hand else None
    if at_hand:
        select(desk, page, *at_hand)


def _shrink(desk: Desk, page: TextPage, count: int | None) -> None:
    article = page.article
    for _ in range(min(count or 1, 100)):
        at_hand = article.stretch()
        smaller = (
            shrink(article.text, *at_hand, article.offset, words=article.words) if at_hand else None
        )
        if smaller and smaller != at_hand:
            article.select_stretch(*smaller)
        elif not article.drop_part():
            break
    page.point(desk.screen)
    _tell_parts(desk, page)


def _object(unit: Unit, *, around: bool = False) -> Handler[Desk]:
    def run(desk: Desk, page: TextPage, count: int | None) -> None:
        article = page.article
        start, end = objects_at(article.text, article.offset, unit, count or 1, words=article.words)
        if around:
            end = _with_space(article.view.text, end)
        if start < end:
            article.unit = unit
            select(desk, page, start, end)

    return times(TEXT, run)


def _whole(unit: Unit) -> Handler[Desk]:
    """The part at hand made whole at both ends; with a count, more of the units behind it."""

    def run(desk: Desk, page: TextPage, count: int | None) -> None:
        article = page.article
        text = article.view.text
        at_hand = article.stretch() or (article.offset, article.offset + 1)
        start, end = widen(text, *at_hand, unit, words=article.words)
        if count and count > 1:
            _, end = objects_at(text, max(start, end - 1), unit, count, words=article.words)
        if start < end:
            article.unit = unit
            select(desk, page, start, end)

    return times(TEXT, run)


def _found(*, around: bool) -> Handler[Desk]:
    """What was found or recorded at the cursor; again: the next wider one."""

    def run(desk: Desk, page: TextPage, count: int | None) -> None:
        article = page.article
        extents: list[Extent] = []
        for span in article.spans_here():
            extent = article.frame_of(span) if around else (span.start, span.end)
            if extent not in extents:
                extents.append(extent)
        if not extents:
            desk.say("nothing was found or recorded at this place")
            return
        now = article.stretch()
        first = extents.index(now) + 1 if now in extents else 0
        place = min(first + (count or 1) - 1, len(extents) - 1)
        select(desk, page, *extents[place])
        desk.say(f"{place + 1} of {len(extents)} at this place")

    return times(TEXT, run)


def _with_space(text: str, end: int) -> int:
    """The end, moved over a comma and the white space behind it."""
    while end < len(text) and (text[end].isspace() or text[end] in ",;"):
        end += 1
    return clamp(text, end) if end < len(text) else end


HANDLERS: dict[str, Handler[Desk]] = {
    "selection.start": on(TEXT, _start),
    "selection.start_sentence": _object(Unit.SENTENCE),
    "selection.end": on(TEXT, _end),
    "selection.swap": on(TEXT, _swap),
    "selection.grow": times(TEXT, _grow),
    "selection.shrink": times(TEXT, _shrink),
    "selection.keep_part": on(TEXT, _keep_part),
    "selection.sentence": _whole(Unit.SENTENCE),
    "selection.paragraph": _whole(Unit.PARAGRAPH),
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
    "selection.inner_fact": _found(around=False),
    "selection.around_fact": _found(around=True),
}
