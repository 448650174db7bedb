"""Peers: the libraries of those who load what leaves here; `.ci/peers` installs and runs them."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

IS_ASKED = "WORKBENCH_PEERS" in os.environ


@pytest.fixture
def peer() -> Callable[[str], Any]:
    """Imports a peer's library by name. Where peers are not asked for the test is skipped; where
    they are, one that is missing fails it."""

    def found(name: str) -> Any:
        if not IS_ASKED:
            pytest.skip("peers are run by .ci/peers")
        return import_module(name)

    return found


@pytest.fixture
def node_modules() -> Path:
    """The folder of what .ci/peers took from npm."""
    if not IS_ASKED:
        pytest.skip("peers are run by .ci/peers")
    return Path(os.environ["WORKBENCH_NODE_MODULES"])
