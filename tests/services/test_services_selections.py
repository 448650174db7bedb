"""Selections as use cases: saving, freezing, looking; lists that are worked through by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cpu_work import assert_costs
from services_cases import bench_on, imported, taken

from workbench.domain.article import ReadingState
from workbench.domain.choice import Choice
from workbench.domain.claim import Claim
from workbench.domain.filter import Order
from workbench.domain.journal import Change
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services import selections as service
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.board import list_claims
from workbench.services.choosing import set_filter
from workbench.services.history import entries_where, redo, undo
from workbench.services.listing import list_articles, listing_of
from workbench.services.proof import verify
from workbench.services.review import accept_fact, set_state
from workbench.services.roster import source_rows
from workbench.services.selections import (
    drop_selection,
    find_selection,
    freeze_selection,
    list_selections,
    look_at,
    progress_of,
    save_selection,
)
from workbench.services.sources import add_source, rate_source
from workbench.services.view import view_article
from workbench.services.workbench import Workbench


def numbers(bench: Workbench, words: str, order: Order | None = None) -> list[int]:
    return [row.number for row in list_articles(bench, words, order=order)]


def test_a_name_stands_for_its_filter_wherever_filters_are(bench: Workbench) -> None:
    saved = save_selection(bench, " Pagi  hari ", where="lang:id", order=Order.OLDEST)
    assert saved.name == "Pagi hari"
    oldest = numbers(bench, saved.term)
    assert oldest == numbers(bench, "lang:id")[::-1]
    assert numbers(bench, saved.term, Order.NEWEST) == oldest[::-1]
    assert set(numbers(bench, f"-{saved.term}")) == set(numbers(bench, "")) - set(oldest)
    assert numbers(bench, 'in:"PAGI HARI" outlet:pesisir') == numbers(
        bench, "lang:id outlet:pesisir", Order.OLDEST
    )
    assert listing_of(bench, saved.term).selection == saved
    assert listing_of(bench, f"-{saved.term}").selection is None
    assert {one.article.number for one in taken(bench, Choice(where=saved.term)).articles} == set(
        oldest
    )


def test_saving_again_changes_ones_own_and_undo_brings_it_back(bench: Workbench) -> None:
    first = save_selection(bench, "pagi", where="lang:id", owner="ana")
    again = save_selection(bench, "PAGI", where="lang:en", order=Order.CHECK, is_watch=True)
    assert again.uid == first.uid
    assert (again.name, again.owner, again.kinds) == ("PAGI", "", ("watch",))
    assert undo(bench)
    assert find_selection(bench, "pagi") == first
    assert redo(bench)
    assert find_selection(bench, "pagi") == again
    dropped = drop_selection(bench, "pagi")
    assert dropped == again
    with pytest.raises(NotFoundError):
        find_selection(bench, "pagi")
    assert undo(bench)
    assert find_selection(bench, "pagi") == again
    assert not list(verify(bench.store))


def test_what_was_saved_since_at_another_desk_is_not_dropped_unseen(bench: Workbench) -> None:
    seen = save_selection(bench, "pagi", where="lang:id")
    now = save_selection(bench, "pagi", where="lang:en", seen=seen)
    for act in (drop_selection, freeze_selection):
        with pytest.raises(ConflictError, match="was saved since at another desk"):
            act(bench, "pagi", seen=seen)
    assert find_selection(bench, "pagi") == now
    drop_selection(bench, "pagi", seen=now)


def test_nobody_changes_a_colleagues(bench: Workbench) -> None:
    save_selection(bench, "pagi", where="lang:id", owner="budi")
    budi = bench_on(bench.store, "budi", first=20_000)
    for act in (drop_selection, freeze_selection, save_selection):
        with pytest.raises(UsageError, match="ana's"):
            act(budi, "pagi")
    assert [one.selection.owner for one in list_selections(budi)] == ["budi"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, 'a"b', "a\x1bb", "a\u202eb"])
def test_a_name_that_cannot_be_written_in_a_filter_is_refused(bench: Workbench, name: str) -> None:
    with pytest.raises(UsageError):
        save_selection(bench, name)
    assert list_selections(bench) == []


def test_selections_are_in_each_other_only_so_deep(bench: Workbench) -> None:
    save_selection(bench, "s0", where="lang:id")
    for place in range(1, 6):
        save_selection(bench, f"s{place}", where=f"in:s{place - 1} in:s{place - 1}")
    assert numbers(bench, "in:s5") == numbers(bench, "lang:id")
    with pytest.raises(UsageError, match="one in the other"):
        save_selection(bench, "s6", where="in:s5 in:s5")


def test_no_selection_is_in_itself(bench: Workbench) -> None:
    save_selection(bench, "a", where="lang:id")
    save_selection(bench, "b", where="in:a")
    save_selection(bench, "c", where="-in:b")
    for where in ("in:a", "in:b", "lang:id -in:c"):
        with pytest.raises(UsageError, match="in itself"):
            save_selection(bench, "a", where=where)
    with pytest.raises(NotFoundError):
        save_selection(bench, "a", where="in:nobody")
    with pytest.raises(UsageError):
        save_selection(bench, "a", where="colour:red")
    assert find_selection(bench, "a").where == "lang:id"


def test_what_names_a_dropped_one_says_so_and_hurts_nothing_else(bench: Workbench) -> None:
    save_selection(bench, "a", where="lang:id")
    save_selection(bench, "b", where="in:a")
    drop_selection(bench, "a")
    (standing,) = list_selections(bench)
    assert standing.progress is None
    assert "no selection 'a'" in standing.problem
    with pytest.raises(NotFoundError):
        numbers(bench, "in:b")


def test_a_ring_in_the_database_is_told_not_followed(bench: Workbench) -> None:
    """Saving refuses one; a journal that somebody else wrote may still hold it."""
    first = save_selection(bench, "a", where="lang:id")
    save_selection(bench, "b", where="in:a")
    ring = replace(first, where="in:b")
    change = Change("selection", first.uid, first.to_record(), ring.to_record())
    bench.act("save selection", [change])
    with pytest.raises(UsageError, match="in itself"):
        numbers(bench, "in:a")
    assert all("in itself" in standing.problem for standing in list_selections(bench))


def test_a_set_keeps_its_articles(bench: Workbench, tmp_path: Path) -> None:
    save_selection(bench, "ekspor", where="lang:en state:new")
    before = numbers(bench, "in:ekspor")
    with pytest.raises(UsageError, match="no set"):
        set_filter(bench, "ekspor")
    frozen = freeze_selection(bench, "ekspor")
    assert frozen.is_set
    set_state(bench, view_article(bench, before[0]), ReadingState.DONE)
    imported(bench, tmp_path, "A New One\n\nWords in English of the day, said a man.\n", lang="en")
    assert numbers(bench, set_filter(bench, "EKSPOR")) == before
    assert {a.article.number for a in taken(bench, Choice(set="ekspor")).articles} == {*before}
    with pytest.raises(UsageError, match="frozen already"):
        freeze_selection(bench, "ekspor")
    with pytest.raises(UsageError, match="is a set"):
        save_selection(bench, "ekspor")
    assert not list(verify(bench.store))


def test_an_empty_or_huge_one_is_not_frozen(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_selection(bench, "kosong", where="lang:xx")
    with pytest.raises(UsageError, match="no article"):
        freeze_selection(bench, "kosong")
    monkeypatch.setattr(service, "MOST_FROZEN", 3)
    save_selection(bench, "semua")
    with pytest.raises(UsageError, match="at most 3"):
        freeze_selection(bench, "semua")


def test_progress_counts_down_with_the_work(bench: Workbench) -> None:
    save_selection(bench, "pagi", where="lang:en", owner="ana")
    (standing,) = list_selections(bench)
    before = standing.progress
    assert before
    assert before.done == 0
    assert before.total == len(numbers(bench, "in:pagi"))
    number = numbers(bench, "in:pagi")[0]
    view = view_article(bench, number)
    accept_fact(bench, view, view.open_questions()[0])
    after = progress_of(bench, listing_of(bench, "in:pagi"))
    assert (after.total, after.done) == (before.total, 0)
    assert after.questions == before.questions - 1
    left = len(view_article(bench, number).open_questions())
    set_state(bench, view_article(bench, number), ReadingState.DONE)
    last = progress_of(bench, listing_of(bench, "in:pagi"))
    assert (last.done, last.questions) == (1, after.questions - left)
    budi = bench_on(bench.store, "budi", first=20_000)
    assert list_selections(budi)[0].progress == last, "how far its owner is, whoever asks"
    assert progress_of(budi, listing_of(budi, "in:pagi")) == before


def test_a_watch_says_what_came_since_each_looked(bench: Workbench, tmp_path: Path) -> None:
    watch = save_selection(bench, "inggris", where="lang:en", is_watch=True)
    first = look_at(bench, watch)
    assert (first.new, first.looked_at) == (0, "")
    imported(bench, tmp_path, "Fresh Words\n\nThe harbour was quiet, said a man.\n", lang="en")
    (standing,) = list_selections(bench)
    assert standing.new == 1
    assert standing.looked_at
    budi = bench_on(bench.store, "budi", first=20_000)
    assert list_selections(budi)[0].looked_at == ""
    assert look_at(bench, watch).new == 1
    assert look_at(bench, watch).new == 0
    plain = save_selection(bench, "biasa", where="lang:en")
    look_at(bench, plain)
    assert bench.store.selections.look("ana", plain.uid) is None


def test_yesterday_is_the_day_before_the_one_on_which_it_is_asked(bench: Workbench) -> None:
    days = {row.number: row.published[:10] for row in list_articles(bench) if row.published}
    latest = max(days.values())
    of_latest = sorted(number for number, day in days.items() if day == latest)
    at = datetime.fromisoformat(f"{latest}T12:00:00").astimezone(UTC)
    kept = save_selection(bench, "terbaru", where="date:>=yesterday")
    for later, word in ((0, "today"), (1, "yesterday"), (3, "3d")):
        then = replaced_clock(bench, at + timedelta(days=later))
        assert sorted(numbers(then, f"date:{word}")) == of_latest
    two_later = replaced_clock(bench, at + timedelta(days=2))
    assert numbers(two_later, kept.term) == []


def test_what_came_in_since_yesterday_is_found_by_the_clock_of_the_place(bench: Workbench) -> None:
    every = set(numbers(bench, ""))
    assert set(numbers(bench, "added:>=yesterday")) == every
    later = replaced_clock(bench, datetime.fromisoformat(bench.now()) + timedelta(days=3))
    assert numbers(later, "added:>=yesterday") == []
    assert set(numbers(later, "added:>=3d")) == every


def test_sources_are_found_by_the_day_on_which_they_came_in(bench: Workbench) -> None:
    every = {row.source.uid for row in source_rows(bench, "")}
    assert {row.source.uid for row in source_rows(bench, "added:>=yesterday")} == every
    later = replaced_clock(bench, datetime.fromisoformat(bench.now()) + timedelta(days=3))
    assert source_rows(later, "added:>=yesterday") == []
    made = add_source(later, "Warga Pulau", kind=SourceKind.GROUP)
    (row,) = source_rows(later, "added:today kind:group")
    assert row.source.uid == made.uid
    assert {row.source.uid for row in source_rows(later, "-added:today")} == every
    for other in ("date", "recorded"):
        assert source_rows(later, f"{other}:>=yesterday") == [row], "it has one date only"


def test_entries_are_found_by_day_analyst_act_and_words(bench: Workbench) -> None:
    before = entries_where(bench, "", 999)
    later = replaced_clock(bench, datetime.fromisoformat(bench.now()) + timedelta(days=3))
    made = add_source(later, "Warga Pulau", kind=SourceKind.GROUP)
    rate_source(later, made.uid, "B", "tinggal di sana")
    added, rated = reversed(entries_where(later, "recorded:>=yesterday", 99))
    assert entries_where(later, "-recorded:>=yesterday", 999) == before
    assert entries_where(later, "date:today", 99) == [rated, added], "it has one date only"
    assert entries_where(later, "recorded:today", 1) == [rated], "the newest"
    assert entries_where(later, f"act:{rated.op} text:pulau", 99) == [rated]
    assert entries_where(later, "analyst:budi", 99) == []
    with pytest.raises(UsageError):
        entries_where(later, "recorded:kemarin", 99)


def test_claims_are_found_by_the_day_on_which_they_were_recorded(bench: Workbench) -> None:
    view = view_article(bench, 1)
    first = new_claim(bench, view, Span.of(view.text, 0, 4))
    later = replaced_clock(bench, datetime.fromisoformat(bench.now()) + timedelta(days=3))
    second = new_claim(later, view_article(bench, 1), Span.of(view.text, 5, 9))
    edit_claim(later, view_article(bench, 1), replace(first, note="dilihat lagi"))
    for words, found in {
        "recorded:today": {second},
        "recorded:=today": {second},
        "-recorded:today": {first},
        "recorded:=3d": {first},
        "recorded:3d": {first, second},
        "recorded:>=3d": {first, second},
        "recorded:>3d": {second},
        "recorded:<today -recorded:3d": set(),
        f"recorded:<={bench.now()[:4]}": {first, second},
    }.items():
        uids = {row.claim.uid for row in list_claims(later, words)}
        assert uids == {one.uid for one in found}, words


def test_an_act_that_brought_many_claims_is_asked_once_when_they_were_recorded(
    empty: Workbench, tmp_path: Path
) -> None:
    imported(empty, tmp_path, "Hujan turun di hulu sejak pagi.")
    span, article = Span(0, 5, "Hujan"), empty.store.articles.get(1).uid

    claims = [Claim(empty.uid(), article, empty.analyst, span) for _ in range(2_000)]
    empty.act("import", [Change("claim", one.uid, None, one.to_record()) for one in claims])

    def find() -> None:
        assert next(list_claims(empty, "recorded:<today"), None) is None

    assert_costs(find, lambda: list(list_claims(empty)), at_most=0.2)


def replaced_clock(bench: Workbench, now: datetime) -> Workbench:
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Workbench(bench.store, bench.analyst, now=lambda: stamp, uid=bench.uid)
