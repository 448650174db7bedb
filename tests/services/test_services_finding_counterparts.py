"""Counterparts as they are found: out of articles, when their facts are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import bench_on, imported
from stores import Stores

from workbench.domain.counterpart import Stance
from workbench.services.counterparts import keep_counterparts
from workbench.services.extraction import extract_article
from workbench.services.metadata import set_metadata
from workbench.services.workbench import Workbench

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
