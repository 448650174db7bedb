"""Says who a speaker is: names for mentions, persons for pronouns and descriptions.

Reads the attributions in text order and remembers who spoke and who opened the last sentences.
What stays open stays open: a name is left None rather than guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.domain.claim import Factuality
from workbench.domain.fact import NAME_KINDS, Kind, Speaker, SpeakerClass
from workbench.domain.span import Span
from workbench.extract.cast import Cast, Mention
from workbench.extract.lexicon import Lexicon, lexicon_for
from workbench.extract.quotes.attribution import Attribution, SpeakerMention
from workbench.extract.quotes.description import Description, Offices, Sort
from workbench.extract.quotes.description import rules_for as description_rules_for
from workbench.extract.quotes.discourse import Known, Memory
from workbench.extract.quotes.firmness import firmness_of
from workbench.extract.quotes.firmness import rules_for as firmness_rules_for
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for
from workbench.extract.quotes.source import SourceReader
from workbench.extract.quotes.source_names import Reading

_NEXT_WORD = re.compile(r",?\s([a-zà-ÿ-]{3,24})(?!\w)")
_TITLE_LONGEST = 160
"""Code points from a title to its bearer, an organisation's name between them included."""
_UNNAMED = (SpeakerClass.ROLE, SpeakerClass.ANONYMOUS, SpeakerClass.CROWD)
_ATTRIBUTE_LONGEST = 160
"""Code points of a relative clause that belongs to a described speaker."""
_PAIR_WITHIN = 600
"""Code points back in which the two of "keduanya" are looked for."""
_ANNOUNCED_WITHIN = 40
"""Code points between a quotation and the verb of "Demikian disampaikan X"."""
_OFFICE_SCORE, _DESCRIBED_SCORE = 0.8, 0.65


@dataclass(frozen=True, slots=True)
class PronounRules:
    """The pronouns of one language."""

    singular: frozenset[str]
    plural: frozenset[str]
    collective: frozenset[str]
    """Plural ones that mean two people."""
    first: frozenset[str]
    reflexive: frozenset[str]
    quantifiers: frozenset[str]
    one: frozenset[str]
    joint: str

    @classmethod
    def of(cls, lex: Lexicon) -> PronounRules:
        """The pronouns in the language folder."""
        return cls(
            lex.set("pronouns", "singular"),
            lex.set("pronouns", "plural"),
            lex.set("pronouns", "collective"),
            lex.set("pronouns", "first"),
            lex.set("pronouns", "reflexive"),
            lex.set("frames", "quantifiers"),
            lex.set("frames", "one"),
            next(iter(lex.words("frames", "joint")), ","),
        )

    @property
    def all(self) -> frozenset[str]:
        """Every pronoun."""
        return self.singular | self.plural | self.first


@lru_cache(maxsize=16)
def rules_for(lang: str) -> PronounRules:
    """The pronouns of a language."""
    return PronounRules.of(lexicon_for(lang))


class Resolver:
    """Resolves the speakers of one text's attributions, in text order."""

    def __init__(
        self, text: str, cast: Cast, mentions: Sequence[SpeakerMention], lang: str
    ) -> None:
        self.text = text
        self.cast = cast
        self.rules = rules_for(lang)
        self.sources = SourceReader(text, cast, lang)
        self._descriptions = description_rules_for(lang)
        self._offices = Offices(text, cast, lang)
        self._firmness = firmness_rules_for(lang)
        self._mentions = sorted(mentions, key=lambda mention: mention.at)
        self._phrases = phrase_rules_for(lang)
        self._subjects = [
            m for m in cast.mentions if m.kind in NAME_KINDS and (m.subject_like or self._acts(m))
        ]
        self._memory = Memory()
        self._next_mention = 0
        self._next_subject = 0

    def _acts(self, mention: Mention) -> bool:
        """Whether a finite verb follows a name that no preposition governs: it is a subject."""
        following = _NEXT_WORD.match(self.text, mention.end)
        if following is None or not self._phrases.is_verb(following.group(1)):
            return False
        start = mention.start
        if mention.title:
            found = self.text.rfind(mention.title, max(0, start - _TITLE_LONGEST), start)
            start = found if found >= 0 else start
        before = self.text[max(0, start - 24) : start].split()
        word = before[-1].lower() if before else ""
        return not before or word.endswith(",") or word in self._phrases.subject_leads

    def resolve(self, found: Sequence[Attribution]) -> list[tuple[Attribution, Speaker | None]]:
        """Each attribution with its speaker; those that continue take the neighbour's."""
        speakers: list[Speaker | None] = []
        for attribution in found:
            self._learn_until(attribution.start)
            if attribution.same_as_previous:
                speakers.append(self._previous(attribution, found, speakers))
                continue
            speaker = self._speaker(attribution)
            speakers.append(speaker)
            if speaker is not None:
                self._remember(attribution, speaker)
        for index in range(len(found) - 2, -1, -1):
            following = speakers[index + 1]
            if found[index].same_as_next and following is not None:
                speakers[index] = replace(following, score=0.8)
        return list(zip(found, speakers, strict=True))

    def _previous(
        self, attribution: Attribution, found: Sequence[Attribution], speakers: list[Speaker | None]
    ) -> Speaker | None:
        """The speaker of the quotation right before, for one without a cue."""
        if announced := self._announced(attribution):
            return announced
        if not speakers or speakers[-1] is None:
            return None
        before = found[len(speakers) - 1]
        between = self.text[before.end : attribution.start]
        if len(between) > 400 or between.count("\n") > 3:
            return None
        return replace(speakers[-1], score=0.6)

    def _announced(self, attribution: Attribution) -> Speaker | None:
        """Who is said to have spoken right behind a quotation: "“...” Demikian disampaikan X"."""
        at = bisect_left(self._mentions, attribution.end, key=lambda mention: mention.at)
        if at == len(self._mentions):
            return None
        mention = self._mentions[at]
        lead = self.text[attribution.end : mention.at]
        pronoun = self.text[slice(*mention.span)].lower() in self.rules.all
        if (
            pronoun
            or len(lead) > _ANNOUNCED_WITHIN
            or not self._descriptions.announcing.fullmatch(lead)
        ):
            return None
        reading = self.sources.read(*mention.span)
        return Speaker(
            Span.of(self.text, *mention.span), self._joined(reading.names) or reading.name,
            reading.names, reading.speaker_class, Factuality.CERTAIN, 0.85, reading.score,
        )  # fmt: skip

    # What is kept in mind

    def _remember(self, attribution: Attribution, speaker: Speaker) -> None:
        if speaker.speaker_class is SpeakerClass.DOCUMENT:
            self._remember_issuer(speaker.span)
        if speaker.name is None and speaker.speaker_class not in _UNNAMED:
            return
        words = speaker.span.exact.lower()
        if words in self.rules.first or (words in self.rules.all and speaker.name is None):
            return
        at = max(attribution.end, speaker.span.end)
        plural = not speaker.names and self._is_several(words, speaker.speaker_class)
        called = speaker.name or speaker.span.exact
        self._memory.note(Known(at, speaker.names, speaker.speaker_class, plural, called))

    def _remember_issuer(self, span: Span) -> None:
        """Whoever issued a document may be described later on: "catatan Bank X ... bank itu"."""
        for mention in self.cast.within(span.start, span.end):
            if mention.kind is not Kind.PLACE and not mention.title:
                issuer = (mention.name,)
                self._memory.note(Known(span.end, issuer, SpeakerClass.ORGANISATION))

    def _is_several(self, words: str, speaker_class: SpeakerClass) -> bool:
        first = words.split()[0]
        half, dash, other = first.partition("-")
        return (
            speaker_class is SpeakerClass.CROWD
            or (first in self.rules.quantifiers and first not in self.rules.one)
            or (bool(dash) and half == other)
        )

    def _learn_until(self, at: int) -> None:
        """Take note of speakers without content and of sentence subjects before a place."""
        while (
            self._next_mention < len(self._mentions) and self._mentions[self._next_mention].at < at
        ):
            mention = self._mentions[self._next_mention]
            self._next_mention += 1
            if self.text[slice(*mention.span)].lower() in self.rules.all:
                continue
            reading = self.sources.read(*mention.span)
            if reading.names and reading.speaker_class is SpeakerClass.NAMED:
                self._memory.note(Known(mention.span[1], reading.names, reading.speaker_class))
        while (
            self._next_subject < len(self._subjects)
            and self._subjects[self._next_subject].start < at
        ):
            subject = self._subjects[self._next_subject]
            self._next_subject += 1
            if subject.kind is not None:
                acting = _CLASSES[subject.kind]
                self._memory.note(Known(subject.end, (subject.name,), acting, spoke=False))

    # Who it is

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        if attribution.speaker is None:
            return None
        start, end = attribution.speaker
        span = Span.of(self.text, start, end)
        words = span.exact.lower()
        factuality = firmness_of(self.text, attribution, self._firmness)
        if words in self.rules.first:
            reading = Reading((), SpeakerClass.NAMED, 0.0)
        elif attribution.clitic or words in self.rules.singular or words in self.rules.plural:
            reading = self._pronoun(span, attribution)
        else:
            reading = self._described(start, end) or self.sources.read(start, end)
        return Speaker(
            span, self._joined(reading.names) or reading.name, reading.names,
            reading.speaker_class, factuality, attribution.score, reading.score,
        )  # fmt: skip

    def _joined(self, names: tuple[str, ...]) -> str | None:
        if not names:
            return None
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self.rules.joint} {names[-1]}"

    def _pronoun(self, span: Span, attribution: Attribution) -> Reading:
        words = span.exact.lower()
        plural = words in self.rules.plural
        accepts = _several if plural else _one_person
        if words in self.rules.reflexive:
            accepts = _anybody
        if words in self.rules.collective and (pair := self._pair(span.start)):
            return pair
        known = self._latest(min(span.start, attribution.start), accepts)
        known = known or self._latest(span.start, accepts)
        if known is None and not plural:
            known = self._latest(span.start, _group)
        return _meaning(known, 0.7 if plural else 0.85)

    def _pair(self, at: int) -> Reading | None:
        """ "keduanya": the two who spoke jointly, else the last two people named."""
        joint = self._latest(at, _joint)
        names: dict[str, None] = {}
        for mention in reversed(self.cast.within(max(0, at - _PAIR_WITHIN), at)):
            if mention.kind is Kind.PERSON and mention.name not in names:
                names[mention.name] = None
            if len(names) == 2:
                break
        if joint is not None and (len(names) < 2 or set(joint.names) & set(names)):
            return _meaning(joint, 0.8)
        if len(names) < 2:
            return None
        return Reading(tuple(reversed(names)), SpeakerClass.NAMED, 0.6)

    def _latest(self, at: int, accepts: Callable[[Known], bool]) -> Known | None:
        return self._memory.latest(at, accepts)

    def _described(self, start: int, end: int) -> Reading | None:
        """Whom "presiden itu" or "juru bicara Kremlin" means; None where the phrase names them."""
        words = self.text[start:end]
        words = self._descriptions.definite_before(self.text, start) + words
        described = self._descriptions.describe(words + self._attribute_of(end))
        if described is None or (not described.definite and words[:1].isupper()):
            return None
        lower = words[:1].islower() or self._descriptions.opens_role(words)
        if self.sources.people(start, end) and not (described.definite and lower):
            return None
        if described.sort is Sort.PERSON:
            return self._person_described(described, start)
        if not described.definite:
            return None
        if described.sort is Sort.GROUP:
            return self._group_described(described, start) or Reading(
                (), SpeakerClass.ORGANISATION, 0.0
            )
        if described.sort is Sort.OUTLET:
            return _meaning_or_none(self._latest(start, _outlet))
        if described.sort is Sort.STATE:
            return _meaning_or_none(self._latest(start, _state))
        return self._document_described(described, start)

    def _attribute_of(self, end: int) -> str:
        """The rest of "wanita yang menjabat menteri itu" behind its noun; else nothing."""
        found = self._descriptions.attribute.match(self.text, end, end + _ATTRIBUTE_LONGEST)
        return found.group() if found else ""

    def _person_described(self, described: Description, at: int) -> Reading | None:
        holder = self._offices.holder(described, at)
        if holder is not None:
            return Reading((holder.name,), SpeakerClass.NAMED, _OFFICE_SCORE)
        if not described.definite:
            return None
        known = self._latest(at, _one_person)
        return _meaning_or_none(known)

    def _group_described(self, described: Description, at: int) -> Reading | None:
        """The organisation that was introduced by the noun or whose name holds it; else the last
        one that acted or spoke."""

        def is_called(known: Known) -> bool:
            return known.is_group and described.head in known.names[0].lower().split()

        introduced = self._offices.introduced(described.head, at)
        if introduced is not None:
            return Reading((introduced.name,), SpeakerClass.ORGANISATION, _DESCRIBED_SCORE)
        return _meaning_or_none(self._latest(at, is_called) or self._latest(at, _organisation))

    def _document_described(self, described: Description, at: int) -> Reading | None:
        """ "laporan itu": the last such thing that somebody is said to have issued."""
        issuer = self._offices.issuer(described.head, at)
        return Reading((), SpeakerClass.DOCUMENT, 0.0, issuer) if issuer else None


_CLASSES = {
    Kind.PERSON: SpeakerClass.NAMED,
    Kind.ORGANISATION: SpeakerClass.ORGANISATION,
    Kind.PLACE: SpeakerClass.STATE,
}


def _one_person(known: Known) -> bool:
    return known.is_one_person


def _several(known: Known) -> bool:
    return known.is_several


def _joint(known: Known) -> bool:
    return len(known.names) == 2


def _group(known: Known) -> bool:
    return known.is_group and known.spoke


def _organisation(known: Known) -> bool:
    return known.speaker_class is SpeakerClass.ORGANISATION


def _outlet(known: Known) -> bool:
    return known.speaker_class is SpeakerClass.OUTLET


def _state(known: Known) -> bool:
    return known.speaker_class is SpeakerClass.STATE


def _anybody(known: Known) -> bool:
    return known.is_one_person or (known.is_group and known.spoke)


def _meaning(known: Known | None, score: float) -> Reading:
    """Who is meant, as a reading; open where nobody is."""
    if known is None:
        return Reading((), SpeakerClass.NAMED, 0.0)
    if not known.names:
        return Reading((), known.speaker_class, 0.0, known.words or None)
    return Reading(known.names, known.speaker_class, score)


def _meaning_or_none(known: Known | None) -> Reading | None:
    return _meaning(known, _DESCRIBED_SCORE) if known else None
