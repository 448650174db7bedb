"""Counterparts as they are found: out of articles, when their facts are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import bench_on, imported
from stores import Stores

from workbench.domain.counterpart import Stance
from workbench.domain.gist import Gist, day_of
from workbench.services.counterparts import find_counterparts, keep_counterparts
from workbench.services.extraction import extract_article
from workbench.services.metadata import set_metadata
from workbench.services.statements import Signatures
from workbench.services.workbench import Workbench
from workbench.stored.signatures import pack
from workbench.verbs.signatures import PackedSignatures

FLOOD = (
    "Banjir bandang melanda Waikilok di Kabupaten Lembata, Rabu (4/3/2026). Sedikitnya sembilan "
    "orang tewas akibat banjir bandang di Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
AGAIN = (
    "Waikilok, Lembata - Yohanes Boli, Kepala BPBD Lembata, mengatakan sembilan orang tewas akibat "
    "banjir bandang di Waikilok. Bantuan untuk Waikilok dikirim dari Lewoleba."
)
MORE = (
    "Korban banjir bandang Waikilok bertambah. Sebelas orang tewas akibat banjir bandang di "
    "Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
ELSE = (
    "Banjir bandang Waikilok belum surut. Kepala BPBD Lembata Yohanes Boli mengatakan alat berat "
    "akan dikirim ke Waikilok pekan depan untuk membuka jalan menuju pelabuhan."
)


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    with stores.open("near") as store:
        bench = bench_on(store)
        for day, text in (("04", FLOOD), ("04", AGAIN), ("06", MORE), ("06", ELSE)):
            imported(bench, tmp_path, text, outlet="", lang="id", published=f"2026-03-{day}")
        yield bench


def pairs(bench: Workbench) -> set[tuple[int, int, Stance]]:
    found = bench.store.counterparts.of(range(1, 5))
    return {(one.one.number, one.other.number, one.stance) for one in found}


def test_the_same_and_what_is_newer_are_found_and_what_is_only_later_is_not(
    desk: Workbench,
) -> None:
    found = pairs(desk)
    assert (2, 1, Stance.SAME) in found
    assert {(3, 1, Stance.SAME), (3, 2, Stance.SAME)}.isdisjoint(found)
    assert not [one for one in found if 4 in one[:2]]


@pytest.mark.parametrize(
    "order", [[[1, 2, 3, 4]], [[4, 3, 2, 1]], [[2], [4], [1], [3]], [[3], [1]]]
)
def test_it_is_one_in_whose_turn_a_pair_is_found(desk: Workbench, order: list[list[int]]) -> None:
    before = desk.store.counterparts.of(range(1, 5))
    assert before
    for numbers in order:
        keep_counterparts(desk, numbers)
    assert desk.store.counterparts.of(range(1, 5)) == before


def test_what_is_kept_goes_with_the_day_of_its_article(desk: Workbench) -> None:
    set_metadata(desk, 2, {"published": "2026-05-04"})
    extract_article(desk, 2)
    assert not [one for one in pairs(desk) if 2 in one[:2]]


DAY = day_of("2026-03-04")
WORDS = tuple(range(1, 9))


@pytest.fixture
def crowd(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    """Forty articles that say the same on one day."""
    with stores.open("crowd") as store:
        bench = bench_on(store)
        told = [FLOOD + f" Air surut pukul {n}." for n in range(40)]
        imported(bench, tmp_path, *told, outlet="", lang="id", published="2026-03-04")
        yield bench


def test_of_many_that_say_the_same_each_is_compared_with_few_and_none_with_all(
    crowd: Workbench,
) -> None:
    numbers = range(1, 41)
    for number in numbers:
        found = find_counterparts(crowd, number, Signatures(crowd))
        assert 1 <= len({one.number for pair in found for one in pair[:2]} - {number}) <= 6
    beside = [len(crowd.store.counterparts.beside(number)) for number in numbers]
    assert min(beside) >= 1
    assert max(beside) <= 12


def test_again_and_again_a_crowd_keeps_no_more(crowd: Workbench) -> None:
    for _ in range(3):
        keep_counterparts(crowd, range(1, 41))
    beside = [len(crowd.store.counterparts.beside(number)) for number in range(1, 41)]
    assert min(beside) >= 1
    assert max(beside) <= 12


def test_of_what_many_articles_share_the_nearest_days_are_read_and_no_more_than_some(
    stores: Stores, tmp_path: Path
) -> None:
    with stores.open("days") as store:
        bench = bench_on(store)
        imported(bench, tmp_path, *(f"Hujan turun {n} kali." for n in range(300)), lang="id")
        store.gists.keep({n: Gist(DAY - 9, WORDS) for n in range(1, 281)})
        store.gists.keep({n: Gist(DAY, WORDS) for n in range(281, 301)})
        sharing, often = store.gists.sharing(300, days=14)
    of_the_day = [one for one in sharing if not one.apart]
    assert {one.number for one in of_the_day} == {*range(281, 300)}
    assert all(one.words == WORDS for one in of_the_day)
    assert 0 < sum(often.values()) <= 2_000 < 300 * len(WORDS)


def test_of_an_article_with_very_many_statements_some_are_compared(
    stores: Stores, tmp_path: Path
) -> None:
    said = " ".join(
        f'"Sedikitnya {n} orang tewas akibat banjir bandang," kata Yohanes Boli.'
        for n in range(2, 402)
    )
    with stores.open("long") as store:
        bench = bench_on(store)
        imported(bench, tmp_path, said, said + " Hujan.", lang="id", published="2026-03-04")
        assert len(bench.store.facts.of_article(1)) > 400
        assert len(Signatures(bench).of(1)) == 40
        found = list(find_counterparts(bench, 1, Signatures(bench)))
    assert len(found) <= 80


def test_what_an_article_says_is_kept_with_its_facts_and_goes_with_them(desk: Workbench) -> None:
    kept = desk.store.signatures.of([1, 2, 99])
    assert kept.keys() == {1, 2}
    set_metadata(desk, 1, {"published": "2026-03-05"})
    extract_article(desk, 1)
    assert desk.store.signatures.of([1, 2]) == {2: kept[2]} | desk.store.signatures.of([1])
    assert {one.side.core.day for one in Signatures(desk).of(1)} == {day_of("2026-03-05")}


def test_what_is_not_kept_or_by_other_rules_or_damaged_is_signed_again_and_kept(
    desk: Workbench,
) -> None:
    kept = desk.store.signatures
    before, found = kept.of([1, 2, 3]), desk.store.counterparts.of([1, 2, 3, 4])
    (run, _) = desk.store.facts.standing(1)
    assert run
    by_others = pack("another version", [])
    for document in (by_others, before[1][:-9], b"", b"x" * 99):
        kept.keep({1: PackedSignatures(run[3], document)})
        keep_counterparts(desk, [2])
        assert kept.of([1, 2, 3]) == before
        assert desk.store.counterparts.of([1, 2, 3, 4]) == found


def test_what_was_made_of_other_facts_is_never_taken(desk: Workbench) -> None:
    (run, _) = desk.store.facts.standing(2)
    assert run
    before = desk.store.signatures.of([1])[1]
    desk.store.signatures.keep({2: PackedSignatures(run[3] ^ 1, before)})
    assert desk.store.signatures.of([2]) == {}
    assert {one.place.number for one in Signatures(desk).of(2)} == {2}


def test_what_two_articles_say_in_the_same_words_is_taken_before_what_it_is_like(
    stores: Stores, tmp_path: Path
) -> None:
    told = (
        "Ledakan hebat meratakan sebuah gudang bahan kimia di Pelabuhan Tanjung Lada, Makassar, "
        "{}. Ledakan kedua dapat terdengar hingga Maros, sekitar 30 km dari pelabuhan, dan kaca "
        "rumah pecah dalam radius dua kilometer."
    )
    with stores.open("twice") as store:
        bench = bench_on(store)
        for day in ("Senin (9/3/2026) malam", "Senin malam"):
            imported(bench, tmp_path, told.format(day), lang="id", published="2026-03-09")
        text = {number: store.articles.text(number) for number in (1, 2)}
        found = [(one.one, one.other) for one in store.counterparts.of([1, 2])]
    begins = {
        (text[one.number][one.start :][:12], text[other.number][other.start :][:12])
        for one, other in found
    }
    assert begins == {("Ledakan heba",) * 2, ("Ledakan kedu",) * 2}
