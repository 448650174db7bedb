"""Places: opening and leaving articles, claims and sources, and taking up where the analyst was."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.domain.filter import ClaimSort, Order
from workbench.domain.span import shorten
from workbench.errors import WorkbenchError
from workbench.present.counting import counted
from workbench.services import sitting
from workbench.services.colleagues import seen_claims, why_hidden
from workbench.services.listing import listing_of
from workbench.services.sources import Found, SourceCard, find_sources, source_card
from workbench.services.view import ArticleView, view_article
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.board import BoardPage
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.lists import CardPage, SourcesPage
from workbench.tui.views.article import OpenArticle
from workbench.tui.views.board import Board
from workbench.tui.views.library import Library

if TYPE_CHECKING:
    from workbench.domain.following import Followed
    from workbench.domain.source import Source
    from workbench.domain.trust import Trust
    from workbench.tui.pages.page import Page
    from workbench.tui.screens.desk import Desk
    from workbench.tui.views.act import Act


class Places:
    """Where the analyst can go, on one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._opened_at = time.monotonic()
        self.last_jump = ""
        """Id of the last jump: what `;` repeats."""
        self.last_act: Act[Desk] | None = None
        """The last act: what `.` repeats."""
        self.trail: list[tuple[int, int]] = []
        """(article, offset) before each jump, newest last."""
        self._keeper: asyncio.Task[None] | None = None
        self._kept: dict[str, object] = {}
        self._trust: Trust | None = None
        self._followed: list[Followed] = []
        """What extraction runs came to that nobody was told of yet."""
        desk.bench.tell_followed = self._followed.append
        """How far each rule is trusted, when an article was last opened."""
        self._weighed: tuple[int, str] | None = None
        """The journal's head when it was computed."""
        self._judge: asyncio.Task[None] | None = None

    async def resume(self, place: Mapping[str, Any]) -> None:
        """Begin a session where the last one was, and say how that one ended."""
        resumed = await self._desk.call(sitting.start_session, self._desk.bench)
        try:
            await self._go_back_to(place)
        except WorkbenchError as error:
            self._desk.show_page()
            self._desk.warn(str(error))
            return
        if self._desk.bench.store.is_read_only:
            self._desk.warn("read-only: this database takes no changes")
        elif resumed.was_interrupted:
            draft = self._take_back_draft(place)
            words = draft or "nothing is lost, here is where you were"
            self._desk.say(f"the last session was interrupted; {words}")
        elif self._desk.home.problems:
            problems = counted(len(self._desk.home.problems), "problem")
            self._desk.warn(f"{problems} in your settings; :problems lists them")
        elif self._desk.home.is_temporary:
            self._desk.say("a private copy, gone when you quit; ? lists the keys that work here")
        else:
            self._desk.say("? lists the keys that work here")

    async def _go_back_to(self, place: Mapping[str, Any]) -> None:
        words, order = str(place.get("filter") or ""), _order(place.get("order"))
        if words or order:
            await self.filter_library(words, order)
        if isinstance(board := place.get("board"), Mapping):
            await self._back_to_board(board)
        number, offset = place.get("article"), place.get("offset")
        if not isinstance(number, int):
            return
        await self.select_article(number)
        if place.get("page") == "article":
            page = await self.open_article(number)
            if page.article.select_key(str(place.get("key"))):
                page.article.select(page.article.cursor)
            if place.get("on_text"):
                page.on_text = True
                page.article.put_offset(offset if isinstance(offset, int) else 0)
            self._desk.show_page()

    def keep(self) -> None:
        """Keep where the analyst is, aside: a killed desk takes up there, and no key waits."""
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        while (place := self.place()) != self._kept:
            self._kept = place
            try:
                await asyncio.to_thread(sitting.remember_place, self._desk.bench, place)
            except WorkbenchError:
                return  # the next key, or quitting, tries again

    def place(self) -> dict[str, object]:
        """Where the analyst is, for the next start."""
        library = self._desk.library.library
        place: dict[str, object] = {"page": "library", "filter": library.words}
        if library.order is not Order.NEWEST:
            place["order"] = library.order.value
        page = self._desk.article_page
        on_board = isinstance(self._desk.page, BoardPage)
        if page and not on_board:
            item = page.article.item
            place |= {
                "page": "article",
                "article": page.article.view.number,
                "key": item.key if item else "",
                "on_text": page.on_text,
                "offset": page.article.offset if page.on_text else 0,
            }
        elif self._desk.library.row:
            place["article"] = self._desk.library.row.number
        if board := next((one for one in self._desk.pages if isinstance(one, BoardPage)), None):
            place["board"] = board.kept
        if on_board:
            place["page"] = "board"
        if draft := self._desk.prompts.draft:
            place["draft"] = list(draft)
        return place

    def _take_back_draft(self, place: Mapping[str, Any]) -> str:
        """Offer again what was being typed; words for the analyst, empty when there was nothing."""
        draft = place.get("draft")
        if not (isinstance(draft, list) and len(draft) == 2):
            return ""
        kind, words = map(str, draft)
        self._desk.prompts.take_back(kind, words)
        return f"up in its field brings back “{shorten(words, 24)}”"

    async def read_article(self, number: int) -> ArticleView:
        """Everything about an article. What became of decisions where facts were computed anew, for
        it or by the act before, is told."""
        view = await self._desk.call(view_article, self._desk.bench, number)
        while self._followed:
            if (followed := self._followed.pop(0)).touches_answers:
                from workbench.present.followed import followed_words

                self._desk.say(f"facts are new: {followed_words(followed)}")
        return view

    async def open_article(self, number: int, *, offset: int | None = None) -> ArticlePage:
        """Open an article on top of the library; the one that was open is left."""
        view = await self.read_article(number)
        if offset is None:
            offset = await self._desk.call(
                self._desk.bench.store.sessions.offset, self._desk.bench.analyst, number
            )
        article = OpenArticle(view, offset=offset)
        article.trust = self._trust
        left = self._desk.article_page
        if left:
            await self.leave_article(left)
        self._desk.pages = self._under_articles()
        page = ArticlePage(article, self._desk.glyphs)
        if not article.items:
            page.on_text = True
        elif offset:
            article.put_offset(offset)
        elif questions := view.open_questions():
            article.select_key(questions[0].id)
            article.select(article.cursor)
        self._opened_at = time.monotonic()
        self._desk.push(page)
        await self.select_article(number)
        await self._desk.call(sitting.remember_place, self._desk.bench, self.place())
        self._judge = asyncio.create_task(self._weigh_rules(article))
        return page

    async def _weigh_rules(self, article: OpenArticle) -> None:
        """Compute beside the keys how far each rule is trusted here, and show it."""
        from workbench.services.trust import refresh_trust

        bench = self._desk.bench
        try:
            head = await asyncio.to_thread(bench.store.journal.head)
            if head == self._weighed:
                return  # nobody answered anything since
            self._trust = await asyncio.to_thread(refresh_trust, bench)
            self._weighed = head
        except WorkbenchError:
            return  # a busy or closing database: the next article tries again
        article.trust = self._trust
        self._desk.tell()

    @property
    def seconds_open(self) -> int:
        """How long the open article has been open."""
        return round(time.monotonic() - self._opened_at)

    async def leave_article(self, page: ArticlePage) -> None:
        """Keep how far it was read and for how long; its row of the library is read anew."""
        number = page.article.view.number
        await self._desk.call(
            sitting.remember_reading,
            self._desk.bench,
            number,
            page.article.offset,
            self.seconds_open,
        )
        await self._desk.call(self._desk.library.library.refresh_article, number)

    async def select_article(self, number: int) -> None:
        """Put the library's cursor on an article, if the filter leaves it."""
        place = await self._desk.call(self._desk.library.library.place_of, number)
        if place is not None:
            self._desk.library.cursor = place
            self._desk.strip.move_to(place)
            if self._desk.page is self._desk.library:
                self._desk.move_to(place)

    async def open_claim(self, uid: str) -> None:
        """Open a claim of the open article."""
        page = self._desk.article_page
        if page:
            opened = ClaimPage(page.article, self._desk.glyphs, uid)
            await opened.read_links(self._desk)
            self._desk.push(opened)

    async def open_claim_of(self, article: str, uid: str) -> None:
        """Open a claim on whatever article."""
        found = await self._desk.call(self._desk.bench.store.articles.by_uid, article)
        if found:
            page = await self.open_article(found.number)
            view = page.article.view
            claim = view.claim(uid)
            if claim and claim.analyst != view.analyst and not why_hidden(view, self._desk.sight):
                page.article.shows_colleagues = True
                page.article.list_again()
            page.article.select_key(uid)
            self._desk.show_page()
            await self.open_claim(uid)

    def _under_articles(self) -> list[Page]:
        """The library, and the pages over it that an opened article is laid over."""
        pages = self._desk.pages
        last = max((at for at, page in enumerate(pages) if page.stays), default=0)
        return [page for page in pages[: last + 1] if page is self._desk.library or page.stays]

    async def open_board(self, board: Board | None = None, uid: str = "") -> None:
        """Open the claim board, with the cursor on a claim; the one that is there already is read
        anew and comes on top with its filter, order and row."""
        desk = self._desk
        there = next((page for page in desk.pages if isinstance(page, BoardPage)), None)
        if there and board is None:
            if desk.page is not there:
                await self._leave_for([desk.library, there])
            await there.load(desk)
        else:
            if board is None:
                board = await desk.call(Board, desk.bench, sight=desk.sight)
            there = BoardPage(board, desk.glyphs)
            desk.pages.append(there)
            await there.show(desk, board, uid)
            return
        desk.show_page()

    async def _back_to_board(self, kept: Mapping[str, Any]) -> None:
        """Open the board as it was left; a filter that means nothing any more is dropped."""
        sort = next((one for one in ClaimSort if one.value == kept.get("sort")), ClaimSort.NEWEST)
        words = str(kept.get("filter") or "")
        sight = self._desk.sight
        try:
            board = await self._desk.call(Board, self._desk.bench, words, sort=sort, sight=sight)
        except WorkbenchError:
            board = await self._desk.call(Board, self._desk.bench, sort=sort, sight=sight)
        await self.open_board(board, str(kept.get("claim") or ""))

    async def read_card(self, uid: str) -> SourceCard:
        """All that is known of a source, without what may not be seen yet."""

        def read() -> SourceCard:
            bench, sight = self._desk.bench, self._desk.sight
            card = source_card(bench, uid)
            return replace(
                card,
                as_origin=tuple(seen_claims(bench, card.as_origin, sight)),
                as_relay=tuple(seen_claims(bench, card.as_relay, sight)),
            )

        return await self._desk.call(read)

    async def open_source(self, uid: str) -> None:
        """Open a source's card."""
        page = self._desk.page
        if isinstance(page, ClaimPage | BoardPage):
            page.saw_rating()
        self._desk.push(CardPage(await self.read_card(uid)))

    async def find_sources(self, words: str) -> list[Found]:
        """The sources that fit the words best."""
        return await self._desk.call(find_sources, self._desk.bench, words, limit=8)

    def sources_and_ratings(self) -> tuple[Sequence[Source], dict[str, str]]:
        """Every source that was not merged, with the latest ratings. In a worker thread."""
        found = [one.source for one in find_sources(self._desk.bench, "", limit=100_000)]
        ratings = self._desk.bench.store.sources.latest_ratings(source.uid for source in found)
        return found, ratings

    async def open_sources(self) -> None:
        """Open the list of sources."""
        sources, ratings = await self._desk.call(self.sources_and_ratings)
        self._desk.push(SourcesPage(sources, ratings, self._desk.glyphs))

    async def to_library(self) -> None:
        """Leave whatever is open, down to the list of articles."""
        await self._leave_for([self._desk.library])
        self._desk.show_page()

    async def _leave_for(self, pages: list[Page]) -> None:
        """Leave the open article; only these pages stay."""
        if left := self._desk.article_page:
            await self.leave_article(left)
        self._desk.pages = pages

    async def filter_library(self, words: str, order: Order | None = None) -> None:
        """Show the articles that a filter leaves, in the order of the selection that it names
        unless another is given. Raises UsageError, and NotFoundError without such a selection."""
        listing = await self._desk.call(listing_of, self._desk.bench, words, order)
        library = Library(self._desk.bench, listing)
        await self._desk.call(library.load_first)
        await self._desk.call(library.load_outline)
        self._desk.library.library = library
        self._desk.library.cursor = 0
        await self._desk.call(sitting.choose_selection, self._desk.bench, words)
        if self._desk.page is self._desk.library:
            self._desk.show_page()
        self._desk.overview.look()


def _order(kept: object) -> Order | None:
    """The order that was kept; None for the usual one."""
    return next((order for order in Order if order.value == kept), None)
