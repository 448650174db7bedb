"""What the queue of adjudication costs: CPU milliseconds of it on a store with so many decisions of
five analysts, at first and after a ruling, before anything was ruled on and once a third of it was.

    python tests/bench/bench_adjudication.py [--decisions 50000] [--runs 7] [--keep FILE]

Makes a library that several have judged (`made_team.py`), two to an article or three, who mostly
say the same. Asserts nothing.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from cpu_ms import spent  # noqa: E402
from made_team import make_team  # noqa: E402

from workbench.domain.ruling import Cause  # noqa: E402
from workbench.services.adjudication import case_of, differing, rule, taking  # noqa: E402
from workbench.services.history import undo  # noqa: E402
from workbench.services.units import Compared  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

ADJUDICATOR = "ratna"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="the database, made where it is not there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = given.keep or Path(name) / "bench.db"
        if not path.exists():
            make_team(path, given.decisions)
        with open_store(path) as store:
            bench = Workbench(store, ADJUDICATOR)
            print(_size(path))
            print(_timed(bench, given.runs, "nothing is ruled on"))
            _rule_on_a_third(bench)
            print(_timed(bench, given.runs, "a third is ruled on"))


def _timed(bench: Workbench, runs: int, when: str) -> str:
    """Of the first look, as on the command line; and of each one after a ruling, as on the desk;
    and where nothing is kept yet."""
    first, again, anew = [], [], []
    for _ in range(runs):
        look = partial(differing, bench, compared=Compared())
        with closing(sqlite3.connect(bench.store.place.file)) as connection, connection:
            connection.execute("DELETE FROM compared_at")
        anew.append(spent(look)[0])
        look = partial(differing, bench, compared=Compared())
        took, queue = spent(look)
        first.append(took)
        row, place = queue.places[0]
        case = case_of(bench, row.number, place.uid)
        rule(bench, case, taking(case, "a"))
        again.append(spent(look)[0])
        undo(bench)
    figures = f"{median(first):.0f} ms at first, {median(again):.0f} ms after a ruling"
    figures += f", {median(anew):.0f} ms where nothing is kept"
    return f"{when}: {len(queue.rows)} articles, {len(queue.places)} differences: {figures}, CPU"


def _rule_on_a_third(bench: Workbench) -> None:
    for row in differing(bench).rows[::3]:
        for place in row.places:
            case = case_of(bench, row.number, place.uid)
            rule(bench, case, taking(case, "a"), cause=Cause.SLIP)


def _size(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return ", ".join(
            f"{connection.execute(f'SELECT count(*) FROM {table}').fetchone()[0]} {table}s"
            for table in ("article", "decision", "claim", "ruling")
        )


if __name__ == "__main__":
    main()
