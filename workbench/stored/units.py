"""What analysts claim of the same articles, of the rows in which either kind of store keeps it.

The chain of a claim is one text, as a query puts its words together: chains are compared as they
are, until somebody has to look into one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from workbench.stored.rows import Row
from workbench.verbs.units import ClaimWords, Several

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


def several_of(
    states: Iterable[tuple[int, str, object]],
    rows: Sequence[Row],
    chains: Mapping[int, str],
    *,
    known: Collection[tuple[int, str]],
    looked_into: Collection[int],
) -> list[Several]:
    """The articles that two or more have judged. states: article, analyst, whether what she says of
    it stands; rows: claims by article, id, start, end, parts, verdict, analyst and uid, in order of
    articles and starts; chains: by ids; known: articles and analysts whose work on them only
    measures others; looked_into: as of `Units.several`."""
    stands: dict[int, dict[str, object]] = {}
    for article, analyst, does in states:
        stands.setdefault(article, {})[analyst] = does
    found = []
    for article, group in groupby(rows, itemgetter(0)):
        claims, said = list(group), stands.get(article, {})
        # Whose claims came from elsewhere without a state has judged it there.
        names = {row[6] for row in claims}
        judged = {name for name, does in said.items() if does} | (names - said.keys())
        judged -= {name for name in judged if (article, name) in known}
        if len(judged) < 2:
            continue
        many = 0 if article in looked_into else len(judged)
        theirs = claims if names <= judged else [row for row in claims if row[6] in judged]
        found.append(_parted(article, frozenset(judged), theirs, chains, many))
    return found


def _parted(
    article: int,
    analysts: frozenset[str],
    rows: Sequence[Row],
    chains: Mapping[int, str],
    many: int,
) -> Several:
    """What every analyst says alike to the last word, and the rest. many: how many they are; 0
    where all is the rest."""
    same: dict[tuple[int, int, str, str], list[Row]] = {}
    for row in rows:
        same.setdefault((row[2], row[3], row[4], chains.get(row[1], "")), []).append(row)
    alike, rest = [], []
    for key, group in same.items():
        if len(group) == many and _is_one_of_each(group, many):
            alike.append(tuple(row[7] for row in group))
        else:
            rest += [ClaimWords(*key, row[5], row[6], row[7]) for row in group]
    rest.sort()
    return Several(article, analysts, alike, rest)


def _is_one_of_each(group: Sequence[Row], many: int) -> bool:
    if many == 2:
        one, other = group
        return bool(one[6] != other[6]) and (one[5] == other[5] or not (one[5] and other[5]))
    if len({row[6] for row in group}) != many:
        return False
    return len({row[5] for row in group if row[5]}) < 2
