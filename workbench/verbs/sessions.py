"""Sittings and reading positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Protocol


class Session(NamedTuple):
    """One analyst's sitting."""

    uid: str
    analyst: str
    started_at: str
    ended_at: str | None
    ended_how: str | None
    """"ended" or "interrupted"; None while it runs, or when the program was killed."""
    seen_at: str
    """When it was last written to."""
    selection: str
    """The filter it worked through."""


class Sitting(NamedTuple):
    """A session that nobody ended yet, as far as others are told of it."""

    analyst: str
    seen_at: str
    page: str
    """Of which kind the page is that the analyst is on."""
    article: int | None
    """The one that is open, or that the cursor is on."""


class Spent(NamedTuple):
    """Time that was spent on an article."""

    session: str
    """Uid of the session."""
    seconds: int
    at: str
    """When it ended."""


if TYPE_CHECKING:

    class Sessions(Protocol):
        """Sittings, and where each analyst was reading."""

        def start(self, session: Session, *, beside_others: bool = False) -> None:
            """Keep a new session; the analyst's unfinished ones become interrupted, unless it
            begins beside others that go on."""

        def end(self, uid: str, *, at: str, how: str) -> None:
            """End a session. how: "ended" or "interrupted"."""

        def choose(self, uid: str, selection: str) -> None:
            """Keep the filter that a session works through now."""

        def last(self, analyst: str) -> Session | None:
            """The analyst's newest session."""

        def of(self, analyst: str | None = None, *, limit: int = 50) -> list[Session]:
            """The newest sessions, of one analyst or of all."""

        def running(self) -> list[Sitting]:
            """The sessions that nobody ended yet, one of each analyst: some may be dead."""

        def remember_reading(
            self, analyst: str, number: int, offset: int, *, spent: Spent | None = None
        ) -> None:
            """Keep how far the analyst read in an article, and count the time spent on it. The
            session of that goes on, where another desk of hers took it for interrupted."""

        def times(self, uid: str) -> list[tuple[int, int]]:
            """(article number, seconds) of a session, longest first."""

        def remember(self, analyst: str, place: Mapping[str, Any]) -> None:
            """Keep where the analyst is: plain JSON values, of the desk's own making."""

        def place(self, analyst: str) -> dict[str, Any]:
            """Where the analyst was; empty the first time, and where that cannot be read."""

        def offset(self, analyst: str, number: int) -> int:
            """How far the analyst read in an article; 0 at first."""
