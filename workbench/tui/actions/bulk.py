"""The one way in which an action works on marked rows: what it needs is asked for, its count is
agreed to, and one service is called: one journal entry, one undo.

Which actions work on many stands in `many`. No rule of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sized
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from workbench.present.counting import counted
from workbench.services.workbench import MOST_AT_ONCE
from workbench.tui.actions.need import Need, on
from workbench.tui.actions.repeat import by_action
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.services.workbench import Workbench
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

R = TypeVar("R", bound=Sized)
"""The marked rows, as a service takes them."""
A = TypeVar("A")
"""What is asked for before."""


@dataclass(frozen=True)
class Given(Generic[A]):
    """What the analyst gave for an act on many."""

    value: A
    words: str = ""
    """It, in words."""
    verb: str = "set"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an act on many would go."""

    changes: int
    note: str = ""
    """What else to know before."""


async def nothing(desk: Desk, rows: str) -> Given[None]:
    """Nothing is asked for before."""
    return Given(None)


async def _all(desk: Desk, rows: Sized, given: Given[A]) -> Reach | None:
    return Reach(len(rows))


@dataclass(frozen=True)
class Many(Generic[R, A]):
    """An act on marked rows. In its words stand {rows}, their number and noun, {changed}, those
    that it changes, {are}, {verb} and {given}, what was asked for before."""

    noun: str
    marked: Need[R]
    question: str
    """Empty where what is asked for before is answer enough."""
    service: Callable[[Workbench, R, A], Entry | None]
    done: str
    ask: Callable[[Desk, str], Awaitable[Given[A] | None]]
    """Asked for before: None when the analyst gave nothing."""
    reach: Callable[[Desk, R, Given[A]], Awaitable[Reach | None]] = _all
    """How far it would go; None when there is nothing to do, and said so."""
    repeats: str = ""
    """Id of the action that `.` repeats after it."""
    after: str = "{desk.undo} takes it all back, {mark.again} marks them again"


def over(act: Many[R, A]) -> Handler[Desk]:
    """The one way in which acts on marked rows run."""

    async def run(desk: Desk, rows: R) -> None:
        many = counted(len(rows), act.noun)
        if len(rows) > MOST_AT_ONCE:
            desk.warn(f"{many} are marked; one act is on at most {MOST_AT_ONCE:,}: mark fewer")
            return
        given = await act.ask(desk, many)
        reach = await act.reach(desk, rows, given) if given else None
        if given is None or reach is None:
            return
        words = {
            "rows": many,
            "changed": counted(reach.changes, act.noun),
            "are": "is" if reach.changes == 1 else "are",
            "verb": given.verb,
            "given": given.words,
        }
        if act.question and not await _agreed(desk, act.question.format(**words), reach.note):
            return
        entry = await desk.call(act.service, desk.bench, rows, given.value)
        if act.repeats:
            by_action(desk, act.repeats.partition(".")[2], act.repeats)
        await _done(desk, entry, f"{act.done.format(**words)}; {act.after}")

    return on(act.marked, run)


async def _agreed(desk: Desk, question: str, note: str) -> bool:
    """Whether the analyst says yes to a short question with its count; says so when not. note:
    what else to know before."""
    page = desk.page
    listed = set(await page.all_keys(desk.calls))
    out = sum(key not in listed for key in page.marks.keys)
    unseen = f"{out} of them {'is' if out == 1 else 'are'} not in the list as it is now"
    note = ", ".join(filter(None, (note, unseen if out else "")))
    options = (
        Option("y", f"yes{': ' if note else ''}{note}", "yes"),
        Option("n", "no, nothing is changed", "no"),
    )
    answer = await desk.prompts.choice(f"{question}? y/n", options)
    if answer != "yes":
        desk.say("nothing was changed; the marks stay")
        return False
    return True


async def _done(desk: Desk, entry: Entry | None, words: str) -> None:
    """After an act on marked rows: nothing is marked, everything is shown anew."""
    if entry is None:
        desk.say("nothing to change: they are so already; the marks stay")
        return
    desk.page.marks.clear()
    await desk.places.refresh()
    desk.screen.show_marks()
    desk.say(words)
