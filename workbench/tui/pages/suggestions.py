"""The list of places where the words of a claim stand too: suggestions, recorded one by one or
marked and recorded together, never by themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from workbench.domain.claim import Claim
from workbench.present.cells import fit
from workbench.present.places import place_runs
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.elsewhere import same_words
from workbench.services.view import view_article
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.excerpt import Excerpt
    from workbench.domain.span import Span
    from workbench.present.glyphs import Glyphs
    from workbench.services.elsewhere import Elsewhere
    from workbench.services.view import ArticleView
    from workbench.tui.pages.host import Host, Reader


def found_words(found: Elsewhere) -> str:
    """How often the words stand elsewhere: "2 more here, 5 in 3 articles"."""
    plus = "" if found.is_complete else "+"
    rest = len(found.places) - found.here
    here = f"{found.here} more here" if found.here else ""
    there = f"{rest}{plus} in {found.articles}{plus} other articles" if rest else ""
    if found.articles == 1 and found.is_complete:
        there = f"{rest} in another article"
    return ", ".join(filter(None, (here, there)))


class SuggestionsPage(ListPage):
    """Places where the same words stand."""

    list_pane = Pane.SUGGESTIONS
    rows_are = "suggestions"

    def __init__(
        self,
        found: Elsewhere,
        view: ArticleView,
        span: Span,
        model: Claim | None,
        glyphs: Glyphs,
    ) -> None:
        super().__init__("", (), empty="No place is left; {pane.back} goes back.")
        self.view = view
        self.span = span
        self.model = model
        """The claim that is made elsewhere too; None: one without a source."""
        self.glyphs = glyphs
        self._left: set[str] = set()
        """Keys of places that were taken off the list."""
        self.places: tuple[Excerpt, ...] = ()
        self.show(found)

    @property
    def marks_name(self) -> str:
        """Places are told apart within the words that stand there."""
        return f"same words as {self.view.number}:{self.span.start}-{self.span.end}"

    def show(self, found: Elsewhere) -> None:
        """List these places, without those that were taken off."""
        left = found.without(self._left, here=self.view.number)
        self.places = left.places
        self.title = f"Same words {found_words(left) or 'nowhere else'}: {self.span.exact}"
        self.entries = tuple(
            Entry(self._row(place), _opener(place), place.exact, place.key) for place in self.places
        )

    def leave(self, keys: Iterable[str]) -> None:
        """Take places off the list."""
        self._left.update(keys)

    def bare_claim(self, analyst: str) -> Claim:
        """The claim without a source that these words give."""
        return Claim("", self.view.article.uid, analyst, self.span)

    async def load(self, reader: Reader) -> None:
        """Look for the words anew."""
        view = await reader.call(view_article, reader.bench, self.view.number)
        self.view = view
        self.show(await reader.call(same_words, reader.bench, view, self.span))
        self.cursor = max(0, min(self.cursor, len(self.places) - 1))

    def _row(self, place: Excerpt) -> Callable[[int], Runs]:
        where = "here" if place.number == self.view.number else f"#{place.number}"

        def draw(width: int) -> Runs:
            room = max(10, width - 7)
            runs = (Run(fit(where, 6) + " ", "dim"), *place_runs(place, room, self.glyphs))
            return fill_runs(runs, width)

        return draw


def _opener(place: Excerpt) -> Callable[[Host], Awaitable[None]]:
    async def opened(host: Host) -> None:
        await host.places.open_at(place.number, place.start, [(place.start, place.end)])

    return opened
