"""What a page may ask of whoever shows it: what it paints into, who reads for it, where it leads.

Pages know these and nothing of the screen, of threads or of actions; tests and the screen give
what fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench
    from workbench.tui.widgets.reading_pane import ReadingPane
    from workbench.tui.widgets.row_list import RowList

P = ParamSpec("P")
T = TypeVar("T")


class Canvas(Protocol):
    """The widgets that a page fills."""

    @property
    def list(self) -> RowList:
        """The list over the whole width."""

    @property
    def text(self) -> ReadingPane:
        """The text of an article."""

    @property
    def side(self) -> RowList:
        """The list beside the text."""


class Reader(Protocol):
    """Services, run in worker threads."""

    @property
    def bench(self) -> Workbench:
        """What services work with."""

    async def call(self, service: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What a service returns, run in a worker thread."""


class Opener(Protocol):
    """Where a row may lead."""

    async def open_article(self, number: int) -> object:
        """Open an article where it was left."""

    async def open_at(
        self, number: int, start: int, hits: Sequence[tuple[int, int]] = ()
    ) -> object:
        """Open an article with keys in its text, at a code point; hits: what is shown as found."""

    async def open_claim(self, uid: str) -> None:
        """Open a claim of the open article."""

    async def open_claim_of(self, article: str, uid: str) -> None:
        """Open a claim on whatever article."""

    async def open_source(self, uid: str) -> None:
        """Open a source's card."""


class Host(Protocol):
    """Whoever opens rows."""

    @property
    def places(self) -> Opener:
        """Where a row may lead."""

    def say(self, words: str) -> None:
        """A word in the status line."""

    async def do(self, action_id: str) -> None:
        """Do an action."""
