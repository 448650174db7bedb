"""Where a person's name begins behind an office: "Direktur Karya Abadi | X", "Menteri Sosial | X".

A tagger that meets an office with many capitals takes its last words for a place or a body, or
nothing for a name at all. What the article shows elsewhere (one word of the run stands alone and
speaks) and what offices are made of tell where the person begins. A run that shows no seam is left
as it was read: nobody is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.cast import ACRONYM, Mention
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.name_rules import NameRules
from workbench.extract.sentences import UPPER
from workbench.extract.terms import Side

_SHOWN, _MADE_OF, _FRAMED = 0.85, 0.8, 0.7
"""How sure a person behind an office is: the article shows the seam; what is left is made of words
of people's names; what is left is said to speak. Steps by judgement; each is right more often on
the development sets."""
_MOST_OFFICE = 24
"""Words of an office with its bearer."""
_MOST_NAME = 5
"""Words of a name behind an office, initials included."""
_KNOWN = ("name.place.known", "name.organisation.known", "name.organisation.outlet")
"""Rules by which a word is no part of a person's name."""
_SPEAKS_WITHIN = 24
"""Code points beside a word in which its cue stands."""
_PLAIN = compiled(r"[^\W\d_]+(?:[-’'.][^\W\d_]*)*\Z")
_ROMAN = compiled(r"[IVX]{2,}\Z")
_INITIALS = compiled(rf" \(([{UPPER}]{{2,4}})\)")
_TOKEN = compiled(r"\([^()]*\)|[^\s,]+|,")


class BearerRules(NamedTuple):
    """What offices and those who bear them are made of in one language."""

    run: re.Pattern[str]
    spoken: frozenset[str]
    """Cues before their speaker: "kata"."""
    speaks: frozenset[str]
    """Cues behind their subject: "mengatakan"."""
    adverbs: frozenset[str]

    @classmethod
    def of(cls, lex: Lexicon) -> BearerRules:
        """The rules of a language folder."""
        shortened = alternation(
            [*lex.words("people", "honorifics"), *lex.words("sentences", "abbreviations")]
        )
        initial = "[A-HJ-UWYZ]"
        word = rf"(?:(?:{initial}\.){{1,3}}|{shortened}\.|[{UPPER}][\w’'&/-]*)"
        small = alternation([w for w in lex.words("people", "given_before") if len(w) < 4])
        number = r"\d{1,3}(?![\w.,/])"
        first = alternation(sorted({title.split()[0] for title in lex.words("people", "titles")}))
        noun_joins = lex.words("frames", "noun_joins")
        joints = alternation(
            [*lex.words("frames", "joint"), *lex.words("people", "connectors"), *noun_joins]
        )
        some = rf"{word}(?: {word}){{0,3}}"
        other = rf"(?!{first}(?![\w-]))"
        also = alternation(lex.words("frames", "joint"))
        listed = rf"(?:, {other}{some}){{1,4}},? (?:{also}) {other}{word}"
        bracket = rf"\([{UPPER}][\w /-]{{0,24}}\)"
        cues = lex.records("cues", "cue")
        after = [form for cue in cues for form in cue.get(Side.AFTER, ())]
        after += lex.words("frames", "according")
        before = [form for cue in cues for form in cue.get(Side.BEFORE, ())]
        return cls(
            compiled(
                rf"(?<![\w-])(?P<title>{first})(?![\w-])"
                rf"(?:{listed}| (?:{joints} {other})?(?:{word}|{number}|{bracket}|(?:{small})\.?))+"
            ),
            frozenset(after),
            frozenset(before),
            lex.set("frames", "adverbs"),
        )


@lru_cache(maxsize=16)
def rules_for(lang: str) -> BearerRules | None:
    """The rules of a language; None where it has no list of titles."""
    lex = lexicon_for(lang)
    return BearerRules.of(lex) if lex.words("people", "titles") else None


class Part(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    word: str
    lower: str
    """In small letters, without a full stop."""


class BearerReader:
    """Finds who bears the offices of one text."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], names: NameRules, given: frozenset[str]
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.names = names
        self._given = given
        """Words of people's names, in lower case."""
        self.rules = rules_for(names.lang)
        self._starts = [mention.start for mention in mentions]
        self._alone: dict[str, bool] = {}

    def _stands_alone(self, word: str) -> bool:
        """Whether a single word names somebody who speaks somewhere."""
        if word not in self._alone:
            self._alone[word] = not word.isupper() and any(
                self._speaks(one.start, one.end) for one in self._singles.get(word, ())
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

    def read(self, blocks: Iterable[tuple[int, int]]) -> list[Mention]:
        """The mentions, with those who bear an office cut free of it."""
        if self.rules is None:
            return list(self.mentions)
        found: list[Mention] = []
        for start, end in blocks:
            for run in self.rules.run.finditer(self.text, start, end):
                if bearer := self._bearer(run.start(), run.end()):
                    found.append(bearer)
        return self._with(found) if found else list(self.mentions)

    def _bearer(self, start: int, end: int) -> Mention | None:
        parts = self._parts(start, end)
        if not 1 < len(parts) <= _MOST_OFFICE:
            return None
        seam, score = self._seam(parts)
        if not seam:
            return None
        seam = self._without_courtesy(parts, seam)
        at, stop = parts[seam].start, parts[-1].end
        if self._is_read(at, stop) or self._goes_on(stop):
            return None
        title = self.text[start : parts[seam - 1].end]
        words = self.text[at:stop]
        return Mention(
            at, stop, words, Kind.PERSON, "name.person.title", score, title=title, name=words,
            affiliation=self._body_in(start, at),
        )  # fmt: skip

    def _person_at_end(self, parts: Sequence[Part]) -> int:
        """The word with which a person begins who was read at the end of a run; else 0."""
        for at in range(1, len(parts)):
            index = bisect_left(self._starts, parts[at].start)
            if index == len(self.mentions) or self._starts[index] != parts[at].start:
                continue
            there = self.mentions[index]
            if there.kind is Kind.PERSON and there.end == parts[-1].end:
                return at
        return 0

    def _parts(self, start: int, end: int) -> list[Part]:
        parts: list[Part] = []
        for token in _TOKEN.finditer(self.text, start, end):
            word = token.group()
            lower = word.lower().rstrip(".")
            if lower in self.names.calendar and parts:
                break
            stop = token.end()
            if word.endswith(".") and len(lower) > 1 and token.end() == end:
                stop -= 1
            parts.append(Part(token.start(), stop, self.text[token.start() : stop], lower))
        while parts and (parts[-1].word[0] in "(,0123456789" or parts[-1].word[0].islower()):
            parts.pop()
        return parts

    # Seams

    def _seam(self, parts: Sequence[Part]) -> tuple[int, float]:
        """The word that the person's name begins with, and how sure that is; 0 where none does."""
        if initialled := self._initialled(parts):
            return initialled, _SHOWN
        shown, there = self._shown(parts), self._person_at_end(parts)
        if there:
            return self._within(parts, there, shown), _SHOWN if shown else _MADE_OF
        if shown:
            return shown, _SHOWN
        office = self._office_end(parts)
        if made_of := self._made_of(parts, office):
            return made_of, _MADE_OF
        return self._framed(parts, office), _FRAMED

    def _initialled(self, parts: Sequence[Part]) -> int:
        """The first of the words whose initials stand in brackets behind them."""
        match = _INITIALS.match(self.text, parts[-1].end)
        size = len(match.group(1)) if match else 0
        first = "".join(part.word[0] for part in parts[-size:])
        return len(parts) - size if match and len(parts) > size and first == match[1] else 0

    def _shown(self, parts: Sequence[Part]) -> int:
        """The word with which the article names the person elsewhere, as somebody who speaks."""
        for at in range(1, len(parts)):
            if not self._stands_alone(parts[at].word) or len(parts) - at > _MOST_NAME:
                continue
            if not self._is_name(parts[at:]):
                continue
            first = at
            while first > 1 and self._leads_name(parts[first - 1]):
                first -= 1
            return first
        return 0

    def _is_given(self, part: Part) -> bool:
        """Whether people are called by a word."""
        return part.lower in self._given or part.lower in self.names.given

    def _leads_name(self, part: Part) -> bool:
        """Whether a word before the one that is used alone belongs to the name: "Muhammad", "I"."""
        initial = len(part.lower) == 1 and part.word[0].isupper()
        return initial or (self._is_given(part) and not self._is_office(part))

    def _wants_body(self, parts: Sequence[Part]) -> bool:
        """Whether somebody of that title heads a body, which is named before the person."""
        return parts[0].lower in self.names.heading

    def _within(self, parts: Sequence[Part], there: int, shown: int) -> int:
        """The word with which a person begins who was read together with a body before the name,
        or without the first of the names."""
        office = self._office_end(parts)
        ranked = office == self._behind_rank(parts)
        beyond = office > there and (office < len(parts) - 1 or parts[office - 1].word.isupper())
        if self._is_name(parts[office:]) and (beyond or ranked):
            return max(office, shown) if shown < len(parts) - 1 else office
        is_open = self._is_open(parts, there)
        is_open = is_open or (len(parts[there].word) > 2 and parts[there].word.isupper())
        if shown > there and is_open and not self._is_given(parts[there]):
            return shown if shown < len(parts) - 1 else there + 1
        if shown and shown < there:
            return shown
        if there == 1 and is_open and len(parts) - there > 2:
            return there + self._first_given(parts[there:])
        while there - 1 >= office and self._leads_name(parts[there - 1]):
            there -= 1
        return there

    def _is_open(self, parts: Sequence[Part], seam: int) -> bool:
        """Whether words behind a place may go on with a body's name: "Ketua | ...", "Kepala Dinas
        Cipta | ...", but not "Kepala Dinas Bandung | ..."."""
        if seam == 1:
            return self._wants_body(parts)
        last = parts[seam - 1].lower
        closed = last in self.names.places or last in self.names.organisations
        return self._is_head(parts[seam - 2]) and not closed

    def _first_given(self, parts: Sequence[Part]) -> int:
        """Which word is the first that people are called by; 0 where that is the last, or none."""
        known = (at for at, part in enumerate(parts[:-1]) if self._is_given(part))
        return next(known, 0)

    def _made_of(self, parts: Sequence[Part], seam: int) -> int:
        """The first word behind everything that an office is made of, where what is left holds a
        word of people's names."""
        rest = parts[seam:]
        if not rest or len(rest) > _MOST_NAME or not self._is_name(rest):
            return 0
        if not any(self._is_given(part) for part in rest):
            return 0
        if self._is_open(parts, seam) and len(rest) > 2:
            seam += self._first_given(rest)
        return seam if len(rest) > 1 or seam > 1 else 0

    def _framed(self, parts: Sequence[Part], seam: int) -> int:
        """The first word behind an office and its body, where a cue stands beside the run."""
        rest = parts[seam:]
        if seam == 1 or not 1 < len(rest) < _MOST_NAME or not self._is_name(rest):
            return 0
        return seam if self._speaks(parts[0].start, parts[-1].end) else 0

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a cue stands right before or behind a stretch."""
        assert self.rules is not None
        before = self.text[max(0, start - _SPEAKS_WITHIN) : start].split()
        if before and before[-1].lower() in self.rules.spoken:
            return True
        behind = self.text[end : end + _SPEAKS_WITHIN].split()[:2]
        if len(behind) == 2 and behind[0] in self.rules.adverbs:
            behind = behind[1:]
        return bool(behind) and behind[0].rstrip(",:") in self.rules.speaks

    def _office_end(self, parts: Sequence[Part]) -> int:
        ends = [at + 1 for at, part in enumerate(parts) if part.word in self.names.company_ends]
        at = max(1, self._behind_rank(parts), *ends)
        while at < len(parts) and (step := self._step(parts, at)):
            at += step
        return at

    def _behind_rank(self, parts: Sequence[Part]) -> int:
        """The word behind the last rank or second title of a run, with what may follow it in
        brackets: "Kombes (Pol) X"; 0 where there is none."""
        known, longest = self.names.titles
        for at in range(len(parts) - 2, 0, -1):
            if parts[at].lower not in self.names.title_words:
                continue
            for size in range(min(longest, len(parts) - 1 - at), 0, -1):
                if " ".join(part.lower for part in parts[at : at + size]) not in known:
                    continue
                behind = at + size
                while behind < len(parts) - 1 and (
                    parts[behind].word[0] == "(" or parts[behind].lower in self.names.organisations
                ):
                    behind += 1
                heads_body = parts[at].lower in self.names.heading
                return 0 if heads_body or not self._is_name(parts[behind:]) else behind
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
        if pair in self.names.places or pair in self.names.organisations:
            return 2
        if ACRONYM.match(part.word) and len(part.word) > 2 and part.lower not in self.names.given:
            return 1
        before = parts[at - 1]
        is_headed = self._is_head(before) and not self._is_given(part)
        return 1 if is_headed and at + 1 < len(parts) else 0

    def _is_office(self, part: Part) -> bool:
        names, lower = self.names, part.lower
        shaped = names.role_shape.fullmatch(lower) and not self._is_given(part)
        return lower in names.describing or bool(shaped) or self._is_head(part)

    def _is_called(self, parts: Sequence[Part], at: int) -> bool:
        """Whether a word that offices have too belongs to a name: "Ketua | Agung X", but not
        "Jaksa Agung | X"."""
        pair = f"{parts[at - 1].lower} {parts[at].lower}"
        return parts[at].lower in self.names.given and pair not in self.names.titles[0]

    def _is_head(self, part: Part) -> bool:
        return part.lower in self.names.org_heads[0] or part.lower in self.names.place_heads

    def _is_name(self, parts: Sequence[Part]) -> bool:
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

    def _without_courtesy(self, parts: Sequence[Part], seam: int) -> int:
        while seam + 1 < len(parts) and parts[seam].lower in self.names.honorifics:
            seam += 1
        return seam

    # What is there already

    def _is_read(self, start: int, end: int) -> bool:
        """Whether exactly that person was read already, with a title."""
        at = bisect_left(self._starts, start)
        there = self.mentions[at] if at < len(self.mentions) else None
        return (
            there is not None and (there.start, there.end) == (start, end)
            and there.kind is Kind.PERSON and bool(there.title)
        )  # fmt: skip

    def _goes_on(self, end: int) -> bool:
        """Whether a name that was read goes on beyond a place."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self.mentions[at].end > end

    def _body_in(self, start: int, end: int) -> str:
        inside = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        bodies = [m for m in inside if m.kind in (Kind.ORGANISATION, Kind.PLACE) and m.end <= end]
        return bodies[-1].words if bodies else ""

    def _with(self, found: Sequence[Mention]) -> list[Mention]:
        """The mentions and those found; what overlaps them is cut off before them, or gone."""
        kept: list[Mention] = list(found)
        ends = [one.end for one in found]
        for mention in self.mentions:
            at = bisect_left(ends, mention.start + 1)
            over = found[at] if at < len(found) and found[at].start < mention.end else None
            if over is None:
                behind = found[at] if at < len(found) else None
                if not (behind and mention.kind is Kind.PERSON and _is_in_title(mention, behind)):
                    kept.append(mention)
            elif mention.start < over.start and mention.kind is not Kind.PERSON:
                end = mention.start + len(self.text[mention.start : over.start].rstrip())
                words = self.text[mention.start : end]
                kept.append(mention._replace(end=end, words=words, name=words))
        return sorted(kept, key=lambda one: (one.start, -one.end))


def _is_in_title(mention: Mention, bearer: Mention) -> bool:
    """Whether a name is a word of the office before somebody: "... dan Aneka X"."""
    return bearer.start - mention.end <= len(bearer.title) and mention.words in bearer.title
