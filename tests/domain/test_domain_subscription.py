"""When a feed is asked again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from workbench.domain.subscription import LONGEST_WAIT, Asked, Standing, Subscription, due_after

NOW = "2026-03-10T08:00:00Z"


def waited(failures: int, wait_seconds: int = 0) -> timedelta:
    due = datetime.fromisoformat(due_after(NOW, failures, wait_seconds))
    return due - datetime.fromisoformat(NOW)


def test_each_failure_doubles_the_wait_up_to_a_week() -> None:
    hours = [waited(failures).total_seconds() / 3600 for failures in (0, 1, 2, 3, 4)]
    assert hours == [0, 0.5, 1, 2, 4]
    assert waited(30) == waited(10**9) == LONGEST_WAIT


def test_what_the_feed_asks_for_is_kept_within_a_week() -> None:
    assert waited(1, 7200) == timedelta(hours=2)
    assert waited(1, 60) == timedelta(minutes=30)
    assert waited(1, 10**12) == LONGEST_WAIT


@pytest.mark.parametrize(
    ("standing", "due_at", "in_turn", "by_name"),
    [
        (Standing.NEW, "", True, True),
        (Standing.BROKEN, "2026-03-10T07:59:59Z", True, True),
        (Standing.BROKEN, "2026-03-10T08:00:01Z", False, True),
        (Standing.GONE, "", False, True),
        (Standing.BUSY, "2026-03-10T08:00:01Z", False, False),
        (Standing.BUSY, "2026-03-10T08:00:00Z", True, True),
    ],
)
def test_who_is_asked_now(standing: Standing, due_at: str, in_turn: bool, by_name: bool) -> None:
    asked = Asked(standing=standing, due_at=due_at)
    assert asked.is_due(NOW, by_name=False) is in_turn
    assert asked.is_due(NOW, by_name=True) is by_name


def test_a_subscription_comes_back_from_its_record() -> None:
    one = Subscription("u", "https://a.example/", "Kabar", ("satu", "dua"), "ana", NOW)
    assert Subscription.from_record(one.to_record()) == one
    assert Subscription.from_record({**one.to_record(), "tags": ""}).tags == ()
    assert one.is_asked
    assert not Subscription("u", "exec:~/x", "", (), "ana", NOW).is_asked
