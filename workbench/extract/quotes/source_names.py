"""The names in the words for a source, and what they stand for: people jointly, states, outlets.

It says what a name means; of what sort a source is, the rules in `source` decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind, SpeakerClass
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for, name_prefixes
from workbench.extract.mention import Mention
from workbench.extract.name_rules import offices_of, role_shape
from workbench.extract.outlets import is_outlet, outlet_nouns, places_for
from workbench.extract.quotes.findings import FindingReader
from workbench.extract.quotes.owners import OwnerReader
from workbench.extract.quotes.who import Who
from workbench.extract.terms import Capitals

_ISSUED_WITHIN = 90
"""Code points behind a document in which its issuer is looked for."""
_BY_FORM = ".form"
"""How the rules end that know a name by its form alone."""
_OF_NO_KIND = 0.6
"""How sure a name is that nothing types: above one known by its capitals alone."""
_RUN_WORDS = 3
"""The most words of a body of which only the first was read."""
_JOINED_WITHIN = 80
"""Code points between two people who speak jointly, a title included."""
_CALLED_WITHIN = 40
"""Code points behind a phrase in which "yang dikenal sebagai X" is looked for."""


class SourceRules:
    """The words for sources in one language."""

    def __init__(self, lex: Lexicon) -> None:
        def either(key: str) -> re.Pattern[str]:
            return compiled(
                rf"(?<![\w-]){alternation(lex.words('people', key))}(?![\w-])", re.IGNORECASE
            )

        self.lang = lex.lang
        self.anonymous = either("anonymous")
        self.sources = either("sources")
        some = rf"(?:{alternation(lex.words('frames', 'quantifiers'))}\s)?"
        self.documents = compiled(
            rf"{some}{alternation(lex.words('people', 'documents'))}(?![\w-])", re.IGNORECASE
        )
        self.crowds = compiled(
            rf"{some}{alternation(lex.words('people', 'crowds'))}(?![\w-])", re.IGNORECASE
        )
        self._findings(lex, some)
        self.articles = lex.set("references", "articles")
        self.outlet_words = lex.set("lines", "outlet_words")
        self.forms = lex.map("references", "forms")
        self.one = lex.set("frames", "one")
        self.staff = lex.set("people", "staff")
        self.outlet = compiled(
            rf"(?:[\w-]+\s){{0,3}}?(?i:{outlet_nouns(lex)})(?:(?:\s[\w-]+){{1,3}},)?"
            r"\s(?P<name>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,4})\Z",
        )
        self.roles = either("roles")
        self.titles = lex.set("people", "titles")
        self.offices = offices_of(lex)
        self.org_heads = lex.set("names", "organisation_heads") - lex.set("people", "titles")
        self._beside(lex)
        self.quantifiers = lex.set("frames", "quantifiers")
        self.parties = lex.set("references", "parties")
        self.own_country = lex.set("references", "own_country")
        self.sorts = lex.set("references", "sorts")
        self.posts = lex.set("references", "posts")
        self.demonstrative = lex.set("frames", "demonstrative")
        self.joint = lex.set("frames", "joint")
        joint = alternation(lex.words("frames", "joint"))
        self.joiner = compiled(rf"(?:,\s|\s(?:{joint})\s)")
        self.listing = compiled(rf"(?: ?\([^()]{{1,24}}\))?(?:,?\s(?:{joint})\s|,\s)")
        relative = alternation(lex.words("frames", "describing"))
        called = alternation(lex.words("references", "called"))
        self.called = compiled(rf",?\s(?:{relative}\s)?{called}\s['\"“‘]?")
        issued = alternation(lex.words("references", "issued"))
        self.issued = compiled(rf"(?<![\w-]){issued}(?![\w-])")
        relayed = alternation(lex.words("frames", "as_said"))
        self.relayed = compiled(rf"(?<![\w-]){relayed}(?![\w-])")
        self.groups = lex.set("references", "groups")
        self.linking = lex.set("complements", "prepositions") | lex.set("frames", "joint")
        self.apposed = compiled(
            r"\w, (?P<name>[A-ZÀ-Þ][\w'’-]+"
            rf"(?: (?:{name_prefixes()}-)?[A-ZÀ-Þ][\w'’.-]*){{1,3}})\Z"
        )
        """A name of no known kind behind a role: "kepala biro itu, X Y"."""
        self.every_noun = lex.text("names", "capitals") == Capitals.NOUNS
        self._role = role_shape(lex)
        self.somebody = lex.set("people", "roles") | lex.set("people", "titles")
        self.meant = lex.map("references", "states_meant")

    def _beside(self, lex: Lexicon) -> None:
        """What stands before somebody who is only named beside whoever speaks."""
        self.body_heads = self.org_heads | lex.set("references", "groups")
        self.around = lex.set("people", "around")
        self.led = lex.set("references", "led")
        including = alternation(lex.words("references", "including"))
        self.including = compiled(rf",?\s{including}\s")
        seen = alternation(lex.words("references", "seen"))
        self.seen = compiled(rf"(?<![\w-]){seen}(?![\w-])")

    def _findings(self, lex: Lexicon, some: str) -> None:
        """What somebody found out, who is said behind it."""
        found = alternation(lex.words("people", "findings"))
        by = alternation(lex.words("references", "found_by"))
        the = rf"(?:{alternation(lex.words('references', 'articles'))} )?"
        reported = alternation(lex.words("people", "reports"))
        self.made = compiled(
            rf"(?i:{some})(?i:{found}|(?P<report>{reported}))"
            rf"(?: [a-zà-ÿ]+){{0,2}}?(?: {by})? {the}(?=[A-ZÀ-Þ])"
        )
        """What somebody found, up to who that was: "hasil survei terbaru dari "."""
        self.found = compiled(rf"{some}(?i:{found})")

    def is_role(self, word: str) -> bool:
        """Whether a word says what somebody is, in a language that tells so by its form."""
        lower = word.lower()
        return lower in self.somebody or self._role.fullmatch(lower) is not None


@lru_cache(maxsize=16)
def rules_for(lang: str) -> SourceRules:
    """The source rules of a language."""
    return SourceRules(lexicon_for(lang))


class Phrase(NamedTuple):
    """The words that name a source."""

    start: int
    end: int
    words: str
    mentions: list[Mention]
    people: list[Mention]

    @property
    def is_small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.words[:1].islower()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.words[:1].isupper()

    @property
    def first(self) -> str:
        """Its first word in lower case."""
        return self.words.split(None, 1)[0].lower()


class SourceNames:
    """The names in the phrases of one text."""

    def __init__(self, text: str, cast: Cast, lang: str) -> None:
        self.text = text
        self.cast = cast
        self.rules = rules_for(lang)
        self.findings = FindingReader(text, cast, lang)
        self.owners = OwnerReader(text, lang)

    def is_evident(self, mention: Mention) -> bool:
        """Whether more than capitals makes a name of a mention, where every noun has one."""
        return not self.rules.every_noun or not mention.rule.endswith(_BY_FORM)

    def issued_by(self, words: str, end: int) -> str | None:
        """What to call "pernyataan yang dikeluarkan oleh X": "pernyataan X"."""
        issuer = self.issuer(end)
        return f"{words} {issuer.name}" if issuer else None

    def issuer(self, end: int) -> Mention | None:
        """Who issued what is written, where the words behind it say so: "yang dirilis X"."""
        found = self.cast.within(end, end + _ISSUED_WITHIN)
        issuer = next((m for m in found if m.kind in (Kind.ORGANISATION, Kind.PERSON)), None)
        if issuer is None:
            return None
        between = self.text[end : issuer.start]
        issued = self.rules.issued.search(between) and not re.search(r"[,.;:\n]", between)
        issued = issued and not self.rules.relayed.search(between)
        issued = issued and not self.rules.seen.search(between)
        return issuer if issued else None

    def is_of_body(self, phrase: Phrase) -> bool:
        """Whether one word behind a noun for people of a body is that body: "eksekutif Meta"."""
        name = phrase.people[0]
        is_single = len(phrase.people) == 1 and " " not in name.words and " " not in name.name
        lead = self.text[phrase.start : name.start].strip()
        return is_single and lead in self.rules.staff

    def outlet_ending_in(self, word: str) -> str | None:
        """The one outlet of the article whose name ends in a word; None when it is not clear."""
        if word.lower() not in self.rules.outlet_words:
            return None
        named = {
            m.words
            for m in self.cast.mentions
            if m.words.endswith(f" {word}") and is_outlet(m.words, self.rules.lang)
            and m.words.split()[0].lower() not in self.rules.articles
        }  # fmt: skip
        return named.pop() if len(named) == 1 else None

    def bare(self, words: str) -> str:
        """Words without the one at their end that only points: "dokumen Bank X tersebut"."""
        rest, blank, last = words.rpartition(" ")
        return rest if blank and last.lower() in self.rules.demonstrative else words

    def persons(self, start: int, people: list[Mention]) -> Who:
        """Those who speak, of the people named in a phrase."""
        if (opening := self._opening_name(start, people)) is not None:
            return Who((opening.name,), SpeakerClass.NAMED, opening.score)
        joint = self._joint(self.owners.without(people), start)
        names = tuple(dict.fromkeys(self._personal(m.name) for m in joint))
        return Who(names, SpeakerClass.NAMED, _score(joint))

    def is_apart(self, words: str, whole: str) -> bool:
        """Whether the text has words outside of longer ones as well."""
        return self.text.count(words) > self.text.count(whole)

    def _personal(self, name: str) -> str:
        """A person's name without the country of their office before it: "Iran Hasan Rohani"."""
        first, _, rest = name.partition(" ")
        country = first.lower() in places_for(self.rules.lang) and " " in rest
        return rest if country else name

    def is_called_by_name(self, start: int, words: str) -> bool:
        """Whether a phrase is a capitalised word in the middle of a sentence."""
        before = self.text[max(0, start - 2) : start]
        return " " not in words and before[:1].isalpha() and before[1:] == " "

    def mentioned(self, mentions: Sequence[Mention]) -> Who:
        """A phrase that is a name, of no person, or several of them."""
        joint = self._listed(mentions)
        if all(m.words.lower() in self.rules.meant for m in joint):
            names = tuple(dict.fromkeys(self._state_meant(m) for m in joint))
            return Who(names, SpeakerClass.STATE, _score(joint))
        if mentions[0].kind is None:
            return Who((self._run_on(mentions),), SpeakerClass.NAMED, _OF_NO_KIND)
        if mentions[0].kind is Kind.ORGANISATION and (whole := self._of_country(mentions)):
            return Who((whole,), SpeakerClass.ORGANISATION, _score(mentions[:2]))
        if mentions[0].kind is not Kind.PLACE:
            names = tuple(dict.fromkeys(m.name for m in joint))
            return Who(names, SpeakerClass.ORGANISATION, _score(joint))
        names = tuple(dict.fromkeys(self._state_meant(m) for m in joint))
        return Who(names, SpeakerClass.STATE, _score(joint))

    def _of_country(self, mentions: Sequence[Mention]) -> str | None:
        """A body in one word with the country it is of: "Kemlu Iran"."""
        if len(mentions) != 2 or " " in mentions[0].words:
            return None
        body, place = mentions
        if body.name != body.words or place.words.lower() in self.rules.own_country:
            return None  # "BPOM RI", which the article names in full
        beside = place.kind is Kind.PLACE and self.text[body.end : place.start] == " "
        country = beside and place.words.lower() in places_for(self.rules.lang)
        return self.text[body.start : place.end] if country else None

    def _listed(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The first name and those of its kind that a comma or "dan" joins to it."""
        listed = [mentions[0]]
        for mention in mentions[1:]:
            between = self.text[listed[-1].end : mention.start]
            if mention.kind is mentions[0].kind and self.rules.listing.fullmatch(between):
                listed.append(mention)
        return listed

    def _run_on(self, mentions: Sequence[Mention]) -> str:
        """A name of no kind, with the words of no kind that it goes on in: "Bezalel Smotrich"."""
        first = last = mentions[0]
        for mention in mentions[1:]:
            if mention.kind is not None or self.text[last.end : mention.start] != " ":
                break
            last = mention
        return first.name if last is first else self.text[first.start : last.end]

    def _state_meant(self, mention: Mention) -> str:
        """The state that a capital or short name stands for, with the words used for it."""
        state = self.rules.meant.get(mention.words.lower())
        return f"{state} ({mention.words})" if state else mention.name

    def called(self, end: int) -> Mention | None:
        """The organisation in "kelompok yang dikenal sebagai X"."""
        match = self.rules.called.match(self.text, end, end + _CALLED_WITHIN)
        if match is None:
            return None
        found = self.cast.within(match.end(), match.end() + _CALLED_WITHIN)
        return found[0] if found and found[0].start == match.end() else None

    def _opening_name(self, start: int, people: list[Mention]) -> Mention | None:
        """The one who is named first and then described: "Dedy, Kepala Peleton B"."""
        if not people[0].title or people[0].start <= start:
            return None
        for mention in self.cast.within(start, people[0].start):
            if mention.start == start and self.text[mention.end : mention.end + 1] == ",":
                return mention if mention.kind is None else None
        return None

    def is_body_run(self, phrase: Phrase) -> bool:
        """Whether two or three capitals are one body, of which only the first was read: "LCR
        Honda"."""
        words = phrase.words.split(" ")
        first = phrase.mentions[0]
        others = (Kind.PERSON, Kind.PLACE)
        if first.is_sure or not 1 < len(words) <= _RUN_WORDS:
            return False
        if any(one.kind in others for one in phrase.mentions):
            return False
        is_part = first.kind is Kind.ORGANISATION and first.end < phrase.end
        return is_part and all(word.isalpha() and word[0].isupper() for word in words)

    def covers(self, mentions: Sequence[Mention], start: int, end: int) -> bool:
        """Whether names are all that a phrase says, or what it opens with before a comma."""
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
            if not self.rules.joiner.match(between) or len(between) > _JOINED_WITHIN:
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
