"""The store as one object: its parts, each a set of domain verbs.

Parts are loaded when they are first used, so that the way to the first page of the library loads
only what that page needs.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import DataError
from workbench.store.connection import BUSY_TIMEOUT_MS, Access, Connections, translated
from workbench.store.opening import open_connections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.errors import LostError
    from workbench.store.arrivals import Arrivals
    from workbench.store.articles import Articles
    from workbench.store.assignments import Assignments
    from workbench.store.claim_search import ClaimSearch
    from workbench.store.claims import Claims
    from workbench.store.codebook import Codebook
    from workbench.store.decisions import Decisions
    from workbench.store.facts import Facts
    from workbench.store.families import Belongings
    from workbench.store.gists import Gists
    from workbench.store.journal import Journal
    from workbench.store.judged import Judged
    from workbench.store.layers import Layers
    from workbench.store.like_search import LikeSearch
    from workbench.store.measuring import Measuring
    from workbench.store.members import Members
    from workbench.store.notes import Notes
    from workbench.store.nothings import Nothings
    from workbench.store.offered import Offered
    from workbench.store.passed import Passed
    from workbench.store.pasts import Pasts
    from workbench.store.proof import Proof
    from workbench.store.pseudonyms import Pseudonyms
    from workbench.store.raw import Raws
    from workbench.store.relays import Relays
    from workbench.store.rulings import Rulings
    from workbench.store.search import Search
    from workbench.store.selections import Selections
    from workbench.store.sessions import Sessions
    from workbench.store.sources import Sources
    from workbench.store.subscriptions import Subscriptions
    from workbench.store.tags import Tags
    from workbench.store.topics import Topics
    from workbench.store.units import Units
    from workbench.store.wanted import WantedAddresses
    from workbench.store.worked import Worked


class Store:
    """One database. Every method of its parts may be called from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @property
    def path(self) -> Path:
        """The database file."""
        return self._connections.path

    @property
    def is_read_only(self) -> bool:
        """Whether changes are refused: by choice, or because the file takes no writes."""
        return self._connections.access is Access.READ

    @property
    def why_read_only(self) -> str:
        """Why changes are refused, for whoever opened it for changes."""
        still = self._connections.still
        strange = self._connections.strange.why
        return still.why if still else strange or "this database takes no changes"

    def refuse_changes(self, why: str) -> None:
        """Take no changes from now on, as a database that may only be read."""
        self._connections.strange = self._connections.strange._replace(why=why)
        self._connections.access = Access.READ

    @property
    def news(self) -> tuple[str, ...]:
        """What was done to the file as it was opened, in words for whoever opened it."""
        return self._connections.news

    def tell_damage(self, words: str) -> None:
        """Remember for whoever is at work that something was found damaged, and what came of it."""
        self._connections.damage.append(words)

    def leave_out(self, what: str) -> None:
        """Remember for whoever is at work that something cannot be read, and is left out."""
        self._connections.unread.leave_out(what)

    def take_damage(self) -> list[str]:
        """What was found damaged since this was last asked for, in words."""
        found = list(dict.fromkeys(self._connections.damage))
        self._connections.damage.clear()
        if self._connections.has_unread and (left_out := self._connections.unread.take()):
            found.append(f"damaged and left out: {', '.join(left_out)}; see: workbench verify")
        return found

    @property
    def is_read_in_part(self) -> DataError | None:
        """That something could not be read, for whoever takes what was read for all there is."""
        if not self._connections.has_unread:
            return None
        return DataError(
            f"{self.path} is damaged, and this is not all that it holds",
            "workbench verify tells where; restore a backup, or: "
            f"workbench salvage {self.path} NEW",
        )

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that this thread reads inside be of one moment, and begun once: for what has to
        fit together, and for many small reads. One inside another is a part of it. What is written
        meanwhile is not seen inside; where something is damaged, the moment is that at which
        something else was found to be read in its place."""
        reader = self._connections.read(lambda connection: connection)
        if reader.in_transaction:
            yield
            return
        with translated(self.path):
            reader.execute("BEGIN")
        try:
            yield
        finally:
            if reader.in_transaction:
                reader.execute("ROLLBACK")

    @property
    def acts(self) -> tuple[int, int]:
        """How many acts of people were handed in since it was opened, and how many of them are
        recorded."""
        return self._connections.acts

    @property
    def lost(self) -> LostError | None:
        """Why nothing goes into the file any more; None as long as it does."""
        return self._connections.lost

    def look(self) -> None:
        """Raises LostError when what was written is not in the file at the path."""
        self._connections.look()

    @property
    def seconds_waited(self) -> float:
        """How long an act has waited for another program's lock; 0 when none waits."""
        return self._connections.seconds_waited

    def holder(self) -> str:
        """Who keeps others from writing right now, in words."""
        from workbench.store.holders import writer_of

        return writer_of(self.path)

    def interrupt(self) -> None:
        """End the queries that are being read right now, and do without the act that waits for
        another program's lock. What has begun to be written is written."""
        self._connections.interrupt()

    def close(self) -> None:
        """Finish the queued writes and close every connection."""
        self._connections.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, *exception: object) -> None:
        self.close()
        if kind is None and self.lost and not self.lost.is_told:
            raise self.lost

    @cached_property
    def articles(self) -> Articles:
        """Stored texts and their metadata."""
        from workbench.store.articles import Articles

        return Articles(self._connections)

    @cached_property
    def facts(self) -> Facts:
        """What the machine found."""
        from workbench.store.facts import Facts

        return Facts(self._connections)

    @cached_property
    def gists(self) -> Gists:
        """Which articles share telling words."""
        from workbench.store.gists import Gists

        return Gists(self._connections)

    @cached_property
    def decisions(self) -> Decisions:
        """What analysts did with facts."""
        from workbench.store.decisions import Decisions

        return Decisions(self._connections)

    @cached_property
    def claims(self) -> Claims:
        """What analysts record."""
        from workbench.store.claims import Claims

        return Claims(self._connections)

    @cached_property
    def judged(self) -> Judged:
        """Which articles an analyst has judged."""
        from workbench.store.judged import Judged

        return Judged(self._connections)

    @cached_property
    def sources(self) -> Sources:
        """Who can say something, and how reliable they are."""
        from workbench.store.sources import Sources

        return Sources(self._connections)

    @cached_property
    def belongings(self) -> Belongings:
        """What sources belong to."""
        from workbench.store.families import Belongings

        return Belongings(self._connections)

    @cached_property
    def relays(self) -> Relays:
        """What articles derive from."""
        from workbench.store.relays import Relays

        return Relays(self._connections)

    @cached_property
    def passed(self) -> Passed:
        """What relays put into the chains of claims."""
        from workbench.store.passed import Passed

        return Passed(self._connections)

    @cached_property
    def notes(self) -> Notes:
        """Words on things."""
        from workbench.store.notes import Notes

        return Notes(self._connections)

    @cached_property
    def nothings(self) -> Nothings:
        """Sentences that were marked as having nothing to record."""
        from workbench.store.nothings import Nothings

        return Nothings(self._connections)

    @cached_property
    def raws(self) -> Raws:
        """The bytes that articles came as."""
        from workbench.store.raw import Raws

        return Raws(self._connections)

    @cached_property
    def wanted(self) -> WantedAddresses:
        """Addresses whose articles are wanted."""
        from workbench.store.wanted import WantedAddresses

        return WantedAddresses(self._connections)

    @cached_property
    def tags(self) -> Tags:
        """Free words on articles and claims."""
        from workbench.store.tags import Tags

        return Tags(self._connections)

    @cached_property
    def offered(self) -> Offered:
        """What fields of filters may be."""
        from workbench.store.offered import Offered

        return Offered(self._connections)

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        """What analysts are called in exports that do not name them."""
        from workbench.store.pseudonyms import Pseudonyms

        return Pseudonyms(self._connections)

    @cached_property
    def topics(self) -> Topics:
        """The list of subjects that claims name."""
        from workbench.store.topics import Topics

        return Topics(self._connections)

    @cached_property
    def pasts(self) -> Pasts:
        """The states that records came from."""
        from workbench.store.pasts import Pasts

        return Pasts(self._connections)

    @cached_property
    def arrivals(self) -> Arrivals:
        """What came in from elsewhere and waits for an answer."""
        from workbench.store.arrivals import Arrivals

        return Arrivals(self._connections)

    @cached_property
    def members(self) -> Members:
        """Who works on a shared store, and what each may do there."""
        from workbench.store.members import Members

        return Members(self._connections)

    @cached_property
    def assignments(self) -> Assignments:
        """Who is to judge which article."""
        from workbench.store.assignments import Assignments

        return Assignments(self._connections)

    @cached_property
    def codebook(self) -> Codebook:
        """The guidelines, and the claims that ask for better ones."""
        from workbench.store.codebook import Codebook

        return Codebook(self._connections)

    @cached_property
    def rulings(self) -> Rulings:
        """What was decided where analysts differ."""
        from workbench.store.rulings import Rulings

        return Rulings(self._connections)

    @cached_property
    def units(self) -> Units:
        """What analysts who judged the same articles claim there."""
        from workbench.store.units import Units

        return Units(self._connections)

    @cached_property
    def journal(self) -> Journal:
        """The log of what people change, and the one way to change it."""
        from workbench.store.journal import Journal

        return Journal(self._connections)

    @cached_property
    def layers(self) -> Layers:
        """What several analysts made of the same articles."""
        from workbench.store.layers import Layers

        return Layers(self._connections)

    @cached_property
    def search(self) -> Search:
        """Words in all articles."""
        from workbench.store.search import Search

        return Search(self._connections)

    @cached_property
    def claim_search(self) -> ClaimSearch:
        """Words in all claims."""
        from workbench.store.claim_search import ClaimSearch

        return ClaimSearch(self._connections)

    @cached_property
    def like_search(self) -> LikeSearch:
        """Words in all articles, exactly and nearly."""
        from workbench.store.like_search import LikeSearch

        return LikeSearch(self._connections)

    @cached_property
    def selections(self) -> Selections:
        """Named choices of articles."""
        from workbench.store.selections import Selections

        return Selections(self._connections)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """Feeds that are asked for what is new."""
        from workbench.store.subscriptions import Subscriptions

        return Subscriptions(self._connections)

    @cached_property
    def sessions(self) -> Sessions:
        """Sittings and reading positions."""
        from workbench.store.sessions import Sessions

        return Sessions(self._connections)

    @cached_property
    def measuring(self) -> Measuring:
        """Articles with known answers, and what is made of them to measure others."""
        from workbench.store.measuring import Measuring

        return Measuring(self._connections)

    @cached_property
    def worked(self) -> Worked:
        """What analysts did when."""
        from workbench.store.worked import Worked

        return Worked(self._connections)

    @cached_property
    def proof(self) -> Proof:
        """Whether everything still is what it must be; backups."""
        from workbench.store.proof import Proof

        return Proof(self._connections)


def open_store(
    path: Path, access: Access = Access.WRITE, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> Store:
    """The store at path, made and migrated when needed; a write waits busy_timeout_ms for another
    program's. Raises DataError or BusyError."""
    return Store(open_connections(path, access, busy_timeout_ms=busy_timeout_ms))
