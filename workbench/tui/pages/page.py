"""What every page is: its pane for the keys, its shape on the screen, its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.present.runs import Run, Runs, words_line
from workbench.tui.registry import Pane
from workbench.tui.views.marks import Marks

if TYPE_CHECKING:
    from workbench.tui.pages.article import ArticlePage
    from workbench.tui.screens.desk import Desk


class Shape(Enum):
    """How a page lies on the screen."""

    LIST = "list"
    """One list over the whole width."""
    TEXT = "text"
    """A text, and a list beside it."""


class Lines:
    """Rows that are there already, each drawn in the width that is asked for."""

    def __init__(self, rows: Sequence[Callable[[int], Runs]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int, width: int) -> Runs | None:
        """The row in exactly `width` cells."""
        return self._rows[index](width)


def words(line: str, style: str = "text") -> Callable[[int], Runs]:
    """A row of plain words."""
    return lambda width: words_line(line, width, style)


class Page:
    """One page of the desk."""

    shape = Shape.LIST
    stays = False
    """Whether an article that is opened from it lies over it, and leaving leads back."""
    cursor = 0
    """Row of its list, kept while another page is on top."""
    on_text = False
    """Whether keys move in the text, else in the list."""
    width = 80
    """Cells of the screen, kept by the desk."""
    is_alone = False
    """Whether one pane is shown at a time, kept by the desk."""
    text_share: int | None = None
    """Percent of the width for the text, where the page wants it otherwise than the analyst."""

    @property
    def as_article(self) -> ArticlePage | None:
        """This page, if an article is open on it."""
        return None

    @property
    def pane(self) -> Pane:
        """What a key means here."""
        return Pane.ANYWHERE

    @property
    def heading(self) -> Runs:
        """The words of the top line."""
        return ()

    @property
    def tally(self) -> str:
        """The words at the right end of the top line: where in how many."""
        return ""

    @property
    def details(self) -> tuple[Runs, Runs]:
        """Two lines about what is under the cursor."""
        return (), ()

    @property
    def rows_are(self) -> str:
        """What its rows are, as "facts": what is done with marked ones depends on it. Empty where
        none can be marked."""
        return ""

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

    async def all_keys(self, desk: Desk) -> Iterable[str]:
        """Ids of all rows, of those too that were not read yet."""
        return ()

    def is_marked(self, place: int) -> bool:
        """Whether a row shows as marked."""
        return self.marks.shows(place, self.place, self.key)

    @property
    def place(self) -> int:
        """Row that the list's cursor is on."""
        return self.cursor

    def paint(self, desk: Desk) -> None:
        """Fill the widgets: after the page came on top, or what it shows changed."""
        raise TypeError(f"{type(self).__name__} does not paint")

    def moved(self, index: int) -> None:
        """The list's cursor stands on another row."""
        self.cursor = index

    def follow(self, desk: Desk) -> None:
        """Show beside the list what belongs to the row that its cursor came to rest on."""

    def shows_any_of(self, numbers: Iterable[int]) -> bool:
        """Whether what was done to one of these articles can be seen here."""
        return False

    async def load_rows(self, desk: Desk, place: int) -> None:
        """Read the rows around a place that are looked at and not there yet."""

    async def ready(self, desk: Desk) -> None:
        """Read what the next key may act on, where it was not read yet."""

    def resized(self, desk: Desk) -> None:
        """The screen has another size."""

    async def load(self, desk: Desk) -> None:
        """Read anew what it shows, after a change."""

    async def open_row(self, desk: Desk) -> None:
        """Open or edit what is under the cursor."""


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
