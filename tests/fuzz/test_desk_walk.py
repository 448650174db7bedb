"""Some hundred keys of the long walk: the desk lives, rests and shows what it paints anew, and the
database is proved after every burst.

The long form: `python tests/fuzz/walk_desk.py 50000`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import SAMPLE, library
from walk_desk import Walk


@pytest.mark.parametrize("seed", [5])
def test_the_desk_outlives_hands_at_random(tmp_path: Path, seed: int) -> None:
    walk = Walk(library(tmp_path / "desk.db", SAMPLE), seed)
    walk.go(250)
    assert not walk.found, "\n".join(walk.found)
    assert walk.keys >= 250
