"""The source network: circles with their steps on top, then who cites whom, those of most claims
first.

Edges are read a page at a time, where they are looked at; the first page is there before the page
shows. Links are read beside the keys: how many claims are confirmed and denied, and what leads
round, which comes on top of what is shown by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from workbench.domain.network import Checked, EdgeKey
from workbench.domain.text import safe_line
from workbench.present.assertion import said
from workbench.present.counting import counted
from workbench.present.network import (
    circle_words,
    edge_details,
    edge_heading,
    edge_row,
    step_words,
)
from workbench.present.runs import Run, Runs, words_line
from workbench.services.network import (
    EDGES,
    Ground,
    Named,
    behind,
    circles,
    edges,
    ground_of,
    names_of,
)
from workbench.tui.pages.lists import Entry, ListPage, MadeEntries, about, claim_opener, labelled
from workbench.tui.pages.page import Rows, words_row
from workbench.tui.pages.subject import NOTHING, Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.circle import Circle, CircleKind
    from workbench.domain.claim import Claim
    from workbench.domain.network import Cited, Edge
    from workbench.present.glyphs import Glyphs
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Canvas, Host, Reader

CIRCLES = 20
"""Circles that are told; `workbench sources network` tells all."""
STEPS = 6
"""Steps of each."""
CLAIMS = 500
"""The newest claims behind an edge that are listed."""
_DAYS = 2
"""Heads of days at the end of a heading."""
OpenEdge = Callable[["Edge"], Awaitable[None]]


@dataclass(slots=True)
class Shown:
    """What was read so far."""

    bench: Workbench
    words: str
    """The filter as it was typed."""
    head: tuple[int, str]
    """Where the journal stood then."""
    ground: Ground
    edges: list[Edge] = field(default_factory=list)
    after: EdgeKey | None = None
    """The last of the edges, where there are more."""
    circles: list[Circle] = field(default_factory=list)
    is_whole: bool = False
    """Whether links were read: which claims are confirmed and denied, and what leads round."""
    claims: dict[str, Claim] = field(default_factory=dict)
    """Uid -> the claims that circles show."""
    names: dict[str, Named] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    """One thread at a time reads the next page."""

    def name(self, key: str) -> str:
        """How a source is called."""
        return self.names[key].name if key in self.names else key


def read_network(bench: Workbench, words: str = "", least: int = EDGES) -> Shown:
    """The first edges, a page at least. In a worker thread. Raises UsageError."""
    head = bench.store.journal.head()
    shown = Shown(bench, words, head, ground_of(bench, words))
    _read_edges(shown, max(least, EDGES))
    return shown


def read_more(shown: Shown) -> None:
    """The next page of edges, if there is one."""
    with shown.lock:
        if shown.after:
            _read_edges(shown)


def _read_edges(shown: Shown, limit: int = EDGES) -> None:
    checked = None if shown.is_whole else Checked()
    more, shown.after = edges(shown.ground, after=shown.after, limit=limit, checked=checked)
    keys = {key for edge in more for key in (edge.citing, edge.cited)} - shown.names.keys()
    shown.names |= names_of(shown.bench, keys)
    shown.edges += more


def read_links(shown: Shown) -> None:
    """What leads round, and which claims of the edges that are there are confirmed and denied."""
    found = circles(shown.ground)
    steps = [step for one in found[:CIRCLES] for step in one.steps[:STEPS]]
    keys = {key for step in steps for key in (step.citing, step.cited)}
    keys |= {key for one in found[:CIRCLES] for key in one.sources}
    names = names_of(shown.bench, keys - {""} - shown.names.keys())
    claims = shown.bench.store.claims.many(dict.fromkeys(step.claim for step in steps))
    with shown.lock:
        shown.names |= names
        shown.claims = {claim.uid: claim for claim in claims}
        shown.circles, shown.is_whole = found, True
        if shown.edges and shown.ground.links:
            shown.edges, _ = edges(shown.ground, limit=len(shown.edges))


class NetworkPage(ListPage):
    """Who cites whom."""

    list_pane = Pane.NETWORK

    def __init__(
        self,
        glyphs: Glyphs,
        shown: Shown,
        open_edge: OpenEdge,
        beside: Callable[[NetworkPage], None],
    ) -> None:
        """beside: has `grow` run beside the keys, and what came of it painted."""
        empty = "No chain names anybody yet: {chain.add_hop} on a claim says who has it from whom."
        super().__init__("Who cites whom", (), empty=empty)
        self.glyphs = glyphs
        self._open_edge = open_edge
        self._beside = beside
        self._show(shown)

    def _show(self, shown: Shown, edge: int | None = None) -> None:
        """Show this, with the cursor on an edge, or on top of what comes."""
        self.shown = shown
        self._top: list[Entry] = []
        self._is_on_edge = edge is not None
        self.cursor = edge or 0
        if shown.words:
            self.empty = "No such claims; {network.clear_filter} shows all again."
        self._list()

    def _list(self) -> None:
        self.entries = _Entries(self._top, self.shown.edges, self._entry)

    @property
    def tally(self) -> str:
        """The filter; where in how many, of what was read."""
        more = "+" if self.shown.after else ""
        where = f"{self.cursor + 1}/{len(self.entries)}{more}" if self.entries else "none"
        return f"{safe_line(self.shown.words)}  {where}".strip()

    def paint(self, canvas: Canvas) -> None:
        """Fill the list; a row more where there are more edges, which is read when it is looked
        at."""
        self.cursor = max(0, min(self.cursor, len(self.entries) - 1))
        canvas.list.show(Rows(_Open(self), self._draw), self.cursor)

    def _draw(self, index: int, width: int) -> Runs | None:
        return self.entries[index].draw(width) if index < len(self.entries) else None

    @property
    def _is_read(self) -> bool:
        """Whether the row under the cursor is there."""
        return self.cursor < len(self.entries)

    @property
    def subject(self) -> Subject:
        """The one who cites."""
        return super().subject if self._is_read else NOTHING

    @property
    def citation(self) -> str:
        """The row as it reads."""
        return super().citation if self._is_read else ""

    @property
    def details(self) -> tuple[Runs, Runs]:
        """More about the row under the cursor."""
        return super().details if self._is_read or not self.entries else ((), ())

    async def open_row(self, host: Host) -> None:
        """The claims behind an edge, or a step of a circle."""
        if self._is_read:
            await super().open_row(host)

    async def load_rows(self, place: int) -> None:
        """Read the edges behind the last."""
        if place + 1 >= len(self.entries):
            await asyncio.to_thread(read_more, self.shown)

    async def load(self, reader: Reader) -> None:
        """Read it anew, where anything was changed."""
        if await reader.call(reader.bench.store.journal.head) != self.shown.head:
            await self.take(reader, self.shown.words)

    async def take(self, reader: Reader, words: str) -> None:
        """Show what a filter leaves; the cursor stays at its place among the edges. Raises
        UsageError."""
        edge = self.cursor - len(self._top) if self.cursor else -1
        shown = await reader.call(read_network, reader.bench, words, edge + 1)
        self._show(shown, edge if 0 <= edge < len(shown.edges) else None)
        self._beside(self)

    async def grow(self, reader: Reader) -> bool:
        """Read the links, and put what leads round on top; whether that is of what is still shown.
        A cursor that stands on an edge stays there."""
        shown = self.shown
        await reader.call(read_links, shown)
        if shown is not self.shown:
            return False
        is_on_edge = self._is_on_edge or self.cursor > 0
        self._top = [*self._told(shown)]
        self.cursor += len(self._top) * is_on_edge
        self._list()
        return True

    def _told(self, shown: Shown) -> Iterator[Entry]:
        """The circles, each with its steps; then the heads of the table."""
        for circle in shown.circles[:CIRCLES]:
            words = circle_words(circle, shown.name, self.glyphs)
            yield Entry(labelled("circle", words, "warning"), subject=_of(circle.sources[0], shown))
            for step in circle.steps[:STEPS]:
                yield self._step(step, circle.kind, shown)
            if (left := len(circle.steps) - STEPS) > 0:
                yield Entry(labelled("", f"and {left} more", "dim"))
        if (left := len(shown.circles) - CIRCLES) > 0:
            words = f"{counted(left, 'circle')} more: workbench sources network tells all"
            yield Entry(words_row(words, "dim"))
        if shown.circles:
            yield Entry(words_row(""))

    def _step(self, step: Cited, kind: CircleKind, shown: Shown) -> Entry:
        claim = shown.claims.get(step.claim)
        words = step_words(step, shown.name, self.glyphs, kind)
        return Entry(
            labelled("", words, "text"),
            claim_opener(claim.article, claim.uid) if claim else None,
            said(claim) if claim else "",
            subject=_of(step.citing, shown),
        )

    @property
    def heading(self) -> Runs:
        """The heads of the table, but for those of days: where in how many stands over these."""
        return (Run("  ", "header"), *edge_heading(max(20, self.width - 2))[:-_DAYS])

    def _entry(self, edge: Edge) -> Entry:
        shown = self.shown
        return Entry(
            partial(self._edge_row, edge),
            partial(self._opened, edge),
            edge_details(edge),
            subject=_of(edge.citing, shown),
        )

    def _edge_row(self, edge: Edge, width: int) -> Runs:
        shown = self.shown
        return edge_row(edge, shown.name, width, self.glyphs, is_checked=shown.is_whole)

    async def _opened(self, edge: Edge, host: Host) -> None:
        await self._open_edge(edge)


def _of(key: str, shown: Shown) -> Subject:
    """What a row about a source stands for; a name that no source has is none."""
    named = shown.names.get(key)
    return about(named.uid) if named and named.uid else NOTHING


class _Open:
    """How many rows there are: one more than were read, where there are more."""

    def __init__(self, page: NetworkPage) -> None:
        self._page = page

    def __len__(self) -> int:
        return len(self._page.entries) + bool(self._page.shown.after)


class _Entries(MadeEntries):
    """Rows on top, and those of edges behind them, each made when it is looked at."""

    def __init__(
        self, top: Sequence[Entry], found: Sequence[Edge], make: Callable[[Edge], Entry]
    ) -> None:
        self._top = top
        self._edges = found
        self._make = make

    def __len__(self) -> int:
        return len(self._top) + len(self._edges)

    def made(self, place: int) -> Entry:
        """The row at a place."""
        if place < len(self._top):
            return self._top[place]
        return self._make(self._edges[place - len(self._top)])


def read_behind(shown: Shown, edge: Edge) -> tuple[list[Entry], int]:
    """The newest claims behind an edge as rows, and how many there are. In a worker thread."""
    found = behind(shown.ground, edge.citing, edge.cited)
    newest = found[:CLAIMS]
    there = {one.uid: one for one in shown.bench.store.claims.many(one.claim for one in newest)}
    return [_claim_row(one, there[one.claim]) for one in newest if one.claim in there], len(found)


def _claim_row(one: Cited, claim: Claim) -> Entry:
    words = safe_line(f"#{one.number} {one.day or 'no date'}  {said(claim)}")
    draw = partial(words_line, words, style="text")
    return Entry(draw, claim_opener(claim.article, claim.uid), said(claim), claim.uid)
