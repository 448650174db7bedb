"""The words and patterns of quantities in one language, compiled together.

Language knowledge is data (`lang/<language>/quantities.toml`); what is matched is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from workbench.extract.kept import compiled
from workbench.extract.lexicon import NEUTRAL, Lexicon, alternation, lexicon_for
from workbench.extract.numbers import NumberReader, numbers_for
from workbench.extract.text_words import FIGURE, first_words

_BEFORE = r"(?:^|\W)"


def written(words: Iterable[str]) -> list[str]:
    """How words in small letters may be printed: "dolar as", "Dolar AS", "derajat Celsius"."""
    forms: list[str] = []
    for word in words:
        forms += (word, word.upper(), word.capitalize())
        first, _, rest = word.partition(" ")
        if rest:
            forms += (word.title(), f"{first} {rest.title()}", f"{first} {rest.upper()}")
            forms.append(f"{first.capitalize()} {rest.upper()}")
    return forms


class QuantityRules:
    """The quantity patterns of one language."""

    def __init__(self, lex: Lexicon, numbers: NumberReader) -> None:
        self.numbers = numbers
        self.units = lex.map("quantities", "units")
        self.classifiers = lex.map("quantities", "classifiers")
        self.currency = lex.map("quantities", "currency")
        self.currency_after = lex.map("quantities", "currency_after")
        self.not_counted = lex.set("quantities", "not_counted")
        self.no_amounts = frozenset(lexicon_for(NEUTRAL).words("quantities", "no_amounts"))
        self.units_before = lex.map("quantities", "units_before")
        self.pattern = self._compile(lex)
        self.beginnings = self._beginnings(lex)
        marks = "".join(sorted({sign[0] for sign in self.currency if not sign[0].isalnum()}))
        self.marks = compiled(rf"[−{re.escape(marks)}-]")
        """What a quantity begins with that begins with no word."""
        self.number = compiled(rf"{numbers.source}|{numbers.vague_source}")
        self.amount = compiled(rf"{numbers.amount}|{numbers.vague_source}")
        self.factor = compiled(rf"({numbers.digits})\s?[x×]\s?\Z")
        self._context(lex)
        self.sizes = {
            unit: (dimension, float(factor))
            for unit, words in lexicon_for(NEUTRAL).map("quantities", "sizes").items()
            for dimension, factor in [words.split()]
        }

    def _compile(self, lex: Lexicon) -> re.Pattern[str]:
        numbers = self.numbers
        number, amount = numbers.source, numbers.amount
        vague = numbers.vague_source
        to = rf"\s?(?:{alternation(lex.words('quantities', 'range'))})\s?"
        sign = alternation(written(self.currency))
        marks = (word for word in self.currency if not word.isalpha())
        behind = alternation([*marks, *lex.words("quantities", "letter_signs")])
        after = alternation(written(self.currency_after))
        unit = alternation(written(self.units))
        classifier = alternation(written(self.classifiers))
        minus = alternation(lex.words("quantities", "negative"))
        led = alternation([*self.units_before, *(w.capitalize() for w in self.units_before)])
        rank_words = lex.words("quantities", "ranks")
        ranks = alternation([*rank_words, *(w.capitalize() for w in rank_words)])
        prefix = alternation(w for w in lex.words("quantities", "ordinal_prefixes") if "-" in w)
        suffix = alternation(lex.words("quantities", "ordinal_suffixes"))
        return compiled(
            rf"(?<![\w.,/-])(?:"
            rf"(?P<money>{sign}\s?(?:{vague}|{amount}(?:{to}(?:{sign}\s?)?{amount})?))"
            rf"|(?P<coins>(?:{vague}|{amount}(?:(?:\s{{1,2}}{after})?{to}{amount})?)\s{{1,2}}{after})"
            rf"|(?P<signed>{amount}\s?{behind}(?!\s?\d))"
            rf"|(?P<measure>(?:(?:{minus})\s|[-−](?=\d))?(?:{vague}|{number}"
            rf"(?:{to}{number}|\s?{unit}\s?[-–]\s?{number})?)(?:\s{{0,2}}|-){unit})"
            rf"|(?P<count>(?:{vague}|{number}(?:{to}{number})?)\s{{1,2}}{classifier})"
            rf"|(?P<fraction>{numbers.fraction})"
            rf"|(?P<led>{led}\s{{1,2}}{numbers.digits})"
            rf"|(?P<rank>{ranks}\s{{1,2}}[^\W\d_]{{4,20}})"
            rf"|(?P<ordinal>{prefix}\d{{1,5}}|\d{{1,5}}{suffix})"
            rf"|(?P<other>{numbers.digits}|{vague})"
            rf")(?![\w])"
        )

    def _beginnings(self, lex: Lexicon) -> frozenset[str]:
        """The words that a quantity may begin with."""
        return first_words((
            FIGURE, *self.numbers.words, *self.numbers.vague, *lex.words("quantities", "negative"),
            *lex.words("quantities", "whole_fractions"), *lex.words("quantities", "ones"),
            *lex.words("quantities", "ranks"), *lex.words("quantities", "ordinal_prefixes"),
            *self.units_before, *self.currency,
        ))  # fmt: skip

    def _context(self, lex: Lexicon) -> None:
        def words(key: str) -> str:
            return alternation(lex.words("quantities", key))

        self.approximate = compiled(rf"{_BEFORE}{words('approximate')}\s{{0,2}}\Z", re.IGNORECASE)
        self.numbered = compiled(rf"{_BEFORE}{words('numbered')}\s{{1,2}}\Z", re.IGNORECASE)
        self.name_before = compiled(r"(?:^|[\s(“\"])(\w*[A-Z][\w-]*)\s{1,2}\Z")
        self.of = compiled(rf"\s{{1,2}}{words('of')}(?!\w)")
        self.half = lex.set("quantities", "half")
        self.casualties = compiled(
            rf"\s{{1,2}}(?:[^\W\d_]+\s{{1,2}})??(?P<what>{words('casualties')})(?!\w)"
        )
        prefixes = alternation(lex.words("verbs", "prefixes"))
        self.verb = compiled(rf"{prefixes}[a-z]{{4,}}")
        self.not_verbs = lex.set("verbs", "not_verbs")
        self.noun = compiled(r"\s{1,2}([a-zà-ÿ][\w-]{2,30})")

    def is_noun(self, word: str) -> bool:
        """Whether a word behind a number may be what it counts: no verb by its shape."""
        if not word or word in self.not_counted:
            return False
        return word in self.not_verbs or not self.verb.match(word)


@lru_cache(maxsize=16)
def rules_for(lang: str) -> QuantityRules:
    """The quantity rules of a language."""
    return QuantityRules(lexicon_for(lang), numbers_for(lang))
