"""One quantity over time by source: who went on to another number, what a correction took back, and
what two voices say otherwise, over a real database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import bench_on, blind, imported
from stores import Stores

from workbench.domain.choice import EVERYTHING
from workbench.domain.claim import LinkKind
from workbench.domain.quantity import Series
from workbench.domain.span import Span
from workbench.domain.timeline import moment_at
from workbench.present.numbers import amount_words, plain_lines, series_words
from workbench.present.timeline import moment_words
from workbench.services.annotate import link_claims
from workbench.services.chain import Named, claim_by
from workbench.services.numbers import quantities
from workbench.services.relating import accept_counterpart, say_unrelated
from workbench.services.review import accept_fact
from workbench.services.sources import merge_sources
from workbench.services.timeline import AsOf
from workbench.services.told_counterparts import told_counterparts
from workbench.services.view import view_article
from workbench.services.which import numbers_of, which_chosen
from workbench.services.workbench import Workbench

BANJIR = "Banjir Bandang Melanda Kota Awu\n\n"
DIES = "{} orang tewas akibat banjir bandang di Kota Awu pada Senin (2/3/2026), kata {}.\n"
ROSA, BPBD = "Kepala Kepolisian Awu Rosa Lestari", "Bupati Joko Susilo"
Desk = tuple[Workbench, Path]


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Desk]:
    with stores.open("numbers") as store:
        yield bench_on(store), tmp_path


def published(desk: Desk, day: str, outlet: str, text: str) -> None:
    bench, folder = desk
    imported(bench, folder, text, outlet=outlet, lang="id", published=day)


def everything(bench: Workbench) -> list[int]:
    """All articles."""
    return numbers_of(bench, which_chosen(bench, EVERYTHING))


def dead(desk: Desk, as_of: str = "") -> Series:
    """The quantity that is of the dead."""
    bench, _ = desk
    every = quantities(bench, everything(bench), AsOf.of(as_of), is_story=True)
    (one,) = [series for series in every if series.what == "dead"]
    return one


def test_a_voice_that_goes_on_to_another_number_of_its_own_is_a_course(desk: Desk) -> None:
    published(desk, "2026-03-03", "Kapal Pos", BANJIR + DIES.format("Empat", ROSA))
    published(desk, "2026-03-04", "Harian Awu", BANJIR + DIES.format("Sembilan", ROSA))
    one = dead(desk)
    assert series_words(one) == "dead: 4 → 9 (Rosa Lestari)"
    assert not one.is_disputed
    assert [number.when for number in one.numbers] == [
        moment and moment.extent for moment in map(moment_at, ("2026-03-03", "2026-03-04"))
    ]


@pytest.mark.parametrize("third", ["2026-03-04T18:00+07:00", "2026-03-04T11:00Z"])
def test_hours_of_two_clocks_are_told_by_one(desk: Desk, third: str) -> None:
    published(desk, "2026-03-04T10:00+07:00", "Kapal Pos", BANJIR + DIES.format("Empat", ROSA))
    published(desk, "2026-03-04T08:00Z", "Daily Awu", BANJIR + DIES.format("Sembilan", ROSA))
    published(desk, third, "Harian Awu", BANJIR + DIES.format("Sebelas", ROSA))
    one = dead(desk)
    assert series_words(one) == "dead: 4 → 9 → 11 (Rosa Lestari)"
    hours = [moment_words(number.of.timed.said)[11:] for number in one.numbers]
    assert hours == (["10:00", "15:00", "18:00"] if "+" in third else ["03:00", "08:00", "11:00"])


def test_sources_that_were_merged_are_one_voice(desk: Desk) -> None:
    published(desk, "2026-03-03", "Kapal Pos", BANJIR + DIES.format("Empat", ROSA))
    published(desk, "2026-03-04", "Harian Awu", BANJIR + DIES.format("Sembilan", f"{ROSA}ni"))
    bench, _ = desk
    for number in (1, 2):
        view = view_article(bench, number)
        accept_fact(bench, view, view.found.questions[0])
    assert series_words(dead(desk)) == "dead: 4 (Rosa Lestari); 9 (Rosa Lestarini)"
    one, other = (bench.store.sources.named(f"Rosa Lestari{end}")[0].uid for end in ("", "ni"))
    merge_sources(bench, [other], one)
    assert series_words(dead(desk)) == "dead: 4 → 9 (Rosa Lestari)"


def test_two_voices_with_two_numbers_are_no_course(desk: Desk) -> None:
    published(desk, "2026-03-03", "Kapal Pos", BANJIR + DIES.format("Empat", ROSA))
    published(desk, "2026-03-04", "Harian Awu", BANJIR + DIES.format("Sembilan", BPBD))
    one = dead(desk)
    assert series_words(one) == "dead: 4 (Rosa Lestari); 9 (Joko Susilo)"
    assert one.is_disputed
    assert not one.is_corrected


def test_a_correction_takes_a_number_back_and_is_no_dispute(desk: Desk) -> None:
    published(desk, "2026-03-03", "Kapal Pos", BANJIR + DIES.format("Empat", ROSA))
    right = DIES.format("Sembilan", ROSA).rstrip(".\n")
    published(
        desk, "2026-03-04", "Kapal Pos",
        "Ralat: Jumlah Korban Tewas Banjir Awu\n\nBerita kami menyebut empat orang tewas di Kota "
        f"Awu. Jumlah yang benar adalah sembilan orang tewas. {right}.\n",
    )  # fmt: skip
    one = dead(desk)
    assert not one.is_disputed
    assert [[number.low for number in stand.numbers] for stand in one.stands] == [[4, 9]]


@pytest.mark.parametrize(
    ("number", "words"),
    [("Puluhan", "10–99"), ("Empat hingga enam", "4–6"), ("Sekitar 40", "about 40")],
)
def test_what_is_not_exact_stays_what_it_is(desk: Desk, number: str, words: str) -> None:
    for day, outlet in (("2026-03-03", "Kapal Pos"), ("2026-03-04", "Harian Awu")):
        published(desk, day, outlet, BANJIR + DIES.format(number, ROSA))
    assert {amount_words(one) for one in dead(desk).numbers} == {words}


def test_two_events_in_two_places_are_not_of_one_quantity(desk: Desk) -> None:
    published(desk, "2026-03-03", "Kapal Pos", BANJIR + DIES.format("Empat", ROSA))
    there = "Dua orang tewas akibat tanah longsor di Kabupaten Solok pada Minggu (1/2/2026).\n"
    published(desk, "2026-03-04", "Harian Awu", f"Longsor di Solok\n\n{there}")
    bench, _ = desk
    assert quantities(bench, everything(bench), is_story=True) == []


def test_as_many_of_two_things_are_two_quantities(desk: Desk) -> None:
    for day, outlet in (("2026-03-03", "Kapal Pos"), ("2026-03-04", "Harian Awu")):
        text = f"Sebanyak 312 truk dan 312 kapal tertahan di Pelabuhan Awu, kata {BPBD}.\n\n"
        published(desk, day, outlet, f"Pelabuhan Awu Ditutup\n\n{text}Tulis {outlet}.\n")
    bench, _ = desk
    assert {one.what for one in quantities(bench, [1, 2])} == {"truck", "kapal"}


def test_what_is_counted_is_told_in_words(desk: Desk) -> None:
    for day, outlet in (("2026-03-03", "Kapal Pos"), ("2026-03-04", "Harian Awu")):
        text = f"Sebanyak 312 kereta tertahan di Stasiun Awu, kata {BPBD}.\n\nTulis {outlet}.\n"
        published(desk, day, outlet, f"Kereta Tertahan di Stasiun Awu\n\n{text}")
    bench, _ = desk
    (one,) = quantities(bench, [1, 2])
    assert series_words(one) == "train: 312 (Joko Susilo)"


def test_currencies_are_not_of_one_quantity(desk: Desk) -> None:
    for day, outlet, sum_ in (
        ("2026-03-03", "Kapal Pos", "Rp 3 miliar"), ("2026-03-04", "Harian Awu", "3 juta dolar AS"),
        ("2026-03-05", "Media Awu", "Rp 4 miliar"),
    ):  # fmt: skip
        text = f"Kerugian akibat banjir bandang di Kota Awu mencapai {sum_}, kata {BPBD}.\n"
        published(desk, day, outlet, BANJIR + text)
    bench, _ = desk
    (one,) = quantities(bench, everything(bench), is_story=True)
    assert one.articles == {1, 3}
    assert series_words(one) == "loss (IDR): 3,000,000,000 → 4,000,000,000 (Joko Susilo)"


def test_numbers_in_two_units_of_one_kind_are_compared_in_one(desk: Desk) -> None:
    for day, outlet, weight, who in (
        ("2026-03-03", "Kapal Pos", "3,5 ton", ROSA),
        ("2026-03-04", "Harian Awu", "3.500 kilogram", BPBD),
    ):
        text = f"Polisi menyita {weight} beras ilegal di Pelabuhan Awu, kata {who}.\n"
        published(desk, day, outlet, f"Beras Ilegal Disita di Pelabuhan Awu\n\n{text}")
    bench, _ = desk
    (one,) = quantities(bench, [1, 2])
    assert series_words(one) == "kg: 3,500 (Rosa Lestari, Joko Susilo)"
    assert not one.is_disputed
    assert [number.of.printed for number in one.numbers] == ["3,5 ton", "3.500 kilogram"]


def test_what_was_published_later_is_not_there_as_of_a_day(desk: Desk) -> None:
    for place, number in enumerate(("Empat", "Empat", "Sembilan")):
        text = BANJIR + DIES.format(number, ROSA)
        published(desk, f"2026-03-0{place + 3}", f"Media {place}", text)
    assert series_words(dead(desk, "2026-03-04")) == "dead: 4 (Rosa Lestari)"
    assert series_words(dead(desk)) == "dead: 4 → 9 (Rosa Lestari)"


def test_a_colleagues_claims_count_once_ones_own_judgement_stands(desk: Desk) -> None:
    for day, outlet in (("2026-03-03", "Kapal Pos"), ("2026-03-04", "Harian Awu")):
        published(desk, day, outlet, BANJIR + DIES.format("Empat", ROSA))
    bench, folder = desk
    budi = bench_on(bench.store, "budi", first=9_000)
    view = view_article(budi, 1)
    accept_fact(budi, view, view.found.questions[0])
    hidden = dead((blind(bench), folder))
    assert not any(one.of.stated.is_reviewed for one in hidden.numbers)
    assert any(one.of.stated.is_reviewed for one in dead(desk).numbers)


TRUCKS = "Truk Tertahan\n\nSebanyak 312 truk tertahan di Pelabuhan Awu, kata {}.\n\nTulis {}.\n"


def linked(bench: Workbench) -> None:
    """Accept what two articles say as one thing."""
    one = next(iter(told_counterparts(bench, view_article(bench, 1))))
    accept_counterpart(bench, one.ours, one.counterparts[0])


def test_who_called_them_unrelated_is_not_overruled_by_a_colleagues_link(desk: Desk) -> None:
    for day, outlet in (("2026-03-03", "Kapal Pos"), ("2026-03-04", "Harian Awu")):
        published(desk, day, outlet, TRUCKS.format(BPBD, outlet))
    bench, _ = desk
    budi = bench_on(bench.store, "budi", first=9_000)
    linked(budi)
    assert quantities(bench, [1, 2])
    for told in told_counterparts(bench, view_article(bench, 1)):
        for each in told.counterparts:
            say_unrelated(bench, told.ours, each)
    assert quantities(bench, [1, 2]) == []
    assert quantities(budi, [1, 2]), "her own link stands"


def test_two_claims_about_the_same_words_may_be_linked(desk: Desk) -> None:
    for day, outlet in (("2026-03-03", "Kapal Pos"), ("2026-03-04", "Harian Awu")):
        published(desk, day, outlet, TRUCKS.format(BPBD, outlet))
    bench, _ = desk
    before = quantities(bench, [1, 2])
    linked(bench)
    view = view_article(bench, 1)
    (claim,) = view.my_claims()
    shorter = Span.of(view.text, claim.span.start, claim.span.end - 2)
    again = claim_by(bench, view, shorter, Named("Joko Susilo"))
    link_claims(bench, LinkKind.CONTRADICTS, claim.uid, again.uid)
    assert [series_words(one) for one in quantities(bench, [1, 2])] == [
        series_words(one) for one in before
    ]


def test_what_is_called_unrelated_joins_nothing(desk: Desk) -> None:
    for day, outlet in (("2026-03-03", "Kapal Pos"), ("2026-03-04", "Harian Awu")):
        published(desk, day, outlet, TRUCKS.format(BPBD, outlet))
    bench, _ = desk
    (one,) = quantities(bench, [1, 2])
    assert series_words(one) == "truck: 312 (Joko Susilo)"
    assert len(list(plain_lines([one]))) == 3
    later = replace(bench, now=lambda: "2026-03-06T12:00:00Z")
    for told in told_counterparts(bench, view_article(bench, 1)):
        for each in told.counterparts:
            say_unrelated(later, told.ours, each)
    assert quantities(bench, [1, 2]) == []
    assert quantities(bench, [1, 2], AsOf.of("2026-03-05")) == []
    assert quantities(bench, [1, 2], AsOf.of("2026-03-05", is_recorded=True)), "nobody had said it"
    assert quantities(bench, [1, 2], AsOf.of("2026-03-06", is_recorded=True)) == []
