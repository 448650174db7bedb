"""Who says what: everybody that a chain names, with the statements that they make or pass on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.domain.chain import Step
from workbench.domain.claim import Assertion
from workbench.exchange.report.statements import Place, Statement, unnumbered


class Saying(NamedTuple):
    """What somebody does with a statement; what says it again, word for word, is no other one."""

    statement: Statement
    stance: Assertion
    is_origin: bool
    """Whether the chain ends with them; else they pass it on."""


def sayings(statements: Iterable[Statement]) -> dict[tuple[str, ...], tuple[Saying, ...]]:
    """Names of who says something together -> what, those who say most first."""
    found: defaultdict[tuple[str, ...], dict[int, Saying]] = defaultdict(dict)
    firsts: set[tuple[tuple[str, ...], int]] = set()
    for one in statements:
        statement = one.said_before or one
        for step, stance, is_origin in (said for place in one.places for said in _said(place)):
            known = tuple(map(unnumbered, step.names)), statement.number
            if one.said_before and known in firsts:
                continue
            firsts.add(known)
            there = found[step.names or ("",)]
            if statement.number not in there or (
                is_origin and not there[statement.number].is_origin
            ):
                there[statement.number] = Saying(statement, stance, is_origin)
    every = {who: tuple(said.values()) for who, said in found.items()}
    order = sorted(every, key=lambda who: (-len(every[who]), [name.casefold() for name in who]))
    return {who: every[who] for who in order}


def _said(place: Place) -> Iterator[tuple[Step, Assertion, bool]]:
    """Who says a claim, what they do with it, and whether the chain ends with them. Outlets and
    credits before the end pass on: the articles tell of them. Who has not said something says
    nothing: that is what somebody else observes."""
    last, hops = place.chain.steps[-1], place.claim.hops
    for step, hop in place.chain.placed():
        stance = Assertion.ASSERTS if hop is None else hops[hop].stance
        if (step is last or hop is not None) and stance is not Assertion.HAS_NOT_SAID:
            yield step, stance, step is last
