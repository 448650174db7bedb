"""The list of what came in from elsewhere and waits: ours beside theirs, and the answers' marks.

Each takes as many rows as it needs; the cursor goes from one to the next. An answer takes its rows
away, and undo brings them back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.arrival import Answer, ArrivalKind
from workbench.domain.text import safe_line
from workbench.errors import NotFoundError
from workbench.present.beside import rows_of
from workbench.present.runs import Run
from workbench.services.arrivals import find
from workbench.services.beside import beside
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.page import marked
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane
from workbench.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from workbench.domain.arrival import Arrival
    from workbench.domain.beside import Beside
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.services.arrivals import Waiting
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Canvas, Host, Reader

_BECAME = {
    Answer.TAKEN: "theirs stands",
    Answer.KEPT: "yours stands",
    Answer.PLACED: "it has its place",
    Answer.DROPPED: "it was dropped",
    Answer.SETTLED: "it was settled by what came in",
}
_GONE = "its import was taken back"


def _ways(one: Beside) -> str:
    """How it is answered."""
    if one.arrival.kind is ArrivalKind.CONFLICT:
        return "{arrival.take} lets theirs stand, {arrival.keep} yours"
    if one.arrival.kind is ArrivalKind.UNMATCHED:
        if one.missing:
            return f"{one.missing}: import that first; {{arrival.drop}} drops it"
        return "what it is on is here by now: {arrival.take} takes it, {arrival.drop} drops it"
    places = len(one.places)
    if places == 1:
        how = "{arrival.place} puts it at the place above"
    elif places:
        how = f"1{{arrival.place}} to {places}{{arrival.place}} put it at a place, "
        how += "{arrival.place} alone selects words"
    else:
        how = "{arrival.place} selects the words that it is on"
    return how + ", {arrival.drop} drops it"


class ArrivalsPage(ListPage):
    """What waits for an answer."""

    list_pane = Pane.ARRIVALS
    rows_are = "arrivals"
    follows = True

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(
            "Came in and waits", (), empty="Nothing waits for an answer; {pane.back} goes back."
        )
        self.glyphs = glyphs
        self.waiting: tuple[Waiting, ...] = ()
        self.first: tuple[Beside, ...] = ()
        self._starts: list[int] = []
        """Row of the head of each."""
        self._head: tuple[int, str] | None = None
        """Of the journal, when it was last looked at."""
        self.became: dict[str, str] = {}
        """Uid of what was answered elsewhere while the cursor was on it -> what came of it. It
        stays listed meanwhile: whoever is about to answer it is not to answer the next one."""
        self.show((), ())

    def show(self, every: Sequence[Waiting], first: Sequence[Beside]) -> None:
        """List these; the cursor stays on the same place among them."""
        here = self._waiting_before
        self.waiting, self.first, self.became = tuple(every), tuple(first), {}
        self._lay_out()
        self.cursor = self._starts[min(here, len(self._starts) - 1)] if self._starts else 0

    def _lay_out(self) -> None:
        entries: list[Entry] = []
        self._starts, self._made_for = [], self.width
        for one in self.first:
            self._starts.append(len(entries))
            opened, subject = _opener(one), Subject(article=one.number)
            entries += [
                Entry(draw, opened, key=one.arrival.uid, subject=subject)
                for draw in rows_of(one, self.width - GUTTER, self.glyphs)
            ]
        self.entries = tuple(entries)

    @property
    def _number(self) -> int:
        """Which one the cursor is on."""
        return self._number_at(self.cursor)

    def _number_at(self, place: int) -> int:
        return max(0, bisect_right(self._starts, place) - 1)

    @property
    def _waiting_before(self) -> int:
        """How many that still wait stand before the one that the cursor is on."""
        before = self.first[: self._number]
        return sum(one.arrival.uid not in self.became for one in before)

    @property
    def chosen(self) -> Beside | None:
        """The one under the cursor."""
        return self.first[self._number] if self.first else None

    @property
    def why_not_answered(self) -> str:
        """What came of the one under the cursor elsewhere; empty while it waits."""
        became = self.became.get(self.chosen.arrival.uid) if self.chosen else None
        return f"answered elsewhere meanwhile: {became}" if became else ""

    @property
    def why_shut(self) -> str:
        """Why there is no article to open."""
        return "" if self.chosen and self.chosen.number else "there is no article to open"

    def named(self, keys: Iterable[str]) -> list[Arrival]:
        """Those of these keys that still wait."""
        wanted = set(keys)
        arrivals = (one.arrival for one in self.waiting)
        return [arrival for arrival in arrivals if arrival.uid in wanted]

    @property
    def tally(self) -> str:
        """Which one of how many."""
        place = self._waiting_before + (not self.why_not_answered)
        where = f"{place}/{len(self.waiting)}" if self.first else ""
        return marked(self.marks) + where

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What it came in, why it waits, and how it is answered."""
        if self.chosen is None:
            return super().details
        arrival = self.chosen.arrival
        came = f"came in {arrival.file}, {arrival.at[:10]}"
        told = f"{came}: {arrival.why}" if arrival.why else came
        more = (Run(safe_line(told), "dim"),)
        if answered := self.why_not_answered:
            return (Run(answered, "warning"),), more
        return (Run(self.keyed(_ways(self.chosen)), "text"),), more

    async def all_keys(self, reader: Reader) -> Iterable[str]:
        """Of those too that are further down than is laid out."""
        return [one.arrival.uid for one in self.waiting]

    def step(self, place: int, rows: int) -> int:
        """From one to another, however many rows each takes."""
        number = max(0, min(self._number_at(place) + rows, len(self._starts) - 1))
        return self._starts[number] if self._starts else 0

    def paint(self, canvas: Canvas) -> None:
        """Fill the list, in the width that there is."""
        if self._made_for != self.width:
            here = self._number
            self._lay_out()
            self.cursor = self._starts[here] if self._starts else 0
        super().paint(canvas)
        self.follow(canvas)

    def resized(self, canvas: Canvas) -> None:
        """Break the rows anew."""
        self.paint(canvas)

    def follow(self, canvas: Canvas) -> None:
        """Have all rows of the one under the cursor in sight."""
        later = self._starts[self._number + 1 :]
        canvas.list.reveal((later[0] if later else len(self.entries)) - 1)

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self._head = await reader.call(reader.bench.store.journal.head)
        self.show(*await reader.call(beside, reader.bench))

    async def follow_others(self, reader: Reader) -> bool:
        """Where anything was changed: the cursor stays on its own, answered by now or not."""
        if self._head == await reader.call(reader.bench.store.journal.head):
            return False
        here, place = self.chosen, self._number
        await self.load(reader)
        uids = [one.arrival.uid for one in self.first]
        if here and here.arrival.uid in uids:
            place = uids.index(here.arrival.uid)
        elif here:
            self.became = {here.arrival.uid: await reader.call(_became, reader.bench, here)}
            self.first = (*self.first[:place], here, *self.first[place:])
            self._lay_out()
        self.cursor = self._starts[min(place, len(self._starts) - 1)] if self._starts else 0
        return True


def _became(bench: Workbench, one: Beside) -> str:
    try:
        return _BECAME.get(find(bench, one.arrival.uid).arrival.answer, "it waits with its claim")
    except NotFoundError:
        return _GONE


def _opener(one: Beside) -> Callable[[Host], Awaitable[None]] | None:
    """To where it may stand, or stands here; to the article where that is not known."""
    number = one.number
    if number is None:
        return None
    ours = one.ours or {}

    async def opened(host: Host) -> None:
        if one.places:
            hits = [(place.start, place.end) for place in one.places]
            await host.places.open_at(number, hits[0][0], hits)
        elif isinstance(ours.get("start"), int):
            await host.places.open_at(number, ours["start"], [(ours["start"], ours["end"])])
        else:
            await host.places.open_article(number)

    return opened
