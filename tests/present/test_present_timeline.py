"""How times and rows of the line of time read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.fact import Time
from workbench.domain.signature import Extent
from workbench.domain.timeline import Moment, moment_of
from workbench.domain.timex import DAY, day_at
from workbench.present.timeline import moment_words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (Time("2026-03-12T14:00"), "2026-03-12 14:00"),
        (Time("2026-03-12TNI"), "2026-03-12 18–05h"),
        (Time("2026-03-12"), "2026-03-12"),
        (Time("2026-03-12", "2026-03-15"), "2026-03-12–15"),
        (Time("2026-03-12", "2026-04-02"), "2026-03-12–04-02"),
        (Time("2025-12-31", "2026-01-02"), "2025-12-31–2026-01-02"),
        (Time("2026-03-12T18:00", "2026-03-15T05:00"), "2026-03-12 18:00–2026-03-15 05:00"),
        (Time("BC0104", "BC0101"), "104 BC–101 BC"),
        (Time("2026-W10"), "2026-03-02–08"),
        (Time("2026-02"), "2026-02"),
        (Time("2026", modifier="START"), "early 2026"),
        (Time("2018", "2020"), "2018–2020"),
        (Time("199", "..", modifier="SINCE"), "since 1990–1999"),
        (Time("18"), "1800–1899"),
        (Time("BC0044"), "44 BC"),
        (Time("PAST_REF"), ""),
        (Time(None), ""),
    ],
)
def test_a_time_reads_as_what_is_known_of_it(time: Time, words: str) -> None:
    assert moment_words(moment_of(time, "x")) == words


@given(st.integers(-3_000 * 365, 3_000_000), st.integers(1, 5_000), st.integers(0, DAY - 1))
def test_every_stretch_reads_as_something(day: int, days: int, minute: int) -> None:
    first = day * DAY + minute
    words = moment_words(Moment(Extent(first, first + days * DAY)))
    assert words
    year = day_at(first)[:4]
    assert year.lstrip("0") in words or year.startswith("BC")
