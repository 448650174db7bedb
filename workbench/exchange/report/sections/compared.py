"""What nobody has compared: numbers that differ, what one of two like texts leaves out, articles
elsewhere that name the same sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.exchange.report.apart import only_in
from workbench.exchange.report.blocks import Block, Inline, Inlines, Item, Items, Said, Strong
from workbench.exchange.report.differing import Beyond, Counted, Difference
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.likeness import own_relays
from workbench.exchange.report.sections.articles import title_of
from workbench.exchange.report.sections.stands import stands_line, who_counts
from workbench.exchange.report.sections.telling import (
    article_link,
    dated_words,
    listed,
    shortened,
    statement_link,
)
from workbench.exchange.report.statements import Statement
from workbench.exchange.report.words import Words
from workbench.told.counts import Count

_DIFFERENCES, _SIDES, _PLACES = 6, 5, 4
"""Differences that are told, numbers of one, and places of a number."""
_PAIRS, _ONLY = 4, 4
"""Pairs of like texts, and sentences that only one of a pair has."""
_LONG = 140
"""Characters of a sentence."""
_FAR, _BEHIND = 400, 40
"""Characters before a number that are kept, and those behind one that stands late."""


def numbers_that_differ(digest: Digest, words: Words) -> tuple[Block, ...]:
    """The numbers side by side, each with where it stands."""
    told = _Told(digest.by_place, digest, words)
    items = [_difference(one, told) for one in digest.differences[:_DIFFERENCES]]
    return listed("differ", items, words, len(digest.differences) - len(items))


class _Told(NamedTuple):
    """What it takes to tell of numbers."""

    by_place: dict[int, Statement]
    digest: Digest
    words: Words


def _difference(one: Difference, told: _Told) -> Item:
    sides = [Item(_side(side, told)) for side in one.sides[:_SIDES]]
    if (more := len(one.sides) - _SIDES) > 0:
        sides.append(Item((told.words.count("more", more),)))
    what = Strong(told.words.scale("counted", one.what))
    return Item((what, ": ", stands_line(one, told.words)), (Items(tuple(sides)),))


def _side(side: tuple[Counted, ...], told: _Told) -> Inlines:
    """Who says a number, in the words of the first text that has it, then every place of it, with
    who says it there where that is another one; those of corrections apart, since what takes a
    number back prints it too."""
    backing = [one for one in side if not one.is_wrong]
    taking_back = [one for one in side if one.is_wrong]
    first = next((one for one in backing if one.place), (backing or side)[0])
    lang = first.article.metadata.lang
    who = told.words("differ_says", who=who_counts(first, told.words))
    line: list[Inline] = [who, " ", Strong(first.number.span.words), ": "]
    line.append(Said(_sentence(first.number), lang, is_quoted=False))
    if backing:
        line += [" (", *_places(backing, first, told), ")"]
    if taking_back:
        line += [" ", Strong(told.words("differ_correction")), " "]
        line += _places(taking_back, None, told)
    return tuple(line)


def _places(every: Sequence[Counted], first: Counted | None, told: _Told) -> Iterator[Inline]:
    """Where a number stands; where others say it than the first one, with who does."""
    words = told.words
    said_by = who_counts(first, words) if first else ""
    for at, one in enumerate(every[:_PLACES]):
        if at:
            yield "; "
        yield from _where(one, told)
        if first and (who := who_counts(one, words)) != said_by:
            is_named = one.place is None and one.number.voice is None and not one.number.is_right
            if is_named and said_by and said_by in one.number.sentence:
                yield f", {words('differ_names', who=said_by)}"
            else:
                yield f", {words('differ_also', who=who)}"
    if (more := len(every) - _PLACES) > 0:
        yield f"; {words.count('more', more)}"


def _sentence(number: Count) -> str:
    """The sentence of a number, cut behind it alone: who says it stands before it. One that begins
    too far off is cut there as well."""
    sentence = number.sentence
    at = sentence.find(number.span.exact)
    if at <= _FAR:
        return shortened(sentence, max(_LONG, at + len(number.span.exact) + _BEHIND))
    _, _, behind = sentence[at - _LONG // 2 :].partition(" ")
    return f"…{shortened(behind, _LONG)}"


def _where(one: Counted, told: _Told) -> Inlines:
    words = told.words
    about = dated_words(told.digest, one.article, words)
    if one.is_beyond:
        return (words("differ_beyond", number=one.article.number, about=about),)
    there: Inlines = (article_link(one.article.number), f" {about}")
    if one.place is None:
        return there
    statement = told.by_place[one.place.number]
    linked = statement_link(statement, words("statement", number=statement.number))
    return (*there, ", ", linked)


def texts_apart(digest: Digest, words: Words) -> tuple[Block, ...]:
    """Of articles that share most of their text, what only one of them says."""
    there = {one.annotated.article.number: one.annotated for one in digest.articles}
    items = []
    for pair in digest.alike[:_PAIRS]:
        one, other = there[pair.one], there[pair.other]
        for article, against in ((one, other), (other, one)):
            if only := only_in(article, against):
                items.append(_only(article.article, only, words))
    return listed("apart", items, words)


def _only(article: Article, sentences: list[str], words: Words) -> Item:
    lang = article.metadata.lang
    below = [
        Item((Said(shortened(one, _LONG), lang, is_quoted=False),)) for one in sentences[:_ONLY]
    ]
    if (more := len(sentences) - _ONLY) > 0:
        below.append(Item((words.count("more", more),)))
    outlet = article.outlet or words("unknown_outlet")
    line = words("apart_only", outlet=outlet)
    return Item((article_link(article.number), f" {line}"), (Items(tuple(below)),))


def articles_beyond(digest: Digest, words: Words) -> tuple[Block, ...]:
    """The articles that the story does not hold, with whom they name."""
    credited = {name.casefold() for told in digest.articles for name in own_relays(told.annotated)}
    items = [Item(_beyond(digest, one, credited, words)) for one in digest.beyond]
    return listed("beyond", items, words)


def _beyond(digest: Digest, one: Beyond, credited: set[str], words: Words) -> Inlines:
    names = words("beyond_names", names=words.joined(list(one.names)))
    is_credited = one.article.outlet.casefold() in credited
    return (
        f"#{one.article.number} {dated_words(digest, one.article, words)}: ",
        title_of(one.article, words),
        f" ({names}{words('beyond_credited') if is_credited else ''})",
    )
