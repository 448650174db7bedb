"""The first page: what a chief reads in a minute."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.domain.claim import ClaimState
from workbench.domain.origin import Standing
from workbench.exchange.report.blocks import (
    Badge,
    Block,
    Dim,
    Figure,
    Figures,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Para,
    Section,
    Strong,
)
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.telling import (
    article_link,
    badges,
    by_words,
    other_end,
    statement_link,
    told,
    who_says,
    why_counted,
)
from workbench.exchange.report.statements import Outside, Statement, unanswered_relays
from workbench.exchange.report.words import Words

_FIRST = 5
"""Statements on the first page; a chief has a minute."""
_PAIRS = 4
_NAMED = 8
"""Articles that are named one by one."""
_LONG, _SHORT = 220, 110
"""Characters of a statement that is told, and of one that is named."""


def summary(digest: Digest, words: Words) -> Section:
    """What is claimed, by whom, on how many origins, what contradicts it and what is open."""
    below: list[Block] = [_figures(digest, words), *_claimed(digest, words)]
    below.append(Section("against", (words("disputes"),), _disputes(digest, words)))
    below.append(Section("open", (words("open"),), _open(digest, words)))
    return Section("summary", (words("summary"),), tuple(below), "summary")


def _figures(digest: Digest, words: Words) -> Figures:
    counts = [one.count.confirmed for one in digest.statements]
    disputed = sum(bool(one.against) for one in digest.statements)
    every = (
        (len(digest.articles), "figure_articles", "#articles"),
        (len(counts), "figure_claims", "#claims"),
        (sum(count > 1 for count in counts), "figure_strong", ""),
        (counts.count(1), "figure_single", ""),
        (counts.count(0), "figure_none", ""),
        (disputed, "figure_against", "#against"),
        (sum(one.questions for one in digest.articles), "figure_open", "#open"),
    )
    return Figures(tuple(Figure(words.number(n), words(key), to) for n, key, to in every))


def _claimed(digest: Digest, words: Words) -> Iterable[Block]:
    if not digest.statements:
        yield Section("claimed", (words("claimed"),), (Para((words("claimed_none"),)),))
        return
    first = digest.leading[:_FIRST]
    below: list[Block] = [
        Para((words("claimed_order"),), "small"),
        Items(tuple(_told(digest, one, words) for one in first), "told", is_ordered=True),
    ]
    if rest := len(digest.statements) - len(first):
        more = words("claimed_rest", more=words.count("more_statements", rest))
        below.append(Para((Link("#claims", more),)))
    if len(digest.sayings) > 1:
        below.append(Para((words("speakers"), " ", *_speakers(digest, words)), "small"))
    yield Section("claimed", (words("claimed"),), tuple(below))


def _speakers(digest: Digest, words: Words) -> Inlines:
    """Who says most, each with how many statements."""
    most = [(who, said) for who, said in digest.sayings.items() if any(who)][:_FIRST]
    told: list[Inline] = []
    for who, said in most:
        told += [", "] if told else []
        told.append(f"{words.joined(list(who))} ({words.number(len(said))})")
    return (*told, ". ", Link("#who", words("who")))


def _told(digest: Digest, statement: Statement, words: Words) -> Item:
    numbers: list[Inline] = []
    for number in statement.articles[:_NAMED]:
        numbers += [" ", article_link(number)]
    if more := len(statement.articles) - _NAMED:
        numbers += [" ", words.count("more", more)] if more > 0 else []
    who = by_words(digest, statement, words)
    why = () if statement.is_plain else (" ", *why_counted(digest, statement, words))
    named = statement_link(statement, words("statement", number=statement.number))
    return Item(
        (named, " ", *told(statement, words, _LONG)),
        (
            Para((*badges(statement, words), *numbers), "marks"),
            Para((Strong(who), *why), "why"),
        ),
    )


def _disputes(digest: Digest, words: Words) -> tuple[Block, ...]:
    pairs = digest.contradictions
    if not pairs:
        return (Para((words("disputes_none"),)),)
    items = []
    for statement, other in pairs[:_PAIRS]:
        mark = (" ", Badge("against", f"≠ {words('against')}"), " ")
        items.append(Item((*_end(digest, statement, words), *mark, *_end(digest, other, words))))
    found: list[Block] = [Items(tuple(items), "pairs")]
    if rest := len(pairs) - len(items):
        found.append(Para((Link("#claims", words.count("more", rest)),)))
    return tuple(found)


def _end(digest: Digest, one: Statement | Outside, words: Words) -> Inlines:
    """One of two that contradict each other, with who says it."""
    said = other_end(one, words, _SHORT)
    if isinstance(one, Outside):
        return said
    return (*said, " ", Dim(f"({who_says(digest, one, words)})"))


def _open(digest: Digest, words: Words) -> tuple[Block, ...]:
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
        count = sum(one.questions for one in asked)
        line = words.count("open_questions", count, articles=articles)
        yield Item((line, *_links([one.annotated.article.number for one in asked], words)))
    if unfinished and len(unfinished) != len(asked):
        numbers = [one.annotated.article.number for one in unfinished]
        yield Item((words.count("unfinished", len(unfinished)), *_links(numbers, words)))


def _open_statements(digest: Digest, words: Words) -> Iterable[Item]:
    places = digest.places
    drafts = sum(one.claim.state is ClaimState.DRAFT for one in places)
    yield from _counted(words, "drafts", drafts)
    yield from _counted(words, "unanswered", sum(bool(unanswered_relays(one)) for one in places))
    tests: tuple[tuple[str, Callable[[Statement], bool]], ...] = (
        ("similar", lambda one: _has(one, Standing.SIMILAR)),
        ("anonymous", lambda one: not one.count.confirmed and _has(one, Standing.ANONYMOUS)),
        ("unsupported", lambda one: not (one.count.confirmed or one.count.unconfirmed)),
        ("unjudged", lambda one: not any(place.assessments for place in one.places)),
    )
    for key, test in tests:
        found = [one for one in digest.statements if test(one)]
        if found:
            links = _ways([(f"#s{one.number}", str(one.number)) for one in found], words)
            yield Item((words.count(key, len(found)), *links))
    unsettled = sum(
        not any(place.claim.verdict for one in pair if isinstance(one, Statement)
                for place in one.places)
        for pair in digest.contradictions
    )  # fmt: skip
    yield from _counted(words, "unsettled", unsettled)


def _has(statement: Statement, standing: Standing) -> bool:
    return any(one.standing is standing for one in statement.backing.origins)


def _counted(words: Words, key: str, number: int) -> list[Item]:
    return [Item((words.count(key, number),))] if number else []


def _links(numbers: list[int], words: Words) -> Inlines:
    return _ways([(f"#a{number}", f"#{number}") for number in numbers], words)


def _ways(found: list[tuple[str, str]], words: Words) -> Inlines:
    """The ways to the first few of some things."""
    links: list[Inline] = [": "]
    for at, (to, name) in enumerate(found[:_NAMED]):
        links += [", ", Link(to, name)] if at else [Link(to, name)]
    if len(found) > _NAMED:
        links += [", ", Dim(words.count("more", len(found) - _NAMED))]
    return tuple(links)
