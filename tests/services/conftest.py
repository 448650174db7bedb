"""The sample set, imported once into each kind of store; each test works on a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from services_cases import bench_on, sample_database
from stores import StoreKind, Stores

from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.verbs.store import Place


@pytest.fixture(scope="session")
def template(store_kind: StoreKind, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return sample_database(tmp_path_factory.mktemp("sample"), store_kind)


@pytest.fixture
def bench(stores: Stores, template: Place) -> Iterator[Workbench]:
    """Ana's workbench over the sample set."""
    with stores.copied(template) as store:
        yield bench_on(store, first=10_000)


@pytest.fixture
def empty(stores: Stores) -> Iterator[Workbench]:
    """Ana's workbench over nothing."""
    with stores.open("empty") as store:
        yield bench_on(store)
