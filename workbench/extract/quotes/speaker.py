"""Says who speaks in each attribution: reads them in text order and remembers who spoke and acted.

Names are read from the words, pronouns and descriptions from what is remembered; a quotation
without a cue goes on with the speaker beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from workbench.domain.claim import Assertion, Factuality
from workbench.domain.fact import Kind, Speaker, SpeakerClass
from workbench.domain.span import Span
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.quotes.actors import ActorReader
from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.beside import put_together
from workbench.extract.quotes.description import is_doubled
from workbench.extract.quotes.description import rules_for as description_rules_for
from workbench.extract.quotes.firmness import Held, firmness_of
from workbench.extract.quotes.firmness import rules_for as firmness_rules_for
from workbench.extract.quotes.meaning import MeaningReader
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for
from workbench.extract.quotes.source import SourceReader
from workbench.extract.quotes.who import Memory, Part, Remembered, Who, unnamed
from workbench.extract.quotes.wording import WordingReader
from workbench.extract.terms import Force

_UNNAMED = (SpeakerClass.ROLE, SpeakerClass.ANONYMOUS, SpeakerClass.CROWD)
_ANNOUNCED_WITHIN = 40
"""Code points between a quotation and the verb of "Demikian disampaikan X"."""
_GOES_ON_WITHIN, _GOES_ON_LINES = 400, 3
"""Code points and line breaks between a quotation and one without a cue that goes on with it.
PFSA-ID and PolNeAR come to the same with 100 and with 1,600 code points; it keeps far ones open."""
_ANNOUNCING_AHEAD = compiled(r"[^.!?:;,\n\"“”]{2,40}[.:]\s{1,3}")
"""A verb that announces a quotation, up to where its sentence ends."""
_COUNTED = 2
"""Words that tell that it is one, and of what: "salah satu | pedagang", "salah satunya"."""
_SAID = Held(Factuality.CERTAIN, Assertion.ASSERTS)
_ANNOUNCED, _ANNOUNCED_AHEAD, _SPEAKER_BEHIND, _SPEAKER_BEFORE = 0.85, 0.75, 0.8, 0.6
"""How sure the speaker of a quotation without a cue is: announced behind it, or right before, said
with the next quotation, said with the one before. Steps by judgement: the nearer, the surer."""


class Resolver:
    """Resolves the speakers of one text's attributions, in text order."""

    def __init__(
        self, text: str, cast: Cast, memory: Memory, announced: Sequence[Announcement], lang: str
    ) -> None:
        self.text = text
        self.cast = cast
        self.sources = SourceReader(text, cast, lang)
        self.meanings = MeaningReader(text, cast, self.sources, memory, lang)
        self.rules = self.meanings.rules
        self._announcing = description_rules_for(lang).announcing
        self._firmness = firmness_rules_for(lang)
        self._announcements = sorted(announced, key=lambda one: one.at)
        self._phrases = phrase_rules_for(lang)
        self._wordings = WordingReader(text, self._phrases, self.sources.rules)
        self._memory = memory
        self._contents: list[tuple[int, int]] = []
        self._next_announced = 0
        self._next_actor = 0
        self._next_pronoun = 0
        self._first: dict[str, int] = {}
        for mention in cast.mentions:
            self._first.setdefault(mention.name, mention.start)
        actors = ActorReader(text, cast, self._first, memory.starts, lang)
        self._actors = actors.actors()
        self._pronouns = list(actors.pronouns())

    def resolve(self, found: Sequence[Attribution]) -> list[tuple[Attribution, Speaker | None]]:
        """Each attribution with its speaker; those that continue take the neighbour's."""
        speakers: list[Speaker | None] = []
        self._contents = _merged(found)
        for attribution in found:
            self._learn_until(attribution.start)
            if attribution.same_as_previous:
                speakers.append(self._previous(attribution, found, speakers))
                continue
            speaker = self._speaker(attribution)
            speakers.append(speaker)
            if speaker is not None and not self._is_said(attribution):
                self._remember(attribution, speaker)
        for index in range(len(found) - 2, -1, -1):
            following = speakers[index + 1]
            if found[index].same_as_next and following is not None:
                speakers[index] = replace(following, score=_SPEAKER_BEHIND)
        put_together(found, speakers, self._first, self.meanings.names_role)
        return list(zip(found, speakers, strict=True))

    def _previous(
        self, attribution: Attribution, found: Sequence[Attribution], speakers: list[Speaker | None]
    ) -> Speaker | None:
        """The speaker of the quotation right before, for one without a cue."""
        if announced := self._announced(attribution) or self._announced_ahead(attribution):
            return announced
        if not speakers or speakers[-1] is None:
            return None
        before = found[len(speakers) - 1]
        between = self.text[before.end : attribution.start]
        if len(between) > _GOES_ON_WITHIN or between.count("\n") > _GOES_ON_LINES:
            return None
        return replace(speakers[-1], score=_SPEAKER_BEFORE)

    def _announced(self, attribution: Attribution) -> Speaker | None:
        """Who is said to have spoken right behind a quotation: "“...” Demikian disampaikan X"."""
        at = bisect_left(self._announcements, attribution.end, key=lambda one: one.at)
        if at == len(self._announcements):
            return None
        announced = self._announcements[at]
        is_far = announced.at - attribution.end > _ANNOUNCED_WITHIN
        if is_far or self._is_pronoun(announced.speaker):
            return None
        if not self._announcing.fullmatch(self.text, attribution.end, announced.at):
            return None
        who = self.sources.read(*announced.speaker)
        return self._as_speaker(announced.speaker, who, _SAID, _ANNOUNCED)

    def _announced_ahead(self, attribution: Attribution) -> Speaker | None:
        """Who is said to speak right before a quotation: "Her friend X chimed in. “...”"."""
        at = bisect_left(self._announcements, attribution.start, key=lambda one: one.at) - 1
        if at < 0:
            return None
        announced = self._announcements[at]
        leads = _ANNOUNCING_AHEAD.fullmatch(self.text, announced.at, attribution.start)
        if not leads or self._is_pronoun(announced.speaker):
            return None
        who = self.sources.read(*announced.speaker)
        words = self.text[slice(*announced.speaker)]
        if not who.names or not words.endswith(who.names[-1].split()[-1]):
            return None  # "Scott's niece chimed in": nobody who has a name
        return self._as_speaker(announced.speaker, who, _SAID, _ANNOUNCED_AHEAD)

    def _is_pronoun(self, speaker: tuple[int, int]) -> bool:
        return self.text[slice(*speaker)].lower() in self.rules.all

    def meant(self, at: int) -> str | None:
        """Whom a pronoun for one person means at a place, in what the outlet says itself; open
        where another one was named since. Asked when all speakers are known."""
        self._learn_until(len(self.text))
        known = self.meanings.acting(at)
        if known is None or not known.who.names:
            return None
        name = known.who.names[0]
        since = self.cast.within(known.at, at)
        others = any(one.kind is Kind.PERSON and one.name != name for one in since)
        return None if others else name

    # What is kept in mind

    def _is_said(self, attribution: Attribution) -> bool:
        """Whether an attribution is a part of what somebody is said to say: its speaker does not
        go on speaking."""
        return attribution.cue is not None and self._is_within_content(attribution.cue[0])

    def _is_within_content(self, at: int) -> bool:
        index = bisect_right(self._contents, at, key=lambda content: content[0]) - 1
        return index >= 0 and at < self._contents[index][1]

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
        if not speaker.names and not plural and not self._is_somebody(words, speaker):
            return
        called = speaker.name or speaker.span.exact
        who = Who(speaker.names, speaker.speaker_class, speaker.name_score, called)
        asked = attribution.form is not None and attribution.form.force is Force.ASK
        self._memory.note(Remembered(at, who, plural, asked=asked))

    def _is_somebody(self, words: str, speaker: Speaker) -> bool:
        """Whether words without a name mean a person: "seorang pejabat", not "tujuannya"."""
        if speaker.speaker_class is not SpeakerClass.ROLE:
            return True
        first, *more = words.split()[:_COUNTED]
        is_owned = any(map(self._phrases.is_owned, more))
        one = first in self.rules.one and not is_owned and self.meanings.may_be_person(words)
        return one or self.meanings.names_role(speaker.span.exact)

    def _remember_issuer(self, span: Span) -> None:
        """Whoever issued a document may be described later on: "catatan Bank X ... bank itu"."""
        for mention in self.cast.within(span.start, span.end):
            if mention.kind is not Kind.PLACE and not mention.title:
                issuer = Who((mention.name,), SpeakerClass.ORGANISATION, mention.score)
                self._memory.note(Remembered(span.end, issuer))

    def _is_several(self, words: str, speaker_class: SpeakerClass) -> bool:
        if speaker_class is SpeakerClass.CROWD:
            return True
        first = words.split()[0]
        counts = first in self.rules.quantifiers and first not in self.rules.one
        return is_doubled(first) or (counts and not self.meanings.points_at_one(words))

    def _learn_until(self, at: int) -> None:
        """Take note of speakers without content and of sentence subjects before a place."""
        announcements = self._announcements
        while self._next_announced < len(announcements):
            announced = announcements[self._next_announced]
            if announced.at >= at:
                break
            self._next_announced += 1
            if self._is_pronoun(announced.speaker) or self._is_within_content(announced.at):
                continue  # of whom somebody else only speaks
            who = self.sources.read(*announced.speaker)
            if who.names and who.speaker_class is SpeakerClass.NAMED:
                self._memory.note(Remembered(announced.speaker[1], who, part=Part.ANSWERS))
        while self._next_actor < len(self._actors) and self._actors[self._next_actor].at < at:
            actor = self._actors[self._next_actor]
            self._next_actor += 1
            if not self._is_within_content(actor.at - 1):
                self._go_on(actor.at)
                self._memory.note(actor)
        self._go_on(at)

    def _go_on(self, until: int) -> None:
        """Take note of those who go on acting by a pronoun before a place."""
        while self._next_pronoun < len(self._pronouns):
            start, end = self._pronouns[self._next_pronoun]
            if end >= until:
                break
            self._next_pronoun += 1
            if not self._is_within_content(start):
                again = self.meanings.acting(start)
                if again is not None:
                    self._memory.note(again._replace(at=end, part=Part.ACTS))

    # Who it is

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        if attribution.speaker is None:
            return None
        start, end = self._sayer(*attribution.speaker)
        span = Span.of(self.text, start, end)
        words = span.exact.lower()
        held = firmness_of(self.text, attribution, self._firmness)
        if words in self.rules.first:
            who = unnamed(SpeakerClass.NAMED)
        elif attribution.clitic or words in self.rules.singular or words in self.rules.plural:
            who = self.meanings.pronoun(span, attribution)
        elif words in self.rules.things:
            who = self.meanings.thing(span)
        else:
            who = self.meanings.described(start, end) or self._read(attribution, start)
        return self._as_speaker((start, end), who, held, attribution.score)

    def _sayer(self, start: int, end: int) -> tuple[int, int]:
        """The words for a speaker without those for what they said: "penuturan | tim peneliti"."""
        return self._phrases.behind_saying(self.text, start, end) or start, end

    def _read(self, attribution: Attribution, start: int) -> Who:
        """Who the words for the speaker name; who has no name is called what describes him."""
        end = attribution.speaker[1] if attribution.speaker else start
        who = self.sources.read(start, end)
        document = who.speaker_class is SpeakerClass.DOCUMENT
        if who.names or who.called or not (document or who.speaker_class in _UNNAMED):
            return who
        behind = attribution.audience[1] if attribution.audience else end
        last = self._wordings.end_of(end, attribution.cue, behind, document=document)
        people = self.sources.people(end, last)
        if self._wordings.names_at_end(end, last, people):
            return self.sources.persons(start, people[-1:])
        words = self.text[start:last]
        called = words if last > end or document else self.sources.bare(words)
        return who._replace(called=called) if called != self.text[start:end] else who

    def _as_speaker(self, at: tuple[int, int], who: Who, held: Held, score: float) -> Speaker:
        by_words = who.speaker_class is SpeakerClass.DOCUMENT and who.called
        return Speaker(
            Span.of(self.text, *at), by_words or self._joined(who.names) or who.called, who.names,
            who.speaker_class, held.factuality, score, who.score, held.assertion,
        )  # fmt: skip

    def _joined(self, names: tuple[str, ...]) -> str | None:
        if not names:
            return None
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self.rules.joint} {names[-1]}"


def _merged(found: Sequence[Attribution]) -> list[tuple[int, int]]:
    """What is said, by place; pieces that overlap are one."""
    merged: list[tuple[int, int]] = []
    for piece in sorted(piece for one in found for piece in one.pieces):
        if merged and piece[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], piece[1]))
        else:
            merged.append(piece)
    return merged
