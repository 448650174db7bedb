"""The library as rows, and the lists that an analyst works through: a filter with its order.

Light, because the desk's first page loads nothing else; what changes selections is in
`services/selections.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.article import ArticleRow
from workbench.domain.filter import Order
from workbench.services.workbench import Workbench
from workbench.verbs.articles import PAGE, Outline

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Filter
    from workbench.domain.selection import Selection

__all__ = [
    "PAGE",
    "Listing",
    "Outline",
    "list_articles",
    "listing_of",
]


class Listing(NamedTuple):
    """What a list of articles shows, and in which order."""

    words: str = ""
    """The filter as it was typed."""
    terms: Filter = ()
    order: Order = Order.NEWEST
    selection: Selection | None = None
    """The one that the filter names."""


def listing_of(bench: Workbench, words: str, order: Order | None = None) -> Listing:
    """The list that a filter asks for; in the order of the selection that it names, unless another
    one is given. Raises UsageError, and NotFoundError when there is no such selection."""
    if not words.strip():
        return Listing(words, (), order or Order.NEWEST)
    from workbench.domain.filter.tree import Term
    from workbench.services.asking import terms_of

    terms = terms_of(bench, words)
    names = [one.value for one in terms if isinstance(one, Term) and one.field == "in"]
    selection = bench.store.selections.named(names[0]) if len(names) == 1 else None
    usual = selection.order if selection else Order.NEWEST
    return Listing(words, terms, order or usual, selection)


def list_articles(
    bench: Workbench,
    words: str = "",
    *,
    order: Order | None = None,
    limit: int | None = None,
) -> Iterator[ArticleRow]:
    """The library's rows that the filter leaves. Raises UsageError."""
    listing = listing_of(bench, words, order)
    if listing.order.is_ranked:
        return _ranked(bench, listing, limit)
    return _by_date(bench, listing, limit)


def _ranked(bench: Workbench, listing: Listing, limit: int | None) -> Iterator[ArticleRow]:
    numbers, _ = bench.store.articles.ranked(
        listing.terms, listing.order, analyst=bench.analyst, limit=-1 if limit is None else limit
    )
    for start in range(0, len(numbers), PAGE):
        yield from bench.store.articles.rows_of(
            numbers[start : start + PAGE], analyst=bench.analyst
        )


def _by_date(bench: Workbench, listing: Listing, limit: int | None) -> Iterator[ArticleRow]:
    start = None
    left = limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        rows = bench.store.articles.rows(
            listing.terms,
            analyst=bench.analyst,
            start=start,
            limit=size + 1,
            order=listing.order,
        )
        yield from rows[:size]
        if len(rows) <= size:
            return
        start = bench.store.articles.key(rows[size].number)
        left = None if left is None else left - size
