"""What two articles of one event print almost alike: all words of the one stand in the other, in
their order.

A copy cuts a sentence, or adds a date to it. Nobody has linked the two, and so both are counted;
but whoever is told one of them need not be told the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from workbench.exchange.report.digest import Digest
from workbench.exchange.report.negated import says_no
from workbench.exchange.report.statements import Statement, came_through, gist_of

_FEW, _PART = 5, 0.5
"""Words of the shorter one, and their share of the longer one, from which on both may say
the same."""
_BEGIN = 3
"""Words with which the shorter one begins, and which stand together in the longer one."""
_MOST = 20
"""Statements that may begin with the same words: with more of them these say nothing."""


def nearly(digest: Digest) -> Mapping[Statement, tuple[Statement, ...]]:
    """Statements that may be told with another one -> those others, the original of a copy first
    among what they are told by."""
    is_story = digest.scope.kind == "story"
    of_event = {number for group in digest.together for number in group}
    words = {
        one: gist_of(one.told.claim.span.words).split()
        for one in digest.firsts
        if is_story or not of_event.isdisjoint(one.articles)
    }
    with_words: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one, there in words.items():
        for begin in dict.fromkeys(_begins(there)):
            with_words[begin].append(one)
    found: defaultdict[Statement, dict[Statement, None]] = defaultdict(dict)
    for one, there in words.items():
        if len(there) < _FEW or len(others := with_words[tuple(there[:_BEGIN])]) > _MOST:
            continue
        for other in others:
            if other is not one and _is_in(there, words[other]) and _may_be(digest, one, other):
                found[one][other] = found[other][one] = None
    return {one: tuple(others) for one, others in found.items()}


def original(one: Statement, other: Statement) -> Statement:
    """The one of two that the other has its words from, as far as that is known; else the one of
    the earlier article."""
    if came_through(one, (other,)) != came_through(other, (one,)):
        return other if came_through(one, (other,)) else one
    return min(one, other, key=lambda each: each.places[0].number)


def _begins(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(words[at : at + _BEGIN]) for at in range(len(words) - _BEGIN + 1))


def _is_in(short: Sequence[str], long: Sequence[str]) -> bool:
    if not _PART * len(long) <= len(short) <= len(long):
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _may_be(digest: Digest, one: Statement, other: Statement) -> bool:
    """Whether two may be the same: of one event, in other articles, nobody tied them, and both say
    that it is so, or both that it is not."""
    numbers = {*one.articles, *other.articles}
    is_one_event = digest.scope.kind == "story" or any(
        numbers <= {*group} for group in digest.together
    )
    return (
        is_one_event
        and len(numbers) == len(one.articles) + len(other.articles)
        and one.stance is other.stance
        and not any(tied.other is other for tied in one.ties)
        and says_no(one.words) is says_no(other.words)
    )
