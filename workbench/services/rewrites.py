"""Which articles tell the same in other words: looked for when facts are kept, kept as suggestions.

Only articles of different outlets, or of unknown ones, published at most five days apart; what one
outlet tells again is news of it, or a series. Candidates come from an index of few words, so that
what this costs does not grow with the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import NamedTuple

from workbench.domain.fact import Fact, Kind, Quote, Time
from workbench.domain.gist import Gist
from workbench.domain.relay import Shared
from workbench.errors import DamagedError, UnreadError
from workbench.extract import Document, ordinary_words
from workbench.match.rewrites import (
    DAYS_APART,
    LEAD,
    LEAST_RARITY,
    REWRITE,
    SHARED_TELLING,
    Story,
    is_name,
    may_be,
    rarity,
    score,
    story_of,
)
from workbench.services.telling_words import names_in, telling_in
from workbench.services.workbench import Workbench

_MOST_COMPARED = 4
"""Candidates of an article whose texts are read."""
_AT_ONCE = 50
"""Articles that waited and are compared in one transaction."""
_MOST_TOLD = 8
"""Names and numbers that are kept of what two share."""


class _Near(NamedTuple):
    """A candidate: its number, how rare what it shares is, and days between the two."""

    number: int
    rarities: float
    apart: int


class Rewrite(NamedTuple):
    """An article that tells the same as another one."""

    other: int
    score: float
    shared: Shared


def gist_of(document: Document, facts: Iterable[Fact]) -> Gist | None:
    """The words and names by which an article is found that tells the same; None where its day is
    unknown, and where its head prints none."""
    return _gist(document.anchor, document.title, document.text, document.lang, facts)


def make_gists(bench: Workbench, numbers: Sequence[int]) -> None:
    """Work out anew what these articles tell, from the facts that are kept, and find what they tell
    again."""
    gists: dict[int, Gist | None] = {}
    for number in numbers:
        with suppress(UnreadError, DamagedError):
            metadata = bench.store.articles.get(number).metadata
            anchor = metadata.publication.anchor if metadata.publication else None
            text, facts = bench.store.articles.text(number), bench.store.facts.of_article(number)
            gists[number] = _gist(anchor, metadata.title, text, metadata.lang, facts)
    bench.store.gists.keep(gists)
    compare_articles(bench, [*gists])


def compare_articles(bench: Workbench, numbers: Sequence[int]) -> None:
    """Find anew what these articles tell again, and what in others goes with what they say. They
    wait until both was kept."""
    from workbench.services.counterparts import keep_counterparts

    keep_counterparts(bench, numbers)
    keep_rewrites(bench, numbers)


def compare_waiting(bench: Workbench) -> None:
    """Compare the articles whose facts were kept by a program that was ended before it had."""
    waiting = bench.store.gists.waiting()
    for first in range(0, len(waiting), _AT_ONCE):
        make_gists(bench, waiting[first : first + _AT_ONCE])


def _gist(
    anchor: str | None, title: str, text: str, lang: str, facts: Iterable[Fact]
) -> Gist | None:
    facts = [*facts]
    gist = Gist.of(anchor, ()) or Gist.of(max(_days(facts, len(title) + LEAD), default=""), ())
    if gist is None:
        return None
    return Gist(gist.day, tuple(sorted(telling_in(title, text, lang, facts))))


def keep_rewrites(bench: Workbench, numbers: Sequence[int]) -> None:
    """Find what these articles tell again, and keep it in the place of what was found before."""
    stories = _Stories(bench)
    found: dict[int, list[Rewrite]] = {}
    for number in numbers:
        with suppress(UnreadError, DamagedError):  # whoever reads them is told
            found[number] = list(_rewrites(bench, stories, number))
    bench.store.gists.keep_rewrites(found)


def _rewrites(bench: Workbench, stories: _Stories, number: int) -> Iterator[Rewrite]:
    for near in _near(bench, number):
        one, other = stories.by_words(number), stories.by_words(near.number)
        if not may_be(one, other, apart=near.apart, rarities=near.rarities):
            continue
        one, other = stories.whole(number), stories.whole(near.number)
        likely = score(one, other, apart=near.apart, rarities=near.rarities)
        if likely >= REWRITE:
            newer, older = (one, other) if number > near.number else (other, one)
            yield Rewrite(near.number, round(likely, 4), _shared(newer, older, near.apart))


def _near(bench: Workbench, number: int) -> list[_Near]:
    """The candidates that share the rarest words."""
    sharing, often = bench.store.gists.sharing(number, days=DAYS_APART)
    shared = ((one, [word for word in one.words if not is_name(word)]) for one in sharing)
    found = [
        _Near(one.number, sum(rarity(often[word]) for word in words), one.apart)
        for one, words in shared
        if len(words) >= SHARED_TELLING
    ]
    found = [one for one in found if one.rarities >= LEAST_RARITY]
    if not found:
        return []
    found.sort(key=itemgetter(1), reverse=True)
    found = found[: 4 * _MOST_COMPARED]
    apart = bench.store.gists.not_alike(number, [one.number for one in found])
    return [one for one in found if one.number in apart][:_MOST_COMPARED]


def _shared(newer: Story, older: Story, apart: int) -> Shared:
    names = [printed for name, printed in newer.names.items() if name in older.names]
    return Shared(
        tuple(names[:_MOST_TOLD]),
        tuple(sorted(newer.numbers & older.numbers)[:_MOST_TOLD]),
        len(newer.quoted & older.quoted),
        len(newer.head & older.head),
        apart,
    )


class _Stories:
    """What articles tell, each worked out once while others are compared with it."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._by_words: dict[int, Story] = {}
        self._whole: dict[int, Story] = {}

    def by_words(self, number: int) -> Story:
        """By its words alone."""
        if number not in self._by_words:
            title, lang, text = self._read(number)
            self._by_words[number] = story_of(title, text, ordinary=ordinary_words(lang))
        return self._by_words[number]

    def whole(self, number: int) -> Story:
        """With what its facts say."""
        if number not in self._whole:
            title, lang, text = self._read(number)
            facts = self._bench.store.facts.of_article(number)
            self._whole[number] = story_of(
                title,
                text,
                ordinary=ordinary_words(lang),
                names=names_in(facts),
                quoted=(one.span.exact for one in facts if isinstance(one.attributes, Quote)),
                days=_days(facts, len(title) + LEAD),
            )
        return self._whole[number]

    def _read(self, number: int) -> tuple[str, str, str]:
        return self._bench.store.gists.told(number)


def _days(facts: Iterable[Fact], end: int) -> set[str]:
    """The days that are spoken of before an offset."""
    return {
        fact.attributes.value[:10]
        for fact in facts
        if fact.kind is Kind.TIME
        and fact.span.start < end
        and isinstance(fact.attributes, Time)
        and len(fact.attributes.value or "") >= 10
        and fact.attributes.value
    }
