"""The articles with the words of the claims marked, and those without a claim by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.domain.article import Article
from workbench.domain.note import NoteSubject
from workbench.exchange.report.blocks import (
    Block,
    Dim,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Pairs,
    Para,
    Said,
    Section,
)
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.likeness import own_relays
from workbench.exchange.report.sections.marking import passage
from workbench.exchange.report.sections.telling import dated_words, numbered
from workbench.exchange.report.statements import Statement
from workbench.exchange.report.told import Told
from workbench.exchange.report.words import Words

ByPlace = Mapping[int, Statement]
"""Number of a place -> its statement."""


def articles(digest: Digest, words: Words) -> Section:
    """Every article, the earliest first."""
    by_place = {
        place.number: statement for statement in digest.statements for place in statement.places
    }
    below: list[Block] = [Para((words("articles_lead"),), "small")]
    below += [_article(digest, one, by_place, words) for one in digest.articles if one.places]
    if bare := [one for one in digest.articles if not one.places]:
        items = Items(tuple(_named(digest, one, words) for one in bare), "bare")
        below.append(Section("bare", (words("articles_without"),), (items,)))
    return Section("articles", (words("articles"),), tuple(below), "articles")


def title_of(article: Article, words: Words) -> Inline:
    """An article's title as it is shown."""
    metadata = article.metadata
    if metadata.title:
        return Said(metadata.title, metadata.lang, is_quoted=False)
    return words("untitled")


def _article(digest: Digest, told: Told, by_place: ByPlace, words: Words) -> Section:
    annotated = told.annotated
    article = annotated.article
    title = (Dim(f"#{article.number}"), " ", title_of(article, words))
    below: list[Block] = [Pairs(tuple(_about(digest, told, by_place, words)))]
    if annotated.has_text:
        below.append(passage(annotated, told.places, by_place, words))
    else:
        below.append(Para((words("without_text"),), "small"))
    if annotated.translation:
        below.append(Para((words("translation"),), "small"))
    return Section(f"a{article.number}", title, tuple(below), "article")


def _named(digest: Digest, told: Told, words: Words) -> Item:
    article = told.annotated.article
    title, about = title_of(article, words), dated_words(digest, article, words)
    named = (Dim(f"#{article.number}"), " ", title, f" ({about})")
    return Item(named, at=f"a{article.number}")


def _about(
    digest: Digest, told: Told, by_place: ByPlace, words: Words
) -> Iterable[tuple[str, Inlines]]:
    annotated = told.annotated
    article, metadata = annotated.article, annotated.article.metadata
    day = words("unknown_day")
    if publication := metadata.publication:
        basis = words.term(publication.basis)
        day = words("published_basis", day=words.day(publication.at), basis=basis)
    outlet = article.outlet or words("unknown_outlet")
    about = f"{outlet}, {day}"
    if printed := digest.printed.get(article.number):
        about = words("article_prints", about=about, day=words.day(printed))
    yield words("published"), (about,)
    if metadata.author:
        yield words("author"), (metadata.author,)
    if relays := own_relays(annotated):
        yield words("credits"), (words.joined(relays),)
    for key, address in (("address", metadata.url), ("archive", metadata.archive)):
        if address:
            yield words(key), (Link(address, address),)
    yield words("claims_here"), _ways(told, by_place)
    if told.questions:
        yield words("questions"), (words.number(len(told.questions)),)
    if annotated.states:
        states = [
            words("state_by", analyst=one.analyst, state=words.term(one.state))
            for one in sorted(annotated.states, key=lambda one: one.analyst)
        ]
        yield words("states"), (", ".join(states),)
    for note in annotated.notes:
        if note.subject is NoteSubject.ARTICLE:
            by = words("note_by", analyst=note.analyst)
            yield words("note"), (Dim(by), Said(note.words, is_quoted=False))
    if tags := [one for one in annotated.tags if one.claim is None]:
        yield words("tags"), (", ".join(f"{one.name} ({one.analyst})" for one in tags),)


def _ways(told: Told, by_place: ByPlace) -> Inlines:
    return numbered(by_place[place.number] for place in told.places)
