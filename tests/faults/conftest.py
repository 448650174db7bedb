"""The sample set, imported once; faults happen to copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from services_cases import sample_database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_database(tmp_path_factory.mktemp("sample")).file


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A database of the sample set that may be broken."""
    return Path(shutil.copy(template, tmp_path / "bench.db"))
