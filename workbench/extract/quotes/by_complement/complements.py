"""What may follow a cue whose language says so: "that C", "to C", "X of C".

Each cue lists the complements it takes; this finds the first of them behind it. The complementiser
is part of the content; the time and place of speaking before it are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from workbench.extract.lexicon import Lexicon, lexicon_for
from workbench.extract.quotes.by_complement.joining import Closing
from workbench.extract.quotes.by_complement.tokens import Tokens
from workbench.extract.quotes.cues import Form, cues_for
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.terms import Takes

Words = Callable[[str], frozenset[str]]

_NEAR = 14
"""Tokens between a cue and the word that opens its complement."""
_SHORTEST_STEM = 4
"""Letters of a word that only looks like an adverb, participle or past: "only", "king", "need"."""
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
        def words(key: str) -> frozenset[str]:
            return lex.set("complements", key)

        def framing(key: str) -> frozenset[str]:
            return lex.set("frames", key)

        self.lang = lex.lang
        self._opening(words, framing)
        self._wording(lex, words, framing)
        self._owning(words)
        self._ending(words, framing)
        self.closing = Closing(lex, cues_for(lex.lang))

    def _opening(self, words: Words, framing: Words) -> None:
        """Where a complement begins."""
        self.kept = words("kept")
        self.that = words("that")
        self.later_that = words("later_that")
        self.questions = framing("questions") | words("yes_or_no")
        self.clause_questions = words("clause_questions")
        self.conditions = words("conditions")
        self.infinitives = framing("infinitives")
        self.before_infinitive = words("before_infinitive")
        self.no_object = words("no_object")
        self.links = {
            Takes.OF: words("links_of"), Takes.AS: words("links_as"), Takes.FOR: words("links_for")
        }  # fmt: skip
        self.addressee_links = words("addressee_links")
        self.object_pronouns = words("object_pronouns")
        self.new_articles = words("new_articles")
        self.particles = words("verb_particles")
        self.judging_endings = tuple(words("judging_endings"))

    def _wording(self, lex: Lexicon, words: Words, framing: Words) -> None:
        """What tells verbs, nouns and adverbs apart."""
        self.be = words("be")
        self.contracted_be = tuple(words("contracted_be"))
        self.have = words("have")
        self.auxiliaries = lex.set("verbs", "auxiliaries") | self.be
        self.irregular = lex.set("verbs", "irregular")
        self.past_endings = tuple(lex.set("verbs", "past_endings"))
        self.not_verbs = lex.set("verbs", "not_verbs")
        self.negated_endings = tuple(words("negated_endings"))
        self.adverbs = framing("adverbs") - self.auxiliaries
        self.adverb_endings = tuple(words("adverb_endings"))
        self.not_adverbs = words("not_adverbs")
        self.participle_endings = tuple(words("participle_endings"))
        self.not_participles = words("not_participles")
        self.past_participle_endings = tuple(words("past_participle_endings"))
        self.prepositions = words("prepositions")
        self.within_phrase = words("within_phrase")
        self.determiners = words("determiners")
        self.subjects = words("clause_subjects")
        self.alone = words("alone")
        self.weekdays = frozenset(lex.numbers("times", "weekdays"))
        self.days = self.weekdays | frozenset(lex.numbers("times", "days"))
        self.day_parts = frozenset(lex.map("times", "parts"))
        self.ago = lex.set("times", "ago")

    def _owning(self, words: Words) -> None:
        """Whose words they are."""
        self.owner_endings = tuple(words("owner_endings"))
        self.short_owner_endings = tuple(words("short_owner_endings"))
        self.any_owner_endings = self.owner_endings + self.short_owner_endings
        self.owners = words("owners")
        self.relative_pronouns = words("relative_pronouns")
        self.personal_relatives = words("personal_relatives")
        self.with_subject = words("with_subject")
        self.agents = words("agents")
        self.put_so = words("put_so")
        self.support = words("support")

    def _ending(self, words: Words, framing: Words) -> None:
        """Where a complement ends."""
        self.breaks = framing("clause_breaks")
        self.contrasts = framing("contrasts")
        self.also = framing("joint")
        self.joint = self.also | self.contrasts
        self.relative = framing("relative") | framing("describing")
        self.seams = words("seams")
        self.additions = words("additions")
        self.appositions = words("appositions")
        self.day_prepositions = words("day_prepositions")
        self.shares = self.joint | words("sequence")
        self.object_ends = (
            words("object_breaks") | self.prepositions | self.relative | self.determiners
            | self.subjects
        )  # fmt: skip
        self.adverbial = self.prepositions | self.days
        self.outside = self.subjects | self.relative | self.kept
        self.linking = self.joint | self.relative | self.infinitives
        self.describing = self.relative | self.that

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between the parts of a verb."""
        if word in self.adverbs:
            return True
        return (
            len(word) > _SHORTEST_STEM
            and word.endswith(self.adverb_endings)
            and word not in self.not_adverbs
        )

    def is_participle(self, word: str) -> bool:
        """Whether a word in lower case has the form of a present participle."""
        return (
            len(word) > _SHORTEST_STEM
            and word.endswith(self.participle_endings)
            and word not in self.not_participles
        )


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ComplementRules:
    """The complement rules of a language."""
    return ComplementRules(lexicon_for(lang))


class Complements:
    """Finds complements in the sentences of one text."""

    def __init__(self, rules: ComplementRules, phrases: PhraseRules) -> None:
        self.rules = rules
        self.phrases = phrases
        self._links = ((Takes.OBJECT_INFINITIVE, rules.infinitives), *rules.links.items())

    def behind(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """The complement that begins at a token or a little behind it; None when there is none."""
        takes, word = form.takes, tokens.word(at)
        if word in _SENTENCE_ENDS:
            return None
        if word in (":", ",") and tokens.is_mark(at + 1):
            at += 1
        if tokens.pair_at(at) is not None and tokens.is_mark(at):
            return Complement(at, Takes.CLAUSE in takes, True)
        if Takes.QUESTION in takes and self._asks(tokens, at, form):
            return Complement(at, True, True)
        if Takes.INFINITIVE in takes and self._infinitive(tokens, at):
            return Complement(at, False, True)
        if Takes.CLAUSE in takes and (that := self._that(tokens, at, form)) is not None:
            return Complement(that, True, True)
        if Takes.INFINITIVE in takes and (to := self._to(tokens, at)) is not None:
            return Complement(to, False, True)
        if Takes.PARTICIPLE in takes and self.rules.is_participle(word):
            return Complement(at, False, True)
        if Takes.TOLD in takes and (told := self._told(tokens, at, form)) is not None:
            return told
        return self._object(tokens, at, form) or self._bare(tokens, at, form)

    def _asks(self, tokens: Tokens, at: int, form: Form) -> bool:
        word = tokens.word(at)
        if Takes.CLAUSE in form.takes and word not in self.rules.clause_questions:
            return False
        return word in self.rules.questions

    def _infinitive(self, tokens: Tokens, at: int) -> bool:
        if tokens.word(at) in self.rules.before_infinitive:
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
        if tokens.word(at) not in self.rules.adverbial:
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
            Takes.TOLD in form.takes or word in self.rules.adverbial
            or self.rules.is_adverb(word)
        )  # fmt: skip

    def _that(self, tokens: Tokens, at: int, form: Form) -> int | None:
        """Where the complementiser stands; time, place and audience may come before it."""
        rules = self.rules
        aside = tokens.word(at) == ","
        for index in range(at, min(at + _NEAR, len(tokens))):
            word = tokens.word(index)
            if word in rules.that or (index > at and word in rules.later_that):
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
        if self._asks(tokens, behind, form) and tokens.word(behind) not in rules.conditions:
            return Complement(behind, True, True)
        if self._infinitive(tokens, behind):
            return Complement(at if Takes.OBJECT_INFINITIVE in form.takes else behind, False, True)
        if behind > at + 1 and self.is_finite(tokens, behind):
            return Complement(at, True, False)
        word = tokens.word(behind)
        if word in _SENTENCE_ENDS or word == ",":
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
        for name, links in self._links:
            if name in takes and (starts or word in links):
                link = self._link(tokens, at, links)
                firm = name is not Takes.OBJECT_INFINITIVE
                if link is not None and (firm or self._infinitive(tokens, link)):
                    return Complement(at, False, True)
        if (
            not starts
            or word in rules.prepositions
            or word in rules.no_object
            or word in rules.days
        ):
            return None
        if Takes.NAMING in takes and self._names(tokens, at):
            return Complement(at, False, True)
        if Takes.FOR in takes and self._quotes_soon(tokens, at):
            return Complement(at, False, True)
        if Takes.SEEING in takes and self._link_participle(tokens, at):
            return Complement(at, True, True)
        shown = word in rules.that and Takes.CLAUSE not in takes
        if Takes.OBJECT in takes and word not in rules.joint and (shown or word not in rules.kept):
            if Takes.CLAUSE in takes and not self._is_phrase(tokens, at):
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
        if word in self.rules.auxiliaries or word.endswith(self.rules.negated_endings):
            return True
        before = tokens.word(index - 1)
        if self.rules.is_adverb(before):
            before = tokens.word(index - 2)
        if tokens.is_capital(index) or before in self.rules.determiners:
            return False
        return word in self.rules.irregular or self.phrases.is_verb(word) or self._is_past(word)

    def _is_past(self, word: str) -> bool:
        ends = len(word) > _SHORTEST_STEM and word.endswith(self.rules.past_endings)
        return ends and word not in self.rules.not_verbs and "-" not in word

    def _link(self, tokens: Tokens, at: int, links: frozenset[str]) -> int | None:
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
        if word in rules.subjects or word in rules.object_pronouns:
            following = tokens.word(at + 1)
            return tokens.is_mark(at + 1) or (
                following.isalpha() and following not in rules.prepositions
                and following not in rules.joint and following not in rules.infinitives
                and following not in rules.days and following not in rules.particles
            )  # fmt: skip
        for index in range(at + 1, min(at + 12, len(tokens))):
            word = tokens.word(index)
            if tokens.is_mark(index) and tokens.pair_at(index) is not None:
                return True
            if word in _SENTENCE_ENDS or word == "," or word in rules.joint:
                return index > at + 2 and tokens.word(index - 1).endswith(rules.judging_endings)
            if word in rules.new_articles and tokens.word(index - 1) not in rules.prepositions:
                return True
        return False

    def _bare(self, tokens: Tokens, at: int, form: Form) -> Complement | None:
        """A clause without a complementiser: "said he would", "said Monday the talks failed"."""
        rules, word = self.rules, tokens.word(at)
        if Takes.CLAUSE not in form.takes or not word[:1].isalnum():
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
        if word in rules.adverbial or rules.is_adverb(word):
            return True
        return any(tokens.word(at + k) in rules.ago for k in range(1, 4))

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
            if (word in rules.days or word in rules.ago) and following[:1].isalpha():
                if following in rules.prepositions or following in rules.joint:
                    continue
                if following in rules.days or following in rules.day_parts:
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
