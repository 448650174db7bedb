"""The words around complements in one language: what opens them, what ends them, whose they are.

Everything here comes from the language folder, and a few sets that are asked for together; nothing
is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from workbench.extract.lexicon import Lexicon, lexicon_for
from workbench.extract.quotes.by_complement.joining import Closing
from workbench.extract.quotes.cues import cues_for
from workbench.extract.terms import Takes

Words = Callable[[str], frozenset[str]]

SHORTEST_STEM = 4
"""Letters of a word that only looks like an adverb, participle or past: "only", "king", "need"."""


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
        self.topics = words("topics")
        self.view_leads = words("view_leads")
        self.infinitives = framing("infinitives")
        self.before_infinitive = words("before_infinitive")
        self.links = {
            Takes.OF: words("links_of"), Takes.AS: words("links_as"), Takes.FOR: words("links_for")
        }  # fmt: skip
        self.addressee_links = words("addressee_links")
        self.object_pronouns = words("object_pronouns")
        self.new_articles = words("new_articles")
        self.articles = self.new_articles | words("articles")
        self.particles = words("verb_particles")
        self.standings = words("standings")
        self.degrees = words("degrees")
        self.counting = words("counting")
        self.judging_endings = tuple(words("judging_endings"))

    def _wording(self, lex: Lexicon, words: Words, framing: Words) -> None:
        """What tells verbs, nouns and adverbs apart."""
        self.be = words("be")
        self.contracted_be = tuple(words("contracted_be"))
        self.linking_verbs = self.be | words("linking_verbs")
        self.have = words("have")
        self.auxiliaries = lex.set("verbs", "auxiliaries") | self.be
        self.helpers = self.auxiliaries - self.be
        self.irregular = lex.set("verbs", "irregular")
        self.third_endings = tuple(words("third_endings"))
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
        self.things = lex.set("pronouns", "things")
        self.clause_pronouns = lex.set("pronouns", "singular") | lex.set("pronouns", "plural")
        self.present_says = words("present_says")
        self.alone = words("alone")
        self.weekdays = frozenset(lex.numbers("times", "weekdays"))
        self.days = self.weekdays | frozenset(lex.numbers("times", "days"))
        self.day_parts = frozenset(lex.map("times", "parts"))
        self.ago = lex.set("times", "ago")

    def _owning(self, words: Words) -> None:
        """Whose words they are."""
        self.repeating = words("repeating")
        self.owner_endings = tuple(words("owner_endings"))
        self.any_owner_endings = self.owner_endings + tuple(words("short_owner_endings"))
        self.owners = words("owners")
        self.relative_pronouns = words("relative_pronouns")
        self.personal_relatives = words("personal_relatives")
        self.with_subject = words("with_subject")
        self.agents = words("agents")
        self.makers = self.agents | words("makers")
        self.put_so = words("put_so")
        self.support = words("support")

    def _ending(self, words: Words, framing: Words) -> None:
        """Where a complement ends."""
        self.breaks = framing("clause_breaks")
        self.contrasts = framing("contrasts")
        self.joint = framing("joint") | self.contrasts
        self.relative = framing("relative") | framing("describing")
        self.seams = words("seams")
        self.additions = words("additions")
        self.appositions = words("appositions")
        self.waiting = words("waiting")
        self.clause_waiting = words("clause_waiting")
        self.results = words("results")
        self.kept_going = words("kept_going")
        self.concessions = words("concessions")
        self.concession_ends = frozenset(word.split()[-1] for word in self.concessions)
        self.day_prepositions = words("day_prepositions")
        self.vehicles = words("vehicles")
        self.vehicle_leads = words("vehicle_leads")
        self.moments = words("moments")
        self.moment_pointers = words("moment_pointers")
        self.moment_leads = words("moment_leads")
        self.shares = self.joint | words("sequence")
        self.object_ends = (
            words("object_breaks") | self.prepositions | self.relative | self.determiners
            | self.subjects
        )  # fmt: skip
        self.adverbial = self.prepositions | self.days
        self.outside = self.subjects | self.relative | self.kept
        self.opens_no_object = words("no_object") | self.adverbial
        self.clause_openers = self.determiners | self.subjects
        self.no_noun = (
            self.prepositions | self.clause_openers | self.auxiliaries | self.kept
            | self.infinitives | self.days | self.joint
        )  # fmt: skip
        self.linking = self.joint | self.relative | self.infinitives
        self.describing = self.relative | self.that

    def is_adverb(self, word: str) -> bool:
        """Whether a word may stand between the parts of a verb."""
        if word in self.adverbs:
            return True
        return (
            len(word) > SHORTEST_STEM
            and word.endswith(self.adverb_endings)
            and word not in self.not_adverbs
        )

    def is_participle(self, word: str) -> bool:
        """Whether a word in lower case has the form of a present participle."""
        return (
            len(word) > SHORTEST_STEM
            and word.endswith(self.participle_endings)
            and word not in self.not_participles
        )


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ComplementRules:
    """The complement rules of a language."""
    return ComplementRules(lexicon_for(lang))
