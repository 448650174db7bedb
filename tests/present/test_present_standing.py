"""Selections and sittings in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.domain.filter import Order
from workbench.domain.selection import Progress, Selection
from workbench.domain.sitting import RuleTally, Work
from workbench.present.cells import width_of
from workbench.present.sitting import clock, work_lines
from workbench.present.standing import progress_words, selection_line, selection_words

QUEUE = Selection("u", "pagi", "ana", where="lang:id", owner="ana")


def test_progress_counts_what_is_done_or_where_it_leaves_the_list_what_is_left() -> None:
    progress = Progress(total=1040, done=12, questions=31)
    assert progress_words(QUEUE, progress) == "queue pagi: 12 of 1,040 done, 31 questions"
    fresh = replace(QUEUE, where="state:new")
    assert progress_words(fresh, progress) == "queue pagi: 1,028 left, 31 questions"
    kept = replace(fresh, articles=("a",))
    assert progress_words(kept, Progress(1, 1, 1)) == "set pagi: 1 of 1 done, 1 question"


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize(
    "progress", [None, Progress(31, 2, 300), Progress(1_000_000, 999_999, 12_345_678)]
)
def test_a_row_fits_its_width(width: int, progress: Progress | None) -> None:
    hostile = replace(QUEUE, name="n" * 60, where='title:"\x1b[2J"' * 9, order=Order.CHECK)
    for one in (QUEUE, hostile):
        line = selection_line(one, width, progress=progress, new=3)
        assert width_of("".join(run.text for run in line)) == width
        assert "\x1b" not in "".join(run.text for run in line)


def test_a_line_for_scripts_is_not_cut() -> None:
    words = selection_words(replace(QUEUE, is_watch=True), progress=Progress(4, 1, 9), new=2)
    assert words == "pagi  queue+watch  of ana  1 of 4 done, 9 open questions  2 new  lang:id"


def test_what_a_sitting_came_to_takes_few_lines() -> None:
    rules = tuple(RuleTally(f"r{n}", 3, 1, 0) for n in range(9))
    work = Work({"accept": 27, "correct": 9}, {"accepted": 27, "corrected": 9}, 30, rules)
    seconds = [(number, 60 * number) for number in range(9, 0, -1)]
    lines = work_lines(work, seconds, most_rules=3)
    assert lines == [
        "9 articles in 45:00: #9 9:00, #8 8:00, #7 7:00, #6 6:00, ...",
        "36 facts answered: 27 accepted, 9 corrected; 30 claims recorded",
        "acts: 27 accept, 9 correct",
        "3 of 4 accepted, 1 corrected: r0",
        "3 of 4 accepted, 1 corrected: r1",
        "3 of 4 accepted, 1 corrected: r2",
        "and 6 more rules",
    ]
    assert len(lines) <= 7, "with the head eight"
    assert len(work_lines(work, seconds)) == 12
    assert work_lines(Work({}, {}, 0, ()), []) == ["no article was read", "nothing answered"]


def test_times_read_as_a_clock() -> None:
    assert [clock(s) for s in (0, 59, 61, 3599, 3600, 36_061)] == [
        "0:00", "0:59", "1:01", "59:59", "1:00:00", "10:01:01",
    ]  # fmt: skip
