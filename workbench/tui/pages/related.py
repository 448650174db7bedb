"""The page of related articles: what an article derives from, what derives from it, who says so.

Its rows are read anew after every answer; it never decides which direction holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.domain.relay import RelayKind
from workbench.domain.text import safe_line
from workbench.present.counting import counted
from workbench.present.descent import credit_line, credit_words, descent_words, related_line
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs
from workbench.services.descent import Related, judgement_of, related_articles
from workbench.services.view import ArticleView, view_article
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.relay import Relay
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Host, Reader


class RelatedPage(ListPage):
    """Articles that are likely the same story, then the outlets that the article relays."""

    list_pane = Pane.RELATED

    def __init__(self, view: ArticleView, related: list[Related], glyphs: Glyphs) -> None:
        super().__init__("", ())
        self.glyphs = glyphs
        self.show(view, related)

    @classmethod
    def read(cls, bench: Workbench, number: int) -> tuple[ArticleView, list[Related]]:
        """What the page of an article shows. In a worker thread."""
        view = view_article(bench, number)
        return view, related_articles(bench, view)

    def show(self, view: ArticleView, related: list[Related]) -> None:
        """Show these."""
        self.view = view
        self.related = tuple(related)
        self.credits = tuple(relay for relay in view.relays if not relay.article)
        others = counted(len(related) - 1, "other article")
        told = [one.relay for one in related if one.relay]
        is_partial = bool(told) and all(relay.is_partial for relay in told)
        what = "Passages shared with" if is_partial else "The same story as"
        self.title = f"{what} #{view.number}: {others}"
        self.entries = (
            *(self._article_entry(one) for one in self.related),
            *(self._credit_entry(relay) for relay in self.credits),
        )

    @property
    def subject(self) -> Subject:
        """The article that the others stand beside."""
        return Subject(article=self.view.number)

    @property
    def details(self) -> tuple[Runs, Runs]:
        """What is said of the row under the cursor, and its title."""
        if not self.entries:
            return (), ()
        title = self.other.row.title if self.other else ""
        said = Run(safe_line(self.entries[self.cursor].detail), "text")
        return (said,), (Run(safe_line(title), "dim"),)

    @property
    def other(self) -> Related | None:
        """The article under the cursor; None on an outlet."""
        return self.related[self.cursor] if self.cursor < len(self.related) else None

    def in_order(self, own: int, other: int) -> tuple[int, int]:
        """The article and another one of its story, the older first: what is revised before its
        revision, else by their dates, else as they came in."""
        rows = {one.row.number: one for one in self.related}
        there, here = rows[other], rows.get(own)
        if there.relay and there.relay.kind is RelayKind.REVISION:
            return (own, other) if there.is_derived else (other, own)
        dates = (here.row.published if here else "", there.row.published)
        if all(dates) and dates[0] != dates[1]:
            return (own, other) if dates[0] < dates[1] else (other, own)
        return min(own, other), max(own, other)

    @property
    def credit(self) -> Relay | None:
        """The outlet under the cursor; None on an article."""
        at = self.cursor - len(self.related)
        return self.credits[at] if 0 <= at < len(self.credits) else None

    def shows_any_of(self, numbers: Iterable[int]) -> bool:
        """Whether one of these articles stands here."""
        here = {one.row.number for one in self.related}
        return any(number in here for number in numbers)

    async def load(self, reader: Reader) -> None:
        """Read it anew."""
        self.show(*await reader.call(self.read, reader.bench, self.view.number))

    def _article_entry(self, one: Related) -> Entry:
        row, number = one.row, self.view.number

        def draw(width: int) -> Runs:
            return related_line(
                row,
                one.relay,
                width,
                is_viewed=row.number == number,
                is_derived=one.is_derived,
                glyphs=self.glyphs,
            )

        async def opened(host: Host) -> None:
            await host.places.open_article(row.number)

        said = "other articles join the two" if row.number != number else "this article"
        if one.relay:
            said = descent_words(
                number, row.number, one.relay, is_derived=one.is_derived, analyst=one.analyst
            )
        return Entry(draw, opened, said)

    def _credit_entry(self, relay: Relay) -> Entry:
        view = self.view
        said = judgement_of(view.judgements, relay, analyst=view.analyst)
        words = credit_words(view.number, relay, analyst=said.analyst if said else "")
        return Entry(lambda width: credit_line(relay, width, glyphs=self.glyphs), None, words)
