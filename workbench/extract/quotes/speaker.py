"""Says who a speaker is: names for mentions, persons for pronouns, a class for the rest.

Reads the attributions in text order and remembers who spoke and who opened the last sentences.
What stays open stays open: a name is left None rather than guessed.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.domain.claim import Factuality
from workbench.domain.fact import Kind, Speaker, SpeakerClass
from workbench.domain.span import Span
from workbench.extract.cast import Cast, Mention
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.lines import is_outlet
from workbench.extract.quotes.attribution import Attribution, SpeakerMention

_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_REMEMBERED = 200
"""How many possible speakers are kept in mind."""
_FAR = 2_500
"""Code points: a pronoun further behind its last possible speaker stays open."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be meant by a later pronoun."""

    at: int
    names: tuple[str, ...]
    speaker_class: SpeakerClass
    weight: float


class SpeakerRules:
    """The words for sources in one language."""

    def __init__(self, lex: Lexicon) -> None:
        def find(key: str) -> re.Pattern[str]:
            return re.compile(
                rf"(?<![\w-]){alternation(lex.words('people', key))}(?![\w-])", re.IGNORECASE
            )

        self.lang = lex.lang
        self.anonymous = find("anonymous")
        self.sources = find("sources")
        self.documents = re.compile(
            rf"{alternation(lex.words('people', 'documents'))}(?![\w-])", re.IGNORECASE
        )
        self.crowds = re.compile(
            rf"{alternation(lex.words('people', 'crowds'))}(?![\w-])", re.IGNORECASE
        )
        self.roles = find("roles")
        self.titles = lex.set("people", "titles")
        self.singular = lex.set("pronouns", "singular")
        self.plural = lex.set("pronouns", "plural")
        self.first = lex.set("pronouns", "first")
        self.pronouns = self.singular | self.plural | self.first
        self.quantifiers = lex.set("frames", "quantifiers")
        self.joint = next(iter(lex.words("frames", "joint")), ",")
        joint = alternation(lex.words("frames", "joint"))
        self.joiner = re.compile(rf"(?:,\s|\s(?:{joint})\s)")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> SpeakerRules:
    """The speaker rules of a language."""
    return SpeakerRules(lexicon_for(lang))


class Resolver:
    """Resolves the speakers of one text's attributions, in text order."""

    def __init__(
        self, text: str, cast: Cast, mentions: Sequence[SpeakerMention], lang: str
    ) -> None:
        self.text = text
        self.cast = cast
        self.rules = rules_for(lang)
        self._mentions = sorted(mentions, key=lambda mention: mention.at)
        self._subjects = [m for m in cast.mentions if m.subject_like and m.kind is Kind.PERSON]
        self._known: list[Known] = []
        self._next_mention = 0
        self._next_subject = 0

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
        if not speakers or speakers[-1] is None:
            return None
        before = found[len(speakers) - 1]
        between = self.text[before.end : attribution.start]
        if len(between) > 400 or between.count("\n") > 3:
            return None
        return replace(speakers[-1], score=0.6)

    def _remember(self, attribution: Attribution, speaker: Speaker) -> None:
        if speaker.name is None and speaker.speaker_class is not SpeakerClass.ROLE:
            return
        words = self.text[speaker.span.start : speaker.span.end].lower()
        if words in self.rules.first:
            return
        if not speaker.names and words.split()[0] not in self.rules.quantifiers:
            return
        at = max(attribution.end, speaker.span.end)
        self._note(Known(at, speaker.names, speaker.speaker_class, 1.0))

    def _note(self, known: Known) -> None:
        insort(self._known, known, key=lambda item: item.at)
        if len(self._known) > 2 * _REMEMBERED:
            del self._known[:_REMEMBERED]

    def _learn_until(self, at: int) -> None:
        """Take note of speakers without content and of sentence subjects before a place."""
        while (
            self._next_mention < len(self._mentions) and self._mentions[self._next_mention].at < at
        ):
            mention = self._mentions[self._next_mention]
            self._next_mention += 1
            if self.text[slice(*mention.span)].lower() in self.rules.pronouns:
                continue
            names, speaker_class, _ = self._read(*mention.span)
            if names and speaker_class is SpeakerClass.NAMED:
                self._note(Known(mention.span[1], names, speaker_class, 1.0))
        while (
            self._next_subject < len(self._subjects)
            and self._subjects[self._next_subject].start < at
        ):
            subject = self._subjects[self._next_subject]
            self._next_subject += 1
            self._note(Known(subject.end, (subject.name,), SpeakerClass.NAMED, 0.8))

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        if attribution.speaker is None:
            return None
        start, end = attribution.speaker
        span = Span.of(self.text, start, end)
        words = span.exact.lower()
        factuality = attribution.form.factuality if attribution.form else Factuality.CERTAIN
        if attribution.clitic or words in self.rules.singular:
            return self._pronoun(span, attribution, factuality, plural=False)
        if words in self.rules.plural:
            return self._pronoun(span, attribution, factuality, plural=True)
        if words in self.rules.first:
            return Speaker(span, None, (), SpeakerClass.NAMED, factuality, attribution.score, 0.0)
        names, speaker_class, name_score = self._read(start, end)
        return Speaker(
            span,
            self._joined(names),
            names,
            speaker_class,
            factuality,
            attribution.score,
            name_score,
        )

    def _joined(self, names: tuple[str, ...]) -> str | None:
        if not names:
            return None
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self.rules.joint} {names[-1]}"

    def _pronoun(
        self, span: Span, attribution: Attribution, factuality: Factuality, *, plural: bool
    ) -> Speaker:
        known = self._latest(min(span.start, attribution.start), plural=plural)
        if known is None:
            known = self._latest(span.start, plural=plural)
        if known is None:
            return Speaker(span, None, (), SpeakerClass.NAMED, factuality, attribution.score, 0.0)
        return Speaker(
            span, self._joined(known.names), known.names, known.speaker_class, factuality,
            attribution.score, 0.0 if not known.names else (0.7 if plural else 0.85),
        )  # fmt: skip

    def _latest(self, at: int, *, plural: bool) -> Known | None:
        for known in reversed(self._known):
            if known.at > at + 1:
                continue
            if at - known.at > _FAR:
                return None
            joint = len(known.names) > 1
            group = known.speaker_class in (SpeakerClass.ORGANISATION, SpeakerClass.STATE)
            if plural and (joint or group):
                return known
            if not plural and not joint and not group:
                return known
        return None

    def _read(self, start: int, end: int) -> tuple[tuple[str, ...], SpeakerClass, float]:
        """Names, class and name score of the words of a speaker phrase."""
        rules, words = self.rules, self.text[start:end]
        around = _SENTENCE_END.split(self.text[start : end + 60], maxsplit=1)[0]
        if rules.anonymous.search(around):
            return (), SpeakerClass.ANONYMOUS, 0.0
        if ((match := rules.sources.match(words)) and not match.group()[0].isupper()) or (
            rules.sources.match(words) and not self._people(start, end)
        ):
            return (), SpeakerClass.ANONYMOUS, 0.0
        people = self._people(start, end)
        if not people and (source := rules.sources.search(words)) and source.group().islower():
            return (), SpeakerClass.ANONYMOUS, 0.0
        if people:
            joint = self._joint(people, start)
            return tuple(dict.fromkeys(m.name for m in joint)), SpeakerClass.NAMED, _score(joint)
        if rules.documents.match(words):
            return (), SpeakerClass.DOCUMENT, 0.0
        if rules.crowds.match(words):
            return (), SpeakerClass.CROWD, 0.0
        return self._without_person(start, end, words)

    def _without_person(
        self, start: int, end: int, words: str
    ) -> tuple[tuple[str, ...], SpeakerClass, float]:
        first, space, rest = words.partition(" ")
        if space and rest[:1].isupper() and first.lower() in self.rules.quantifiers:
            start, words = start + len(first) + 1, rest
        mentions = self.cast.within(start, end)
        if is_outlet(words, self.rules.lang):
            return (words,), SpeakerClass.OUTLET, 0.9
        if mentions and mentions[0].start == start and self._covers(mentions, start, end):
            joint = [m for m in mentions if m.kind is mentions[0].kind]
            names = tuple(dict.fromkeys(m.name for m in joint))
            if mentions[0].kind is None:
                return names[:1], SpeakerClass.NAMED, 0.6
            state = mentions[0].kind is Kind.PLACE
            return names, SpeakerClass.STATE if state else SpeakerClass.ORGANISATION, _score(joint)
        outlet = next((m for m in mentions if is_outlet(m.words, self.rules.lang)), None)
        if outlet and outlet.end == end:
            return (outlet.name,), SpeakerClass.OUTLET, 0.9
        if words[:1].isupper() and (holder := self.cast.holder_of(words)):
            return (holder.name,), SpeakerClass.NAMED, 0.75
        if self.rules.roles.search(words) or words[:1].islower():
            return (), SpeakerClass.ROLE, 0.0
        if words.lower().split()[0] in self.rules.titles:
            return (), SpeakerClass.ROLE, 0.0
        capitals = [word for word in words.split() if word[:1].isupper()]
        if len(capitals) > 1 or mentions:
            return (words,), SpeakerClass.NAMED, 0.5
        return (), SpeakerClass.ROLE, 0.0

    def _covers(self, mentions: Sequence[Mention], start: int, end: int) -> bool:
        covered = sum(m.end - m.start for m in mentions)
        return covered * 2 >= end - start

    def _people(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.cast.within(start, end) if m.kind is Kind.PERSON]

    def _joint(self, people: list[Mention], start: int) -> list[Mention]:
        """The people who speak jointly: those joined by a comma or "dan" in a row."""
        if len(people) < 2:
            return people
        last = people[0]
        joint = [last]
        for person in people[1:]:
            between = self.text[last.end : person.end - len(person.words)]
            if not self.rules.joiner.match(between) or len(between) > 80:
                break
            if between.startswith(",") and not person.title and len(people) == 2:
                break
            joint.append(person)
            last = person
        if len(joint) == 1 and people[0].start > start:
            return people[-1:]
        return joint


def _score(mentions: Sequence[Mention]) -> float:
    return min((mention.score for mention in mentions), default=0.0)
