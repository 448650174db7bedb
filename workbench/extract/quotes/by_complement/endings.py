"""Where what a cue introduces ends: at the reporter's own words, and where another cue takes over.

", a claim that ...", ", but relatives questioned ...", " and vowed to ...", ", adding that ...".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from workbench.extract.quotes.by_complement.complements import Complement, Complements
from workbench.extract.quotes.by_complement.grammar import SENTENCE_ENDS
from workbench.extract.quotes.by_complement.tokens import DASHES, Tokens
from workbench.extract.quotes.cues import Cue
from workbench.extract.rule_list import RuleList
from workbench.extract.terms import Side

_VEHICLE_LONGEST = 7
"""Tokens of "in a wide-ranging television interview"."""
_NEAR = 8
"""Tokens before a clause in which the cue stands that took it."""
_STOPS = frozenset((",", ";")) | DASHES


class Endings:
    """Finds the ends of complements in the sentences of one text."""

    def __init__(self, complements: Complements) -> None:
        self.complements = complements
        self.rules = complements.rules
        self._stoppers = _STOPS | self.rules.seams | self.rules.concession_ends | self.rules.results

    def end(self, tokens: Tokens, complement: Complement, cues: Mapping[int, Cue]) -> int:
        """The place in the text where a complement ends."""
        stop = len(tokens)
        for index in range(max(complement.at, complement.link) + 1, len(tokens)):
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
                stop = self._concedes(tokens, index) or index
                break
        end = tokens.ends[stop - 1]
        return end if complement.is_clause else self._without_occasion(tokens, complement, end)

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
        if word == "," and tokens.splits_number(index):
            return False
        if word == ",":
            return self._stops_at_comma(tokens, index + 1, complement, cues)
        if word in DASHES:
            joined = tokens.word(index + 1) in self.rules.joint
            return (
                not complement.is_clause or self.adds_judgement(tokens, index + 1)
                or (joined and self.speaks_next(tokens, index + 2, cues))
            )  # fmt: skip
        if word in self.rules.concession_ends:
            return self._concedes(tokens, index) > complement.at
        if self.hands_on(tokens, index + 1, cues, complement):
            return True
        if complement.is_clause:
            return False
        if word in self.rules.seams:
            return self._acts_next(tokens, index + 1, complement, cues)
        return word in self.rules.results and self.opens_clause(tokens, index + 1)

    def _acts_next(
        self, tokens: Tokens, at: int, complement: Complement, cues: Mapping[int, Cue]
    ) -> bool:
        """Whether the subject does something else: "praised the plan but had to give it up"."""
        while self.rules.is_adverb(tokens.word(at)):
            at += 1
        if not self.complements.is_finite(tokens, at):
            return self.speaks_next(tokens, at, cues) and tokens.word(at) not in self.rules.owners
        return not any(
            tokens.word(k) in self.rules.describing or self.complements.is_finite(tokens, k)
            for k in range(complement.at + 1, at - 1)
        )

    def _concedes(self, tokens: Tokens, index: int) -> int:
        """Where "although" or "even though" begins that ends with a token; 0 where none does."""
        if tokens.word(index) in self.rules.concessions:
            return index
        pair = f"{tokens.word(index - 1)} {tokens.word(index)}"
        return index - 1 if pair in self.rules.concessions else 0

    def _stops_at_comma(
        self, tokens: Tokens, at: int, complement: Complement, cues: Mapping[int, Cue]
    ) -> bool:
        index = at
        while self.rules.is_adverb(tokens.word(index)) and tokens.word(index) not in self.rules.be:
            index += 1
        comma = Comma(tokens, at, index, tokens.word(index), complement, cues)
        return bool(AT_COMMA(self, comma))

    def adds_judgement(self, tokens: Tokens, at: int) -> bool:
        """Whether the reporter names what was said: ", a claim that ...", "— a blow to ..."."""
        opens = tokens.word(at) in self.rules.determiners
        return opens and tokens.word(at + 1) in self.rules.appositions

    def hands_on(
        self, tokens: Tokens, at: int, cues: Mapping[int, Cue], complement: Complement | None = None
    ) -> bool:
        """Whether "and" leads to another cue of the same subject: "and vowed to ..."; not where
        the first cue is of now and that one of before: "say he posed a threat and refused"."""
        index = at
        while self.rules.is_adverb(tokens.word(index)) or tokens.word(index) in self.rules.have:
            index += 1
            if index - at > 4:
                return False
        cue = cues.get(index)
        form = cue.form(Side.BEFORE) if cue else None
        if cue is None or form is None or (form.ambiguous and index == at):
            return False
        behind = self.complements.behind(tokens, tokens.at(cue.full_end), form)
        if behind is None or (behind.is_clause and behind.is_firm):
            return behind is not None
        was = index == at and complement is not None
        return not (was and complement and self._was_before(tokens, index, complement))

    def _was_before(self, tokens: Tokens, at: int, complement: Complement) -> bool:
        """Whether a verb tells of before while the one that took a clause tells of now."""
        if not complement.is_clause:
            return False
        governing = next(
            (k for k in range(complement.at - 1, max(-1, complement.at - _NEAR), -1)
             if tokens.word(k) in self.rules.present_says), None,
        )  # fmt: skip
        return governing is not None and tokens.word(at).endswith(self.rules.past_endings)

    def speaks_next(self, tokens: Tokens, at: int, cues: Mapping[int, Cue]) -> bool:
        """Whether somebody else is said to speak next: ", but relatives questioned C"."""
        if tokens.word(at) in self.rules.kept:
            return False
        for index in range(at + 1, min(at + 10, len(tokens))):
            word = tokens.word(index)
            if word in self.rules.describing:
                return False
            cue = cues.get(index)
            progressive = tokens.word(index - 1) in self.rules.be
            sides = (Side.BEFORE, Side.PARTICIPLE) if progressive else (Side.BEFORE,)
            if cue is not None and (form := cue.form(*sides)):
                return self.complements.behind(tokens, tokens.at(cue.full_end), form) is not None
            if not word[0].isalnum() and word not in ("’", "."):
                return False
            if word in self.rules.auxiliaries:
                continue
            if self.complements.is_finite(tokens, index) and not self.rules.is_adverb(word):
                return False
        return False

    def repeats_subject(self, comma: Comma) -> bool:
        """Whether the same pronoun goes on that a clause began with: "said she hopes to win, but
        she knows that"."""
        tokens, first = comma.tokens, comma.complement.at
        first += tokens.word(first) in self.rules.that
        word = tokens.word(comma.at + 1)
        pronoun = word in self.rules.subjects and word in self.rules.clause_pronouns
        return comma.complement.is_clause and pronoun and tokens.word(first) == word

    def opens_clause(self, tokens: Tokens, at: int) -> bool:
        """Whether a subject and its verb begin with a token."""
        rules, word = self.rules, tokens.word(at)
        begins = word in rules.clause_openers or tokens.is_capital(at)
        return begins and self.complements.finite_near(tokens, at)

    def _without_occasion(self, tokens: Tokens, complement: Complement, end: int) -> int:
        """The end of a phrase without day and occasion of speaking: "rejected the plan on Friday",
        "denounced it in a speech last week"; "vowed to leave next week" keeps it."""
        stop, at = tokens.at(end), complement.at
        while stop - 1 > at and tokens.word(stop - 1) in SENTENCE_ENDS:
            stop -= 1
        if tokens.word(complement.link or at) in self.rules.infinitives:
            return tokens.ends[self._before_day(tokens, at, stop) - 1]
        while True:
            before = self._before_moment(tokens, at, self._before_day(tokens, at, stop))
            before = self._before_vehicle(tokens, at, before)
            if before == stop:
                return tokens.ends[stop - 1]
            stop = before

    def _before_day(self, tokens: Tokens, at: int, stop: int) -> int:
        """The token behind a phrase that ends with a weekday: "on Friday night"."""
        rules, last = self.rules, stop - 1
        if last - 1 <= at:
            return stop
        if tokens.word(last) in rules.day_parts and tokens.word(last - 1) in rules.weekdays:
            last -= 1
        if tokens.word(last) in rules.weekdays:
            return last - (tokens.word(last - 1) in rules.day_prepositions)
        return stop

    def _before_moment(self, tokens: Tokens, at: int, stop: int) -> int:
        """The token behind a phrase that ends with "last week", "earlier this year"."""
        rules, last = self.rules, stop - 1
        if last - 1 <= at:
            return stop
        if tokens.word(last) in rules.moments and tokens.word(last - 1) in rules.moment_pointers:
            return last - 1 - (tokens.word(last - 2) in rules.moment_leads)
        return stop

    def _before_vehicle(self, tokens: Tokens, at: int, stop: int) -> int:
        """The token behind a phrase that ends with where it was said: "in a television interview",
        "during the debate"."""
        if tokens.word(stop - 1) not in self.rules.vehicles:
            return stop
        for index in range(stop - 2, max(at, stop - _VEHICLE_LONGEST), -1):
            word = tokens.word(index)
            if word in self.rules.vehicle_leads:
                return index
            if (
                not word[0].isalnum() or word in self.rules.within_phrase
                or self.rules.is_participle(word)
            ):  # fmt: skip
                return stop
        return stop


class Comma(NamedTuple):
    """A comma behind which a complement may end."""

    tokens: Tokens
    behind: int
    """The token behind it; then the first that is no adverb, and its word."""
    at: int
    word: str
    complement: Complement
    cues: Mapping[int, Cue]


def adds(endings: Endings, comma: Comma) -> bool | None:
    """ ", as well as Y": what follows is more of the same."""
    pair = f"{comma.word} {comma.tokens.word(comma.at + 1)}"
    return False if pair in endings.rules.additions else None


def breaks_off(endings: Endings, comma: Comma) -> bool | None:
    """ ", while Y ...", ", despite ...": the reporter goes on."""
    breaks = endings.rules.breaks
    return True if comma.word in breaks or comma.tokens.word(comma.behind) in breaks else None


def cue_follows(_: Endings, comma: Comma) -> bool | None:
    """ ", adding that ...", ", according to ..."."""
    cue = comma.cues.get(comma.at)
    return True if cue and cue.form(Side.PARTICIPLE, Side.ACCORDING) else None


def handed_on(endings: Endings, comma: Comma) -> bool | None:
    """ ", and vowed to ...", ", which said that ...": the next cue is of the same subject."""
    rules = endings.rules
    if comma.word not in rules.joint and comma.word not in rules.relative:
        return None
    goes_on = endings.hands_on(comma.tokens, comma.at + 1, comma.cues, comma.complement)
    return True if goes_on else None


def another_speaks(endings: Endings, comma: Comma) -> bool | None:
    """ ", but relatives questioned ...": the next cue has a subject of its own."""
    if comma.word not in endings.rules.joint or endings.repeats_subject(comma):
        return None
    return True if endings.speaks_next(comma.tokens, comma.at + 1, comma.cues) else None


def judged(endings: Endings, comma: Comma) -> bool | None:
    """ ", a claim that ...": the reporter names what was said."""
    return True if endings.adds_judgement(comma.tokens, comma.at) else None


def quotes_more(_: Endings, comma: Comma) -> bool | None:
    """ "called him a “crook,” a “liar” and “weak”": more of what he is called."""
    if comma.complement.is_clause:
        return None
    tokens = comma.tokens
    opens = next((k for k in range(comma.at, comma.at + 3) if tokens.is_mark(k)), None)
    return False if opens is not None and tokens.pair_at(opens) is not None else None


def main_clause(endings: Endings, comma: Comma) -> bool | None:
    """ "When S said C, Y left": the clause that the cue's own clause waits for."""
    if not comma.complement.is_within:
        return None
    rules, word = endings.rules, comma.word
    if word in rules.adverbial or word in rules.linking or not word[:1].isalnum():
        return None
    if endings.complements.is_finite(comma.tokens, comma.at):
        return None
    return True if endings.complements.finite_near(comma.tokens, comma.at) else None


def clause_goes_on(_: Endings, comma: Comma) -> bool | None:
    """ "said that X, which Y, will ...": nothing else ends a clause."""
    return False if comma.complement.is_clause else None


def clause_added(endings: Endings, comma: Comma) -> bool | None:
    """ "vowed to C, and the union stepped in": an infinitive or object holds no such clause."""
    if comma.word not in endings.rules.joint:
        return None
    return True if endings.opens_clause(comma.tokens, comma.at + 1) else None


def object_ends(endings: Endings, comma: Comma) -> bool:
    """ "rejected X, who ...", "vowed to X, but ...": more ends an object or an infinitive."""
    rules, word = endings.rules, comma.word
    return word in rules.object_ends or rules.is_participle(word)


AT_COMMA: RuleList[Endings, Comma, bool] = RuleList(
    adds,
    breaks_off,
    cue_follows,
    handed_on,
    another_speaks,
    judged,
    quotes_more,
    main_clause,
    clause_goes_on,
    clause_added,
    object_ends,
)
"""Whether a complement ends at a comma."""
