"""The dossier of a story: its groups, those that most outlets tell first; and one group, with what
stands against it and how it changed.

Groups are read a page at a time, where they are looked at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.counterparts import from_words, head_line, ours_line, words_row
from workbench.present.counting import counted
from workbench.present.dossier import group_heading, group_row, group_words, origin_words
from workbench.services.dossier import Dossier
from workbench.services.story import story_chosen
from workbench.tui.pages.counterparts import words_opener
from workbench.tui.pages.lists import Entry, ListPage, MadeEntries, labelled
from workbench.tui.pages.page import Rows
from workbench.tui.pages.page import words_row as plain_row
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.dossier import Opposed, ToldGroup
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.domain.stated import Stated
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.services.which import Which
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Canvas, Host, Reader

OpenGroup = Callable[["ToldGroup"], Awaitable[None]]
_ANSWERS = frozenset(("link", "unrelated", "claim", "decision"))


@dataclass(slots=True)
class Shown:
    """What was read so far."""

    bench: Workbench
    which: Which
    """Of what it is."""
    head: tuple[int, str]
    """Where the journal stood then."""
    dossier: Dossier
    told: list[ToldGroup] = field(default_factory=list)
    taken: int = 0
    """Groups that were read, of which some may be gone."""
    lock: Lock = field(default_factory=Lock)
    """One thread at a time reads the next page."""

    @property
    def has_more(self) -> bool:
        """Whether there are groups that were not read yet."""
        return self.taken < len(self.dossier.story.groups)


def read_dossier(bench: Workbench, which: Which, *, least: int = 1) -> Shown:
    """The first groups of a story, so many at least. In a worker thread. Raises UsageError."""
    head = bench.store.journal.head()
    shown = Shown(bench, which, head, Dossier(bench, story_chosen(bench, which)))
    while shown.has_more and len(shown.told) < least:
        read_groups(shown)
    return shown


def read_groups(shown: Shown) -> None:
    """The next page of groups."""
    with shown.lock:
        groups = shown.dossier.page(shown.taken)
        shown.told += shown.dossier.told(groups)
        shown.taken += len(groups)


class DossierPage(ListPage):
    """The groups of a story."""

    list_pane = Pane.DOSSIER
    rows_are = "groups"

    def __init__(self, glyphs: Glyphs, shown: Shown, open_group: OpenGroup) -> None:
        super().__init__("", (), empty="Nothing is said there.")
        self.glyphs = glyphs
        self._open_group = open_group
        self.show(shown)

    def show(self, shown: Shown) -> None:
        """Show this story; the cursor stays on its group."""
        here = self.key(self.cursor)
        self.shown = shown
        self.entries = _Groups(shown, self._entry)
        places = (place for place, one in enumerate(shown.told) if _key(one) == here)
        self.cursor = next(places, self.cursor)

    @property
    def chosen(self) -> ToldGroup | None:
        """The group under the cursor."""
        told = self.shown.told
        return told[self.cursor] if self.cursor < len(told) else None

    def group(self, key: str) -> ToldGroup | None:
        """The one that a mark is on."""
        return next((one for one in self.shown.told if _key(one) == key), None)

    @property
    def heading(self) -> Runs:
        """The columns."""
        return group_heading(max(20, self.width - 2))

    @property
    def tally(self) -> str:
        """Of what, of how many articles; where in how many."""
        story = self.shown.dossier.story
        of = f"{safe_line(self.shown.which.name)}, {counted(len(story.numbers), 'article')}"
        many = f"{len(self.marks)} marked  " if self.marks else ""
        where = f"{self.cursor + 1}/{len(story.groups)}" if story.groups else "none"
        return f"{many}{of}  {where}"

    def paint(self, canvas: Canvas) -> None:
        """Fill the list; the row behind the last that was read is read when it is looked at."""
        self.cursor = max(0, min(self.cursor, len(self.entries) - 1))
        canvas.list.show(Rows(self.entries, self._draw), self.cursor)

    def _draw(self, index: int, width: int) -> Runs | None:
        return self.entries[index].draw(width) if index < len(self.shown.told) else None

    async def load_rows(self, place: int) -> None:
        """Read the groups behind the last."""
        if place + 1 >= len(self.shown.told) and self.shown.has_more:
            await asyncio.to_thread(read_groups, self.shown)

    async def go_to_changed(self, reader: Reader, entry: JournalEntry) -> bool:
        """Answers to what is listed show here."""
        return any(change.entity in _ANSWERS for change in entry.changes)

    async def load(self, reader: Reader) -> None:
        """Read it anew, where anything was changed."""
        of = self.shown
        if await reader.call(reader.bench.store.journal.head) != of.head:
            least = self.cursor + 1
            self.show(await reader.call(read_dossier, reader.bench, of.which, least=least))

    def _entry(self, one: ToldGroup) -> Entry:
        lead = one.lead
        subject = Subject(article=lead.article.number, fact=lead.fact, claim=lead.claim)
        detail = f"{group_words(one)}; {from_words(lead)}"
        draw = partial(self._row, one)
        return Entry(draw, partial(self._opened, one), detail, _key(one), subject)

    def _row(self, one: ToldGroup, width: int) -> Runs:
        return group_row(one, width, self.glyphs)

    async def _opened(self, one: ToldGroup, host: Host) -> None:
        await self._open_group(one)


class _Groups(MadeEntries):
    """Rows of the groups that were read, each made when it is looked at; one more, where there are
    more groups, which are read when it is."""

    def __init__(self, shown: Shown, make: Callable[[ToldGroup], Entry]) -> None:
        self._shown = shown
        self._make = make

    def __len__(self) -> int:
        return len(self._shown.told) + self._shown.has_more

    def made(self, place: int) -> Entry:
        """The row at a place."""
        told = self._shown.told
        if place == len(told) and self._shown.has_more:
            return Entry(plain_row(""))
        return self._make(told[place])


def told_again(shown: Shown, group: ToldGroup) -> ToldGroup | None:
    """The group that the first statement of another one is in, wherever it stands by now. In a
    worker thread."""
    here = group.lead.place
    now = next((one for one in shown.dossier.story.groups if here in one.places), None)
    with shown.lock:
        return next(iter(shown.dossier.told([now])), None) if now else None


def _key(one: ToldGroup) -> str:
    return ":".join(map(str, one.group.places[0]))


class GroupPage(ListPage):
    """One group: where it comes from, its statements side by side, and what stands beside it."""

    list_pane = Pane.GROUP

    def __init__(
        self,
        glyphs: Glyphs,
        group: ToldGroup,
        read: Callable[[ToldGroup], Awaitable[ToldGroup | None]],
    ) -> None:
        """read: the group as it is now that its first statement is in; None where that is gone."""
        super().__init__("", (), empty="It is gone; {pane.back} goes back.")
        self.glyphs = glyphs
        self._again = read
        self.show(group)
        self.cursor = next((place for place, one in enumerate(self._said) if one), 0)

    def show(self, group: ToldGroup) -> None:
        """Show this group."""
        self.group = group
        self.title = f"{group_words(group)}: {group.words}"
        rows = [*self._rows()]
        self.entries = tuple(entry for entry, _ in rows)
        self._said = [said for _, said in rows]

    @property
    def chosen(self) -> Stated | None:
        """The statement of the group under the cursor."""
        return self._said[self.cursor] if self.cursor < len(self._said) else None

    async def go_to_changed(self, reader: Reader, entry: JournalEntry) -> bool:
        """Answers to what is listed show here."""
        return any(change.entity in _ANSWERS for change in entry.changes)

    async def load(self, reader: Reader) -> None:
        """Read it anew."""
        if group := await self._again(self.group):
            self.show(group)
        else:
            self.title, self.entries, self._said = "", (), []

    def _rows(self) -> Iterator[tuple[Entry, Stated | None]]:
        """The rows, each with the statement of the group that it is about."""
        group = self.group
        for words in origin_words(group):
            yield Entry(labelled("origin", words, "source")), None
        lead = group.lead
        for said in group.said:
            beside = None if said is lead else lead
            called = "this one" if said is lead else "same"
            draw = partial(self._said_line, said, called)
            yield from ((entry, said) for entry in _two(said, draw, beside))
        for one in (*group.against, *group.changes):
            draw = partial(self._head, one)
            yield from ((entry, None) for entry in _two(one.other.said, draw, one.ours))

    def _said_line(self, said: Stated, called: str, width: int) -> Runs:
        return ours_line(said, width, self.glyphs, called=called)

    def _head(self, one: Opposed, width: int) -> Runs:
        return head_line(one.other, width, self.glyphs)


def _two(said: Stated, head: Callable[[int], Runs], beside: Stated | None) -> tuple[Entry, Entry]:
    """A statement on two rows: which it is, and its words, marked where they differ from another
    one's."""
    subject = Subject(article=said.article.number, fact=said.fact, claim=said.claim)
    opened, detail = words_opener(said), said.span.words
    return (
        Entry(head, opened, detail, subject=subject),
        Entry(partial(words_row, said, beside), opened, detail, subject=subject),
    )
