from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.signature import Extent
from workbench.domain.timex import DAY, day_at, days_in, extent_of, wide_extent_of


def days(first: str, behind: str) -> Extent:
    one, other = (date.fromisoformat(day).toordinal() * DAY for day in (first, behind))
    return Extent(one, other)


@pytest.mark.parametrize(
    ("value", "extent"),
    [
        ("2026-03-12", days("2026-03-12", "2026-03-13")),
        ("2026-03", days("2026-03-01", "2026-04-01")),
        ("2026-12", days("2026-12-01", "2027-01-01")),
        ("2026", days("2026-01-01", "2027-01-01")),
        ("2026-W10", days("2026-03-02", "2026-03-09")),
        ("2026-Q4", days("2026-10-01", "2027-01-01")),
        ("2026-H1", days("2026-01-01", "2026-07-01")),
    ],
)
def test_a_date_is_from_its_first_minute_to_the_one_behind_its_last(
    value: str, extent: Extent
) -> None:
    assert extent_of(value) == extent


def test_a_time_of_day_is_a_minute_and_a_part_of_a_day_hours() -> None:
    day = date(2026, 3, 12).toordinal() * DAY
    assert extent_of("2026-03-12T14:05") == Extent(day + 845, day + 846)
    night = extent_of("2026-03-12TNI")
    assert night
    assert night.first == day + 18 * 60
    assert night.last > day + DAY  # what happened after midnight is of the night before


def test_an_interval_is_from_the_first_to_the_last() -> None:
    assert extent_of("2026-03-12", "2026-03-14") == days("2026-03-12", "2026-03-15")
    assert extent_of("2026-03-12", "..") is None
    assert extent_of("2026-03-14", "2026-03-12") is None


@pytest.mark.parametrize(
    "value",
    [None, "", "PAST_REF", "P3D", "XXXX-XX-XX", "2026-13", "2026-02-30", "0000", "9999-W99"],
)
def test_what_is_no_place_on_the_line_of_time_has_no_extent(value: str | None) -> None:
    assert extent_of(value) is None


@given(st.text(alphabet="0123456789-WQHTNIMO:P.", max_size=20))
def test_no_value_raises(value: str) -> None:
    extent = extent_of(value)
    assert extent is None or extent.first < extent.last
    days_in(value)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("P3D", 3.0),
        ("P2W", 14.0),
        ("P2.5Y", 912.5),
        ("PT36H", 1.5),
        ("PT90M", 0.0625),
        ("P1M", 30.4),
    ],
)
def test_a_length_is_days(value: str, wanted: float) -> None:
    assert days_in(value) == pytest.approx(wanted)


@pytest.mark.parametrize("value", [None, "2026", "PXM", "P3", "P"])
def test_what_is_no_length_is_none(value: str | None) -> None:
    assert days_in(value) is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("BC0044", "BC0044", "BC0044"),
        ("BC0001", "BC0001", "BC0001"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_decades_centuries_and_years_before_christ_are_places_on_the_line(
    value: str, first: str, last: str
) -> None:
    extent = wide_extent_of(value)
    assert extent
    assert (day_at(extent.first), day_at(extent.last - 1)) == (first, last)


@given(st.integers(1, 9999))
def test_years_before_christ_are_in_their_order(year: int) -> None:
    one, other = wide_extent_of(f"BC{year:04d}"), wide_extent_of("0001")
    assert one
    assert other
    assert one.first < one.last <= other.first
    assert day_at(one.first) == day_at(one.last - 1) == f"BC{year:04d}"


@given(st.text(max_size=12))
def test_what_is_no_time_is_nowhere(value: str) -> None:
    extent = wide_extent_of(value, value)
    assert extent is None or day_at(extent.first)
