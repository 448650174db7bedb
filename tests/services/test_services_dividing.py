"""Dividing a selection, changing who has what, and the queue that it makes for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from services_cases import bench_on, is_sound

from workbench.domain.article import ReadingState
from workbench.domain.dividing import Stories
from workbench.domain.journal import Change
from workbench.domain.ruling import Answer, Choice, Dispute, Ruling, Side
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.assigned import parts_of, queue_of
from workbench.services.dividing import (
    Rule,
    assign,
    divide_selection,
    due_day,
    move,
    planned,
    unassign,
)
from workbench.services.history import redo, undo
from workbench.services.listing import list_articles
from workbench.services.review import set_state
from workbench.services.selections import drop_selection, freeze_selection, save_selection
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

THREE = ("ana", "budi", "citra")


@pytest.fixture
def pagi(bench: Workbench) -> str:
    """A selection of all articles."""
    return save_selection(bench, "pagi").name


def listed(bench: Workbench, words: str) -> set[int]:
    return {row.number for row in list_articles(bench, words)}


def had(bench: Workbench, *names: str) -> dict[str, set[int]]:
    return {name: listed(bench, f"assigned:{name}") for name in names}


def finish(bench: Workbench, analyst: str, numbers: Iterable[int]) -> None:
    hers = bench_on(bench.store, analyst, first=9_000 + len(analyst))
    for number in sorted(numbers):
        set_state(hers, view_article(hers, number), ReadingState.DONE)


def test_each_article_goes_to_as_many_as_asked(bench: Workbench, pagi: str) -> None:
    every = listed(bench, "")
    division = divide_selection(bench, pagi, Rule(THREE, each=2, some=3, percent=25))
    times = Counter(number for part in division.parts for number in part.numbers)
    assert times.keys() == every
    assert Counter(times.values()) == {
        3: round(len(every) / 4),
        2: len(every) - round(len(every) / 4),
    }
    assert had(bench, *THREE) == {part.analyst: {*part.numbers} for part in division.parts}
    assert is_sound(bench)


def test_a_plan_changes_nothing(bench: Workbench, pagi: str) -> None:
    before = bench.store.journal.head()
    plan = planned(bench, pagi, Rule(THREE, each=2))
    assert plan.given == 2 * len(listed(bench, ""))
    assert bench.store.journal.head() == before
    assert divide_selection(bench, pagi, Rule(THREE, each=2)).parts == plan.parts


def test_one_undo_takes_a_division_back(bench: Workbench, pagi: str) -> None:
    divide_selection(bench, pagi, Rule(THREE))
    undone = undo(bench)
    assert undone
    assert undone.about == "divide: pagi"
    assert not any(had(bench, *THREE).values())
    assert is_sound(bench)


def test_a_division_that_somebody_began_is_not_taken_back_unseen(
    bench: Workbench, pagi: str
) -> None:
    early = min(listed(bench, ""))
    ana, budi = THREE[:2]
    set_state(replace(bench, analyst=budi), view_article(bench, early), ReadingState.DONE)
    division = divide_selection(bench, pagi, Rule(THREE))
    undo(bench)
    redo(bench)
    (hers,) = (part.numbers for part in division.parts if part.analyst == budi)
    for number in [one for one in hers if one != early][:2]:
        view = view_article(replace(bench, analyst=budi), number)
        set_state(replace(bench, analyst=budi), view, ReadingState.OPEN)
    before = had(bench, *THREE)
    with pytest.raises(ConflictError, match="2 articles of it were begun since"):
        undo(replace(bench, analyst=ana))
    assert had(bench, *THREE) == before
    unassign(bench, pagi, budi)
    assert had(bench, *THREE)[budi] <= {early}


def test_a_further_division_only_adds(bench: Workbench, pagi: str) -> None:
    divide_selection(bench, pagi, Rule(THREE, most=2))
    before = had(bench, *THREE)
    assert all(len(one) == 2 for one in before.values())
    divide_selection(bench, pagi, Rule(THREE))
    after = had(bench, *THREE)
    assert all(before[name] <= after[name] for name in THREE)
    assert set[int]().union(*after.values()) == listed(bench, "")
    assert not divide_selection(bench, pagi, Rule(THREE)).given


def test_languages_and_stories_are_kept(bench: Workbench, pagi: str) -> None:
    division = divide_selection(
        bench, pagi, Rule(THREE, reads={"ana": ["en"]}, stories=Stories.TOGETHER)
    )
    assert had(bench, "ana")["ana"] <= listed(bench, "lang:en")
    assert not division.left
    for number in listed(bench, "has:duplicates"):
        story = listed(bench, f"cluster:{number} -lang:en")
        assert sum(bool(story & hers) for hers in had(bench, "budi", "citra").values()) <= 1


def test_what_nobody_reads_is_told(bench: Workbench, pagi: str) -> None:
    division = planned(bench, pagi, Rule(["ana"], reads={"ana": ["en"]}))
    assert division.left == dict.fromkeys(listed(bench, "-lang:en"), 1)


def test_rules_that_cannot_be_are_refused(bench: Workbench, pagi: str) -> None:
    for rule, words in (
        (Rule(()), "nobody to divide among"),
        (Rule(["ana", " "]), "no analyst's name"),
        (Rule(["ana", "ana"], each=2), "cannot be judged by 2 of 1"),
        (Rule(["ana"], reads={"budi": ["id"]}), "'budi' is not among"),
        (Rule(["ana"], known=pagi), "'pagi' is no set"),
    ):
        with pytest.raises(UsageError, match=words):
            divide_selection(bench, pagi, rule)
    with pytest.raises(NotFoundError):
        divide_selection(bench, "sore", Rule(THREE))
    save_selection(bench, "kosong", where="number:>9999")
    with pytest.raises(UsageError, match="no article is in"):
        divide_selection(bench, "kosong", Rule(THREE))


def test_articles_are_given_and_taken_back_by_name(bench: Workbench, pagi: str) -> None:
    one, other, *_ = sorted(listed(bench, ""))
    assert assign(bench, pagi, "budi", [one, other, one]) == ([one, other], [])
    assert assign(bench, pagi, "budi", [one], "2026-12-24") == ([], [one])
    assert listed(bench_on(bench.store, "budi"), "due:2026-12") == {one}
    assert unassign(bench, pagi, "budi", [other]) == [other]
    assert had(bench, "budi")["budi"] == {one}
    with pytest.raises(UsageError, match=f"#{other} of 'pagi' is not budi's"):
        unassign(bench, pagi, "budi", [other])
    save_selection(bench, "lain", where=f"number:{one}")
    with pytest.raises(UsageError, match=f"#{other} is not in 'lain'"):
        assign(bench, "lain", "budi", [other])
    assert is_sound(bench)


def test_what_is_finished_stays_whoever_leaves(bench: Workbench, pagi: str) -> None:
    divide_selection(bench, pagi, Rule(("ana", "budi"), due="2026-12-24"))
    hers = had(bench, "ana")["ana"]
    done = {*sorted(hers)[:2]}
    finish(bench, "ana", done)
    (moved,) = move(bench, "ana", ["citra", "dewi"])
    assert set[int]().union(*map(set, moved.given.values())) == hers - done
    assert had(bench, "ana")["ana"] == done
    citra, dewi = had(bench, "citra", "dewi").values()
    assert citra | dewi == hers - done
    assert abs(len(citra) - len(dewi)) <= len(hers) // 2
    assert listed(bench_on(bench.store, "dewi"), "due:2026-12-24") == dewi
    assert is_sound(bench)
    undo(bench)
    assert had(bench, "ana")["ana"] == hers


def test_nobody_gets_an_article_twice(bench: Workbench, pagi: str) -> None:
    divide_selection(bench, pagi, Rule(("ana", "budi"), each=2))
    (moved,) = move(bench, "ana", ["budi"], name=pagi)
    assert {*moved.left} == listed(bench, "")
    assert not any(moved.given.values())
    with pytest.raises(UsageError, match="nobody to move"):
        move(bench, "ana", ["ana"])


def test_two_who_divide_at_once_meet(bench: Workbench, pagi: str) -> None:
    other = bench_on(bench.store, "budi", first=5_000)
    first = next(iter(listed(bench, "")))
    assign(bench, pagi, "citra", [first])
    stale = bench.store.assignments.of(bench.store.selections.all()[0].uid)[0]
    record = {**stale.to_record(), "uid": "lain"}
    with pytest.raises(ConflictError, match="citra's already"):
        other.act("assign", [Change("assignment", "lain", None, record)])


def test_a_dropped_selection_takes_its_parts_along(bench: Workbench, pagi: str) -> None:
    divide_selection(bench, pagi, Rule(THREE))
    before = had(bench, *THREE)
    drop_selection(bench, pagi)
    assert not any(had(bench, *THREE).values())
    assert not queue_of(bench).given
    undo(bench)
    assert had(bench, *THREE) == before
    assert is_sound(bench)


def test_a_queue_says_what_is_mine_and_what_waits(bench: Workbench, pagi: str) -> None:
    divide_selection(bench, pagi, Rule(("ana", "budi"), each=2, due="2026-01-01"))
    every = listed(bench, "")
    one, other = sorted(every)[:2]
    finish(bench, "ana", [one, other])
    finish(bench, "budi", [one])
    assert listed(bench, "queue:mine") == every - {one, other}
    assert listed(bench, "queue:waiting") == {other}
    assert listed(bench, "queue:mine due:<today") == every - {one, other}
    counts = queue_of(bench)
    assert counts.mine == counts.late == len(every) - 2
    assert counts == (len(every), (("2026-01-01", counts.mine),), counts.mine, 1, 0)
    shares = {part.share.analyst: part.share for part in parts_of(bench, pagi)}
    assert (shares["ana"].done, shares["budi"].done) == (2, 1)
    assert shares["ana"].due == "2026-01-01"
    assert shares["ana"].late == len(every) - 2


def test_what_was_decided_otherwise_comes_back_until_it_is_read(bench: Workbench) -> None:
    row = next(list_articles(bench))
    sides = (Side("ana", "c1", "s", is_kept=False), Side("budi", "c2", "s", is_kept=True))
    ruling = Ruling("r", row.uid, Choice.ONE, sides, "bounds", "citra", "2026-11-29T10:00:00Z")
    bench.act("rule", [Change.between("ruling", None, ruling)])
    assert listed(bench, "queue:back") == {row.number}
    assert not listed(bench_on(bench.store, "budi"), "queue:back")
    assert queue_of(bench).back == 1
    read = Dispute("r", "ana", Answer.READ, "", "2026-11-29T11:00:00Z")
    bench.act("read", [Change.between("dispute", None, read)])
    assert not listed(bench, "queue:back")


def test_known_articles_come_up_among_the_others(bench: Workbench) -> None:
    first, second, third, *_ = sorted(listed(bench, ""))
    save_selection(bench, "uji", where=f"number:{first} or number:{second} or number:{third}")
    freeze_selection(bench, "uji")
    save_selection(bench, "kerja", where="-in:uji")
    finish(bench, "budi", [first, second, third])
    division = divide_selection(
        bench, "kerja", Rule(("ana", "budi"), each=2, known="uji", every=20)
    )
    ana, budi = division.parts
    assert len(ana.known) == -(-len(ana.numbers) // 20) > 0
    assert not budi.known  # he has judged all of them
    assert listed(bench, "queue:mine") == {*ana.numbers, *ana.known}
    # A colleague does not learn which are known: they are not seen as given at all.
    colleague = bench_on(bench.store, "budi")
    assert listed(colleague, "assigned:ana") == {*ana.numbers}
    assert [(p.share.analyst, p.share.known) for p in parts_of(bench)] == [
        ("ana", len(ana.known)),
        ("budi", 0),
    ]


def test_known_articles_are_named_by_a_filter_and_no_set_tells_before(bench: Workbench) -> None:
    first, second, *rest = sorted(listed(bench, ""))
    save_selection(bench, "kerja", where=f"-number:{first} -number:{second}")
    known = f"number:{first} or number:{second}"
    rule = Rule(("ana",), known_where=known, every=len(rest))
    (part,) = divide_selection(bench, "kerja", rule).parts
    assert len(part.known) == 1
    assert {*part.known} < {first, second}
    assert [one.name for one in bench.store.selections.all()] == ["kerja"]
    assert not any(known in str(entry) for entry, *_ in bench.store.journal.entries())


def test_a_name_is_found_whatever_its_letters(bench: Workbench, pagi: str) -> None:
    divide_selection(bench, pagi, Rule(["Budi"]))
    assert listed(bench, "assigned:bUDI") == listed(bench, "assigned:Budi") == listed(bench, "")
    assert not listed(bench, "assigned:me")
    assert listed(bench, "-assigned:Budi") == set()


def test_days_are_told_by_date_or_from_now(bench: Workbench) -> None:
    today = bench.now()[:10]
    assert due_day(bench, "") == ""
    assert due_day(bench, "2026-12-01") == "2026-12-01"
    assert due_day(bench, "Today") == due_day(bench, "+0d")
    assert due_day(bench, "tomorrow") == due_day(bench, "+1d")
    assert due_day(bench, "+1w") > due_day(bench, "+6d") > today
    for words in ("2026-13-01", "besok", "20261201", "2026-12", "+9999d"):
        with pytest.raises(UsageError, match="is no day"):
            due_day(bench, words)
