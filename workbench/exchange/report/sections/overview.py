"""What a report of many articles is about, article by article: who speaks in each, and which may
tell of one event. Its first statements alone would be any five of hundreds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from workbench.exchange.report.blocks import (
    Block,
    Fold,
    Inline,
    Inlines,
    Item,
    Items,
    Para,
    Section,
)
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.articles import title_of
from workbench.exchange.report.sections.telling import article_link, dated_words
from workbench.exchange.report.statements import Statement, unnumbered
from workbench.exchange.report.told import Told
from workbench.exchange.report.words import Words

MANY = 5
"""Articles with claims, from which on more is wanted than the first statements."""
_SHOWN, _FOLDED = 12, 48
"""Articles that are seen, and that are seen when it is wanted."""
_SPEAKERS, _SPEAKERS_SHARED = 3, 5
"""Of an article, and of several."""


def overview(digest: Digest, words: Words) -> tuple[Block, ...]:
    """The articles that have claims; nothing of a story, and of few."""
    there = {one.annotated.article.number: one for one in digest.articles if one.places}
    if digest.scope.kind == "story" or len(there) <= MANY:
        return ()
    by_place = digest.by_place
    groups = [[number for number in group if number in there] for group in digest.together]
    groups = [group for group in groups if len(group) > 1]
    tied = {number for group in groups for number in group}
    alone = [number for number in there if number not in tied]
    items = [_group(digest, [there[one] for one in group], by_place, words) for group in groups]
    items += [Item(_line(digest, there[number], by_place, words)) for number in alone]
    below: list[Block] = [Para((words.count("overview_alone", len(alone)),), "small")]
    if digest.shared:
        below.append(Para(tuple(_shared(digest, words)), "small"))
    below.append(Items(tuple(items[:_SHOWN]), "pairs"))
    if folded := items[_SHOWN : _SHOWN + _FOLDED]:
        summary = (words.count("more_articles", len(folded)),)
        below.append(Fold(summary, (Items(tuple(folded), "pairs"),)))
    if (more := len(items) - _SHOWN - _FOLDED) > 0:
        below.append(Para((words.count("more_articles", more),), "small"))
    return (Section("overview", (words("overview"),), tuple(below)),)


def _shared(digest: Digest, words: Words) -> Iterator[Inline]:
    """Who speaks in several articles that are laid beside each other by nothing else."""
    yield words("overview_shared")
    for at, (name, numbers) in enumerate(digest.shared[:_SPEAKERS_SHARED]):
        yield f"; {name} (" if at else f" {name} ("
        for place, number in enumerate(numbers[:_SPEAKERS_SHARED]):
            yield ", " if place else ""
            yield article_link(number)
        more = len(numbers) - _SPEAKERS_SHARED
        yield f", +{more})" if more > 0 else ")"
    more = len(digest.shared) - _SPEAKERS_SHARED
    yield f"; {words.count('more', more)}." if more > 0 else "."


def _group(
    digest: Digest, group: list[Told], by_place: Mapping[int, Statement], words: Words
) -> Item:
    items = tuple(Item(_line(digest, one, by_place, words)) for one in group)
    return Item((words("overview_together"),), (Items(items),))


def _line(digest: Digest, told: Told, by_place: Mapping[int, Statement], words: Words) -> Inlines:
    """An article by its title, with how much it says and who says most of that."""
    article = told.annotated.article
    statements = {by_place[one.number].number for one in told.places}
    speakers = Counter(
        words.joined([*map(unnumbered, step.names)])
        for step in (place.chain.steps[-1] for place in told.places)
        if step.names
    )
    who = ", ".join(
        f"{name} ({words.number(count)})" for name, count in speakers.most_common(_SPEAKERS)
    )
    said = words.count("statements", len(statements))
    about = dated_words(digest, article, words)
    end = f" ({about}): {said}"
    return (
        article_link(article.number), " ", title_of(article, words),
        f"{end}; {who}" if who else end,
    )  # fmt: skip
