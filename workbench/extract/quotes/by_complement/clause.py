"""One sentence while it is read: its words and cues, what was found in it, who spoke last.

The readers of frames ask it and hand it what they found; it makes attributions of stretches and
keeps them from lying inside each other. It reads no frame itself.
"""

from __future__ import annotations

from workbench.domain.claim import Mode
from workbench.extract.cast import Cast
from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.by_complement.complements import Complement, Complements
from workbench.extract.quotes.by_complement.endings import Endings
from workbench.extract.quotes.by_complement.subjects import Subjects
from workbench.extract.quotes.by_complement.tokens import DASHES, Tokens
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.direct import Stretch
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.sentences import trim
from workbench.extract.terms import SIDES

SENTENCE_ENDS = frozenset((".", "!", "?", ";", "…", "")) | DASHES


_ADJECTIVES = 3
"""Words between "a" and its noun."""


class Clause:
    """A sentence with its cues and the attributions found so far."""

    def __init__(
        self, text: str, stretch: Stretch, cues: list[Cue], direct: list[Attribution],
        complements: Complements, phrases: PhraseRules, cast: Cast, prefix: str,
    ) -> None:  # fmt: skip
        self.text = text
        self.rules = complements.rules
        self.phrases = phrases
        self.cast = cast
        self.complements = complements
        self.endings = Endings(complements)
        self.prefix = prefix
        self.stretch = stretch
        self.tokens = Tokens(text, stretch)
        self.subjects = Subjects(self.tokens, complements, phrases, cast)
        self.cues = cues
        self.places = {self.tokens.at(cue.start): cue for cue in cues}
        self.found = list(direct)
        self.announced: list[Announcement] = []
        self.taken = [(one.start, max(one.end, one.cue[1] if one.cue else 0)) for one in direct]
        self.subject: tuple[int, int] | None = next(
            (one.speaker for one in direct if one.speaker and one.cue), None
        )

    def keep(self, one: Attribution) -> None:
        """Add an attribution; its speaker is the subject of a cue that has none."""
        self.found.append(one)
        self.taken.append((one.start, one.end))
        if one.speaker is not None:
            self.subject = one.speaker

    def is_taken(self, at: int) -> bool:
        """Whether a place lies in what is attributed already."""
        return any(a <= at < b for a, b in self.taken)

    def holds(self, one: Attribution) -> bool:
        """Whether an attribution lies inside another one of the sentence."""
        return any(
            other is not one and other.start <= one.start and one.end <= other.end
            for other in self.found
        )

    def last_subject(self, cue: Cue) -> tuple[int, int] | None:
        """Who spoke last in the sentence; else the subject that opens it."""
        if self.subject is not None and self.subject[0] < cue.start:
            return self.subject
        return self.subjects.of_sentence(self.tokens.at(cue.start))

    def is_somebody(self, speaker: tuple[int, int]) -> bool:
        """Whether a phrase is a pronoun, a role or holds a name."""
        words = self.text[speaker[0] : speaker[1]].lower().split()
        return (
            bool(self.phrases.pronouns.intersection(words[:1]))
            or bool(self.phrases.somebody.intersection(words))
            or bool(self.cast.within(*speaker))
        )

    def other_side(self, cue: Cue) -> Cue | None:
        """The cue for the contrary, behind a cue and a word for one or none of two: "confirmed
        nor | denied"."""
        at = self.tokens.at(cue.full_end)
        other = self.places.get(at + 1) if self.tokens.word(at) in self.phrases.either else None
        return other if other and _is_side(cue) and _is_side(other) else None

    def is_verb(self, cue: Cue, at: int) -> bool:
        """Whether a form that may be a noun as well stands where a verb stands."""
        tokens, rules = self.tokens, self.rules
        before, behind = tokens.word(at - 1), tokens.at(cue.full_end)
        following = tokens.word(behind)
        if following in rules.subjects:
            return True
        if self._is_singular(at) and not tokens.word(behind - 1).endswith(rules.third_endings):
            return False
        return not (
            before in rules.determiners or before in rules.prepositions
            or before.endswith(rules.any_owner_endings) or not before
            or tokens.is_mark(at - 1)
            or (following in rules.joint and following not in self.phrases.either)
            or following in rules.auxiliaries
            or rules.is_participle(following)
            or self.complements.is_finite(tokens, behind)
        )  # fmt: skip

    def _is_singular(self, at: int) -> bool:
        """Whether "a" leads to a word: "a persuasive advocate", where no verb in the plural is."""
        tokens, rules = self.tokens, self.rules
        for index in range(at - 1, at - 1 - _ADJECTIVES, -1):
            word = tokens.word(index)
            if word in rules.new_articles:
                return True
            if not word.isalpha() or tokens.is_capital(index) or word in rules.no_noun:
                return False
        return False

    def head(self, limit: int) -> tuple[int, int]:
        """The clause before a place: back to a semicolon, or to what was attributed before."""
        start = self.stretch.start
        for a, b in self.taken:
            if b <= limit and a >= start:
                start = max(start, b)
        mark = self.text.rfind("; ", start, limit)
        start = mark + 2 if mark >= 0 and not self.tokens.is_quoted(mark) else start
        while start < limit and self.text[start] in " ,;.–—-":
            start += 1
        end = limit
        for a, b in self.stretch.pairs:
            if a == start and b < limit and not self.has_verb(b, limit):
                end = b if self.text[b - 2] == "," else end
        while end > start and self.text[end - 1] in " ,;–—-":
            end -= 1
        return start, end

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a stretch of the text holds a finite verb."""
        tokens = self.tokens
        return any(
            self.complements.is_finite(tokens, index)
            for index in range(tokens.at(start), tokens.at(end))
        )

    def phrase_end(self, at: int) -> int:
        """The comma or the end behind a source and what describes it."""
        while self.tokens.word(at) not in SENTENCE_ENDS and self.tokens.word(at) != ",":
            at += 1
        return at

    def content(
        self, complement: Complement, rule: str, reason: str, score: float, cue: Cue, form: Form,
        speaker: tuple[int, int] | None, *, end: int | None = None,
    ) -> Attribution | None:  # fmt: skip
        """The attribution of a complement, up to its own end where none is given."""
        start = self.tokens.starts[complement.at]
        end = self.endings.end(self.tokens, complement, self.places) if end is None else end
        whole = complement.is_firm or self._stands_alone(complement)
        if self.tokens.count(start, end) < (1 if whole else 2):
            return None
        return self.made(((start, end),), rule, reason, score, cue, form, speaker)

    def _stands_alone(self, complement: Complement) -> bool:
        """Whether one word is enough of an object: a name, or a pronoun for one."""
        tokens = self.tokens
        word = tokens.word(complement.at)
        named = tokens.is_capital(complement.at) or word in self.rules.object_pronouns
        return named and not complement.is_clause

    def made(
        self, parts: tuple[tuple[int, int], ...], rule: str, reason: str, score: float, cue: Cue,
        form: Form, speaker: tuple[int, int] | None,
    ) -> Attribution | None:  # fmt: skip
        """An attribution of one stretch or several, without the marks at their ends."""
        trimmed = []
        for start, end in parts:
            start, end = trim(self.text, start, end)
            while end > start and self.text[end - 1] in ".!?,;: \n":
                end -= 1
            if end > start:
                trimmed.append((start, end))
        if not trimmed:
            return None
        start, end = trimmed[0][0], trimmed[-1][1]
        inside = any(start <= a and b <= end + 1 for a, b in self.stretch.pairs)
        whole = len(trimmed) == 1 and any(a <= start and end <= b for a, b in self.stretch.pairs)
        mode = Mode.DIRECT if whole else Mode.MIXED if inside else Mode.INDIRECT
        return Attribution(
            start, end, tuple(trimmed) if len(trimmed) > 1 else (), mode,
            f"{self.prefix}.quote.{rule}", reason, score, (cue.start, cue.full_end), form, speaker,
            audience=(max(cue.start, speaker[1] if speaker else 0), self.stretch.end),
        )  # fmt: skip


def _is_side(cue: Cue) -> bool:
    return any(form.force in SIDES for form in cue.forms)
