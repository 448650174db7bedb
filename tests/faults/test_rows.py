"""Every row of the fault suite in short, and that the record and its page are of these rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults_rows import Ground, Row, SkippedError, Suite
from reliability import PAGE, page, records
from run_faults import ROWS


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.mark.parametrize(
    ("row", "seed"),
    [
        pytest.param(row, seed, id=f"{row.name}-{seed}")
        for row in ROWS
        if isinstance(row, Row)
        for seed in range(row.short)
    ],
)
def test_nothing_is_lost(ground: Ground, tmp_path: Path, row: Row, seed: int) -> None:
    try:
        row.attempt(ground, tmp_path, seed)
    except SkippedError as error:
        pytest.skip(str(error))


def test_the_page_is_made_of_the_record() -> None:
    """After a change: python tests/faults/reliability.py"""
    assert PAGE.read_text("utf-8") == page(records())


def test_the_record_is_of_these_rows_and_lost_nothing() -> None:
    """Else: python tests/faults/run_faults.py ROW"""
    kept = {one["name"]: one for one in records()}
    assert list(kept) == [row.name for row in ROWS]
    for row in ROWS:
        one = kept[row.name]
        assert (one["fault"], one["checked"]) == (row.fault, row.checked), row.name
        assert one["lost"] == 0, row.name
        assert one["survived"] == one["tried"], row.name
        assert not one["skipped"], row.name
        if isinstance(row, Row):
            assert row.short <= one["tried"] <= row.tries, row.name


def test_a_suite_names_tests_that_are_there() -> None:
    for row in ROWS:
        if isinstance(row, Suite):
            for name in row.tests:
                assert Path(__file__).parents[2].joinpath(name.partition("::")[0]).is_file(), name
