"""Asking subscribed feeds for what is new, and importing it: the one use case that goes to the
network, and only `workbench feeds update` calls it.

A feed is done with before the next one is asked: what it had is imported, then what to remember of
it is kept. So a run that is killed leaves whole articles, and the next one goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench import __version__
from workbench.domain.subscription import Asked, Standing, due_after
from workbench.errors import ReadOnlyError, RefusedError, UsageError
from workbench.intake.normalise import one_line
from workbench.intake.readers import PACKAGE
from workbench.intake.subscriptions.listed import feed_address
from workbench.policy import Deed
from workbench.services.importing import Became, Document, Outcome, Refused, import_documents
from workbench.services.news import News, has_unread_pages
from workbench.services.subscriptions import Subscribed, list_subscriptions
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.intake.archives.written import WebArchive
    from workbench.intake.fetching.answer import Answer, UnansweredError
    from workbench.intake.fetching.fetcher import Fetcher, Manners
    from workbench.intake.fetching.robots import Robots
    from workbench.services.readers import Limits
    from workbench.settings import Settings

MOST_PAGES = 100
"""Pages of one feed in one run: the others are for the next ones."""
_AT_ONCE = 10
"""Pages that are read before they are imported."""
_FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
_FEEDS += "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
_PAGES = "text/html, application/xhtml+xml, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Asking:
    """What one run is to do."""

    limits: Limits
    manners: Manners
    with_pages: bool = False
    keep: Path | None = None
    """The web archive that what comes is added to."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What came of asking one feed."""

    feed: Subscribed
    """With what is remembered now."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of its new entries, without those that were there already."""
    without_text: int = 0
    """New entries that only lead to a page."""
    left: int = 0
    """New entries whose pages are for a later run."""
    is_news_of_place: bool = False
    """Whether it has moved since it was asked before."""

    @property
    def failed(self) -> bool:
        """Whether it gave nothing that could be taken."""
        return not self.feed.asked.standing.answers

    def to_record(self) -> dict[str, object]:
        """What came of it, as `feeds update --json` prints it."""
        return {
            "feed": self.feed.to_record(),
            "outcomes": [one.to_record() for one in self.outcomes],
            "without_text": self.without_text,
            "left": self.left,
        }


def asking_of(
    settings: Settings,
    limits: Limits,
    *,
    allowed: Iterable[str] = (),
    with_pages: bool = False,
    keep: Path | None = None,
) -> Asking:
    """What settings and options ask for. Raises UsageError where the extra is not installed."""
    try:
        from workbench.intake.fetching.doorway import host_of_rule
        from workbench.intake.fetching.fetcher import Manners
        from workbench.intake.fetching.robots import Robots  # noqa: F401
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("httpx", "httpcore", "protego"):
            raise
        raise UsageError(
            "asking feeds needs httpx and protego", f"Install them: pip install '{PACKAGE}[fetch]'."
        ) from error
    manners = Manners(
        version=__version__,
        bytes_at_most=limits.file_bytes,
        seconds=settings.fetch_seconds,
        pause_seconds=settings.fetch_pause_ms / 1000,
        allowed_hosts=frozenset(map(host_of_rule, (*settings.private_hosts, *allowed))),
    )
    return Asking(limits, manners, with_pages, keep)


def due_feeds(
    bench: Workbench, named: Sequence[Subscribed], *, with_refused: bool = False
) -> list[Subscribed]:
    """Those of these, or of all, that are to be asked now; hosts take turns. with_refused: those
    too that lead to where nothing was asked. Raises NotAllowedError, ReadOnlyError."""
    bench.policy.require(Deed.NETWORK)
    if bench.store.is_read_only:
        raise ReadOnlyError(bench.store.why_read_only, "Ask with a database that takes changes.")
    now = bench.now()
    by_host: defaultdict[str, list[Subscribed]] = defaultdict(list)
    for one in named or list_subscriptions(bench):
        is_again = with_refused and one.asked.standing is Standing.REFUSED
        is_due = is_again or one.asked.is_due(now, by_name=bool(named))
        if one.subscription.is_asked and is_due:
            by_host[_host(one.subscription.address)].append(one)
    turns = zip_longest(*by_host.values())
    return [one for turn in turns for one in turn if one]


def update_feeds(
    bench: Workbench, feeds: Iterable[Subscribed], asking: Asking
) -> Iterator[Updated]:
    """Ask these feeds one after the other; what came of each. Raises NotAllowedError."""
    if asking.keep:
        bench.policy.require(Deed.WRITE_FILES)
    from workbench.intake.fetching.fetcher import Fetcher
    from workbench.intake.fetching.robots import Robots

    with ExitStack() as stack:
        fetcher = stack.enter_context(Fetcher(asking.manners))
        software = f"workbench/{__version__}"
        archive = _archive(asking.keep, software, bench.now()) if asking.keep else None
        if archive:
            stack.enter_context(archive)
        run = _Run(bench, asking, fetcher, Robots(fetcher), archive)
        for feed in feeds:
            if not run.leaves_alone(feed):
                yield run.updated(feed)


def _archive(path: Path, software: str, at: str) -> WebArchive:
    from workbench.intake.archives.written import WebArchive

    try:
        return WebArchive(path, software, at)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"{path} cannot be written", "Name a file in a folder.") from error


class _Run:
    """One run over feeds."""

    def __init__(
        self,
        bench: Workbench,
        asking: Asking,
        fetcher: Fetcher,
        robots: Robots,
        archive: WebArchive | None,
    ) -> None:
        self._bench = bench
        self._asking = asking
        self._fetcher = fetcher
        self._robots = robots
        self._archive = archive
        self._left_alone: set[str] = set()
        """Hosts that want it so, and those of pages that did not answer."""

    def leaves_alone(self, feed: Subscribed) -> bool:
        """Whether its host is asked no more in this run."""
        return _host(feed.subscription.address) in self._left_alone

    def updated(self, feed: Subscribed) -> Updated:
        """Ask one feed, import what is new, and remember."""
        from workbench.intake.fetching.answer import NOT_MODIFIED, UnansweredError
        from workbench.intake.fetching.reading import entries_of

        try:
            answer = self._asked(feed)
            is_new = answer.status != NOT_MODIFIED
            entries = entries_of(answer, feed.name, self._asking.limits) if is_new else []
        except UnansweredError as error:
            return self._failed(feed, error)
        except RefusedError as error:
            return self._failed(feed, UnansweredError(Standing.BROKEN, str(error).rstrip(".")))
        # A feed that has none says so by a refusal of all of it.
        entries = [_of_feed(one, feed) for one in entries if one.origin != feed.name]
        news = News(feed, entries, with_pages=self._asking.with_pages)
        outcomes = tuple(self._imported(feed, news))
        asked = self._remembered(feed, answer, news if is_new else None)
        told = tuple(one for one in outcomes if one.became is not Became.DUPLICATE)
        is_moved = asked.moved_to not in ("", feed.asked.moved_to)
        now = replace(feed, asked=asked)
        return Updated(now, told, news.without_text, news.left, is_news_of_place=is_moved)

    def _asked(self, feed: Subscribed) -> Answer:
        from workbench.intake.fetching.answer import Validators

        asked = feed.asked
        start = asked.moved_to if asked.moved_to and not asked.failures else ""
        is_unread = self._asking.with_pages and has_unread_pages(asked.entries)
        known = None if is_unread else Validators(asked.address, asked.etag, asked.modified)
        answer = self._fetcher.ask(start or feed.subscription.address, known, accept=_FEEDS)
        self._keep(answer)
        if start and not answer.moved_to:
            answer = replace(answer, moved_to=start)
        return answer

    def _keep(self, answer: Answer) -> None:
        if self._archive and answer.status == 200:
            self._archive.add(answer.sent)

    def _imported(self, feed: Subscribed, news: News) -> Iterator[Outcome]:
        """What becomes of the new entries. Pages are imported some at a time, and then remembered,
        so that a run that is killed has not asked for all of them in vain."""
        documents = self._documents(news)
        while portion := list(islice(documents, _AT_ONCE if self._asking.with_pages else None)):
            yield from import_documents(self._bench, portion)
            if news.pages:
                so_far = replace(feed.asked, etag="", modified="", entries=news.marks)
                self._bench.store.subscriptions.remember(feed.subscription.uid, so_far)

    def _documents(self, news: News) -> Iterator[Document | Refused]:
        for entry in news.new:
            if entry.page and self._asking.with_pages:
                yield from self._whole(entry, news)
            elif entry.page and isinstance(entry, Refused):
                news.without_text += 1
                news.take(entry)
            else:
                news.take(entry)
                yield entry

    def _whole(self, entry: Document | Refused, news: News) -> Iterator[Document | Refused]:
        """An entry with its page, else as the feed has it; what may come later is left for then."""
        from workbench.intake.fetching.answer import UnansweredError
        from workbench.intake.fetching.reading import page_of, whole_entry

        if news.pages == MOST_PAGES or _host(entry.page) in self._left_alone:
            return
        news.pages += 1
        try:
            address = feed_address(entry.page)
            self._robots.require(address)
            answer = self._fetcher.ask(address, accept=_PAGES)
            self._keep(answer)
            page = page_of(answer, entry.origin, self._asking.limits)
        except UnansweredError as error:
            if error.standing.may_pass:
                self._left_alone.add(_host(address))
                news.wait_seconds = max(news.wait_seconds, error.wait_seconds)
                step = f"The next update asks {_host(address)} again."
                yield Refused(entry.origin, f"its page: {error.what}", step, entry.foreign_id)
                return
            why = error.what
        except RefusedError as error:
            why = error.what
        else:
            news.take(entry)
            yield whole_entry(entry, page)
            return
        news.take(entry)
        if isinstance(entry, Refused):
            yield replace(entry, reason=f"{entry.reason}, and of its page: {why}", next_step="")
        else:
            yield replace(entry, notes=(f"its page is left out: {why}", *entry.notes))

    def _remembered(self, feed: Subscribed, answer: Answer, news: News | None) -> Asked:
        """Keep what is to be remembered of a feed that answered."""
        now = self._bench.now()
        is_whole = not (news and news.left)
        moved_to = answer.moved_to
        asked = replace(
            feed.asked,
            standing=Standing.MOVED if moved_to else Standing.FINE,
            said="",
            title=(news.title if news else "") or feed.asked.title,
            moved_to=moved_to,
            address=answer.address,
            etag=answer.etag if is_whole else "",
            modified=answer.modified if is_whole else "",
            entries=news.marks if news else feed.asked.entries,
            tried_at=now,
            succeeded_at=now,
            failures=0,
            due_at=due_after(now, 0, news.wait_seconds) if news and news.wait_seconds else "",
        )
        if news is None:  # nothing changed: a server need not say again what it is called
            asked = replace(
                asked,
                etag=answer.etag or feed.asked.etag,
                modified=answer.modified or feed.asked.modified,
            )
        self._bench.store.subscriptions.remember(feed.subscription.uid, asked)
        return asked

    def _failed(self, feed: Subscribed, error: UnansweredError) -> Updated:
        now = self._bench.now()
        failures = feed.asked.failures + 1
        if error.standing is Standing.BUSY:
            self._left_alone.add(_host(feed.subscription.address))
        asked = replace(
            feed.asked,
            standing=error.standing,
            said=one_line(error.what),
            tried_at=now,
            failures=failures,
            due_at=due_after(now, failures, error.wait_seconds),
        )
        self._bench.store.subscriptions.remember(feed.subscription.uid, asked)
        return Updated(replace(feed, asked=asked))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _of_feed(entry: Document | Refused, feed: Subscribed) -> Document | Refused:
    """An entry that says which feed it is from, where the feed itself does not."""
    if isinstance(entry, Refused):
        return entry
    return replace(entry, extra={"feed": feed.address, **entry.extra})
