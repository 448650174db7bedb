"""What tests of work rest on: linear is told from quadratic, and nobody reads a clock beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cpu_work import assert_costs, assert_grows

TESTS = Path(__file__).resolve().parents[1]


def linear(size: int) -> int:
    return sum(range(size))


def quadratic(size: int) -> int:
    return sum(sum(range(size // 100)) for _ in range(size // 100))


def test_linear_work_is_told_from_quadratic_work() -> None:
    assert_grows(linear, small=20_000, large=160_000, at_most=20)
    with pytest.raises(AssertionError, match="times the work, not 20 at most"):
        assert_grows(quadratic, small=20_000, large=160_000, at_most=20)


def test_work_is_told_from_a_reference() -> None:
    assert_costs(lambda: linear(20_000), lambda: linear(20_000), at_most=3)
    with pytest.raises(AssertionError, match="times the work, not 3 at most"):
        assert_costs(lambda: linear(200_000), lambda: linear(20_000), at_most=3)


def test_no_test_reads_a_clock_to_judge_work() -> None:
    clocks = re.compile(r"\b(perf_counter|process_time|thread_time)(_ns)?\b|\btimeit\b")
    reading = {
        path.name
        for path in TESTS.rglob("*.py")
        if "bench" not in path.parts and clocks.search(path.read_text("utf-8"))
    }
    assert reading == {"cpu_work.py", Path(__file__).name}
