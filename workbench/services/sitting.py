"""Sessions: starting, resuming after a drop, ending with a summary.

Session rows and reading positions are the only things written without the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.errors import NotFoundError, UsageError
from workbench.services.workbench import Workbench
from workbench.verbs.sessions import Session, Spent

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.domain.sitting import Work

__all__ = [
    "Resumed", "Session", "Summary", "choose_selection", "end_session", "list_sessions",
    "place_at", "remember_place", "remember_reading", "start_session", "summarise_session",
]  # fmt: skip

_PAGE = 200
_RECENT = 20
"""Sessions among which one that nobody ended is looked for."""
_STAYING = ("filter", "language", "order", "draft", "drafts")
"""What of a place is not about its article."""


class Resumed(NamedTuple):
    """A session that has begun."""

    session: str
    was_interrupted: bool
    """Whether the last session ended in a drop, a crash or a kill."""
    is_elsewhere: bool = False
    """Whether the last session goes on, at another desk."""


class Summary(NamedTuple):
    """What was done in a session."""

    session: Session
    work: Work
    seconds: tuple[tuple[int, int], ...]
    """(article number, seconds), longest first."""
    head: str
    """The journal's head hash at the end."""


def start_session(bench: Workbench, selection: str = "") -> Resumed:
    """Begin a session; what an earlier one left open counts as interrupted, but for one that goes
    on: on a shared store analysts are accounts, and the system tells whose desks are open."""
    recent = bench.store.sessions.of(bench.analyst, limit=_RECENT)
    if bench.store.is_read_only:
        return Resumed("", was_interrupted=False)
    now = bench.now()
    session = Session(bench.uid(), bench.analyst, now, None, None, now, selection)
    is_open = any(one.ended_at is None for one in recent)
    is_elsewhere = is_open and _has_another_desk(bench)
    bench.store.sessions.start(session, beside_others=is_elsewhere)
    bench.session = session.uid
    is_cut_off = is_open or any(one.ended_how != "ended" for one in recent[:1])
    return Resumed(session.uid, is_cut_off and not is_elsewhere, is_elsewhere)


def _has_another_desk(bench: Workbench) -> bool:
    """Whether another process of this account has the store open."""
    if not bench.is_shared:
        return False
    return bench.store.sharing.acts in (bench.store.sharing.at_work() or ())


def choose_selection(bench: Workbench, words: str) -> None:
    """Keep the filter that the running session works through from now on."""
    if bench.session and not bench.store.is_read_only:
        bench.store.sessions.choose(bench.session, words)


def end_session(bench: Workbench, how: str = "ended") -> None:
    """End the running session. how: "ended" or "interrupted"."""
    if bench.session and not bench.store.is_read_only:
        bench.store.sessions.end(bench.session, at=bench.now(), how=how)


def remember_place(bench: Workbench, place: Mapping[str, Any]) -> None:
    """Keep where the analyst is, for the next start."""
    if not bench.store.is_read_only:
        bench.store.sessions.remember(bench.analyst, place)


def place_at(bench: Workbench, article: str, offset: int) -> dict[str, Any]:
    """The place of a code point in an article's text, with the filter and the unfinished words of
    where the analyst was. article: a number, or the start of a uid. Raises NotFoundError where
    there is no such article, or its text is shorter: that is another article then."""
    number = bench.store.articles.resolve(article)
    length = bench.store.articles.get(number).length
    if offset >= max(length, 1):
        raise NotFoundError(
            f"the text of #{number} has no offset {offset}: it has {length} code points",
            "Is it an article of another database (--db)?",
        )
    kept = {name: value for name, value in bench.place().items() if name in _STAYING}
    asked = {"page": "article", "article": number, "on_text": True, "offset": offset}
    return kept | asked | {"asked": True}


def remember_reading(bench: Workbench, number: int, offset: int, seconds: int = 0) -> None:
    """Keep how far the analyst read in an article, and how long it was open."""
    if bench.store.is_read_only:
        return
    spent = None
    if bench.session and seconds > 0:
        spent = Spent(bench.session, seconds, bench.now())
    bench.store.sessions.remember_reading(bench.analyst, number, offset, spent=spent)


def summarise_session(bench: Workbench, session: Session) -> Summary:
    """What was done in a session, from the journal; of a colleague's what may be seen of it. Which
    articles were read in it is no judgement, and is told."""
    from workbench.domain.sitting import work_of

    entries = _seen(bench, session, _entries_of(bench, session))
    return Summary(
        session,
        work_of(reversed(entries)),
        tuple(bench.store.sessions.times(session.uid)),
        bench.store.journal.head()[1],
    )


def _seen(bench: Workbench, session: Session, entries: Iterable[Entry]) -> list[Entry]:
    """Of a colleague's sitting what may be seen."""
    if session.analyst == bench.analyst:
        return list(entries)
    from workbench.services.seen import seen_entries

    return seen_entries(bench, entries)


def _entries_of(bench: Workbench, session: Session) -> Iterator[Entry]:
    """A sitting's entries, newest first: they lie at the journal's end. Dates alone do not say
    where they begin, as the clock may have been set meanwhile."""
    before = None
    while page := bench.store.journal.recent(_PAGE, before=before):
        own = [entry for entry in page if entry.session == session.uid]
        yield from own
        if not own and page[-1].at < session.started_at:
            return
        before = page[-1].seq


def session_named(bench: Workbench, reference: str | None) -> Session:
    """The session that reference begins the uid of, else the analyst's last. Raises UsageError,
    NotFoundError."""
    if reference is None:
        last = bench.store.sessions.last(bench.analyst)
        if last is None:
            raise NotFoundError(f"{bench.analyst} has had no session", "Open the desk.")
        return last
    if len(reference) < 6:
        raise UsageError(f"{reference!r} names no session", "Give six characters of its uid.")
    fits = [s for s in list_sessions(bench, limit=-1) if s.uid.startswith(reference.lower())]
    if not fits:
        raise NotFoundError(f"no session {reference}", "workbench session list shows them.")
    if len(fits) > 1:
        raise UsageError(f"several sessions begin with {reference}", "Give more characters.")
    return fits[0]


def list_sessions(bench: Workbench, *, limit: int = 50) -> list[Session]:
    """The newest sessions of all analysts."""
    return bench.store.sessions.of(limit=limit)
