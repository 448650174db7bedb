"""Agreement over many decisions, measured: `python tests/bench/bench_agreement.py [--decisions N]`.

Makes a library that five analysts have judged (`made_team.py`) and prints the CPU time of the
figures by each grouping, and of the desk's page, where everything is kept that can be and where
nothing is, in the median of several runs. Asserts nothing.
"""

from __future__ import annotations

import argparse
import gc
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from cpu_ms import middle  # noqa: E402
from made_team import TEAM, make_team  # noqa: E402

from workbench.services.agreement import (  # noqa: E402
    By,
    Figure,
    figures_of_group,
    measure_agreement,
    overview_of_agreement,
)
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

RUNS = 5
MOVED = 300


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, help="folder where the library is kept between runs")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = (given.keep or Path(name)) / f"team-{given.decisions}.db"
        if not path.exists():
            print(f"{make_team(path, given.decisions)} decisions are made")
        with open_store(path) as store:
            gc.freeze()  # as the desk does once it is loaded
            _report(Workbench(store, TEAM[0]))


def _report(bench: Workbench) -> None:
    found = measure_agreement(bench.seeing_all())
    pair = [*found.groups][1]
    print(f"{found.articles} articles judged by two or more, {len(found.groups) - 1} pairs")
    acts: dict[str, Callable[[], object]] = {
        "the page, by pair": lambda: overview_of_agreement(bench.seeing_all(), By.PAIR),
        "the page, blind": lambda: overview_of_agreement(bench, By.PAIR),
        "the page, where nothing is kept": lambda: _anew(bench.seeing_all()),
        "the page, blind, where nothing is kept": lambda: _anew(bench),
        f"the page, where {MOVED} articles moved": lambda: _moved(bench.seeing_all()),
        f"the page of {pair}": lambda: figures_of_group(bench.seeing_all(), By.PAIR, pair),
    }
    for by in By:
        acts[f"all figures by {by}"] = lambda by=by: _all(bench, by)  # type: ignore[misc]
    for name, act in acts.items():
        print(f"{name}: {middle(act, RUNS):.0f} ms")


def _anew(bench: Workbench) -> object:
    with closing(sqlite3.connect(bench.store.place.file)) as connection, connection:
        connection.execute("DELETE FROM compared_at")
    return overview_of_agreement(bench, By.PAIR)


def _moved(bench: Workbench) -> object:
    """As after a merge of sources that are named there, or after so many articles were judged."""
    with closing(sqlite3.connect(bench.store.place.file)) as connection, connection:
        connection.execute(
            "INSERT OR REPLACE INTO moved(article_id) SELECT id FROM article ORDER BY id LIMIT ?",
            (MOVED,),
        )
    return overview_of_agreement(bench, By.PAIR)


def _all(bench: Workbench, by: By) -> list[Figure]:
    found = measure_agreement(bench.seeing_all(), by)
    return [one for group in found.groups for one in found.figures(group)]


if __name__ == "__main__":
    main()
