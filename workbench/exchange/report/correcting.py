"""Corrections: articles that take back what another one printed, and what of a report they mean.

A correction prints the wrong number once more, and must never stand among those who have it so.
By what it is known stands in `corrective`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.relay import RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.differing import Beyond, Spoken, holds
from workbench.exchange.report.statements import stems_of
from workbench.told.corrective import is_correction, right_in, takes_back
from workbench.told.counts import every_count


class Correction(NamedTuple):
    """An article that takes back what another one printed."""

    article: Article
    corrects: tuple[int, ...]
    """Numbers of the report's articles that it may mean: those that are alike, and those of its own
    outlet in which somebody speaks whom it names; none that is newer."""
    places: frozenset[int]
    """Numbers of the places in those that it may take back: what counts a thing that it counts, and
    what somebody says whom it names, in words of its sentences that say what is right. All of them
    where it is not known to say anything."""
    right: tuple[str, ...]
    """Its sentences that say what is right, and what is newer."""
    is_beyond: bool


class _Says(NamedTuple):
    """What a correction says."""

    names: Collection[str]
    """Of who speaks in it."""
    things: Collection[str]
    """What it counts."""
    right: tuple[str, ...]


def corrections(
    articles: Sequence[Spoken], beyond: Iterable[Beyond], names: Mapping[str, str]
) -> tuple[Correction, ...]:
    """The corrections among a report's articles and those beside them. names: of sources."""
    told = [one for one in articles if is_correction(one.annotated.article, one.annotated.text)]
    others = [one for one in articles if one not in told]
    found = []
    for one in told:
        annotated = one.annotated
        things = {count.what for count in every_count(annotated.text, annotated.facts)}
        says = _Says(_named(one, names), things, right_in(annotated.text))
        found.append(_correction(annotated, others, says, names))
    for each in beyond:
        if each.is_correction:
            says = _Says(each.names, {count.what for count in each.counts}, each.right)
            beside = _correction(AnnotatedArticle(each.article, ""), others, says, names)
            found.append(beside._replace(is_beyond=True))
    return tuple(found)


def _correction(
    correction: AnnotatedArticle, others: Iterable[Spoken], says: _Says, names: Mapping[str, str]
) -> Correction:
    meant = [*_meant(correction, others, says.names, names)]
    numbers = tuple(one.annotated.article.number for one in meant)
    places = frozenset(number for one in meant for number in _taken_back(one, says))
    return Correction(correction.article, numbers, places, says.right, is_beyond=False)


def _meant(
    correction: AnnotatedArticle,
    others: Iterable[Spoken],
    whom: Collection[str],
    names: Mapping[str, str],
) -> Iterator[Spoken]:
    """The articles that a correction may mean. whom: the names of who speaks in it."""
    article, day = correction.article, correction.article.metadata.day
    for one in others:
        other = one.annotated.article
        if day and other.metadata.day > day:
            continue
        is_own = bool(article.outlet) and article.outlet.casefold() == other.outlet.casefold()
        if (is_own and not _named(one, names).isdisjoint(whom)) or (
            _is_like(correction, other.uid) or _is_like(one.annotated, article.uid)
        ):
            yield one


def _taken_back(meant: Spoken, says: _Says) -> Iterator[int]:
    """Numbers of the places of an article that a correction may take back."""
    annotated, right = meant.annotated, stems_of(" ".join(filter(takes_back, says.right)))
    counts = [*every_count(annotated.text, annotated.facts)]
    is_known = bool(says.things or says.right)
    for place in meant.places:
        is_counted = any(one.what in says.things and holds(place, one) for one in counts)
        is_theirs = any(name in says.names for name in place.chain.steps[-1].names)
        is_right = is_theirs and not right.isdisjoint(stems_of(place.claim.span.words))
        if is_counted or is_right or not is_known:
            yield place.number


def _named(spoken: Spoken, names: Mapping[str, str]) -> set[str]:
    return {names[uid] for uid in spoken.speakers if uid in names}


def _is_like(annotated: AnnotatedArticle, uid: str) -> bool:
    return any(
        relay.article == uid and relay.status is not RelayStatus.REJECTED
        for relay in annotated.relays
    )
