"""Whose verb a cue is: the noun phrase before it, over helpers, adverbs and asides in commas.

Looks left from the verb to the nearest phrase, so that a clause inside another one has its own
subject ("states that X hopes to win"). Counted in tokens; every walk is bounded.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.quotes.by_complement.complements import Complements
from workbench.extract.quotes.by_complement.tokens import DASHES, Tokens
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.rule_list import RuleList

_LONGEST = 20
"""Tokens of a noun phrase, what modifies it included."""
_LENGTH_WORDS = 3
"""Words of a length before its unit: "the past two | weeks"."""
_ASIDES = 4
_YEAR = 4
"""Digits of a year."""
_BRACKETS = frozenset("()")
_PLAIN = frozenset("’'.&/$%")


class Subjects:
    """Finds the subjects in one sentence."""

    def __init__(
        self, tokens: Tokens, complements: Complements, phrases: PhraseRules, cast: Cast
    ) -> None:
        self.tokens = tokens
        self.complements = complements
        self.rules = complements.rules
        self.phrases = phrases
        self.cast = cast

    def before(self, at: int) -> tuple[int, int] | None:
        """The subject of the verb at a token, as a stretch of the text."""
        tokens = self.tokens
        last = self._before_helpers(at - 1)
        last -= tokens.is_mark(last) and tokens.word(last - 1) == ","  # on “Meet the Press,” | said
        moment = self._before_moment(last)
        last = self._before_helpers(moment) if moment < last else last
        if tokens.word(last) in (",", *DASHES):
            return self._before_aside(last)
        return self._span(self._phrase(last))

    def _before_helpers(self, last: int) -> int:
        while self._is_helper(last):
            last -= 1
        return last

    def _before_moment(self, last: int) -> int:
        """The token before "last week", "earlier this year", "on Friday night", "late Tuesday"."""
        word, rules = self.tokens.word, self.rules
        at = self._before_length(last)
        if word(at) in rules.moments and word(at - 1) in rules.moment_pointers | rules.weekdays:
            at -= 2
        while word(at) in rules.moment_leads or (at < last and word(at) in rules.day_prepositions):
            at -= 1
        return at if at >= 0 else last

    def _before_length(self, last: int) -> int:
        """The token before "taken over the past two weeks" behind a noun."""
        word, rules = self.tokens.word, self.rules
        at = last - 1
        if word(last) not in rules.moments or word(last) in rules.moment_pointers:
            return last
        for _ in range(_LENGTH_WORDS):
            if word(at) in rules.moment_pointers:
                break
            at -= 1
        else:
            return last
        at -= 1 + (word(at - 1) in rules.articles)
        if word(at) not in rules.prepositions or at < 2:
            return last
        described = word(at - 1).endswith(rules.past_participle_endings)
        return at - 2 if described else at - 1

    def of_sentence(self, limit: int) -> tuple[int, int] | None:
        """The subject of the first finite verb of the sentence before a token."""
        start, verb = self._opening
        if limit <= start:
            return None
        return self.before(limit if verb is None else min(verb, limit))

    def of_main_clause(self, at: int) -> tuple[int, int] | None:
        """The subject of the main clause behind what opens a sentence and goes on from a token:
        "Arguing that it rained, with no end in sight, | Reed | left"."""
        tokens = self.tokens
        comma = at
        for index in range(at, min(len(tokens), at + 3 * _LONGEST)):
            if tokens.word(index) == ",":
                comma = index
            elif comma > at and index > comma + 1 and self.complements.is_finite(tokens, index):
                subject = self.before(index)
                behind = comma + 1 + tokens.is_mark(comma + 1)
                if subject is not None and tokens.at(subject[0]) == behind:
                    return subject
        return None

    @cached_property
    def _opening(self) -> tuple[int, int | None]:
        """Where the main clause begins behind adverbials, and its first finite verb."""
        tokens, start = self.tokens, 0
        for _ in range(_ASIDES):
            if not self._opens_adverbial(start):
                break
            last = min(len(tokens), start + 3 * _LONGEST)
            comma = next((k for k in range(start, last) if tokens.word(k) == ","), None)
            if comma is None:
                break
            start = comma + 1
        for index in range(start + 1, min(len(tokens), start + 3 * _LONGEST)):
            if self.complements.is_finite(tokens, index) and (
                tokens.word(index - 1) not in self.rules.relative
            ):  # fmt: skip
                return start, index
        return start, None

    def described(self, who: int) -> tuple[int, int] | None:
        """What a relative clause describes: the phrase before its "who"."""
        last = who - 1
        if self.tokens.word(last) in (",", *DASHES):
            last -= 1
            while last > 1 and self.tokens.word(last)[:1].isdigit():
                last -= 2
        phrase = self._phrase(last)
        return self._span((self._behind_infinitive(*phrase), phrase[1]) if phrase else None)

    def _behind_infinitive(self, first: int, last: int) -> int:
        """Where a phrase begins behind "to" and a verb: "likely to please Democrats, who"."""
        tokens, rules = self.tokens, self.rules
        for index in range(last - 1, first - 1, -1):
            opens = tokens.word(index) in rules.infinitives and not tokens.is_capital(index + 1)
            if opens and tokens.word(index + 1) not in rules.determiners:
                nouns = range(index + 2, last + 1)
                return next((k for k in nouns if self._opens_name(k)), first)
        return first

    def _opens_name(self, at: int) -> bool:
        """Whether a determiner or a name begins with a token."""
        return self.tokens.word(at) in self.rules.determiners or self.tokens.is_capital(at)

    def _opens_adverbial(self, at: int) -> bool:
        word = self.tokens.word(at)
        return (
            word in self.rules.adverbial
            or word in self.phrases.subject_stops or self.rules.is_participle(word)
        )  # fmt: skip

    def _is_helper(self, at: int) -> bool:
        word = self.tokens.word(at)
        if self.tokens.is_capital(at) and word not in self.rules.days:
            return False
        if word in self.rules.alone and not self.tokens.word(at - 1).isalnum():
            return False
        return (
            self.rules.is_adverb(word) or word in self.rules.auxiliaries
            or (word in self.rules.days and self.tokens.word(at - 1) != ",")
            or self._opens_day(at)
        )  # fmt: skip

    def _opens_day(self, at: int) -> bool:
        """Whether "on Monday" begins with a token."""
        word, day = self.tokens.word(at), self.tokens.word(at + 1)
        return word in self.rules.day_prepositions and day in self.rules.weekdays

    # noun phrases

    def _phrase(self, last: int) -> tuple[int, int] | None:
        """The first and last token of the noun phrase that ends with a token."""
        tokens, rules = self.tokens, self.rules
        word = tokens.word(last)
        if word in rules.subjects:
            named = word in self.phrases.pronouns or word in rules.things
            return (last, last) if named or self._contracted(word) else None
        if word in self.rules.alone:
            return last, last
        described = word.endswith(self.rules.past_endings) or (
            self.tokens.word(last - 1) in self.phrases.pronouns
        )
        if last and described and self._is_verb(last):
            whose = self._phrase(last - 1)
            return (self._with_described(whose), last) if whose else None
        first = last
        while first >= max(0, last - _LONGEST) and self._goes_on(first, last):
            first -= 1
        first += 1
        stopper = first - 1
        first = self._without_lead(first, last)
        if first <= last and self._is_head(last):
            return self._with_participle(first, last)
        return self._before_relative(stopper, last)

    def _with_described(self, whose: tuple[int, int]) -> int:
        """ "all the experts I interviewed": where whom a clause of a pronoun describes begins."""
        if self.tokens.word(whose[0]) not in self.rules.subjects or whose[0] == 0:
            return whose[0]
        described = self._phrase(whose[0] - 1)
        return described[0] if described else whose[0]

    def _with_participle(self, first: int, last: int) -> tuple[int, int] | None:
        """ "officials briefed on it but not authorized to speak": the phrase before "but"."""
        if first == 0 or not self._is_verb(first) or not self._is_verb_form(first):
            return first, last
        joint = first - 1
        while joint > 0 and self._is_helper(joint):
            joint -= 1
        if self.tokens.word(joint) not in self.rules.joint:
            return first, last
        whose = self._phrase(joint - 1)
        return (whose[0], last) if whose else (first, last)

    def _is_verb_form(self, at: int) -> bool:
        return self.tokens.word(at).endswith(self.rules.past_endings)

    def _before_relative(self, stopper: int, last: int) -> tuple[int, int] | None:
        """The phrase that "who asked not to be named" describes, when its verb comes last."""
        tokens = self.tokens
        for index in range(last, max(0, last - _LONGEST), -1):
            word = tokens.word(index)
            if word in (",", ";") or word in self.rules.subjects:
                return None
            if word in self.rules.relative_pronouns and index <= stopper:
                described = self._phrase(index - 1)
                return (described[0], last) if described else None
        return None

    def _goes_on(self, at: int, last: int) -> bool:
        """Whether a token may belong to the noun phrase, seen from its right."""
        return bool(LEFTWARD(self, Left(at, last, self.tokens.word(at))))

    def in_brackets(self, at: int) -> bool:
        """Whether a comma stands inside brackets, before their last word."""
        return self.tokens.word(at) == "," and self.tokens.word(at + 2) == ")"

    def _without_lead(self, first: int, last: int) -> int:
        """Where the phrase begins behind "and" and behind an adverbial without a comma."""
        tokens, rules = self.tokens, self.rules
        while first < last and (
            tokens.word(first) in rules.joint or not tokens.word(first)[0].isalnum()
            or rules.is_adverb(tokens.word(first)) or tokens.word(first) in self.phrases.calendar
            or (rules.is_participle(tokens.word(first)) and tokens.word(first - 1) == ",")
            or tokens.word(first) in self.phrases.subject_leads
        ):  # fmt: skip
            first += 1
        return self._behind_adverbial(first, last) if self._is_preposition(first) else first

    def _is_preposition(self, at: int) -> bool:
        return self.tokens.word(at) in self.rules.prepositions

    def _behind_adverbial(self, first: int, last: int) -> int:
        """ "In a statement the company", "On Monday officials", "In Ohio Mr. Reed"."""
        tokens, rules = self.tokens, self.rules
        name = last
        while name > first and (tokens.is_capital(name - 1) or tokens.word(name - 1) == "."):
            name -= 1
        if tokens.is_capital(name) and tokens.word(name - 1) not in rules.prepositions and (
            tokens.word(name - 1) not in rules.determiners
        ):  # fmt: skip
            return name
        for index in range(last, first + 1, -1):
            before = tokens.word(index - 1)
            opens = tokens.word(index) in rules.determiners
            if (opens and before not in rules.prepositions) or before in rules.weekdays:
                return index
        places = (k for k in range(first, last + 1) if self._is_preposition(k))
        return max(places, default=last) + 1

    def _is_head(self, at: int) -> bool:
        """Whether a token can end a noun phrase."""
        word = self.tokens.word(at)
        if word == ")" or word.isdigit():
            return word == ")" or (
                len(word) == _YEAR and self.tokens.word(at - 1) in self.rules.within_phrase
            )
        return (
            word[:1].isalpha()
            and not self.complements.is_finite(self.tokens, at)
            and word not in self.rules.prepositions
            and (word not in self.phrases.calendar or self._ends_name(at))
            and (word not in self.rules.determiners or word in self.phrases.pronouns)
            and word not in self.rules.joint
            and word not in self.rules.infinitives
        )

    def _ends_name(self, at: int) -> bool:
        return self.tokens.is_capital(at) and self.cast.ending_at(self.tokens.ends[at]) is not None

    # asides

    def _before_aside(self, comma: int) -> tuple[int, int] | None:
        """The subject before what stands between commas: "X, a senator from Y, said"."""
        tokens = self.tokens
        end = comma
        for _ in range(_ASIDES):
            opening = self._comma_before(end)
            if opening is None:
                return None
            role = self._phrase(opening - 1)
            named = role and self.tokens.is_capital(role[1]) and self._is_name(*role)
            if self._is_name(opening + 1, end) and role and not named:
                return self._span((role[0], end - 1))
            if self._is_aside(opening + 1, end):
                subject = self._span(role) if role else None
                if subject is not None:
                    described = tokens.word(opening + 1) in self.rules.determiners
                    return (subject[0], tokens.ends[end - 1]) if described else subject
            elif not self._opens_adverbial(opening + 1):
                return None
            end = opening
        return None

    def _comma_before(self, at: int) -> int | None:
        for index in range(at - 1, max(-1, at - 3 * _LONGEST), -1):
            if self.tokens.word(index) in (",", *DASHES):
                return index
        return None

    def _is_name(self, first: int, end: int) -> bool:
        """Whether a person's name begins with a token, a title before it left aside."""
        tokens = self.tokens
        if not tokens.is_capital(first) or end <= first:
            return False
        mentions = self.cast.within(tokens.starts[first], tokens.ends[end - 1])
        if not mentions or mentions[0].kind not in (Kind.PERSON, None):
            return False
        return all(tokens.is_capital(k) for k in range(first, tokens.at(mentions[0].start)))

    def _is_aside(self, first: int, end: int) -> bool:
        tokens, rules = self.tokens, self.rules
        word = tokens.word(first)
        return (
            word in rules.relative or word in rules.determiners or word in self.phrases.asides
            or rules.is_participle(word) or word[:1].isdigit() or rules.is_adverb(word)
            or word in rules.adverbial or end - first <= 3
            or (not tokens.is_capital(first) and not self._has_verb(first, end))
        )  # fmt: skip

    def _has_verb(self, first: int, end: int) -> bool:
        return any(self.complements.is_finite(self.tokens, k) for k in range(first, end))

    def _is_verb(self, at: int) -> bool:
        return self.complements.is_finite(self.tokens, at)

    def _contracted(self, word: str) -> int:
        """The letters of a verb at the end of a pronoun: 2 of "he's"."""
        ending = next((e for e in self.rules.contracted_be if word.endswith(e)), "")
        return len(ending) if word[: -len(ending) or None] in self.phrases.pronouns else 0

    def _span(self, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
        if phrase is None:
            return None
        end = self.tokens.ends[phrase[1]]
        word = self.tokens.word(phrase[1])
        cut = self._contracted(word) if word in self.rules.subjects else 0
        return self.tokens.starts[phrase[0]], end - cut


class Left(NamedTuple):
    """A token to the left of a phrase that ends with another."""

    at: int
    last: int
    word: str

    @property
    def is_inside(self) -> bool:
        """Whether something of the phrase stands behind it."""
        return self.at < self.last


def capital(subjects: Subjects, left: Left) -> bool | None:
    """ "Mr. Reed", "the White House": names belong to it, but not "He" or "When"."""
    if not subjects.tokens.is_capital(left.at):
        return None
    if left.at == 0 and left.word in subjects.rules.waiting:
        return False
    return True if left.word not in subjects.rules.subjects else None


def outside(subjects: Subjects, left: Left) -> bool | None:
    """ "he", "who", "that": no such word is part of a phrase, nor is the beginning."""
    return False if not left.word or left.word in subjects.rules.outside else None


def mark(subjects: Subjects, left: Left) -> bool | None:
    """ "(R-Ohio)", "AT&T": marks inside names; a comma only inside brackets."""
    if left.word[0].isalnum():
        return None
    return left.word in _PLAIN or left.word in _BRACKETS or subjects.in_brackets(left.at)


def within(subjects: Subjects, left: Left) -> bool | None:
    """ "aides to the president"."""
    return left.is_inside if left.word in subjects.rules.within_phrase else None


def adverbial(subjects: Subjects, left: Left) -> bool | None:
    """ "after the vote the aides": another preposition or conjunction opens something else."""
    opens = left.word in subjects.rules.prepositions or left.word in subjects.phrases.subject_stops
    return False if opens else None


def adverb(subjects: Subjects, left: Left) -> bool | None:
    """ "quickly aides": an adverb belongs to a verb."""
    rules, word = subjects.rules, left.word
    return False if word.endswith(rules.adverb_endings) and rules.is_adverb(word) else None


def verb(subjects: Subjects, left: Left) -> bool | None:
    """A finite verb, unless it describes: "officials briefed on the plan"."""
    tokens, rules = subjects.tokens, subjects.rules
    if not subjects.complements.is_finite(tokens, left.at):
        return None
    describes = (
        tokens.word(left.at + 1) in rules.adverbial
        and tokens.word(left.at - 1) not in rules.auxiliaries
    )
    return describes and left.is_inside and left.word.endswith(rules.past_participle_endings)


def any_word(_: Subjects, __: Left) -> bool:
    """ "senior state department officials"."""
    return True


LEFTWARD: RuleList[Subjects, Left, bool] = RuleList(
    capital,
    outside,
    mark,
    within,
    adverbial,
    adverb,
    verb,
    any_word,
)
"""Whether a phrase goes on to its left with a token."""
