"""Who else is in which article, at desks of two accounts on terminals of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from accounts import Pair, database_of
from accounts import pair as pair  # a fixture
from desk_terminal import terminal
from services_cases import bench_on

from workbench.services.company import company_of
from workbench.services.sitting import (
    end_session,
    remember_place,
    remember_reading,
    start_session,
)
from workbench.services.workbench import Workbench
from workbench.store import open_store

NOON = "2026-03-04T12:00:00Z"
TIMES = {
    "early": "2026-03-04T08:00:00Z",
    "budi": "2026-03-04T11:58:00Z",
    "citra": "2026-03-04T12:09:00Z",
    "late": "2027-03-04T12:00:00Z",
    "odd": "?",
}
"""By whose clock their sessions were last written to when."""


@pytest.fixture
def place(pair: Pair, sample_library: Path) -> Iterator[Path]:
    """The sample set, which the first account owns and both may write to."""
    with database_of(pair[0], sample_library) as path:
        yield path


def test_the_list_says_who_is_in_which_article_until_that_desk_dies(
    pair: Pair, place: Path
) -> None:
    ana, budi = pair
    with terminal(place, account=ana) as mine, terminal(place, account=budi) as other:
        mine.shows("? keys")
        other.shows("? keys")
        assert "here now" not in mine.screen()
        other.press("\r")
        other.shows("facts")
        mine.shows(f"here now: {budi.name}")
        row = mine.screen().splitlines()[1]
        assert "@ " in row
        mine.press("j")
        mine.until(lambda: "here now" not in mine.screen(), "the next row, where nobody is")
        mine.press("k")
        mine.shows(f"here now: {budi.name}")
        mine.press("fnumber:>0\r")
        mine.shows(f"here now: {budi.name} filter: number:>0")
        other.kill()
        mine.until(lambda: "here now" not in mine.screen(), "that nobody is there any more")
        assert "@ " not in mine.screen().splitlines()[1]


def test_whoever_leaves_an_article_is_not_in_it(pair: Pair, place: Path) -> None:
    ana, budi = pair
    with terminal(place, account=budi) as other, terminal(place, account=ana) as mine:
        other.shows("? keys")
        other.press("\r")
        other.shows("facts")
        mine.shows(f"here now: {budi.name}")
        other.press("q")
        other.shows("library")
        mine.until(lambda: "here now" not in mine.screen(), "that it was left")
        other.press("\r")
        other.shows("facts")
        mine.shows(f"here now: {budi.name}")
        other.press("Q")
        assert other.exit_code() == 0
        mine.until(lambda: "here now" not in mine.screen(), "that the desk was closed")


def test_what_is_given_meanwhile_is_told_without_a_key(pair: Pair, place: Path) -> None:
    ana, budi = pair
    ana.good(place, "select", "save", "pagi")
    with terminal(place, account=budi) as other:
        other.shows("? keys")
        assert "to judge" not in other.screen()
        ana.good(place, "select", "divide", "pagi", "--to", budi.name, "--number", "4")
        other.shows("gQ 4 to judge")
        ana.good(place, "select", "unassign", "pagi", budi.name)
        other.until(lambda: "to judge" not in other.screen(), "that all was taken back")


def test_a_second_desk_of_the_same_account_does_not_call_the_first_interrupted(
    pair: Pair, place: Path
) -> None:
    ana, budi = pair
    with terminal(place, account=budi) as first:
        first.shows("? keys")
        with terminal(place, account=budi) as second:
            second.shows("you have another desk open")
            second.press("Q")
            assert second.exit_code() == 0
        first.kill()
        with terminal(place, account=budi) as third:
            third.shows("session was interrupted")
    sessions = [json.loads(one) for one in ana.good(place, "session", "--json").splitlines()]
    assert [one["ended_how"] for one in sessions][1:] == ["ended", "interrupted"]


def sitting_in(bench: Workbench, article: int) -> None:
    start_session(bench)
    remember_place(bench, {"page": "article", "article": article, "draft": ["note", "secret"]})


def test_where_the_kernel_does_not_tell_a_session_counts_for_a_while_whatever_its_clock(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.chmod(0o660)
    monkeypatch.setattr("workbench.store.holders.LOCKS", sample.with_name("no such file"))
    with open_store(sample) as store:
        for name, at in TIMES.items():
            sitting_in(Workbench(store, name, now=partial(str, at)), 3)
        ana = Workbench(store, "ana", now=partial(str, NOON))
        sitting_in(ana, 3)
        assert company_of(ana) == {3: ("budi", "citra")}
        sample.chmod(0o600)
        assert company_of(ana) == {}


def test_a_session_that_a_second_desk_took_for_interrupted_goes_on(sample: Path) -> None:
    with open_store(sample) as store:
        first, second = bench_on(store, "budi"), bench_on(store, "budi", first=500)
        sitting_in(first, 1)
        sitting_in(second, 2)
        end_session(second)
        assert [one.analyst for one in store.sessions.running()] == []
        assert first.session
        remember_reading(first, 1, 0, seconds=5)
        assert [one.analyst for one in store.sessions.running()] == ["budi"]
        end_session(first)
        remember_reading(first, 1, 0, seconds=5)
        assert store.sessions.running() == []
        assert not list(store.proof.problems())
