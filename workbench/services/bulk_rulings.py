"""Rulings on what is one question asked several times, each as one act: all that differ in bounds
alone, and all claims of an article that hang on how far one credit reaches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from workbench.domain.deciding import Place, credits_apart
from workbench.domain.journal import Entry
from workbench.domain.ruling import Cause, Choice
from workbench.services.adjudication import (
    Case,
    Queue,
    Taking,
    about_ruling,
    cases_of,
    differing,
    rule_on_all,
)
from workbench.services.workbench import Workbench


class Bounds(StrEnum):
    """Which bounds are taken where analysts differ in nothing else."""

    LONGEST = "longest"
    SHORTEST = "shortest"


def of_bounds_alone(queue: Queue) -> list[tuple[int, Place]]:
    """All that differ in bounds and in nothing else, each with its article's number."""
    return [(row.number, place) for row, place in queue.places if place.is_of_bounds_alone]


def rule_on_bounds(
    bench: Workbench,
    which: Bounds,
    numbers: Collection[int] | None = None,
    *,
    cause: Cause | None = None,
) -> Entry | None:
    """Take one and the same of all that differ in bounds alone; of these articles alone, where they
    are given. cause: why they differ, all of them. None where there are none."""
    alone = {(number, place.uid) for number, place in of_bounds_alone(differing(bench, numbers))}
    decisions = [
        (case, Taking(Choice.ONE, (_by_length(case, which),)))
        for number in sorted({number for number, _ in alone})
        for case in cases_of(bench, number)
        if (number, case.unit.uid) in alone
    ]
    about = f"the {which.value} bounds of {len(decisions)}"
    return rule_on_all(bench, decisions, about, cause=cause)


def _by_length(case: Case, which: Bounds) -> int:
    """The place of the longest or shortest answer; of equal ones the first in the text."""
    sign = -1 if which is Bounds.LONGEST else 1
    lengths = [
        (sign * one.answer.said.length, one.answer.said.pieces, at)
        for at, one in enumerate(case.standpoints)
        if one.answer.said
    ]
    return min(lengths)[2]


def of_same_credit(bench: Workbench, case: Case) -> list[Case]:
    """The open ones of the same article in which the same analysts differ in how far the same
    credit reaches, and in nothing else: one question, asked of each claim that hangs on it."""
    apart = credits_apart(case.unit)
    if apart is None:
        return []
    return [
        one
        for one in cases_of(bench, case.number)
        if one.unit.uid != case.unit.uid and not one.ruling and credits_apart(one.unit) == apart
    ]


def rule_on_credit(
    bench: Workbench,
    case: Case,
    taken: Taking,
    more: list[Case],
    *,
    cause: Cause | None = None,
    why: str = "",
) -> Entry | None:
    """Let the same analysts' reading of a credit stand for all claims that hang on it. more: as
    `of_same_credit` has them."""
    about = f"{about_ruling(case, taken)}, and {len(more)} more of the same credit"
    return rule_on_all(bench, _each(case, taken, more), about, cause=cause, why=why)


def _each(case: Case, taken: Taking, more: list[Case]) -> Iterator[tuple[Case, Taking]]:
    stand = {frozenset(case.standpoints[at].answer.analysts) for at in taken.taken}
    yield case, taken
    for one in more:
        sides = [frozenset(standpoint.answer.analysts) for standpoint in one.standpoints]
        places = tuple(at for at, side in enumerate(sides) if side in stand)
        yield one, Taking(taken.choice, places)
