"""Who says what: everybody that a chain names, with the statements that they make or pass on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from workbench.domain.chain import Step, StepKind
from workbench.domain.claim import Assertion
from workbench.exchange.report.statements import Place, Statement, unnumbered


class Surety(IntEnum):
    """How sure it is that words came from somebody, the surest first."""

    SURE = 0
    """It stands beside the words, or somebody answers for the credit."""
    ACCEPTED = 1
    """A machine's reading of a credit that was only accepted."""
    OPEN = 2
    """A credit that nobody has answered."""


class Saying(NamedTuple):
    """What somebody does with a statement; what says it again, word for word, is no other one."""

    statement: Statement
    stance: Assertion
    is_origin: bool
    """Whether the chain ends with them; else they pass it on."""
    surety: Surety = Surety.SURE


def sayings(statements: Iterable[Statement]) -> dict[tuple[str, ...], tuple[Saying, ...]]:
    """Names of who says something together -> what, those who say most first; what they say
    themselves before what they pass on, each once, as it is surest."""
    found: defaultdict[tuple[str, ...], dict[int, Saying]] = defaultdict(dict)
    firsts: set[tuple[tuple[str, ...], int]] = set()
    for one in statements:
        statement = one.said_before or one
        for step, stance, is_origin, surety in (
            said for place in one.places for said in _said(place)
        ):
            known = tuple(map(unnumbered, step.names)), statement.number
            names = step.names or ("",)
            if one.said_before and known in firsts and statement.number not in found[names]:
                continue
            firsts.add(known)
            saying = Saying(statement, stance, is_origin, surety)
            before = found[names].setdefault(statement.number, saying)
            if (not is_origin, surety) < (not before.is_origin, before.surety):
                found[names][statement.number] = saying
    every = {
        who: tuple(sorted(said.values(), key=lambda one: not one.is_origin))
        for who, said in found.items()
        if said
    }
    return {who: every[who] for who in sorted(every, key=lambda who: _most(who, every[who]))}


def _most(who: Iterable[str], said: Sequence[Saying]) -> tuple[int, int, list[str]]:
    own = sum(one.is_origin for one in said)
    return -own, own - len(said), [name.casefold() for name in who]


def _said(place: Place) -> Iterator[tuple[Step, Assertion, bool, Surety]]:
    """Who says a claim, what they do with it, whether the chain ends with them, and how sure that
    is. Whoever stands between passes it on; not the outlet that prints it: the articles tell of
    it. Who has not said something says nothing: that is what somebody else observes."""
    hops = place.claim.hops
    every = place.steps
    placed = [hop for _, hop in place.chain.placed()]
    for at, ((step, is_assured), hop) in enumerate(zip(every, placed, strict=True)):
        is_last = at == len(every) - 1
        stance = Assertion.ASSERTS if hop is None else hops[hop].stance
        if (at or is_last) and stance is not Assertion.HAS_NOT_SAID:
            yield step, stance, is_last, _surety(step, is_assured=is_assured)


def _surety(step: Step, *, is_assured: bool) -> Surety:
    if step.kind is not StepKind.RELAY or is_assured:
        return Surety.SURE
    return Surety.ACCEPTED if step.is_confirmed else Surety.OPEN
