"""The team's page over a year's work, measured: `python tests/bench/bench_team.py [--decisions N]`.

Makes a library on which forty analysts worked for a year (`made_year.py`) and prints the CPU time
of what the page reads, for several periods, in the median of several runs. Asserts nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from cpu_ms import middle  # noqa: E402
from made_year import DECISIONS, LAST, make_year  # noqa: E402

from workbench.present.team import team_heading, team_line  # noqa: E402
from workbench.services.overseeing import (  # noqa: E402
    Asked,
    Period,
    Team,
    read_team,
    with_agreement,
)
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

RUNS = 9
GOAL_MS = 300
PERIODS = (7, 30, 90, 365)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=DECISIONS)
    parser.add_argument("--keep", type=Path, help="folder where the library is kept between runs")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = (given.keep or Path(name)) / f"year-{given.decisions}.db"
        if not path.exists():
            make_year(path, given.decisions)
        with open_store(path) as store:
            _report(Workbench(store, "ratna", now=lambda: f"{LAST}T09:00:00Z"))


def _report(bench: Workbench) -> None:
    for days in PERIODS:
        asked = Asked(Period.of_days(days, str(LAST)))
        team = read_team(bench, asked)
        took = middle(lambda asked=asked: _page(read_team(bench, asked)), RUNS)  # type: ignore[misc]
        print(
            f"{days} days: {len(team.rows)} analysts, {sum(one.answers for one in team.rows)} "
            f"answers, {took:.0f} ms (should be {GOAL_MS})"
        )
    took = middle(lambda: with_agreement(bench, team), RUNS)
    print(f"how far they agree, read beside it: {took:.0f} ms")
    asked = Asked(Period.of_days(PERIODS[0], str(LAST)), of=team.rows[0].analyst)
    took = middle(lambda: read_team(bench, asked), RUNS)
    print(f"one in full, {PERIODS[0]} days: {took:.0f} ms")


def _page(team: Team) -> None:
    """What the page paints of it."""
    team_heading(80)
    for row in team.rows:
        team_line(team, row, 78)


if __name__ == "__main__":
    main()
