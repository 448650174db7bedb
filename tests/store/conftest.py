"""The stores that the conformance suite runs on: a second one joins by a line in STORES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.store import Store, open_store

STORES: dict[str, Callable[[Path], Store]] = {
    "sqlite": lambda folder: open_store(folder / "bench.db"),
}


@pytest.fixture(params=sorted(STORES))
def open_new(request: pytest.FixtureRequest) -> Callable[[Path], Store]:
    """Makes an empty store in a folder; for tests that need several."""
    return STORES[request.param]


@pytest.fixture
def store(open_new: Callable[[Path], Store], tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    with open_new(tmp_path) as opened:
        yield opened
