"""What a language says of words that tell nothing of a story, and of those that deny: for whoever
compares two texts. The extractor itself asks for neither here.
"""

from __future__ import annotations

from functools import lru_cache

from workbench.extract.lexicon import lexicon_for


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
