"""What may follow a cue whose language says so: "that C", "to C", "X of C".

Each cue lists the complements it takes; this finds the first of them behind it. The complementiser
is part of the content; the time and place of speaking before it are not.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.extract.quotes.by_complement.grammar import SENTENCE_ENDS, Grammar
from workbench.extract.quotes.by_complement.tokens import Tokens
from workbench.extract.quotes.cues import Form
from workbench.extract.rule_list import NOTHING, Nothing, RuleList
from workbench.extract.terms import Force, Takes

_NEAR = 14
"""Tokens between a cue and the word that opens its complement."""
_DAY_NEAR, _PARTICIPLE_NEAR, _NAMED_NEAR, _ADDRESSEE_LONGEST = 8, 7, 12, 8
"""Tokens from the day of speaking to "to", from an object to its participle, from what is named to
its name; and of the name of whom a cue addresses."""
_TITLE_LONGEST = 6
"""Words of a programme's title in marks."""
_COLON = frozenset((":", ","))


class Complement(NamedTuple):
    """Where what was said begins, in tokens, and of what sort it is."""

    at: int
    is_clause: bool
    is_firm: bool
    """Whether a word says that it begins here."""
    link: int = 0
    """The token that joins an object and what is said of it: what stands before it is no end."""
    is_within: bool = False
    """Whether its cue's clause waits for a main clause: "When S said C, Y left"."""


class Complements(Grammar):
    """Finds complements in the sentences of one text."""

    def behind(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """The complement that begins at a token or a little behind it; None when there is none."""
        if tokens.word(at) in _COLON and tokens.is_mark(at + 1):
            at += 1
        return BEHIND(self, Spot(tokens, at, tokens.word(at), form, form.takes))

    def asks(self, tokens: Tokens, at: int, form: Form) -> bool:
        """Whether a question word opens a question that is told."""
        word = tokens.word(at)
        if form.force is Force.BELIEVE and word in self.rules.conditions:
            return True
        if Takes.CLAUSE in form.takes and word not in self.rules.clause_questions:
            return False
        return word in self.rules.questions

    def infinitive(self, tokens: Tokens, at: int) -> bool:
        """Whether "to C" or "not to C" begins with a token."""
        if tokens.word(at) in self.rules.before_infinitive:
            at += 1
        verb = at + 2 if tokens.is_mark(at + 1) else at + 1
        following = tokens.word(verb)
        return (
            tokens.word(at) in self.rules.infinitives
            and following.isalpha()
            and following not in self.rules.determiners
            and not tokens.is_capital(verb)
        )

    def to(self, tokens: Tokens, at: int) -> int | None:
        """Where an infinitive begins behind the day or place of speaking."""
        if tokens.word(at) not in self.rules.adverbial:
            return None
        for index in range(at + 1, min(at + _DAY_NEAR, len(tokens))):
            if not tokens.word(index)[0].isalnum():
                return None
            if self.infinitive(tokens, index):
                return index
        return None

    def that(self, tokens: Tokens, at: int, form: Form) -> int | None:
        """Where the complementiser stands; time, place and audience may come before it."""
        rules = self.rules
        aside = tokens.word(at) == ","
        between = self._may_stand_between(tokens, at, form)
        if (behind := self._behind_aside(tokens, at)) is not None:
            return behind if tokens.word(behind) in rules.that else None
        for index in range(at, min(at + _NEAR, len(tokens))):
            word = tokens.word(index)
            if between and index > at and self._is_title(tokens, index):
                continue
            if word in rules.that or (index > at and word in rules.later_that):
                if self._is_determiner(tokens, index, at, form):
                    return None
                if index > at and not (aside or between):
                    return None
                return index if not aside or tokens.word(index - 1) == "," else None
            if word == "," and (aside or between):
                aside = True
                continue
            if not word[0].isalnum() or word in rules.subjects or word in rules.relative:
                return None
            if index > at and self.infinitive(tokens, index):
                return None
            if index > at and (word in rules.auxiliaries or rules.is_participle(word)):
                return None
        return None

    def _behind_aside(self, tokens: Tokens, at: int) -> int | None:
        """The token behind what a participle tells in commas: "said Monday, citing X, | that C"."""
        last = min(at + _NEAR, len(tokens))
        first = next(
            (k for k in range(at, min(at + _DAY_NEAR, last)) if tokens.word(k) == ","), None
        )
        if first is None or not self.rules.is_participle(tokens.word(first + 1)):
            return None
        before = (tokens.word(k) for k in range(at, first))
        if not all(word in self.rules.days or self.rules.is_adverb(word) for word in before):
            return None
        return next((k + 1 for k in range(first + 1, last) if tokens.word(k) == ","), None)

    def _is_title(self, tokens: Tokens, index: int) -> bool:
        """Whether a token belongs to a few words in marks that name a programme or a paper."""
        pair = tokens.pair_at(index)
        if pair is None or not (tokens.is_mark(index) or tokens.is_quoted(tokens.starts[index])):
            return False
        first = tokens.at(pair[0]) + 1
        named = tokens.count(*pair) <= _TITLE_LONGEST and tokens.is_capital(first)
        behind = tokens.word(tokens.at(pair[1]))
        return named and (behind in self.rules.that or behind in self.rules.day_prepositions)

    def _is_determiner(self, tokens: Tokens, index: int, at: int, form: Form) -> bool:
        """Whether "that" opens no clause that is reported: "in that spot", "rules that end it"."""
        if index > at:
            return tokens.word(index - 1) in self.rules.prepositions
        return form.ambiguous and form.strict and self.is_finite(tokens, index + 1)

    def _may_stand_between(self, tokens: Tokens, at: int, form: Form) -> bool:
        """Whether a word behind a cue opens time, place or audience, before "that"."""
        word = tokens.word(at)
        return (
            Takes.TOLD in form.takes or word in self.rules.adverbial
            or self.rules.is_adverb(word)
            or (word in self.rules.moment_pointers and tokens.word(at + 1) in self.rules.moments)
        )  # fmt: skip

    def told(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """ "told reporters he would", "told Congress why": the addressee comes first."""
        rules = self.rules
        behind = self.behind_addressee(tokens, at)
        if behind is None:
            return None
        pointed = tokens.word(behind) in rules.moment_pointers
        if behind > at and pointed and tokens.word(behind + 1) in rules.moments:
            behind += 2
        conditional = tokens.word(behind) in rules.conditions and Takes.CLAUSE in form.takes
        if self.asks(tokens, behind, form) and not conditional:
            return Complement(behind, True, True)
        if tokens.word(behind) in rules.topics and Takes.CLAUSE not in form.takes:
            return Complement(behind + 1, False, True)
        if self.infinitive(tokens, behind):
            return Complement(at if Takes.OBJECT_INFINITIVE in form.takes else behind, False, True)
        if Takes.CLAUSE not in form.takes:
            return None
        if behind > at + 1 and self.is_finite(tokens, behind):
            return Complement(at, True, False)
        word = tokens.word(behind)
        if word in SENTENCE_ENDS or word == "," or word in rules.joint:
            return None
        if tokens.is_mark(behind) and tokens.pair_at(behind):
            return Complement(behind, True, True)
        if word in rules.adverbial:
            return self._behind_adjunct(tokens, behind)
        return Complement(behind, True, word in rules.subjects)

    def behind_addressee(self, tokens: Tokens, at: int) -> int | None:
        """The token behind a noun phrase that says who was told; None when there is none."""
        rules = self.rules
        index = at
        word = tokens.word(index)
        if word in self.phrases.pronouns:
            return index + 1
        if not word[:1].isalpha() or word in rules.prepositions:
            return None
        if word in rules.determiners:
            index += 1
        while tokens.is_capital(index) or tokens.word(index) in rules.addressee_links:
            index += 1
            if index - at > _ADDRESSEE_LONGEST:
                return None
        if index > at + 1 and self.is_noun(tokens, index) and (
            tokens.word(index + 1) in rules.clause_openers
        ):  # fmt: skip
            index += 1
        if index == at or (index == at + 1 and word in rules.determiners):
            index += 1
            while self.is_noun(tokens, index) and self.is_noun(tokens, index + 1):
                index += 1
        return index

    def link(self, tokens: Tokens, at: int, links: frozenset[str]) -> int | None:
        """Where one of the words stands that join an object and what is said of it."""
        for index in range(at, min(at + _NEAR, len(tokens))):
            word = tokens.word(index)
            if word in links:
                return index
            if word in SENTENCE_ENDS or word in self.rules.kept:
                return None
        return None

    def link_participle(self, tokens: Tokens, at: int) -> bool:
        """Whether a participle follows an object: "shows X leading", "shows X ahead"."""
        for index in range(at + 1, min(at + _PARTICIPLE_NEAR, len(tokens))):
            word = tokens.word(index)
            if word in self.rules.standings:
                return True
            if not word[0].isalnum() or word in self.rules.auxiliaries:
                return False
            if self.rules.is_participle(word):
                return True
        return False

    def quotes_soon(self, tokens: Tokens, at: int) -> bool:
        """Whether words in marks stand in an object: "attacked the “corrupt” banks"."""
        for index in range(at, min(at + _NEAR, len(tokens))):
            if tokens.is_mark(index):
                return tokens.pair_at(index) is not None
            word = tokens.word(index)
            if word in SENTENCE_ENDS or word == "," or word in self.rules.joint:
                return False
        return False

    def names(self, tokens: Tokens, at: int) -> bool:
        """Whether something and what it is called follow: "the plan a mess", "him “weak”"."""
        rules, word = self.rules, tokens.word(at)
        if tokens.is_mark(at):
            return False
        if word in rules.subjects or word in rules.object_pronouns:
            following = tokens.word(at + 1)
            return tokens.is_mark(at + 1) or (
                following.isalpha() and following not in rules.prepositions
                and following not in rules.joint and following not in rules.infinitives
                and following not in rules.days and following not in rules.particles
            )  # fmt: skip
        for index in range(at + 1, min(at + _NAMED_NEAR, len(tokens))):
            word = tokens.word(index)
            if tokens.is_mark(index) and tokens.pair_at(index) is not None:
                return True
            if word in SENTENCE_ENDS or word == "," or word in rules.joint:
                return index > at + 2 and tokens.word(index - 1).endswith(rules.judging_endings)
            if word in rules.new_articles and tokens.word(index - 1) not in rules.prepositions:
                return True
        return False

    def bare(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """A clause without a complementiser: "said he would", "said Monday the talks failed"."""
        rules, word = self.rules, tokens.word(at)
        if Takes.CLAUSE not in form.takes or not word[:1].isalnum():
            return None
        if self._counts(tokens, at):
            return Complement(at, True, False) if self.finite_near(tokens, at) else None
        if self.is_adjunct(tokens, at):
            behind = self._behind_adjunct(tokens, at)
            counts = word in rules.degrees and self.finite_near(tokens, at)
            return Complement(at, True, False) if counts and behind is None else behind
        if word in rules.joint or word in rules.infinitives or word in rules.kept:
            return None
        if word in rules.auxiliaries and word not in rules.subjects:
            return None
        if word in rules.subjects:
            return Complement(at, True, True)
        if form.strict and not self.finite_near(tokens, at) and not word[0].isdigit():
            return None
        return Complement(at, True, False)

    def _counts(self, tokens: Tokens, at: int) -> bool:
        """Whether a clause begins with a number that is told loosely: "at least 5,000 people"."""
        for size in (2, 3):
            words = " ".join(tokens.words[at : at + size])
            if words in self.rules.counting:
                return tokens.word(at + size)[:1].isdigit()
        return False

    def _behind_adjunct(self, tokens: Tokens, at: int) -> Complement | None:
        """The clause behind the time, place or occasion of speaking."""
        rules = self.rules
        if tokens.word(at) in rules.clause_waiting:
            return None
        for index in range(at, min(at + _NEAR + 2, len(tokens))):
            word = tokens.word(index)
            if not word[0].isalnum() or word in rules.joint:
                return None
            if index > at and word in rules.subjects:
                return Complement(index, True, False)
            if index > at + 1 and self.opens_phrase(tokens, index):
                return Complement(index, True, False)
            following = tokens.word(index + 1)
            if (word in rules.days or word in rules.ago) and following[:1].isalpha():
                if following in rules.prepositions or following in rules.joint:
                    continue
                if following in rules.days or following in rules.day_parts:
                    continue
                return Complement(index + 1, True, False)
        return None


class Spot(NamedTuple):
    """The token behind a cue, and what the cue takes."""

    tokens: Tokens
    at: int
    word: str
    form: Form
    takes: frozenset[Takes]

    @property
    def is_quoted(self) -> bool:
        """Whether a quotation begins there."""
        return self.tokens.pair_at(self.at) is not None and self.tokens.is_mark(self.at)

    @property
    def opens_phrase(self) -> bool:
        """Whether a word begins there, in quotation marks or not."""
        return self.word[:1].isalnum() or self.is_quoted


def quotation(_: Complements, spot: Spot) -> Complement | None:
    """ "said “C”", "called it: “C”"."""
    return Complement(spot.at, Takes.CLAUSE in spot.takes, True) if spot.is_quoted else None


def question(complements: Complements, spot: Spot) -> Complement | None:
    """ "asked whether C", "said how C"."""
    asks = Takes.QUESTION in spot.takes and complements.asks(spot.tokens, spot.at, spot.form)
    return Complement(spot.at, True, True) if asks else None


def infinitive(complements: Complements, spot: Spot) -> Complement | None:
    """ "vowed to C", "promised not to C"."""
    if Takes.INFINITIVE not in spot.takes or not complements.infinitive(spot.tokens, spot.at):
        return None
    return Complement(spot.at, False, True)


def that_clause(complements: Complements, spot: Spot) -> Complement | None:
    """ "said that C", "said on Monday in Ohio that C"."""
    if Takes.CLAUSE not in spot.takes:
        return None
    that = complements.that(spot.tokens, spot.at, spot.form)
    return None if that is None else Complement(that, True, True)


def later_infinitive(complements: Complements, spot: Spot) -> Complement | None:
    """ "vowed on Monday to C"."""
    if Takes.INFINITIVE not in spot.takes:
        return None
    to = complements.to(spot.tokens, spot.at)
    return None if to is None else Complement(to, False, True)


def participle(complements: Complements, spot: Spot) -> Complement | None:
    """ "denied taking it"."""
    if Takes.PARTICIPLE not in spot.takes or not complements.rules.is_participle(spot.word):
        return None
    return Complement(spot.at, False, True)


def told(complements: Complements, spot: Spot) -> Complement | None:
    """ "told reporters he would", "told Congress why"."""
    if Takes.TOLD not in spot.takes:
        return None
    return complements.told(spot.tokens, spot.at, spot.form)


def phrase(complements: Complements, spot: Spot) -> Complement | None:
    """ "urged X to C", "called X a Y", "rejected X": see OBJECTS."""
    return OBJECTS(complements, spot)


def bare(complements: Complements, spot: Spot) -> Complement | None:
    """ "said he would", "said Monday the talks failed": a clause that nothing opens."""
    return complements.bare(spot.tokens, spot.at, spot.form)


BEHIND: RuleList[Complements, Spot, Complement] = RuleList(
    quotation,
    question,
    infinitive,
    that_clause,
    later_infinitive,
    participle,
    told,
    phrase,
    bare,
)
"""What follows a cue, what says so itself before what only may be it."""


def urged_to(complements: Complements, spot: Spot) -> Complement | None:
    """ "urged X to C"."""
    if Takes.OBJECT_INFINITIVE not in spot.takes:
        return None
    links = complements.rules.infinitives
    if not spot.opens_phrase and spot.word not in links:
        return None
    to = complements.link(spot.tokens, spot.at, links)
    urged = to is not None and complements.infinitive(spot.tokens, to)
    return Complement(spot.at, False, True, to or 0) if urged else None


def accused_of(complements: Complements, spot: Spot) -> Complement | None:
    """ "accused X of C", "described X as C", "praised X for C"."""
    for take, links in complements.rules.links.items():
        if take not in spot.takes or not (spot.opens_phrase or spot.word in links):
            continue
        link = complements.link(spot.tokens, spot.at, links)
        if link is not None:
            return Complement(spot.at, False, True, link)
    return None


def no_object(complements: Complements, spot: Spot) -> Nothing | None:
    """ "said on Monday", "said not", "said,": no noun phrase begins there."""
    rules = complements.rules
    none = not spot.opens_phrase or spot.word in rules.opens_no_object
    none = none or (spot.word in rules.particles and spot.word not in rules.that)
    return NOTHING if none else None


def called(complements: Complements, spot: Spot) -> Complement | None:
    """ "called the plan a mess", "called him “weak”"."""
    named = Takes.NAMING in spot.takes and complements.names(spot.tokens, spot.at)
    return Complement(spot.at, False, True) if named else None


def praised(complements: Complements, spot: Spot) -> Complement | None:
    """ "attacked the “corrupt” banks": an object with somebody's words in it."""
    quoted = Takes.FOR in spot.takes and complements.quotes_soon(spot.tokens, spot.at)
    return Complement(spot.at, False, True) if quoted else None


def shown(complements: Complements, spot: Spot) -> Complement | None:
    """ "shows X leading"."""
    seen = Takes.SEEING in spot.takes and complements.link_participle(spot.tokens, spot.at)
    return Complement(spot.at, False, True) if seen else None


def rejected(complements: Complements, spot: Spot) -> Complement | None:
    """ "rejected the plan", "denied that": the object alone says what was said."""
    rules, clause = complements.rules, Takes.CLAUSE in spot.takes
    pointed = spot.word in rules.that and not clause
    if Takes.OBJECT not in spot.takes or spot.word in rules.joint:
        return None
    if spot.word in rules.kept and not pointed:
        return None
    if spot.form.strict and spot.word not in rules.determiners:
        return None
    if clause and not complements.is_phrase(spot.tokens, spot.at):
        return None
    return Complement(spot.at, False, False)


OBJECTS: RuleList[Complements, Spot, Complement] = RuleList(
    urged_to,
    accused_of,
    no_object,
    called,
    praised,
    shown,
    rejected,
)
"""What begins with somebody or something: the object itself, or what is said of it."""
