"""What came in from elsewhere and waits: the list, and its answers one by one; `many` has those of
marked rows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from workbench.domain.arrival import ArrivalKind
from workbench.domain.span import Span
from workbench.services.arrivals import drop, keep, place_at, take
from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import Need, does, need, on, times
from workbench.tui.pages.arrivals import ArrivalsPage

if TYPE_CHECKING:
    from workbench.domain.arrival import Arrival
    from workbench.domain.beside import Beside
    from workbench.domain.journal import Entry
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

    Answering = Callable[[Workbench, Iterable[Arrival]], Entry | None]

WHY_NOT_TAKEN = "its words stand elsewhere in your text; {arrival.place} puts it there"
WHY_NOT_KEPT = "there is nothing of yours to keep; {arrival.drop} drops it"
WHY_NOT_PLACED = "it has its place; {arrival.take} lets theirs stand, {arrival.keep} yours"
WHY_NOT_PLACED_HERE = "its words stand here as they stood there; {arrival.take} takes it"
WHY_NOT_DROPPED = "both have it; {arrival.take} lets theirs stand, {arrival.keep} yours"


async def _list(desk: Desk) -> None:
    page = ArrivalsPage(desk.glyphs)
    await page.load(desk.calls)
    desk.screen.push(page)


def _chosen(desk: Desk) -> Beside | None:
    return desk.page.chosen if isinstance(desk.page, ArrivalsPage) else None


def _but(kind: ArrivalKind, why_not: str) -> Callable[[Desk, Beside], str | None]:
    return lambda desk, one: why_not if one.arrival.kind is kind else None


def _is_answered(desk: Desk, one: Beside) -> str | None:
    return desk.page.why_not_answered or None if isinstance(desk.page, ArrivalsPage) else None


CHOSEN: Need[Beside] = to_change(need(_chosen, "nothing waits for an answer")).when(_is_answered)
TAKEABLE = CHOSEN.when(_but(ArrivalKind.SHIFTED, WHY_NOT_TAKEN)).when(
    lambda desk, one: f"{one.missing}: import that first" if one.missing else None
)
KEPT = CHOSEN.when(
    lambda desk, one: None if one.arrival.kind is ArrivalKind.CONFLICT else WHY_NOT_KEPT
)
PLACEABLE = CHOSEN.when(_but(ArrivalKind.CONFLICT, WHY_NOT_PLACED)).when(
    lambda desk, one: _why_not_placed(one)
)
DROPPABLE = CHOSEN.when(_but(ArrivalKind.CONFLICT, WHY_NOT_DROPPED))


def _answer(service: Answering, done: str) -> Callable[[Desk, Beside], Awaitable[None]]:
    async def run(desk: Desk, one: Beside) -> None:
        if await _still_waits(desk):
            await desk.call(service, desk.bench, [one.arrival])
            await _answered(desk, done)

    return run


async def _still_waits(desk: Desk) -> bool:
    """Whether the one under the cursor has no answer by now; else what came of it is said."""
    if await desk.page.follow_others(desk.calls):
        desk.page.paint(desk.screen)
    page = desk.page
    if isinstance(page, ArrivalsPage) and page.why_not_answered:
        desk.warn(page.why_not_answered)
        return False
    return True


async def _answered(desk: Desk, done: str) -> None:
    await desk.places.refresh()
    left = len(desk.page.waiting) if isinstance(desk.page, ArrivalsPage) else 0
    desk.say(f"{done}; {left or 'none'} left, {{desk.undo}} takes it back")


def _why_not_placed(one: Beside) -> str | None:
    if one.number is None:
        return "its article is not here: import that first"
    if one.arrival.kind is not ArrivalKind.UNMATCHED:
        return None
    return f"{one.missing}: import that first" if one.missing else WHY_NOT_PLACED_HERE


async def _place(desk: Desk, one: Beside, count: int | None) -> None:
    places = one.places
    if not await _still_waits(desk):
        return
    if count and count > len(places):
        desk.warn(f"it proposes {len(places) or 'no'} places")
    elif count or len(places) == 1:
        chosen = places[(count or 1) - 1]
        await _place_at(desk, one, chosen.start, chosen.end)
    elif one.number is not None:
        await _choose_words(desk, one, one.number)


async def _place_at(desk: Desk, one: Beside, start: int, end: int) -> None:
    await desk.call(place_at, desk.bench, one.arrival, (start, end))
    await _answered(desk, "placed")


async def _choose_words(desk: Desk, one: Beside, number: int) -> None:
    """Let the words be selected in the text, the likeliest first; then back to the list."""
    hits = [(place.start, place.end) for place in one.places]
    opened = await desk.places.open_at(number, hits[0][0] if hits else 0, hits)
    span = Span.of(opened.article.text, *hits[0]) if hits else opened.article.chosen_words()

    async def take_words(page: TextPage) -> None:
        words = page.article.chosen_words()
        await desk.call(place_at, desk.bench, one.arrival, (words.start, words.end))
        page.article.stop_selecting()
        await desk.places.back()
        await _answered(desk, "placed")

    desk.word_choice.begin(span, take_words)


HANDLERS: dict[str, Handler[Desk]] = {
    "arrival.list": does(_list),
    "arrival.take": on(TAKEABLE, _answer(take, "theirs stands")),
    "arrival.keep": on(KEPT, _answer(keep, "yours stands")),
    "arrival.place": times(PLACEABLE, _place),
    "arrival.drop": on(DROPPABLE, _answer(drop, "dropped")),
}
