"""Every real file of a peer that is at hand: taken in, or refused by its name with nothing done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import bench_on, is_sound, records
from stores import Stores

from workbench.errors import DataError, UsageError
from workbench.policy import OPEN
from workbench.services.annotation_import import chosen_format, import_annotations
from workbench.services.workbench import Workbench

SHARED = Path(os.environ.get("WORKBENCH_SHARED", Path(__file__).parents[2].parent / "shared"))
FILES = sorted(path for path in (SHARED / "peer-data").rglob("*") if path.is_file())


@pytest.fixture
def bench(stores: Stores) -> Iterator[Workbench]:
    """Rina's workbench over nothing."""
    with stores.open("rina") as store:
        yield bench_on(store, "rina")


def outcome(bench: Workbench, path: Path) -> tuple[str, str]:
    """The format in which a file was taken in, or why it was not."""
    try:
        name = chosen_format(path, None, OPEN)
        import_annotations(bench, name, path)
    except (DataError, UsageError) as error:
        return "", str(error)
    return name, ""


@pytest.mark.skipif(not FILES, reason="no shared files of peers")
def test_real_files_are_taken_in_or_refused_by_name(bench: Workbench) -> None:
    read = set()
    for path in FILES:
        before = records(bench.store)
        name, why = outcome(bench, path)
        if name:
            read.add(name)
        else:
            assert path.name in why
            assert records(bench.store) == before, path.name
    assert read == {"label-studio", "doccano", "web-annotation"}
    assert is_sound(bench)
