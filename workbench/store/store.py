"""The store as one object: its parts, each a set of domain verbs.

Parts are loaded when they are first used, so that the way to the first page of the library loads
only what that page needs.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.errors import DataError
from workbench.store.connection import Connections
from workbench.verbs import Access

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.errors import LostError
    from workbench.store.arrivals import Arrivals
    from workbench.store.articles import Articles
    from workbench.store.assignments import Assignments
    from workbench.store.citations import Citations
    from workbench.store.claim_search import ClaimSearch
    from workbench.store.claims import Claims
    from workbench.store.codebook import Codebook
    from workbench.store.counterparts import Counterparts
    from workbench.store.decisions import Decisions
    from workbench.store.facts import Facts
    from workbench.store.families import Belongings
    from workbench.store.gists import Gists
    from workbench.store.journal import Journal
    from workbench.store.judged import Judged
    from workbench.store.kept_open import KeptOpens
    from workbench.store.layers import Layers
    from workbench.store.like_search import LikeSearch
    from workbench.store.measuring import Measuring
    from workbench.store.members import Members
    from workbench.store.moving import Moving
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
    from workbench.store.signatures import Signatures
    from workbench.store.sources import Sources
    from workbench.store.subscriptions import Subscriptions
    from workbench.store.tags import Tags
    from workbench.store.topics import Topics
    from workbench.store.units import Units
    from workbench.store.wanted import WantedAddresses
    from workbench.store.worked import Worked
    from workbench.verbs.sharing import Sharing
    from workbench.verbs.store import Place


class Store:
    """One database. Every method of its parts may be called from any thread."""

    def __init__(self, connections: Connections, place: Place) -> None:
        self._connections = connections
        self._place = place

    @property
    def place(self) -> Place:
        return self._place

    @property
    def sharing(self) -> Sharing:
        return self.place.sharing

    @property
    def is_read_only(self) -> bool:
        return self._connections.access is Access.READ

    @property
    def why_read_only(self) -> str:
        still = self._connections.still
        strange = self._connections.strange.why
        return still.why if still else strange or "this database takes no changes"

    def refuse_changes(self, why: str) -> None:
        self._connections.strange = self._connections.strange._replace(why=why)
        self._connections.access = Access.READ

    @property
    def news(self) -> tuple[str, ...]:
        return self._connections.news

    def tell_damage(self, words: str) -> None:
        self._connections.damage.append(words)

    def leave_out(self, what: str) -> None:
        self._connections.unread.leave_out(what)

    def take_damage(self) -> list[str]:
        found = list(dict.fromkeys(self._connections.damage))
        self._connections.damage.clear()
        if self._connections.has_unread and (left_out := self._connections.unread.take()):
            found.append(f"damaged and left out: {', '.join(left_out)}; see: workbench verify")
        return found

    @property
    def is_read_in_part(self) -> DataError | None:
        if not self._connections.has_unread:
            return None
        return DataError(
            f"{self.place} is damaged, and this is not all that it holds",
            "workbench verify tells where; restore a backup, or: "
            f"workbench salvage {self.place} NEW",
        )

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        is_mine = self._connections.begin()
        try:
            yield
        finally:
            if is_mine:
                self._connections.end()

    def ahead(self, *questions: Callable[[], object]) -> None:
        pass  # nothing is far in a file

    @property
    def acts(self) -> tuple[int, int]:
        return self._connections.acts

    @property
    def lost(self) -> LostError | None:
        return self._connections.lost

    def look(self) -> None:
        self._connections.look()

    @property
    def seconds_waited(self) -> float:
        return self._connections.seconds_waited

    def holder(self) -> str:
        from workbench.store.holders import writer_of

        return writer_of(self._connections.path)

    def interrupt(self) -> None:
        self._connections.interrupt()

    def close(self) -> None:
        self._connections.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, *exception: object) -> None:
        self.close()
        if kind is None and self.lost and not self.lost.is_told:
            raise self.lost

    @cached_property
    def articles(self) -> Articles:
        from workbench.store.articles import Articles

        return Articles(self._connections)

    @cached_property
    def facts(self) -> Facts:
        from workbench.store.facts import Facts

        return Facts(self._connections)

    @cached_property
    def gists(self) -> Gists:
        from workbench.store.gists import Gists

        return Gists(self._connections)

    @cached_property
    def signatures(self) -> Signatures:
        from workbench.store.signatures import Signatures

        return Signatures(self._connections)

    @cached_property
    def counterparts(self) -> Counterparts:
        from workbench.store.counterparts import Counterparts

        return Counterparts(self._connections)

    @cached_property
    def kept_open(self) -> KeptOpens:
        from workbench.store.kept_open import KeptOpens

        return KeptOpens(self._connections)

    @cached_property
    def decisions(self) -> Decisions:
        from workbench.store.decisions import Decisions

        return Decisions(self._connections)

    @cached_property
    def claims(self) -> Claims:
        from workbench.store.claims import Claims

        return Claims(self._connections)

    @cached_property
    def judged(self) -> Judged:
        from workbench.store.judged import Judged

        return Judged(self._connections)

    @cached_property
    def sources(self) -> Sources:
        from workbench.store.sources import Sources

        return Sources(self._connections)

    @cached_property
    def belongings(self) -> Belongings:
        from workbench.store.families import Belongings

        return Belongings(self._connections)

    @cached_property
    def relays(self) -> Relays:
        from workbench.store.relays import Relays

        return Relays(self._connections)

    @cached_property
    def passed(self) -> Passed:
        from workbench.store.passed import Passed

        return Passed(self._connections)

    @cached_property
    def citations(self) -> Citations:
        from workbench.store.citations import Citations

        return Citations(self._connections)

    @cached_property
    def moving(self) -> Moving:
        from workbench.store.moving import Moving

        return Moving(self._connections)

    @cached_property
    def notes(self) -> Notes:
        from workbench.store.notes import Notes

        return Notes(self._connections)

    @cached_property
    def nothings(self) -> Nothings:
        from workbench.store.nothings import Nothings

        return Nothings(self._connections)

    @cached_property
    def raws(self) -> Raws:
        from workbench.store.raw import Raws

        return Raws(self._connections)

    @cached_property
    def wanted(self) -> WantedAddresses:
        from workbench.store.wanted import WantedAddresses

        return WantedAddresses(self._connections)

    @cached_property
    def tags(self) -> Tags:
        from workbench.store.tags import Tags

        return Tags(self._connections)

    @cached_property
    def offered(self) -> Offered:
        from workbench.store.offered import Offered

        return Offered(self._connections)

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        from workbench.store.pseudonyms import Pseudonyms

        return Pseudonyms(self._connections)

    @cached_property
    def topics(self) -> Topics:
        from workbench.store.topics import Topics

        return Topics(self._connections)

    @cached_property
    def pasts(self) -> Pasts:
        from workbench.store.pasts import Pasts

        return Pasts(self._connections)

    @cached_property
    def arrivals(self) -> Arrivals:
        from workbench.store.arrivals import Arrivals

        return Arrivals(self._connections)

    @cached_property
    def members(self) -> Members:
        from workbench.store.members import Members

        return Members(self._connections)

    @cached_property
    def assignments(self) -> Assignments:
        from workbench.store.assignments import Assignments

        return Assignments(self._connections)

    @cached_property
    def codebook(self) -> Codebook:
        from workbench.store.codebook import Codebook

        return Codebook(self._connections)

    @cached_property
    def rulings(self) -> Rulings:
        from workbench.store.rulings import Rulings

        return Rulings(self._connections)

    @cached_property
    def units(self) -> Units:
        from workbench.store.units import Units

        return Units(self._connections)

    @cached_property
    def journal(self) -> Journal:
        from workbench.store.journal import Journal

        return Journal(self._connections)

    @cached_property
    def layers(self) -> Layers:
        from workbench.store.layers import Layers

        return Layers(self._connections)

    @cached_property
    def search(self) -> Search:
        from workbench.store.search import Search

        return Search(self._connections)

    @cached_property
    def claim_search(self) -> ClaimSearch:
        from workbench.store.claim_search import ClaimSearch

        return ClaimSearch(self._connections)

    @cached_property
    def like_search(self) -> LikeSearch:
        from workbench.store.like_search import LikeSearch

        return LikeSearch(self._connections)

    @cached_property
    def selections(self) -> Selections:
        from workbench.store.selections import Selections

        return Selections(self._connections)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        from workbench.store.subscriptions import Subscriptions

        return Subscriptions(self._connections)

    @cached_property
    def sessions(self) -> Sessions:
        from workbench.store.sessions import Sessions

        return Sessions(self._connections)

    @cached_property
    def measuring(self) -> Measuring:
        from workbench.store.measuring import Measuring

        return Measuring(self._connections)

    @cached_property
    def worked(self) -> Worked:
        from workbench.store.worked import Worked

        return Worked(self._connections)

    @cached_property
    def proof(self) -> Proof:
        from workbench.store.proof import Proof

        return Proof(self._connections)
