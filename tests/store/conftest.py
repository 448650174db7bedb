"""The conformance suite: what any kind of store does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from stores import Stores

if TYPE_CHECKING:
    from workbench.verbs.store import Store


@pytest.fixture
def store(stores: Stores) -> Iterator[Store]:
    """An empty store of each kind."""
    with stores.open() as opened:
        yield opened
