"""What the articles oppose by themselves, whether or not anybody marked it: denials, and sentences
that say that accounts differ."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.exchange.report.blocks import (
    Block,
    Dim,
    Inline,
    Inlines,
    Item,
    Items,
    Para,
    Said,
    Section,
    Strong,
)
from workbench.exchange.report.opposing import Denial, Opposed
from workbench.exchange.report.sections.telling import (
    article_link,
    article_words,
    named,
    said,
    shortened,
    statement_link,
    told,
)
from workbench.exchange.report.statements import unnumbered
from workbench.exchange.report.words import Words

_DENIALS, _SENTENCES = 6, 6
"""Denials and sentences that are told."""
_LONG = 220


def who_denies(every: Sequence[Denial], words: Words) -> tuple[Block, ...]:
    """Who denies what, each beside what it may be about."""
    items = [Item(_denial(one, words), _denied(one, words)) for one in every[:_DENIALS]]
    more = _more(len(every) - len(items), words)
    return _section("denials", (words("denials"), words("denials_lead")), items, more)


def where_accounts_differ(every: Sequence[Opposed], words: Words) -> tuple[Block, ...]:
    """The sentences in which the articles say that accounts differ."""
    items = [Item(_sentence(one)) for one in every[:_SENTENCES]]
    more = _more(len(every) - len(items), words)
    return _section("opposed", (words("opposed"), words("opposed_lead")), items, more)


def _more(count: int, words: Words) -> tuple[Block, ...]:
    return (Para((words.count("more", count),), "small"),) if count > 0 else ()


def _section(
    at: str, head: tuple[str, str], items: list[Item], more: tuple[Block, ...]
) -> tuple[Block, ...]:
    """A section of what was found, if anything was. head: its title and what it says first."""
    title, lead = head
    if not items:
        return ()
    below = (Para((lead,), "small"), Items(tuple(items), "pairs"), *more)
    return (Section(at, (title,), below),)


def _denial(one: Denial, words: Words) -> Inlines:
    article = one.place.within.article
    who = unnumbered(named(one.place.chain.steps[-1], words))
    does = Strong(f"{who} {words.term(one.place.claim.stance)}:")
    about = article_words(article, words)
    return (
        statement_link(one.statement), " ", does, " ", said(one.statement, _LONG), " (",
        article_link(article.number), f" {about})",
    )  # fmt: skip


def _denied(one: Denial, words: Words) -> tuple[Block, ...]:
    lines: list[Inlines] = []
    if one.about:
        end = told(one.about, words, _LONG)
        about = one.about.told
        who = unnumbered(named(about.chain.steps[-1], words))
        where: Inlines = (Dim(f" ({who}, "), article_link(about.within.article.number), Dim(")"))
        lines.append((words("denied"), " ", statement_link(one.about), " ", *end, *where))
    if one.before:
        lang = one.place.within.article.metadata.lang
        before = Said(shortened(one.before, _LONG), lang, is_quoted=False)
        lines.append((words("denied_before"), " ", before))
    return tuple(Para(line, "why") for line in lines)


def _sentence(one: Opposed) -> Inlines:
    line: list[Inline] = [article_link(one.number), " "]
    if one.before:
        line += [Said(shortened(one.before, _LONG), one.lang, is_quoted=False), " "]
    return (*line, Said(shortened(one.sentence, _LONG), one.lang, is_quoted=False))
