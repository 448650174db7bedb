"""What came in and waits, answered for marked rows together: those that can be answered so; the
others stay, and how many is said before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.domain.arrival import ArrivalKind
from workbench.services.arrivals import drop, keep, place_each, take
from workbench.tui.actions.arrivals import WHY_NOT_DROPPED, WHY_NOT_KEPT, WHY_NOT_TAKEN
from workbench.tui.actions.bulk import Given, Many, Reach, nothing, over
from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import need
from workbench.tui.pages.arrivals import ArrivalsPage

if TYPE_CHECKING:
    from workbench.domain.arrival import Arrival
    from workbench.tui.actions.arrivals import Answering
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_WHY_NOT_PLACED = "none of the marked has just one place"


def _marked(desk: Desk) -> list[Arrival]:
    page = desk.page
    return page.named(page.marks.keys) if isinstance(page, ArrivalsPage) else []


async def _rest_stays(desk: Desk, arrivals: Sequence[Arrival], given: Given[None]) -> Reach:
    rest = len(_marked(desk)) - len(arrivals)
    stays = "stays" if rest == 1 else "stay"
    return Reach(len(arrivals), f"{rest} more cannot be answered so, and {stays}" if rest else "")


def _answer(
    service: Answering, is_meant: Callable[[Arrival], bool], why_not: str, words: tuple[str, str]
) -> Handler[Desk]:
    def meant(desk: Desk) -> list[Arrival] | None:
        return [one for one in _marked(desk) if is_meant(one)] or None

    return over(
        Many(
            "thing", to_change(need(meant, why_not)), words[0],
            lambda bench, arrivals, _: service(bench, arrivals), words[1], nothing, _rest_stays,
            after="{desk.undo} takes all of it back",
        )
    )  # fmt: skip


def _is_conflict(arrival: Arrival) -> bool:
    return arrival.kind is ArrivalKind.CONFLICT


ARRIVALS: Mapping[str, Handler[Desk]] = {
    "arrival.take": _answer(
        take, lambda one: one.kind is not ArrivalKind.SHIFTED, WHY_NOT_TAKEN,
        ("take theirs for {changed}", "theirs stands for {changed}"),
    ),
    "arrival.keep": _answer(
        keep, _is_conflict, WHY_NOT_KEPT, ("keep yours for {changed}", "yours stands for {changed}")
    ),
    "arrival.place": _answer(
        place_each, lambda one: len(one.spans) == 1, _WHY_NOT_PLACED,
        ("place {changed} on the words proposed", "{changed} placed"),
    ),
    "arrival.drop": _answer(
        drop, lambda one: not _is_conflict(one), WHY_NOT_DROPPED,
        ("drop {changed}", "{changed} dropped"),
    ),
}  # fmt: skip
"""Action -> what it does to the marked ones."""
