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
from workbench.extract.lines import is_outlet, places_for
from workbench.extract.quotes.attribution import Attribution, SpeakerMention
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for

_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_NEXT_WORD = re.compile(r",?\s([a-zà-ÿ-]{3,24})(?!\w)")
_TITLE_LONGEST = 160
"""Code points from a title to its bearer, an organisation's name between them included."""
_UNNAMED = (SpeakerClass.ROLE, SpeakerClass.ANONYMOUS, SpeakerClass.CROWD)
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
    plural: bool = False
    """Several unnamed people: meant by "mereka", not by "dia"."""


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
        some = rf"(?:{alternation(lex.words('frames', 'quantifiers'))}\s)?"
        self.documents = re.compile(
            rf"{some}{alternation(lex.words('people', 'documents'))}(?![\w-])", re.IGNORECASE
        )
        self.crowds = re.compile(
            rf"{some}{alternation(lex.words('people', 'crowds'))}(?![\w-])", re.IGNORECASE
        )
        self.one = lex.set("frames", "one")
        nouns = alternation(lex.words("lines", "relay_nouns"))
        self.outlet = re.compile(
            rf"(?:[\w-]+\s){{0,3}}?(?i:{nouns})\s(?P<name>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){{0,4}})\Z",
        )
        self.roles = find("roles")
        self.titles = lex.set("people", "titles")
        self.org_heads = lex.set("names", "organisation_heads") - lex.set("people", "titles")
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
        self._phrases = phrase_rules_for(lang)
        self._subjects = [
            m for m in cast.mentions if m.kind is Kind.PERSON and (m.subject_like or self._acts(m))
        ]
        self._known: list[Known] = []
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
        if not speakers or speakers[-1] is None:
            return None
        before = found[len(speakers) - 1]
        between = self.text[before.end : attribution.start]
        if len(between) > 400 or between.count("\n") > 3:
            return None
        return replace(speakers[-1], score=0.6)

    def _remember(self, attribution: Attribution, speaker: Speaker) -> None:
        if speaker.name is None and speaker.speaker_class not in _UNNAMED:
            return
        words = self.text[speaker.span.start : speaker.span.end].lower()
        if words in self.rules.first:
            return
        if words in self.rules.pronouns and not speaker.names:
            return
        at = max(attribution.end, speaker.span.end)
        plural = not speaker.names and self._is_several(words, speaker.speaker_class)
        self._note(Known(at, speaker.names, speaker.speaker_class, 1.0, plural))

    def _is_several(self, words: str, speaker_class: SpeakerClass) -> bool:
        first = words.split()[0]
        half, dash, other = first.partition("-")
        return (
            speaker_class is SpeakerClass.CROWD
            or (first in self.rules.quantifiers and first not in self.rules.one)
            or (bool(dash) and half == other)
        )

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
            if plural and (joint or group or known.plural):
                return known
            if not plural and not joint and not group and not known.plural:
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
        described = rules.outlet.match(words)
        if described and not rules.roles.search(words):
            return (self._without_origin(described.group("name")),), SpeakerClass.OUTLET, 0.8
        people = self._people(start, end)
        if not people and (source := rules.sources.search(words)) and source.group().islower():
            return (), SpeakerClass.ANONYMOUS, 0.0
        if people:
            if (opening := self._opening_name(start, people)) is not None:
                return (opening.name,), SpeakerClass.NAMED, _score([opening])
            joint = self._joint(people, start)
            return tuple(dict.fromkeys(m.name for m in joint)), SpeakerClass.NAMED, _score(joint)
        if rules.documents.match(words):
            return (), SpeakerClass.DOCUMENT, 0.0
        if rules.crowds.match(words) and words.split()[0].lower() not in rules.one:
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
        if words[:1].isupper() and (bearer := self.cast.bearer_of(words)):
            return (bearer.name,), SpeakerClass.NAMED, 0.8
        if words[:1].isupper() and (holder := self.cast.holder_of(words)):
            return (holder.name,), SpeakerClass.NAMED, 0.75
        if words.split()[0].lower() in self.rules.org_heads and " " in words:
            named = (words,) if words[:1].isupper() else ()
            return named, SpeakerClass.ORGANISATION, 0.7 if named else 0.0
        if self.rules.roles.search(words) or words[:1].islower():
            return (), SpeakerClass.ROLE, 0.0
        if words.lower().split()[0] in self.rules.titles:
            return (), SpeakerClass.ROLE, 0.0
        capitals = [word for word in words.split() if word[:1].isupper()]
        if len(capitals) > 1 or mentions:
            return (words,), SpeakerClass.NAMED, 0.5
        return (), SpeakerClass.ROLE, 0.0

    def _without_origin(self, name: str) -> str:
        """An outlet's name without the country before it: "Singapura Strait Ledger"."""
        first, _, rest = name.partition(" ")
        return rest if rest and first.lower() in places_for(self.rules.lang) else name

    def _opening_name(self, start: int, people: list[Mention]) -> Mention | None:
        """The one who is named first and then described: "Dedy, Kepala Peleton B"."""
        if not people[0].title or people[0].start <= start:
            return None
        for mention in self.cast.within(start, people[0].start):
            if mention.start == start and self.text[mention.end : mention.end + 1] == ",":
                return mention if mention.kind is None else None
        return None

    def _covers(self, mentions: Sequence[Mention], start: int, end: int) -> bool:
        if self.text[mentions[0].end : mentions[0].end + 1] == ",":
            return True
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
            if between.startswith(",") and len(people) == 2:
                if not person.title:
                    break
                return [person] if last.title else [last]
            joint.append(person)
            last = person
        if len(joint) == 1 and people[0].start > start:
            return people[-1:]
        return joint


def _score(mentions: Sequence[Mention]) -> float:
    return min((mention.score for mention in mentions), default=0.0)
