"""The words of a language that open and end the phrase of a speaker.

Where a phrase stands and ends, `phrase_after` and `phrase_before` find; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from workbench.extract.kept import compiled
from workbench.extract.learned import Learned
from workbench.extract.lexicon import (
    Lexicon,
    alternation,
    cased,
    cue_forms,
    lexicon_for,
    name_prefixes,
)
from workbench.extract.outlets import outlet_nouns
from workbench.extract.sentences import words_for
from workbench.extract.terms import Capitals, Side

TOKEN = compiled(r"\w(?:[\w'’&-]|[./](?=\w))*|[^\w\s]")
HANDLE = compiled(r"@\w(?:[\w.-]{0,40}\w)?")
"""What somebody is called on a platform: "@nelayan_76"."""
LONGEST = 18
"""Tokens of a speaker phrase."""
LOOK = 420
"""Code points that are looked at on either side of a cue."""


class PhraseRules:
    """The words that open and end a speaker phrase in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.every_noun = lex.text("names", "capitals") == Capitals.NOUNS
        self._common(lex)
        self._behind_cue(lex)
        self._before_cue(lex)
        self.is_verb: Callable[[str], bool] = Learned(Verbs(lex, self.adverbs).is_verb).__getitem__
        """Whether a word in lower case looks like a finite verb."""

    def _common(self, lex: Lexicon) -> None:
        """What may be in a phrase, wherever it stands."""
        words = lex.set
        self.sentence_words = words_for(lex.lang)
        self.joint = words("frames", "joint")
        self.adverbs = words("frames", "adverbs")
        self.negations = words("frames", "cue_negations")
        self.either = words("frames", "either")
        self.adjuncts = words("frames", "adjuncts")
        self.subject_stops = words("frames", "subject_stops")
        self.complementisers = words("frames", "complementisers")
        self.quantifiers = words("frames", "quantifiers")
        self.demonstrative = words("frames", "demonstrative")
        self.describing = words("frames", "describing")
        self.pronouns = (
            words("pronouns", "singular") | words("pronouns", "plural") | words("pronouns", "first")
        )
        self.roles = words("people", "roles") | self.quantifiers
        self.somebody = words("people", "roles") | words("people", "titles")
        self.told = self.somebody | words("people", "sources") | words("people", "crowds")
        """Words for people, named or not."""
        self.degrees = words("people", "degrees")
        self.documents = words("people", "documents")
        self.owner_endings = tuple(words("complements", "owner_endings"))
        self.official = words("lines", "official")
        said = alternation(cased(lex.words("references", "sayings")))
        by = alternation(lex.words("references", "found_by"))
        self._sayings = compiled(rf"{said}(?: {by})? ")
        """What somebody said, before who that is: "penuturan ", "keterangan dari "."""
        self.clitics = tuple(lex.words("frames", "clitics")) or ("\n",)
        clitics = alternation(lex.words("frames", "clitics"))
        self._own_saying = compiled(rf"{said}(?P<whose>{clitics})\Z")
        """ "pengakuannya"."""
        self.document_ends = self.demonstrative | self.joint
        self.calendar = frozenset(lex.numbers("times", "weekdays")) | frozenset(
            lex.numbers("times", "months")
        )
        self.parts = frozenset(lex.map("times", "parts"))
        self.place_prepositions = words("names", "place_prepositions")

    def _behind_cue(self, lex: Lexicon) -> None:
        """What goes on with a speaker behind a cue, and what ends one."""
        words = lex.set
        self.stops = words("frames", "speaker_stops") | self.adjuncts
        self.no_speaker = self.stops - self.roles
        self.joins = words("frames", "speaker_joins")
        self.parting = self.adjuncts - words("frames", "role_joins")
        self.particles = words("frames", "particles")
        self.groups = words("references", "groups")
        self.relations = words("people", "relations")
        self.outlet_nouns = compiled(rf"(?i:{outlet_nouns(lex)})(?![\w-])")
        self.age_units = words("frames", "age_units")
        self.bracket = compiled(
            rf"\s?\((?:[A-ZÀ-Þ][\w/ -]{{1,24}}|\d{{1,3}}(?: {alternation(self.age_units)})?)\)"
        )
        behind = alternation(lex.words("frames", "adjuncts"))
        self.capitals = compiled(
            r"[A-ZÀ-Þ][\w'’-]{1,30}"
            rf"(?: (?:{name_prefixes()}-)?[A-ZÀ-Þ][\w'’.-]{{0,30}}){{1,3}}(?=,|\s{behind}(?![\w-]))"
        )

    def _before_cue(self, lex: Lexicon) -> None:
        """What leads to a subject, and what stands between it and its cue."""
        words = lex.set
        leads = lex.words("frames", "leads")
        self.lead = compiled(rf"{alternation(cased(leads))}(?![\w-]),?\s{{1,2}}")
        self.subject_leads = frozenset(word.lower().split()[-1] for word in leads) | words(
            "frames", "contrasts"
        )
        self.no_subject = self.adjuncts - self.roles
        self.occasions = words("frames", "in_writing") | words("names", "place_prepositions")
        self.openers = self.subject_stops | self.complementisers | self.joint
        self.according = words("frames", "according")
        self.subordinators = words("frames", "subordinators")
        self.relative = words("frames", "relative")
        self.asides = words("frames", "asides")
        self.crowds = words("people", "crowds")
        self.with_subject = words("frames", "with_subject")
        self.noun_joins = words("frames", "noun_joins")
        self.parties = words("references", "parties")
        self.before_comma = words("verbs", "before_comma")
        self.equations = words("verbs", "equations") | words("verbs", "copulas")
        self.joining_adjuncts = self.noun_joins & self.adjuncts

    def behind_saying(self, text: str, start: int, end: int) -> int | None:
        """Where somebody begins behind the words for what they said: "penuturan | tim peneliti",
        "pengakuan|nya"; None where a stretch does not begin so."""
        if whose := self._own_saying.match(text, start, end):
            return whose.start("whose")
        saying = self._sayings.match(text, start, end)
        first = TOKEN.match(text, saying.end(), end) if saying else None
        word = first.group() if first else ""
        somebody = word in self.roles or word in self.somebody or word in self.groups
        return first.start() if first and (word[0].isupper() or somebody) else None

    def is_owned(self, word: str) -> bool:
        """Whether a clitic ends a word: "satunya"."""
        return word.endswith(self.clitics)


class Verbs:
    """Knows words that look like finite verbs."""

    def __init__(self, lex: Lexicon, adverbs: frozenset[str]) -> None:
        words = lex.set
        self._none = words("verbs", "not_verbs") | adverbs | words("people", "titles")
        self._listed = words("verbs", "acts") | words("verbs", "auxiliaries")
        self._listed |= words("frames", "reported") | cue_forms(lex.lang, Side.BEFORE)
        prefixes = alternation(lex.words("verbs", "prefixes"))
        self._shape = compiled(rf"{prefixes}\w{{4,}}\Z")

    def is_verb(self, word: str) -> bool:
        """Whether a word in lower case looks like a finite verb."""
        if word in self._listed:
            return True
        return word not in self._none and self._shape.match(word) is not None


@lru_cache(maxsize=16)
def rules_for(lang: str) -> PhraseRules:
    """The phrase rules of a language."""
    return PhraseRules(lexicon_for(lang))
