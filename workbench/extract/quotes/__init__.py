"""Quotes: pairing of marks, direct and indirect frames, speakers and their chains.

`find_quotes` runs the stages in order over a text whose names are known; each stage is pure and
lives in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from workbench.domain.fact import Speaker
from workbench.extract.cast import Cast
from workbench.extract.lexicon import lexicon_for
from workbench.extract.quotes import called, capitals, direct, phrases
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.cues import Cue, cues_for
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.quotes.reader import Reader
from workbench.extract.quotes.speaker import Resolver
from workbench.extract.quotes.who import Memory

_OPENING = 2
"""Code points at the beginning of a sentence: a capital there is no sign of a noun."""


class Quotes(NamedTuple):
    """What somebody says in a text."""

    found: list[tuple[Attribution, Speaker | None]]
    """The attributions with their speakers, in text order."""
    meant: Callable[[int], str | None]
    """Whom a pronoun for one person means at a place."""


def find_quotes(
    text: str,
    sentences: Sequence[tuple[int, int]],
    pairs: Sequence[tuple[int, int]],
    cast: Cast,
    lang: str,
) -> Quotes:
    """What somebody says in the sentences."""
    table = cues_for(lang)
    prefix = lexicon_for(lang).lang
    words = phrases.rules_for(lang)
    direct_reader = direct.DirectReader(text, table, words, cast, prefix, called.rules_for(lang))
    reader = _reader(text, words, cast, lang)
    sure = capitals.SureSpeakers(text, capitals.rules_for(lang), words, cast, prefix)
    found: list[Attribution] = []
    at = 0
    for start, end in reader.sentences(sentences, pairs):
        while at < len(pairs) and pairs[at][1] <= start:
            at += 1
        inside = []
        ahead = at
        while ahead < len(pairs) and pairs[ahead][0] < end:
            if pairs[ahead][0] >= start and pairs[ahead][1] <= end:
                inside.append(pairs[ahead])
            ahead += 1
        cues = [c for c in table.find(text, start, end) if not _is_name_word(text, c, cast)]
        if words.every_noun:
            cues = [c for c in cues if text[c.start].islower() or c.start <= start + _OPENING]
        if not inside and not cues:
            continue
        outside = tuple(c for c in cues if not any(a < c.start < b for a, b in inside))
        stretch = Stretch(start, end, tuple(inside), outside)
        attributions, used = direct_reader.read(stretch) if inside else ([], set())
        read = reader.read(stretch, used, attributions)
        found.extend(sure.keep(stretch, read) if sure.rules.applies else read)
    found.sort(key=lambda attribution: (attribution.start, attribution.end))
    whole = reader.joined(direct.continue_speakers(found, text))
    memory = Memory([start for start, _ in sentences])
    resolver = Resolver(text, cast, memory, reader.announced, lang)
    return Quotes(resolver.resolve(whole), resolver.meant)


def _reader(text: str, words: PhraseRules, cast: Cast, lang: str) -> Reader:
    """The reader of a language, loaded when a text first needs it: by complements where the
    language's folder says what cues take."""
    if lexicon_for(lang).has("complements"):
        from workbench.extract.quotes.by_complement import ComplementReader

        return ComplementReader(text, words, cast, lang)
    from workbench.extract.quotes.by_frame import FrameReader

    return FrameReader(text, words, cast, lang)


def _is_name_word(text: str, cue: Cue, cast: Cast) -> bool:
    """Whether a cue is a word of a name: "PT Terang Bersama"."""
    return text[cue.start].isupper() and cast.around(cue.start) is not None
