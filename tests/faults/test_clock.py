"""A clock that is set back: what was done last counts, and all of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import bench_on

from workbench.services.sitting import end_session, list_sessions, start_session, summarise_session
from workbench.services.sources import add_source, rate_source
from workbench.services.workbench import Workbench
from workbench.store import open_store

TIMES = ("2026-03-04T12:00:00Z", "2026-03-04T12:00:09Z", "2025-01-01T00:00:00Z")


@pytest.fixture
def bench(path: Path) -> Iterator[Workbench]:
    """Whose clock goes on, and is set back by a year after its second look."""
    times = iter(TIMES)
    with open_store(path) as store:
        opened = bench_on(store, first=10_000)
        opened.now = lambda: next(times, TIMES[-1])
        yield opened


def test_a_rating_that_was_given_last_is_the_latest(bench: Workbench) -> None:
    source = add_source(bench, "Harian Ombak").uid
    letters = [rate_source(bench, source, letter, "dilihat").reliability for letter in "BDA"]
    assert [one.reliability for one in bench.store.sources.ratings(source)] == letters
    assert bench.store.sources.latest_ratings([source]) == {source: "A"}


def test_the_summary_of_a_sitting_has_what_was_done_after_the_clock_was_set_back(
    bench: Workbench,
) -> None:
    start_session(bench)
    for name in ("Satu", "Dua", "Tiga"):
        add_source(bench, name)
    end_session(bench)
    (session,) = list_sessions(bench)
    assert summarise_session(bench, session).work.acts == {"add source": 3}
