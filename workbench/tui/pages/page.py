"""What every page is: its pane for the keys, its shape on the screen, its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sized
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.present.runs import Run, Runs, words_line
from workbench.tui.pages.subject import NOTHING, Subject
from workbench.tui.registry import KeyOf, Pane, as_command, keyed
from workbench.tui.views.marks import Marks, in_range

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.domain.source import Source
    from workbench.domain.stated import ToldStatement
    from workbench.tui.pages.host import Canvas, Host, Reader
    from workbench.tui.views.article import OpenArticle


class Shape(Enum):
    """How a page lies on the screen."""

    LIST = "list"
    """One list over the whole width."""
    TEXT = "text"
    """A text, and a list beside it."""


class Rows:
    """Rows of a list, each drawn when it is looked at, in the width that is asked for."""

    def __init__(self, rows: Sized, draw: Callable[[int, int], Runs | None]) -> None:
        self._rows = rows
        self._draw = draw

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int, width: int) -> Runs | None:
        """The row in exactly `width` cells; None while it is not read."""
        return self._draw(index, width)


def words_row(line: str, style: str = "text") -> Callable[[int], Runs]:
    """A row of plain words."""
    return lambda width: words_line(line, width, style)


class Page:
    """One page of the desk."""

    shape = Shape.LIST
    list_pane = Pane.ANYWHERE
    """What a key means in its list."""
    rows_are = ""
    """What its rows are, as "facts": what is done with marked ones depends on it. Empty where none
    can be marked."""
    kept_as = ""
    """Under what name its place is kept for the next start; empty where it is not gone back to."""
    stays = False
    """Whether an article that is opened from it lies over it, and leaving leads back."""
    is_of_one = False
    """Whether it shows one thing alone, and is left once that is answered or gone."""
    has_days = False
    """Whether bars by date may stand over it."""
    cursor = 0
    """Row of its list, kept while another page is on top."""
    follows = False
    """Whether it is looked at while no key comes whether others changed what it shows."""
    on_text = False
    """Whether keys move in the text, else in the list."""
    width = 80
    """Cells of the screen, kept by the desk."""
    key_of: KeyOf = staticmethod(as_command)
    """The key of an action as the analyst has it, kept by the desk."""
    is_alone = False
    """Whether one pane is shown at a time, kept by the desk."""
    is_facing = False
    """Whether its list is read line by line with the text, and stays beside it at any width."""
    list_width = 80
    """Cells of its list, kept by the desk."""
    text_share: int | None = None
    """Percent of the width for the text, where the page wants it otherwise than the analyst."""

    def keyed(self, words: str) -> str:
        """Words in which {action.id} is the key that does it."""
        return keyed(words, self.key_of)

    @property
    def as_text(self) -> TextPage | None:
        """This page, if an article is open on it."""
        return None

    @property
    def subject(self) -> Subject:
        """What is under the cursor."""
        return NOTHING

    @property
    def citation(self) -> str:
        """What is under the cursor, in words to be copied; empty where nothing is."""
        return ""

    @property
    def kept(self) -> dict[str, str]:
        """What is kept of its place for the next start."""
        return {}

    @property
    def pane(self) -> Pane:
        """What a key means now."""
        return self.list_pane

    @property
    def under_cursor(self) -> str:
        """What the keys would act on, as `hints.toml` names it."""
        return self.pane.value

    @property
    def heading(self) -> Runs:
        """The words of the top line."""
        return ()

    @property
    def headline(self) -> str:
        """What stands above the text because it is no part of it."""
        return ""

    @property
    def tally(self) -> str:
        """The words at the right end of the top line: where in how many."""
        return ""

    @property
    def details(self) -> tuple[Runs, Runs]:
        """Two lines about what is under the cursor."""
        return (), ()

    @property
    def marks_name(self) -> str:
        """What its marks are kept under when it is left."""
        return self.rows_are

    @cached_property
    def marks(self) -> Marks:
        """Which of its rows are marked; the desk gives it those it had before."""
        return Marks()

    def key(self, place: int) -> str:
        """Id of what a row shows; empty while it is not read, and where it cannot be marked."""
        return ""

    def row_of_hop(self, hop: int) -> int | None:
        """Row of a hop of the claim; None where it has none."""
        return None

    def saw_rating(self) -> None:
        """The rating of the claim's origin was shown."""

    async def all_keys(self, reader: Reader) -> Iterable[str]:
        """Ids of all rows, of those too that were not read yet."""
        return ()

    async def end_range(self) -> None:
        """Mark the rows from where a range was begun to the cursor."""
        marks = self.marks
        if marks.anchor is None:
            return
        for place in in_range(marks.anchor, self.place):
            if not self.key(place):
                await self.load_rows(place)
            marks.add([self.key(place)])
        marks.anchor = None

    def is_marked(self, place: int) -> bool:
        """Whether a row shows as marked."""
        return self.marks.shows(place, self.place, self.key)

    @property
    def place(self) -> int:
        """Row that the list's cursor is on."""
        return self.cursor

    def paint(self, canvas: Canvas) -> None:
        """Fill the widgets: after the page came on top, or what it shows changed."""
        raise TypeError(f"{type(self).__name__} does not paint")

    def step(self, place: int, rows: int) -> int:
        """The row so many rows further on, or back."""
        return place + rows

    def moved(self, index: int) -> None:
        """The list's cursor stands on another row."""
        self.cursor = index

    def follow(self, canvas: Canvas) -> None:
        """Show beside the list what belongs to the row that its cursor came to rest on."""

    def shows_any_of(self, numbers: Iterable[int]) -> bool:
        """Whether what was done to one of these articles can be seen here."""
        return False

    async def go_to_changed(self, reader: Reader, entry: Entry) -> bool:
        """After an entry was taken back or done again: show what it is about, where the page goes
        through such things; whether it does."""
        return False

    async def load_rows(self, place: int) -> None:
        """Read the rows around a place that are looked at and not there yet."""

    async def ready(self, reader: Reader) -> None:
        """Read what the next key may act on, where it was not read yet."""

    @property
    def shown_source(self) -> Source | None:
        """The source under the cursor as the page shows it; None where it shows none."""
        return None

    async def follow_others(self, reader: Reader) -> bool:
        """Read anew what others changed since it was read; whether anything was."""
        return False

    @property
    def why_shut(self) -> str:
        """Why the row under the cursor does not open; empty where it does."""
        return ""

    def resized(self, canvas: Canvas) -> None:
        """The screen has another size."""

    async def load(self, reader: Reader) -> None:
        """Read anew what it shows, after a change."""

    async def open_row(self, host: Host) -> None:
        """Open or edit what is under the cursor."""

    def left(self) -> None:
        """It is no longer on the screen, nor under what is."""


class TextPage(Page):
    """A page on which an article is open: its text, and a list beside it."""

    shape = Shape.TEXT
    article: OpenArticle

    @property
    def as_text(self) -> TextPage:
        """This page."""
        return self

    @property
    def pane(self) -> Pane:
        """The text's, or that of the list beside it."""
        if not self.on_text:
            return self.list_pane
        return Pane.SELECTION if self.article.is_selecting else Pane.TEXT

    @property
    def statement(self) -> ToldStatement | None:
        """What is under the cursor beside what other articles say of it, once that is known."""
        return self.article.statement

    def knows_beside(self, canvas: Canvas) -> None:
        """What other articles say is known now: details tell it, and are shown anyhow."""

    def point(self, canvas: Canvas) -> None:
        """Show cursor, selection and what is under the list's cursor."""
        raise TypeError(f"{type(self).__name__} does not point")

    def point_beside(self, canvas: Canvas) -> None:
        """After the text's cursor moved by lines, which the text knows already."""
        self.point(canvas)


def marked(marks: Marks) -> str:
    """How many rows are marked, before where in how many; nothing when none is."""
    return f"{len(marks)} marked  " if marks else ""


def title_runs(*parts: tuple[str, str]) -> Runs:
    """Words and styles as a heading, empty ones left out."""
    runs: list[Run] = []
    for words_, style in parts:
        if words_:
            runs.append(Run((" " if runs else "") + words_, style))
    return tuple(runs)
