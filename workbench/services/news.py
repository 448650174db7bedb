"""Which entries of a feed are new, and how they are known again.

A mark is kept of each entry that was dealt with, as long as the feed has it: what was refused, or
only leads to a page, is told once, and no page is asked for twice. Nothing here is asked or stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from workbench.intake.document import Document, Refused

if TYPE_CHECKING:
    from workbench.services.subscriptions import Subscribed

_BY_PAGE, _WITHOUT_PAGE = "+", "-"
"""Behind the mark of an entry: its page was dealt with, or it has one that was not asked for."""


def has_unread_pages(marks: Iterable[str]) -> bool:
    """Whether one of these entries has a page that was not asked for."""
    return any(mark.endswith(_WITHOUT_PAGE) for mark in marks)


class News:
    """The entries of a feed, and which of them were dealt with before."""

    def __init__(
        self, feed: Subscribed, entries: Sequence[Document | Refused], *, with_pages: bool
    ) -> None:
        self._before = set(feed.asked.entries)
        self._with_pages = with_pages
        self._entries = {_mark(entry): entry for entry in entries}
        self._taken: set[str] = set()
        self.pages = 0
        """How many were asked for."""
        self.wait_seconds = 0
        """How long hosts of pages want to be left alone."""
        self.without_text = 0
        """How many entries only lead to a page that was not asked for."""
        self.new = [entry for mark, entry in self._entries.items() if not self._is_known(mark)]

    def _is_known(self, mark: str) -> bool:
        if mark in self._before or mark + _BY_PAGE in self._before:
            return True
        return mark + _WITHOUT_PAGE in self._before and not self._with_pages

    def take(self, entry: Document | Refused) -> None:
        """It is dealt with once what it gives is imported."""
        self._taken.add(_mark(entry))

    @property
    def title(self) -> str:
        """What the feed calls itself."""
        documents = (one for one in self._entries.values() if isinstance(one, Document))
        return next((str(one.extra.get("aggregator") or one.outlet) for one in documents), "")

    @property
    def left(self) -> int:
        """How many new entries are left for later."""
        return sum(_mark(entry) not in self._taken for entry in self.new)

    @property
    def marks(self) -> tuple[str, ...]:
        """Of the entries that were dealt with, now or before; of those that are gone none."""
        made: list[str] = []
        for mark, entry in self._entries.items():
            if mark not in self._taken:
                made += sorted(self._before & {mark, mark + _BY_PAGE, mark + _WITHOUT_PAGE})
            elif entry.page:
                made.append(mark + (_BY_PAGE if self._with_pages else _WITHOUT_PAGE))
            else:
                made.append(mark)
        return tuple(made)


def _mark(entry: Document | Refused) -> str:
    """What an entry is known by: another one when what it says changes, not when a count of
    comments does."""
    said = [entry.foreign_id, entry.page]
    if isinstance(entry, Document):
        said += [entry.url, entry.title, entry.published, entry.text]
    else:
        said += [entry.reason]
    return sha256("\0".join(said).encode()).hexdigest()[:16]
