"""The proposed chain of hops behind a quotation: who passed the speaker's words on.

"kata X kepada AFP" makes AFP the outer hop, "menurut A, B memperkirakan C" makes A one before B,
and an outlet that speaks by "mengutip X" has X behind it. Outermost first. What the whole article
credits is a relay, not a hop.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from workbench.domain.claim import JOINT, Factuality
from workbench.domain.fact import Speaker, SpeakerClass
from workbench.domain.span import Span
from workbench.extract.cast import Cast
from workbench.extract.credits import FoundRelay
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.outlets import (
    is_edition,
    is_outlet,
    outlet_key,
    outlet_like,
    outlet_nouns,
    outlets_for,
    own_keys,
    places_for,
    publisher_key,
)
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for
from workbench.extract.quotes.source import SourceReader
from workbench.extract.quotes.wording import WordingReader
from workbench.extract.reach import Place
from workbench.extract.sentences import UPPER, domain_endings
from workbench.extract.text_words import Led

_LOOK = 160
"""Code points beside a speaker in which an audience or a citing outlet is looked for."""
_NEIGHBOURS = 4
"""How many attributions to either side may hold one inside what they report."""
_SENTENCE_END = compiled(r"[.!?”\"][\s,]|\n")
_GAP_ENDS = 2
"""Ends of sentences between two statements of which one is told right behind the other."""
_LONGEST = 4
"""Hops of a proposed chain."""
_PASSED_ON, _PASSED_ON_NAME, _CITED = 0.88, 0.9, 0.8
"""How sure an outlet is that the words were passed on to, its name, and one whom an outlet cites.
Steps by judgement: an outlet is known by name, whom it cites is read like any speaker."""


class ChainRules:
    """The words that name an audience or a quoted outlet in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.lang = lex.lang
        nouns = alternation(lex.words("lines", "relay_nouns"))
        outlets = alternation(sorted(name for name in outlets_for(lex.lang) if len(name) > 1))
        domain = rf"[A-Z][\w.]{{0,40}}\.{domain_endings()}"
        described = outlet_like(lex)
        no_name = rf"(?!{alternation(lex.words('names', 'place_prepositions'))}(?![\w-]))"
        name = (
            rf"(?:{nouns}\s)?{no_name}(?P<outlet>(?i:{outlets})|{domain}|{described})"
            r"(?![\w-]|\.\w|\s\d)"
        )
        audience, first = self._audience(lex)
        quoted = alternation(lex.words("lines", "relay"))
        linkers = rf"(?:\s{alternation(lex.words('lines', 'relay_links'))})?"
        origin = alternation(lex.words("lines", "relay_origins"))
        self.passed_on = (
            Led(
                compiled(rf"(?<![\w-]){quoted}{linkers}\s{{1,3}}{name}(?!\s{origin}\s)"),
                lex.words("lines", "relay"),
            ),
            Led(compiled(rf"(?<![\w-]){audience}\s{{1,3}}{name}"), first),
        )
        days = alternation(sorted(lex.numbers("times", "weekdays")))
        papers = alternation(lex.words("lines", "papers"))
        word = rf"[{UPPER}](?:[\w&'’-]|\.(?=\w))*"
        self.told = Led(
            compiled(
                rf"(?<![\w-]){audience}\s{{0,3}}(?P<noun>{papers}\s)?(?!(?i:{days})(?![\w-]))"
                rf"(?P<outlet>{word}(?:\s{word}){{0,3}}|[a-z]{{3,10}}[{UPPER}](?:[a-z]+|[{UPPER}]+))"
            ),
            first,
            runs_on=True,
        )
        """Any name that was told, which an outlet has behind the noun for one or elsewhere."""
        joint = alternation(lex.words("frames", "joint"))
        self.joined = compiled(rf"\s{{0,2}}(?:,\s|/|\s{joint}\s){name}")
        self.outlet_noun = compiled(rf"(?i){outlet_nouns(lex)}(?![\w-])")
        self.citing = compiled(rf"(?<![\w-]){alternation(lex.words('lines', 'citing'))}(?![\w-])")

    @staticmethod
    def _audience(lex: Lexicon) -> tuple[str, list[str]]:
        """What leads in an outlet that was told something, and the words it begins with: "kepada",
        "wawancara tahun 2017 dengan", "disiarkan oleh"."""
        told, shown, printed, links, reporters = (
            lex.words("frames", key)
            for key in ("audience", "appearances", "carried", "appearance_links", "reporters")
        )
        link = alternation(links)
        lead = (
            rf"(?:{alternation(cased(told))}"
            rf"|{alternation(cased(shown))}(?:\s[\w'’-]{{1,24}}){{0,5}}?\s{link}"
            rf"|{alternation(cased(printed))}(?:\s{link})?)(?:\s{alternation(reporters)})?"
        )
        return lead, [*told, *shown, *printed]


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ChainRules:
    """The chain rules of a language."""
    return ChainRules(lexicon_for(lang))


class ChainReader:
    """Proposes the chains of one text's attributions."""

    def __init__(self, place: Place, cast: Cast, relays: Sequence[FoundRelay], outlet: str) -> None:
        self.place = place
        text = self.text = place.text
        self.cast = cast
        self._relays = [relay for relay in relays if not relay.is_joint]
        self._starts = [relay.start for relay in self._relays]
        self._credited = {outlet_key(relay.outlet) for relay in relays}
        self._publisher = publisher_key(outlet)
        self._own_keys = own_keys(outlet)
        self.rules = rules_for(place.lang)
        self.phrases = phrase_rules_for(place.lang)
        self.sources = SourceReader(text, cast, place.lang)
        self._wordings = WordingReader(text, self.phrases, self.sources.rules)

    def chains(
        self, found: Sequence[tuple[Attribution, Speaker | None]]
    ) -> list[tuple[Speaker, ...]]:
        """A chain for each attribution; empty where nobody is said to speak."""
        self._outlets = self._credited | {
            outlet_key(speaker.names[0])
            for _, speaker in found
            if speaker and speaker.names and speaker.speaker_class is SpeakerClass.OUTLET
        }
        own: list[tuple[Speaker, ...]] = []
        for at, (attribution, speaker) in enumerate(found):
            steps = self._own(attribution, speaker)
            goes_on = at > 0 and len(steps) == 1 and self._goes_on(found[at - 1][0], attribution)
            if goes_on and own[-1] and own[-1][-1].names == steps[-1].names:
                steps = (*own[-1][:-1], *steps)
            own.append(steps)
        attributions = [attribution for attribution, _ in found]
        chains = []
        for index in range(len(found)):
            outer = self._holder(index, attributions)
            ahead = own[outer] if outer is not None and own[index] else ()
            ahead = tuple(one for one in ahead if one.names != own[index][-1].names)
            chains.append((*ahead, *own[index])[-_LONGEST:])
        return chains

    def _own(self, attribution: Attribution, speaker: Speaker | None) -> tuple[Speaker, ...]:
        """The chain that the words beside the speaker give."""
        if speaker is None:
            return ()
        zones = [self._in_sentence(*zone) for zone in _zones(attribution)]
        ahead = self._ahead(attribution)
        is_outlet_noun = self.rules.outlet_noun.match(speaker.span.exact)
        if speaker.speaker_class is SpeakerClass.OUTLET or is_outlet_noun:
            places = [*zones, ahead]
            cited = next(filter(None, (self._cited(speaker, *zone) for zone in places)), None)
            if cited or not is_outlet_noun:
                return (speaker, cited) if cited else (speaker,)
        outer = [self._passing_on(*attribution.outer)] if attribution.outer else []
        quoted, told = self.rules.passed_on
        for pattern, places in ((quoted, zones), (told, [*zones, ahead])):
            for zone in places:
                if match := next(pattern.finditer(self.text, *zone), None):
                    outer.append(self._outlet(match))
                    break
        if not outer:
            outer += filter(None, (self._told(*zone) for zone in [*zones, ahead]))
        if speaker.speaker_class is SpeakerClass.ANONYMOUS:
            outer += filter(None, [self._whose_source(speaker)])
        outer += filter(None, [self._polled(speaker)])
        return (*(one for one in outer if not self._is_own(one)), speaker)

    def _in_sentence(self, start: int, end: int) -> tuple[int, int]:
        """A stretch up to the end of the sentence that it begins in."""
        sentence = self.place.statement(start)
        return start, min(end, sentence[1]) if sentence else end

    def _goes_on(self, before: Attribution, attribution: Attribution) -> bool:
        """Whether somebody adds something right behind what an outlet was told: "tambahnya"."""
        if not (attribution.clitic or attribution.same_as_previous) or before.cue is None:
            return False
        last = max(before.end, before.cue[1])
        between = self.text[last : attribution.start]
        return len(between) < _LOOK and len(_SENTENCE_END.findall(between)) < _GAP_ENDS

    def _ahead(self, attribution: Attribution) -> tuple[int, int]:
        """What stands before the speaker in the sentence: "Kepada AFP, | X mengatakan"."""
        speaker = attribution.speaker
        stop = min(attribution.start, speaker[0] if speaker else attribution.start)
        start = max(0, stop - _LOOK)
        ends = [found.end() for found in _SENTENCE_END.finditer(self.text, start, stop)]
        return ends[-1] if ends else start, stop

    def _is_own(self, outlet: Speaker) -> bool:
        """Whether it is the outlet of the article that was told: its own reporters."""
        return outlet_key(outlet.names[0]) in self._own_keys

    def _polled(self, speaker: Speaker) -> Speaker | None:
        """Who asked those who answered: "44 percent of voters said", where a poll was told of."""
        span = speaker.span
        asked = self.sources.findings.asked(span.start, span.end)
        if asked is None:
            return None
        return Speaker(
            span, JOINT.join(asked.names), asked.names, asked.speaker_class, Factuality.CERTAIN,
            _CITED, asked.score,
        )  # fmt: skip

    def _whose_source(self, speaker: Speaker) -> Speaker | None:
        """The outlet whose source somebody is: "kata sumber X"."""
        named = self.cast.within(speaker.span.start, speaker.span.end)
        last = named[-1] if named else None
        if last is None or last.end != speaker.span.end or last.start == speaker.span.start:
            return None
        is_known = is_outlet(last.name, self.rules.lang) or outlet_key(last.name) in self._outlets
        if not is_known:
            return None
        return Speaker(
            Span.of(self.text, last.start, last.end), last.name, (last.name,),
            SpeakerClass.OUTLET, Factuality.CERTAIN, _PASSED_ON, _CITED,
        )  # fmt: skip

    def _told(self, start: int, end: int) -> Speaker | None:
        """The outlet that was told, known by a credit elsewhere in the article."""
        match = next(self.rules.told.finditer(self.text, start, end), None)
        if match is None:
            return None
        name = match.group("outlet")
        is_known = match["noun"] or outlet_key(name) in self._outlets
        if not is_known and not is_edition(name, self._publisher):
            return None
        outlet = self._outlet(match)
        if match["noun"] is None or outlet.names[0].lower() not in places_for(self.rules.lang):
            return outlet
        span = Span.of(self.text, match.start("noun"), outlet.span.end)  # "media Jerman"
        return replace(outlet, span=span, name=span.exact, names=(span.exact,))

    def _passing_on(self, start: int, end: int) -> Speaker:
        """Whoever quotes the speaker, by the words without their article."""
        span = Span.of(self.text, start, end)
        first, _, rest = span.exact.partition(" ")
        name = rest if rest and first.lower() in self.phrases.quantifiers else span.exact
        return Speaker(
            span, name, (name,), SpeakerClass.OUTLET, Factuality.CERTAIN, _PASSED_ON, _CITED
        )

    def _outlet(self, match: re.Match[str]) -> Speaker:
        """The outlet, or the several that are named together; they assert that it was said."""
        name, end = self._as_credited(match)
        names = [name]
        while other := self.rules.joined.match(self.text, end):
            names.append(other.group("outlet"))
            end = other.end()
        span = Span.of(self.text, match.start("outlet"), end)
        return Speaker(
            span,
            JOINT.join(names),
            tuple(names),
            SpeakerClass.OUTLET,
            Factuality.CERTAIN,
            _PASSED_ON,
            _PASSED_ON_NAME,
        )

    def _as_credited(self, match: re.Match[str]) -> tuple[str, int]:
        """An outlet's name and end, as the credit has it that the words are."""
        start, end = match.span("outlet")
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and start < self._relays[at].end:
            return self._relays[at].outlet, max(end, self._relays[at].end)
        name = match.group("outlet")
        ends = (word for word in self.phrases.place_prepositions if name.endswith(word))
        for word in ends:  # "kepadadetikJatengdi lokasi": blanks were lost
            if is_outlet(name[: -len(word)], self.rules.lang):
                return name[: -len(word)], end - len(word)
        return name, end

    def _cited(self, outlet: Speaker, start: int, end: int) -> Speaker | None:
        """Whom an outlet that speaks has it from: "lapor X mengutip sumber di kantor itu"."""
        match = self.rules.citing.search(self.text, start, end)
        if match is None:
            return None
        phrase = speaker_after(self.text, match.end(), end, self.phrases, self.cast)
        if phrase is None:
            return None
        phrase = phrase[0], self._without_adverb(*phrase)
        who = self.sources.read(*phrase)
        last = self._wordings.end_of(phrase[1], None, end) if not who.names else phrase[1]
        longer = self.text[phrase[0] : last] if last > phrase[1] else None
        name = longer or who.called or (" + ".join(who.names) or None)
        return Speaker(
            Span.of(self.text, *phrase), name, who.names, who.speaker_class, outlet.factuality,
            _CITED, who.score, outlet.assertion,
        )  # fmt: skip

    def _without_adverb(self, start: int, end: int) -> int:
        """Where a phrase ends before an adverb: "sumber militer sebelumnya"."""
        at = self.text.rfind(" ", start, end)
        return at if at > start and self.text[at + 1 : end] in self.phrases.adverbs else end

    def _holder(self, index: int, found: Sequence[Attribution]) -> int | None:
        """The attribution that reports the one at index as part of what it reports."""
        inner = found[index]
        if inner.cue is None or inner.speaker is None:
            return None
        first = min(inner.start, inner.cue[0], inner.speaker[0])
        last = max(inner.end, inner.cue[1], inner.speaker[1])
        near = range(max(0, index - _NEIGHBOURS), min(len(found), index + _NEIGHBOURS + 1))
        holders = [
            at
            for at in near
            if at != index and any(a <= first and last <= b for a, b in found[at].pieces)
        ]
        return min(holders, key=lambda at: found[at].end - found[at].start, default=None)


def _zones(attribution: Attribution) -> Iterator[tuple[int, int]]:
    """Where an audience may stand: beside the cue and behind the content, never within it."""
    cue, speaker = attribution.cue, attribution.speaker
    if cue and speaker and speaker[1] < cue[0]:
        yield speaker[1], cue[0]
    start, end = attribution.audience or (attribution.end, attribution.end)
    if start < attribution.start:
        yield start, min(end, attribution.start)
        start = attribution.end
    if start < end:
        yield start, min(end, start + _LOOK)
