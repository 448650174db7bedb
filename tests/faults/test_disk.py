"""A disk that fails to sync: what it refused is not there afterwards, whoever opens the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults_killing import acknowledged, annotating, hashes
from faults_rows import Ground, SkippedError
from faults_shim import FAILED, FOR_EVER, failing
from waiting import PATIENCE

from workbench.services.proof import verify
from workbench.store import open_store


def test_a_commit_that_could_not_be_synced_is_gone_for_whoever_opens_the_file(
    path: Path, tmp_path: Path
) -> None:
    try:
        environ = failing(
            Ground(tmp_path), path.name, call="sync", first=6, count=FOR_EVER, error=FAILED
        )
    except SkippedError as error:
        pytest.skip(str(error))
    worker = annotating(path, "ana", 1, 12, environ=environ)
    said = worker.communicate(timeout=2 * PATIENCE)[0].splitlines()
    assert worker.returncode == 0
    assert [line for line in said if line.startswith("refused BusyError")]
    with open_store(path) as store:
        assert list(verify(store)) == []
    seq, digest = acknowledged(said)[-1]
    assert (len(hashes(path)), hashes(path)[-1]) == (seq, digest)
