"""Statements: what several claims tell as one, who stands behind it, and what contradicts it.

Claims are told as one where an analyst linked them as the same, and where several recorded the same
words of an article. Origins come in as they were counted; nothing is counted anew here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Assertion, Assessment, Claim, Link, LinkKind, Mode
from workbench.domain.fact import Event
from workbench.domain.note import Note
from workbench.domain.origin import OriginCount, Standing
from workbench.exchange.bundle import AnnotatedArticle
from workbench.told.reading import Reading
from workbench.told.said_when import When


class Behind(NamedTuple):
    """One origin behind a statement, as it was counted."""

    name: str
    standing: Standing
    claims: tuple[str, ...]
    """Uids of the claims that come from it, those outside the report too."""
    owners: tuple[str, ...] = ()
    """Names of those whose outlets are this one origin."""


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind claims that are told as one."""

    claims: tuple[str, ...]
    """Uids of those of them that the report has."""
    origins: tuple[Behind, ...]
    """Those that count first."""
    count: OriginCount
    houses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of each house that several origins that count stand in -> their names."""
    readings: tuple[tuple[str, ...], ...] = ()
    """Uids of those of the claims in which several analysts read the same words of one article."""


class Outside(NamedTuple):
    """A claim that the report does not hold, and that one of its claims is linked to."""

    words: str
    number: int
    """Of its article."""
    outlet: str
    stance: Assertion


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One claim, where it stands."""

    number: int
    """In the order of the articles and their texts."""
    claim: Claim
    within: AnnotatedArticle
    chain: Chain
    assessments: tuple[Assessment, ...]
    notes: tuple[Note, ...]
    """On the claim and its hops."""
    assured: tuple[bool, ...]
    """Of each step of the chain, whether somebody answers for it: see `assured`."""
    reading: Reading
    """What the machine read in its article."""
    when: When | None = None
    """When it was said, where the text prints that."""

    @property
    def steps(self) -> list[tuple[Step, bool]]:
        """The steps of the chain, each with whether somebody answers for it."""
        return [*zip(self.chain.steps, self.assured, strict=True)]

    @property
    def outlet(self) -> str:
        """Whose article it stands in."""
        return self.within.article.outlet

    @property
    def is_speech(self) -> bool:
        """Whether its words are what somebody said, word for word, as far as the text has it."""
        hops = self.claim.hops
        return bool(hops) and hops[-1].mode is Mode.DIRECT

    @property
    def event(self) -> Event | None:
        """The event that its words tell of, as the machine read them; None of other words."""
        return self.reading.events.get(self.claim.span.pieces)


class Tied(NamedTuple):
    """How a statement stands to another one, or to a claim outside the report."""

    kind: LinkKind
    is_forward: bool
    """Whether the statement does it to the other one."""
    other: Statement | Outside

    @property
    def counts(self) -> bool:
        """Whether origins of the other one are counted for the statement."""
        return self.kind is LinkKind.SAME or (
            self.kind is LinkKind.SUPPORTS and not self.is_forward
        )


@dataclass(slots=True, eq=False)
class Statement:
    """What is claimed once, by however many claims."""

    places: tuple[Place, ...]
    backing: Backing
    number: int = 0
    """In the order in which they are told."""
    ties: tuple[Tied, ...] = ()
    said_before: Statement | None = None
    """The one that says the very same words of another article's text; nobody linked the two."""
    again: tuple[Statement, ...] = ()
    """Those that say its words again."""

    @property
    def told(self) -> Place:
        """The place that it is told by: one that says it in its analyst's words comes first, then
        one that has what was said, word for word."""
        restated = (one for one in self.places if one.claim.restatement)
        said = (one for one in self.places if one.is_speech and one.claim.stance is self.stance)
        return next(restated, None) or next(said, self.places[0])

    @property
    def words(self) -> str:
        """What it says: a restatement, else the words of the text."""
        claim = self.told.claim
        return claim.restatement or claim.span.words

    @property
    def is_quoted(self) -> bool:
        """Whether `words` are those of the text."""
        return not self.told.claim.restatement

    @property
    def is_speech(self) -> bool:
        """Whether `words` are what somebody said, word for word, as far as the text has it."""
        return self.is_quoted and self.told.is_speech

    @property
    def ends(self) -> set[tuple[str, ...]]:
        """Names of those with whom its chains end."""
        return {one.chain.steps[-1].names for one in self.places}

    @property
    def stance(self) -> Assertion:
        """What is done with the words: asserted where anybody asserts them."""
        stances = [one.claim.stance for one in self.places]
        return next((one for one in stances if one.supports), stances[0])

    @property
    def count(self) -> OriginCount:
        """Independent origins behind it."""
        return self.backing.count

    @property
    def articles(self) -> list[int]:
        """Numbers of the report's articles that have it."""
        return sorted({one.within.article.number for one in self.places})

    def places_of(self, behind: Behind) -> list[Place]:
        """Its places that an origin stands behind."""
        return [one for one in self.places if one.claim.uid in behind.claims]

    def marked(self, place: Place) -> Place:
        """The place by which the words of one are marked: of several on the very same words, the
        first."""
        where = place.within.article.uid, place.claim.span
        return next(one for one in self.places if (one.within.article.uid, one.claim.span) == where)

    @property
    def stands_out(self) -> bool:
        """Whether there is more to it than that one article has it from one source."""
        judged = any(one.assessments or one.claim.verdict for one in self.places)
        return bool(self.count.confirmed > 1 or self.ties or len(self.articles) > 1 or judged)

    @property
    def is_plain(self) -> bool:
        """Whether one origin, which counts, stands behind one place: all is said with that."""
        counted = [one.standing is Standing.COUNTED for one in self.backing.origins]
        return len(self.places) == 1 and counted == [True]

    @property
    def against(self) -> list[Tied]:
        """What contradicts it, or what it contradicts."""
        return [one for one in self.ties if one.kind is LinkKind.CONTRADICTS]


def statements_of(
    every: Iterable[Place], backings: Iterable[Backing], outside: Mapping[str, Outside]
) -> tuple[Statement, ...]:
    """The statements in the order in which they are told, each numbered and tied to the others."""
    places = {place.claim.uid: place for place in every}
    found = []
    for backing in backings:
        there = (places[uid] for uid in backing.claims if uid in places)
        if told := tuple(sorted(there, key=lambda one: one.number)):
            found.append(Statement(told, backing))
    found.sort(key=_rank)
    by_claim = {place.claim.uid: one for one in found for place in one.places}
    links = {link.uid: link for one in places.values() for link in one.within.links}
    for statement, ties in _ties(by_claim, links.values(), outside).items():
        statement.ties = tuple(ties)
    _mark_again(found)
    _tie_firsts(found)
    found.sort(key=lambda one: (one.said_before is not None, _rank(one)))
    for number, statement in enumerate(found, 1):
        statement.number = number
    for statement in found:
        statement.ties = tuple(sorted(statement.ties, key=_tie_order))
    return tuple(found)


def _mark_again(found: Iterable[Statement]) -> None:
    """Tell what says the very same words, in another article, of the first that does, or of the one
    that the others have them from."""
    alike: dict[object, list[Statement]] = {}
    for one in found:
        words = gist_of(one.told.claim.span.words)
        if not one.is_quoted or words.count(" ") < _FEW:
            continue
        alike.setdefault((words, one.stance, _who(one, words)), []).append(one)
    for together in alike.values():
        first = next((one for one in together if not came_through(one, together)), together[0])
        for one in together:
            if one is not first and _is_told_by(one, first):
                one.said_before = first
                first.again = (*first.again, one)


def _is_told_by(one: Statement, first: Statement) -> bool:
    """Whether the first one tells all of another one: no analyst set the two apart in one article
    or by a link, and nothing that the first one has not counts for the other."""
    is_apart = any(tied.other in (first, *first.again) for tied in one.ties)
    is_counted = all(tied in first.ties for tied in one.ties if tied.counts)
    return is_counted and not is_apart and not {*first.articles} & {*one.articles}


def _tie_firsts(found: Iterable[Statement]) -> None:
    """Tie what says it first to what all that say it are tied to, each once: a dispute that two
    articles print is one."""
    ties: dict[Statement, dict[Tied, None]] = {one: {} for one in found}
    for one in found:
        first = one.said_before or one
        for tied in one.ties:
            other = tied.other
            if isinstance(other, Statement) and other.said_before:
                other = other.said_before
            if other is not first:
                ties[first][tied._replace(other=other)] = None
    for one, tied_to in ties.items():
        one.ties = tuple(tied_to)


def came_through(statement: Statement, others: Iterable[Statement]) -> bool:
    """Whether some words are said to have come through an outlet that has them too, in its own
    article: that one comes first."""
    passed = {
        uid for one in statement.places for step in one.chain.steps[1:] for uid in step.sources
    }
    printed = {
        uid for other in others for one in other.places for uid in one.chain.steps[0].sources
    }
    return not passed.isdisjoint(printed)


def _who(statement: Statement, words: str) -> frozenset[tuple[str, ...]]:
    """Who says it. What is printed as the outlets' own is nobody's where it is long: two that print
    the same sentence do not know it apart from each other."""
    ends = [one.chain.steps[-1] for one in statement.places]
    if words.count(" ") >= _LONG and all(step.kind is not StepKind.HOP for step in ends):
        return frozenset()
    return frozenset(tuple(map(unnumbered, names)) for names in statement.ends)


def unnumbered(name: str) -> str:
    """A name without the number of the article that tells unnamed sources apart."""
    return _NUMBER.sub("", name)


_NUMBER = re.compile(r" \(#\d+\)$")
_FEW, _LONG = 2, 7
"""Blanks in words: with fewer they are too few to say that one text has them from the other; with
so many they say it whoever prints them."""


def gist_of(words: str) -> str:
    """Words without their marks and capitals, by which the very same ones are known."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def stems_of(words: str) -> set[str]:
    """The words that say anything, each by what its forms have in common."""
    return {one[:_STEM] for one in re.findall(r"\w+", words.casefold()) if len(one) >= _LETTERS}


_LETTERS, _STEM = 5, 5
"""Letters of a word that says anything, and those by which two forms of it are one."""


def _ties(
    by_claim: Mapping[str, Statement], links: Iterable[Link], outside: Mapping[str, Outside]
) -> dict[Statement, list[Tied]]:
    """How the statements stand to each other; what two links say is told once."""
    found: dict[Statement, list[Tied]] = {}
    for link in sorted(links, key=lambda one: one.uid):
        for end, other_end in ((link.claim, link.other), (link.other, link.claim)):
            statement = by_claim.get(end)
            other = by_claim.get(other_end) or outside.get(other_end)
            if statement is None or other is None or other is statement:
                continue
            tied = Tied(link.kind, end == link.claim or link.kind in _MUTUAL, other)
            there = found.setdefault(statement, [])
            if tied not in there:
                there.append(tied)
    return found


_MUTUAL = (LinkKind.SAME, LinkKind.CONTRADICTS)
"""What each of two does to the other, whichever was linked first."""


def _tie_order(tied: Tied) -> tuple[int, int, int]:
    other = tied.other
    kinds = (LinkKind.CONTRADICTS, LinkKind.UPDATES, LinkKind.SUPPORTS, LinkKind.SAME)
    number = other.number if isinstance(other, Statement) else 10**9 + other.number
    return kinds.index(tied.kind), not tied.is_forward, number


def _rank(statement: Statement) -> tuple[int, ...]:
    """What most stands behind comes first, of that what is disputed, then what is told most."""
    count = statement.count
    return (
        -count.confirmed,
        -count.unconfirmed,
        not statement.against,
        -len(statement.articles),
        not statement.stands_out,
        statement.places[0].number,
    )


def unanswered_relays(place: Place) -> int:
    """Credits on the way of a claim that nobody has answered."""
    return sum(not step.is_confirmed for step in place.chain.relays)
