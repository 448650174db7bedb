"""What the articles oppose by themselves, whether or not anybody marked it: denials, and sentences
that say that accounts differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from workbench.domain.article import Article
from workbench.exchange.report.accounts import Opposed, opposed_in
from workbench.exchange.report.blocks import (
    Block,
    Dim,
    Inline,
    Inlines,
    Item,
    Para,
    Said,
    Strong,
)
from workbench.exchange.report.denials import Denial
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.telling import (
    article_link,
    dated_words,
    does_words,
    listed,
    named,
    said,
    shortened,
    statement_link,
    told,
    who_words,
)
from workbench.exchange.report.statements import Statement, unnumbered
from workbench.exchange.report.supporting import Support, supports
from workbench.exchange.report.tying import Ties
from workbench.exchange.report.words import Words

_DENIALS, _SENTENCES = 6, 6
"""Denials and sentences that are told."""
_TIED = 2
"""Statements that are named beside a sentence."""
_LONG = 220


def who_denies(digest: Digest, every: Sequence[Denial], words: Words) -> tuple[Block, ...]:
    """Who denies what, each beside what it may be about."""
    items = [
        Item(_denial(digest, one, words), _denied(digest, one, words)) for one in every[:_DENIALS]
    ]
    return listed("denials", items, words, len(every) - len(items))


def opposed(digest: Digest) -> list[tuple[Article, Opposed]]:
    """The sentences in which articles say that accounts differ, those beside the report last."""
    inside = (told.annotated for told in digest.articles)
    every = [(one.article, each) for one in inside for each in opposed_in(one.text, one.facts)]
    return every + [(one.article, each) for one in digest.beyond for each in one.opposed]


def statements_opposed(
    digest: Digest, every: Iterable[tuple[Article, Opposed]]
) -> frozenset[Statement]:
    """The statements of the report that such sentences speak of, or that differ from one."""
    spoken_of: defaultdict[str, list[str]] = defaultdict(list)
    sentences = list(every)
    for article, one in sentences:
        spoken_of[article.uid] += [one.before, one.sentence]
    about = _About(digest)
    tied = {each for one in sentences for each in about.differing(*one)}
    return frozenset(
        statement
        for statement in digest.firsts
        for place in statement.places
        if statement in tied
        or any(place.claim.span.words in each for each in spoken_of[place.claim.article])
    )


class _About:
    """What of a story such sentences of other articles are about."""

    def __init__(self, digest: Digest) -> None:
        self._digest, self._ties = digest, Ties(digest.firsts)

    def tied(self, article: Article, one: Opposed) -> list[Statement]:
        """The statements that have a number of a sentence, or are known there by their day."""
        if self._digest.scope.kind != "story":
            return []
        found = self._ties.of(one.marks, article)
        return [each for each in found if article.number not in each.articles]

    def repeated(self, article: Article, one: Opposed) -> list[Statement]:
        """Those that a sentence likely says again, with no other number set beside theirs: it says
        that accounts differ from them, and they do not differ from it."""
        if self._digest.scope.kind != "story":
            return []
        found = dict.fromkeys(
            each.about
            for each in self._supports
            if each.article.uid == article.uid and each.stated.words in one.sentence
        )
        return [each for each in found if one.marks.numbers <= self._ties.marks[each].numbers]

    def contrary(self, article: Article, one: Opposed) -> list[Statement]:
        """Those that are marked as contrary to what a sentence says again."""
        others = (tie.other for each in self.repeated(article, one) for tie in each.against)
        return list(dict.fromkeys(each for each in others if isinstance(each, Statement)))

    def differing(self, article: Article, one: Opposed) -> list[Statement]:
        """Those of which a sentence says that something else is told too."""
        same = self.repeated(article, one)
        tied = [each for each in self.tied(article, one) if each not in same]
        return [*tied, *self.contrary(article, one)]

    @cached_property
    def _supports(self) -> list[Support]:
        return supports(self._digest)


def where_accounts_differ(
    digest: Digest, every: Sequence[tuple[Article, Opposed]], words: Words
) -> tuple[Block, ...]:
    """Those sentences."""
    about = _About(digest)
    items = [
        Item(_sentence(digest, *one, words), _beside(about, *one, words))
        for one in every[:_SENTENCES]
    ]
    return listed("opposed", items, words, len(every) - len(items))


def stated_words(statement: Statement, words: Words) -> Inlines:
    """A statement with who says it and where."""
    place = statement.told
    who = unnumbered(named(place.chain.steps[-1], words))
    where = (" ", Dim(f"({who},"), " ", article_link(place.within.article.number), Dim(")"))
    return (statement_link(statement), " ", *told(statement, words, _LONG), *where)


def _denial(digest: Digest, one: Denial, words: Words) -> Inlines:
    does = Strong(_does(one, who_words(one.names, words, one.roles), words))
    where = (" (", *_where(digest, one.article, words), ")")
    if one.statement:
        return (statement_link(one.statement), " ", does, " ", said(one.statement, _LONG), *where)
    denied = Said(shortened(one.words, _LONG), one.article.metadata.lang, is_quoted=False)
    return (does, " ", denied, *where)


def _does(one: Denial, who: str, words: Words) -> str:
    if one.is_read:
        return words("denies_by_words", who=who)
    return f"{who} {does_words(one.statement, one.stance, words)}"


def _where(digest: Digest, article: Article, words: Words) -> Inlines:
    """An article, with the way to it where the report has it."""
    about = dated_words(digest, article, words)
    if any(one.article.uid == article.uid for one in digest.beyond):
        return (words("differ_beyond", number=article.number, about=about),)
    return (article_link(article.number), f" {about}")


def _denied(digest: Digest, one: Denial, words: Words) -> tuple[Block, ...]:
    lines: list[Inlines] = []
    for key, statement in (("denied", one.about), ("denied_doing", one.told_of)):
        if statement:
            lines.append((words(key), " ", *stated_words(statement, words)))
    if one.printed:
        article = one.printed.article
        line = Said(shortened(one.printed.sentence, _LONG), article.metadata.lang, is_quoted=False)
        lines.append((words("denied"), " ", line, " (", *_where(digest, article, words), ")"))
    if one.whole:
        whole = Said(shortened(one.whole, _LONG), one.article.metadata.lang, is_quoted=False)
        lines.append((words("denied_whole"), " ", whole))
    if one.before:
        before = Said(shortened(one.before, _LONG), one.article.metadata.lang, is_quoted=False)
        lines.append((words("denied_before"), " ", before))
    return tuple(Para(line, "why") for line in lines)


def _beside(about: _About, article: Article, one: Opposed, words: Words) -> tuple[Block, ...]:
    """The statements that a sentence may be about: those that it says again, and their contrary;
    those that only have a number or a day of it."""
    same, contrary = about.repeated(article, one), about.contrary(article, one)
    tied = [each for each in about.tied(article, one) if each not in (*same, *contrary)]
    groups = (("opposed_same", same), ("opposed_contrary", contrary), ("opposed_tied", tied))
    return tuple(
        Para((words(key), " ", *stated_words(each, words)), "why")
        for key, found in groups
        for each in found[:_TIED]
    )


def _sentence(digest: Digest, article: Article, one: Opposed, words: Words) -> Inlines:
    """A sentence with the one before it, where one is, and its article."""
    lang = article.metadata.lang
    line: list[Inline] = []
    for sentence in filter(None, (one.before, one.sentence)):
        line += [Said(shortened(sentence, _LONG), lang, is_quoted=False), " "]
    return (*line, "(", *_where(digest, article, words), ")")
