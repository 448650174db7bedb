"""`docs/reliability.md`, made of what the last runs of the fault suite recorded:
`python tests/faults/reliability.py` writes it.

The table holds what was tried; what is not promised follows from how the program is built, and is
written here by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RECORD = Path(__file__).with_name("record.json")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"

HEAD = """\
# Reliability

What is called done is in the file. This page says which faults that was tried against, with the
real program in processes of its own, real kills, real full disks; and what is not promised.

Made by `python tests/faults/reliability.py` of the record of the last runs
(`tests/faults/record.json`); a test compares the two. `python tests/faults/run_faults.py [ROW ...]`
runs the rows again, some for many minutes; each in short is part of the test suite.
"""

NOT_PROMISED = """\
## What is not promised

- **A disk that lies.** Acts are on the disk when `fsync` says so. A disk, controller or
  hypervisor that says so too early can lose what was called done when the power goes. Imports and
  computed facts wait for no `fsync` after each batch: after a loss of power the last ones may
  have to be run again, and a rerun gives the same content. When a disk fails to sync a commit, the
  act is refused and written over; a kill or a loss of power in that very moment can leave it there.
- **Network file systems.** They are refused for writing, by what the kernel calls them. One that
  calls itself otherwise is not recognised.
- **Two changes within one look.** A file that is written over past SQLite is noticed by its size
  and time. Somebody who writes over it in the same moment in which another program folds its log
  in is not noticed before `workbench verify`.
- **Who may write the file.** Texts are proved by their hashes and what people did by a chain of
  hashes. Who may write to the file can write another chain; only a head that was kept elsewhere
  (`workbench verify --head`) shows that.
- **What stands in no file yet.** The words of an open prompt are kept aside while you rest, not
  at every key: a kill takes the last ones. Reading places, time per article and when a watch was
  last looked at are tried, never required.
- **Damage on the disk.** It is told, not prevented: `workbench backup` before you need it. What
  can be computed again (facts, search) is; texts and people's work come from a copy, or, as far as
  they can be read, from `workbench salvage`.
- **Dates under a wrong clock.** Times say what the clock said. The order of acts is that of their
  numbers.
- **Python's own files.** Started from a checkout for the first time on a disk that is full, Python
  may leave half of a compiled file, and end with an internal error at each start until the
  `__pycache__` folders are removed. An installed package has them already.
- **Memory that flips, a kernel that is broken, root.** Nobody is told.
"""


def records() -> list[dict[str, Any]]:
    """What is kept of the last run of each row."""
    kept: list[dict[str, Any]] = json.loads(RECORD.read_text("utf-8"))
    return kept


def page(kept: list[dict[str, Any]]) -> str:
    """The page of a record."""
    tried, survived, lost = (sum(one[what] for one in kept) for what in COUNTS)
    parts = [
        HEAD,
        f"Faults tried: **{tried:,}**. Survived: **{survived:,}**. Lost: **{lost:,}**.\n",
        f"{_span([one['date'] for one in kept])}; Python {_listed(kept, 'python')}, "
        f"SQLite {_listed(kept, 'sqlite')}, {_listed(kept, 'system')}.\n",
        "## What was tried\n",
        "| row | fault | tried | survived | lost | what was checked |\n|---|---|---|---|---|---|\n"
        + "".join(map(_line, kept)),
        NOT_PROMISED,
    ]
    return "\n".join(parts)


COUNTS = ("tried", "survived", "lost")


def _line(one: dict[str, Any]) -> str:
    counts = " | ".join(f"{one[what]:,}" for what in COUNTS)
    counted = ", ".join(f"{count:,} {what}" for what, count in one["counted"].items())
    checked = f"{one['checked']} ({counted})" if counted else one["checked"]
    return f"| {one['name']} | {one['fault']} | {counts} | {checked} |\n"


def _listed(kept: list[dict[str, Any]], what: str) -> str:
    return ", ".join(sorted({str(one[what]) for one in kept}))


def _span(dates: list[str]) -> str:
    return " to ".join(sorted({min(dates), max(dates)}))


if __name__ == "__main__":
    PAGE.write_text(page(records()), "utf-8")
