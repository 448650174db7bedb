"""The codebook over a year's work, measured: `python tests/bench/bench_codebook.py [100000]`.

Makes its own year of decisions (`made_year.py`) and a codebook of forty entries that was changed a
hundred times since. Prints the median CPU time of what is asked again and again: the version of
every decision and claim, the claims that a change may touch, what is read at each start. Asserts
nothing.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from cpu_ms import middle  # noqa: E402
from made_year import ANALYSTS, make_year  # noqa: E402

from workbench.domain.codebook import GuidelineKind  # noqa: E402
from workbench.services.board import board_query, list_claims  # noqa: E402
from workbench.services.codebook import (  # noqa: E402
    all_touched,
    find_entry,
    list_versions,
    news_since,
    read_codebook,
    versions_of,
)
from workbench.services.codebook_text import text_at  # noqa: E402
from workbench.services.flags import let_stand  # noqa: E402
from workbench.services.guidelines import add_entry, edit_entry  # noqa: E402
from workbench.services.history import undo  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

ENTRIES, CHANGES, RUNS, PAGE = 40, 100, 7, 64


def main() -> None:
    """Make the year, and tell what it takes."""
    decisions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        make_year(path, decisions)
        with open_store(path) as store:
            bench = Workbench(store, ANALYSTS[0])
            _write(bench)
            _measure(bench)


def _write(bench: Workbench) -> None:
    for number in range(ENTRIES):
        add_entry(bench, GuidelineKind.RULE, f"aturan {number}", "Kata-kata. " * 40, "mode:direct")
    for number in range(CHANGES - ENTRIES):
        seen = find_entry(bench, f"rule:aturan {number % ENTRIES}")
        edit_entry(bench, seen, words=f"Lain {number}. " * 40)
    claims = [row.claim for row in list_claims(bench, "by:me", limit=200)]
    for claim in claims:
        let_stand(bench, [claim])
    for _ in claims[::2]:
        undo(bench)


def _measure(bench: Workbench) -> None:
    print(f"{'decisions':<40}{len(versions_of(bench, 'decision')):>10,}")
    print(f"{'claims':<40}{len(versions_of(bench, 'claim')):>10,}")
    where = all_touched(bench, [find_entry(bench, "rule:aturan 1")]) or ""
    for name, act in (
        ("version of every decision", lambda: versions_of(bench, "decision")),
        ("version of every claim", lambda: versions_of(bench, "claim")),
        ("first page of touched claims", lambda: _page(bench, where)),
        ("how many are touched", lambda: _count(bench, where)),
        ("first page of all that are touched", lambda: _page(bench, all_touched(bench) or "")),
        ("all that are of the newest version", lambda: _count(bench, f"codebook:{CHANGES}")),
        ("the codebook", lambda: read_codebook(bench)),
        ("its versions", lambda: list_versions(bench)),
        ("its text", lambda: text_at(bench)),
        ("at a start, where nothing is new", lambda: news_since(bench, CHANGES)),
        ("at a start, where all is new", lambda: news_since(bench, 0)),
    ):
        print(f"{name:<40}{middle(act, RUNS):>10.1f} ms")


def _page(bench: Workbench, where: str) -> list[object]:
    return [*list_claims(bench, where, limit=PAGE)]


def _count(bench: Workbench, where: str) -> int:
    return bench.store.claims.outline(board_query(bench, where)).total


if __name__ == "__main__":
    main()
