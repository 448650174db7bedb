"""What is open: the questions themselves, and how much nobody has finished, confirmed or judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import TypeAlias

from workbench.domain.claim import Assertion, ClaimState, Mode
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.origin import Standing
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.blocks import (
    Block,
    Dim,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Para,
    Said,
)
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.lacking import Outcome
from workbench.exchange.report.sections.telling import (
    article_link,
    shortened,
    spoken,
    statement_link,
)
from workbench.exchange.report.statements import (
    Outside,
    Statement,
    gist_of,
    unanswered_relays,
)
from workbench.exchange.report.told import Told
from workbench.exchange.report.words import Words

_NAMED = 8
"""Articles, statements and questions that are named one by one."""
_SHORT = 110
"""Characters of a question."""


def what_is_open(digest: Digest, words: Words) -> tuple[Block, ...]:
    """What is open, the articles' questions first."""
    items = [*_open_articles(digest, words), *_open_statements(digest, words)]
    unrated = sum(not digest.rating(one.uid) for one in digest.sources)
    items += _counted(words, "unrated_sources", unrated)
    items += _counted(words, "unreviewed_sources", sum(one.provisional for one in digest.sources))
    return (Items(tuple(items), "open"),) if items else (Para((words("open_none"),)),)


def _open_articles(digest: Digest, words: Words) -> Iterable[Item]:
    asked = [one for one in digest.articles if one.questions]
    unfinished = [one for one in digest.articles if not one.is_finished]
    if asked:
        articles = words.count("articles", len(asked))
        count = sum(len(one.questions) for one in asked)
        line = words.count("open_questions", count, articles=articles)
        yield Item((line,), (_questions(asked, words),))
    if unfinished and len(unfinished) != len(asked):
        numbers = [one.annotated.article.number for one in unfinished]
        links = _ways(map(article_link, numbers), words)
        yield Item((words.count("unfinished", len(unfinished)), *links))


def _questions(asked: Iterable[Told], words: Words) -> Block:
    """The first few of them, in the words that they are about: one of each article, then more;
    those on the very same words are one line."""
    turns: Iterable[tuple[_Asked | None, ...]]
    turns = zip_longest(*([(one.annotated, fact) for fact in one.questions] for one in asked))
    groups: dict[tuple[Kind, str], list[_Asked]] = {}
    for annotated, fact in (each for turn in turns for each in turn if each):
        there = groups.setdefault((fact.kind, gist_of(fact.span.words)), [])
        there.append((annotated, fact))
    items = [Item(_question(group, words)) for group in [*groups.values()][:_NAMED]]
    if rest := sum(map(len, [*groups.values()][_NAMED:])):
        items.append(Item((Dim(words.count("more", rest)),)))
    return Items(tuple(items))


_Asked: TypeAlias = tuple[AnnotatedArticle, Fact]


def _question(group: list[_Asked], words: Words) -> Inlines:
    annotated, fact = group[0]
    is_speech = isinstance(fact.attributes, Quote) and fact.attributes.mode is Mode.DIRECT
    line = spoken(fact.span.words) if is_speech else fact.span.words
    lang = annotated.article.metadata.lang
    said = Said(shortened(line, _SHORT), lang, is_quoted=is_speech)
    cue = fact.attributes.cue if isinstance(fact.attributes, Quote) and not is_speech else None
    before: Inlines = (Said(f"{cue.words}:", lang, is_quoted=False), " ") if cue else ()
    numbers = list(dict.fromkeys(one.article.number for one, _ in group))
    links = [part for number in numbers[:_NAMED] for part in (article_link(number), " ")]
    about = _asked_about(fact, words)
    return (*links, *before, said, *((" ", Dim(f"({about})")) if about else ()))


def _asked_about(fact: Fact, words: Words) -> str:
    """Who says it, or what is to be answered where nobody does."""
    if fact.kind in (Kind.EVENT, Kind.RELAY):
        return words("asked_event" if fact.kind is Kind.EVENT else "asked_relay")
    speaker = fact.speaker
    name = speaker and (speaker.name or (speaker.span.words if speaker.span else ""))
    return " ".join((name or "").split())


def _open_statements(digest: Digest, words: Words) -> Iterable[Item]:
    places = digest.places
    yield from _counted(words, "unreviewed", len(digest.unreviewed))
    drafts = sum(one.claim.state is ClaimState.DRAFT for one in places)
    yield from _counted(words, "drafts", drafts)
    yield from _counted(words, "unanswered", sum(bool(unanswered_relays(one)) for one in places))
    tests: tuple[tuple[str, Callable[[Statement], bool]], ...] = (
        ("similar", lambda one: _has(one, Standing.SIMILAR)),
        ("anonymous", lambda one: not one.count.confirmed and _has(one, Standing.ANONYMOUS)),
        ("unsupported", _is_unsupported),
        ("lacking", digest.sought_as(Outcome.LACKING).__contains__),
        ("unsought", digest.sought_as(Outcome.UNSOUGHT).__contains__),
        ("unjudged", lambda one: not any(map(_is_judged, (one, *one.again)))),
    )
    for key, test in tests:
        found = [one for one in digest.firsts if test(one)]
        if found:
            yield Item((words.count(key, len(found)), *_ways(map(statement_link, found), words)))
    settled = (map(_is_settled, (*one, *other)) for one, other in digest.disputes)
    yield from _counted(words, "unsettled", sum(not any(each) for each in settled))


def _is_settled(one: Statement | Outside) -> bool:
    """Whether there is a verdict on it, in any article that has it."""
    if isinstance(one, Outside):
        return False
    return any(place.claim.verdict for each in (one, *one.again) for place in each.places)


def _is_unsupported(statement: Statement) -> bool:
    """Whether nobody stands behind what somebody is told to say."""
    counted = statement.count.confirmed or statement.count.unconfirmed
    return not counted and statement.stance is not Assertion.HAS_NOT_SAID


def _is_judged(statement: Statement) -> bool:
    return any(place.assessments for place in statement.places)


def _has(statement: Statement, standing: Standing) -> bool:
    return any(one.standing is standing for one in statement.backing.origins)


def _counted(words: Words, key: str, number: int) -> list[Item]:
    return [Item((words.count(key, number),))] if number else []


def _ways(links: Iterable[Link], words: Words) -> Inlines:
    """The first few of the ways to some things."""
    every = list(links)
    found: list[Inline] = list(every[:_NAMED])
    if (more := len(every) - _NAMED) > 0:
        found.append(Dim(words.count("more", more)))
    return tuple(part for at, one in enumerate(found) for part in (", " if at else ": ", one))
