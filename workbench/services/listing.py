"""The library as rows, and the lists that an analyst works through: a filter with its order.

Light, because the desk's first page loads nothing else; what changes selections is in
`services/selections.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.article import ArticleRow
from workbench.domain.filter import (
    ARTICLE_FIELDS,
    DATED,
    Chosen,
    Order,
    Term,
    days_ago,
    parse_filter,
)
from workbench.errors import NotFoundError, UsageError
from workbench.services.workbench import Workbench
from workbench.store.articles import PAGE, Outline

if TYPE_CHECKING:
    from workbench.domain.selection import Selection

__all__ = [
    "PAGE",
    "Listing",
    "Outline",
    "find_selection",
    "list_articles",
    "listing_of",
    "terms_of",
]


_DEEPEST = 6
"""Selections that one may be in, one in the other: with each, what is asked for can double."""


class Listing(NamedTuple):
    """What a list of articles shows, and in which order."""

    words: str = ""
    """The filter as it was typed."""
    terms: tuple[Term, ...] = ()
    order: Order = Order.NEWEST
    selection: Selection | None = None
    """The one that the filter names."""


def listing_of(bench: Workbench, words: str, order: Order | None = None) -> Listing:
    """The list that a filter asks for; in the order of the selection that it names, unless another
    one is given. Raises UsageError, and NotFoundError when there is no such selection."""
    terms = terms_of(bench, words)
    names = [term.value for term in terms if term.field == "in" and not term.negated]
    selection = bench.store.selections.named(names[0]) if len(names) == 1 else None
    usual = selection.order if selection else Order.NEWEST
    return Listing(words, terms, order or usual, selection)


def find_selection(bench: Workbench, name: str) -> Selection:
    """The selection with this name. Raises NotFoundError."""
    selection = bench.store.selections.named(name)
    if selection is None:
        raise NotFoundError(f"no selection {name!r}", "workbench select list shows all.")
    return selection


def terms_of(
    bench: Workbench,
    words: str,
    fields: Collection[str] = ARTICLE_FIELDS,
    *,
    within: Collection[str] = (),
) -> tuple[Term, ...]:
    """The terms of a filter, with the selections that it names looked up. within: uids of the
    selections whose filter it is. Raises UsageError, and NotFoundError when there is no such
    selection."""
    return _looked_up(bench, parse_filter(words, fields), frozenset(within))


def _looked_up(
    bench: Workbench, terms: tuple[Term, ...], around: frozenset[str]
) -> tuple[Term, ...]:
    """The terms, with what `in` and words for days stand for. around: uids of the selections that
    they are in."""
    return tuple(on_day(bench, _with_chosen(bench, term, around)) for term in terms)


def _with_chosen(bench: Workbench, term: Term, around: frozenset[str]) -> Term:
    if term.field != "in":
        return term
    return term._replace(chosen=_chosen(bench, term.value, around))


def on_day(bench: Workbench, term: Term) -> Term:
    """A term with the day that its word means now and here: a filter that is kept says yesterday,
    whenever it is asked."""
    ago = days_ago(term.value) if term.field in DATED else None
    if ago is None:
        return term
    from datetime import datetime, timedelta  # not for the first page

    now = datetime.fromisoformat(bench.now()).astimezone()
    return term._replace(value=str(now.date() - timedelta(days=ago)))


def _chosen(bench: Workbench, name: str, around: frozenset[str]) -> Chosen:
    selection = find_selection(bench, name)
    if selection.is_set:
        return Chosen(selection.uid, (), bench.analyst)
    if selection.uid in around:
        raise UsageError(f"the selection {selection.name!r} is in itself", "Change its filter.")
    if len(around) >= _DEEPEST:
        raise UsageError(
            f"the selection {selection.name!r} is in {_DEEPEST} others, one in the other",
            "Write out what one of them asks for.",
        )
    terms = _looked_up(bench, parse_filter(selection.where), around | {selection.uid})
    return Chosen("", terms, bench.analyst)


def list_articles(
    bench: Workbench, words: str = "", *, order: Order | None = None, limit: int | None = None
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
