"""Dividing articles among analysts: who gets which, so that each is judged as often as asked, and
everybody has about as much to do.

The same articles, analysts and standing parts give the same plan, in whatever order they come.
What stands stays: a further plan only adds to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import combinations
from operator import itemgetter
from typing import NamedTuple

from workbench.errors import UsageError

A_MINUTE = 1_500
"""Code points that are read in a minute, about."""
QUESTION_WEIGHS = 300
"""Code points whose reading takes about as long as the answer to one question: twelve seconds."""
_LOOSE = 3
"""Of so many more than are wanted, those with least to do, some are chosen."""


class Stories(StrEnum):
    """Who gets articles that are likely the same story."""

    ANY = "any"
    """Whoever has least to do."""
    TOGETHER = "together"
    """The same analysts: who has read one of them reads the others faster, and sees who relays
    whom. It makes parts less even."""
    APART = "apart"
    """As many different analysts as there are: nobody's answer on one is the other's twice."""


class Piece(NamedTuple):
    """An article that is divided."""

    article: str
    """Uid."""
    weight: int
    """What it takes, as `weight_of` has it."""
    lang: str = ""
    story: int = 0
    """The same number for articles that are likely the same story."""
    times: int = 1
    """How many analysts shall have it, those who have it already included."""


def weight_of(length: int, questions: int) -> int:
    """What an article takes: its length in code points, and as many more for each question."""
    return length + QUESTION_WEIGHS * questions


@dataclass(frozen=True, slots=True)
class Team:
    """Who gets something."""

    analysts: Sequence[str]
    languages: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Analyst -> the languages that she reads, of those who do not read all."""
    stories: Stories = Stories.ANY
    most: int | None = None
    """Articles that each gets at most."""


Standing = Mapping[str, Collection[str]]
"""Article -> the analysts who have it already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who gets what."""

    given: Mapping[str, Sequence[str]]
    """Analyst -> uids of the articles that are new to her, in the order of pieces; everybody of the
    team is there."""
    loads: Mapping[str, int]
    """Analyst -> what everything that she has takes, then."""
    left: Mapping[str, int]
    """Article -> how many analysts too few it has, of those that nobody else can be given."""


def often(
    articles: Collection[str], each: int, *, some: int = 0, percent: int = 0, standing: Standing
) -> dict[str, int]:
    """How many analysts each article shall have: `each`, and of a share of them `some`. Which are
    of that share a hash decides, so that it is a fair sample; those that have so many already are
    of it, so that it stays when articles come. Raises UsageError."""
    if each < 1 or (percent and some <= each):
        raise UsageError(
            f"{percent} in a hundred articles by {some}, and all by {each}",
            "As --each 2 --some 10:3: more of some than of each.",
        )
    wanted = dict.fromkeys(articles, each)
    many = round(len(wanted) * percent / 100)
    first = sorted(wanted, key=lambda one: (len(standing.get(one, ())) < some, _drawn(one)))
    return wanted | dict.fromkeys(first[:many], some)


def divide(
    pieces: Iterable[Piece],
    team: Team,
    standing: Standing,
    loads: Mapping[str, int] | None = None,
) -> Plan:
    """Who gets what: the heaviest article first, to whoever has least to do by then, and of several
    who have about as little to those who have had least in common: who agrees with whom is to be
    seen, and who is the odd one. No two loads that began alike come to differ by more than the
    heaviest article, where all read all.

    loads: what analysts have to do already. With a most for each, pieces are taken in their order,
    and none is given to fewer than it wants as long as others are left.
    """
    ordered = list(pieces)
    heaviest = max((piece.weight for piece in ordered), default=0)
    dealing = _Dealing(team, standing, loads or {}, heaviest)
    dealing.count_pairs(standing.get(piece.article, ()) for piece in ordered)
    groups = _groups(ordered, team)
    if team.most is None:
        # The heaviest first leaves light ones to even out what is left.
        groups = sorted(groups, key=lambda group: (-sum(p.weight for p in group), group[0].article))
    for group in groups:
        dealing.deal(group)
    return dealing.plan(ordered)


def _groups(pieces: Sequence[Piece], team: Team) -> list[list[Piece]]:
    """The pieces by story, where that matters; in each the one that most analysts want first."""
    if team.stories is Stories.ANY:
        return [[piece] for piece in pieces]
    groups: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        groups[piece.story].append(piece)
    for group in groups.values():
        group.sort(key=lambda piece: (-piece.times, -piece.weight, piece.article))
    return [*groups.values()]


class _Dealing:
    """One division, as it goes."""

    def __init__(
        self, team: Team, standing: Standing, loads: Mapping[str, int], heaviest: int
    ) -> None:
        self._team = team
        self._standing = standing
        self._heaviest = heaviest
        self._pairs: Counter[tuple[str, str]] = Counter()
        """Two analysts, by name -> how many articles both have."""
        self._names = sorted(set(team.analysts))
        self._loads = {name: loads.get(name, 0) for name in self._names}
        self._room = dict.fromkeys(self._names, -1 if team.most is None else team.most)
        """How many articles each may still get; less than 0 of whom nothing bounds."""
        self._who: dict[str, list[str]] = {}
        self._left: dict[str, int] = {}
        self._readers: dict[str, list[str]] = {}

    def count_pairs(self, given: Iterable[Collection[str]]) -> None:
        """Count who have articles in common. given: who has each."""
        for names in given:
            self._pairs.update(combinations(sorted(names), 2))

    def deal(self, group: Sequence[Piece]) -> None:
        """Give the articles of one group."""
        joined: dict[str, int] = {}
        """Analyst -> of a story, how many of its articles she has, in the order of coming to it."""
        for piece in group:
            for name in sorted(self._standing.get(piece.article, ())):
                joined[name] = joined.get(name, 0) + 1
        for piece in group:
            self._give(piece, joined)

    def _give(self, piece: Piece, joined: dict[str, int]) -> None:
        has = self._standing.get(piece.article, ())
        wanted = piece.times - len(has)
        if wanted <= 0:
            return
        free = [one for one in self._read_by(piece.lang) if one not in has and self._room[one]]
        if len(free) < wanted:
            is_whole = self._team.most is not None
            self._left[piece.article] = wanted if is_whole else wanted - len(free)
            if is_whole:
                return
        if self._team.stories is Stories.ANY:
            chosen = self._mixed(free, min(wanted, len(free)), piece.weight, has)
        else:
            chosen = self._chosen(free, joined)[:wanted]
        for name in chosen:
            self._loads[name] += piece.weight
            self._room[name] -= 1
            joined[name] = joined.get(name, 0) + 1
        self._who[piece.article] = chosen
        both = {*combinations(sorted((*has, *chosen)), 2)} - {*combinations(sorted(has), 2)}
        self._pairs.update(both)

    def _mixed(self, free: list[str], wanted: int, weight: int, has: Collection[str]) -> list[str]:
        """Of those who can have an article, and have least to do, so many that have had least in
        common; they get it only where loads differ by no more than the heaviest article then."""
        by_load = sorted(free, key=self._loads.__getitem__)
        least = by_load[:wanted]
        best = (self._in_common(least, has), least) if wanted > 1 or has else (0, least)
        if not best[0] or len(free) <= wanted:
            return least
        loads = sorted(self._loads.values())
        for some in combinations(by_load[: wanted + _LOOSE], wanted):
            if self._is_even(some, weight, loads):
                best = min(best, (self._in_common(some, has), [*some]), key=itemgetter(0))
        return best[1]

    def _in_common(self, names: Sequence[str], has: Collection[str]) -> int:
        """How many articles those who would get one have in common, two and two, with those too
        who have it."""
        return sum(self._pairs[both] for both in combinations(sorted((*has, *names)), 2))

    def _is_even(self, names: Collection[str], weight: int, loads: Sequence[int]) -> bool:
        """Whether loads differ by no more than the heaviest article when these get another one.
        loads: all, as they are, the least first."""
        theirs = sorted(self._loads[name] for name in names)
        rest = [*loads]
        for load in theirs:
            rest.remove(load)
        least = min([*rest[:1], theirs[0] + weight])
        most = max(loads[-1], theirs[-1] + weight)
        return most - least <= self._heaviest

    def _chosen(self, free: list[str], joined: Mapping[str, int]) -> list[str]:
        """Who can have an article, whoever should first, where stories matter."""
        by_load = sorted(free, key=self._loads.__getitem__)
        if not joined:
            return by_load
        if self._team.stories is Stories.APART:
            return sorted(by_load, key=lambda name: joined.get(name, 0))
        places = {name: place for place, name in enumerate(joined)}
        return sorted(by_load, key=lambda name: places.get(name, len(places)))

    def _read_by(self, lang: str) -> list[str]:
        if lang not in self._readers:
            languages = self._team.languages
            self._readers[lang] = [
                name for name in self._names if name not in languages or lang in languages[name]
            ]
        return self._readers[lang]

    def plan(self, pieces: Iterable[Piece]) -> Plan:
        """What came of it."""
        given: dict[str, list[str]] = {name: [] for name in self._names}
        for piece in pieces:
            for name in self._who.get(piece.article, ()):
                given[name].append(piece.article)
        return Plan(given, self._loads, self._left)


def drawn_first(articles: Iterable[str], salt: str) -> list[str]:
    """Articles in an order that a hash decides: another one for each salt, always the same."""
    return sorted(articles, key=lambda one: _drawn(f"{salt}/{one}"))


def _drawn(words: str) -> bytes:
    return sha256(words.encode("utf-8", "replace")).digest()
