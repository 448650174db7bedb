"""Quotes: pairing of marks, direct and indirect frames, speakers and their chains.

`find_quotes` runs the stages in order over a text whose names are known; each stage is pure and
lives in a module of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.fact import Speaker
from workbench.extract.cast import Cast
from workbench.extract.lexicon import lexicon_for
from workbench.extract.quotes import by_complement, by_frame, capitals, direct, phrases
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.cues import Cue, CueTable, cues_for
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.speaker import Resolver


def find_quotes(
    text: str,
    sentences: Sequence[tuple[int, int]],
    pairs: Sequence[tuple[int, int]],
    cast: Cast,
    lang: str,
) -> list[tuple[Attribution, Speaker | None]]:
    """The attributions of the sentences with their speakers, in text order."""
    table = cues_for(lang)
    prefix = lexicon_for(lang).lang
    words = phrases.rules_for(lang)
    direct_reader = direct.DirectReader(text, table, words, cast, prefix)
    reader: by_complement.ComplementReader | by_frame.FrameReader
    complements = by_complement.rules_for(lang)
    if complements.kept:
        reader = by_complement.ComplementReader(text, table, words, complements, cast, prefix)
    else:
        reader = by_frame.FrameReader(text, table, words, by_frame.rules_for(lang), cast, prefix)
    sure = capitals.SureSpeakers(text, capitals.rules_for(lang), words, cast, prefix)
    found: list[Attribution] = []
    at = 0
    if complements.kept:
        sentences = _with_their_cues(text, sentences, pairs, table)
    for start, end in sentences:
        while at < len(pairs) and pairs[at][1] <= start:
            at += 1
        inside = []
        ahead = at
        while ahead < len(pairs) and pairs[ahead][0] < end:
            if pairs[ahead][0] >= start and pairs[ahead][1] <= end:
                inside.append(pairs[ahead])
            ahead += 1
        cues = [c for c in table.find(text, start, end) if not _is_name_word(text, c, cast)]
        if not inside and not cues:
            continue
        outside = tuple(c for c in cues if not any(a < c.start < b for a, b in inside))
        stretch = Stretch(start, end, tuple(inside), outside)
        attributions, used = direct_reader.read(stretch) if inside else ([], set())
        read = reader.read(stretch, used, attributions)
        found.extend(sure.keep(stretch, read) if sure.rules.applies else read)
    found.sort(key=lambda attribution: (attribution.start, attribution.end))
    found = direct.continue_speakers(found, text)
    if isinstance(reader, by_complement.ComplementReader):
        found = by_complement.join_continued(found, text, prefix)
    return Resolver(text, cast, reader.mentions, lang).resolve(found)


def _with_their_cues(
    text: str,
    sentences: Sequence[tuple[int, int]],
    pairs: Sequence[tuple[int, int]],
    table: CueTable,
) -> list[tuple[int, int]]:
    """The sentences, “Why?” joined with "Reed asked." and "Reed said:" with its quotation."""
    closing = {b: a for a, b in pairs if text[b - 2 : b - 1] in ("?", "!")}
    opening = {a for a, _ in pairs}
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        begun, ended = joined[-1] if joined else (start, start)
        asked = (
            closing.get(ended) == begun and start - ended <= 2 and text[start].isupper()
            and table.closes(text, start, end)
        )  # fmt: skip
        announced = text[ended - 1 : ended] == ":" and start in opening and start - ended <= 4
        if joined and (asked or announced):
            joined[-1] = (begun, end)
        else:
            joined.append((start, end))
    return joined


def _is_name_word(text: str, cue: Cue, cast: Cast) -> bool:
    """Whether a cue is a word of a name: "PT Terang Bersama"."""
    return text[cue.start].isupper() and cast.around(cue.start) is not None
