"""Pages that are one list: sources, all claims, the journal, search results, related articles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.denial import said
from workbench.present.glyphs import Glyphs
from workbench.present.rows import source_line
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.sources import SourceCard
from workbench.tui.pages.page import Lines, Page, marked, title_runs, words
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.source import Source
    from workbench.tui.screens.desk import Desk


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: how it reads, and what opening it does."""

    draw: Callable[[int], Runs]
    open: Callable[[Desk], Awaitable[None]] | None = None
    detail: str = ""
    """More words about it, shown below the list."""
    key: str = ""
    """Id of what it shows, where it can be marked."""


class ListPage(Page):
    """A list with a title."""

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        *,
        empty: str = "Nothing here.",
        reader: Callable[[Desk], Awaitable[Sequence[Entry]]] | None = None,
    ) -> None:
        self.title = title
        self.entries = tuple(entries)
        self.empty = empty
        self._reader = reader

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

    async def all_keys(self, desk: Desk) -> Iterable[str]:
        """Ids of all rows."""
        return [entry.key for entry in self.entries]

    @property
    def details(self) -> tuple[Runs, Runs]:
        """More about the row under the cursor."""
        if not self.entries:
            return (Run(self.empty, "dim"),), ()
        return (Run(safe_line(self.entries[self.cursor].detail), "dim"),), ()

    def paint(self, desk: Desk) -> None:
        """Fill the list."""
        self.cursor = max(0, min(self.cursor, len(self.entries) - 1))
        desk.list.show(Lines([entry.draw for entry in self.entries]), self.cursor)

    async def load(self, desk: Desk) -> None:
        """Read the entries anew."""
        if self._reader:
            self.entries = tuple(await self._reader(desk))

    async def open_row(self, desk: Desk) -> None:
        """Do what the row is for."""
        if self.entries and (opened := self.entries[self.cursor].open):
            await opened(desk)


class SourcesPage(ListPage):
    """All sources, or those that fit some words."""

    def __init__(self, sources: Sequence[Source], ratings: dict[str, str], glyphs: Glyphs) -> None:
        super().__init__("Sources", (), empty="No sources yet.")
        self.glyphs = glyphs
        self.show(sources, ratings)

    def show(self, sources: Sequence[Source], ratings: dict[str, str]) -> None:
        """List these sources with their latest ratings."""
        self.sources = tuple(sources)
        self.entries = tuple(
            Entry(self._row(source, ratings.get(source.uid, "")), key=source.uid)
            for source in sources
        )

    def _row(self, source: Source, rating: str) -> Callable[[int], Runs]:
        return lambda width: source_line(source, width, rating=rating, glyphs=self.glyphs)

    @property
    def pane(self) -> Pane:
        """The sources'."""
        return Pane.SOURCES

    @property
    def rows_are(self) -> str:
        """Sources."""
        return "sources"

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        return self.sources[self.cursor] if self.sources else None

    async def load(self, desk: Desk) -> None:
        """Read the sources anew."""
        sources, ratings = await desk.call(desk.places.sources_and_ratings)
        self.show(sources, ratings)

    async def open_row(self, desk: Desk) -> None:
        """Open the card."""
        if self.source:
            await desk.places.open_source(self.source.uid)


class CardPage(ListPage):
    """All that is known of one source."""

    def __init__(self, card: SourceCard) -> None:
        super().__init__("", ())
        self.show(card)

    @property
    def pane(self) -> Pane:
        """The sources'."""
        return Pane.SOURCES

    @property
    def source(self) -> Source:
        """The source it is about."""
        return self.card.source

    def show(self, card: SourceCard) -> None:
        """Show this card."""
        self.card = card
        source = card.source
        self.title = f"Source: {source.name}"
        state = "provisional, a says it is reviewed" if source.provisional else "reviewed"
        entries = [Entry(words(f"{source.kind.value}, {state}", "dim"))]
        also = (*source.aliases, *(merged.name for merged in card.merged))
        entries += [Entry(_labelled("also", name, "source")) for name in also]
        if source.note:
            entries.append(Entry(_labelled("note", source.note, "dim")))
        entries += [
            Entry(_labelled("note", f"{note.words}  ({note.analyst})", "text"))
            for note in card.notes
        ]
        entries.append(Entry(words("")))
        entries += [
            Entry(
                _labelled(
                    rating.at[:10],
                    f"{rating.reliability}  {rating.rationale}  ({rating.analyst})",
                    "title",
                )
            )
            for rating in reversed(card.ratings)
        ] or [Entry(words("Not rated yet: r rates it, A to F.", "dim"))]
        entries.append(Entry(words("")))
        for label, claims in (("origin", card.as_origin), ("relay", card.as_relay)):
            entries += [
                Entry(
                    _labelled(label, said(claim), "text"),
                    _claim_opener(claim.article, claim.uid),
                )
                for claim in claims
            ]
        entries += [
            Entry(_labelled("outlet", f"of article #{number}", "text"), _article_opener(number))
            for number in card.articles
        ]
        self.entries = tuple(entries)

    async def load(self, desk: Desk) -> None:
        """Read the card anew."""
        self.show(await desk.places.read_card(self.card.source.uid))


def _labelled(label: str, line: str, style: str) -> Callable[[int], Runs]:
    return lambda width: fill_runs((Run(f"{label:<11}", "dim"), Run(safe_line(line), style)), width)


def _claim_opener(article: str, uid: str) -> Callable[[Desk], Awaitable[None]]:
    async def opened(desk: Desk) -> None:
        await desk.places.open_claim_of(article, uid)

    return opened


def _article_opener(number: int) -> Callable[[Desk], Awaitable[None]]:
    async def opened(desk: Desk) -> None:
        await desk.places.open_article(number)

    return opened
