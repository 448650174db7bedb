"""What was said first, its cue behind it: "C, S said.", "C1, S said, C2", "C, according to S".

Also "According to S, C". These are the outermost attributions of a sentence and are read first.
"""

from __future__ import annotations

from workbench.extract.outlets import is_outlet, without_article
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.by_complement import scores
from workbench.extract.quotes.by_complement.clause import SENTENCE_ENDS, Clause
from workbench.extract.quotes.by_complement.complements import Complement
from workbench.extract.quotes.by_complement.tokens import DASHES
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.terms import Force, Side, Takes

_ONLY_QUOTED = frozenset((Takes.QUOTE,))
_FEWEST_WORDS = 3
_FEWEST_UNMARKED = 5
"""Words of a clause that no comma parts from who says it."""
_ADVERBIAL_WORDS = 8
"""Words before "S said" that open like an adverbial and are a clause nevertheless."""
_LEADING = 3
"""Tokens that may lead to "According to" at the beginning."""
_LONGEST_ADJUNCT = 16
"""Tokens behind a cue at the end of a sentence: "S said in a statement on Monday."."""


class BehindReader:
    """Reads the cues of one sentence that stand behind their content."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        rules = clause.rules
        self._waits = (
            rules.prepositions | rules.determiners | rules.joint | rules.relative | rules.kept
            | rules.questions | rules.put_so | rules.infinitives | clause.phrases.subject_stops
        )  # fmt: skip

    def read(self, cue: Cue) -> Attribution | None:
        """ "C, S said.", "C, said S.", "C1, S said, C2" and everything with "according to"."""
        if form := cue.form(Side.ACCORDING):
            return self._according(cue, form)
        if found := self._in_view(cue):
            return found
        form = cue.form(Side.AFTER)
        at = self.clause.tokens.at(cue.start)
        verb = cue.form(Side.BEFORE)
        if form is not None and form.takes == _ONLY_QUOTED:
            return None
        if form is None or (verb and verb.ambiguous and not self.clause.is_verb(cue, at)):
            return None
        if found := self._as_said(cue, form, at):
            return found
        rest = self._rest(self._behind_addressee(cue, form))
        if rest is not None:
            speaker = self.clause.subjects.before(at)
            if verb and verb.ambiguous and speaker and not self.clause.is_somebody(speaker):
                speaker = None
            limit = self._before_as(speaker[0]) if speaker is not None else at
            if speaker is not None and self._comma_before(limit):
                return self._behind(cue, form, speaker, limit, rest, "clause_subject_cue")
            if unmarked := self._unmarked(cue, form, at):
                return unmarked
        if self.clause.tokens.word(at - 1) == ",":
            speaker = speaker_after(
                self.clause.text,
                cue.full_end,
                self.clause.stretch.end,
                self.clause.phrases,
                self.clause.cast,
            )
            if speaker is None or not self.clause.is_somebody(speaker):
                return None
            if self._acts(speaker):
                return None
            rest = self._rest(self.clause.tokens.at(speaker[1]))
            if rest is not None and self.clause.has_verb(*self.clause.head(cue.start)):
                return self._behind(cue, form, speaker, cue.start, rest, "cue_after")
        return None

    def _in_view(self, cue: Cue) -> Attribution | None:
        """ "In S's view, C"."""
        clause, tokens, rules = self.clause, self.clause.tokens, self.clause.rules
        form, stop = cue.form(Side.NOUN), tokens.at(cue.full_end)
        if form is None or tokens.word(0) not in rules.view_leads or tokens.word(stop) != ",":
            return None
        owned = tokens.word(tokens.at(cue.start) - 1)
        start, end = tokens.starts[1], tokens.ends[tokens.at(cue.start) - 1]
        if owned.endswith(rules.owner_endings):
            end -= len(rules.owner_endings[0])
        elif owned not in rules.owners or tokens.at(cue.start) != 2:
            return None
        if stop + 1 >= len(tokens) or form.force is not Force.BELIEVE:
            return None
        said = Complement(stop + 1, True, True)
        return clause.content(
            said, "indirect.according", f"whose ‘{clause.text[cue.start : cue.full_end]}’ it is, "
            "then what they hold", scores.ACCORDING_FIRST, cue, form, (start, end),
        )  # fmt: skip

    def _as_said(self, cue: Cue, form: Form, at: int) -> Attribution | None:
        """ "As S pointed out, C": a word that compares opens the sentence, and a comma follows."""
        clause, tokens = self.clause, self.clause.tokens
        stop = tokens.at(cue.full_end)
        if tokens.word(0) not in clause.rules.put_so or tokens.word(stop) != ",":
            return None
        speaker = clause.subjects.before(at)
        if speaker is None or tokens.at(speaker[0]) != 1 or stop + 1 >= len(tokens):
            return None
        end = clause.endings.end(tokens, Complement(stop + 1, True, True), clause.places)
        start = tokens.starts[stop + 1]
        if tokens.count(start, end) < _FEWEST_WORDS:
            return None
        word = clause.text[cue.start : cue.full_end]
        return clause.made(
            ((start, end),), "indirect.as_said", f"somebody who ‘{word}’ so, then what was said",
            scores.AS_SAID, cue, form, speaker,
        )  # fmt: skip

    def _acts(self, speaker: tuple[int, int]) -> bool:
        """Whether words behind a cue are a clause: "X, 59, said the event brought her back"."""
        tokens = self.clause.tokens
        return any(
            tokens.word(index) in self.clause.rules.irregular
            for index in range(tokens.at(speaker[0]) + 1, tokens.at(speaker[1]))
        )

    def _unmarked(self, cue: Cue, form: Form, at: int) -> Attribution | None:
        """ "C officials said.": no comma, but a word for people, and the cue ends its sentence."""
        clause, tokens, rules = self.clause, self.clause.tokens, self.clause.rules
        ends = tokens.word(tokens.at(cue.full_end)) in SENTENCE_ENDS
        if not ends or form.strict or form.force is not Force.SAY or not self._is_people(at - 1):
            return None
        first = at - 1
        while self._is_people(first - 1):
            first -= 1
        first -= tokens.word(first - 1) in rules.articles
        before = tokens.word(first - 1)
        if not before.isalnum() or before in self._waits:
            return None
        start, end = clause.head(tokens.starts[first])
        if tokens.count(start, end) < _FEWEST_UNMARKED or not clause.has_verb(start, end):
            return None
        speaker = (tokens.starts[first], tokens.ends[at - 1])
        found = self._behind(cue, form, speaker, speaker[0], -1, "clause_subject_cue")
        return found and found._replace(score=scores.CLAUSE_UNMARKED)

    def _is_people(self, at: int) -> bool:
        """Whether a word in small letters says who people are: "officials"."""
        tokens = self.clause.tokens
        return tokens.word(at) in self.clause.phrases.somebody and not tokens.is_capital(at)

    def _before_as(self, at: int) -> int:
        """Where "as S put it" begins."""
        tokens = self.clause.tokens
        lead = tokens.at(at) - 1
        return tokens.starts[lead] if tokens.word(lead) in self.clause.rules.put_so else at

    def _behind_addressee(self, cue: Cue, form: Form) -> int:
        """The token behind a cue and whom it tells: "S told the agency on Friday."."""
        behind = self.clause.tokens.at(cue.full_end)
        if Takes.TOLD not in form.takes:
            return behind
        return self.clause.complements.behind_addressee(self.clause.tokens, behind) or behind

    def _comma_before(self, at: int) -> bool:
        before = self.clause.text[self.clause.stretch.start : at].rstrip(' ”"’')
        return before[-1:] in (",", *DASHES)

    def _rest(self, at: int) -> int | None:
        """Where the clause goes on behind a cue and its speaker: -1 when it does not.

        None when what follows is what was said.
        """
        tokens, rules = self.clause.tokens, self.clause.rules
        word = tokens.word(at)
        if word in SENTENCE_ENDS:
            return -1
        index = at
        if word != ",":
            if not self.clause.complements.is_adjunct(tokens, at):
                return None
            for index in range(at, min(at + _LONGEST_ADJUNCT, len(tokens) + 1)):
                word = tokens.word(index)
                if word in SENTENCE_ENDS:
                    return -1
                if word == ",":
                    break
                if index > at and (word in rules.subjects or word in rules.kept):
                    return None
                if index > at and self.clause.complements.is_finite(tokens, index):
                    return None
            else:
                return None
        return self._behind_comma(index + 1)

    def _behind_comma(self, at: int) -> int:
        tokens, rules = self.clause.tokens, self.clause.rules
        while rules.is_adverb(tokens.word(at)):
            at += 1
        word = tokens.word(at)
        cue = self.clause.places.get(at)
        if word in rules.kept_going:
            return at
        if (
            word in rules.breaks
            or word in rules.contrasts
            or (cue is not None and (cue.form(Side.PARTICIPLE) or cue.form(Side.ACCORDING)))
            or word in rules.relative
            or rules.is_participle(word)
            or word in rules.prepositions
            or (word in rules.determiners and tokens.word(at + 1) in rules.appositions)
            or (
                word in rules.joint
                and self.clause.endings.hands_on(tokens, at + 1, self.clause.places)
            )
        ):
            return -1
        return at if len(tokens) - at >= _FEWEST_WORDS else -1

    def _behind(
        self, cue: Cue, form: Form, speaker: tuple[int, int], limit: int, rest: int, rule: str
    ) -> Attribution | None:
        start, end = self.clause.head(limit)
        words = self.clause.tokens.count(start, end)
        first = self.clause.tokens.word(self.clause.tokens.at(start))
        if words == 0:
            return None
        adverbial = first in self.clause.rules.days or (
            first in self.clause.rules.prepositions
            and first not in self.clause.phrases.subject_stops
        )
        word = self.clause.text[cue.start : cue.full_end]
        if rest >= 0 and self._goes_on(rest, start, end):
            if adverbial and not self.clause.has_verb(start, end):
                return None
            tail = (
                self.clause.tokens.starts[rest],
                self.clause.endings.end(
                    self.clause.tokens, Complement(rest, True, True), self.clause.places
                ),
            )
            return self.clause.made(
                ((start, end), tail), "indirect.around_cue",
                f"one clause around ‘{word}’ and its speaker", scores.AROUND_CUE, cue, form,
                speaker,
            )  # fmt: skip
        if words < _FEWEST_WORDS or (
            adverbial and words < _ADVERBIAL_WORDS and not self.clause.has_verb(start, end)
        ):
            return None
        return self.clause.made(
            ((start, end),), f"indirect.{rule}", f"a clause, then ‘{word}’ and its speaker",
            scores.CLAUSE_FIRST, cue, form, speaker,
        )  # fmt: skip

    def _goes_on(self, rest: int, start: int, end: int) -> bool:
        """Whether what follows goes on with the clause: it has a verb, or the head waits for it."""
        tokens = self.clause.tokens
        if tokens.count(start, end) < _FEWEST_WORDS or not self.clause.has_verb(start, end):
            return True
        last = tokens.at(end) - 1
        waits = tokens.word(last) in self.clause.rules.auxiliaries
        return waits or self.clause.has_verb(tokens.starts[rest], self.clause.stretch.end)

    def _according(self, cue: Cue, form: Form) -> Attribution | None:
        tokens = self.clause.tokens
        phrase = speaker_after(
            self.clause.text,
            cue.full_end,
            self.clause.stretch.end,
            self.clause.phrases,
            self.clause.cast,
        )
        if phrase is None:
            return None
        phrase = self._with_issuer(phrase)
        at = tokens.at(cue.start)
        if at <= _LEADING and all(self._leads(index) for index in range(at)):
            return self._according_first(cue, form, phrase)
        stop = self.clause.phrase_end(tokens.at(phrase[1]))
        comma = tokens.word(stop) == "," and tokens.word(at - 1) == ","
        rest = self._behind_comma(stop + 1) if comma else -1
        start, end = self.clause.head(cue.start)
        if tokens.count(start, end) < _FEWEST_WORDS - (rest >= 0) * 2:
            return None
        whole = [(start, end)]
        if rest >= 0:
            tail = self.clause.endings.end(tokens, Complement(rest, True, True), self.clause.places)
            whole.append((tokens.starts[rest], tail))
        elif any(a <= start and end <= b for a, b in self.clause.stretch.pairs):
            return None
        if self._passes_on(phrase, start, end):
            return None
        return self.clause.made(
            tuple(whole), "indirect.according",
            f"‘{self.clause.text[cue.start : cue.full_end]}’ and a source behind what they said",
            scores.ACCORDING_BEHIND, cue, form, phrase,
        )  # fmt: skip

    def _passes_on(self, phrase: tuple[int, int], start: int, end: int) -> bool:
        """Whether an outlet tells what somebody else said: "S said C, according to the Post"; then
        it is S who says C, and the outlet a credit."""
        clause = self.clause
        lang = clause.rules.lang
        if not is_outlet(without_article(clause.text[slice(*phrase)], lang), lang):
            return False
        for cue in clause.cues:
            form = cue.form(Side.BEFORE) if start < cue.start < end else None
            if form is None or form.ambiguous or form.strict or form.force is not Force.SAY:
                continue
            speaker = clause.subjects.before(clause.tokens.at(cue.start))
            return speaker is not None and speaker[0] == start
        return False

    def _with_issuer(self, phrase: tuple[int, int]) -> tuple[int, int]:
        """ "a survey by the Institute": something written goes on with whose it is."""
        clause, tokens = self.clause, self.clause.tokens
        at = tokens.at(phrase[1])
        words = clause.text[slice(*phrase)].lower().split()
        linked = tokens.word(at) in clause.rules.agents | clause.rules.within_phrase
        if not linked or not clause.phrases.documents.intersection(words[-1:]):
            return phrase
        at += 2 if tokens.word(at + 1) in clause.rules.articles else 1
        limit = clause.stretch.end
        named = clause.cast.within(tokens.starts[at], limit) if at < len(tokens) else ()
        if not named or named[0].start - len(named[0].title) - 1 > tokens.starts[at]:
            return phrase
        return phrase[0], named[0].end

    def _leads(self, at: int) -> bool:
        """Whether a token may stand before "According to": "But", "Still,"."""
        word = self.clause.tokens.word(at)
        return (
            not word[0].isalnum()
            or word in self.clause.rules.joint
            or word in self.clause.phrases.subject_leads
            or self.clause.rules.is_adverb(word)
        )

    def _according_first(self, cue: Cue, form: Form, phrase: tuple[int, int]) -> Attribution | None:
        tokens = self.clause.tokens
        stop = self.clause.phrase_end(tokens.at(phrase[1]))
        while tokens.word(stop) == "," and self._is_aside(stop + 1):
            stop = self.clause.phrase_end(stop + 1)
        if tokens.word(stop) != ",":
            return None
        end = self.clause.endings.end(tokens, Complement(stop + 1, True, True), self.clause.places)
        start = tokens.starts[stop + 1] if stop + 1 < len(tokens) else end
        if tokens.count(start, end) < _FEWEST_WORDS or self._passes_on(phrase, start, end):
            return None
        return self.clause.made(
            ((start, end),), "indirect.according",
            f"‘{self.clause.text[cue.start : cue.full_end]}’ and a source, then what they said",
            scores.ACCORDING_FIRST, cue, form, phrase,
        )  # fmt: skip

    def _is_aside(self, at: int) -> bool:
        """Whether a chunk between commas only describes what stands before it."""
        stop = self.clause.phrase_end(at)
        if self.clause.tokens.word(stop) != ",":
            return False
        word = self.clause.tokens.word(at)
        if word in self.clause.rules.relative or self.clause.rules.is_participle(word):
            return True
        described = word in self.clause.rules.determiners or not self.clause.tokens.is_capital(at)
        return described and not any(
            self.clause.complements.is_finite(self.clause.tokens, index)
            for index in range(at + 1, stop)
        )
