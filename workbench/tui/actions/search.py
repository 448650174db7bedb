"""Searching all texts and claims: hits are shown while words are typed, enter keeps them, escape
goes back to what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.filter import search_words
from workbench.domain.folding import hits_in
from workbench.present.counting import counted
from workbench.present.shelf import common_of, hit_line
from workbench.services.find import (
    Found,
    FoundClaim,
    Stop,
    as_typed,
    nothing_found,
    search_articles,
    search_claims,
)
from workbench.services.indexing import unindexed
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.screens.live import Live

if TYPE_CHECKING:
    from workbench.present.runs import Runs
    from workbench.tui.pages.host import Host
    from workbench.tui.screens.desk import Desk

_ARTICLES = 200
_CLAIMS = 20
"""Claims that are listed before the articles, once the words are entered."""
_FRAME = 5
"""Lines of the screen that show no hits while words are typed."""


class _Hits(NamedTuple):
    claims: list[FoundClaim]
    articles: list[Found]
    lacks: str
    """What search does not know yet."""


async def search(desk: Desk) -> None:
    """Ask for words, and list what holds them."""
    search = _Search(desk)
    live = Live(search.first, search.show)
    try:
        words = await desk.prompts.line("search all articles", kind="search", watch=live.typed)
    finally:
        live.end()
    if words and words.strip():
        hits = await desk.call(search.find, words, Stop(), _ARTICLES, _CLAIMS)
        if not (hits.claims or hits.articles) and (begun := as_typed(words)) != words:
            words = begun  # what was shown while it was typed is what was entered
            hits = await desk.call(search.find, words, Stop(), _ARTICLES, _CLAIMS)
        search.list_hits(words, hits, is_entered=True)
    else:
        search.take_away()


class _Search:
    """One search, and the page that lists its hits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._page: ListPage | None = None

    def first(self, words: str, stop: Stop) -> _Hits:
        """As many hits as a screen shows, the last word being one that may go on. In a thread."""
        rows = max(3, self._desk.screen.app.size.height - _FRAME)
        return self.find(as_typed(words), stop, rows, rows // 3)

    def find(self, words: str, stop: Stop, articles: int, claims: int) -> _Hits:
        """So many hits at most. In a thread."""
        desk = self._desk
        return _Hits(
            search_claims(desk.bench, words, limit=claims + 1, stop=stop),
            search_articles(desk.bench, words, limit=articles + 1, stop=stop),
            unindexed(desk.bench),
        )

    def show(self, words: str, hits: _Hits | None) -> None:
        """List what was found while words are typed; what was there before where none are."""
        if hits is None:
            self.take_away()
        else:
            self.list_hits(words, hits, is_entered=False)

    def take_away(self) -> None:
        """Show what was there before."""
        screen = self._desk.screen
        if self._page and self._page in screen.pages:
            screen.pages.remove(self._page)
            screen.show_page()
        self._page = None

    def list_hits(self, words: str, hits: _Hits, *, is_entered: bool) -> None:
        """Put hits on the page."""
        desk, screen = self._desk, self._desk.screen
        most, claims = (
            (_ARTICLES, _CLAIMS) if is_entered else (len(hits.articles), len(hits.claims))
        )
        rows: list[Found | FoundClaim] = [*hits.claims[:claims], *hits.articles[:most]]
        common = common_of(one.row for one in rows)
        year = common.year if common else ""
        title = _title(words, hits, is_entered=is_entered)
        title += f" ({year})" if year else ""
        entries = [_entry(desk, one, words, year, has_claims=bool(hits.claims)) for one in rows]
        if self._page is None:
            self._page = ListPage(title, entries, empty=nothing_found(words))
            screen.push(self._page)
            return
        page = self._page
        page.title, page.entries, page.empty, page.cursor = title, entries, nothing_found(words), 0
        screen.show_page()


def _title(words: str, hits: _Hits, *, is_entered: bool) -> str:
    lacks = f"; {hits.lacks}" if hits.lacks else ""
    if not is_entered:
        newest = ": the newest" if hits.claims or hits.articles else ""
        return f"{words.strip()!r}{newest}{lacks}"
    more = " (the newest)" if len(hits.articles) > _ARTICLES else ""
    many = min(len(hits.articles), _ARTICLES)
    told = counted(many, "article holds", "articles hold")
    if hits.claims:
        some = f"{_CLAIMS} and more" if len(hits.claims) > _CLAIMS else str(len(hits.claims))
        told = f"{some} claims and {told}" if some != "1" else f"1 claim and {told}"
    return f"{told} {words!r}{more}{lacks}"


def _entry(
    desk: Desk, found: Found | FoundClaim, words: str, year: str, *, has_claims: bool
) -> Entry:
    """A hit. year: of all hits, whose dates then go without it."""
    claim = found.hit if isinstance(found, FoundClaim) else None
    hit = found.hit.words if isinstance(found, FoundClaim) else found.hit
    mark = ("c " if claim else "  ") if has_claims else ""

    async def opened(host: Host) -> None:
        if claim:
            await desk.places.open_claim_of(claim.article, claim.uid)
            return
        page = await desk.places.open_at(hit.number, hit.start)
        text = page.article.view.text
        every = (hits_in(text, word.rstrip("*")) for word in search_words(words))
        page.article.hits = tuple(sorted(hit for hits in every for hit in hits))
        desk.screen.show_page()

    def draw(width: int) -> Runs:
        return hit_line(found.row, hit, width, desk.glyphs, year=year, mark=mark)

    detail = f"claim of {claim.analyst} on {found.row.title}" if claim else found.row.title
    return Entry(draw, opened, detail)
