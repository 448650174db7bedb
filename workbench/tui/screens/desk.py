"""The desk: the one screen. Lays out pages, runs actions key by key, and is what handlers work on.

Services run in worker threads through `call`; nothing here or in a handler touches the store on the
event loop. What a handler changed is committed before the page is read anew and painted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from workbench.domain.text import safe_line
from workbench.errors import ConflictError, WorkbenchError
from workbench.present.cells import cut
from workbench.present.runs import Run
from workbench.settings import ON
from workbench.tui.pages.library import LibraryPage
from workbench.tui.pages.page import Page, Shape
from workbench.tui.registry import Pane
from workbench.tui.screens.follower import Follower
from workbench.tui.screens.keyloop import Clicked, Key, KeyLoop, KeyQueue, Pasted
from workbench.tui.screens.layout import lay_out, shows_days
from workbench.tui.sizes import SMALLEST
from workbench.tui.widgets.prompt_bar import PromptBar
from workbench.tui.widgets.reading_pane import ReadingPane
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.status_bar import HeadingBar, StatusBar

if TYPE_CHECKING:
    from workbench.services.colleagues import Sight
    from workbench.tui.app import DeskApp
    from workbench.tui.pages.article import ArticlePage
    from workbench.tui.patience import Flood
    from workbench.tui.registry import Handler, Registry
    from workbench.tui.screens.overview import Overview
    from workbench.tui.screens.places import Places
    from workbench.tui.screens.prompts import Prompts
    from workbench.tui.screens.tutor import Tutor
    from workbench.tui.screens.word_choice import WordChoice
    from workbench.tui.views.marks import Marks
    from workbench.tui.widgets.looks import Looks

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 3
"""Threads for services: each has a connection and memory of its own. One may be slow, one keeps the
place, one reads rows."""
SLOW = 1.0
"""Seconds after which a running call is mentioned, with how to cancel it."""
WHEEL = 3
"""Rows that one notch of the mouse wheel moves."""


class Desk(Screen[None], inherit_bindings=False):
    """Library, articles, claims and sources: one page at a time."""

    DEFAULT_CSS = """
    Desk { layout: vertical; background: $background; color: $foreground; }
    #strip { height: 5; display: none; }
    #lesson, #lesson-more { display: none; }
    #list, #main, #text, #side { height: 1fr; }
    #main { display: none; }
    """
    AUTO_FOCUS = ""

    def __init__(self, app: DeskApp) -> None:
        super().__init__()
        self.home = app
        self.bench = app.bench
        self.settings = app.settings
        self.glyphs = app.glyphs
        self.keys = KeyQueue()
        self.follower = Follower(self._follow)
        self.pages: list[Page] = []
        looks = app.looks
        self.density = StatusBar(looks, base="text", id="density")
        self.top_line = HeadingBar(looks, base="header", id="heading")
        self.strip = RowList(looks, glyphs=self.glyphs, id="strip")
        self.list = RowList(looks, glyphs=self.glyphs, id="list")
        self.text = ReadingPane(looks, glyphs=self.glyphs, id="text")
        self.side = RowList(looks, glyphs=self.glyphs, id="side")
        self.first_detail = StatusBar(looks, base="text", id="detail")
        self.second_detail = StatusBar(looks, base="text", id="more")
        self.bar = PromptBar(looks, glyphs=self.glyphs, id="prompt")
        self.lesson_lines = (
            StatusBar(looks, base="prompt", id="lesson"),
            StatusBar(looks, base="prompt", id="lesson-more"),
        )
        self.status = StatusBar(looks, id="status")
        self.text_share = app.settings.text_share
        self.is_zoomed = False
        self.shows_strip = False
        """Whether the list stays above an open article."""
        self.wants_days: bool | None = None
        """Whether the bars over the list are asked for; None: where there is room."""
        self.lesson_count = 0
        """Lines that the tutorial takes."""
        self.is_slow = False
        """Whether a call runs that was mentioned, and that escape ends."""
        self.marks: dict[str, Marks] = {}
        """The marks of each list that was open, by its name."""
        self._message: tuple[str, str] = ("", "status")
        self._loop: asyncio.Task[None] | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield self.density
        yield self.top_line
        yield self.strip
        yield self.list
        with Horizontal(id="main"):
            yield self.text
            yield self.side
        yield self.first_detail
        yield self.second_detail
        yield self.bar
        yield from self.lesson_lines
        yield self.status

    # Life ------------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Show the library, take up where the analyst was, and begin reading keys."""
        if self.home.place.get("page") != "article":
            self.pages = [LibraryPage(self.home.library)]
            self.page.width = self.app.size.width
            self.page.paint(self)
            self.tell()  # with the first frame, which then is what `opening` drew
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(WORKERS))
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self._loop = asyncio.create_task(KeyLoop(self).run())

    async def on_unmount(self) -> None:
        """Stop reading keys."""
        self.follower.drop()
        if self._loop:
            self._loop.cancel()

    async def begin(self) -> None:
        """After the library's first page: what the rest needs, and back to where it was."""
        await self.call(self.home.load)
        if not self.pages:
            self.pages = [LibraryPage(self.home.library)]
        await self.places.resume(self.home.place)
        library = self.home.library
        if not library.is_complete:
            await self.call(library.load_outline)
            if self.page is self.library:
                self.list.grew()
                self.tell()
        self.overview.look()
        if self.home.lessons:
            await self.tutor.open(self.home.lessons)

    @cached_property
    def places(self) -> Places:
        """Opening and leaving articles, claims and sources."""
        from workbench.tui.screens.places import Places

        return Places(self)

    @cached_property
    def word_choice(self) -> WordChoice:
        """Selecting words that an action asked for."""
        from workbench.tui.screens.word_choice import WordChoice

        return WordChoice(self)

    @cached_property
    def overview(self) -> Overview:
        """What the library comes to, read beside the keys."""
        from workbench.tui.screens.overview import Overview

        return Overview(self)

    @cached_property
    def tutor(self) -> Tutor:
        """The tutorial."""
        from workbench.tui.screens.tutor import Tutor

        return Tutor(self)

    @cached_property
    def prompts(self) -> Prompts:
        """What handlers ask the analyst."""
        from workbench.tui.screens.prompts import Prompts

        return Prompts(self, self.bar)

    @property
    def registry(self) -> Registry[Desk]:
        """Every action with its handler."""
        return self.home.registry

    @property
    def sight(self) -> Sight:
        """What is seen of colleagues' work."""
        from workbench.services.colleagues import Sight

        return Sight.BLIND if self.settings.blind == ON else Sight.ALL

    # Work ------------------------------------------------------------------------------------

    async def call(self, service: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What a service returns, run in a worker thread; a long wait is mentioned."""
        task = asyncio.create_task(asyncio.to_thread(service, *arguments, **named))
        done, _ = await asyncio.wait([task], timeout=SLOW)
        if not done:
            self.is_slow = True
            self.say("still working; escape cancels")
        try:
            return await task
        finally:
            self.is_slow = False

    async def do(self, action_id: str, count: int | None = None) -> None:
        """Do an action, or say why it cannot be done now; errors become words."""
        try:
            handler = await self._handler(action_id)
            reason = handler.enabled(self)
            if reason:
                self.warn(reason)
                return
            if not action_id.startswith("move."):
                self.follower.now()  # it may act on the text, which follows the list
            done = handler.run(self, count)
            if done is not None:
                await done
            if self.registry.actions[action_id].repeats:
                self.places.last_jump = action_id
            await self.page.ready(self)
            if not action_id.startswith("move."):
                self.overview.look()
            if self.lesson_count:
                await self.tutor.look(action_id)
        except ConflictError as error:
            await self._show_conflict(error)
        except WorkbenchError as error:
            self.warn(str(error))
        except Exception as error:
            self.home.note_crash(error)
            self.warn(f"internal error ({type(error).__name__}); what was shown is saved")

    async def _handler(self, action_id: str) -> Handler[Desk]:
        """What an action does now: to all marked rows where there are any and it can, else to what
        is under the cursor."""
        over = None
        if self.page.rows_are and self.page.marks.shows_any:
            from workbench.tui.actions.many import over_marks

            over = await over_marks(self, action_id)
        return over or self.registry.handlers[action_id]

    async def _show_conflict(self, error: ConflictError) -> None:
        """Show what is there now, and say what both versions are."""
        from workbench.tui.views.conflict import conflict_words

        try:
            await self.refresh_page()
        except WorkbenchError as worse:
            self.warn(str(worse))
            return
        self.warn(conflict_words(error))

    def on_key(self, event: events.Key) -> None:
        """Queue a key; escape ends a call that takes long, with what was typed ahead."""
        event.stop()
        event.prevent_default()
        if self.is_slow and event.key in ("escape", "ctrl+c"):
            self.keys.drop()
            self.bench.store.interrupt()
            return
        self.keys.put(Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Queue pasted words."""
        event.stop()
        self.keys.put(Pasted(event.text))

    def on_flood(self, event: Flood) -> None:
        """Queue words that may be pasted or typed ahead: one line with enter behind it is ended."""
        event.stop()
        line, enter, more = event.text.partition("\n")
        self.keys.put(Pasted(event.text if more else line, ends=bool(enter) and not more))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew."""
        if self.pages:
            self.lay_out()
            self.page.resized(self)
            if self.lesson_count:
                self.tutor.paint()
            self.tell()

    def on_click(self, event: events.Click) -> None:
        """Queue a click on a list or the text."""
        if event.widget in (self.list, self.side, self.text):
            self.keys.put(Clicked(event.widget is self.text, event.x, event.y))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        for _ in range(WHEEL):
            self.keys.put(Key("down"))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        for _ in range(WHEEL):
            self.keys.put(Key("up"))

    def click(self, click: Clicked) -> None:
        """Put the cursor where the mouse clicked."""
        page = self.page.as_article
        if click.on_text and page:
            page.on_text = True
            page.article.put_offset(self.text.offset_under(click.column, click.row))
            page.point(self)
        elif not click.on_text:
            if page and not self.word_choice.is_open:
                page.on_text = False
            self.move_to(self.active_list.scroll_offset.y + click.row)
        self.point_keys()

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Read rows that are looked at."""
        self.run_worker(self._load_rows(message), exit_on_error=False)

    async def _load_rows(self, message: RowList.RowsWanted) -> None:
        page = self.library if message.row_list is self.strip else self.page
        await page.load_rows(self, message.first)
        message.row_list.rows_came(message.first, message.last)

    # Pages -----------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page on top."""
        return self.pages[-1]

    @property
    def pane(self) -> Pane:
        """What keys mean now."""
        return self.page.pane if self.pages else Pane.ANYWHERE

    @property
    def library(self) -> LibraryPage:
        """The page at the bottom."""
        first = self.pages[0]
        assert isinstance(first, LibraryPage)
        return first

    @property
    def article_page(self) -> ArticlePage | None:
        """The article that is open, under whatever is on top."""
        found = (page.as_article for page in reversed(self.pages))
        return next((page for page in found if page), None)

    @property
    def active_list(self) -> RowList:
        """The list that keys move."""
        return self.list if self.page.shape is Shape.LIST else self.side

    def move_to(self, index: int) -> None:
        """Move the cursor of the list, and the page's with it: the next key may act on that row."""
        self.active_list.move_to(index)
        self.page.moved(self.active_list.cursor)
        self.follower.later()

    def _follow(self) -> None:
        """Show what belongs to the row that the cursor came to rest on."""
        if self.pages:
            self.page.follow(self)
            if self.page.marks.anchor is not None:
                self.active_list.grew()
            self.tell()

    def push(self, page: Page) -> None:
        """Put a page on top, with the marks that its rows had."""
        if page.rows_are:
            page.marks = self.marks.setdefault(page.marks_name, page.marks)
        self.pages.append(page)
        self.show_page()

    async def pop(self) -> None:
        """Leave the page on top; what is below is read anew."""
        if len(self.pages) > 1:
            left = self.pages.pop()
            if left.as_article and not self.article_page:
                await self.places.leave_article(left.as_article)
            await self.page.load(self)
            self.show_page()

    def show_page(self) -> None:
        """Lay out and paint the page on top."""
        self.lay_out()
        self.page.paint(self)
        self.active_list.show_marks(self.page.is_marked)
        self.point_keys()
        self.tell()

    def lay_out(self) -> None:
        """Show the widgets that the page and the screen's size call for."""
        lay_out(self)

    def point_keys(self) -> None:
        """Show where keys go."""
        on_text = self.page.on_text
        (self.text.activate if on_text else self.text.deactivate)()
        (self.side.deactivate if on_text else self.side.activate)()

    async def refresh_page(self) -> None:
        """Read what the page shows anew, after a change, and paint it."""
        page = self.article_page
        if page and page is not self.page:
            await page.load(self)  # first: what lies over it shows parts of it
        await self.page.load(self)
        self.page.paint(self)
        self.tell()

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        widgets = (
            self.density, self.top_line, self.strip, self.list, self.text, self.side,
            self.first_detail, self.second_detail, self.bar, self.status, *self.lesson_lines,
        )  # fmt: skip
        for widget in widgets:
            widget.set_looks(looks)

    # Words -----------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """A word in the status line."""
        self._message = (words, "status")
        self.tell()

    def warn(self, words: str) -> None:
        """A warning in the status line."""
        self._message = (words, "warning")
        self.tell()

    @property
    def message(self) -> str:
        """The words in the status line."""
        return self._message[0]

    @property
    def is_warned(self) -> bool:
        """Whether they are a warning: something was not done."""
        return self._message[1] == "warning"

    def clear_message(self) -> None:
        """Take back the word in the status line."""
        self._message = ("", "status")

    @property
    def is_too_small(self) -> bool:
        """Whether the screen shows nothing but that it is too small."""
        width, height = self.app.size
        return width < SMALLEST[0] or height < SMALLEST[1]

    def tell(self) -> None:
        """Show heading, details and status; the first two once the cursor rests."""
        if not self.pages:
            return
        if self.is_too_small:
            self.status.show((Run(f"needs {SMALLEST[0]}x{SMALLEST[1]}", "warning"),))
            return
        if not self.follower.is_due:
            page = self.page
            self.top_line.show(page.heading, (Run(f" {page.tally}", "header"),))
            first, second = page.details
            self.first_detail.show(first)
            self.second_detail.show(second)
            if isinstance(page, LibraryPage) and shows_days(self):
                self.density.show(page.density(self.app.size.width, self.glyphs))
        words, style = self._message
        if not words and (self.page.as_article or self.page is self.library):
            words, style = self.library.standing, "status"
        right = f"{safe_line(self.bench.analyst)} "
        if self.bench.store.is_read_only:
            right = f"read-only  {right}"
        right = f" {self.pane.value}  {right}"
        shown = cut(words, self.app.size.width, self.glyphs.ellipsis)
        self.status.show((Run(shown, style),), (Run(right, "status_key"),))
