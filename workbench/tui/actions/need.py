"""What a need is, and how handlers are tied to one: an action on a claim is given the claim, and
mypy checks that it takes one.

Which needs there are stands in `needs`. Nothing here knows a certain page or changes anything.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from workbench.tui.registry import Handler, keyed
from workbench.tui.views.act import Act

if TYPE_CHECKING:
    from workbench.tui.pages.page import Page
    from workbench.tui.screens.desk import Desk

T = TypeVar("T")
U = TypeVar("U")
P = TypeVar("P", bound="Page")
Done = Awaitable[None] | None


class Lack(NamedTuple):
    """What is needed and not there, as the reason why not."""

    words: str


class Need(NamedTuple, Generic[T]):
    """Something that has to be there."""

    find: Callable[[Desk], T | Lack]

    def when(self, why_not: Callable[[Desk, T], str | None]) -> Need[T]:
        """The same, where nothing stands against it."""

        def find(desk: Desk) -> T | Lack:
            found = self.find(desk)
            reason = None if isinstance(found, Lack) else why_not(desk, found)
            return Lack(reason) if reason else found

        return Need(find)

    def then(self, find_in: Callable[[Desk, T], U | Lack]) -> Need[U]:
        """What is found in it."""

        def find(desk: Desk) -> U | Lack:
            found = self.find(desk)
            return found if isinstance(found, Lack) else find_in(desk, found)

        return Need(find)


def need(find: Callable[[Desk], T | None], why_not: str) -> Need[T]:
    """A need of something that may be missing for one reason."""

    def found(desk: Desk) -> T | Lack:
        thing = find(desk)
        return Lack(why_not) if thing is None else thing

    return Need(found)


def shown(kind: type[P], why_not: str) -> Need[P]:
    """A need of a page of a kind, on top."""
    return need(lambda desk: desk.page if isinstance(desk.page, kind) else None, why_not)


# Tying handlers to needs -----------------------------------------------------------------------


def does(run: Callable[[Desk], Done], needed: Need[T] | None = None) -> Handler[Desk]:
    """A handler that works on the desk alone."""
    return counts(lambda desk, count: run(desk), needed)


def counts(run: Callable[[Desk, int | None], Done], needed: Need[T] | None = None) -> Handler[Desk]:
    """As `does`, and with the count that was typed, None without one."""
    if needed is None:
        return Handler(run)
    return times(needed, lambda desk, found, count: run(desk, count))


def on(needed: Need[T], run: Callable[[Desk, T], Done]) -> Handler[Desk]:
    """A handler that is called with what it needs."""
    return times(needed, lambda desk, found, count: run(desk, found))


def times(needed: Need[T], run: Callable[[Desk, T, int | None], Done]) -> Handler[Desk]:
    """As `on`, and with the count that was typed, None without one."""

    def enabled(desk: Desk) -> str | None:
        found = needed.find(desk)
        return keyed(found.words, desk.screen.key_of) if isinstance(found, Lack) else None

    def handle(desk: Desk, count: int | None) -> Done:
        found = needed.find(desk)
        if isinstance(found, Lack):
            return desk.warn(found.words)
        return run(desk, found, count)

    return Handler(handle, enabled)


def again(words: str, needed: Need[T], run: Callable[[Desk, T], Awaitable[None]]) -> Act[Desk]:
    """An act that does the same to what it needs then."""

    async def act(desk: Desk) -> None:
        found = needed.find(desk)
        if isinstance(found, Lack):
            desk.warn(found.words)
        else:
            await run(desk, found)

    return Act(words, act)
