"""What a language says, besides its concepts, of how statements are made: its negations and how far
they reach, its moods, its numbers, where clauses end.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.domain.signature import Mood
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, lexicon_for
from workbench.extract.numbers import numbers_for
from workbench.extract.ordinary import negated_endings_of, negations_of, words_of

_TABLE = "concepts"


class Rules:
    """Those of one language."""

    def __init__(self, lang: str) -> None:
        lex = lexicon_for(lang)
        self.numbers = numbers_for(lang)
        self.number = compiled(self.numbers.source)
        self.negations = negations_of(lang)
        self.negated_endings = negated_endings_of(lang)
        self.not_yet = lex.set(_TABLE, "not_yet")
        self.not_to_come = lex.set(_TABLE, "negations_to_come")
        self.of_all = lex.set(_TABLE, "negations_of_all")
        self.of_all_before = lex.set(_TABLE, "negations_of_all_before")
        self.of_next = lex.set(_TABLE, "negations_of_next")
        self.of_objects = lex.set(_TABLE, "negations_of_objects")
        self.of_names = lex.set(_TABLE, "negations_of_names")
        self.negation_ends = lex.set(_TABLE, "negation_ends")
        self.where = lex.set(_TABLE, "where")
        self.either = lex.set("frames", "either") | lex.set(_TABLE, "either")
        self.ordinary = words_of(lang)
        self.agents = lex.set(_TABLE, "agents")
        self.possessives = tuple(lex.words(_TABLE, "possessives"))
        self.causes = lex.set(_TABLE, "causes")
        self.clock = lex.set(_TABLE, "clock")
        self.labels = lex.set("quantities", "numbered") | lex.set(_TABLE, "labels")
        self.listing = lex.set("quantities", "and") | {","}
        self.points = lex.set(_TABLE, "points")
        self.denying_beginnings = tuple(lex.words(_TABLE, "denying_beginnings"))
        self.routes = lex.set(_TABLE, "routes")
        self.elsewhere = self.where | self.routes
        self.both = lex.set(_TABLE, "both")
        self.age_endings = tuple(lex.words(_TABLE, "age_endings"))
        self.doing = lex.set(_TABLE, "doing")
        self.out_of = lex.set(_TABLE, "out_of")
        self.exactly = lex.set(_TABLE, "exactly")
        self.until = lex.set("times", "joins")
        self.bounds = self.until | lex.set(_TABLE, "bounds")
        self.zones = lex.numbers("times", "home_zones")
        self.local_zones = tuple(lex.words(_TABLE, "local_zones"))
        self.any_zones = tuple(word.casefold() for word in lex.words("times", "zones"))
        compared = alternation(lex.words(_TABLE, "compared"))
        self.compared = compiled(rf"(?<![\w-]){compared}\s\Z", re.IGNORECASE)
        self.verb_beginnings = tuple(lex.words(_TABLE, "verb_beginnings"))
        self.verb_endings = tuple(lex.words(_TABLE, "verb_endings"))
        self.noun_beginnings = tuple(lex.words(_TABLE, "noun_beginnings"))
        self.noun_endings = tuple(lex.words(_TABLE, "noun_endings"))
        self.before_nouns = lex.set(_TABLE, "before_nouns")
        self.before_verbs = lex.set("frames", "infinitives")
        self.relative = lex.set("frames", "relative")
        self.breaks = frozenset().union(
            *(lex.set("frames", key) for key in ("contrasts", "relative", "subordinators"))
        )
        self.contrasts = lex.set("frames", "contrasts") | lex.set("frames", "clause_joints")
        self.moods = {
            word: mood
            for key, mood in (
                ("future", Mood.PLANNED), ("hypothetical", Mood.SUPPOSED), ("opinion", Mood.WANTED),
            )
            for word in lex.set("frames", key)
        } | dict.fromkeys(lex.set(_TABLE, "earlier"), Mood.EARLIER)  # fmt: skip

    def bare_of(self, word: str) -> str:
        """A word without what says that something is its own: "Ghana's"."""
        for clitic in self.possessives:
            word = word.removesuffix(clitic)
        return word

    def bare_name(self, name: str) -> str:
        """The same of each word of a name."""
        return " ".join(map(self.bare_of, name.split()))

    def negates(self, word: str) -> bool:
        """Whether a word denies."""
        endings = self.negated_endings
        is_word = word in self.negations or word in self.not_to_come
        return is_word or bool(endings and word.endswith(endings))

    def is_verb(self, before: str, word: str) -> bool:
        """Whether a word for an act is no noun here: "menangkap", not "penangkapan"."""
        if before in self.doing:
            return True
        if before in self.before_nouns:
            return False
        return word.startswith(self.verb_beginnings) or not (
            word.startswith(self.noun_beginnings) or word.endswith(self.noun_endings)
        )


@lru_cache(maxsize=16)
def rules_for(lang: str) -> Rules:
    """The rules of a language."""
    return Rules(lang)
