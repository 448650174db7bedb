"""What was decided where analysts differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Protocol

    from workbench.domain.ruling import Dispute, Ruling

    class Rulings(Protocol):
        """What can be asked about them."""

        def all(self) -> list[Ruling]:
            """Every one, in the order in which they were made."""

        def called(self, uids: Iterable[str]) -> list[Ruling]:
            """Those with these uids, in the order in which they were made."""

        def uids(self, articles: Collection[str] | None = None) -> set[str]:
            """Uids of all of them; of those on these articles, where they are given."""

        def on(self, article: str) -> list[Ruling]:
            """Those on an article, in the order in which they were made."""

        def with_claims(self, number: int) -> dict[str, Ruling]:
            """Those on an article that put a claim in the place of others, by that claim."""

        def articles_of(self, uids: Sequence[str]) -> dict[str, str]:
            """Uid of a ruling -> that of its article; rulings that are not there are left out."""

        def claimed_since(self, analyst: str) -> dict[str, int]:
            """Uid of each ruling that did not take this analyst's side -> number of its article, if
            there is a claim by then that nobody ruled on: one that came since, or is of somebody
            who was no side of it. What it was of may be another difference by now."""

        def claims(self, articles: Collection[str]) -> set[str]:
            """Uids of the claims that were ruled on in these articles, whatever counts now."""

        def overtaken(self, articles: Collection[str] | None = None) -> set[str]:
            """Uids of the rulings of whose claims one was touched since, as the journal has it, and
            of those that were not made where they stand, but came in or back: whether their claims
            are there, and say what they did, has to be looked at. Of those on these articles alone,
            where they are given."""

        def thirds(self, analyst: str) -> list[tuple[str, str, str]]:
            """Rulings that put an answer of the adjudicator's own in the place of an analyst's
            claim: the ruling, the claim and that answer. Where credits differ, what the claims
            themselves say tells nothing, and they are left out."""

        @property
        def are_there(self) -> bool:
            """Whether anybody ruled on anything."""

        def disputes_of(self, ruling: str) -> list[Dispute]:
            """What analysts said to one ruling."""

        def disputes_on(self, article: str) -> list[Dispute]:
            """What analysts said to the rulings on an article."""

        def disputes(self) -> list[Dispute]:
            """What analysts said to rulings, as they said it."""
