"""The line of time over a real database: when things are of and when they were said, as of a day,
as it was recorded by then, and who sees what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import bench_on, blind, imported
from stores import Stores

from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.claim import ClaimState
from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact
from workbench.domain.timeline import Along, Dated, in_order
from workbench.errors import UsageError
from workbench.present.timeline import moment_words
from workbench.services.annotate import edit_claim
from workbench.services.history import undo
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_fact, answer_fact
from workbench.services.timeline import NOW, AsOf, dated, numbers_until, read_statements
from workbench.services.view import view_article
from workbench.services.which import numbers_of, which_chosen
from workbench.services.workbench import Workbench

FLOOD = (
    "Banjir Melanda Awu\n\nSembilan orang tewas pada Senin malam, kata Kepala Dinas Sari Melati, "
    "Selasa (3/3/2026) pukul 14.00. “Tanggul jebol pada 1998,” kata dia.\n",
    "Tanggul Diperbaiki\n\nTanggul itu selesai dibangun pada April 2025, kata Menteri Bayu "
    "Pratama. “Kami menunggu sejak lama,” kata dia.\n",
)


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    with stores.open("flood") as store:
        bench = bench_on(store)
        for day, text in zip(("2026-03-03", "2026-03-05"), FLOOD, strict=True):
            imported(bench, tmp_path, text, outlet="Kapal Pos", lang="id", published=day)
        yield bench


def line(bench: Workbench, as_of: AsOf = NOW, choice: Choice = EVERYTHING) -> list[Dated]:
    return in_order(
        dated(read_statements(bench, numbers_of(bench, which_chosen(bench, choice)), as_of)),
        Along.HAPPENED,
    )


def told(rows: list[Dated], words: str) -> Dated:
    (one,) = [one for one in rows if words in one.stated.span.exact]
    return one


def question(bench: Workbench, number: int, words: str) -> Fact:
    found = view_article(bench, number).found.questions
    return next(one for one in found if words in one.span.exact)


def accepted(bench: Workbench, number: int, words: str) -> str:
    """Uid of the claim."""
    fact = question(bench, number, words)
    accept_fact(bench, view_article(bench, number), fact)
    claim = view_article(bench, number).claim_of(fact.id)
    assert claim
    return claim.uid


def timed(bench: Workbench, uid: str, time: str) -> None:
    """The claim's time as an analyst writes it."""
    claim = bench.store.claims.get(uid)
    number = bench.store.articles.numbers_of([claim.article])[claim.article]
    edit_claim(bench, view_article(bench, number), claim.with_words("time", time))


def test_what_is_said_stands_where_its_words_say_that_it_was(desk: Workbench) -> None:
    rows = line(desk)
    nine = told(rows, "Sembilan")
    assert moment_words(nine.timed.happened) == "2026-03-02 18–05h"
    assert moment_words(nine.timed.said) == "2026-03-03 14:00"
    assert nine.timed.said
    assert nine.timed.said.printed == "Selasa (3/3/2026) pukul 14.00"
    assert moment_words(told(rows, "jebol").timed.happened) == "1998"
    assert moment_words(told(rows, "April").timed.happened) == "2025-04"
    waited = told(rows, "menunggu")
    assert waited.timed.happened is None, "“for long” is no place on the line"
    assert moment_words(waited.timed.said) == "2026-03-05"
    words = [one.stated.span.exact for one in rows]
    assert words[0].startswith("“Tanggul jebol pada 1998")
    assert words[-1] == waited.stated.span.exact
    assert not any(one.stated.is_reviewed for one in rows)


@pytest.mark.parametrize(
    ("written", "shown", "unplaced"),
    [
        ("Senin malam", "2026-03-02 18–05h", ""),
        ("kemarin", "2026-03-02", ""),
        ("2026-02-28 09:15", "2026-02-28 09:15", ""),
        ("1998", "1998", ""),
        ("sekitar tahun 1965", "about 1965", ""),
        ("abad ke-9", "800–899", ""),
        ("BC0044", "44 BC", ""),
        ("tahun 44 SM", "", "tahun 44 SM"),
        ("ratusan tahun lalu", "", "ratusan tahun lalu"),
        ("2026-02-31", "", "2026-02-31"),
        ("2026-02-28 25:15", "2026-02-28", ""),
        ("entah kapan \x1b[2J", "", "entah kapan \x1b[2J"),
    ],
)
def test_what_an_analyst_wrote_of_the_time_counts_before_what_the_words_say(
    desk: Workbench, written: str, shown: str, unplaced: str
) -> None:
    timed(desk, accepted(desk, 1, "jebol"), written)
    one = told(line(desk), "jebol")
    assert moment_words(one.timed.happened) == shown
    assert one.timed.unplaced == unplaced
    assert one.stated.is_reviewed


def test_what_was_rejected_or_withdrawn_stands_nowhere(desk: Workbench) -> None:
    answer_fact(desk, view_article(desk, 1), question(desk, 1, "jebol"), Verdict.REJECTED)
    uid = accepted(desk, 1, "Sembilan")
    view = view_article(desk, 1)
    claim = view.claim(uid)
    assert claim
    edit_claim(desk, view, replace(claim, state=ClaimState.WITHDRAWN))
    assert not [one for one in line(desk) if one.stated.article.number == 1]


def test_damaged_facts_are_computed_anew_and_all_that_is_read_with_them_stands_there(
    desk: Workbench, only_file: SqliteFile
) -> None:
    whole = [one.stated.span for one in line(desk)]
    with only_file.by_hand(desk.store.place.file) as other:
        other.execute("UPDATE extraction SET document = zeroblob(9) WHERE article_id = 2")
    assert [one.stated.span for one in line(desk)] == whole
    assert desk.store.take_damage() == ["the facts of #2 were damaged: they are computed anew"]
    assert [one.stated.span for one in line(desk)] == whole
    assert desk.store.take_damage() == []


def test_as_of_a_day_only_what_was_published_by_then_counts(desk: Workbench) -> None:
    assert {one.stated.article.number for one in line(desk, AsOf.of("2026-03-03"))} == {1}
    assert {one.stated.article.number for one in line(desk, AsOf.of("2026-03"))} == {1, 2}
    assert line(desk, AsOf.of("2026-02")) == []


def test_what_counts_as_of_a_day_is_among_what_may_have_been_published_by_then(
    desk: Workbench,
) -> None:
    def until(words: str) -> list[int]:
        return [*numbers_until(desk, [2, 1], AsOf.of(words))]

    assert [until(words) for words in ("", "2026-03-05", "2026-03-03", "2026-02")] == [
        [2, 1], [2, 1], [1], [],
    ]  # fmt: skip
    set_metadata(desk, 2, {"published": "2026-03"})
    assert until("2026-03-03") == [2, 1], "some day of that month"
    assert {one.stated.article.number for one in line(desk, AsOf.of("2026-03-03"))} == {1}
    set_metadata(desk, 2, {"published": ""})
    assert until("2026") == [1]
    for words in ("soon", "2026-02-31", "BC0044", "2026-03-03T10:00", "202", "2026-W12", "٢٠٢٦"):
        with pytest.raises(UsageError):
            AsOf.of(words)
    with pytest.raises(UsageError):
        AsOf.of("", is_recorded=True)


def test_hours_of_two_clocks_stand_in_the_order_of_one(stores: Stores, tmp_path: Path) -> None:
    with stores.open("clocks") as store:
        bench = bench_on(store)
        for at in ("2026-03-04T10:00+07:00", "2026-03-04T08:00Z", "2026-03-04T18:00+07:00"):
            text = f"Pulang\n\n“Kami pulang,” kata Joko Susilo. Terbit {at}.\n"
            imported(bench, tmp_path, text, lang="id", published=at)
        rows = in_order(dated(read_statements(bench, [3, 2, 1])), Along.SAID)
        assert [one.stated.article.number for one in rows] == [1, 2, 3]
        assert moment_words(rows[1].timed.said) == "2026-03-04 15:00"


def test_an_article_of_no_known_day_was_out_by_none(desk: Workbench, tmp_path: Path) -> None:
    imported(desk, tmp_path, "Tanpa Hari\n\n“Kami pulang,” kata Joko Susilo.\n", lang="id")
    assert 3 in {one.stated.article.number for one in line(desk)}
    assert 3 not in {one.stated.article.number for one in line(desk, AsOf.of("2030"))}


def test_as_recorded_by_a_day_claims_and_answers_are_as_they_were(desk: Workbench) -> None:
    uid = accepted(desk, 1, "jebol")  # the clock of this bench is at the 4th of March
    timed(desk, uid, "1997")
    answer_fact(desk, view_article(desk, 1), question(desk, 1, "Sembilan"), Verdict.REJECTED)
    later = replace(desk, now=lambda: "2026-03-06T12:00:00Z")
    timed(later, uid, "1999")
    accept_fact(later, view_article(later, 1), question(later, 1, "Sembilan"))
    accepted(later, 2, "April")
    then = line(desk, AsOf.of("2026-03-05", is_recorded=True))
    assert moment_words(told(then, "jebol").timed.happened) == "1997"
    assert [one for one in then if "Sembilan" in one.stated.span.exact] == []
    assert not told(then, "April").stated.is_reviewed, "nobody had accepted it"
    today = line(desk, AsOf.of("2026-03-05"))
    assert moment_words(told(today, "jebol").timed.happened) == "1999"
    assert told(today, "Sembilan").stated.is_reviewed
    assert told(today, "April").stated.is_reviewed
    assert line(desk, AsOf.of("2026-03-03", is_recorded=True)) == [], "no article was here"


def test_what_was_taken_out_since_is_there_as_recorded_then(desk: Workbench) -> None:
    uid = accepted(desk, 1, "jebol")
    later = replace(desk, now=lambda: "2026-03-06T12:00:00Z")
    undo(later)
    assert not told(line(desk), "jebol").stated.is_reviewed
    then = told(line(desk, AsOf.of("2026-03-05", is_recorded=True)), "jebol")
    assert then.stated.claim
    assert then.stated.claim.uid == uid
    assert then.stated.chain.words == ["Kapal Pos", "Sari Melati"]


def test_what_a_clock_that_is_behind_stamped_hides_nothing_that_was_done_since(
    desk: Workbench,
) -> None:
    uid = accepted(desk, 1, "jebol")
    timed(desk, uid, "1997")
    ahead = replace(desk, now=lambda: "2026-03-06T12:00:00Z")
    timed(ahead, uid, "1999")
    other = accepted(ahead, 1, "Sembilan")
    timed(desk, other, "2001")  # at the 4th of March, behind entries of the 6th
    then = line(desk, AsOf.of("2026-03-05", is_recorded=True))
    assert moment_words(told(then, "jebol").timed.happened) == "1997"
    assert moment_words(told(then, "Sembilan").timed.happened) == "2001", "it was recorded by then"


def test_a_colleagues_work_stands_there_once_ones_own_judgement_does(desk: Workbench) -> None:
    budi = replace(desk, analyst="budi")
    timed(budi, accepted(budi, 1, "jebol"), "1997")
    for as_of in (NOW, AsOf.of("2026-03-31", is_recorded=True)):
        hidden = told(line(blind(desk), as_of), "jebol")
        assert not hidden.stated.is_reviewed
        assert moment_words(hidden.timed.happened) == "1998"
        assert told(line(desk, as_of), "jebol").stated.is_reviewed
    undo(replace(budi, now=lambda: "2026-04-02T12:00:00Z"))
    undo(replace(budi, now=lambda: "2026-04-02T12:00:00Z"))
    then = AsOf.of("2026-03-31", is_recorded=True)
    assert not told(line(blind(desk), then), "jebol").stated.is_reviewed
    assert moment_words(told(line(desk, then), "jebol").timed.happened) == "1997"
