"""What is said in some articles along the line of time: by when it is of, or by when it was said.

Articles are read some at a time and put in order beside the keys; the first are there before the
page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.timeline import Along, Dated, in_order
from workbench.present.cells import cut
from workbench.present.timeline import dated_details, dated_heading, dated_row
from workbench.services.timeline import NOW, AsOf, Read, dated, numbers_until, read_statements
from workbench.services.uncollected import uncollected
from workbench.services.which import Which, numbers_of
from workbench.tui.pages.counterparts import words_opener
from workbench.tui.pages.lists import Entry, ListPage, MadeEntries
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.counterpart import Place
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Reader

FIRST, MORE = 16, 64
"""Articles that are read before the page shows, and each time after that."""
MOST = 1_000
"""Articles that a page is of, the newest of those that count as of its day."""
_GAP = 3
"""Cells between what the page is of and what stands at the right end."""


class Order(NamedTuple):
    """Statements in their order along the line."""

    rows: Sequence[Dated]
    row_of: Mapping[Place, int]
    """In which row a statement stands."""

    @classmethod
    def of(cls, rows: Sequence[Dated], along: Along) -> Order:
        """The order of some."""
        ordered = in_order(rows, along)
        return cls(ordered, {one.stated.place: row for row, one in enumerate(ordered)})


@dataclass(slots=True)
class Line:
    """What was read so far of some articles."""

    which: Which
    """Of what it is."""
    articles: int
    """How many may count as of its day."""
    as_of: AsOf
    head: tuple[int, str]
    """Where the journal stood then."""
    reading: Iterator[Read]
    rows: list[Dated] = field(default_factory=list)
    orders: Mapping[Along, Order] = field(default_factory=dict)
    """Its statements, by each of their times."""
    is_whole: bool = False
    lock: Lock = field(default_factory=Lock)
    """One thread at a time reads on."""


def read_line(bench: Workbench, which: Which, as_of: AsOf = NOW) -> Line:
    """The line of some articles, the newest first, of which some are read. In a worker thread."""
    head = bench.store.journal.head()
    numbers = numbers_until(bench, numbers_of(bench, which), as_of)
    reading = islice(read_statements(bench, numbers[::-1], as_of), MOST)
    line = Line(which, len(numbers), as_of, head, reading)
    read_more(line, FIRST)
    return line


@uncollected()
def read_more(line: Line, most: int = MORE) -> None:
    """Read some articles more. In a worker thread."""
    with line.lock:
        read = list(islice(line.reading, most))
        line.rows += dated(read)
        line.orders = {along: Order.of(line.rows, along) for along in Along}
        line.is_whole = len(read) < most


class TimelinePage(ListPage):
    """The line of time."""

    list_pane = Pane.TIMELINE

    def __init__(self, glyphs: Glyphs, line: Line, beside: Callable[[TimelinePage], None]) -> None:
        """beside: has `grow` run beside the keys, and what came of it painted."""
        super().__init__("", ())
        self.glyphs = glyphs
        self.along = Along.HAPPENED
        self._beside = beside
        self._order = Order((), {})
        self.show(line)

    def show(self, line: Line) -> None:
        """Show this line; the cursor stays on its statement."""
        shown, order = self._order.rows, line.orders[self.along]
        if self.cursor and shown:
            here = shown[self.cursor].stated.place
            self.cursor = order.row_of.get(here, self.cursor)
        self.line, self._order = line, order
        self.entries = _Rows(order.rows, self._entry)
        by_then = "Nothing was published by then; {timeline.now} counts all of it."
        self.empty = by_then if line.as_of.day else "Nothing is said there."

    @property
    def heading(self) -> Runs:
        """The columns."""
        return dated_heading(self.along, max(20, self.width - 2))

    @property
    def tally(self) -> str:
        """Of what and as of when; where in how many, of what was read."""
        of = self.line
        as_of = f"as of {of.as_of.day}{' recorded' * of.as_of.is_recorded}" if of.as_of.day else ""
        many = f" of the newest {MOST:,} articles" if of.articles > MOST else ""
        where = f"{self.cursor + 1}/{len(self.entries)}" if self.entries else "none"
        more = "" if of.is_whole else "+"
        told = "  ".join(filter(None, (as_of, f"{where}{more}{many}")))
        room = self.width // 2 - len(told) - _GAP
        name = cut(of.which.name, room) if room > 0 else ""
        return f"{name}  {told}".strip()

    def turn(self) -> None:
        """By the other of the two times."""
        self.along = Along.SAID if self.along is Along.HAPPENED else Along.HAPPENED
        self.show(self.line)

    async def load(self, reader: Reader) -> None:
        """Read it anew, where anything was changed."""
        if await reader.call(reader.bench.store.journal.head) != self.line.head:
            await self.take(reader, self.line.as_of)

    async def take(self, reader: Reader, as_of: AsOf) -> None:
        """Show it as of a day."""
        of = self.line
        self.show(await reader.call(read_line, reader.bench, of.which, as_of))
        self._beside(self)

    async def grow(self, reader: Reader) -> bool:
        """Read on; whether that is of what is still shown, and there may be more."""
        line = self.line
        if line.is_whole:
            return False
        await reader.call(read_more, line)
        if line is not self.line:
            return False
        self.show(line)
        return True

    def _entry(self, one: Dated) -> Entry:
        said = one.stated
        return Entry(
            partial(self._row, one),
            words_opener(said),
            dated_details(one),
            key=":".join(map(str, said.key)),
            subject=Subject(article=said.article.number, fact=said.fact, claim=said.claim),
        )

    def _row(self, one: Dated, width: int) -> Runs:
        return dated_row(one, self.along, width, self.glyphs)


class _Rows(MadeEntries):
    """Rows of statements, each made when it is looked at."""

    def __init__(self, rows: Sequence[Dated], make: Callable[[Dated], Entry]) -> None:
        self._rows = rows
        self._make = make

    def __len__(self) -> int:
        return len(self._rows)

    def made(self, place: int) -> Entry:
        """The row at a place."""
        return self._make(self._rows[place])
