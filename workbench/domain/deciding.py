"""Where analysts who judged the same article differ, and what was made of it: units, their kinds,
and the decided layer.

Pure. Decides nobody right: a person does, and a ruling is of the claims as they were then. Which
claims are on the same words is handed in; what counts of a claim is whose words they are, through
whom, what is done with them, what is held of them, and where they begin and end. What analysts
write for themselves, or about a claim, never makes a difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import combinations, takewhile
from typing import NamedTuple

from workbench.domain.claim import (
    CLAIM_FIELDS,
    Assertion,
    Claim,
    ClaimState,
    Factuality,
    Hop,
    stance_of,
)
from workbench.domain.journal import canonical
from workbench.domain.ruling import Ruling, Side, unit_uid


class Kind(StrEnum):
    """In what analysts differ, the gravest first."""

    SPEAKER = "other speaker"
    CHAIN = "other chain"
    """The same speaker through others, or known otherwise: by name, by office, not at all."""
    DENIAL = "denial against assertion"
    REACH = "other reach"
    """Credits reach the words of one, and others, or none, those of the other."""
    ASSERTION = "other assertion"
    """Asserted here, and claimed, hedged or not said there."""
    VERDICT = "other verdict"
    BOUNDS = "other bounds"
    EXTRA = "extra claim"
    """One has it; another who judged the article has none there."""

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return _RANKS[self]


_RANKS = {kind: rank for rank, kind in enumerate(Kind)}


class Standing(StrEnum):
    """What a unit is in the decided layer."""

    UNANIMOUS = "unanimous"
    ADJUDICATED = "adjudicated"
    UNRESOLVED = "unresolved"
    SINGLE = "single"
    """One analyst alone judged the article."""
    BEGUN = "begun"
    """Its analyst has not finished the article, and nobody else has, for all that may be told."""


Pieces = tuple[tuple[int, int], ...]
"""Where the words stand: one stretch, or the parts that are meant."""


class Told(NamedTuple):
    """One hop, as far as it counts."""

    who: str
    """The sources as they are after merges, in one order; else how well one is known."""
    known: str
    stance: Assertion
    firm: str


class Said(NamedTuple):
    """What counts of one analyst's claim. A named tuple: a queue is made of tens of thousands."""

    uid: str
    analyst: str
    pieces: Pieces
    hops: tuple[Told, ...] = ()
    """Outermost first."""
    relays: tuple[str, ...] = ()
    """The credits that reach it, as its analyst has answered them."""
    verdict: str = ""

    @property
    def length(self) -> int:
        """Code points in it."""
        return sum([end - start for start, end in self.pieces])

    @property
    def stance(self) -> Assertion:
        """What its hops do with the words, together."""
        return _over(self.hops)

    def is_as(self, other: Said) -> bool:
        """Whether nothing that counts is said otherwise."""
        same = self[2:5] == other[2:5]
        return same and (not (self.verdict and other.verdict) or self.verdict == other.verdict)


@lru_cache(maxsize=4096)
def _over(hops: tuple[Told, ...]) -> Assertion:
    return Assertion.over(hop.stance for hop in hops)


def said_of(claim: Claim, finals: Mapping[str, str]) -> Said:
    """What counts of a claim, but for credits. finals: uid of a merged source -> the one that it is
    now."""
    pieces = claim.span.parts or ((claim.span.start, claim.span.end),)
    hops = tuple(_told(hop, finals) for hop in claim.hops)
    return Said(claim.uid, claim.analyst, pieces, hops, (), claim.verdict)


def _told(hop: Hop, finals: Mapping[str, str]) -> Told:
    return told(hop.sources, hop.hop_class.value, hop.factuality.value, hop.assertion.value, finals)


def told(
    sources: Iterable[str], known: str, factuality: str, assertion: str, finals: Mapping[str, str]
) -> Told:
    """A hop as far as it counts, of its words in the database."""
    who = "+".join(sorted({finals.get(uid, uid) for uid in sources}))
    return Told(who or known, known, *_held(factuality, assertion))


@lru_cache(maxsize=64)
def _held(factuality: str, assertion: str) -> tuple[Assertion, str]:
    firm = Factuality(factuality)
    given = Assertion(assertion) if assertion else Assertion.implied_by(firm)
    return stance_of(given, firm), firm.word


def kinds_between(one: Said, other: Said) -> set[Kind]:
    """In what two claims on the same words differ."""
    found: set[Kind] = set()
    if one.hops != other.hops:
        found |= _kinds_of_hops(one, other)
    if one.relays != other.relays:
        found.add(Kind.REACH)
    if one.verdict and other.verdict and one.verdict != other.verdict:
        found.add(Kind.VERDICT)
    if one.pieces != other.pieces:
        found.add(Kind.BOUNDS)
    return found


def _kinds_of_hops(one: Said, other: Said) -> set[Kind]:
    found: set[Kind] = set()
    mine, theirs = one.hops[-1:], other.hops[-1:]
    if [hop.who for hop in mine] != [hop.who for hop in theirs]:
        found.add(Kind.SPEAKER)
    elif [hop[:2] for hop in one.hops] != [hop[:2] for hop in other.hops]:
        found.add(Kind.CHAIN)
    stances = {one.stance, other.stance}
    if Assertion.DENIES in stances and any(stance.supports for stance in stances):
        found.add(Kind.DENIAL)
    elif len(stances) > 1 or [hop[2:] for hop in mine] != [hop[2:] for hop in theirs]:
        # Who says nothing else than the article asserts it: no more is said by leaving him out.
        if mine and theirs:
            found.add(Kind.ASSERTION)
    elif not found:
        found.add(Kind.ASSERTION)  # somebody on the way holds it otherwise
    return found


class Answer(NamedTuple):
    """What one or more analysts say of a unit's words."""

    said: Said | None
    """What counts of it; None: that there is nothing to record."""
    analysts: tuple[str, ...]
    claims: tuple[str, ...]
    """Uid of the claim of each, in the same order; none where there is nothing."""


class Place(NamedTuple):
    """A unit in which analysts differ, as far as it is listed."""

    uid: str
    kinds: tuple[Kind, ...]
    """In what they differ, the gravest first."""
    answers: int
    """How many different ones there are."""
    claims: tuple[str, ...]
    """Uids; first that of the one that begins first, whosever it is: the list tells its words."""

    @property
    def is_of_bounds_alone(self) -> bool:
        """Whether all have it, and only begin or end it elsewhere."""
        return self.kinds == (Kind.BOUNDS,)


@dataclass(frozen=True)
class Unit:
    """What the claims of several analysts on the same words come to."""

    article: str
    """Uid."""
    given: tuple[Answer, ...]
    """As they were met: no order to show them in, since that tells whose each is."""
    kinds: tuple[Kind, ...] = ()
    """In what they differ, the gravest first; none where all say the same."""

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """Uids of all claims in it, in one order."""
        return tuple(sorted([uid for answer in self.given for uid in answer.claims]))

    @cached_property
    def uid(self) -> str:
        """What it is called, and its ruling."""
        return unit_uid(self.article, self.claims)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """A, B and so on: by a hash, so that no letter is anybody's."""
        return tuple(sorted(self.given, key=self._shuffled))

    def _shuffled(self, answer: Answer) -> bytes:
        return sha256(f"{self.uid}:{':'.join(sorted(answer.claims))}".encode()).digest()

    @property
    def analysts(self) -> frozenset[str]:
        """Everybody who has a side in it."""
        return frozenset(name for answer in self.given for name in answer.analysts)

    @property
    def common_hops(self) -> int:
        """How many of their last hops all claims have alike, the speaker's first; none where those
        before them make less of the words than these do."""
        every = [answer.said for answer in self.given if answer.said]
        backwards = zip(*(reversed(said.hops) for said in every), strict=False)
        many = sum(1 for _ in takewhile(lambda hops: len({*hops}) == 1, backwards))
        stance = Assertion.over(hop.stance for hop in every[0].hops[-many:]) if many else None
        return many if all(said.stance is stance for said in every) else 0

    @property
    def place(self) -> Place:
        """As it is listed."""
        said = [answer.said for answer in self.given if answer.said]
        first = min(said, key=lambda one: (one.pieces, one.uid)) if len(said) > 1 else said[0]
        rest = [uid for uid in self.claims if uid != first.uid]
        return Place(self.uid, self.kinds, len(self.given), (first.uid, *rest))


def unit_of(article: str, group: Sequence[Said], judged: Collection[str]) -> Unit:
    """The unit of claims on the same words."""
    first: list[Said] = []
    alike: list[list[Said]] = []
    for said in group:
        place = next((at for at, one in enumerate(first) if one.is_as(said)), None)
        if place is None:
            first.append(said)
            alike.append([said])
        else:
            alike[place].append(said)
            if not first[place].verdict:
                first[place] = said
    answers = [
        Answer(one, tuple([said.analyst for said in same]), tuple([said.uid for said in same]))
        for one, same in zip(first, alike, strict=True)
    ]
    kinds = {kind for pair in combinations(first, 2) for kind in kinds_between(*pair)}
    if len(group) < len(judged):  # of each analyst it has one at most
        absent = sorted({*judged} - {said.analyst for said in group})
        answers.append(Answer(None, tuple(absent), ()))
        kinds.add(Kind.EXTRA)
    return Unit(article, tuple(answers), tuple(sorted(kinds, key=_RANKS.__getitem__)))


class CreditsApart(NamedTuple):
    """In what analysts differ whose answers to credits reach a claim otherwise."""

    sides: frozenset[frozenset[str]]
    """Analysts, side by side."""
    credits: frozenset[str]
    """Who is credited by what the sides do not have alike."""


def credits_apart(unit: Unit) -> CreditsApart | None:
    """Where they differ in how far credits reach; None where in anything else too. Units of one
    article in which this is the same come of one answer to a credit."""
    if unit.kinds != (Kind.REACH,):
        return None
    relays = [frozenset(answer.said.relays) for answer in unit.given if answer.said]
    alike = frozenset.intersection(*relays)
    named = frozenset(_credit(relay) for one in relays for relay in one - alike)
    return CreditsApart(frozenset(frozenset(one.analysts) for one in unit.given), named)


def _credit(relay: str) -> str:
    """Who is credited, without how far it reaches: that is what differs from claim to claim."""
    return relay.rpartition(" (")[0]


# Rulings ---------------------------------------------------------------------------------------

_COUNTING = tuple(name for name in CLAIM_FIELDS if name not in ("note", "gloss", "topic"))


def claim_state(claim: Claim) -> str:
    """What a ruling keeps of a claim, to know it by: all that it says; neither notes, topic nor
    gloss, nor where the work on it stands."""
    record = claim.to_record()
    names = ("start", "end", "parts", "hops", "verdict", *_COUNTING)
    kept = {name: record[name] for name in names if name in record}
    return sha256(canonical(kept)).hexdigest()[:32]


def states_of(claims: Iterable[Claim]) -> dict[str, str]:
    """Uid of each of the claims that was not withdrawn -> its state."""
    return {
        claim.uid: claim_state(claim) for claim in claims if claim.state is not ClaimState.WITHDRAWN
    }


def stands(ruling: Ruling, states: Mapping[str, str]) -> bool:
    """Whether a ruling is of what its claims say now, and its own answer is there. states: of its
    claims, as `states_of` has them. Who judged the article since, and has nothing there, does not
    open it again."""
    if ruling.claim and ruling.claim not in states:
        return False
    return all(states.get(side.claim) == side.state for side in ruling.sides if side.claim)


def sides_of(unit: Unit, taken: Collection[int], states: Mapping[str, str]) -> tuple[Side, ...]:
    """The sides of a ruling on a unit. taken: which of its answers, from 0."""
    return tuple(
        Side(analyst, uid, states[uid] if uid else "", at in taken)
        for at, answer in enumerate(unit.answers)
        for analyst, uid in zip(
            answer.analysts, answer.claims or [None] * len(answer.analysts), strict=True
        )
    )


# The decided layer -----------------------------------------------------------------------------


class Left(StrEnum):
    """Why a claim is not in the decided layer."""

    UNRESOLVED = "analysts differ there, and nobody has ruled on it"
    OTHERWISE = "it was decided otherwise there"
    SAME = "another analyst's claim says the same, and stands for it"
    UNFINISHED = "its analyst has not finished the article, and others have"
    GONE = "its analyst has left, and had not finished the article"
    KNOWN = "a known answer"
    """What others are measured by, and nobody's opinion."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What became of several analysts' work, claim by claim. A claim that is in neither is of an
    article that one analyst alone judged."""

    standings: Mapping[str, Standing]
    """Uid of a claim that stands -> why it does."""
    left_out: Mapping[str, Left]
    """Uid of one that does not -> why not."""
    unresolved: Mapping[str, int]
    """Uid of an article -> how many places of it nobody has ruled on."""
    judged: Mapping[str, frozenset[str]]
    """Uid of an article that several judged -> who did."""


class Decided(NamedTuple):
    """What became of a unit, and which claims of it stand."""

    standing: Standing
    kept: tuple[str, ...] = ()
    """Uids; of several that say the same one stands for all."""


def decided(unit: Unit, ruling: Ruling | None, weights: Mapping[str, int]) -> Decided:
    """What became of a unit of several analysts. ruling: the one that stands. weights: how much
    each claim says beside what counts."""
    if not unit.kinds:
        return Decided(Standing.UNANIMOUS, (fullest(unit.claims, weights),))
    if ruling is None:
        return Decided(Standing.UNRESOLVED)
    if ruling.claim:
        return Decided(Standing.ADJUDICATED, (ruling.claim,))
    kept = {side.claim for side in ruling.sides if side.is_kept and side.claim}
    answers = ([uid for uid in answer.claims if uid in kept] for answer in unit.answers)
    stand = tuple(fullest(answer, weights) for answer in answers if answer)
    return Decided(Standing.ADJUDICATED, stand)


def fullest(uids: Iterable[str], weights: Mapping[str, int]) -> str:
    """Of claims that say the same the one that says most beside it."""
    return min(uids, key=lambda uid: (-weights.get(uid, 0), uid))
