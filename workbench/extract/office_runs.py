"""What the words of a run of capitals are that an office opens: part of it, of a body, of a name.

It knows how the article calls somebody elsewhere and who was read at the end of a run. Where the
person's name begins is decided in `seams`, never here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cue_forms, lexicon_for
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules
from workbench.extract.terms import Side

MOST_NAME = 5
"""Words of a name behind an office, initials included."""
_KNOWN = ("name.place.known", "name.organisation.known", "name.organisation.outlet")
"""Rules by which a word is no part of a person's name."""
_BODY_AND_NAME = 3
"""An office, a body and one name: with more words the last is a person's."""
_SPEAKS_WITHIN = 24
"""Code points beside a word in which its cue stands."""
_PLAIN = compiled(r"[^\W\d_]+(?:[-’'.][^\W\d_]*)*\Z")
_ROMAN = compiled(r"[IVX]{2,}\Z")


class SpeechRules(NamedTuple):
    """What beside a run says that somebody speaks, in one language."""

    spoken: frozenset[str]
    """Cues before their speaker: "kata"."""
    speaks: frozenset[str]
    """Cues behind their subject: "mengatakan"."""
    adverbs: frozenset[str]
    relative: re.Pattern[str]
    """Leads in what somebody says in a clause of its own: ", yang" before "menyebut"."""

    @classmethod
    def of(cls, lex: Lexicon) -> SpeechRules:
        """The rules of a language folder."""
        return cls(
            cue_forms(lex.lang, Side.AFTER).union(lex.words("frames", "according")),
            cue_forms(lex.lang, Side.BEFORE),
            lex.set("frames", "adverbs"),
            compiled(rf", {alternation(lex.words('frames', 'describing'))}(?= )"),
        )

    def stand_beside(self, text: str, start: int, end: int) -> bool:
        """Whether a cue stands right before or behind a stretch."""
        before = text[max(0, start - _SPEAKS_WITHIN) : start].split()
        if before and before[-1].lower() in self.spoken:
            return True
        clause = self.relative.match(text, end)
        end = clause.end() if clause else end
        behind = text[end : end + _SPEAKS_WITHIN].split()[:2]
        if len(behind) == 2 and behind[0] in self.adverbs:
            behind = behind[1:]
        return bool(behind) and behind[0].rstrip(",:") in self.speaks


@lru_cache(maxsize=16)
def rules_for(lang: str) -> SpeechRules:
    """The rules of a language."""
    return SpeechRules.of(lexicon_for(lang))


class Part(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    word: str
    lower: str
    """In small letters, without a full stop."""


class Run:
    """The words of an office with its bearer; what is asked of them is looked for once."""

    def __init__(self, reader: OfficeReader, parts: Sequence[Part]) -> None:
        self.reader = reader
        self.parts = parts

    @cached_property
    def shown(self) -> int:
        """The word with which the article names the person elsewhere; else 0."""
        return self.reader.shown(self.parts)

    @cached_property
    def there(self) -> int:
        """The word with which a person begins who was read at its end; else 0."""
        return self.reader.person_at_end(self.parts)

    @cached_property
    def office(self) -> int:
        """The first word that is no part of an office."""
        return self.reader.office_end(self.parts)

    @cached_property
    def is_open(self) -> bool:
        """Whether the person who was read may begin with words of a body."""
        first = self.parts[self.there].word
        in_capitals = len(first) > 2 and first.isupper()
        return in_capitals or self.reader.is_open(self.parts, self.there)


class OfficeReader:
    """Tells what the words of runs are, in one text."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], names: NameRules, given: frozenset[str]
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.names = names
        self._given = given
        """Words of people's names, in lower case."""
        self.rules = rules_for(names.lang)
        self.starts = [mention.start for mention in mentions]
        """Where each mention begins, in text order."""
        self._alone: dict[str, bool] = {}

    def stands_alone(self, word: str) -> bool:
        """Whether a single word names somebody who speaks somewhere."""
        if word not in self._alone:
            self._alone[word] = not word.isupper() and any(
                self.speaks(one.start, one.end) for one in self._singles.get(word, ())
            )
        return self._alone[word]

    @cached_property
    def _singles(self) -> dict[str, list[Mention]]:
        """The names of one word, by the word; none that a list knows as no person's."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if " " not in mention.words and mention.rule not in _KNOWN:
                found.setdefault(mention.words, []).append(mention)
        return found

    def person_at_end(self, parts: Sequence[Part]) -> int:
        """The word with which a person begins who was read at the end of a run; else 0."""
        for at in range(1, len(parts)):
            index = bisect_left(self.starts, parts[at].start)
            if index == len(self.mentions) or self.starts[index] != parts[at].start:
                continue
            there = self.mentions[index]
            if there.kind is Kind.PERSON and there.end == parts[-1].end:
                return at
        return 0

    def shown(self, parts: Sequence[Part]) -> int:
        """The word with which the article names the person elsewhere, as somebody who speaks."""
        for at in range(1, len(parts)):
            if not self.stands_alone(parts[at].word) or len(parts) - at > MOST_NAME:
                continue
            if not self.is_name(parts[at:]):
                continue
            if at == 1 and self._wants_body(parts) and self._is_named_behind(parts):
                continue
            first = at
            while first > 1 and self.leads_name(parts[first - 1]):
                first -= 1
            return self._behind_country(parts, first)
        return 0

    def _behind_country(self, parts: Sequence[Part], seam: int) -> int:
        """The word behind the country that ends an office, where all behind it may be the name:
        "Menteri Kesehatan Spanyol | Monica Garcia"; else the seam."""
        office = self.office_end(parts)
        if not 1 < office < seam or parts[office - 1].lower not in self.names.places:
            return seam
        return office if self.is_name(parts[office:]) else seam

    def _is_named_behind(self, parts: Sequence[Part]) -> bool:
        """Whether the last word is used alone as well: then the first is the body that somebody
        heads, "CEO Tokolaris | Nasarudin Umari" where both speak."""
        return len(parts) > _BODY_AND_NAME and self.stands_alone(parts[-1].word)

    def body_end(self, parts: Sequence[Part]) -> int:
        """The word behind the body that an office opens with and the article names elsewhere; 0
        where it names none."""
        for at in range(len(parts) - 2, 1, -1):
            if " ".join(part.word for part in parts[1:at]) in self._bodies:
                return at
        return 0

    @cached_property
    def _bodies(self) -> frozenset[str]:
        bodies = (Kind.ORGANISATION, Kind.PLACE)
        return frozenset(one.words for one in self.mentions if one.kind in bodies)

    def is_given(self, part: Part) -> bool:
        """Whether people are called by a word."""
        return part.lower in self._given or part.lower in self.names.given

    def leads_name(self, part: Part) -> bool:
        """Whether a word before the one that is used alone belongs to the name: "Muhammad", "I"."""
        initial = len(part.lower) == 1 and part.word[0].isupper()
        return initial or (self.is_given(part) and not self._is_office(part))

    def _wants_body(self, parts: Sequence[Part]) -> bool:
        """Whether somebody of that title heads a body, which is named before the person."""
        return parts[0].lower in self.names.heading

    def is_open(self, parts: Sequence[Part], seam: int) -> bool:
        """Whether words behind a place may go on with a body's name: "Ketua | ...", "Kepala Dinas
        Cipta | ...", but not "Kepala Dinas Bandung | ..."."""
        if seam == 1:
            return self._wants_body(parts)
        last = parts[seam - 1].lower
        closed = last in self.names.places or last in self.names.organisations
        return self.is_head(parts[seam - 2]) and not closed

    def first_given(self, parts: Sequence[Part]) -> int:
        """Which word is the first that people are called by; 0 where that is the last, or none."""
        known = (at for at, part in enumerate(parts[:-1]) if self.is_given(part))
        return next(known, 0)

    def speaks(self, start: int, end: int) -> bool:
        """Whether a cue stands right before or behind a stretch."""
        return self.rules.stand_beside(self.text, start, end)

    def office_end(self, parts: Sequence[Part]) -> int:
        """The first word that is no part of the office a run opens with."""
        ends = [at + 1 for at, part in enumerate(parts) if part.word in self.names.company_ends]
        at = max(1, self.behind_rank(parts), *ends)
        while at < len(parts) and (step := self._step(parts, at)):
            at += step
        return at

    def behind_rank(self, parts: Sequence[Part]) -> int:
        """The word behind the last rank or second title of a run, with what may follow it in
        brackets: "Kombes (Pol) X"; 0 where there is none."""
        known, longest = self.names.titles
        for at in range(len(parts) - 2, 0, -1):
            if parts[at].lower not in self.names.title_words:
                continue
            for size in range(min(longest, len(parts) - 1 - at), 0, -1):
                if " ".join(part.lower for part in parts[at : at + size]) not in known:
                    continue
                if size == 1 and parts[at].lower in self.names.given:
                    break  # "Menteri Olahraga Imam Subagja"
                behind = at + size
                while behind < len(parts) - 1 and (
                    parts[behind].word[0] == "(" or parts[behind].lower in self.names.organisations
                ):
                    behind += 1
                heads_body = parts[at].lower in self.names.heading
                return 0 if heads_body or not self.is_name(parts[behind:]) else behind
        return 0

    def _step(self, parts: Sequence[Part], at: int) -> int:
        """How many words from a place on belong to an office; 0 where a name may begin."""
        part = parts[at]
        if not _PLAIN.match(part.word) or part.word[0].islower() or _ROMAN.match(part.word):
            return 1  # "(MUI)", "Covid-19", "dan", "II"
        if self._is_office(part) and not self._is_called(parts, at):
            return 1
        if part.lower in self.names.places or part.lower in self.names.organisations:
            return 1
        pair = " ".join(one.lower for one in parts[at : at + 2])
        known = self.names.known_names.kind_of(" ".join(one.word for one in parts[at : at + 2]))
        if pair in self.names.places or pair in self.names.organisations:
            return 2
        if known is Kind.ORGANISATION and at + 2 < len(parts):
            return 2  # "CEO JP Morgan | X"
        if ACRONYM.match(part.word) and len(part.word) > 2 and part.lower not in self.names.given:
            return 1
        before = parts[at - 1]
        is_headed = self.is_head(before) and not self.is_given(part)
        return 1 if is_headed and at + 1 < len(parts) else 0

    def _is_office(self, part: Part) -> bool:
        names, lower = self.names, part.lower
        shaped = names.role_shape.fullmatch(lower) and not self.is_given(part)
        return lower in names.describing or bool(shaped) or self.is_head(part)

    def _is_called(self, parts: Sequence[Part], at: int) -> bool:
        """Whether a word that offices have too belongs to a name: "Ketua | Agung X", but not
        "Jaksa Agung | X"."""
        pair = f"{parts[at - 1].lower} {parts[at].lower}"
        return parts[at].lower in self.names.given and pair not in self.names.titles[0]

    def is_head(self, part: Part) -> bool:
        """Whether names of bodies or places begin with a word."""
        return part.lower in self.names.org_heads[0] or part.lower in self.names.place_heads

    def is_name(self, parts: Sequence[Part]) -> bool:
        """Whether words may be a person's name: none of them is part of an office or a place."""
        return (
            bool(parts)
            and parts[0].word[0].isupper()
            and not any(
                not part.word[0].isalpha()
                or part.lower in self.names.org_heads[0]
                or (part.lower in self.names.places and part is not parts[-1])
                for part in parts
            )
            and " ".join(part.lower for part in parts[-2:]) not in self.names.places
        )
