"""Subscriptions to feeds: made, renamed, moved, removed and written out; nobody is asked here.

They belong to everybody at the desk, as sources do, and every change of them goes through the
journal. Asking is `services/fetching.py`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.domain.journal import Change
from workbench.domain.subscription import Asked, Subscription
from workbench.errors import NotFoundError, RefusedError, UsageError
from workbench.intake.subscriptions.listed import (
    Listed,
    feed_address,
    kept_address,
    name_of,
    tags_of,
    without_password,
)
from workbench.policy import Deed
from workbench.services.workbench import Workbench, clean_words

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.domain.journal import Entry
    from workbench.services.readers import Limits

__all__ = [
    "Additions", "Listed", "Subscribed", "exported", "find_subscription", "list_subscriptions",
    "move_subscription", "read_list", "rename_subscription", "subscribe", "unsubscribe",
]  # fmt: skip

_MOST = 20_000
"""Of one list; more are no subscriptions of a person."""
_SHORTEST_UID = 6


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription as lists show it."""

    subscription: Subscription
    asked: Asked

    @property
    def name(self) -> str:
        """What it is called: by the analyst, else by itself, else its address."""
        one = self.subscription
        return one.name or self.asked.title or without_password(one.address)

    @property
    def address(self) -> str:
        """Its address, fit to be seen."""
        return without_password(self.subscription.address)

    @property
    def moved_to(self) -> str:
        """Where it leads for good, fit to be seen; empty where it does not."""
        return without_password(self.asked.moved_to)

    def to_record(self) -> dict[str, object]:
        """The subscription as `feeds list --json` prints it."""
        one, asked = self.subscription, self.asked
        return {
            "uid": one.uid,
            "name": self.name,
            "address": self.address,
            "tags": list(one.tags),
            "analyst": one.analyst,
            "at": one.at,
            "asked": one.is_asked,
            "standing": asked.standing.value,
            "said": asked.said,
            "moved_to": self.moved_to or None,
            "failures": asked.failures,
            "tried_at": asked.tried_at or None,
            "succeeded_at": asked.succeeded_at or None,
            "due_at": asked.due_at or None,
        }


@dataclass(frozen=True, slots=True)
class Additions:
    """What became of a list of subscriptions."""

    added: Sequence[Subscription]
    known: int
    """There already."""
    refused: Sequence[str]
    """Why others were not taken, a line each."""


def list_subscriptions(bench: Workbench) -> list[Subscribed]:
    """All of them, in the order in which they were made."""
    asked = bench.store.subscriptions.asked
    return [Subscribed(one, asked(one.uid)) for one in bench.store.subscriptions.all()]


def find_subscription(bench: Workbench, words: str) -> Subscribed:
    """The one that words name: its name, its address or the start of its uid. Raises
    NotFoundError, and UsageError where they fit several."""
    everything = list_subscriptions(bench)
    wanted = words.strip()
    ways: tuple[Callable[[Subscribed], bool], ...] = (
        lambda one: wanted in (one.address, one.subscription.address),
        lambda one: one.name.casefold() == wanted.casefold(),
        lambda one: len(wanted) >= _SHORTEST_UID and one.subscription.uid.startswith(wanted),
    )
    fitting = ([one for one in everything if fits(one)] for fits in ways)
    named = next(filter(None, fitting), [])
    if not named:
        raise NotFoundError(f"there is no subscription {words!r}", "workbench feeds list has all.")
    if len(named) > 1:
        addresses = ", ".join(one.address for one in named[:5])
        raise UsageError(f"{words!r} fits {len(named)} subscriptions", f"One of: {addresses}.")
    return named[0]


def subscribe(bench: Workbench, listed: Iterable[Listed]) -> Additions:
    """Subscribe to these, as one act. Raises UsageError for too many."""
    known = {one.address for one in bench.store.subscriptions.all()}
    made: list[Subscription] = []
    refused: list[str] = []
    there = 0
    for one in listed:
        try:
            address = kept_address(clean_words(one.address))
        except RefusedError as error:
            refused.append(str(error))
            continue
        if address in known:
            there += 1
            continue
        known.add(address)
        name = "" if one.name in (one.address, address) else name_of(clean_words(one.name))
        tags = tags_of([clean_words(tag) for tag in one.tags])
        made.append(Subscription(bench.uid(), address, name, tags, bench.analyst, bench.now()))
    if len(made) > _MOST:
        raise UsageError(f"{len(made):,} subscriptions are too many at once", f"{_MOST:,} at most.")
    changes = [Change.between("subscription", None, one) for one in made]
    about = without_password(made[0].address) if len(made) == 1 else f"{len(made)} feeds"
    bench.act("subscribe", changes, about)
    return Additions(made, there, refused)


def read_list(bench: Workbench, path: Path, limits: Limits) -> list[Listed]:
    """The subscriptions of an OPML file or of newsboat's urls file. Raises NotAllowedError,
    RefusedError, OSError."""
    from workbench.intake.subscriptions.opml import is_opml, read_opml
    from workbench.intake.subscriptions.urls_file import read_urls

    bench.policy.require(Deed.READ_FILES)
    if not path.is_file():
        raise NotFoundError(f"there is no file {path}", "An address begins with https://.")
    with path.open("rb") as stream:
        raw = stream.read(limits.file_bytes + 1)
    if len(raw) > limits.file_bytes:
        raise RefusedError(f"{path.name} is over the limit of {limits.file_bytes:,} bytes")
    return read_opml(raw) if is_opml(raw[:4_096]) else read_urls(raw)


def rename_subscription(bench: Workbench, one: Subscribed, name: str) -> Entry | None:
    """Call one otherwise; nothing gives it the name that it has for itself."""
    after = replace(one.subscription, name=name_of(clean_words(name)))
    about = f"{one.name} to {replace(one, subscription=after).name}"
    return bench.act(
        "rename feed", [Change.between("subscription", one.subscription, after)], about
    )


def move_subscription(bench: Workbench, one: Subscribed, address: str = "") -> Subscription:
    """Ask one at another address from now on: the given one, else where it leads for good. Raises
    UsageError where that is not known, and RefusedError for what is no address."""
    if not (address or one.asked.moved_to):
        raise UsageError(f"{one.name} has not moved", "Say where to: feeds move NAME ADDRESS.")
    wanted = feed_address(clean_words(address or one.asked.moved_to))
    if any(other.address == wanted for other in bench.store.subscriptions.all()):
        shown = without_password(wanted)
        raise UsageError(f"there is a subscription to {shown} already", "Remove one of the two.")
    after = replace(one.subscription, address=wanted)
    bench.act("move feed", [Change.between("subscription", one.subscription, after)], one.name)
    bench.store.subscriptions.remember(
        after.uid, replace(Asked(), title=one.asked.title, entries=one.asked.entries)
    )
    return after


def unsubscribe(bench: Workbench, these: Iterable[Subscribed]) -> None:
    """Take subscriptions away, as one act; what was imported stays."""
    these = list(these)
    changes = [Change.between("subscription", one.subscription, None) for one in these]
    about = these[0].name if len(these) == 1 else f"{len(these)} feeds"
    bench.act("unsubscribe", changes, about)


def exported(bench: Workbench, form: str) -> bytes:
    """All of them as a file of other programs. form: "opml" or "urls"."""
    from workbench.intake.subscriptions.opml import write_opml
    from workbench.intake.subscriptions.urls_file import write_urls

    if form == "opml":
        return write_opml(
            Listed(one.subscription.address, one.name, one.subscription.tags)
            for one in list_subscriptions(bench)
        )
    subscriptions = bench.store.subscriptions.all()
    return write_urls(Listed(one.address, one.name, one.tags) for one in subscriptions)
