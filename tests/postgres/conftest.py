"""What is about the server, and not about any store: only where its tests are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import postgres_stores
import pytest
from far_server import Line
from postgres_server import server
from stores import KINDS

if TYPE_CHECKING:
    from workbench.postgres import Store


@pytest.fixture(scope="session", autouse=True)
def asked_for() -> None:
    """Skips all of it, visibly, elsewhere."""
    if "postgres" not in KINDS:
        pytest.skip("no server is asked for ($WORKBENCH_POSTGRES)")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """What opens a store on one database of the test's own, as often as it is called."""
    from workbench.postgres import open_store

    place = postgres_stores.place(tmp_path, "bench")
    place.open().close()
    stores: list[Store] = []

    def again() -> Store:
        stores.append(open_store(postgres_stores.address(place), patience_ms=3_000))
        return stores[-1]

    yield again
    for store in stores:
        store.close()
    postgres_stores.clear(tmp_path)


@pytest.fixture
def far(tmp_path: Path) -> Iterator[tuple[Store, Line]]:
    """A store at the other end of a line."""
    from workbench.postgres import address_of, open_store

    place = postgres_stores.place(tmp_path, "far")
    place.open().close()
    line = Line()
    words = postgres_stores.words_of(place)
    words = words.replace(f":{server().port}/", f":{line.port}/")
    with open_store(address_of(words)) as store:
        line.rests = lambda: not store._connections._ending  # moments that end by themselves
        yield store, line
    line.close()
    postgres_stores.clear(tmp_path)
