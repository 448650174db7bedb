"""The sample set, imported once; each test works on a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import bench_on, opened_copy, sample_database

from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_database(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def bench(template: Path, tmp_path: Path) -> Iterator[Workbench]:
    """Ana's workbench over the sample set."""
    yield from opened_copy(template, tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workbench]:
    """Ana's workbench over nothing."""
    with open_store(tmp_path / "empty.db") as store:
        yield bench_on(store)
