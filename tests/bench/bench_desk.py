"""The desk beside a bare label and its peers, measured: `python tests/bench/bench_desk.py`.

All are started in turns, so that whatever else the machine does falls on every one. Prints medians,
ranges, ratios and what each budget says, and which peer is absent; asserts nothing: times belong to
the machine they were taken on, and the bytes are asserted in tests/tui/test_desk_bytes.py.
"""

from __future__ import annotations

import argparse
import signal
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

from desk_run import ARTICLE, READY, ROW, SECOND_ROW, copied, start_desk, start_label  # noqa: E402
from made_articles import make_store  # noqa: E402
from peers import PEERS, Peer  # noqa: E402
from terminal_meter import QUIET, Cost, Terminal  # noqa: E402

Figures = defaultdict[str, list[float]]

MOVES = 5
"""Times that each move is made in a run."""

HELD = 50
"""Presses of a held key in one write."""

BUDGETS = {
    "rows, CPU, to the label's": 1.2, "first move, CPU, to the label's": 1.2,
    "start, bytes": 8_000, "resume, bytes": 8_000,
    "library move, at the key": 60, "library move, ms": 10,
    "library scroll, at the key": 300, "library scroll, ms": 10, "library held, bytes": 3_000,
    "facts move, at the key": 60, "facts move, bytes": 700, "facts move, ms": 10,
    "pane switch, bytes": 600, "accept, bytes": 1_500, "prompt, bytes": 6_000,
    "help, bytes": 6_000, "which-key, bytes": 6_000, "idle, bytes": 0,
    "peak memory, MB, to the label's": 1.5,
}  # fmt: skip
"""What a figure's median should not exceed; of milliseconds, the 95th of a hundred."""
TO_NEWSBOAT = {"library page, bytes": 1.2, "library held, ms": 1.0}
"""What a figure should not exceed, as a ratio to newsboat's in the same run."""


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
        commands = {peer: _prepared(peer, folder, options.counts[-1]) for peer in present()}
        desks = {count: Figures(list) for count in stores}
        others = {peer.name: Figures(list) for peer in commands}
        label: Figures = Figures(list)
        for run in range(options.runs):
            measure_label(folder, label)
            for peer, (command, home) in commands.items():
                measure_peer(peer, command, home, others[peer.name])
            for count, store in stores.items():
                database = copied(store, folder / f"run-{run}-{count}.db")
                measure_first_keys(database, folder, desks[count])
                measure_desk(database, folder, desks[count], idle=options.idle)
                for left in folder.glob(f"run-{run}-{count}.db*"):
                    left.unlink()
    report("bare label", label, label)
    for name, figures in others.items():
        report(f"{name}, {options.counts[-1]:,} articles", figures, label)
    for count, figures in desks.items():
        beside = others.get("newsboat") if count == options.counts[-1] else None
        report(f"desk, {count:,} articles", figures, label, beside)
    compare_starts(desks)
    for peer in PEERS:
        if not peer.is_installed:
            print(f"\nABSENT: {peer.name} is not installed; nothing here was compared with it")


def present() -> list[Peer]:
    """The peers that are installed."""
    return [peer for peer in PEERS if peer.is_installed]


def _prepared(peer: Peer, folder: Path, count: int) -> tuple[list[str], Path]:
    home = folder / peer.name
    home.mkdir()
    return peer.prepare(home, count), home


def measure_label(home: Path, figures: Figures) -> None:
    """One run of the label."""
    with start_label(home) as label:
        figures["start, ms"].append(label.wait("only a label"))
        figures["start, CPU"].append(label.used)
        label.settle()
        figures["start, bytes"].append(label.bytes)
        figures["peak memory, MB"].append(label.peak_memory())
        _ended(label)


def measure_peer(peer: Peer, command: list[str], home: Path, figures: Figures) -> None:
    """One run of another program: its list of articles."""
    terminal, reached = peer.start(command, home)
    with terminal:
        figures["start, ms"].append(reached)
        figures["start, bytes"].append(terminal.bytes)
        _through_the_list(terminal, figures)
        figures["peak memory, MB"].append(terminal.peak_memory())
        terminal.end(*peer.leaving)


def measure_first_keys(database: Path, home: Path, figures: Figures) -> None:
    """What it takes from the start until a key is answered that is typed as soon as there are
    rows: one that moves, and one that opens an article."""
    for name, key, answered in (("move", "j", SECOND_ROW), ("article", "enter", ARTICLE)):
        fresh = copied(database, home / "first-keys.db")  # the place is kept there
        with start_desk(fresh, home) as desk:
            desk.wait(ROW)
            figures["rows, CPU"].append(desk.used)
            desk.type(key)
            figures[f"first {name}, ms"].append(desk.wait(answered))
            figures[f"first {name}, CPU"].append(desk.used)
            desk.settle()
            _ended(desk)
        for left in home.glob("first-keys.db*"):
            left.unlink()


def measure_desk(database: Path, home: Path, figures: Figures, *, idle: float) -> None:
    """One run of the desk, every step of it."""
    with start_desk(database, home) as desk:
        figures["start, ms"].append(desk.wait(ROW))
        figures["ready, ms"].append(desk.wait(READY))
        desk.settle()
        figures["start, bytes"].append(desk.bytes)
        figures["idle, bytes"].append(desk.listen(idle))
        _through_the_list(desk, figures)
        for step, key in (("prompt", ":"), ("help", "?"), ("which-key", "g")):
            _note(step, desk.press(key, quiet=1 if step == "which-key" else QUIET), figures)
            desk.press("escape", quiet=0.4)
        _note("open", desk.press("enter", quiet=0.4), figures)
        desk.wait("facts")
        _moves(desk, "facts move", figures)
        _note("pane switch", desk.press("tab"), figures)
        _note("pane switch", desk.press("tab"), figures)
        _note("accept", desk.press("a", quiet=0.4), figures)
        _note("back", desk.press("q", quiet=0.4), figures)
        desk.press("\x1a", quiet=0.4)
        before = desk.bytes
        desk.process.send_signal(signal.SIGCONT)
        desk.settle()
        figures["resume, bytes"].append(desk.bytes - before)
        figures["peak memory, MB"].append(desk.peak_memory())
        _ended(desk)


def _through_the_list(program: Terminal, figures: Figures) -> None:
    """The steps that every list of articles knows."""
    _moves(program, "library move", figures)
    program.press("pagedown")
    for _ in range(3):
        _note("library page", program.press("pagedown"), figures)
    program.press("home")
    for _ in range(program.rows + 5):
        program.press("down", quiet=0.02)
    _moves(program, "library scroll", figures)
    program.press("home")
    _note("library held", program.press(*["down"] * HELD), figures)
    program.press("home")


def report(title: str, figures: Figures, label: Figures, newsboat: Figures | None = None) -> None:
    """A table: median, 95th of a hundred, range, ratio to the label, budget."""
    print(f"\n{title}\n{'':27}{'median':>9}{'p95':>9}{'least':>9}{'most':>9}{'x label':>8}  budget")
    for name, values in figures.items():
        middle, late = median(values), sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
        beside = label.get("start, CPU" if name.endswith(", CPU") else name)
        ratio = middle / median(beside) if beside and figures is not label else None
        shown = f"{ratio:8.2f}" if ratio is not None else " " * 8
        row = f"{name:27}{middle:9,.1f}{late:9,.1f}{min(values):9,.1f}{max(values):9,.1f}{shown}"
        said = (
            [_verdict(name, late if name.endswith(", ms") else middle)]
            if title[:4] == "desk"
            else []
        )
        if ratio is not None and title[:4] == "desk":
            said.append(_verdict(f"{name}, to the label's", ratio))
        if newsboat and name in TO_NEWSBOAT:
            times = middle / median(newsboat[name])
            fits = "within" if times <= TO_NEWSBOAT[name] else "OVER"
            said.append(f"{times:.2f} times newsboat: {fits} {TO_NEWSBOAT[name]}")
        print(f"{row}  {'; '.join(filter(None, said))}".rstrip())


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


def _moves(program: Terminal, name: str, figures: Figures) -> None:
    program.press("down")
    for _ in range(MOVES):
        first = program.press("down", quiet=0.04)
        rest = program.settle()
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
    parser.add_argument("--articles", type=int, nargs="+", default=[200, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--idle", type=float, default=10, help="seconds of doing nothing")
    parser.add_argument("--keep", type=Path, help="folder that keeps the databases for next time")
    given = parser.parse_args()
    return Options(given.articles, given.runs, given.idle, given.keep)


if __name__ == "__main__":
    main()
