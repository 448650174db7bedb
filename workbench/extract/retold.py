"""A report that is pointed back to: "menurut laporan itu" is the outlet that was credited before.

Only where nothing else can be meant: the words are said to speak, nobody is named in them, and
between the credit and them no other report is told of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Speaker, SpeakerClass
from workbench.extract.credits import FoundRelay
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.reach import Place

_WITHIN = 900
"""Code points behind a credit in which its report may be pointed back to: some paragraphs of the
press."""
_SCORE = 0.75
"""How sure the outlet is. A step by judgement: as somebody who is described."""
Told = tuple[Attribution, Speaker | None]
"""What somebody is said to say, and who."""


class RetoldRules(NamedTuple):
    """The words of one language for what an outlet brought."""

    noun: re.Pattern[str]
    pointed: re.Pattern[str]
    """One that was told of: "laporan itu", "the report"."""
    verbs: frozenset[str]
    """What outlets do: "melaporkan", "reported"."""

    @classmethod
    def of(cls, lex: Lexicon) -> RetoldRules:
        """The rules of a language folder."""
        noun = rf"(?<![\w-]){alternation(lex.words('lines', 'retold'))}(?![\w-])"
        articles = alternation(lex.words("references", "articles"))
        this = alternation(lex.words("frames", "demonstrative"))
        pointed = rf"(?i)(?:(?:{articles}|{this}) {noun}|{noun} {this})"
        return cls(compiled(rf"(?i){noun}"), compiled(pointed), lex.set("lines", "relay_verbs"))


@lru_cache(maxsize=16)
def rules_for(lang: str) -> RetoldRules:
    """The rules of a language."""
    return RetoldRules.of(lexicon_for(lang))


def points_back(words: str, lang: str) -> bool:
    """Whether words for a source are those for a report that was told of."""
    return rules_for(lang).pointed.fullmatch(words) is not None


def with_reports(found: Sequence[Told], relays: Sequence[FoundRelay], place: Place) -> list[Told]:
    """What was found, with the outlet for each report that is pointed back to."""
    known: list[Told] = []
    for attribution, speaker in found:
        if speaker and not speaker.names and points_back(speaker.span.exact, place.lang):
            speaker = _outlet(speaker, relays, place) or _reporter(speaker, known, place) or speaker
        known.append((attribution, speaker))
    return known


def _outlet(speaker: Speaker, relays: Sequence[FoundRelay], place: Place) -> Speaker | None:
    """The outlet that was credited last, in a sentence that quotes nobody else."""
    at = bisect_right(relays, speaker.span.start, key=lambda relay: relay.end) - 1
    relay = relays[at] if at >= 0 else None
    if relay is None or relay.is_joint or not _is_clear(relay.start, relay.end, speaker, place):
        return None
    sentence = place.statement(relay.start)
    if sentence is None or place.quotes(sentence):
        return None
    return replace(
        speaker, name=relay.outlet, names=(relay.outlet,), speaker_class=SpeakerClass.OUTLET,
        name_score=_SCORE,
    )  # fmt: skip


def _reporter(speaker: Speaker, before: Sequence[Told], place: Place) -> Speaker | None:
    """Whoever is said to have reported something last: "X reported ... the report says"."""
    verbs = rules_for(place.lang).verbs
    for attribution, other in reversed(before):
        cue = attribution.cue
        if speaker.span.start - attribution.start > _WITHIN:
            return None
        if cue and other and len(other.names) == 1 and place.text[slice(*cue)].lower() in verbs:
            last = max(attribution.end, cue[1], other.span.end)
            if not _is_clear(attribution.start, last, speaker, place):
                return None
            return replace(
                speaker, name=other.name, names=other.names, speaker_class=other.speaker_class,
                name_score=min(_SCORE, other.name_score),
            )  # fmt: skip
    return None


def _is_clear(start: int, end: int, speaker: Speaker, place: Place) -> bool:
    """Whether words in a later sentence can mean no other report than the one of a stretch."""
    at, sentence = speaker.span.start, place.statement(start)
    if end > at or at - end > _WITHIN or sentence is None or at < sentence[1]:
        return False
    return rules_for(place.lang).noun.search(place.text, end, at) is None
