"""The desk beside a bare label, measured on a terminal: `python tests/bench/bench_desk.py`.

Desk and label are started in turns, so that whatever else the machine does falls on both. Prints
medians, ranges, ratios to the label and what each budget says; asserts nothing: times belong to
the machine they were taken on, and the bytes are asserted in tests/tui/test_desk_bytes.py.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from desk_run import READY, ROW, copied, start_desk, start_label  # noqa: E402
from made_articles import make_store  # noqa: E402
from terminal_meter import Cost, Terminal  # noqa: E402

Figures = defaultdict[str, list[float]]

MOVES = 5
"""Times that each move is made in a run."""

BUDGETS = {
    "library move, at the key": 90, "facts move, at the key": 90,
    "start, ms": 500, "start to the label's": 2.0, "start, bytes": 32_000,
    "library move, bytes": 420, "library move, ms": 50, "library page, bytes": 14_000,
    "facts move, bytes": 1_400, "facts move, ms": 50, "pane switch, bytes": 480,
    "accept, bytes": 1_900, "accept, ms": 100, "prompt, bytes": 520, "idle, bytes": 0,
    "peak memory, MB": 80,
}  # fmt: skip
"""What a figure's median should not exceed."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure."""

    counts: Sequence[int]
    runs: int
    idle: float
    keep: Path | None


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-desk-") as scratch:
        folder = Path(scratch)
        stores = {count: _store(options.keep or folder, count) for count in options.counts}
        desks = {count: Figures(list) for count in stores}
        label: Figures = Figures(list)
        for run in range(options.runs):
            measure_label(folder, label)
            for count, store in stores.items():
                database = copied(store, folder / f"run-{run}-{count}.db")
                measure_desk(database, folder, desks[count], idle=options.idle)
                for left in folder.glob(f"run-{run}-{count}.db*"):
                    left.unlink()
    report("bare label", label, label)
    for count, figures in desks.items():
        report(f"desk, {count:,} articles", figures, label)
    compare_starts(desks)


def measure_label(home: Path, figures: Figures) -> None:
    """One run of the label."""
    with start_label(home) as label:
        figures["start, ms"].append(label.wait("only a label"))
        label.settle()
        figures["start, bytes"].append(label.bytes)
        figures["peak memory, MB"].append(label.peak_memory())
        _ended(label)


def measure_desk(database: Path, home: Path, figures: Figures, *, idle: float) -> None:
    """One run of the desk, every step of it."""
    with start_desk(database, home) as desk:
        figures["start, ms"].append(desk.wait(ROW))
        figures["ready, ms"].append(desk.wait(READY))
        desk.settle()
        figures["start, bytes"].append(desk.bytes)
        figures["idle, bytes"].append(desk.listen(idle))
        _moves(desk, "library move", "down", figures)
        _note("library page", desk.press("pagedown"), figures)
        desk.press("home")
        _note("prompt", desk.press(":"), figures)
        desk.press("escape", quiet=0.4)
        _note("open", desk.press("enter", quiet=0.4), figures)
        desk.wait("facts")
        _moves(desk, "facts move", "down", figures)
        _note("pane switch", desk.press("tab"), figures)
        _note("pane switch", desk.press("tab"), figures)
        _note("accept", desk.press("a", quiet=0.4), figures)
        _note("back", desk.press("q", quiet=0.4), figures)
        figures["peak memory, MB"].append(desk.peak_memory())
        _ended(desk)


def report(title: str, figures: Figures, label: Figures) -> None:
    """A table: median, range, ratio to the label, budget."""
    print(f"\n{title}\n{'':24}{'median':>10}{'least':>10}{'most':>10}{'x label':>9}  budget")
    for name, values in figures.items():
        middle = median(values)
        ratio = middle / median(label[name]) if label.get(name) and figures is not label else None
        shown = f"{ratio:9.2f}" if ratio is not None else " " * 9
        row = f"{name:24}{middle:10,.1f}{min(values):10,.1f}{max(values):10,.1f}{shown}"
        said = "" if figures is label else _verdict(name, middle)
        if name == "start, ms" and ratio is not None:
            said += "; " + _verdict("start to the label's", ratio)
        print(f"{row}  {said}".rstrip())


def compare_starts(desks: dict[int, Figures]) -> None:
    """What more articles cost at the start."""
    counts = sorted(desks)
    if len(counts) < 2:
        return
    few, many = (median(desks[count]["start, ms"]) for count in (counts[0], counts[-1]))
    print(f"\nfirst rows with {counts[-1]:,} articles: {many:,.0f} ms, {many / few:.2f} times the "
          f"{few:,.0f} ms with {counts[0]:,}")  # fmt: skip


def _verdict(name: str, value: float) -> str:
    if name not in BUDGETS:
        return ""
    return f"{'within' if value <= BUDGETS[name] else 'OVER'} {BUDGETS[name]:,}"


def _moves(desk: Terminal, name: str, key: str, figures: Figures) -> None:
    desk.press(key)
    for _ in range(MOVES):
        first = desk.press(key, quiet=0.04)
        rest = desk.settle()
        figures[f"{name}, ms"].append(first.first or 0)
        figures[f"{name}, at the key"].append(first.bytes)
        figures[f"{name}, bytes"].append(first.bytes + rest.bytes)


def _note(name: str, cost: Cost, figures: Figures) -> None:
    figures[f"{name}, ms"].append(cost.last or 0)
    figures[f"{name}, bytes"].append(cost.bytes)


def _ended(program: Terminal) -> None:
    code = program.end("Q")
    if code:
        sys.exit(f"the program ended with {code}:\n{program.text()}")


def _store(folder: Path, count: int) -> Path:
    path = folder / f"made-{count}.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        begun = time.perf_counter()
        make_store(folder, count)
        print(f"{count:,} articles imported in {time.perf_counter() - begun:.1f} s")
    return path


def _options() -> Options:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--idle", type=float, default=10, help="seconds of doing nothing")
    parser.add_argument("--keep", type=Path, help="folder that keeps the databases for next time")
    given = parser.parse_args()
    return Options(given.articles, given.runs, given.idle, given.keep)


if __name__ == "__main__":
    main()
