"""The chain of a claim as one text, as a query puts its words together: they are compared as they
are, until somebody has to look into one."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_HOP, _FIELD, _SOURCE = "\x1d", "\x1f", "\x1e"
"""Between hops, between what is known of one, and between its sources."""


class HopWords(NamedTuple):
    """A hop as the database has it."""

    known: str
    factuality: str
    assertion: str
    """Empty of a record that is older than assertions."""
    sources: tuple[str, ...]


@lru_cache(maxsize=4096)
def hops_in(chain: str) -> tuple[HopWords, ...]:
    """The hops of a claim's chain, outermost first, in whatever order SQL put their words."""
    hops: dict[str, HopWords] = {}
    for words in chain.split(_HOP) if chain else ():
        position, known, factuality, assertion, source = words.split(_FIELD)
        hop = hops.get(position)
        sources = (*(hop.sources if hop else ()), *((source,) if source else ()))
        hops[position] = HopWords(known, factuality, assertion, sources)
    return tuple([hops[position] for position in sorted(hops, key=int)])
