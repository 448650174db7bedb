"""The store as one object: its parts, each a set of domain verbs.

Parts are loaded when they are first used, so that the way to the first page of the library loads
only what that page needs.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workbench.errors import DataError
from workbench.postgres.connection import Connections
from workbench.verbs import Access

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from workbench.errors import LostError
    from workbench.postgres.arrivals import Arrivals
    from workbench.postgres.articles import Articles
    from workbench.postgres.assignments import Assignments
    from workbench.postgres.citations import Citations
    from workbench.postgres.claim_search import ClaimSearch
    from workbench.postgres.claims import Claims
    from workbench.postgres.codebook import Codebook
    from workbench.postgres.counterparts import Counterparts
    from workbench.postgres.decisions import Decisions
    from workbench.postgres.facts import Facts
    from workbench.postgres.families import Belongings
    from workbench.postgres.gists import Gists
    from workbench.postgres.journal import Journal
    from workbench.postgres.judged import Judged
    from workbench.postgres.kept_open import KeptOpens
    from workbench.postgres.layers import Layers
    from workbench.postgres.like_search import LikeSearch
    from workbench.postgres.measuring import Measuring
    from workbench.postgres.members import Members
    from workbench.postgres.moving import Moving
    from workbench.postgres.notes import Notes
    from workbench.postgres.nothings import Nothings
    from workbench.postgres.offered import Offered
    from workbench.postgres.passed import Passed
    from workbench.postgres.pasts import Pasts
    from workbench.postgres.proof import Proof
    from workbench.postgres.pseudonyms import Pseudonyms
    from workbench.postgres.raw import Raws
    from workbench.postgres.relays import Relays
    from workbench.postgres.rulings import Rulings
    from workbench.postgres.search import Search
    from workbench.postgres.selections import Selections
    from workbench.postgres.sessions import Sessions
    from workbench.postgres.signatures import Signatures
    from workbench.postgres.sources import Sources
    from workbench.postgres.subscriptions import Subscriptions
    from workbench.postgres.tags import Tags
    from workbench.postgres.topics import Topics
    from workbench.postgres.units import Units
    from workbench.postgres.wanted import WantedAddresses
    from workbench.postgres.worked import Worked
    from workbench.verbs.sharing import Sharing
    from workbench.verbs.store import Place


class Store:
    """One database on a server. Every method of its parts may be called from any thread."""

    def __init__(self, connections: Connections, place: Place) -> None:
        self._connections = connections
        self.place = place

    @property
    def sharing(self) -> Sharing:
        return self.place.sharing

    @property
    def is_read_only(self) -> bool:
        return self._connections.access is Access.READ

    @property
    def why_read_only(self) -> str:
        return self._connections.why_read_only or "this database takes no changes"

    def refuse_changes(self, why: str) -> None:
        self._connections.why_read_only = why
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
            "workbench verify tells where; restore a backup.",
        )

    def snapshot(self) -> AbstractContextManager[None]:
        return self._connections.moment()

    def ahead(self, *questions: Callable[[], object]) -> None:
        self._connections.ask_ahead(questions)

    @property
    def acts(self) -> tuple[int, int]:
        return self._connections.acts

    @property
    def lost(self) -> LostError | None:
        return None  # what a server has committed it keeps, and what it has not nobody calls done

    def look(self) -> None:
        return

    @property
    def seconds_waited(self) -> float:
        return self._connections.seconds_waited

    def holder(self) -> str:
        from workbench.postgres.holders import writer_of

        return writer_of(self._connections)

    def interrupt(self) -> None:
        self._connections.interrupt()

    def close(self) -> None:
        self._connections.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, *exception: object) -> None:
        self.close()

    @cached_property
    def articles(self) -> Articles:
        from workbench.postgres.articles import Articles

        return Articles(self._connections)

    @cached_property
    def facts(self) -> Facts:
        from workbench.postgres.facts import Facts

        return Facts(self._connections)

    @cached_property
    def gists(self) -> Gists:
        from workbench.postgres.gists import Gists

        return Gists(self._connections)

    @cached_property
    def signatures(self) -> Signatures:
        from workbench.postgres.signatures import Signatures

        return Signatures(self._connections)

    @cached_property
    def counterparts(self) -> Counterparts:
        from workbench.postgres.counterparts import Counterparts

        return Counterparts(self._connections)

    @cached_property
    def kept_open(self) -> KeptOpens:
        from workbench.postgres.kept_open import KeptOpens

        return KeptOpens(self._connections)

    @cached_property
    def decisions(self) -> Decisions:
        from workbench.postgres.decisions import Decisions

        return Decisions(self._connections)

    @cached_property
    def claims(self) -> Claims:
        from workbench.postgres.claims import Claims

        return Claims(self._connections)

    @cached_property
    def judged(self) -> Judged:
        from workbench.postgres.judged import Judged

        return Judged(self._connections)

    @cached_property
    def sources(self) -> Sources:
        from workbench.postgres.sources import Sources

        return Sources(self._connections)

    @cached_property
    def belongings(self) -> Belongings:
        from workbench.postgres.families import Belongings

        return Belongings(self._connections)

    @cached_property
    def relays(self) -> Relays:
        from workbench.postgres.relays import Relays

        return Relays(self._connections)

    @cached_property
    def passed(self) -> Passed:
        from workbench.postgres.passed import Passed

        return Passed(self._connections)

    @cached_property
    def citations(self) -> Citations:
        from workbench.postgres.citations import Citations

        return Citations(self._connections)

    @cached_property
    def moving(self) -> Moving:
        from workbench.postgres.moving import Moving

        return Moving(self._connections)

    @cached_property
    def notes(self) -> Notes:
        from workbench.postgres.notes import Notes

        return Notes(self._connections)

    @cached_property
    def nothings(self) -> Nothings:
        from workbench.postgres.nothings import Nothings

        return Nothings(self._connections)

    @cached_property
    def raws(self) -> Raws:
        from workbench.postgres.raw import Raws

        return Raws(self._connections)

    @cached_property
    def wanted(self) -> WantedAddresses:
        from workbench.postgres.wanted import WantedAddresses

        return WantedAddresses(self._connections)

    @cached_property
    def tags(self) -> Tags:
        from workbench.postgres.tags import Tags

        return Tags(self._connections)

    @cached_property
    def offered(self) -> Offered:
        from workbench.postgres.offered import Offered

        return Offered(self._connections)

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        from workbench.postgres.pseudonyms import Pseudonyms

        return Pseudonyms(self._connections)

    @cached_property
    def topics(self) -> Topics:
        from workbench.postgres.topics import Topics

        return Topics(self._connections)

    @cached_property
    def pasts(self) -> Pasts:
        from workbench.postgres.pasts import Pasts

        return Pasts(self._connections)

    @cached_property
    def arrivals(self) -> Arrivals:
        from workbench.postgres.arrivals import Arrivals

        return Arrivals(self._connections)

    @cached_property
    def members(self) -> Members:
        from workbench.postgres.members import Members

        return Members(self._connections)

    @cached_property
    def assignments(self) -> Assignments:
        from workbench.postgres.assignments import Assignments

        return Assignments(self._connections)

    @cached_property
    def codebook(self) -> Codebook:
        from workbench.postgres.codebook import Codebook

        return Codebook(self._connections)

    @cached_property
    def rulings(self) -> Rulings:
        from workbench.postgres.rulings import Rulings

        return Rulings(self._connections)

    @cached_property
    def units(self) -> Units:
        from workbench.postgres.units import Units

        return Units(self._connections)

    @cached_property
    def journal(self) -> Journal:
        from workbench.postgres.journal import Journal

        return Journal(self._connections)

    @cached_property
    def layers(self) -> Layers:
        from workbench.postgres.layers import Layers

        return Layers(self._connections)

    @cached_property
    def search(self) -> Search:
        from workbench.postgres.search import Search

        return Search(self._connections)

    @cached_property
    def claim_search(self) -> ClaimSearch:
        from workbench.postgres.claim_search import ClaimSearch

        return ClaimSearch(self._connections)

    @cached_property
    def like_search(self) -> LikeSearch:
        from workbench.postgres.like_search import LikeSearch

        return LikeSearch(self._connections)

    @cached_property
    def selections(self) -> Selections:
        from workbench.postgres.selections import Selections

        return Selections(self._connections)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        from workbench.postgres.subscriptions import Subscriptions

        return Subscriptions(self._connections)

    @cached_property
    def sessions(self) -> Sessions:
        from workbench.postgres.sessions import Sessions

        return Sessions(self._connections)

    @cached_property
    def measuring(self) -> Measuring:
        from workbench.postgres.measuring import Measuring

        return Measuring(self._connections)

    @cached_property
    def worked(self) -> Worked:
        from workbench.postgres.worked import Worked

        return Worked(self._connections)

    @cached_property
    def proof(self) -> Proof:
        from workbench.postgres.proof import Proof

        return Proof(self._connections)
