"""What a team did, counted of planted values."""

from __future__ import annotations

from workbench.domain.overseeing import (
    Answered,
    Day,
    Disputed,
    Finished,
    Opened,
    Period,
    Recorded,
    Sat,
    Waiting,
    Work,
    overseen,
)
from workbench.domain.sitting import RuleTally

MONDAY, TUESDAY = "2026-11-23", "2026-11-24"
WORK = Work(
    answered=(
        Answered("ana", 1, MONDAY, "direct", "accepted"),
        Answered("ana", 1, MONDAY, "direct", "rejected"),
        Answered("ana", 2, MONDAY, "indirect", "corrected"),
        Answered("ana", 2, TUESDAY, "direct", "skipped"),
        Answered("ana", 3, TUESDAY, "direct", "unsure"),
        Answered("budi", 1, TUESDAY, "direct", "accepted"),
    ),
    recorded=(Recorded("ana", 1, MONDAY), Recorded("ana", 4, TUESDAY)),
    finished=(Finished("ana", 1, TUESDAY),),
    opened=(
        Opened("ana", 1, MONDAY, 100),
        Opened("ana", 1, TUESDAY, 60),
        Opened("ana", 2, MONDAY, 300),
        Opened("ana", 3, TUESDAY, 200),
        Opened("ana", 99, TUESDAY, 3),
    ),
    sat=(Sat("ana", MONDAY, is_cut_off=True), Sat("ana", TUESDAY, is_cut_off=False)),
    waiting=(
        Waiting("ana", 7, "", "2026-11-01"),
        Waiting("ana", 8, "2026-11-30", TUESDAY),
        Waiting("ana", 9, "2026-11-20", "2026-11-19"),
    ),
    disputed=(Disputed("budi", 1, "bukan dia", TUESDAY),),
)


def test_each_analyst_has_what_she_did_and_nothing_of_anybody_else() -> None:
    ana, budi = overseen(WORK, ["ana", "budi", "citra"])
    assert (ana.analyst, budi.analyst) == ("ana", "budi")
    assert (budi.articles, budi.answers, budi.claims, budi.waiting) == (1, 1, 0, ())
    assert [one.article for one in budi.disputed] == [1]
    assert ana.disputed == ()


def test_an_article_counts_once_however_many_days_it_took() -> None:
    ana = overseen(WORK, ["ana"])[0]
    assert ana.articles == 4
    assert ana.days == (
        Day(TUESDAY, articles=4, finished=1, decisions=1, claims=1, seconds=263),
        Day(MONDAY, articles=2, finished=0, decisions=3, claims=1, seconds=400),
    )


def test_skipping_is_no_answer_and_unsure_says_nothing_of_a_rule() -> None:
    ana = overseen(WORK, ["ana"])[0]
    assert ana.answers == 4
    assert ana.decisions["skipped"] == 1
    assert ana.rules == (RuleTally("direct", 1, 0, 1), RuleTally("indirect", 0, 1, 0))
    assert ana.accepted == (1, 3)


def test_the_time_of_an_article_is_that_of_the_one_in_the_middle_of_those_worked_on() -> None:
    ana = overseen(WORK, ["ana"])[0]
    assert ana.typical == 200  # of 160, 300 and 200: a glance at another one counts nothing
    assert ana.seconds == 663
    assert (ana.sittings, ana.cut_off) == (2, 1)
    assert overseen(WORK, ["budi"])[0].typical is None


def test_what_is_due_comes_first_and_what_nobody_touched_for_the_longest_time_next() -> None:
    waiting = overseen(WORK, ["ana"])[0].waiting
    assert [one.article for one in waiting] == [9, 8, 7]
    today = "2026-11-30"
    assert [one.article for one in waiting if one.is_late(today)] == [9]
    assert [one.article for one in waiting if one.stands_still(today)] == [9, 7]
    assert [one.article for one in waiting if one.stands_still(today, days=6)] == [9, 8, 7]


def test_a_period_ends_today_and_holds_as_many_days_as_it_says() -> None:
    assert Period.of_days(7, "2026-03-03") == ("2026-02-25", "2026-03-03")
    assert Period.of_days(1, "2026-03-03") == ("2026-03-03", "2026-03-03")
