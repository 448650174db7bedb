"""Work divided among many, measured: `python tests/bench/bench_dividing.py [--articles 100000]`.

Makes its own library (`made_library.py`) and divides all of it among forty analysts, each article
by two and a tenth by three. Prints the CPU time and the size of what is done once, and the median
of what is asked again and again: an analyst's queue, its first page, the parts. Asserts nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from cpu_ms import middle, spent  # noqa: E402
from made_library import Size, make_library  # noqa: E402

from workbench.domain.article import ArticleState, ReadingState  # noqa: E402
from workbench.domain.dividing import Stories  # noqa: E402
from workbench.domain.journal import Change  # noqa: E402
from workbench.services.assigned import parts_of, queue_of  # noqa: E402
from workbench.services.dividing import Division, Rule, divide_selection, move, planned  # noqa: E402
from workbench.services.history import undo  # noqa: E402
from workbench.services.listing import list_articles  # noqa: E402
from workbench.services.selections import save_selection  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

T = TypeVar("T")
PEOPLE = [f"analis{number:02}" for number in range(40)]
RUNS = 9
PAGE = 50


def main() -> None:
    """Divide, and tell what it takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        size = Size.of(given.articles)
        make_library(path, size)
        with open_store(path) as store:
            _measure(Workbench(store, PEOPLE[0]))


def _measure(bench: Workbench) -> None:
    save_selection(bench, "semua")
    rule = Rule(PEOPLE, each=2, some=3, percent=10, due="2026-12-01")
    stories = Rule(PEOPLE, each=2, stories=Stories.TOGETHER)
    _once("plan", lambda: planned(bench, "semua", rule))
    _once("plan, stories together", lambda: planned(bench, "semua", stories))
    division = _once("divide", lambda: divide_selection(bench, "semua", rule))
    print(f"{'given':<32}{division.given:>10,}")
    print(f"{'largest less smallest part':<32}{_spread(division):>10,} code points")
    (entry,) = bench.store.journal.recent(1)
    print(f"{'its entry in the journal':<32}{len(entry.to_bytes()) / 1e6:>10.1f} MB")
    _once("undo", lambda: undo(bench))
    _once("divide again", lambda: divide_selection(bench, "semua", rule))
    _finish(bench)
    _once("plan, where it stands", lambda: planned(bench, "semua", rule))
    for name, act in (
        ("queue", lambda: queue_of(bench)),
        ("first page of queue:mine", lambda: _page(bench, "queue:mine")),
        ("first page of queue:waiting", lambda: _page(bench, "queue:waiting")),
        ("first page of assigned:me", lambda: _page(bench, "assigned:me")),
        ("first page of due:<today", lambda: _page(bench, "queue:mine due:<2026-12-02")),
        ("first page of all", lambda: _page(bench, "")),
        ("parts", lambda: parts_of(bench, "semua")),
    ):
        print(f"{name:<32}{middle(act, RUNS):>10.1f} ms")
    _once("one leaves", lambda: move(bench, PEOPLE[1], PEOPLE[2:], name="semua"))


def _finish(bench: Workbench) -> None:
    """Half of what everybody has is done."""
    (selection,) = bench.store.selections.all()
    changes = [
        Change.between("state", None, ArticleState(one.article, one.analyst, ReadingState.DONE))
        for one in bench.store.assignments.given(selection.uid)[::2]
        if not one.is_finished
    ]
    for start in range(0, len(changes), 50_000):
        bench.act("done", changes[start : start + 50_000])


def _page(bench: Workbench, words: str) -> list[object]:
    return [*list_articles(bench, words, limit=PAGE)]


def _spread(division: Division) -> int:
    weights = [part.weight for part in division.parts]
    return max(weights) - min(weights)


def _once(name: str, act: Callable[[], T]) -> T:
    took, found = spent(act)
    print(f"{name:<32}{took:>10.0f} ms")
    return found


if __name__ == "__main__":
    main()
