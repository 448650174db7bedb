"""What relative dates are counted from, where the publication stamp is printed in UTC."""

from __future__ import annotations

import pytest

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.fact import Kind, Time
from workbench.extract import extract

DATED = "Polisi menyita dua truk, Rabu (8/1/2020). “Kemarin kami memeriksa gudang,” kata Budi."
PLAIN = "Polisi menyita dua truk. “Kemarin kami memeriksa gudang,” kata Budi. Tahun ini sepi."


def times(text: str, stamp: str, lang: str = "id") -> dict[str, Time]:
    found = {}
    for fact in extract(text, lang=lang, anchor=stamp, anchor_basis="metadata"):
        if fact.kind is Kind.TIME:
            assert isinstance(fact.attributes, Time)
            found[fact.span.exact] = fact.attributes
    return found


@pytest.mark.parametrize(
    ("stamp", "day", "basis"),
    [
        ("2020-01-07T19:20:00+00:00", "2020-01-07", "metadata, WIB"),
        ("2020-01-07T19:20:00Z", "2020-01-07", "metadata, WIB"),
        ("2020-01-07T09:20:00+00:00", "2020-01-06", "metadata, WIB"),
        ("2020-01-07T19:20:00+07:00", "2020-01-06", "metadata"),
        ("2020-01-07", "2020-01-06", "metadata"),
    ],
)
def test_a_stamp_in_utc_becomes_a_day_of_the_press(stamp: str, day: str, basis: str) -> None:
    yesterday = times(PLAIN, stamp)["Kemarin"]
    assert (yesterday.value, yesterday.resolved, yesterday.anchor_basis) == (day, True, basis)


def test_a_day_that_the_zone_could_move_is_not_resolved() -> None:
    found = times(PLAIN, "2020-01-07T16:20:00+00:00")
    assert (found["Kemarin"].value, found["Kemarin"].resolved) == ("2020-01-06", False)
    assert found["Tahun ini"].resolved


def test_a_date_printed_with_its_weekday_says_which_day_it_is() -> None:
    found = times(DATED, "2020-01-07T16:20:00+00:00")
    assert (found["Kemarin"].value, found["Kemarin"].resolved) == ("2020-01-07", True)
    assert found["Kemarin"].anchor_basis == "metadata, printed"


def test_without_a_zone_of_the_press_the_day_is_that_of_utc() -> None:
    found = times("He left yesterday.", "2020-01-07T19:20:00+00:00", "en")
    assert (found["yesterday"].value, found["yesterday"].anchor_basis) == (
        "2020-01-06", "metadata, UTC",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stamp", "hour", "minutes"),
    [
        ("2020-01-07T19:20:00+00:00", "2020-01-08T01:20", "2020-01-08T01:50"),
        ("2020-01-07T19:20+07:00", "2020-01-07T18:20", "2020-01-07T18:50"),
        ("2020-01-07T19:20", "2020-01-07T18:20", "2020-01-07T18:50"),
        ("2020-01-07", None, None),
        ("2020-01-07T16:20:00+00:00", None, None),
    ],
)
def test_hours_are_counted_from_the_time_of_publication(
    stamp: str, hour: str | None, minutes: str | None
) -> None:
    found = times("Gempa terjadi sejam lalu. Susulan terasa 30 menit lalu.", stamp)
    assert (found["sejam lalu"].value, found["30 menit lalu"].value) == (hour, minutes)


def test_a_publication_with_a_time_is_an_anchor_as_a_whole() -> None:
    def anchor(at: str) -> str | None:
        return Publication(at, Precision.MINUTE, Basis.METADATA).anchor

    assert anchor("2020-01-07T19:20+00:00") == "2020-01-07T19:20+00:00"
    assert anchor("2020-01-07") == "2020-01-07"
    assert anchor("2020-01") is None
