"""Counterparts in the store: kept in the place of what was kept before, read from either side."""

from __future__ import annotations

from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import bench_on, imported
from stores import Stores

from workbench.domain.counterpart import Counterpart, Differs, Place, Stance, Unrelated
from workbench.domain.journal import Change
from workbench.services.workbench import Workbench

ONE, TWO, THREE = Place(1, 0, 5), Place(2, 3, 9), Place(3, 2, 7)
FIRST = Counterpart(TWO, ONE, Stance.UPDATES, 80, (Differs("number", "9", "1\x1b1"),))
SECOND = Counterpart(THREE, TWO, Stance.SAME, 0)


@pytest.fixture
def bench(stores: Stores, tmp_path: Path) -> Workbench:
    bench = bench_on(stores.open("three"))
    texts = (f"Kabar {number}\n\nHujan turun {number} hari.\n" for number in range(3))
    imported(bench, tmp_path, *texts, lang="id")
    return bench


def test_what_is_kept_is_read_from_either_side(bench: Workbench) -> None:
    kept = bench.store.counterparts
    kept.keep({2: [FIRST], 3: [SECOND]})
    assert kept.of([1]) == [FIRST]
    assert kept.of([2]) == kept.of([3, 2, 1]) == [FIRST, SECOND]
    assert kept.of([]) == []
    bench.store.close()


def test_what_is_kept_anew_stands_in_the_place_of_all_of_that_article(bench: Workbench) -> None:
    kept = bench.store.counterparts
    kept.keep({2: [FIRST], 3: [SECOND]})
    kept.keep({1: []})
    assert kept.of([1, 2, 3]) == [SECOND]
    again = SECOND._replace(stance=Stance.SPECIFIES, score=100)
    kept.keep({3: [again]})
    assert kept.of([2]) == [again]
    bench.store.close()


def test_unrelated_places_are_an_analysts_own_and_found_from_either_article(
    bench: Workbench,
) -> None:
    uids = bench.store.articles.uids_of([1, 2, 3])
    said = Unrelated.between((uids[1], 0, 5), (uids[2], 3, 9), "a:na", "2026-03-04T00:00:00Z")
    bench.act("unrelated", [Change("unrelated", said.uid, None, said.to_record())])
    kept = bench.store.counterparts
    assert kept.unrelated(uids[1], "a:na") == kept.unrelated(uids[2], "a:na") == [said]
    assert kept.unrelated(uids[3], "a:na") == []
    assert kept.unrelated(uids[1], "ana") == []
    bench.store.close()


def test_what_stands_between_two_is_found_from_either_by_index(
    only_file: SqliteFile, bench: Workbench
) -> None:
    asked: list[str] = []
    store, reader = bench.store, only_file.reader(bench.store)
    reader.set_trace_callback(asked.append)
    store.counterparts.unrelated("x")
    store.counterparts.unrelated("x", "ana")
    store.belongings.naming("x")
    store.sources.unalikes("x")
    for entity in ("claim", "source"):
        store.journal.standing_on(entity, "x")
    reader.set_trace_callback(None)
    plans = {one: reader.execute(f"EXPLAIN QUERY PLAN {one}").fetchall() for one in asked}
    assert len(plans) > 9
    scans = {one: plan for one, plan in plans.items() if any("SCAN" in row[3] for row in plan)}
    assert not scans
    store.close()
