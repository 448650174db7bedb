"""What a language says of words that tell nothing of a story, of those that deny and of hearsay.

For whoever compares texts, or records what one says: the extractor itself asks for nothing here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.extract.lexicon import alternation, lexicon_for


@lru_cache(maxsize=16)
def words_of(lang: str) -> frozenset[str]:
    """The ordinary words of a language, folded as the texts that they are sought in."""
    return frozenset(lexicon_for(lang).text("ordinary", "words").casefold().split())


@lru_cache(maxsize=16)
def numbers_of(lang: str) -> frozenset[str]:
    """Words that are numbers or multiply them."""
    lexicon = lexicon_for(lang)
    tables = (lexicon.numbers("quantities", key) for key in ("numbers", "scales"))
    return lexicon.set("quantities", "teens").union(*tables)


@lru_cache(maxsize=16)
def negations_of(lang: str) -> frozenset[str]:
    """The words that deny, in a language and in any."""
    own, neutral = lexicon_for(lang), lexicon_for("")
    return own.set("frames", "negations") | neutral.set("frames", "negations")


@lru_cache(maxsize=16)
def negated_endings_of(lang: str) -> tuple[str, ...]:
    """Endings of a word that deny what it says."""
    return tuple(sorted(lexicon_for(lang).set("complements", "negated_endings")))


@lru_cache(maxsize=16)
def hearsay_of(lang: str) -> re.Pattern[str]:
    """Finds the words that tell that somebody says so, and not who."""
    lexicon = lexicon_for(lang)
    unsourced, sourced = (
        alternation(lexicon.words("frames", key)) for key in ("unsourced", "sourced")
    )
    return re.compile(rf"\b{unsourced}\b(?!\s+{sourced}\b)", re.IGNORECASE)
