"""Which credits of a text say something new: an outlet that speaks for the article is told once,
and again where another one spoke since.

Knows where credits stand and how far they reach, never a word of a language.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from workbench.domain.relay import Reach
from workbench.extract.outlets import outlet_key

CREDIT, REFERENCE = "explicit_credit", "implicit_reference"
AGAIN = ("relay.quoted", "relay.dated")
"""Rules of credits in running text that speak for the article again behind another outlet's."""
_TOLD_AGAIN = ("relay.quoted", "relay.dated", "relay.told", "relay.passed_to")
"""Rules whose credits of one outlet are told each time where they speak for one statement; a
reporting outlet is a speaker anyway."""


class FoundRelay(NamedTuple):
    """One credit of another outlet."""

    start: int
    end: int
    outlet: str
    basis: str
    rule: str
    reason: str
    score: float
    reach: Reach = Reach.ARTICLE
    is_joint: bool = False
    """Whether it is named together with the one before it."""


def told_once(found: Sequence[FoundRelay], own: Collection[str]) -> Iterator[FoundRelay]:
    """The credits of other outlets without those that say nothing new: what speaks for the article
    is told once, and again where another outlet spoke for it since; what speaks for a statement
    each time, but where the outlet speaks for the article there alone."""
    others = [relay for relay in found if (key := outlet_key(relay.outlet)) and key not in own]
    others.sort(key=lambda relay: (relay.basis != CREDIT, relay.start))
    articles = _of_articles(others)
    yield from articles
    speaking = _speaking_together(articles)
    told: set[tuple[str, int]] = set()
    for relay in others:
        if relay.reach is Reach.ARTICLE:
            continue
        at = bisect_right(speaking, relay.start, key=lambda one: one[0])
        name = outlet_key(relay.outlet)
        once = name, relay.end if relay.rule in _TOLD_AGAIN else 0
        if once not in told and not (speaking and speaking[max(at - 1, 0)][1] == {name}):
            told.add(once)
            yield relay


def _of_articles(relays: Sequence[FoundRelay]) -> list[FoundRelay]:
    """Those that speak for the article, in text order."""
    articles: list[FoundRelay] = []
    first: dict[str, int] = {}
    for relay in relays:
        if relay.reach is not Reach.ARTICLE:
            continue
        key = outlet_key(relay.outlet)
        at = bisect_right(articles, relay.start, key=lambda one: one.start)
        since = key in first and first[key] <= relay.start and relay.rule in AGAIN
        if key not in first or (since and outlet_key(articles[at - 1].outlet) != key):
            articles.insert(at, relay)
            first[key] = min(first.get(key, relay.start), relay.start)
    return articles


def _speaking_together(articles: Sequence[FoundRelay]) -> list[tuple[int, set[str]]]:
    """Where credits of the article begin, and the outlets that each names."""
    groups: list[tuple[int, set[str]]] = []
    for relay in articles:
        if relay.is_joint and groups:
            groups[-1][1].add(outlet_key(relay.outlet))
        else:
            groups.append((relay.start, {outlet_key(relay.outlet)}))
    return groups
