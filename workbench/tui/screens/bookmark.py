"""Where the analyst is and what is being typed, kept aside after each key: a killed desk takes up
there. Goes there again when the next session begins, and says how the last one ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from workbench.domain.filter import ClaimSort, Order
from workbench.domain.filter.first import as_today
from workbench.domain.filter.parsing import LANGUAGE
from workbench.errors import LostError, WorkbenchError
from workbench.services import sitting
from workbench.tui.screens.calls import failed_beside

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.home import Home
    from workbench.tui.screens.places import Places
    from workbench.tui.screens.prompts import Prompts
    from workbench.tui.screens.screen import DeskScreen


_AGAIN_SECONDS = 2.0
"""Until what could not be kept is tried again."""


class Bookmark:
    """The place of one analyst, on one desk."""

    def __init__(
        self,
        screen: DeskScreen,
        calls: Calls,
        places: Places,
        *,
        prompts: Prompts,
        count_waiting: Callable[[], Awaitable[int]],
    ) -> None:
        """count_waiting: how much came in that nobody answered."""
        self._screen = screen
        self._calls = calls
        self._places = places
        self._prompts = prompts
        self._count_waiting = count_waiting
        self._keeper: asyncio.Task[None] | None = None
        self._again: asyncio.TimerHandle | None = None
        """What tries again to keep what could not be kept: one, however often that failed."""
        self._kept: dict[str, object] = {}
        self._has_begun = False
        """Whether a session was begun, or tried to."""
        self._is_back = False
        """Whether the analyst is where she was, with what she was typing."""
        self._not_there = ""
        """Why she is not."""
        self._is_over = False
        """Whether the last place was kept: none of before may come behind it."""
        self._codebook = 0
        """The version of the codebook that the analyst was told of."""
        self._told: str | None = None
        """What was said of what waits; None where something else was to be said first."""

    # Keeping ---------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep where the analyst is, if that is another place than before; no key waits for it."""
        self._is_over = False
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        while (place := self.place()) != self._kept:
            self._kept = place
            try:
                await asyncio.to_thread(self._write, place)
            except LostError as error:
                self._screen.warn(str(error))
                return
            except WorkbenchError as error:
                self._hinder(error.what)
                return
            except Exception as error:
                failed_beside(error)
                self._hinder(f"internal error ({type(error).__name__})")
                return
            self._screen.fly("")

    def _hinder(self, why: str) -> None:
        """Say what keeps anything from being written, until it does so no more."""
        self._kept = {}
        self._screen.fly(f"open for reading: {why}")
        if self._again:
            self._again.cancel()
        self._again = asyncio.get_running_loop().call_later(_AGAIN_SECONDS, self._try_again)

    def _try_again(self) -> None:
        if self._screen.is_running:
            self.keep()

    def _write(self, place: Mapping[str, object]) -> None:
        """Keep a place; begin the session first, where a lock or a full disk kept it from that."""
        bench = self._calls.bench
        if self._has_begun and not bench.session and not bench.store.is_read_only:
            sitting.start_session(bench)
        if not self._is_over:
            sitting.remember_place(bench, place)

    def place(self) -> dict[str, object]:
        """Where the analyst is, for the next start."""
        screen = self._screen
        library = screen.library.library
        place: dict[str, object] = {"page": "library", "filter": library.words}
        if library.words:
            place["language"] = LANGUAGE
        if library.order is not Order.NEWEST:
            place["order"] = library.order.value
        page, over = screen.opened, screen.page.kept_as
        if page and not over:
            item = page.article.item
            place |= {
                "page": "article",
                "article": page.article.view.number,
                "key": item.key if item else "",
                "on_text": page.on_text,
                "offset": page.article.offset if page.on_text else 0,
            }
            if page.on_text and page.article.anchor is not None:
                place["anchor"] = page.article.anchor
        elif screen.library.row:
            place["article"] = screen.library.row.number
        place |= {one.kept_as: one.kept for one in screen.pages if one.kept_as and one.kept}
        if over:
            place["page"] = over
        if self._codebook:
            place["codebook"] = self._codebook
        if drafts := self._prompts.drafts:
            place["draft"] = list(drafts[-1])
            if earlier := drafts[:-1]:
                place["drafts"] = list(map(list, earlier))
        return place

    def keep_last(self) -> None:
        """Keep it, and how far was read. In a worker thread, or when a signal came. Before it was
        gone back to, what was kept stays."""
        if not self._is_back:
            return
        self._is_over = True
        sitting.remember_place(self._calls.bench, self.place())
        if page := self._screen.opened:
            number, seconds = page.article.view.number, self._places.seconds_open
            sitting.remember_reading(self._calls.bench, number, page.article.offset, seconds)

    # Taking up -------------------------------------------------------------------------------

    async def go_back(self, home: Home) -> None:
        """Go where the last session was: the first key is meant for that."""
        try:
            await self._go_back_to(home.place)
        except WorkbenchError as error:
            self._not_there = str(error)
            self._screen.show_page()

    async def begin(self, home: Home) -> None:
        """Begin a session, and say how the last one ended. Moving waits for none of it."""
        resumed, trouble = await self._begin()
        screen, store = self._screen, self._calls.bench.store
        damage = store.take_damage()
        offered = self._take_back(home.place) if resumed.was_interrupted or trouble else ""
        rewritten, version = await self._rewritten(home.place)
        self._is_back = True
        if self._not_there:
            screen.warn(self._not_there)
        elif store.is_read_only:
            screen.warn(f"read-only: {store.why_read_only}")
        elif trouble:
            screen.warn(f"open for reading: {trouble}")
        elif damage:
            screen.warn("; ".join(damage))
        elif store.news:
            screen.say("; ".join(filter(None, (*store.news, offered))))
        elif resumed.is_elsewhere:
            screen.say(
                "you have another desk open: what you change there shows here once read anew"
            )
        elif resumed.was_interrupted:
            where = "" if home.place.get("asked") else ", here is where you were"
            words = f"the last session was interrupted; {offered or f'nothing is lost{where}'}"
            screen.say("; ".join(filter(None, (rewritten, words))))
            self._codebook = version
            self._told = screen.message
        elif rewritten:
            screen.say(rewritten)
            self._codebook = version
        elif home.problems:
            from workbench.present.counting import counted

            problems = counted(len(home.problems), "problem")
            screen.warn(f"{problems} in your settings; {{desk.problems}} lists them")
        elif home.is_temporary:
            screen.say("a private copy, gone when you quit")
        else:
            await self._tell_waiting()

    async def _rewritten(self, place: Mapping[str, Any]) -> tuple[str, int]:
        """That others changed the codebook since the analyst was told of it, and its version; no
        words where nobody did."""
        told = place.get("codebook")
        self._codebook = told if isinstance(told, int) else 0
        store = self._calls.bench.store
        try:
            version = len(await self._calls.call(store.codebook.acts))
            if version <= self._codebook or store.is_read_only:
                return "", self._codebook
            from workbench.present.codebook import changed_words
            from workbench.services.codebook import news_since

            changes = await self._calls.call(news_since, self._calls.bench, self._codebook)
        except WorkbenchError:
            return "", self._codebook  # a busy or closing database: the next start tells
        words = changed_words(len(changes), is_new=not self._codebook) if changes else ""
        return words and f"{words}; {{codebook.show}} shows it", version

    async def _tell_waiting(self) -> None:
        """Say what the analyst's queue asks for, and how much came in from elsewhere that nobody
        answered yet."""
        try:
            many = await self._count_waiting()
        except WorkbenchError:
            many = 0  # a busy or closing database: the list tells
        told = []
        if mine := self._screen.library.queue:
            told.append(f"for you: {mine}; {{queue.show}} lists it")
        if many:
            from workbench.present.counting import counted

            waits = "waits" if many == 1 else "wait"
            told.append(
                f"{counted(many, 'thing')} came in and {waits}: {{arrival.list}} lists them"
            )
        if told:
            self._screen.say("; ".join(told))
        else:
            self._screen.tell()
        self._told = self._screen.message

    async def tell_to_decide(self) -> None:
        """Say behind what waits how much waits for a ruling of the analyst's, unless the line says
        something else by then: what differs may take a second to be counted, and no key waits."""
        if self._told is None:
            return
        try:
            decides = await asyncio.to_thread(_decides, self._calls.bench)
        except WorkbenchError:
            return  # a busy or closing database: the list tells
        if decides and self._screen.message == self._told:
            words = f"{decides}: {{difference.list}} lists them"
            self._screen.say("; ".join(filter(None, (self._told, words))))

    async def tell_open(self) -> None:
        """Say before that on how many of the things that are kept open something new was said,
        unless the line says something else by then."""
        bench = self._calls.bench
        if self._told is None:
            return
        try:
            many = await asyncio.to_thread(_with_news, bench)
        except WorkbenchError:
            return  # a busy or closing database: the list tells
        if many and self._screen.message == self._told:
            from workbench.present.open_questions import news_words

            words = f"{news_words(many)}: {{open.list}} lists it"
            self._screen.say("; ".join(filter(None, (words, self._told))))
            self._told = self._screen.message

    async def _begin(self) -> tuple[sitting.Resumed, str]:
        """Begin a session; without one, why not: reading needs none."""
        words = self._screen.library.library.words
        try:
            resumed = await self._calls.call(sitting.start_session, self._calls.bench, words)
        except WorkbenchError as error:
            self._hinder(error.what)
            return sitting.Resumed("", was_interrupted=False), error.what
        finally:
            self._has_begun = True
        return resumed, ""

    async def _go_back_to(self, place: Mapping[str, Any]) -> None:
        words, order = _words(place.get("filter")), _order(place.get("order"))
        if words and place.get("language") != LANGUAGE:
            words = as_today(words)  # which an older program kept
        if words or order:
            await self._places.filter_library(words, order)
        if isinstance(board := place.get("board"), Mapping):
            await self._back_to_board(board)
        if isinstance(case := place.get("case"), Mapping):
            await self._back_to_case(case)
        number, offset = place.get("article"), place.get("offset")
        if not isinstance(number, int):
            return
        await self._places.select_article(number)
        if place.get("page") == "article":
            page = await self._places.open_article(number)
            if page.article.select_key(str(place.get("key"))):
                page.article.select(page.article.cursor)
            if place.get("on_text"):
                page.on_text = True
                page.article.put_offset(offset if isinstance(offset, int) else 0)
                anchor = place.get("anchor")  # the words that something was about to be made of
                if isinstance(anchor, int) and 0 <= anchor < len(page.article.text):
                    page.article.anchor = anchor
            self._screen.show_page()

    async def _back_to_board(self, kept: Mapping[str, Any]) -> None:
        """Open the board as it was left; a filter that means nothing any more is dropped."""
        from workbench.tui.views.board import Board

        sort = next((one for one in ClaimSort if one.value == kept.get("sort")), ClaimSort.NEWEST)
        words = _words(kept.get("filter"))
        bench = self._calls.bench
        try:
            board = await self._calls.call(Board, bench, words, sort=sort)
        except WorkbenchError:
            board = await self._calls.call(Board, bench, sort=sort)
        await self._places.open_board(board, _words(kept.get("claim")))

    async def _back_to_case(self, kept: Mapping[str, Any]) -> None:
        """Open the difference that was shown, over the list of them; the list alone where it is
        gone. Nothing for whoever may not decide any more."""
        number, unit = _words(kept.get("number")), _words(kept.get("unit"))
        try:
            await self._places.open_differences((int(number), unit) if number.isdigit() else None)
        except WorkbenchError as error:
            self._not_there = str(error)

    def _take_back(self, place: Mapping[str, Any]) -> str:
        """Offer again what was being typed; words for the analyst, empty when there was nothing."""
        earlier = place.get("drafts")
        kept = [*(earlier if isinstance(earlier, list) else ()), place.get("draft")]
        drafts = [
            (str(one[0]), str(one[1])) for one in kept if isinstance(one, list) and len(one) == 2
        ]
        if not drafts:
            return ""
        from workbench.domain.span import shorten

        self._prompts.take_back(drafts)
        return f"up in its field brings back “{shorten(drafts[-1][1], 24)}”"


def _with_news(bench: Workbench) -> int:
    """On how many things that the analyst keeps open something new was said; how it is found is
    loaded once anything is kept open."""
    if not any(one.is_open for one in bench.store.kept_open.of(bench.analyst)):
        return 0
    from workbench.services.open_questions import new_questions

    return new_questions(bench)


def _decides(bench: Workbench) -> str:
    """What waits for a ruling, in words. In a worker thread."""
    from workbench.services.to_decide import to_decide

    waiting = to_decide(bench)
    if not any(waiting):
        return ""
    from workbench.present.adjudication import waits_words

    return waits_words(*waiting)


def _words(kept: object) -> str:
    """The words that were kept; empty for anything else."""
    return kept if isinstance(kept, str) else ""


def _order(kept: object) -> Order | None:
    """The order that was kept; None for the usual one."""
    return next((order for order in Order if order.value == kept), None)
