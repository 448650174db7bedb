"""The bars over the list: every article is in one, they fit, and they say which one is meant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.present.cells import width_of
from workbench.present.glyphs import ASCII, UNICODE, Glyphs
from workbench.present.histogram import histogram, histogram_line
from workbench.present.runs import Runs

FIRST = date(2020, 1, 1)


def text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def marked(runs: Runs) -> str:
    return "".join(run.text for run in runs if run.style == "selection")


def days(*counts: int, step: int = 1) -> list[tuple[str, int]]:
    return [
        ((FIRST + timedelta(days=step * at)).isoformat(), count)
        for at, count in enumerate(counts)
        if count
    ]


def published() -> st.SearchStrategy[str]:
    whole = st.dates(date(1, 1, 2), date(9999, 12, 30)).map(date.isoformat)
    return st.one_of(
        whole,
        whole.map(lambda day: day[:7]),
        whole.map(lambda day: day[:4]),
        whole.map(lambda day: f"{day}T23:30-05:00"),
        st.sampled_from(["", "x", "2026-13", "2026-02-31", "20260-1", "2026-3-1T", "٢٠٢٦"]),
    )


@given(st.lists(st.tuples(published(), st.integers(1, 10**7)), max_size=40), st.integers(1, 250))
def test_the_row_fits_and_holds_every_article_whose_date_is_known(
    dates: list[tuple[str, int]], width: int
) -> None:
    bars = histogram(dates, width)
    for glyphs in (UNICODE, ASCII):
        assert width_of(text(histogram_line(bars, width, glyphs=glyphs))) == width
    if bars is None:
        return
    known = [(day, count) for day, count in dates if bars.bar_of(day) is not None]
    assert sum(count for _, count in known) == sum(bars.counts)
    assert len(bars.counts) >= 2
    assert bars.counts[0]
    assert bars.counts[-1]
    for day, _ in known:
        line = histogram_line(bars, width, published=day)
        assert width_of(text(line)) == width
        if width >= 60:
            assert marked(line).strip(), "a bar that holds an article is never empty"


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (days(1, 0, 0, 4), "day"),
        (days(*[1] * 30, step=7), "week"),
        (days(*[1] * 30, step=30), "month"),
        (days(*[1] * 30, step=365), "year"),
    ],
)
def test_the_finest_unit_that_fits_is_taken(dates: list[tuple[str, int]], unit: str) -> None:
    bars = histogram(dates, 80)
    assert bars
    assert (bars.unit, bars.step) == (unit, 1)
    assert text(histogram_line(bars, 80)).rstrip().endswith(f"by {unit}")
    assert len(bars.counts) <= 40


def test_wider_screens_show_finer_bars() -> None:
    dates = days(*[1] * 60, step=3)
    units = [bars.unit for width in (40, 80, 160, 250) if (bars := histogram(dates, width))]
    assert units == ["week", "week", "week", "day"]


@pytest.mark.parametrize("dates", [[], days(5), [("", 3)], [("2026-01-01", 2), ("2026-01", 4)]])
def test_a_single_bar_is_none(dates: list[tuple[str, int]]) -> None:
    assert histogram(dates, 80) is None
    assert text(histogram_line(None, 80)).strip() == ""


@pytest.mark.parametrize(("glyphs", "shown"), [(UNICODE, "▁ ▄█"), (ASCII, ". :#")])
def test_heights_go_by_the_root_and_nothing_is_lost_beside_a_flood(
    glyphs: Glyphs, shown: str
) -> None:
    bars = histogram(days(1, 0, 25, 100), 4)
    line = text(histogram_line(bars, 4, glyphs=glyphs))
    assert line == shown
    assert line[0] != " ", "one article of a hundred still shows"


def test_a_cursor_that_stays_in_its_bar_changes_nothing() -> None:
    bars = histogram([("2026-03-02", 2), ("2026-03-04", 1), ("2026-09-01", 7)], 80)
    line = histogram_line(bars, 80, published="2026-03-02")
    assert bars
    assert bars.unit == "week"
    assert histogram_line(bars, 80, published="2026-03-04T10:00+07:00") == line
    other = histogram_line(bars, 80, published="2026-09-01")
    assert other != line
    assert text(line).rstrip().endswith("by week: 3")
    assert text(other).rstrip().endswith("by week: 7")
    assert marked(histogram_line(bars, 80, published="")) == ""
