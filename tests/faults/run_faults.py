"""The long form of the fault suite: `python tests/faults/run_faults.py [ROW ...]`.

Runs the rows that are named, or all; what came of each is kept in `record.json` as soon as it is
there, and `docs/reliability.md` is made of that file (`reliability.py`).
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    TESTS = Path(__file__).resolve().parents[1]
    sys.path += [str(TESTS / name) for name in ("cli", "services", "store", "tui", "")]

import faults_copies
import faults_damage
import faults_disk
import faults_full
import faults_history
import faults_importing
import faults_in_actions
import faults_killing
import faults_stream
import faults_suites
import faults_time
import faults_two_desks
from faults_rows import ROOT, Ground, Row, Suite, record, run_row, run_suite
from reliability import PAGE, RECORD, page, records

ROWS: tuple[Row | Suite, ...] = (
    *faults_killing.ROWS,
    *faults_two_desks.ROWS,
    *faults_in_actions.ROWS,
    *faults_importing.ROWS,
    *faults_full.ROWS,
    *faults_disk.ROWS,
    *faults_copies.ROWS,
    *faults_time.ROWS,
    *faults_history.ROWS,
    *faults_stream.ROWS,
    *faults_damage.ROWS,
    *faults_suites.ROWS,
)


def named(words: list[str]) -> list[Row | Suite]:
    """The rows whose names begin so; all without words."""
    chosen = [row for row in ROWS if not words or any(row.name.startswith(one) for one in words)]
    if not chosen:
        raise SystemExit("no such row; there are: " + ", ".join(row.name for row in ROWS))
    return chosen


def keep(new: dict[str, object]) -> None:
    """Put what came of a row in the place of what was kept of it, and write the page anew. Rows may
    run side by side."""
    with RECORD.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = {one["name"]: one for one in (records() if RECORD.stat().st_size else [])}
        kept[new["name"]] = new
        rows = [kept[row.name] for row in ROWS if row.name in kept]
        file.truncate(0)
        file.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        file.flush()
        PAGE.write_text(page(rows), "utf-8")


def say(words: str) -> None:
    """To whoever waits."""
    print(words, file=sys.stderr, flush=True)


def main(words: list[str]) -> int:
    """Run rows; 1 when something was lost."""
    lost = 0
    with tempfile.TemporaryDirectory(prefix="workbench-faults-") as folder:
        ground = Ground(Path(folder), is_long=True)
        for row in named(words):
            began = time.monotonic()
            if isinstance(row, Row):
                outcome = run_row(ground, row, row.tries, say)
            else:
                outcome = run_suite(row, dict(os.environ) | {"PYTHONPATH": str(ROOT)}, say)
            kept = record(row, outcome, began)
            keep(kept)
            say(json.dumps(kept, ensure_ascii=False))
            lost += outcome.lost
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
