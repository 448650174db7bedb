"""The telling words of articles, by which others are found that may speak of the same. Of those of
a known day they are kept as gists, which are looked up by days; of others they are read when what
has no limit of days asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from workbench.domain.fact import NAME_KINDS, Fact, Name
from workbench.errors import DataError
from workbench.extract import ordinary_words
from workbench.match.rewrites import number_of, number_of_name, telling, telling_names
from workbench.services.workbench import Workbench


def telling_in(title: str, text: str, lang: str, facts: Iterable[Fact]) -> frozenset[int]:
    """The telling words and names of a text, as 32 bits each."""
    names = names_in(facts)
    words = {number_of(word) for word in telling(title, text, names, ordinary_words(lang))}
    return frozenset(words.union(map(number_of_name, telling_names(names))))


def names_in(facts: Iterable[Fact]) -> list[str]:
    """Whom and what a text names, as often as it does."""
    return [
        fact.attributes.name
        for fact in facts
        if fact.kind in NAME_KINDS and isinstance(fact.attributes, Name)
    ]


def telling_of(bench: Workbench, numbers: Iterable[int]) -> dict[int, frozenset[int]]:
    """Number -> telling words of these articles; those are left out that cannot be read."""
    wanted = [*numbers]
    found = bench.store.gists.words_of(wanted)
    for number in wanted:
        if number not in found:
            with suppress(DataError):  # whoever reads it is told
                title, lang, text = bench.store.gists.told(number)
                facts = bench.store.facts.of_article(number)
                found[number] = telling_in(title, text, lang, facts)
    return found
