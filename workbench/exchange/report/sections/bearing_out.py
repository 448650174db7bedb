"""What articles beside a report say that may bear out a statement of it, each beside that one."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.claim import HopClass
from workbench.exchange.report.blocks import Block, Dim, Inlines, Item, Para, Said, Strong
from workbench.exchange.report.cues import cue_line
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.opposing import stated_words
from workbench.exchange.report.sections.stands import voice_words
from workbench.exchange.report.sections.telling import dated_words, listed, shortened, spoken
from workbench.exchange.report.supporting import Support
from workbench.exchange.report.words import Words

_SUPPORTS = 6
"""Of what may bear something out, that is told."""
_LONG = 220


def what_may_bear_out(digest: Digest, every: Sequence[Support], words: Words) -> tuple[Block, ...]:
    """What is said there, with what it may be about."""
    items = [Item(_said(digest, one, words), _beside(one, words)) for one in every[:_SUPPORTS]]
    return listed("supported", items, words, len(every) - len(items))


def _said(digest: Digest, one: Support, words: Words) -> Inlines:
    lang, stated = one.article.metadata.lang, one.stated
    who = voice_words(stated.voice, one.article.outlet, words)
    line = spoken(stated.words) if stated.is_speech else stated.words
    about = dated_words(digest, one.article, words)
    where = words("differ_beyond", number=one.article.number, about=about)
    known = stated.voice.hop_class
    weak = "" if known is HopClass.NAMED else f"{words.term(known)}; "
    return (
        Strong(cue_line(who, stated.cue) if stated.cue else f"{who}:"), " ",
        Said(shortened(line, _LONG), lang, is_quoted=stated.is_speech), " ",
        Dim(f"({weak}{where})"),
    )  # fmt: skip


def _beside(one: Support, words: Words) -> tuple[Block, ...]:
    lang = one.article.metadata.lang
    lines: list[Inlines] = [(words("denied"), " ", *stated_words(one.about, words))]
    for key, sentence in (("denied_whole", one.stated.whole), ("denied_before", one.stated.before)):
        if sentence:
            said = Said(shortened(sentence, _LONG), lang, is_quoted=False)
            lines.append((words(key), " ", said))
    return tuple(Para(line, "why") for line in lines)
