"""Pages that are one list: sources, all claims, the journal, search results, related articles."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, overload

from workbench.domain.note import NoteSubject
from workbench.domain.text import safe_line
from workbench.present.assertion import said
from workbench.present.glyphs import Glyphs
from workbench.present.layout import wrap
from workbench.present.network import record_words
from workbench.present.rows import source_heading, source_row
from workbench.present.runs import Run, Runs, fill_runs, words_line
from workbench.services.sources import SourceCard, source_card
from workbench.tui.pages.others import Others
from workbench.tui.pages.page import Page, Rows, marked, title_runs, words_row
from workbench.tui.pages.subject import NOTHING, Notable, Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.source import Source
    from workbench.services.families import FamilyCard
    from workbench.services.roster import SourceRow
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Canvas, Host, Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: how it reads, and what opening it does."""

    draw: Callable[[int], Runs]
    open: Callable[[Host], Awaitable[None]] | None = None
    detail: str = ""
    """More words about it, shown below the list."""
    key: str = ""
    """Id of what it shows, where it can be marked."""
    subject: Subject = NOTHING
    """What it stands for, where something can be done with that."""


class ListPage(Page):
    """A list with a title."""

    stays = True

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        *,
        empty: str = "Nothing here.",
        read: Callable[[], Awaitable[Sequence[Entry]]] | None = None,
    ) -> None:
        self.title = title
        self.entries: Sequence[Entry] = tuple(entries)
        self.empty = empty
        self._read = read
        self.sought = ""
        """Words that were looked for in the rows last."""

    @property
    def subject(self) -> Subject:
        """What the row stands for."""
        return self.entries[self.cursor].subject if self.entries else NOTHING

    @property
    def citation(self) -> str:
        """The row as it reads."""
        if not self.entries:
            return ""
        return "".join(run.text for run in self.entries[self.cursor].draw(400)).strip()

    def hits(self) -> list[int]:
        """The rows that hold the words that were looked for, case aside."""
        words = self.sought.casefold()
        drawn = (entry.draw(400) for entry in self.entries)
        return [
            place
            for place, runs in enumerate(drawn)
            if words in "".join(run.text for run in runs).casefold()
        ]

    @property
    def heading(self) -> Runs:
        """The title."""
        return title_runs((safe_line(self.title), "header"))

    @property
    def tally(self) -> str:
        """Where in how many."""
        where = f"{self.cursor + 1}/{len(self.entries)}" if self.entries else ""
        return marked(self.marks) + where

    def key(self, place: int) -> str:
        """Id of what the row shows."""
        return self.entries[place].key if place < len(self.entries) else ""

    async def all_keys(self, reader: Reader) -> Iterable[str]:
        """Ids of all rows."""
        return [entry.key for entry in self.entries]

    @property
    def details(self) -> tuple[Runs, Runs]:
        """More about the row under the cursor, or why there is none, on two lines where one does
        not hold it."""
        detail = self.entries[self.cursor].detail if self.entries else self.keyed(self.empty)
        words = safe_line(detail)
        (_, end), *more = wrap(words, self.width)
        rest = words[more[0][0] :] if more else ""
        return (Run(words[:end], "dim"),), (Run(rest, "dim"),)

    def paint(self, canvas: Canvas) -> None:
        """Fill the list."""
        self.cursor = max(0, min(self.cursor, len(self.entries) - 1))
        entries = self.entries
        rows = Rows(entries, lambda index, width: entries[index].draw(width))
        canvas.list.show(rows, self.cursor)

    async def load(self, reader: Reader) -> None:
        """Read the entries anew."""
        if self._read:
            self.entries = tuple(await self._read())

    async def open_row(self, host: Host) -> None:
        """Do what the row is for."""
        if self.entries and (opened := self.entries[self.cursor].open):
            await opened(host)


class JournalPage(ListPage):
    """What was changed, newest first, as far as a filter leaves it."""

    list_pane = Pane.JOURNAL

    def __init__(self, read: Callable[[str], Awaitable[Sequence[Entry]]]) -> None:
        super().__init__("", ())
        self._read_where = read
        self.words = ""
        """Its filter."""

    async def show(self, words: str) -> None:
        """List what a filter leaves; nothing is another where it means nothing."""
        self.entries = tuple(await self._read_where(words))
        self.words = words
        self.title = f"The journal, newest first  {words}".rstrip()
        self.empty = (
            "No entry fits the filter; {journal.clear_filter} shows all again."
            if words
            else "Nothing was changed yet."
        )

    async def load(self, reader: Reader) -> None:
        """Read the entries anew."""
        await self.show(self.words)


class MadeEntries(Sequence[Entry]):
    """Rows of which each is made when it is looked at."""

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...

    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        return self.made(place)

    @abstractmethod
    def made(self, place: int) -> Entry:
        """The row at a place."""


class ListedSources(NamedTuple):
    """What the list of sources shows."""

    rows: Sequence[SourceRow]
    words: str = ""
    """Its filter."""
    order: str = "name"
    """Value of a SourceOrder."""

    @property
    def sources(self) -> list[Source]:
        """The sources, in their order."""
        return [row.source for row in self.rows]


class _SourceEntries(MadeEntries):
    """The rows of sources, each made when it is looked at: of fifty thousand few ever are."""

    def __init__(self, rows: Sequence[SourceRow], draw: Callable[[SourceRow, int], Runs]) -> None:
        self._rows = rows
        self._draw = draw

    def __len__(self) -> int:
        return len(self._rows)

    def made(self, place: int) -> Entry:
        """The row at a place."""
        row = self._rows[place]
        return Entry(partial(self._draw, row), key=row.source.uid, detail=_also(row))


class SourcesPage(ListPage):
    """The sources that a filter leaves, with how often chains name each."""

    list_pane = Pane.SOURCES
    rows_are = "sources"

    def __init__(self, listed: ListedSources, glyphs: Glyphs) -> None:
        super().__init__("Sources", (), empty="No sources yet.")
        self.glyphs = glyphs
        self.show(listed)

    def show(self, listed: ListedSources) -> None:
        """List these; the cursor stays on its source, wherever that stands now."""
        here = self.key(self.cursor)
        self.listed = listed
        self.sources = tuple(listed.sources)
        self.entries = _SourceEntries(listed.rows, self._row)
        self.empty = (
            "No source fits the filter; {sources.clear_filter} shows all again."
            if listed.words
            else "No sources yet."
        )
        places = (place for place, one in enumerate(self.sources) if one.uid == here)
        self.cursor = next(places, self.cursor)

    def _row(self, row: SourceRow, width: int) -> Runs:
        return source_row(
            row.source,
            width,
            rating=row.rating,
            owners=row.owners,
            counts=(*row.tally, row.articles),
            glyphs=self.glyphs,
        )

    @property
    def heading(self) -> Runs:
        """The columns."""
        words = "" if self.listed.order == "name" else f"by {self.listed.order}"
        words = f"{self.listed.words}  {words}".strip()
        return source_heading(max(20, self.width - 2), words)

    @property
    def subject(self) -> Subject:
        """The source."""
        return about(self.sources[self.cursor].uid) if self.sources else NOTHING

    @property
    def shown_source(self) -> Source | None:
        """The one under the cursor."""
        return self.sources[self.cursor] if self.sources else None

    async def load(self, reader: Reader) -> None:
        """Read the sources anew."""
        words, order = self.listed.words, self.listed.order
        self.show(await reader.call(list_sources, reader.bench, words, order))

    async def open_row(self, host: Host) -> None:
        """Open the card."""
        if self.sources:
            await host.places.open_source(self.sources[self.cursor].uid)


def _also(row: SourceRow) -> str:
    """What a row may have no room for: what the source belongs to, and its other names."""
    above = f"of {', of '.join(row.owners)}" if row.owners else ""
    also = f"also {', '.join(row.source.aliases)}" if row.source.aliases else ""
    return "; ".join(filter(None, (above, also)))


class CardPage(ListPage):
    """All that is known of one source."""

    list_pane = Pane.SOURCES
    is_of_one = True
    follows = True

    def __init__(self, card: SourceCard) -> None:
        super().__init__("", ())
        self._others = Others("source", "rating", "belonging", "note", "link")
        self.show(card)

    @property
    def subject(self) -> Subject:
        """The source."""
        return about(self.card.source.uid)

    @property
    def shown_source(self) -> Source | None:
        """The one that the card is of."""
        return self.card.source

    def show(self, card: SourceCard) -> None:
        """Show this card."""
        self.card = card
        source = card.source
        self.title = f"Source: {source.name}"
        state = "provisional, {source.accept} says it is reviewed"
        state = state if source.provisional else "reviewed"
        entries = [Entry(self._hint(f"{source.kind.value}, {state}"))]
        also = (*source.aliases, *(merged.name for merged in card.merged))
        entries += [Entry(labelled("also", name, "source")) for name in also]
        if source.note:
            entries.append(Entry(labelled("note", source.note, "dim")))
        entries += [
            Entry(labelled("note", f"{note.words}  ({note.analyst})", "text"))
            for note in card.notes
        ]
        entries += self._family_rows(card.family)
        entries.append(Entry(words_row("")))
        entries += [
            Entry(
                labelled(
                    rating.at[:10],
                    f"{rating.reliability}  {rating.rationale}  ({rating.analyst})",
                    "title",
                )
            )
            for rating in reversed(card.ratings)
        ] or [Entry(self._hint("Not rated yet: {source.rate} rates it, A to F."))]
        entries.append(Entry(labelled("record", record_words(card.record), "text")))
        entries.append(Entry(words_row("")))
        for label, claims in (("origin", card.as_origin), ("relay", card.as_relay)):
            entries += [
                Entry(
                    labelled(label, f"{card.where.get(claim.article, '')}{said(claim)}", "text"),
                    claim_opener(claim.article, claim.uid),
                )
                for claim in claims
            ]
        entries += [
            Entry(labelled("outlet", f"of article {words}", "text"), _article_opener(number))
            for number, words in card.articles.items()
        ]
        self.entries = tuple(entries)

    def _family_rows(self, family: FamilyCard) -> list[Entry]:
        """What it belongs to, the last first, and what belongs to it; entering opens that."""
        from workbench.present.family import (
            history_words,
            member_words,
            proposal_words,
            reason_words,
        )

        rows = [
            Entry(
                labelled("family", history_words(one, family.names), "source"),
                source_opener(one.owner) if one.owner else None,
                reason_words(one),
            )
            for one in reversed(family.history)
        ]
        if family.proposal:
            words = proposal_words(family.proposal)
            rows.append(Entry(self._proposed(words), detail=family.proposal.page))
        return rows + [
            Entry(
                labelled("family", member_words(one, family.names), "text"),
                source_opener(one.source),
            )
            for one in family.members
        ]

    def _hint(self, words: str) -> Callable[[int], Runs]:
        return lambda width: words_line(self.keyed(words), width, "dim")

    def _proposed(self, words: str) -> Callable[[int], Runs]:
        says = "; {source.take_owner} says so"
        return lambda width: labelled("proposed", words + self.keyed(says), "unsure")(width)

    async def load(self, reader: Reader) -> None:
        """Read the card anew."""
        uid = self.card.source.uid
        self.show(await reader.call(source_card, reader.bench, uid))

    async def follow_others(self, reader: Reader) -> bool:
        """Where anybody said something else of sources; of one that was merged away meanwhile the
        next act tells."""
        if not await self._others.changed(reader):
            return False
        before = self.card
        await self.load(reader)
        return self.card != before


def about(uid: str) -> Subject:
    """What a row that shows a source stands for."""
    return Subject(source=uid, notable=Notable(NoteSubject.SOURCE, uid))


def list_sources(bench: Workbench, words: str = "", order: str = "name") -> ListedSources:
    """The sources that a filter leaves, merged ones left out. In a worker thread. Raises
    UsageError."""
    from workbench.services.roster import SourceOrder, source_rows

    return ListedSources(source_rows(bench, words, SourceOrder(order)), words, order)


def labelled(label: str, line: str, style: str) -> Callable[[int], Runs]:
    """What draws a line behind a label."""
    return lambda width: fill_runs((Run(f"{label:<11}", "dim"), Run(safe_line(line), style)), width)


def source_opener(uid: str) -> Callable[[Host], Awaitable[None]]:
    """What opens a source's card."""

    async def opened(host: Host) -> None:
        await host.places.open_source(uid)

    return opened


def claim_opener(article: str, uid: str) -> Callable[[Host], Awaitable[None]]:
    """What opens a claim in its article."""

    async def opened(host: Host) -> None:
        await host.places.open_claim_of(article, uid)

    return opened


def _article_opener(number: int) -> Callable[[Host], Awaitable[None]]:
    async def opened(host: Host) -> None:
        await host.places.open_article(number)

    return opened
