"""The words that shape reporting clauses in one language, compiled once.

Everything here comes from the language folder; nothing is decided here.
"""

from __future__ import annotations

from functools import lru_cache

from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.times import moments_for


class FrameRules:
    """The words that shape reporting clauses in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.lang = lex.lang
        words = lex.set
        clause_words = alternation(lex.words("frames", "clause_breaks"))
        self.breaks = compiled(rf"[,;]\s{{1,3}}{clause_words}(?![\w-])")
        self.complementiser = compiled(
            rf"(?<![\w-]){alternation(lex.words('frames', 'complementisers'))}(?![\w-])"
            r"\s{0,3}[,:]?"
        )
        contrasts = alternation([*lex.words("frames", "contrasts"), *lex.words("frames", "where")])
        self.contrast = compiled(rf"[,;]\s{{1,3}}{contrasts}(?![\w-])")
        self.closers = words("frames", "closers")
        self.subordinators = words("frames", "subordinators")
        self.adjuncts = words("frames", "adjuncts")
        self.content_openers = words("frames", "content_openers")
        self.saying_nouns = compiled(
            rf"(?<![\w-]){alternation(lex.words('frames', 'saying_nouns'))}"
        )
        self.reporting_day = compiled(rf"(?<![\w-]){alternation(cased(_days(lex)))}(?![\w-])")
        self.document = compiled(
            rf"(?:{alternation(lex.words('frames', 'quantifiers'))}\s)?"
            rf"{alternation(lex.words('people', 'documents'))}(?![\w-])"
        )
        self.reasons = words("frames", "reasons")
        self.negations = words("frames", "negations")
        self.contrast_words = words("frames", "contrasts") | words("frames", "joint")
        self.going_on = self.contrast_words | words("frames", "adverbs")
        self.helpers = words("frames", "helpers")
        self.silent_before = words("frames", "silent_before")
        self.by_saying = words("frames", "by_saying")
        self.adding = words("frames", "adding")
        self.reflexive = words("pronouns", "reflexive")
        self.stands_in = words("frames", "demonstrative") | words("frames", "placeholders")
        self.order_openers = words("frames", "order_openers")
        self.order_words = self.order_openers | words("frames", "order_fillers")
        that = alternation(lex.words("frames", "that"))
        self.that = compiled(rf"(?<![\w-]){that}(?![\w-])")
        self.behind_speaker = compiled(rf"\s{{0,3}}[,:]?\s{{0,3}}(?:{that}\s)?")
        self.agents = compiled(rf"\s{{1,3}}{alternation(lex.words('verbs', 'agents'))}\s")
        self.clitics = tuple(words("frames", "clitics"))
        self.manner = words("frames", "manner")
        self.as_said = words("frames", "as_said")
        self.relative = words("frames", "relative")
        self.purpose = words("frames", "infinitives") | words("frames", "future")
        self.joint = words("frames", "joint")
        self.unmarked = words("frames", "unmarked_cues")
        existing = cased(lex.words("frames", "existing"))
        self.existing = compiled(rf"\s{{0,3}}{alternation(existing)}\s{{1,3}}")
        pointed = alternation(lex.words("frames", "demonstrative"))
        placed = alternation(lex.words("frames", "placeholders"))
        self.clause_joints = words("frames", "clause_joints")
        self.reported = words("frames", "reported")
        self.finite = words("frames", "finite")
        self.pointed = compiled(rf"(?:{placed}\s{{1,3}})?{pointed}(?![\w-])")
        self.predicates = words("frames", "predicates") | words("frames", "negations")
        self.time = moments_for(lex.lang)
        self.adverbs = words("frames", "adverbs")
        self._beside(lex)
        self._clauses(lex)

    def _clauses(self, lex: Lexicon) -> None:
        """What joins a clause to another one, and whom a silence is from."""
        words = lex.set
        self.hypothetical = words("frames", "hypothetical")
        self.again = words("frames", "order_fillers")
        self.conjunctions = self.reasons | self.subordinators
        self.about = words("frames", "about")
        self.infinitives = words("frames", "infinitives")
        self.no_consequence = self.relative | self.joint | words("frames", "contrasts")
        self.where = words("frames", "where")
        self.future = words("frames", "future")
        self.either = words("frames", "either")
        whom = alternation([*lex.words("verbs", "origins"), *lex.words("verbs", "agents")])
        party = alternation(lex.words("references", "parties"))
        self.from_whom = compiled(rf"\s{{1,3}}{whom}(?:\s{party})?(?=\s)")

    def _beside(self, lex: Lexicon) -> None:
        """What stands beside a cue and is no content, or more of it."""
        written = alternation(cased(lex.words("frames", "in_writing")))
        self.in_writing = compiled(rf"{written}\s{{1,3}}")
        self.asked_of = lex.set("frames", "asked_of")
        self.not_only = compiled(
            rf"(?<![\w-]){alternation(lex.words('frames', 'not_only'))}(?![\w-])"
        )
        self.manners = lex.set("frames", "manners")
        self.suspected = lex.set("frames", "suspected")
        self.according_first = lex.set("frames", "according_first")
        self.pointed_at = (
            lex.set("frames", "pointed_at")
            | lex.set("references", "utterances")
            | lex.set("references", "statements")
        )
        self.looks = lex.set("people", "looks")
        self.mute = lex.set("people", "mute") | self.looks
        """Things that never tell anything themselves."""
        self.things = lex.set("people", "things") | self.mute
        self.one_of_them = lex.set("frames", "one_of_them")
        shapes = lex.words("people", "thing_shapes")
        self.thing_shape = compiled(rf"(?:{'|'.join(shapes)})\Z") if shapes else None
        self.no_things = (
            lex.set("people", "no_things")
            | lex.set("people", "documents")
            | lex.set("references", "groups")
            | lex.set("people", "roles")
        )
        bodies = alternation(cased(lex.words("frames", "authorities")))
        to = alternation(lex.words("frames", "reported_to"))
        self.reported_to = compiled(rf"(?<![\w-]){to}\s{bodies}(?![\w-])")


def _days(lex: Lexicon) -> list[str]:
    """Words for the day somebody spoke: weekdays, yesterday, today."""
    return [*lex.numbers("times", "weekdays"), *lex.numbers("times", "days")]


@lru_cache(maxsize=16)
def rules_for(lang: str) -> FrameRules:
    """The frame rules of a language."""
    return FrameRules(lexicon_for(lang))
