"""The one screen: its widgets, the stack of pages that fills them, the words in the status line.

It paints what the page on top gives and puts what is typed into a queue; it does no action, knows
nobody who does, and touches the store only through `calls`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from workbench.domain.text import safe_line
from workbench.errors import WorkbenchError
from workbench.present.cells import cut, width_of
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs
from workbench.tui.frame.seam import FramedScreen
from workbench.tui.pages.page import Page, Shape, TextPage
from workbench.tui.registry import KeyOf, Pane, as_command, keyed
from workbench.tui.screens.calls import failed_beside
from workbench.tui.screens.follower import Follower
from workbench.tui.screens.layout import Layout, Wishes, fits_in, layout, shows_days
from workbench.tui.screens.mention import Mention
from workbench.tui.screens.typed import Clicked, Key, KeyQueue, Pasted, Refused
from workbench.tui.sizes import SMALLEST, WIDE
from workbench.tui.widgets.aside import MARGIN, Aside
from workbench.tui.widgets.prompt_bar import PromptBar
from workbench.tui.widgets.reading_pane import ReadingPane
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.status_bar import HeadingBar, StatusBar

if TYPE_CHECKING:
    from workbench.settings import Settings
    from workbench.tui.input.seam import Flood, Unfinished
    from workbench.tui.pages.library import LibraryPage
    from workbench.tui.screens.calls import Calls
    from workbench.tui.views.marks import Marks
    from workbench.tui.widgets.looks import Looks

WHEEL = 3
"""Rows that one notch of the mouse wheel moves."""

REST = ("strip", "headline", "main", "lesson")
"""What the library by itself does not show."""

Drawn = StatusBar | RowList | ReadingPane | PromptBar | Aside
"""A widget that draws in a theme's styles."""
Lesson = Callable[[int], Sequence[tuple[Runs, Runs]]]
"""From a width to the lines of the tutorial: what stands left, and what right."""


class DeskScreen(FramedScreen, inherit_bindings=False):
    """Library, articles, claims and sources: one page at a time."""

    DEFAULT_CSS = """
    DeskScreen { layout: vertical; background: $background; color: $foreground; }
    #strip { height: 5; display: none; }
    #lesson, #lesson-more { display: none; }
    #list, #main, #text, #column, #side, #aside { height: 1fr; }
    #column, #side, #aside { width: 1fr; }
    #main { display: none; }
    #headline { display: none; width: 1fr; }
    """
    AUTO_FOCUS = ""

    def __init__(
        self,
        calls: Calls,
        library: LibraryPage,
        *,
        settings: Settings,
        looks: Looks,
        glyphs: Glyphs,
        read_keys: Callable[[], Coroutine[object, None, None]],
    ) -> None:
        super().__init__()
        self._calls = calls
        calls.mention, calls.unmention = self.say, self._unsay
        self.glyphs = glyphs
        self.key_of: KeyOf = as_command
        """The key that does an action where the cursor is, once the keys are known."""
        self.keys = KeyQueue()
        self.follower = Follower(self._follow)
        self.library = library
        """The page at the bottom."""
        self.pages: list[Page] = []
        self.wishes = Wishes(settings.text_share, settings.single_pane_below, settings.stack_below)
        self.density = StatusBar(looks, base="text", id="density")
        self.top_line = HeadingBar(looks, base="header", id="heading")
        self.strip = RowList(looks, glyphs=glyphs, id="strip")
        self.list = RowList(looks, glyphs=glyphs, id="list")
        self.text = ReadingPane(looks, glyphs=glyphs, id="text")
        self.headline = Aside(looks, id="headline")
        self.rule = StatusBar(looks, base="dim", id="rule")
        self.side = RowList(looks, glyphs=glyphs, id="side")
        self.aside_rule = StatusBar(looks, base="dim", id="aside-rule")
        self.aside = Aside(looks, id="aside")
        self.aside.on_room = self._tell_aside
        self.first_detail = StatusBar(looks, base="text", id="detail")
        self.second_detail = StatusBar(looks, base="text", id="more")
        self.bar = PromptBar(looks, glyphs=glyphs, id="prompt")
        self.lesson_lines = (
            StatusBar(looks, base="prompt", id="lesson"),
            StatusBar(looks, base="prompt", id="lesson-more"),
        )
        self.status = StatusBar(looks, id="status")
        self._column = Vertical(self.side, self.aside_rule, self.aside, id="column")
        self._main = Horizontal(self.text, self.rule, self._column, id="main")
        self._read_keys = read_keys
        self._loop: asyncio.Task[None] | None = None
        self._is_whole = False
        """Whether what the library does not show is mounted too."""
        self._lesson: Lesson | None = None
        self._marks: dict[str, Marks] = {}
        """The marks of each list that was open, by its name."""
        self._mention = Mention()
        self._headed = ""
        """The headline that stands above the text."""
        self.hints: Callable[[], str] = str
        """The keys that matter now, in words, once keys are loaded; empty where none are wanted."""

    def compose(self) -> ComposeResult:
        """The widgets of the library, from top to bottom."""
        yield self.density
        yield self.top_line
        yield self.list
        yield self.first_detail
        yield self.second_detail
        yield self.status

    def mount_rest(self) -> None:
        """Mount what only other pages show, between what is there: the first frame and the first
        key wait for none of it."""
        if not self._is_whole:
            self._is_whole = True
            self.mount(self.strip, before=self.list)
            self.mount(self.headline, self._main, before=self.first_detail)
            self.mount(self.bar, *self.lesson_lines, before=self.status)

    # Life ------------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Begin reading keys."""
        keys = self._read_keys()  # may show a page, with the first frame
        self._calls.begin()
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self._loop = asyncio.create_task(keys)

    async def on_unmount(self) -> None:
        """Stop reading keys."""
        self.follower.drop()
        if self._loop:
            self._loop.cancel()

    async def painted(self) -> None:
        """Until what changed so far is on the screen."""
        is_painted = asyncio.Event()
        self.call_after_refresh(is_painted.set)
        await is_painted.wait()

    def show_library(self) -> None:
        """Show the library and nothing over it, before anything is laid out."""
        self.pages = [self.library]
        self.library.width = self.app.size.width
        self.library.paint(self)
        self.tell()

    def set_looks(self, looks: Looks) -> None:
        """Draw in another theme."""
        for widget in self._drawn:
            widget.set_looks(looks)

    @property
    def _drawn(self) -> tuple[Drawn, ...]:
        return (
            self.density, self.top_line, self.strip, self.list, self.headline, self.text, self.rule,
            self.side, self.aside_rule, self.aside, self.first_detail, self.second_detail, self.bar,
            *self.lesson_lines, self.status,
        )  # fmt: skip

    # What is typed ---------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Queue a key; escape ends a call that takes long, with what was typed ahead."""
        event.stop()
        event.prevent_default()
        key = Key(event.key, event.character)
        if self._calls.is_slow and (key.is_joined or key.name in ("escape", "ctrl+c")):
            self.keys.drop()
            self._calls.interrupt()
            if not key.is_joined:
                return
            key = key.behind_escape
        self.keys.put(key)

    def on_paste(self, event: events.Paste) -> None:
        """Queue pasted words."""
        event.stop()
        self.keys.put(Pasted(event.text))

    def on_flood(self, event: Flood) -> None:
        """Queue words that may be pasted or typed ahead: one line with enter behind it is ended."""
        event.stop()
        line, enter, more = event.text.partition("\n")
        words, ends = (event.text, False) if more else (line, bool(enter))
        self.keys.put(Pasted(words, ends, is_marked=False))

    def on_unfinished(self, event: Unfinished) -> None:
        """Queue that something began and did not end."""
        event.stop()
        self.keys.put(Refused(event.count))

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

    def on_row_list_rows_wanted(self, message: RowList.RowsWanted) -> None:
        """Read rows that are looked at."""
        self.run_worker(self._load_rows(message), exit_on_error=False)

    async def _load_rows(self, message: RowList.RowsWanted) -> None:
        page = self.library if message.row_list is self.strip else self.page
        try:
            await page.load_rows(message.first)
        except WorkbenchError as error:
            self.warn(f"rows were not read: {error}")
            return
        except Exception as error:
            failed_beside(error)
            self.warn(f"rows were not read: internal error ({type(error).__name__})")
            return
        message.row_list.rows_came(message.first, message.last)
        self.tell()

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
    def opened(self) -> TextPage | None:
        """The article that is open, under whatever is on top."""
        found = (page.as_text for page in reversed(self.pages))
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
            page.marks = self._marks.setdefault(page.marks_name, page.marks)
        self.pages.append(page)
        self.show_page()

    def show_page(self) -> None:
        """Lay out and paint the page on top."""
        self.lay_out()
        self.page.paint(self)
        self.active_list.show_marks(self.page.is_marked)
        self.point_keys()
        self.tell()

    def show_text(self, page: TextPage) -> None:
        """Show where the cursors of an open article are now."""
        page.point(self)
        self.tell()

    def show_marks(self) -> None:
        """Show which rows are marked now."""
        self.active_list.show_marks(self.page.is_marked)
        self.tell()

    def point_keys(self) -> None:
        """Show where keys go."""
        on_text = self.page.on_text
        (self.text.activate if on_text else self.text.deactivate)()
        (self.side.deactivate if on_text else self.side.activate)()

    # Layout ----------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew."""
        if self.pages:
            self.lay_out()
            self.page.resized(self)
            self._show_lesson()
            self.tell()

    def wish(self, wishes: Wishes) -> None:
        """Lay the page out as it is asked for now."""
        self.wishes = wishes
        self.lay_out()

    def lay_out(self) -> None:
        """Show the widgets that the page and the screen's size call for."""
        wanted = layout(self.page, self.size, self.wishes)
        widgets = {widget.id: widget for widget in (self._main, self._column, *self._drawn)}
        if any(wanted.shown[name] for name in REST):
            self.mount_rest()
        for name, is_shown in wanted.shown.items():
            widget = widgets[name]
            if widget.display is not is_shown:  # setting it lays the screen out, changed or not
                widget.display = is_shown
        if wanted.text_share is not None:
            self._split(wanted)
        if self.page.headline:
            self._show_headline()
        self._headed = self.page.headline
        self.rule.show((Run(self.glyphs.rule * self.size.width, "dim"),))
        if self.strip.display:
            self.strip.deactivate()
            self.strip.show(self.library.rows, self.library.cursor)
        self.page.width, self.page.is_alone = self.size.width, wanted.is_alone
        self.page.key_of = self.key_of
        self.page.list_width = wanted.list_width

    def _show_headline(self) -> None:
        """Show the headline above a text that does not print it."""
        from workbench.tui.screens.aside import headline_lines  # not for the first page

        width = max(1, self.size.width - MARGIN)
        lines = headline_lines(self.page.headline, width, self.glyphs.ellipsis)
        self.headline.styles.height = len(lines)
        self.headline.show(lines)

    def _split(self, wanted: Layout) -> None:
        """Give the text its part of the width, or of the height over a list that is under it."""
        share = wanted.text_share or 0
        self._main.styles.layout = "vertical" if wanted.is_stacked else "horizontal"
        self.text.styles.width = "1fr" if wanted.is_stacked else wanted.text_width
        self.text.styles.height = f"{share}fr" if wanted.is_stacked else "1fr"
        self._column.styles.height = f"{100 - share}fr" if wanted.is_stacked else "1fr"
        is_wide = self.size.width >= WIDE
        self._column.styles.layout = "horizontal" if is_wide else "vertical"
        self.aside_rule.styles.width = 1 if is_wide else "1fr"
        rule = "" if is_wide else self.glyphs.rule * wanted.list_width
        self.aside_rule.show((Run(rule, "dim"),))

    @property
    def shows_days(self) -> bool:
        """Whether bars by date are shown over the list."""
        return shows_days(self.page, self.size.height, self.wishes)

    @property
    def is_too_small(self) -> bool:
        """Whether the screen shows nothing but that it is too small."""
        return not fits_in(self.app.size)

    def teach(self, lesson: Lesson | None) -> None:
        """Show the lines of a lesson under the page; None: no more."""
        self._lesson = lesson
        self._show_lesson()

    def _show_lesson(self) -> None:
        lines = self._lesson(self.size.width) if self._lesson else ()
        for widget, (left, right) in zip(self.lesson_lines, lines, strict=False):
            widget.show(left, right)

    # Words -----------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """A word in the status line."""
        self._mention.word = (keyed(words, self.key_of), "status")
        self.tell()

    def _unsay(self, words: str) -> None:
        self._mention.take_back(keyed(words, self.key_of))
        self.tell()

    def warn(self, words: str) -> None:
        """A warning in the status line."""
        self._mention.word = (keyed(words, self.key_of), "warning")
        self.tell()

    @property
    def message(self) -> str:
        """The words in the status line."""
        return self._mention.word[0]

    @property
    def is_warned(self) -> bool:
        """Whether they are a warning: something was not done."""
        return self._mention.word[1] == "warning"

    def fly(self, banner: str) -> None:
        """Show these words wherever there are no others; empty: no more."""
        if banner != self._mention.banner:
            self._mention.banner = banner
            self.tell()

    def clear_message(self) -> None:
        """Take back the word in the status line."""
        self._mention.clear()

    def begin_act(self) -> None:
        """A key is acted on: the last word goes once this one has said its own, or is done."""
        self._mention.begin(self.pane)

    def open_field(self) -> None:
        """A field is opened for the key that is acted on."""
        if self._mention.open_field():
            self.tell()

    def end_act(self) -> None:
        """The key is done."""
        self._mention.end()
        self.tell()

    def show_typed(self, keys: str) -> None:
        """Show the keys of a sequence that is not whole yet, and leave the word where it is."""
        self._mention.typed = keys
        self.tell()

    def tell(self) -> None:
        """Show heading, details and status; the first two once the cursor rests."""
        if not self.pages:
            return
        if self.is_too_small:
            self.status.show((Run(f"needs {SMALLEST[0]}x{SMALLEST[1]}", "warning"),))
            return
        page, width = self.page, self.app.size.width
        if not self.follower.is_due:
            if page.headline != self._headed:  # another title was set
                self.lay_out()
            self.top_line.show(page.heading, (Run(f" {page.tally}", "title"),))
            first, second = page.details
            self.first_detail.show(first)
            self.second_detail.show(second)
            self._tell_aside()
            if page is self.library and self.shows_days:
                self.density.show(self.library.density(width))
        moves = self.follower.is_due
        words, style = self._mention.words(self.pane, self._rest_words, is_moving=moves)
        standing = self._standing
        room = width - (width_of(standing) + 1 if self._mention.typed else 0)
        words = cut(words, max(0, room), self.glyphs.ellipsis)
        self.status.show((Run(words, style),), (Run(standing, "status_key"),))

    def _rest_words(self) -> str:
        """Where there is nothing to tell: what waits, how far she is, and the keys that matter."""
        page = self.page
        waits = keyed(self.library.waiting_words, self.key_of) if page is self.library else ""
        far = self.library.standing if page.as_text or page is self.library else ""
        return "  ".join(filter(None, (waits, far, self.hints())))

    def _tell_aside(self) -> None:
        """Show what is told beside the list, as much as there is room for now."""
        page = self.page.as_text if self.pages and self.aside.display else None
        if page and not self.follower.is_due:
            from workbench.tui.screens.aside import aside_lines  # not for the first page

            self.aside.show(aside_lines(page, self.library, self.aside.room))

    @property
    def _standing(self) -> str:
        """What was typed of a sequence, what keys mean, whether changes are taken, who works."""
        bench = self._calls.bench
        typed = f" {self._mention.typed} " if self._mention.typed else ""
        read_only = "read-only  " if bench.store.is_read_only else ""
        return f"{typed} {self.pane.value}  {read_only}{safe_line(bench.analyst)} "
