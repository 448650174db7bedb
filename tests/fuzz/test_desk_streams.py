"""The desk itself under a few hundred streams: journal unchanged, alive, terminal restored.

The long form: `python tests/fuzz/fuzz_desk.py 20000`.
"""

from __future__ import annotations

from pathlib import Path

from desk_driver import SAMPLE, library
from fuzz_desk import fuzz


def test_the_desk_outlives_streams_of_bytes_and_nothing_acts(tmp_path: Path) -> None:
    fuzz(library(tmp_path / "desk.db", SAMPLE), 300, seed=4)
