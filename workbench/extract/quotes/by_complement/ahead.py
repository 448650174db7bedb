"""Cues before what they introduce: "S said C", "S, who said C", "..., adding C".

What the cue takes decides where its content begins; who speaks is the nearest subject.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.claim import Assertion
from workbench.extract.quotes.attribution import Announcement, Attribution
from workbench.extract.quotes.by_complement import scores
from workbench.extract.quotes.by_complement.clause import SENTENCE_ENDS, Clause
from workbench.extract.quotes.by_complement.complements import Complement
from workbench.extract.quotes.by_complement.nominal import NOUN_NEAR, NounReader
from workbench.extract.quotes.by_complement.tokens import DASHES
from workbench.extract.quotes.cues import Cue, Form
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.rule_list import NOTHING, Nothing, RuleList
from workbench.extract.terms import Force, Side, Takes

_ACCUSING = frozenset((Takes.OF, Takes.FOR, Takes.AS))
_ONLY_OBJECT = frozenset((Takes.OBJECT,))
_NEAR = 60
"""Code points from a cue to the "that" of its clause."""
_CITED_LONGEST = 5
"""Tokens of those whom a participle cites."""
_LONGEST_AGENT = 12
"""Tokens behind "by" in which who said it is named."""


class AheadReader:
    """Reads the cues of one sentence that stand before their content."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.nouns = NounReader(clause)

    def read(self, cue: Cue) -> Attribution | None:
        """The attribution of a cue before its content, if it is one."""
        tokens, rules = self.clause.tokens, self.clause.rules
        at = tokens.at(cue.start)
        before = at - 1
        while rules.is_adverb(tokens.word(before)):
            before -= 1
        subject = before
        while tokens.word(subject) in rules.helpers:
            subject -= 1
        return AHEAD(self, Place(cue, at, tokens.word(before), subject, tokens.word(subject)))

    def active(self, cue: Cue, form: Form, at: int) -> Attribution | None:
        """ "S said C", "S said C and vowed to C2"."""
        shared = self._shares_subject(at)
        speaker = self.clause.last_subject(cue) if shared else self.clause.subjects.before(at)
        if speaker is None:
            return None
        other = self.clause.other_side(cue) or cue
        complement = self.clause.complements.behind(
            self.clause.tokens, self.clause.tokens.at(other.full_end), form
        )
        whole = complement is not None and (
            self.clause.tokens.word(complement.at) in self.clause.rules.that
        )
        if not shared and not whole and self._is_inside_relative(speaker):
            return None
        if form.ambiguous and not shared and self._holds_verb(speaker):
            return None
        if self._is_thing(speaker) and (form.force is Force.BELIEVE or form.strict):
            return None
        if complement is None:
            if form.assertion is Assertion.NO_COMMENT:
                return self._silent(cue, form, speaker)
            self.clause.announced.append(Announcement(cue.start, speaker))
            return None
        complement = complement._replace(is_within=self._waits(speaker))
        score = _score(complement, form)
        score = min(score, scores.SHARED_SUBJECT) if shared else score
        word = self.clause.text[cue.start : cue.full_end]
        who = "the same subject" if shared else "a name"
        return self.clause.content(
            complement, f"indirect.{'shared_subject' if shared else 'subject_cue'}",
            f"{who} before ‘{word}’, then what was said", score, cue, form, speaker,
        )  # fmt: skip

    def _silent(
        self, cue: Cue, form: Form, speaker: tuple[int, int]
    ) -> Attribution | None:  # fmt: skip
        """ "S declined to comment.": the words for it are all that there is."""
        word = self.clause.text[cue.start : cue.full_end]
        return self.clause.made(
            ((cue.start, cue.full_end),), "indirect.silent", f"a name before ‘{word}’",
            scores.SUBJECT_CUE, cue, form, speaker,
        )  # fmt: skip

    def _holds_verb(self, speaker: tuple[int, int]) -> bool:
        """Whether words before one that may be a noun are no subject: "seizing on recent |
        comments", "grow or | question"."""
        tokens, rules = self.clause.tokens, self.clause.rules
        first, last = tokens.at(speaker[0]), tokens.at(speaker[1]) - 1
        acts = rules.is_participle(tokens.word(first)) and not tokens.is_capital(first)
        return acts or tokens.word(last) in rules.joint

    def _is_thing(self, speaker: tuple[int, int]) -> bool:
        """Whether "it" is the subject, which may stand for nothing at all."""
        return self.clause.text[slice(*speaker)].lower() in self.clause.rules.things

    def _waits(self, speaker: tuple[int, int]) -> bool:
        """Whether "when", "while" or "as" opens the clause of a subject, so that another one
        follows."""
        tokens = self.clause.tokens
        first = tokens.at(speaker[0])
        return tokens.word(first - 1) in self.clause.rules.waiting

    def _shares_subject(self, at: int) -> bool:
        """Whether "and", "but" or "then" stand before a cue and its helpers."""
        tokens = self.clause.tokens
        before = at - 1
        while self.clause.rules.is_adverb(tokens.word(before)) or (
            tokens.word(before) in self.clause.rules.auxiliaries
        ):
            before -= 1
        return tokens.word(before) in self.clause.rules.shares

    def _is_inside_relative(self, speaker: tuple[int, int]) -> bool:
        """Whether a subject stands behind "that" or "which" and a noun: "states that X hopes"."""
        tokens = self.clause.tokens
        that = tokens.at(speaker[0]) - 1
        if tokens.word(that) in self.clause.rules.relative:
            return True
        if tokens.words[tokens.at(speaker[0])] in self.clause.rules.subjects:
            return that >= 0 and self._is_plain_noun(that)
        return tokens.word(that) in self.clause.rules.that and not any(
            cue.full_end <= tokens.starts[that] <= cue.full_end + _NEAR
            and any(Takes.CLAUSE in form.takes for form in cue.forms)
            for cue in self.clause.cues
        )

    def _is_plain_noun(self, at: int) -> bool:
        """Whether a word before a pronoun is a noun it describes: "media he considers fair"."""
        tokens, rules = self.clause.tokens, self.clause.rules
        word = tokens.word(at)
        return (
            word.isalpha() and not tokens.is_capital(at) and word not in rules.prepositions
            and word not in rules.joint and word not in rules.kept and word not in rules.days
            and word not in self.clause.phrases.subject_stops and not rules.is_adverb(word)
            and word not in self.clause.phrases.subject_leads
            and at > 0 and not self.clause.complements.is_finite(tokens, at)
        )  # fmt: skip

    def participle(self, cue: Cue, form: Form, previous: str) -> Attribution | None:
        """ "..., adding that C": who spoke before goes on."""
        complement = self.clause.complements.behind(
            self.clause.tokens, self.clause.tokens.at(cue.full_end), form
        )
        says = form.force is Force.SAY and not form.strict and complement and complement.is_clause
        written = self._written(cue)
        if complement is None or not (complement.is_firm or previous == "," or says or written):
            return None
        tokens = self.clause.tokens
        if form.takes == _ONLY_OBJECT and self._names_sources(complement):
            return None
        speaker = written or self._with_whom(cue) or self.clause.last_subject(cue)
        if speaker is None and tokens.at(cue.start) == 0:
            speaker = self.clause.subjects.of_main_clause(complement.at)
        opens = tokens.at(cue.start) == 0 or (
            written is not None and tokens.word(0) in self.clause.rules.prepositions
        )
        complement = complement._replace(is_within=opens)
        return self.clause.content(
            complement, "indirect.participle",
            f"the same subject, ‘{self.clause.text[cue.start : cue.full_end]}’, then what was said",
            scores.PARTICIPLE if speaker else scores.PARTICIPLE_NOBODY, cue, form, speaker,
        )  # fmt: skip

    def _names_sources(self, complement: Complement) -> bool:
        """Whether what is cited is who said it: "citing two officials"."""
        clause, tokens = self.clause, self.clause.tokens
        if complement.is_clause:
            return False
        at = complement.at
        for at in range(complement.at, min(len(tokens), complement.at + _CITED_LONGEST)):
            word = tokens.word(at)
            if not word[:1].isalnum() or word in clause.rules.prepositions:
                break
            if word in clause.phrases.told:
                return True
        return False

    def _written(self, cue: Cue) -> tuple[int, int] | None:
        """ "a tweet attacking Y", "an ad saying that C": something written that says it itself."""
        tokens, rules = self.clause.tokens, self.clause.rules
        last = tokens.at(cue.start) - 1
        word = tokens.word(last)
        if word not in rules.vehicles and word not in self.clause.phrases.documents:
            return None
        return self.clause.subjects.before(last + 1)

    def _with_whom(self, cue: Cue) -> tuple[int, int] | None:
        """ "..., with S arguing that C": a subject of its own."""
        tokens = self.clause.tokens
        own = self.clause.subjects.before(tokens.at(cue.start))
        return (
            own
            if own and tokens.word(tokens.at(own[0]) - 1) in self.clause.rules.with_subject
            else None
        )

    def infinitive(self, cue: Cue, form: Form) -> Attribution | None:
        """ "used the speech to argue that C"."""
        complement = self.clause.complements.behind(
            self.clause.tokens, self.clause.tokens.at(cue.full_end), form
        )
        if complement is None or not self._is_to_say(form, complement):
            return None
        speaker = self.clause.last_subject(cue)
        return self.clause.content(
            complement, "indirect.infinitive",
            f"‘to {self.clause.text[cue.start : cue.full_end]}’ and what the subject is to say",
            scores.INFINITIVE, cue, form, speaker,
        )  # fmt: skip

    def _is_to_say(self, form: Form, complement: Complement) -> bool:
        """Whether "to" and a verb tell what is said: "to argue that C", "to say C", "to accuse S
        of C"."""
        if complement.is_clause:
            loose = form.force is Force.SAY and not form.strict and Takes.TOLD not in form.takes
            return complement.is_firm or loose
        return complement.is_firm and bool(_ACCUSING & form.takes)

    def relative(self, cue: Cue, form: Form, who: int) -> Attribution | None:
        """ "S, who said C, ..."."""
        tokens = self.clause.tokens
        complement = self.clause.complements.behind(tokens, tokens.at(cue.full_end), form)
        if complement is None or tokens.word(who - 1) in ("", *self.clause.rules.joint):
            return None
        if tokens.word(who) not in self.clause.rules.personal_relatives and not complement.is_firm:
            return None
        speaker = self.clause.subjects.described(who)
        if speaker is None:
            return None
        end = self.clause.endings.end(tokens, complement, self.clause.places)
        if (mark := tokens.word(who - 1)) in (",", *DASHES):
            start = tokens.starts[complement.at]
            closing = self.clause.text.find(", " if mark == "," else mark, start, end)
            end = closing if closing >= 0 and not tokens.is_quoted(closing) else end
        word = self.clause.text[cue.start : cue.full_end]
        return self.clause.content(
            complement, "indirect.relative_clause", f"a name, a relative word and ‘{word}’",
            scores.RELATIVE_CLAUSE, cue, form, speaker, end=end,
        )  # fmt: skip

    def passive(self, cue: Cue, form: Form) -> Attribution | None:
        """ "is expected to C", "was accused (by S) of C": nobody speaks unless "by" names them."""
        tokens = self.clause.tokens
        at = tokens.at(cue.full_end)
        rules = self.clause.rules
        linked = next((take for take in (Takes.OF, Takes.AS) if take in form.takes), None)
        opens = rules.links[linked] if linked else rules.infinitives
        speaker = None
        if tokens.word(at) in rules.agents:
            ends = range(at + 2, min(at + _LONGEST_AGENT, len(tokens)))
            link = next((k for k in ends if tokens.word(k) in opens), at)
            speaker = (tokens.starts[at + 1], tokens.ends[link - 1]) if link > at else None
            at = link
        if tokens.word(at) not in opens or tokens.word(at + 1) in SENTENCE_ENDS:
            return None
        word = self.clause.text[cue.start : cue.full_end]
        return self.clause.content(
            Complement(at, False, True), "indirect.passive", f"a form of ‘be’, ‘{word}’ and what "
            "is said or expected", scores.PASSIVE, cue, form, speaker,
        )  # fmt: skip

    def said_of(self, cue: Cue, form: Form, lead: int) -> Attribution | None:
        """ "the plan was first reported by S"."""
        clause = self.clause
        while clause.rules.is_adverb(clause.tokens.word(lead)) or (
            clause.tokens.word(lead) in clause.rules.auxiliaries
        ):  # fmt: skip
            lead -= 1
        what = clause.subjects.before(lead + 1)
        by = clause.tokens.at(cue.full_end)
        if what is None or by + 1 >= len(clause.tokens):
            return None
        speaker = speaker_after(
            clause.text, clause.tokens.ends[by], clause.stretch.end, clause.phrases, clause.cast
        )
        word = clause.text[slice(*what)].lower()
        if speaker is None or word in clause.phrases.pronouns | clause.rules.things:
            return None
        return clause.made(
            (what,), "indirect.said_of", f"something, ‘{clause.text[cue.start : cue.full_end]}’ "
            "and by whom", scores.SAID_OF, cue, form, speaker,
        )  # fmt: skip


def _score(complement: Complement, form: Form) -> float:
    if complement.is_firm:
        return scores.SUBJECT_CUE if complement.is_clause else scores.SUBJECT_CUE_PHRASE
    if not complement.is_clause:
        return scores.SUBJECT_CUE_OBJECT
    return scores.SUBJECT_CUE_STRICT if form.strict else scores.SUBJECT_CUE_LOOSE


class Place(NamedTuple):
    """Where a cue stands in its sentence."""

    cue: Cue
    at: int
    """Its token."""
    before: str
    """The word before it, adverbs left out."""
    lead: int
    """The token before it and its helpers: "would have said"."""
    led_by: str
    """The word there."""


def passive(reader: AheadReader, place: Place) -> Attribution | Nothing | None:
    """ "is expected to C", "was accused of C"."""
    form = place.cue.form(Side.PASSIVE) if place.before in reader.clause.rules.be else None
    return None if form is None else reader.passive(place.cue, form) or NOTHING


def said_of(reader: AheadReader, place: Place) -> Attribution | Nothing | None:
    """ "the plan was backed by S": what stands before the verb is what S says something of."""
    rules, cue = reader.clause.rules, place.cue
    form = cue.form(Side.BEFORE)
    by = reader.clause.tokens.word(reader.clause.tokens.at(cue.full_end)) in rules.agents
    if form is None or form.ambiguous or not by:
        return None
    return (reader.said_of(cue, form, place.lead) if place.before in rules.be else None) or NOTHING


def noun(reader: AheadReader, place: Place) -> Attribution | Nothing | None:
    """ "S's claim that C"; a form that may be a verb is one where a verb stands."""
    form = place.cue.form(Side.NOUN)
    if form is None or (place.cue.form(Side.BEFORE) and reader.clause.is_verb(place.cue, place.at)):
        return None
    found = reader.nouns.read(place.cue, form, place.at)
    return found or (None if place.cue.form(Side.PARTICIPLE) else NOTHING)


def participle(reader: AheadReader, place: Place) -> Attribution | Nothing | None:
    """ "S is saying that C", "..., adding that C"."""
    form = place.cue.form(Side.PARTICIPLE)
    if form is None:
        return None
    rules = reader.clause.rules
    if place.before in rules.be or place.before.endswith(rules.contracted_be):
        return reader.active(place.cue, form, place.at) or NOTHING
    return reader.participle(place.cue, form, place.before) or NOTHING


def no_active_form(reader: AheadReader, place: Place) -> Nothing | None:
    """ "is said": behind a form of "be" only a form that is an infinitive too is active."""
    forms = [form for form in place.cue.forms if form.side is Side.BEFORE]
    led_by_be = place.led_by in reader.clause.rules.be
    return NOTHING if not any(form.ambiguous or not led_by_be for form in forms) else None


def relative(reader: AheadReader, place: Place) -> Attribution | Nothing | None:
    """ "S, who said C, ..."."""
    form = place.cue.form(Side.BEFORE)
    if form is None or place.led_by not in reader.clause.rules.describing:
        return None
    return reader.relative(place.cue, form, place.lead) or NOTHING


def infinitive(reader: AheadReader, place: Place) -> Attribution | Nothing | None:
    """ "used the speech to argue that C"."""
    form = place.cue.form(Side.BEFORE)
    if form is None or place.led_by not in reader.clause.rules.infinitives:
        return None
    return reader.infinitive(place.cue, form) or NOTHING


def unlinked(reader: AheadReader, place: Place) -> Nothing | None:
    """ "a team ready to C": an adjective says what somebody thinks behind "be" or "seem" alone."""
    forms = [form for form in place.cue.forms if form.side is Side.BEFORE]
    if not all(Takes.LINKED in form.takes for form in forms):
        return None
    rules = reader.clause.rules
    linked = place.led_by in rules.linking_verbs or place.led_by.endswith(rules.contracted_be)
    return None if linked else NOTHING


def noun_like(reader: AheadReader, place: Place) -> Nothing | None:
    """ "the report", "its claims": a form that may be a noun stands where a noun stands."""
    form = place.cue.form(Side.BEFORE)
    is_noun = form is not None and form.ambiguous and not reader.clause.is_verb(place.cue, place.at)
    return NOTHING if is_noun else None


def carries(reader: AheadReader, place: Place) -> Nothing | None:
    """ "voiced concern about C": the noun says what follows, its verb only whose it is."""
    clause = reader.clause
    if place.cue.form(Side.BEFORE) is None or clause.tokens.word(place.at) not in (
        clause.rules.support
    ):  # fmt: skip
        return None
    for at in range(place.at + 1, place.at + 1 + NOUN_NEAR):
        noun = clause.places.get(at)
        form = noun.form(Side.NOUN) if noun else None
        if noun is not None and form is not None and reader.nouns.read(noun, form, at):
            return NOTHING
    return None


def active(reader: AheadReader, place: Place) -> Attribution | Nothing | None:
    """ "S said C"."""
    form = place.cue.form(Side.BEFORE)
    return None if form is None else reader.active(place.cue, form, place.at)


AHEAD: RuleList[AheadReader, Place, Attribution] = RuleList(
    passive,
    said_of,
    noun,
    participle,
    no_active_form,
    relative,
    infinitive,
    unlinked,
    noun_like,
    carries,
    active,
)
"""How a cue before its content is read, by what stands before it."""
