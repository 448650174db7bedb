"""The list of sources: filtered, in an order, with how often chains name each.

One row is one final source. What a filter means is read here; nothing is changed.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from workbench.domain.filter.fields import SOURCE_FIELDS
from workbench.domain.filter.tree import Term, has_part, holds, terms_in
from workbench.domain.source import Source
from workbench.services.asking import terms_of
from workbench.services.families import owners_of
from workbench.services.passing import Tally, tallies
from workbench.services.seen import hidden_claims
from workbench.services.workbench import Workbench

_MOST = 100_000
_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip


class SourceOrder(StrEnum):
    """What comes first."""

    NAME = "name"
    CLAIMS = "claims"
    ARTICLES = "articles"
    RATING = "rating"
    KIND = "kind"


ORDER_WORDS = {
    SourceOrder.NAME: "by name",
    SourceOrder.CLAIMS: "most claims first, as origin and then passed on",
    SourceOrder.ARTICLES: "outlets of most articles first",
    SourceOrder.RATING: "the best rated first",
    SourceOrder.KIND: "by kind",
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the list shows it."""

    source: Source
    rating: str
    """The latest one."""
    owners: Sequence[str]
    """Names of what it belongs to, nearest first."""
    tally: Tally
    articles: int
    """Of which it is the outlet."""


def source_rows(
    bench: Workbench,
    words: str,
    order: SourceOrder = SourceOrder.NAME,
) -> list[SourceRow]:
    """The sources that a filter leaves. Raises UsageError on one that means nothing."""
    terms = terms_of(bench, words, SOURCE_FIELDS)
    merged = bench.store.sources.merges()
    every = bench.store.sources.first(_MOST)
    ratings = bench.store.sources.latest_ratings(source.uid for source in every)
    owners, outlets = owners_of(bench), bench.store.sources.outlets()
    articles: dict[str, int] = {}
    for uid, many in outlets.items():
        final = merged.get(uid, uid)
        articles[final] = articles.get(final, 0) + many
    none = Tally()
    counted = tallies(bench, hidden_claims(bench))
    added = {one: bench.store.sources.added(one) for one in terms_in(terms) if one.field == "added"}
    rows = (
        SourceRow(
            source,
            ratings.get(source.uid, ""),
            owners.get(source.uid, ()),
            counted.get(source.uid, none),
            articles.get(source.uid, 0),
        )
        for source in every
    )
    found = [row for row in rows if holds(terms, partial(_holds, row, added=added))]
    return found if order is SourceOrder.NAME else sorted(found, key=_KEYS[order])


def _holds(row: SourceRow, term: Term, added: Mapping[Term, Collection[str]]) -> bool:
    """Whether a term holds. added: to a term, uids of the sources that came in then."""
    value, source = term.value.casefold(), row.source
    if term.field == "added":
        return source.uid in added[term]
    if term.field == "text":
        return has_part(term.value, source.name, *source.aliases)
    if term.field == "kind":
        return source.kind.value == value
    if term.field == "rating":
        return (row.rating.casefold() or "none") == value
    if term.field == "reviewed":
        return source.provisional is (value == "no")
    if term.field == "owner":
        return has_part(term.value, *row.owners)
    if term.field == "family":
        return has_part(term.value, source.name, *source.aliases, *row.owners)
    if term.field == "has":
        return bool(_HAS[term.value](row))
    return _COMPARISONS[term.comparison](row.tally.origin, int(term.value.lstrip("#")))


_HAS: dict[str, Callable[[SourceRow], object]] = {
    "rating": lambda row: row.rating,
    "family": lambda row: row.owners,
    "aliases": lambda row: row.source.aliases,
    "articles": lambda row: row.articles,
    "claims": lambda row: row.tally.origin or row.tally.relay,
    "note": lambda row: row.source.note,
}
# by name they are read
_KEYS: dict[SourceOrder, Callable[[SourceRow], tuple[object, ...]]] = {
    SourceOrder.CLAIMS: lambda row: (-row.tally.origin, -row.tally.relay, row.source.name),
    SourceOrder.ARTICLES: lambda row: (-row.articles, row.source.name),
    SourceOrder.RATING: lambda row: ("ABCDEF".find(row.rating or "F"), not row.rating,
                                     row.source.name),
    SourceOrder.KIND: lambda row: (row.source.kind.value, row.source.name),
}  # fmt: skip
