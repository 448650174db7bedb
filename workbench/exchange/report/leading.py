"""What somebody in a hurry is told first, and why that.

Of one story: what its headlines tell, what is disputed, what is told otherwise elsewhere, what it
is said to come of, and somebody of each side. Of articles on different matters: what weighs most of
each. A machine chooses, by words; which reasons it had is told with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice, zip_longest
from typing import NamedTuple

from workbench.domain.chain import StepKind
from workbench.exchange.report.digest import Digest, Side
from workbench.exchange.report.nearly import original
from workbench.exchange.report.statements import Statement
from workbench.exchange.report.unnamed import unnamed
from workbench.exchange.report.verbatim import verbatim
from workbench.exchange.report.weighing import Headlines, heaviness, is_cause


class Why(StrEnum):
    """Why a statement is told first, in this order."""

    HEADLINE = "headline"
    DISPUTED = "disputed"
    RIVAL = "rival"
    CAUSE = "cause"
    VOICE = "voice"
    REST = "rest"


class Leading(NamedTuple):
    """A statement that is told first."""

    statement: Statement
    why: Why


class First(NamedTuple):
    """What is told first."""

    told: tuple[Leading, ...]
    matters: int
    """Of how many different matters the report is."""


_OF_STORY, _OF_SET, _REST = 10, 8, 8
"""Statements that are told of one matter, and of several; and up to which those are that nothing
speaks for."""
_MOST = {Why.DISPUTED: 4, Why.HEADLINE: 4, Why.RIVAL: 3, Why.CAUSE: 2}
_OF_SIDE = 2
"""Voices of one side of a dispute."""
_LEAST = 0.8
"""What a statement must tell of a headline."""
_HEAVY, _SEVERAL, _LEAD = 0.5, 0.5, 0.5
"""What the dead, money or a decision weigh beside a word of a headline, each; that several articles
have it; and that it stands first in its article, which tells there what its headline does."""
_FIRST = 2
"""Statements of an article that stand first."""


def leading(
    digest: Digest,
    alike: Mapping[Statement, Sequence[Statement]],
    rivals: Iterable[Statement] = (),
) -> First:
    """What is told first. alike: what is `nearly` the same. rivals: what may be denied, and what is
    said to be told otherwise."""
    beside = _beside(digest, alike)
    disputed = _disputed(digest.disputes, beside)
    matters = _matters(digest, {*rivals, *digest.differing}, beside, disputed)
    most = _OF_STORY if len(matters) == 1 else _OF_SET
    picked: dict[Statement, Leading] = {}
    if len(matters) > 1:
        picked = {one: Leading(one, Why.DISPUTED) for one in disputed}
    ways = [(one, list(islice(one.picks(), most))) for one in matters]
    ways.sort(key=lambda way: -way[0].weight)
    for round_of in zip_longest(*(picks for _, picks in ways)):
        for one in filter(None, round_of):
            known = {one.statement, *beside.get(one.statement, ())}
            is_room = len(picked) < (_REST if one.why is Why.REST else most)
            if is_room and known.isdisjoint(picked):
                picked[one.statement] = one
    told = list(picked.values())
    if len(matters) > 1:
        rest = sorted(told[len(disputed) :], key=_day, reverse=True)
        told = [*told[: len(disputed)], *rest]
    return First(tuple(told), len(matters))


def _day(one: Leading) -> str:
    return one.statement.places[0].within.article.metadata.day


def _beside(
    digest: Digest, alike: Mapping[Statement, Sequence[Statement]]
) -> Mapping[Statement, Sequence[Statement]]:
    """What is told with a statement as what may be the same."""
    found: defaultdict[Statement, list[Statement]] = defaultdict(list)
    for one, others in alike.items():
        found[one] += others
    for one, pair in unnamed(digest).items():
        found[one].append(pair.other if one is pair.statement else pair.statement)
    return found


def _matters(
    digest: Digest,
    rivals: Container[Statement],
    beside: Mapping[Statement, Sequence[Statement]],
    disputed: Sequence[Statement],
) -> list[_Matter]:
    """What the report is of: one story, or what may tell of one event each."""
    every = [one.annotated.article for one in digest.articles]
    of_article = {one.number: 0 for one in every}
    if digest.scope.kind != "story":
        of_article = {number: -number for number in of_article}
        for at, group in enumerate(digest.together, 1):
            of_article |= dict.fromkeys(group, at)
    titles: defaultdict[int, list[str]] = defaultdict(list)
    for article in every:
        titles[of_article[article.number]].append(article.metadata.title or "")
    statements: defaultdict[int, list[Statement]] = defaultdict(list)
    for one in digest.firsts:
        statements[of_article[one.articles[0]]].append(one)
    by_place = digest.by_place
    speech = {
        one: by_place[said.place.number]
        for one, said in verbatim(digest).items()
        if not said.is_same
    }
    leads = frozenset(place.number for one in digest.articles for place in one.places[:_FIRST])
    return [
        _Matter(
            frozenset(number for one in there for number in one.articles),
            tuple(there),
            Headlines(titles[at], there),
            disputed,
            rivals,
            beside,
            len(statements) == 1,
            leads,
            speech,
        )
        for at, there in statements.items()
    ]


def _in_words(statement: Statement) -> str:
    """What it says, behind the verb that the text has for that: a demand or a promise
    has it there."""
    hops = statement.told.claim.hops
    return f"{hops[-1].cue} {statement.words}" if hops else statement.words


def _disputed(
    disputes: Iterable[tuple[Side, Side]], beside: Mapping[Statement, Sequence[Statement]]
) -> list[Statement]:
    """What both sides of disputes say, of whole disputes as many as are told."""
    found: list[Statement] = []
    for pair in disputes:
        there = [one for side in pair for one in islice(_voiced(side, beside), _OF_SIDE)]
        if found and len(found) + len(there) > _MOST[Why.DISPUTED]:
            break
        found += there
    return found


def _voiced(side: Side, beside: Mapping[Statement, Sequence[Statement]]) -> Iterator[Statement]:
    """Of a side what each of those on it says first; what may be the same once."""
    heard: set[tuple[str, ...]] = set()
    told: set[Statement] = set()
    for one in side:
        if isinstance(one, Statement) and one not in told and heard.isdisjoint(one.ends):
            there = [one, *(other for other in beside.get(one, ()) if other in side)]
            told.update(there)
            heard = heard.union(*(each.ends for each in there))
            yield _first_of(there)


def _first_of(there: Sequence[Statement]) -> Statement:
    """Of what may be the same the one that the others come from."""
    first, *others = there
    for one in others:
        first = original(first, one)
    return first


@dataclass(slots=True)
class _Matter:
    """What is told of one matter."""

    numbers: frozenset[int]
    """Of its articles that have statements."""
    statements: tuple[Statement, ...]
    headlines: Headlines
    disputed: Sequence[Statement]
    """What is marked as disputed, here or elsewhere."""
    rivals: Container[Statement]
    beside: Mapping[Statement, Sequence[Statement]]
    is_alone: bool
    """Whether the report is of nothing else."""
    leads: frozenset[int]
    """Numbers of the places that stand first in their articles."""
    speech: Mapping[Statement, Statement]
    """What is told in other words than those of direct speech that stands with it -> that."""
    weight: float = 0
    """Of what is told first of it, beside what is told of other matters."""
    heard: set[tuple[str, ...]] = field(default_factory=set)
    """Who has been told as saying something."""

    def picks(self) -> Iterator[Leading]:
        """Its statements, what somebody in a hurry needs first; what may be the same once, as the
        article has it that the others have it from."""
        told: set[Statement] = set()
        for why, wanted in self._wanted(told):
            there = [wanted, *self.beside.get(wanted, ())]
            if told.isdisjoint(there):
                first = _first_of(there)
                self.weight = self.weight or self._weighs_beside(first)
                self.headlines.tell(first)
                self.heard |= first.ends
                yield Leading(first, why)
            told.update(there)
            if speech := self.speech.get(wanted):
                told.add(speech)

    def _wanted(self, told: set[Statement]) -> Iterator[tuple[Why, Statement]]:
        """What is wanted next; what has been told is among it."""
        said = [one for one in self.statements if not one.stance.says_nothing]
        if not self.is_alone and said:
            yield Why.HEADLINE, max(said, key=self._weighs_beside)
        for _ in range(_MOST[Why.HEADLINE]):
            left = [one for one in said if one not in told and one.stance.supports]
            best = max(left, key=self._weighs, default=None)
            if best is None or self._tells(best) < _LEAST:
                break
            yield Why.HEADLINE, best
        here = {*self.statements}
        yield from ((Why.DISPUTED, one) for one in self.disputed if one in here)
        for why, fits in ((Why.RIVAL, self._has_rival), (Why.CAUSE, self._is_cause)):
            left = sorted(filter(fits, said), key=lambda one: -self._weighs(one))
            left = [one for one in left if one not in told]
            yield from ((why, one) for one in left[: _MOST[why]])
        yield from ((Why.VOICE, one) for one in self._voices(said, told))
        yield from ((Why.REST, one) for one in said)
        yield from ((Why.REST, one) for one in self.statements)

    def _weighs(self, statement: Statement) -> float:
        several = len(statement.articles) > 1 or bool(statement.again)
        return (
            self._tells(statement)
            + _HEAVY * heaviness(_in_words(statement))
            + _SEVERAL * (several + (statement.count.confirmed > 1))
        )

    def _weighs_beside(self, statement: Statement) -> float:
        """The same beside what is of other matters, whose headlines have fewer words or more."""
        several = len(self.numbers) > 1
        is_lead = any(place.number in self.leads for place in statement.places)
        share = 2 * self.headlines.share_of(statement)
        return share + heaviness(_in_words(statement)) + several + _LEAD * is_lead

    def _tells(self, statement: Statement) -> float:
        """What it tells of the headlines that is not told yet."""
        is_lead = any(place.number in self.leads for place in statement.places)
        return self.headlines.of(statement) + _LEAD * is_lead

    def _has_rival(self, statement: Statement) -> bool:
        judged = any(one.assessments or one.claim.verdict for one in statement.places)
        return statement.count.confirmed > 1 or judged or statement in self.rivals

    def _is_cause(self, statement: Statement) -> bool:
        return is_cause(statement.words)

    def _voices(self, said: Iterable[Statement], told: Container[Statement]) -> list[Statement]:
        """What weighs most of each who has not been heard, who says most first."""
        voices: defaultdict[frozenset[tuple[str, ...]], list[Statement]] = defaultdict(list)
        for one in said:
            speaks = one.places[0].chain.steps[-1].kind is StepKind.HOP
            if speaks and one not in told and self.heard.isdisjoint(one.ends):
                voices[frozenset(one.ends)].append(one)
        best = {max(there, key=self._weighs): len(there) for there in voices.values()}
        return sorted(best, key=lambda one: -(self._weighs(one) + _SEVERAL * min(best[one], 3)))
