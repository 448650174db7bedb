"""Who is to judge which article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Protocol

    from workbench.domain.assignment import Assignment, QueueCounts, Share
    from workbench.domain.filter import Order
    from workbench.domain.filter.tree import Node


class Given(NamedTuple):
    """An article that somebody has of a selection."""

    assignment: str
    """Uid."""
    analyst: str
    number: int
    article: str
    """Uid."""
    is_finished: bool
    """Whether she has done it, or set it aside."""
    length: int
    """Code points."""
    questions: int
    """Answered or not."""


class Divisible(NamedTuple):
    """An article, as far as dividing asks."""

    number: int
    article: str
    """Uid."""
    lang: str
    cluster: int
    length: int
    """Code points."""
    questions: int
    """Answered or not."""


if TYPE_CHECKING:

    class Assignments(Protocol):
        """What can be asked about them."""

        def all(self) -> list[Assignment]:
            """Every one, in the order in which they were given."""

        def of(self, selection: str) -> list[Assignment]:
            """Those of a selection."""

        def to(self, analyst: str) -> list[Assignment]:
            """What an analyst was given."""

        def given(self, selection: str) -> list[Given]:
            """Each article that anybody has of a selection, in order of number."""

        def shares(self, today: str, selection: str = "") -> list[Share]:
            """What each has of each selection, or of one. today: a day, as it is here."""

        def divisible(
            self, terms: Sequence[Node], *, analyst: str, order: Order = Order.NEWEST
        ) -> list[Divisible]:
            """The articles that a filter leaves, in an order; of those that work changes, by all
            that they ask, answered or not."""

        def familiar(self, analyst: str) -> set[str]:
            """Uids of the articles that an analyst was given or has begun, in any selection."""

        def queue(self, analyst: str, today: str, overtaken: Collection[str] = ()) -> QueueCounts:
            """What an analyst's queue comes to. today: a day, as it is here. overtaken: uids of the
            rulings that count no more."""

        def has_any(self, analyst: str) -> bool:
            """Whether an analyst has a queue at all: something was given to her, or decided."""
