"""Where what a cue introduces ends: at the reporter's own words, and where another cue takes over.

", a claim that ...", ", but relatives questioned ...", " and vowed to ...", ", adding that ...".
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.extract.quotes.by_complement.complements import Complement, Complements
from workbench.extract.quotes.by_complement.tokens import Tokens
from workbench.extract.quotes.cues import Cue
from workbench.extract.terms import Side

_STOPS = frozenset((",", ";", "—", "–"))


class Endings:
    """Finds the ends of complements in the sentences of one text."""

    def __init__(self, complements: Complements) -> None:
        self.complements = complements
        self.rules = complements.rules
        self._stoppers = _STOPS | self.rules.seams

    def end(self, tokens: Tokens, complement: Complement, cues: Mapping[int, Cue]) -> int:
        """The place in the text where a complement ends."""
        stop = len(tokens)
        for index in range(complement.at + 1, len(tokens)):
            word = tokens.word(index)
            if word not in self._stoppers and not tokens.is_mark(index):
                continue
            if tokens.is_quoted(tokens.starts[index]):
                if not self._closes_at_comma(tokens, index):
                    continue
                if self._stops_at_comma(tokens, index + 1, complement, cues):
                    stop = index + 1
                    break
                continue
            if self._stops(tokens, index, complement, cues):
                stop = index
                break
        end = tokens.ends[stop - 1]
        return self._without_day(tokens, complement.at, end) if not complement.is_clause else end

    def _closes_at_comma(self, tokens: Tokens, index: int) -> bool:
        """Whether a quotation ends with a token and a comma inside it: "said it was “bad,” but"."""
        return (
            tokens.is_mark(index)
            and tokens.word(index - 1) == ","
            and any(b == tokens.ends[index] for _, b in tokens.pairs)
        )

    def _stops(
        self, tokens: Tokens, index: int, complement: Complement, cues: Mapping[int, Cue]
    ) -> bool:
        word = tokens.word(index)
        if word == ";":
            return True
        if word == ",":
            return self._stops_at_comma(tokens, index + 1, complement, cues)
        if word in ("—", "–"):
            return not complement.is_clause or self._adds_judgement(tokens, index + 1)
        return self.hands_on(tokens, index + 1, cues)

    def _stops_at_comma(
        self, tokens: Tokens, at: int, complement: Complement, cues: Mapping[int, Cue]
    ) -> bool:
        rules = self.rules
        index = at
        while rules.is_adverb(tokens.word(index)) and tokens.word(index) not in rules.be:
            index += 1
        word = tokens.word(index)
        if f"{word} {tokens.word(index + 1)}" in rules.additions:
            return False
        if word in rules.breaks or tokens.word(at) in rules.breaks:
            return True
        cue = cues.get(index)
        if cue is not None and (cue.form(Side.PARTICIPLE, Side.ACCORDING)):
            return True
        if word in rules.joint or word in rules.relative:
            if self.hands_on(tokens, index + 1, cues):
                return True
            if word in rules.joint and self._speaks_next(tokens, index + 1, cues):
                return True
        if self._adds_judgement(tokens, index):
            return True
        if complement.is_clause:
            return False
        return (
            word in rules.prepositions
            or word in rules.relative
            or word in rules.determiners
            or word in rules.subjects
            or word in rules.object_breaks
            or rules.is_participle(word)
        )

    def _adds_judgement(self, tokens: Tokens, at: int) -> bool:
        """Whether the reporter names what was said: ", a claim that ...", "— a blow to ..."."""
        opens = tokens.word(at) in self.rules.determiners
        return opens and tokens.word(at + 1) in self.rules.appositions

    def hands_on(self, tokens: Tokens, at: int, cues: Mapping[int, Cue]) -> bool:
        """Whether "and" leads to another cue of the same subject: "and vowed to ..."."""
        index = at
        while self.rules.is_adverb(tokens.word(index)) or tokens.word(index) in self.rules.have:
            index += 1
            if index - at > 4:
                return False
        cue = cues.get(index)
        form = cue.form(Side.BEFORE) if cue else None
        if cue is None or form is None or (form.ambiguous and index == at):
            return False
        return self.complements.behind(tokens, tokens.at(cue.full_end), form) is not None

    def _speaks_next(self, tokens: Tokens, at: int, cues: Mapping[int, Cue]) -> bool:
        """Whether somebody else is said to speak next: ", but relatives questioned C"."""
        for index in range(at + 1, min(at + 10, len(tokens))):
            word = tokens.word(index)
            cue = cues.get(index)
            if cue is not None and (form := cue.form(Side.BEFORE)):
                return self.complements.behind(tokens, tokens.at(cue.full_end), form) is not None
            if not word[0].isalnum() and word not in ("’", "."):
                return False
            if self.complements.is_finite(tokens, index) and not self.rules.is_adverb(word):
                return False
        return False

    def _without_day(self, tokens: Tokens, at: int, end: int) -> int:
        """The end of a phrase without the day of speaking: "rejected the plan on Friday"."""
        stop = tokens.at(end)
        if stop - 2 > at and tokens.word(stop - 1) in self.rules.weekdays:
            stop -= 1 + (tokens.word(stop - 2) in self.rules.day_prepositions)
            return tokens.ends[stop - 1]
        return end
