from __future__ import annotations

import tomllib
from datetime import datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.article import Precision
from workbench.intake import parse_published


@pytest.mark.parametrize(
    ("raw", "at", "precision"),
    [
        ("2020", "2020", "year"),
        ("1578604500", "2020-01-09T21:15:00+00:00", "second"),
        ("1578604500123", "2020-01-09T21:15:00+00:00", "second"),
        ("17 Djuli 1954", "1954-07-17", "day"),
        ("2020-01", "2020-01", "month"),
        ("Januari 2020", "2020-01", "month"),
        ("2020-01-09", "2020-01-09", "day"),
        ("2020-1-9", "2020-01-09", "day"),
        ("20200109", "2020-01-09", "day"),
        ("9 Januari 2020", "2020-01-09", "day"),
        ("9/1/2020", "2020-01-09", "day"),
        ("1/13/2020", "2020-01-13", "day"),
        ("09.01.20", "2020-01-09", "day"),
        ("January 9, 2020", "2020-01-09", "day"),
        ("9th of January 2020", "2020-01-09", "day"),
        ("12-Agt-2020", "2020-08-12", "day"),
        ("2020-01-09 21:15", "2020-01-09T21:15", "minute"),
        ("2020-01-09T21:15+0700", "2020-01-09T21:15+07:00", "minute"),
        ("2020-01-09T21:15:00+07:00", "2020-01-09T21:15:00+07:00", "second"),
        ("2020-01-09T21:15:00.123Z", "2020-01-09T21:15:00+00:00", "second"),
        ("20200109T211500Z", "2020-01-09T21:15:00+00:00", "second"),
        ("Thu, 09 Jan 2020 21:15:00 +0700", "2020-01-09T21:15:00+07:00", "second"),
        ("Thu, 9 Jan 2020 21:15 GMT", "2020-01-09T21:15+00:00", "minute"),
        ("Thu Jan  9 21:15:00 2020", "2020-01-09T21:15:00", "second"),
        ("Kamis, 9 Januari 2020 21:15 WIB", "2020-01-09T21:15+07:00", "minute"),
        ("Kamis, 09 Jan 2020 | 21.15 WITA", "2020-01-09T21:15+08:00", "minute"),
        ("Jumat 10/01/2020, 07:05 wit", "2020-01-10T07:05+09:00", "minute"),
        ("21:15 WIB, 9 Agustus 2020", "2020-08-09T21:15+07:00", "minute"),
        ("Published Jan. 9, 2020 at 9:15 PM", "2020-01-09T21:15", "minute"),
        ("Jan 9, 2020 12:05 a.m. EST", "2020-01-09T00:05-05:00", "minute"),
        ("2020-01-09T21:15:00 GMT+7", "2020-01-09T21:15:00+07:00", "second"),
        ("Thu, 09 Jan 20 21:15:00 GMT", "2020-01-09T21:15:00+00:00", "second"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37+00:00", "second"),
        ("9 Januari 20", "2020-01-09", "day"),
    ],
)
def test_printed_dates_keep_their_precision_and_offset(raw: str, at: str, precision: str) -> None:
    assert parse_published(raw) == (at, Precision(precision))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "13 menit lalu",
        "31/02/2020",
        "2020-13-45",
        "0000-01-01",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00",
        "12 Mei 20.30 WIB",
        "12 Mei 20:30",
        "12345",
        "x" * 300,
        "12 Syawal 1441",
        "1441-10-12 H",
        "12/10/1441 H",
    ],
)
def test_what_is_no_date_is_none(raw: str) -> None:
    assert parse_published(raw) is None


def test_a_time_that_no_clock_shows_leaves_the_day() -> None:
    assert parse_published("2020-01-09T25:99") == ("2020-01-09", Precision.DAY)


@given(
    st.datetimes(min_value=datetime(1600, 1, 1)),
    st.sampled_from(["", "+07:00", "-05:30", "+00:00"]),
)
def test_iso_stamps_come_back_as_they_are(moment: object, offset: str) -> None:
    stamp = f"{moment:%Y}".zfill(4) + f"{moment:-%m-%dT%H:%M:%S}{offset}"
    assert parse_published(stamp) == (stamp, Precision.SECOND)


@given(st.text(max_size=220) | st.text(alphabet="0123456789 -/.:TZ+jan", max_size=40))
def test_any_words_are_a_stamp_or_none(raw: str) -> None:
    found = parse_published(raw)
    assert found is None or found[0][:4].isdigit()


def test_metadata_and_texts_know_the_same_months() -> None:
    root = files("workbench")
    published = tomllib.loads(root.joinpath("intake/published.toml").read_text("utf-8"))["months"]
    found: dict[str, int] = {}
    for lang in ("id", "en"):
        times = tomllib.loads(root.joinpath(f"extract/lang/{lang}/times.toml").read_text("utf-8"))
        found |= {word.casefold(): number for word, number in times["months"].items()}
    assert published == found
