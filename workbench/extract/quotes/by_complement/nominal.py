"""Nouns that say what somebody says or means: "S's claim that C", "issued a statement that C".

A noun without "that", "to" or "for" behind it says nothing. Whose claim it is, is left open unless
a possessive or the verb that carries the noun tells.
"""

from __future__ import annotations

from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.by_complement import scores
from workbench.extract.quotes.by_complement.clause import SENTENCE_ENDS, Clause
from workbench.extract.quotes.by_complement.complements import Complement
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.terms import Force, Takes

_UNOWNED = frozenset((Force.CLAIM, Force.BELIEVE, Force.DENY, Force.CALL))
"""Claims and fears may be nobody's in particular; a statement or a promise is somebody's."""
_MAKER_NEAR = 9
"""Tokens behind a noun in which who made it is named, and "that"."""
NOUN_NEAR = 4
"""Words before a noun in which its owner or the verb that carries it stands."""


class NounReader:
    """Reads the nominal cues of one sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause

    def read(self, cue: Cue, form: Form, at: int) -> Attribution | None:
        """ "S's claim that C", "issued a statement that C"."""
        clause = self.clause
        behind = clause.tokens.at(cue.full_end)
        if maker := self._maker(behind, form):
            return self._made(cue, form, at, maker)
        is_clause = clause.tokens.word(behind) in clause.rules.that
        if not self._says_something(behind, form, is_clause=is_clause):
            return None
        speaker = self._repeated(at) or self._owner(at) or self._supported(at)
        if speaker is None and not is_clause and Takes.OBJECT not in form.takes:
            return None
        if speaker is None and form.force not in _UNOWNED:
            return None
        complement = Complement(behind, is_clause, True)
        end = clause.endings.end(clause.tokens, complement, clause.places)
        if not self._verb_before(at):
            end = self._before_main_verb(complement, end)
        return clause.content(
            complement, "indirect.noun",
            f"‘{clause.text[cue.start : cue.full_end]}’ and what it says",
            scores.NOUN if speaker else scores.NOUN_NOBODYS, cue, form, speaker, end=end,
        )  # fmt: skip

    def _maker(self, behind: int, form: Form) -> tuple[int, int] | None:
        """Who stands behind a noun and before "that": "claims by the union that C"."""
        clause, tokens = self.clause, self.clause.tokens
        if Takes.CLAUSE not in form.takes or tokens.word(behind) not in clause.rules.makers:
            return None
        for index in range(behind + 2, min(behind + _MAKER_NEAR, len(tokens))):
            word = tokens.word(index)
            if word in clause.rules.that:
                return tokens.starts[behind + 1], tokens.ends[index - 1]
            if not word[0].isalnum() or clause.complements.is_finite(tokens, index):
                return None
        return None

    def _made(
        self, cue: Cue, form: Form, at: int, maker: tuple[int, int]
    ) -> Attribution | None:  # fmt: skip
        """ "claims by the union that C"."""
        clause = self.clause
        complement = Complement(clause.tokens.at(maker[1]), True, True)
        end = clause.endings.end(clause.tokens, complement, clause.places)
        if not self._verb_before(at):
            end = self._before_main_verb(complement, end)
        return clause.content(
            complement, "indirect.noun",
            f"‘{clause.text[cue.start : cue.full_end]}’, whose it is and what it says",
            scores.NOUN, cue, form, maker, end=end,
        )  # fmt: skip

    def _says_something(self, behind: int, form: Form, *, is_clause: bool) -> bool:
        """Whether what the noun takes stands behind it: "that C", "to C", "of C", or anything."""
        tokens, rules = self.clause.tokens, self.clause.rules
        word, following = tokens.word(behind), tokens.word(behind + 1)
        if word in SENTENCE_ENDS or not word[0].isalnum():
            return False
        if is_clause and Takes.CLAUSE in form.takes:
            return not self.clause.complements.is_finite(tokens, behind + 1)
        if word in rules.infinitives and Takes.INFINITIVE in form.takes:
            return following.isalpha() and following not in rules.determiners
        linked = word in rules.links[Takes.OF] and Takes.OF in form.takes
        return linked or Takes.OBJECT in form.takes

    def _before_main_verb(self, complement: Complement, end: int) -> int:
        """Where the verb stands that a noun and its clause are the subject of."""
        tokens, rules = self.clause.tokens, self.clause.rules
        seen = not complement.is_clause
        was_verb = False
        for index in range(complement.at + 1, tokens.at(end)):
            is_verb = self.clause.complements.is_finite(tokens, index)
            if is_verb and not (was_verb and tokens.word(index - 1) in rules.auxiliaries):
                linked = tokens.word(index - 1) in rules.linking
                if seen and not linked:
                    return tokens.ends[index - 1]
                seen = True
            was_verb = is_verb or (was_verb and rules.is_adverb(tokens.word(index)))
        return end

    def _verb_before(self, at: int) -> bool:
        return any(
            self.clause.complements.is_finite(self.clause.tokens, index) for index in range(at)
        )

    def _owner(self, at: int) -> tuple[int, int] | None:
        """Whose claim it is: "his claim", "the senator's repeated claim"."""
        tokens, rules = self.clause.tokens, self.clause.rules
        for index in range(at - 1, max(-1, at - NOUN_NEAR), -1):
            word = tokens.word(index)
            if word in rules.owners:
                return tokens.starts[index], tokens.ends[index]
            if word.endswith(rules.any_owner_endings):
                owner = self.clause.subjects.before(index + 1)
                cut = 2 if word.endswith(rules.owner_endings) else 1
                return (owner[0], owner[1] - cut) if owner else None
            if not word.isalpha() or word in rules.prepositions:
                return None
        return None

    def _repeated(self, at: int) -> tuple[int, int] | None:
        """ "Reed repeated his claim that", "reiterated the UK's position that": whoever says it
        again speaks."""
        tokens, rules = self.clause.tokens, self.clause.rules
        for index in range(at - 1, max(-1, at - NOUN_NEAR - 1), -1):
            if tokens.word(index) in rules.repeating:
                return self.clause.subjects.before(index)
            if tokens.word(index) in rules.prepositions or tokens.word(index) in rules.that:
                return None
        return None

    def _supported(self, at: int) -> tuple[int, int] | None:
        """ "The union issued a statement that C": the subject of such a verb speaks."""
        tokens = self.clause.tokens
        for index in range(at - 1, max(-1, at - NOUN_NEAR), -1):
            if tokens.word(index) in self.clause.rules.support:
                return self.clause.subjects.before(index)
        return None
