"""What somebody in a hurry is told first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container

from workbench.exchange.report.digest import Digest
from workbench.exchange.report.statements import Statement


def leading(digest: Digest, opposed: Container[Statement] = ()) -> list[Statement]:
    """The statements in the order in which somebody in a hurry is told them: what is disputed, what
    else stands out, is opposed or has a number that others have otherwise, of few articles one that
    nobody named stands behind, then what each article has first, what each source has first, and
    the others. Of articles that share most of their text one is enough. opposed: what may be
    denied, and what an article itself says that others say otherwise."""
    ordered = sorted(digest.firsts, key=lambda one: not one.against)
    tiers: list[list[Statement]] = [[], [], [], [], []]
    articles: set[int] = set()
    sources: set[tuple[str, ...]] = set()
    is_few = digest.scope.kind == "story" or len(digest.articles) <= _FEW
    differing, twins = digest.differing, _twins(digest)
    for statement in ordered:
        if statement.stands_out or statement in differing or statement in opposed:
            tier = 0
        elif is_few and not statement.count.confirmed and not tiers[1]:
            tier = 1
        elif articles.isdisjoint(statement.articles):
            tier = 2
        else:
            tier = 3 if sources.isdisjoint(statement.ends) else 4
        tiers[tier].append(statement)
        articles.update(statement.articles, *(twins[number] for number in statement.articles))
        sources |= statement.ends
    return [one for tier in tiers for one in tier]


_FEW = 5
"""Articles up to which who is not named may be what matters most; of many it is any of dozens."""


def _twins(digest: Digest) -> defaultdict[int, set[int]]:
    """Of each article those that share most of its text."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for pair in digest.alike:
        found[pair.one].add(pair.other)
        found[pair.other].add(pair.one)
    return found
