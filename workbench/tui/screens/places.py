"""Places: opening and leaving articles, claims and sources; what is shown is read anew here.

A page is loaded when it is first opened: the library and its keys wait for none of them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.filter import Order
from workbench.errors import WorkbenchError
from workbench.services import sitting
from workbench.services.listing import listing_of
from workbench.tui.screens.beside import Beside
from workbench.tui.screens.calls import failed_beside
from workbench.tui.views.library import Library

if TYPE_CHECKING:
    from workbench.domain.dossier import ToldGroup
    from workbench.domain.following import Followed
    from workbench.domain.network import Edge
    from workbench.domain.trust import Trust
    from workbench.services.view import ArticleView
    from workbench.services.which import Which
    from workbench.tui.pages.board import BoardPage
    from workbench.tui.pages.dossier import DossierPage
    from workbench.tui.pages.network import NetworkPage
    from workbench.tui.pages.numbers import NumbersPage
    from workbench.tui.pages.page import Page, TextPage
    from workbench.tui.pages.timeline import TimelinePage
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.screen import DeskScreen
    from workbench.tui.views.article import OpenArticle
    from workbench.tui.views.board import Board


class Places:
    """Where the analyst can go, on one desk."""

    def __init__(self, screen: DeskScreen, calls: Calls) -> None:
        self._screen = screen
        self._calls = calls
        self._call, self._bench = calls.call, calls.bench
        self._opened_at = time.monotonic()
        self._trust: Trust | None = None
        """How far each rule is trusted, when an article was last opened."""
        self._weighed: int | None = None
        """Number of the journal's last entry when it was computed."""
        self.beside = Beside(screen, calls)
        """What other articles say of the open one."""
        self._judge: asyncio.Task[None] | None = None
        self._followed: list[Followed] = []
        """What extraction runs came to that nobody was told of yet."""
        calls.bench.tell_followed = self._followed.append

    # The page on top -------------------------------------------------------------------------

    async def refresh(self) -> None:
        """Read what the page shows anew, after a change, and paint it."""
        screen = self._screen
        page = screen.opened
        if page and page is not screen.page:
            await page.load(self._calls)  # first: what lies over it shows parts of it
        await screen.page.load(self._calls)
        if page and screen.strip.display:
            await self.refresh_row(page.article.view.number)
        self._tell_followed()
        screen.page.paint(screen)
        screen.tell()
        self.beside.look()

    async def back(self) -> None:
        """Leave the page on top; what is below is read anew."""
        screen = self._screen
        if len(screen.pages) > 1:
            page = screen.pages.pop()
            page.left()
            left = page.as_text
            if left and not screen.opened:
                await self.leave_article(left)
            await screen.page.load(self._calls)
            self._tell_followed()
            screen.show_page()
            self.beside.look()

    async def move_on(self) -> None:
        """After a change: leave a page that showed this one thing alone, else read it anew."""
        await (self.back() if self._screen.page.is_of_one else self.refresh())

    async def to_library(self) -> None:
        """Leave whatever is open, down to the list of articles."""
        await self._leave_for([self._screen.library])
        self._screen.show_page()

    async def _leave_for(self, pages: list[Page]) -> None:
        """Leave the open article; only these pages stay."""
        await self._leave_opened()
        self._screen.pages = pages

    async def _leave_opened(self) -> None:
        if left := self._screen.opened:
            await self.leave_article(left)

    # Articles --------------------------------------------------------------------------------

    async def read_article(self, number: int) -> ArticleView:
        """Everything about an article. What became of decisions where facts were computed anew, for
        it or by the act before, is told."""
        from workbench.services.view import view_article

        view = await self._call(view_article, self._bench, number)
        self._tell_followed()
        return view

    def _tell_followed(self) -> None:
        for words in self._bench.store.take_damage():
            self._screen.warn(words)
        while self._followed:
            if (followed := self._followed.pop(0)).touches_answers:
                from workbench.present.followed import followed_words

                self._screen.say(f"facts are new: {followed_words(followed)}")

    async def open_article(self, number: int, *, offset: int | None = None) -> TextPage:
        """Open an article on top of the library; the one that was open is left."""
        from workbench.tui.pages.article import ArticlePage
        from workbench.tui.views.article import OpenArticle

        view, _ = await asyncio.gather(self.read_article(number), self._leave_opened())
        offset = view.offset if offset is None else offset
        article = OpenArticle(view, offset=offset)
        article.trust = self._trust
        self._screen.pages = self._under_articles()
        page = ArticlePage(article, self._screen.glyphs)
        if not article.items:
            page.on_text = True
        elif offset:
            article.put_offset(offset)
        elif questions := view.open_questions():
            article.select_key(questions[0].id)
            article.select(article.cursor)
        self._opened_at = time.monotonic()
        self._screen.push(page)
        await self.select_article(number)
        self._judge = asyncio.create_task(self._weigh_rules(article))
        self.beside.look()
        return page

    async def open_at(
        self, number: int, start: int, hits: Sequence[tuple[int, int]] = ()
    ) -> TextPage:
        """Open an article with keys in its text, at a code point; hits: what is shown as found."""
        page = await self.open_article(number, offset=start)
        page.article.hits = tuple(hits)
        page.on_text = True
        page.article.put_offset(start)
        self._screen.show_page()
        return page

    def _under_articles(self) -> list[Page]:
        """The library, and the pages over it that an opened article is laid over: of each kind the
        last one, since who goes from card to card wants no way back through all of them."""
        kept = {type(page): page for page in reversed(self._screen.pages) if page.stays}
        return [self._screen.library, *reversed(kept.values())]

    async def _weigh_rules(self, article: OpenArticle) -> None:
        """Compute beside the keys how far each rule is trusted here, and show it."""
        from workbench.services.trust import refresh_trust

        try:
            seq = article.view.seq
            if seq == self._weighed:
                return  # nobody answered anything since
            self._trust = await asyncio.to_thread(refresh_trust, self._bench)
            self._weighed = seq
        except WorkbenchError:
            return  # a busy or closing database: the next article tries again
        except Exception as error:
            failed_beside(error)
            return
        article.trust = self._trust
        self._screen.tell()

    @property
    def seconds_open(self) -> int:
        """How long the open article has been open."""
        return round(time.monotonic() - self._opened_at)

    async def leave_article(self, page: TextPage) -> None:
        """Keep how far it was read and for how long; its row of the library is read anew."""
        number, offset = page.article.view.number, page.article.offset
        seconds, self._opened_at = self.seconds_open, time.monotonic()
        await self._call(sitting.remember_reading, self._bench, number, offset, seconds)
        await self.refresh_row(number)

    async def refresh_row(self, number: int) -> None:
        """Read an article's row of the library anew."""
        await self._call(self._screen.library.library.refresh_article, number)
        if self._screen.strip.display:
            self._screen.strip.grew()

    async def select_article(self, number: int) -> None:
        """Put the library's cursor on an article, if the filter leaves it."""
        screen = self._screen
        place = await self._call(screen.library.library.place_of, number)
        if place is not None:
            screen.library.cursor = place
            screen.strip.move_to(place)
            if screen.page is screen.library:
                screen.move_to(place)

    async def filter_library(self, words: str, order: Order | None = None) -> None:
        """Show the articles that a filter leaves, in the order of the selection that it names
        unless another is given. Raises UsageError, and NotFoundError without such a selection."""
        listing = await self._call(listing_of, self._bench, words, order)
        library = Library(self._bench, listing)
        await self._call(library.load_first)
        await self._call(library.load_outline)
        page = self._screen.library
        page.library, page.cursor = library, 0
        await self._call(sitting.choose_selection, self._bench, words)
        if self._screen.page is page:
            self._screen.show_page()

    # Claims ----------------------------------------------------------------------------------

    async def open_claim_over(self, number: int, uid: str) -> None:
        """Open a claim of whatever article over the page that is there: leaving it leads back."""
        from workbench.tui.pages.claim import ClaimPage
        from workbench.tui.views.article import OpenArticle

        article = OpenArticle(await self.read_article(number))
        article.trust = self._trust
        await self._leave_for(self._under_articles())
        page = ClaimPage(article, self._screen.glyphs, uid)
        await page.read_links(self._calls)
        self._opened_at = time.monotonic()
        self._screen.push(page)
        self.beside.look()

    async def open_claim(self, uid: str) -> None:
        """Open a claim of the open article."""
        from workbench.tui.pages.claim import ClaimPage

        page = self._screen.opened
        if page:
            opened = ClaimPage(page.article, self._screen.glyphs, uid)
            await opened.read_links(self._calls)
            self._screen.push(opened)

    async def open_claim_of(self, article: str, uid: str) -> None:
        """Open a claim on whatever article."""
        from workbench.services.colleagues import why_hidden

        found = await self._call(self._bench.store.articles.by_uid, article)
        if found:
            page = await self.open_article(found.number)
            view = page.article.view
            claim = view.claim(uid)
            if claim and claim.analyst != view.analyst and not why_hidden(self._bench, view):
                page.article.shows_colleagues = True
                page.article.list_again()
            if page.article.select_key(uid):
                page.article.select(page.article.cursor)
            elif claim:  # not in the list as it is filtered: its words are in the text
                page.article.put_offset(claim.span.start)
            self._screen.show_page()
            await self.open_claim(uid)

    async def open_board(self, board: Board | None = None, uid: str = "") -> None:
        """Open the claim board, with the cursor on a claim; the one that is there already is read
        anew and comes on top with its filter, order and row."""
        from workbench.tui.pages.board import BoardPage
        from workbench.tui.views.board import Board

        screen, calls = self._screen, self._calls
        there = next((page for page in screen.pages if isinstance(page, BoardPage)), None)
        if there and board is None:
            if screen.page is not there:
                await self._leave_for([screen.library, there])
            await there.load(calls)
            screen.show_page()
            return
        if board is None:
            board = await calls.call(Board, calls.bench)
        there = BoardPage(board, screen.glyphs)
        screen.pages.append(there)
        await self.show_board(there, board, uid)

    async def show_board(self, page: BoardPage, board: Board, uid: str = "") -> None:
        """Show another board on its page, and read beside the keys how long it is."""
        await page.take(self._calls, board, uid)
        self._screen.show_page()
        if not board.is_complete:
            self._screen.run_worker(self._grow(page), exit_on_error=False)

    async def _grow(self, page: BoardPage) -> None:
        try:
            has_grown = await page.grow()
        except WorkbenchError:
            return  # the list is as long as was counted so far
        except Exception as error:
            failed_beside(error)
            return
        if has_grown and self._screen.page is page:
            self._screen.list.grew()
            self._screen.tell()

    # What is decided -------------------------------------------------------------------------

    async def open_differences(self, at: tuple[int, str] | None = None) -> None:
        """Open the list of what differs; at: and on it a difference that is there, by the number of
        its article and its uid. Raises RoleError."""
        from workbench.services.units import Compared
        from workbench.tui.pages.case import CasePage
        from workbench.tui.pages.differences import DifferencesPage, read_waiting

        compared = Compared()

        async def opened(number: int, unit: str) -> None:
            page = CasePage(self._screen.glyphs, (number, unit), compared)
            await page.load(self._calls)
            if page.case:
                self._screen.push(page)

        waiting = await self._call(read_waiting, self._bench, compared)
        self._screen.push(DifferencesPage(waiting, compared, opened))
        if at:
            await opened(*at)

    # Sources ---------------------------------------------------------------------------------

    async def open_source(self, uid: str) -> None:
        """Open a source's card, unless it is on top already."""
        from workbench.services.sources import source_card
        from workbench.tui.pages.lists import CardPage

        page = self._screen.page
        if isinstance(page, CardPage) and page.card.source.uid == uid:
            return
        page.saw_rating()
        card = await self._call(source_card, self._bench, uid)
        self._screen.push(CardPage(card))

    async def open_sources(self) -> None:
        """Open the list of sources."""
        from workbench.tui.pages.lists import SourcesPage, list_sources

        listed = await self._call(list_sources, self._bench)
        self._screen.push(SourcesPage(listed, self._screen.glyphs))

    async def open_families(self) -> None:
        """Open the page of what belongs to what."""
        from workbench.tui.pages.families import FamiliesPage, list_families

        self._screen.push(FamiliesPage(await self._call(list_families, self._bench)))

    async def open_network(self) -> None:
        """Open the page of who cites whom; what leads round is read beside the keys."""
        from workbench.tui.pages.lists import ListPage
        from workbench.tui.pages.network import NetworkPage, read_behind, read_network

        async def opened(edge: Edge) -> None:
            rows, many = await self._call(read_behind, page.shown, edge)
            title = f"{page.shown.name(edge.citing)} has from {page.shown.name(edge.cited)}"
            told = f"the newest {len(rows)} of {many} claims" if many > len(rows) else ""
            self._screen.push(ListPage(f"{title}  {told}".rstrip(), rows))

        def beside(page: NetworkPage) -> None:
            self._screen.run_worker(self._complete(page), exit_on_error=False)

        shown = await self._call(read_network, self._bench)
        page = NetworkPage(self._screen.glyphs, shown, opened, beside)
        self._screen.push(page)
        beside(page)

    async def open_dossier(self, which: Which) -> None:
        """Open the dossier of some articles."""
        from workbench.tui.pages.dossier import DossierPage, GroupPage, read_dossier, told_again

        async def again(group: ToldGroup) -> ToldGroup | None:
            await page.load(self._calls)
            return await self._call(told_again, page.shown, group)

        async def opened(group: ToldGroup) -> None:
            self._screen.push(GroupPage(self._screen.glyphs, group, again))

        shown = await self._call(read_dossier, self._bench, which)
        page = DossierPage(self._screen.glyphs, shown, opened)
        self._screen.push(page)

    async def open_unheard(self, page: DossierPage) -> None:
        """List who is named in what a story says, and says nothing in it."""
        from workbench.services.unheard import unheard
        from workbench.tui.pages.lists import Entry, ListPage, labelled

        found = await self._call(unheard, self._bench, page.shown.dossier.story)
        rows = [
            Entry(labelled(f"{len(one.articles)}", one.name, "source"), detail=one.where)
            for one in found
        ]
        empty = "Whoever is named says something, too."
        self._screen.push(ListPage("Named in how many articles, and not heard", rows, empty=empty))

    async def open_timeline(self, which: Which) -> None:
        """Open the line of time of some articles; those behind the first are read beside the
        keys."""
        from workbench.tui.pages.timeline import TimelinePage, read_line

        def beside(page: TimelinePage) -> None:
            self._screen.run_worker(self._read_on(page), exit_on_error=False)

        line = await self._call(read_line, self._bench, which)
        page = TimelinePage(self._screen.glyphs, line, beside)
        self._screen.push(page)
        beside(page)

    async def open_numbers(self, which: Which) -> None:
        """Open the page of numbers over time; they are read beside the keys."""
        from workbench.tui.pages.numbers import NumbersPage

        def beside(page: NumbersPage) -> None:
            self._screen.run_worker(self._read_on(page), exit_on_error=False)

        page = NumbersPage(self._screen.glyphs, which, beside)
        self._screen.push(page)
        beside(page)

    async def _read_on(self, page: NumbersPage | TimelinePage) -> None:
        while page in self._screen.pages and await self._complete(page):
            pass

    async def _complete(self, page: NetworkPage | NumbersPage | TimelinePage) -> bool:
        """Read on beside the keys, and show what came of it; whether anything did."""
        try:
            has_grown = await page.grow(self._calls)
        except WorkbenchError as error:
            if self._screen.page is page:
                self._screen.warn(f"rows were not read: {error}")
            return False
        except Exception as error:
            failed_beside(error)
            return False
        if has_grown and self._screen.page is page:
            page.paint(self._screen)
            self._screen.tell()
        return has_grown
