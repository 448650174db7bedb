"""What a word of a sentence is, as far as its form and its neighbours say: verb, noun, adjunct.

There is no dictionary and no parser: listed words, endings, capitals and what stands beside them.
"""

from __future__ import annotations

from workbench.extract.quotes.by_complement.complement_rules import SHORTEST_STEM, ComplementRules
from workbench.extract.quotes.by_complement.tokens import Tokens
from workbench.extract.quotes.phrases import PhraseRules

SENTENCE_ENDS = frozenset((".", "!", "?", ";", "…", ""))
"""What a sentence ends with; nothing stands beyond its last token."""
_VERB_NEAR = 10
"""Tokens behind a noun phrase in which its verb would follow."""
_AGO_NEAR = 3
"""Words before "ago" that may belong to it: "two long months"."""


class Grammar:
    """Tells the words of the sentences of one language apart."""

    def __init__(self, rules: ComplementRules, phrases: PhraseRules) -> None:
        self.rules = rules
        self.phrases = phrases

    def is_finite(self, tokens: Tokens, index: int) -> bool:
        """Whether a token looks like a finite verb."""
        word = tokens.word(index)
        if word in self.rules.auxiliaries or word.endswith(self.rules.negated_endings):
            return not (tokens.is_capital(index) and tokens.is_capital(index - 1))
        before = tokens.word(index - 1)
        if self.rules.is_adverb(before):
            before = tokens.word(index - 2)
        opens = index == 0 and word in self.rules.irregular
        if (tokens.is_capital(index) and not opens) or before in self.rules.determiners:
            return False
        if before in self.rules.within_phrase - self.rules.infinitives and self._is_past(word):
            return False  # "of registered voters"
        return word in self.rules.irregular or self.phrases.is_verb(word) or self._is_past(word)

    def _is_past(self, word: str) -> bool:
        ends = len(word) > SHORTEST_STEM and word.endswith(self.rules.past_endings)
        return ends and word not in self.rules.not_verbs and "-" not in word

    def is_noun(self, tokens: Tokens, index: int) -> bool:
        """Whether a word can only go on with a noun phrase, as far as its form says."""
        word = tokens.word(index)
        return (
            word.isalpha()
            and not tokens.is_capital(index)
            and word not in self.rules.no_noun
            and not self.phrases.is_verb(word)
        )

    def is_phrase(self, tokens: Tokens, at: int) -> bool:
        """Whether no finite verb follows near by: an object, not a clause."""
        return tokens.word(at) not in self.rules.subjects and not self.finite_near(tokens, at)

    def finite_near(self, tokens: Tokens, at: int) -> bool:
        """Whether a finite verb follows near by, before another clause begins."""
        for index in range(at + 1, min(at + _VERB_NEAR, len(tokens))):
            word = tokens.word(index)
            if word in SENTENCE_ENDS or word in self.rules.relative or word in self.rules.kept:
                return False
            if word in self.rules.infinitives:
                continue
            if word in self.rules.seams and self.is_finite(tokens, index + 1):
                return False
            if tokens.word(index - 1) not in self.rules.infinitives and self.is_finite(
                tokens, index
            ):
                return True
        return False

    def is_adjunct(self, tokens: Tokens, at: int) -> bool:
        """Whether time, place or manner of speaking begins at a token: "two months ago"."""
        rules, word = self.rules, tokens.word(at)
        if word in rules.adverbial or (rules.is_adverb(word) and word not in rules.determiners):
            return True
        if word in rules.moment_pointers and tokens.word(at + 1) in rules.moments:
            return True
        return any(tokens.word(at + k) in rules.ago for k in range(1, _AGO_NEAR + 1))

    def opens_phrase(self, tokens: Tokens, at: int) -> bool:
        """Whether "the" begins a new phrase behind a noun: "said in an email the meeting ..."."""
        before = tokens.word(at - 1)
        return (
            tokens.word(at) in self.rules.determiners
            and before not in self.rules.prepositions
            and before not in self.rules.determiners
            and before not in self.rules.infinitives
            and not self.is_finite(tokens, at - 1)
            and self.finite_near(tokens, at)
        )
