"""What sort of source the words of a speaker phrase name, and the names in them.

Reads one phrase by itself: people, organisations, states, outlets, documents, crowds and those who
stay unnamed. Whom a pronoun or description means is decided in `speaker`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.fact import Kind, SpeakerClass
from workbench.extract.cast import Cast, Mention
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.lines import is_outlet, places_for
from workbench.extract.quotes.phrases import name_prefixes

_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_ISSUED_WITHIN = 90
"""Code points behind a document in which its issuer is looked for."""
_CALLED_WITHIN = 40
"""Code points behind a phrase in which "yang dikenal sebagai X" is looked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a speaker phrase say."""

    names: tuple[str, ...]
    speaker_class: SpeakerClass
    score: float
    name: str | None = None
    """What one of no name of their own is called: a document's words."""


class SourceRules:
    """The words for sources in one language."""

    def __init__(self, lex: Lexicon) -> None:
        def either(key: str) -> re.Pattern[str]:
            return re.compile(
                rf"(?<![\w-]){alternation(lex.words('people', key))}(?![\w-])", re.IGNORECASE
            )

        self.lang = lex.lang
        self.anonymous = either("anonymous")
        self.sources = either("sources")
        some = rf"(?:{alternation(lex.words('frames', 'quantifiers'))}\s)?"
        self.documents = re.compile(
            rf"{some}{alternation(lex.words('people', 'documents'))}(?![\w-])", re.IGNORECASE
        )
        self.crowds = re.compile(
            rf"{some}{alternation(lex.words('people', 'crowds'))}(?![\w-])", re.IGNORECASE
        )
        self.one = lex.set("frames", "one")
        documents = lex.set("people", "documents")
        nouns = alternation([n for n in lex.words("lines", "relay_nouns") if n not in documents])
        self.outlet = re.compile(
            rf"(?:[\w-]+\s){{0,3}}?(?i:{nouns})\s(?P<name>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){{0,4}})\Z",
        )
        self.roles = either("roles")
        self.titles = lex.set("people", "titles")
        self.org_heads = lex.set("names", "organisation_heads") - lex.set("people", "titles")
        self.quantifiers = lex.set("frames", "quantifiers")
        joint = alternation(lex.words("frames", "joint"))
        self.joiner = re.compile(rf"(?:,\s|\s(?:{joint})\s)")
        self.listing = re.compile(rf"(?: ?\([^()]{{1,24}}\))?(?:,?\s(?:{joint})\s|,\s)")
        relative = alternation(lex.words("frames", "describing"))
        called = alternation(lex.words("references", "called"))
        self.called = re.compile(rf",?\s(?:{relative}\s)?{called}\s['\"“‘]?")
        issued = alternation(lex.words("references", "issued"))
        self.issued = re.compile(rf"(?<![\w-]){issued}(?![\w-])")
        self.groups = lex.set("references", "groups")
        self.apposed = re.compile(
            r"\w, (?P<name>[A-ZÀ-Þ][\w'’-]+"
            rf"(?: {name_prefixes()}?[A-ZÀ-Þ][\w'’.-]*){{1,3}})\Z"
        )
        """A name of no known kind behind a role: "kepala biro itu, X Y"."""
        self.meant = lex.map("references", "states_meant")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> SourceRules:
    """The source rules of a language."""
    return SourceRules(lexicon_for(lang))


class SourceReader:
    """Reads the speaker phrases of one text."""

    def __init__(self, text: str, cast: Cast, lang: str) -> None:
        self.text = text
        self.cast = cast
        self.rules = rules_for(lang)

    def read(self, start: int, end: int) -> Reading:
        """Names and class of the source that a phrase names."""
        rules, words = self.rules, self.text[start:end]
        around = _SENTENCE_END.split(self.text[start : end + 60], maxsplit=1)[0]
        people = self.people(start, end)
        if rules.anonymous.search(around):
            return _unnamed(SpeakerClass.ANONYMOUS)
        source = rules.sources.match(words)
        if source and (source.group()[0].islower() or not people):
            return _unnamed(SpeakerClass.ANONYMOUS)
        described = rules.outlet.match(words)
        if described and not rules.roles.search(words):
            name = self._without_origin(described.group("name"))
            return Reading((name,), SpeakerClass.OUTLET, 0.8)
        if not people and (source := rules.sources.search(words)) and source.group().islower():
            return _unnamed(SpeakerClass.ANONYMOUS)
        if rules.documents.match(words) and (words[:1].islower() or not people):
            mentions = self.cast.within(start, end)
            named = any(m.kind is not None and m.start > start for m in mentions)
            title = words if named else self._issued_by(words, end)
            return Reading((), SpeakerClass.DOCUMENT, 0.0, title)
        if people:
            return self._persons(start, people)
        if rules.crowds.match(words) and words.split()[0].lower() not in rules.one:
            return _unnamed(SpeakerClass.CROWD)
        return self._without_person(start, end, words)

    def _issued_by(self, words: str, end: int) -> str | None:
        """What to call "pernyataan yang dikeluarkan oleh X": "pernyataan X"."""
        found = self.cast.within(end, end + _ISSUED_WITHIN)
        issuer = next((m for m in found if m.kind in (Kind.ORGANISATION, Kind.PERSON)), None)
        if issuer is None:
            return None
        between = self.text[end : issuer.start]
        issued = self.rules.issued.search(between) and not re.search(r"[,.;:\n]", between)
        return f"{words} {issuer.name}" if issued else None

    def people(self, start: int, end: int) -> list[Mention]:
        """The persons named in a stretch."""
        return [m for m in self.cast.within(start, end) if m.kind is Kind.PERSON]

    def _persons(self, start: int, people: list[Mention]) -> Reading:
        if (opening := self._opening_name(start, people)) is not None:
            return Reading((opening.name,), SpeakerClass.NAMED, opening.score)
        joint = self._joint(people, start)
        names = tuple(dict.fromkeys(self._personal(m.name) for m in joint))
        return Reading(names, SpeakerClass.NAMED, _score(joint))

    def _personal(self, name: str) -> str:
        """A person's name without the country of their office before it: "Iran Hasan Rohani"."""
        first, _, rest = name.partition(" ")
        country = first.lower() in places_for(self.rules.lang) and " " in rest
        return rest if country else name

    def _without_person(self, start: int, end: int, words: str) -> Reading:
        first, space, rest = words.partition(" ")
        if space and rest[:1].isupper() and first.lower() in self.rules.quantifiers:
            start, words = start + len(first) + 1, rest
        mentions = self.cast.within(start, end)
        if is_outlet(words, self.rules.lang):
            return Reading((words,), SpeakerClass.OUTLET, 0.9)
        if mentions and mentions[0].start == start and self._covers(mentions, start, end):
            return self._mentioned(mentions)
        outlet = next((m for m in mentions if is_outlet(m.words, self.rules.lang)), None)
        if outlet and outlet.end == end:
            return Reading((outlet.name,), SpeakerClass.OUTLET, 0.9)
        if words[:1].isupper() and (bearer := self.cast.bearer_of(words)):
            return Reading((bearer.name,), SpeakerClass.NAMED, 0.8)
        if words[:1].isupper() and (holder := self.cast.holder_of(words)):
            return Reading((holder.name,), SpeakerClass.NAMED, 0.75)
        if apposed := self.rules.apposed.search(words):
            return Reading((apposed.group("name"),), SpeakerClass.NAMED, 0.5)
        if called := self._called(end):
            return Reading((called.name,), SpeakerClass.ORGANISATION, 0.8)
        if mentions and words.split()[0] in self.rules.groups:
            return Reading((_titled(words),), SpeakerClass.ORGANISATION, 0.7)
        if words.split()[0].lower() in self.rules.org_heads and " " in words:
            named = (words,) if words[:1].isupper() else ()
            return Reading(named, SpeakerClass.ORGANISATION, 0.7 if named else 0.0)
        if self.rules.roles.search(words) or words[:1].islower():
            return _unnamed(SpeakerClass.ROLE)
        if words.lower().split()[0] in self.rules.titles:
            return _unnamed(SpeakerClass.ROLE)
        capitals = [word for word in words.split() if word[:1].isupper()]
        if len(capitals) > 1 or mentions or self._is_called_by_name(start, words):
            return Reading((words,), SpeakerClass.NAMED, 0.5)
        return _unnamed(SpeakerClass.ROLE)

    def _is_called_by_name(self, start: int, words: str) -> bool:
        """Whether a phrase is a capitalised word in the middle of a sentence."""
        before = self.text[max(0, start - 2) : start]
        return " " not in words and before[:1].isalpha() and before[1:] == " "

    def _mentioned(self, mentions: Sequence[Mention]) -> Reading:
        """A phrase that is a name, of no person, or several of them."""
        joint = self._listed(mentions)
        if all(m.words.lower() in self.rules.meant for m in joint):
            names = tuple(dict.fromkeys(self._state_meant(m) for m in joint))
            return Reading(names, SpeakerClass.STATE, _score(joint))
        if mentions[0].kind is None:
            return Reading((mentions[0].name,), SpeakerClass.NAMED, 0.6)
        if mentions[0].kind is not Kind.PLACE:
            names = tuple(dict.fromkeys(m.name for m in joint))
            return Reading(names, SpeakerClass.ORGANISATION, _score(joint))
        names = tuple(dict.fromkeys(self._state_meant(m) for m in joint))
        return Reading(names, SpeakerClass.STATE, _score(joint))

    def _listed(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The first name and those of its kind that a comma or "dan" joins to it."""
        listed = [mentions[0]]
        for mention in mentions[1:]:
            between = self.text[listed[-1].end : mention.start]
            if mention.kind is mentions[0].kind and self.rules.listing.fullmatch(between):
                listed.append(mention)
        return listed

    def _state_meant(self, mention: Mention) -> str:
        """The state that a capital or short name stands for, with the words used for it."""
        state = self.rules.meant.get(mention.words.lower())
        return f"{state} ({mention.words})" if state else mention.name

    def _called(self, end: int) -> Mention | None:
        """The organisation in "kelompok yang dikenal sebagai X"."""
        match = self.rules.called.match(self.text, end, end + _CALLED_WITHIN)
        if match is None:
            return None
        found = self.cast.within(match.end(), match.end() + _CALLED_WITHIN)
        return found[0] if found and found[0].start == match.end() else None

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


def _titled(words: str) -> str:
    """A body named in small letters as its name: "militer Israel" is Militer Israel."""
    return " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in words.split())


def _unnamed(speaker_class: SpeakerClass) -> Reading:
    return Reading((), speaker_class, 0.0)


def _score(mentions: Sequence[Mention]) -> float:
    return min((mention.score for mention in mentions), default=0.0)
