"""What the lists know of a word by itself, for those who have no text: a place, a word of offices.

Nothing that decides a fact asks here.
"""

from __future__ import annotations

from functools import lru_cache

from workbench.extract.gazetteer import fold, gazetteer
from workbench.extract.lexicon import languages, lexicon_for


def is_place(word: str) -> bool:
    """Whether a word is the name of a place or says that something is of one."""
    table, folded = gazetteer(), fold(word)
    return table.knows_any(folded) or folded in table.demonyms


def is_title(word: str) -> bool:
    """Whether a word is one that offices and ranks are called by, in any language that is known."""
    return fold(word) in _titles()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """The first words of all titles."""
    return frozenset(
        fold(title.split()[0])
        for lang in languages()
        for title in lexicon_for(lang).words("people", "titles")
    )
