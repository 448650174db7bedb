"""Sets go both ways between databases: what one side changed is taken, what both did is listed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from merging_cases import Desk, Doing, Model, exchanged, opened, told_by
from services_cases import is_sound

from workbench.domain.arrival import ArrivalKind
from workbench.errors import WorkbenchError
from workbench.services.arrivals import keep, take

RUNS = int(os.environ.get("WORKBENCH_MERGES", "2"))
"""How many random lives of three databases are tried."""
STEPS = int(os.environ.get("WORKBENCH_MERGE_STEPS", "40"))
ROUNDS = 12
"""More than answers ever took to get around."""
PAIRS = [(0, 1), (1, 2), (2, 0), (0, 2), (2, 1), (1, 0)]


@pytest.fixture
def desks(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Desk]]:
    yield from opened(tmp_path, Random(getattr(request, "param", 0)))


@pytest.mark.parametrize("seed", range(RUNS))
def test_three_databases_end_with_the_same_claims_and_every_conflict_is_listed(
    tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    for desks in opened(tmp_path, random):
        for number in range(STEPS):
            desk = random.choice(desks)
            for _ in range(random.randrange(1, 6)):
                desk.watched(Doing(random, desk).act)
            one, other = random.sample(desks, 2)
            exchange_as_the_model_says(desks, one, other, tmp_path / f"{number}.jsonl")
        assert all(is_sound(desk.bench) for desk in desks)
        settle(desks, random, tmp_path)
        told = [set(told_by(desk, desks)) for desk in desks]
        assert told[0] == told[1] == told[2]
        assert any("claim" in line for line in told[0])
        assert all(is_sound(desk.bench) for desk in desks)


def exchange_as_the_model_says(desks: list[Desk], one: Desk, other: Desk, file: Path) -> None:
    """And a second time, which adds nothing."""
    model = Model(desks, one, other)
    _, told = exchanged(one, other, file)
    model.check(told)
    head = other.head()
    again, _ = exchanged(one, other, file)
    assert (again.changes, again.conflicts, again.waiting) == (0, 0, 0)
    assert other.head() == head


def settle(desks: list[Desk], random: Random, folder: Path) -> None:
    """Answer all that waits, wherever, and exchange until nothing is new anywhere."""
    for number in range(ROUNDS):
        heads = [desk.head() for desk in desks]
        for first, second in PAIRS:
            answer(desks[0], random)
            file = folder / f"settle-{number}-{first}-{second}.jsonl"
            exchanged(desks[first], desks[second], file)
        for desk in desks:
            answer(desk, random, is_first=desk is desks[0])
        if heads == [desk.head() for desk in desks]:
            break
    assert [desk.store.arrivals.open() for desk in desks] == [[], [], []]


def answer(desk: Desk, random: Random, *, is_first: bool = True) -> None:
    """The first desk answers conflicts, as it likes; every desk answers what has no place there,
    and keeps or takes back what is in use."""
    for arrival in desk.store.arrivals.open():
        if not desk.store.arrivals.find(arrival.uid).is_open:
            continue  # it came in with another one
        bench = random.choice(desk.benches)
        if arrival.kind is ArrivalKind.UNMATCHED:
            with suppress(WorkbenchError):  # it waits for what it is on
                take(bench, [arrival])
        elif arrival.why or is_first:
            is_wanted = arrival.theirs is not None if arrival.why else random.random() < 0.5
            try:
                (take if is_wanted else keep)(bench, [arrival])
            except WorkbenchError:
                keep(bench, [arrival])
