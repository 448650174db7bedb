"""What may follow a cue whose language says so: "that C", "to C", "X of C".

Each cue lists the complements it takes; this finds the first of them behind it. The complementiser
is part of the content; the time and place of speaking before it are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.extract.lexicon import Lexicon, lexicon_for
from workbench.extract.quotes.by_complement.tokens import Tokens
from workbench.extract.quotes.cues import Form
from workbench.extract.quotes.phrases import PhraseRules

_NEAR = 14
"""Tokens between a cue and the word that opens its complement."""
_FEWEST_WORDS = 2
_SENTENCE_ENDS = frozenset((".", "!", "?", ";", "…", ""))


@dataclass(frozen=True, slots=True)
class Complement:
    """Where what was said begins, in tokens, and of what sort it is."""

    at: int
    is_clause: bool
    is_firm: bool
    """Whether a word says that it begins here."""


class ComplementRules:
    """The words around complements in one language."""

    def __init__(self, lex: Lexicon) -> None:
        words = lex.set
        self.kept = words("frames", "kept")
        self.questions = words("frames", "questions")
        self.be = words("frames", "be")
        self.auxiliaries = words("verbs", "auxiliaries") | self.be
        self.adverbs = words("frames", "adverbs") - self.auxiliaries
        self.not_adverbs = words("frames", "not_adverbs")
        self.prepositions = words("frames", "prepositions")
        self.determiners = words("frames", "determiners")
        self.subjects = words("frames", "clause_subjects")
        self.appositions = words("frames", "appositions")
        self.alone = words("frames", "alone")
        self.support = words("frames", "support")
        self.breaks = words("frames", "clause_breaks")
        self.joint = words("frames", "joint") | words("frames", "contrasts")
        self.contrasts = words("frames", "contrasts")
        self.relative = words("frames", "relative") | words("frames", "describing")
        self.infinitives = words("frames", "infinitives")
        self.not_participles = words("frames", "not_participles")
        self.irregular = words("verbs", "irregular")
        self.past_endings = tuple(words("verbs", "past_endings"))
        self.judging_endings = tuple(words("frames", "judging_endings"))
        self.not_verbs = words("verbs", "not_verbs")
        self.weekdays = frozenset(lex.numbers("times", "weekdays"))
        self.days = self.weekdays | frozenset(lex.numbers("times", "days"))

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between the parts of a verb."""
        if word in self.adverbs:
            return True
        return len(word) > 4 and word.endswith("ly") and word not in self.not_adverbs

    def is_participle(self, word: str) -> bool:
        """Whether a word in lower case has the form of a present participle."""
        return len(word) > 4 and word.endswith("ing") and word not in self.not_participles


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ComplementRules:
    """The complement rules of a language."""
    return ComplementRules(lexicon_for(lang))


class Complements:
    """Finds complements in the sentences of one text."""

    def __init__(self, rules: ComplementRules, phrases: PhraseRules) -> None:
        self.rules = rules
        self.phrases = phrases

    def behind(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """The complement that begins at a token or a little behind it; None when there is none."""
        takes, word = form.takes, tokens.word(at)
        if word in _SENTENCE_ENDS:
            return None
        if word in (":", ",") and tokens.is_mark(at + 1):
            at += 1
        if tokens.pair_at(at) is not None and tokens.is_mark(at):
            return Complement(at, "clause" in takes, True)
        if "wh" in takes and self._asks(tokens, at, form):
            return Complement(at, True, True)
        if "to" in takes and self._infinitive(tokens, at):
            return Complement(at, False, True)
        if "clause" in takes and (that := self._that(tokens, at, form)) is not None:
            return Complement(that, True, True)
        if "to" in takes and (to := self._to(tokens, at)) is not None:
            return Complement(to, False, True)
        if "ing" in takes and self.rules.is_participle(word):
            return Complement(at, False, True)
        if "told" in takes and (told := self._told(tokens, at, form)) is not None:
            return told
        return self._object(tokens, at, form) or self._bare(tokens, at, form)

    def _asks(self, tokens: Tokens, at: int, form: Form) -> bool:
        word = tokens.word(at)
        if "clause" in form.takes and word not in ("whether", "how", "why", "what", "who"):
            return False
        return word in self.rules.questions or word in ("whether", "if")

    def _infinitive(self, tokens: Tokens, at: int) -> bool:
        if tokens.word(at) == "not":
            at += 1
        following = tokens.word(at + 1)
        return (
            tokens.word(at) in self.rules.infinitives
            and following.isalpha()
            and following not in self.rules.determiners
            and not tokens.is_capital(at + 1)
        )

    def _to(self, tokens: Tokens, at: int) -> int | None:
        """Where an infinitive begins behind the day or place of speaking."""
        if tokens.word(at) not in self.rules.prepositions | self.rules.days:
            return None
        for index in range(at + 1, min(at + 8, len(tokens))):
            if not tokens.word(index)[0].isalnum():
                return None
            if self._infinitive(tokens, index):
                return index
        return None

    def _may_stand_between(self, tokens: Tokens, at: int, form: Form) -> bool:
        """Whether a word behind a cue opens time, place or audience, before "that"."""
        word = tokens.word(at)
        return (
            "told" in form.takes or word in self.rules.prepositions or word in self.rules.days
            or self.rules.is_adverb(word)
        )  # fmt: skip

    def _that(self, tokens: Tokens, at: int, form: Form) -> int | None:
        """Where the complementiser stands; time, place and audience may come before it."""
        rules = self.rules
        aside = tokens.word(at) == ","
        for index in range(at, min(at + _NEAR, len(tokens))):
            word = tokens.word(index)
            if word == "that" or (word == "whether" and index > at):
                if index > at and not (aside or self._may_stand_between(tokens, at, form)):
                    return None
                return index if not aside or tokens.word(index - 1) == "," else None
            if word == "," and aside:
                continue
            if not word[0].isalnum() or word in rules.subjects or word in rules.relative:
                return None
            if index > at and (word in rules.auxiliaries or rules.is_participle(word)):
                return None
        return None

    def _told(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """ "told reporters he would", "told Congress why": the addressee comes first."""
        rules = self.rules
        behind = self.behind_addressee(tokens, at)
        if behind is None:
            return None
        if self._asks(tokens, behind, form) and tokens.word(behind) != "if":
            return Complement(behind, True, True)
        if self._infinitive(tokens, behind):
            return Complement(at if "object-to" in form.takes else behind, False, True)
        if behind > at + 1 and self.is_finite(tokens, behind):
            return Complement(at, True, False)
        word = tokens.word(behind)
        if word in _SENTENCE_ENDS or word == ",":
            return None
        if tokens.is_mark(behind) and tokens.pair_at(behind):
            return Complement(behind, True, True)
        if word in rules.prepositions or word in rules.days:
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
        while tokens.is_capital(index) or tokens.word(index) in ("’s", "of"):
            index += 1
            if index - at > 8:
                return None
        if index > at + 1 and self._is_noun(tokens, index) and (
            tokens.word(index + 1) in rules.determiners | rules.subjects
        ):  # fmt: skip
            index += 1
        if index == at or (index == at + 1 and word in rules.determiners):
            index += 1
            while self._is_noun(tokens, index) and self._is_noun(tokens, index + 1):
                index += 1
        return index

    def _is_noun(self, tokens: Tokens, index: int) -> bool:
        """Whether a word can only go on with a noun phrase, as far as its form says."""
        word = tokens.word(index)
        return (
            word.isalpha()
            and not tokens.is_capital(index)
            and word not in self.rules.prepositions
            and word not in self.rules.subjects
            and word not in self.rules.determiners
            and word not in self.rules.auxiliaries
            and word not in self.rules.kept
            and word not in self.rules.infinitives
            and word not in self.rules.days
            and not self.phrases.is_verb(word)
        )

    def _object(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """ "urged X to C", "accused X of C", "called X a Y", "rejected X"."""
        takes, rules, word = form.takes, self.rules, tokens.word(at)
        starts = word[:1].isalnum() or (tokens.is_mark(at) and tokens.pair_at(at) is not None)
        for name, links in (("object-to", rules.infinitives), *_LINKS):
            if name in takes and (starts or tokens.word(at) in links):
                link = self._link(tokens, at, links)
                if link is not None and (name != "object-to" or self._infinitive(tokens, link)):
                    return Complement(at, False, True)
        if (
            not starts
            or word in rules.prepositions
            or word in ("not", "also")
            or word in rules.days
        ):
            return None
        if "naming" in takes and self._names(tokens, at):
            return Complement(at, False, True)
        if "for" in takes and self._quotes_soon(tokens, at):
            return Complement(at, False, True)
        if "seeing" in takes and self._link_participle(tokens, at):
            return Complement(at, True, True)
        shown = word == "that" and "clause" not in takes
        if "object" in takes and word not in rules.joint and (shown or word not in rules.kept):
            if "clause" in takes and not self._is_phrase(tokens, at):
                return None
            return Complement(at, False, False)
        return None

    def _is_phrase(self, tokens: Tokens, at: int) -> bool:
        """Whether no finite verb follows near by: an object, not a clause."""
        return tokens.word(at) not in self.rules.subjects and not self._finite_near(tokens, at)

    def _finite_near(self, tokens: Tokens, at: int) -> bool:
        for index in range(at + 1, min(at + 10, len(tokens))):
            word = tokens.word(index)
            if word in _SENTENCE_ENDS or word in self.rules.relative or word in self.rules.kept:
                return False
            if word in self.rules.infinitives:
                continue
            if tokens.word(index - 1) not in self.rules.infinitives and self.is_finite(
                tokens, index
            ):
                return True
        return False

    def is_finite(self, tokens: Tokens, index: int) -> bool:
        """Whether a token looks like a finite verb."""
        word = tokens.word(index)
        if word in self.rules.auxiliaries or word.endswith(("n't", "n’t")):
            return True
        before = tokens.word(index - 1)
        if self.rules.is_adverb(before):
            before = tokens.word(index - 2)
        if tokens.is_capital(index) or before in self.rules.determiners:
            return False
        return word in self.rules.irregular or self.phrases.is_verb(word) or self._is_past(word)

    def _is_past(self, word: str) -> bool:
        ends = len(word) > 4 and word.endswith(self.rules.past_endings)
        return ends and word not in self.rules.not_verbs and "-" not in word

    def _link(self, tokens: Tokens, at: int, links: tuple[str, ...] | frozenset[str]) -> int | None:
        for index in range(at, min(at + _NEAR, len(tokens))):
            word = tokens.word(index)
            if word in links:
                return index
            if word in _SENTENCE_ENDS or word in self.rules.kept:
                return None
        return None

    def _link_participle(self, tokens: Tokens, at: int) -> bool:
        for index in range(at + 1, min(at + 7, len(tokens))):
            word = tokens.word(index)
            if not word[0].isalnum() or word in self.rules.auxiliaries:
                return False
            if self.rules.is_participle(word):
                return True
        return False

    def _quotes_soon(self, tokens: Tokens, at: int) -> bool:
        """Whether words in marks stand in an object: "attacked the “corrupt” banks"."""
        for index in range(at, min(at + _NEAR, len(tokens))):
            if tokens.is_mark(index):
                return tokens.pair_at(index) is not None
            word = tokens.word(index)
            if word in _SENTENCE_ENDS or word == "," or word in self.rules.joint:
                return False
        return False

    def _names(self, tokens: Tokens, at: int) -> bool:
        """Whether something and what it is called follow: "the plan a mess", "him “weak”"."""
        rules, word = self.rules, tokens.word(at)
        if tokens.is_mark(at):
            return False
        if word in rules.subjects or word in ("him", "her", "them", "me", "us"):
            following = tokens.word(at + 1)
            return tokens.is_mark(at + 1) or (
                following.isalpha() and following not in rules.prepositions
                and following not in rules.joint and following not in rules.infinitives
                and following not in rules.days and following not in _PARTICLES
            )  # fmt: skip
        for index in range(at + 1, min(at + 12, len(tokens))):
            word = tokens.word(index)
            if tokens.is_mark(index) and tokens.pair_at(index) is not None:
                return True
            if word in _SENTENCE_ENDS or word == "," or word in rules.joint:
                return index > at + 2 and tokens.word(index - 1).endswith(rules.judging_endings)
            if word in ("a", "an") and tokens.word(index - 1) not in rules.prepositions:
                return True
        return False

    def _bare(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """A clause without a complementiser: "said he would", "said Monday the talks failed"."""
        rules, word = self.rules, tokens.word(at)
        if "clause" not in form.takes or not word[:1].isalnum():
            return None
        if self.is_adjunct(tokens, at):
            return self._behind_adjunct(tokens, at)
        if word in rules.joint or word in rules.infinitives or word in rules.kept:
            return None
        if word in rules.subjects:
            return Complement(at, True, True)
        if form.strict and not self._finite_near(tokens, at) and not word[0].isdigit():
            return None
        return Complement(at, True, False)

    def is_adjunct(self, tokens: Tokens, at: int) -> bool:
        """Whether time, place or manner of speaking begins at a token: "two months ago"."""
        rules, word = self.rules, tokens.word(at)
        if word in rules.prepositions or word in rules.days or rules.is_adverb(word):
            return True
        return any(tokens.word(at + k) == "ago" for k in range(1, 4))

    def _behind_adjunct(self, tokens: Tokens, at: int) -> Complement | None:
        """The clause behind the time, place or occasion of speaking."""
        rules = self.rules
        for index in range(at, min(at + _NEAR + 2, len(tokens))):
            word = tokens.word(index)
            if not word[0].isalnum() or word in rules.joint:
                return None
            if index > at and word in rules.subjects:
                return Complement(index, True, False)
            if index > at + 1 and self._opens_phrase(tokens, index):
                return Complement(index, True, False)
            following = tokens.word(index + 1)
            if (word in rules.days or word == "ago") and following[:1].isalpha():
                if following in rules.prepositions or following in rules.joint:
                    continue
                if following in rules.days or following in ("morning", "night", "evening"):
                    continue
                return Complement(index + 1, True, False)
        return None

    def _opens_phrase(self, tokens: Tokens, at: int) -> bool:
        """Whether "the" begins a new phrase behind a noun: "said in an email the meeting ..."."""
        before = tokens.word(at - 1)
        return (
            tokens.word(at) in self.rules.determiners
            and before not in self.rules.prepositions
            and before not in self.rules.determiners
            and before not in self.rules.infinitives
            and not self.is_finite(tokens, at - 1)
            and self._finite_near(tokens, at)
        )


_LINKS = (("of", ("of",)), ("as", ("as",)), ("for", ("for", "as", "on", "over")))
"""The word that joins an object and what is said of it: "accused X of", "praised X for"."""
_PARTICLES = frozenset(("out", "up", "back", "off", "down", "that", "home", "again"))
