"""A file and a server, side by side: `python tests/bench/bench_stores.py [--articles 1000000]`.

Makes libraries of a hundredth, a tenth and the whole in files (`made_library.py`), fills databases
on a server of its own with them as `workbench move` does, and has both do the same by turns. The
server is one as it would be run: it syncs, and looks after its tables by itself. CPU time is that
of this process and, told apart, of the server's; prints medians and ratios, asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count, repeat
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench_library import MEASURES, made  # noqa: E402
from made_articles import article  # noqa: E402
from made_library import ANALYST, Size  # noqa: E402
from postgres_server import Server, server_in  # noqa: E402
from server_meter import Act, Cost, Meter, held, processes_of  # noqa: E402

from workbench.services.history import undo  # noqa: E402
from workbench.services.importing import import_documents, read  # noqa: E402
from workbench.services.moving import fill  # noqa: E402
from workbench.services.places import place_of  # noqa: E402
from workbench.services.proof import verify  # noqa: E402
from workbench.services.review import accept_fact  # noqa: E402
from workbench.services.tags import Tagged, put_tags  # noqa: E402
from workbench.services.view import view_article  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402

if TYPE_CHECKING:
    from workbench.verbs.store import Store

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "log_min_messages": "error",
}
"""All else is as the server comes."""
ENOUGH_S = 2.0
"""Time after which a measure is not taken again."""
LEAST_RUNS, MOST_RUNS = 3, 25
AT_ONCE = 3_000
"""Articles that one act is on."""
IMPORTED = 100
_NO_SUCH = 5_000_000
"""From here on no library has the made articles, but those that were imported before."""
_PROVED = 100_000
"""Articles of the largest library that is proved as well."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two stores."""

    bench: Workbench
    meter: Meter


Begin = Callable[[Workbench], Iterator[Act]]
"""A measure of what changes a library: each act is made ready, and then measured."""
Runs = tuple[list[Cost], list[Cost]]
"""Those on the file, and those on the server."""


def _decisions(bench: Workbench) -> Iterator[Act]:
    for number in count(1):
        view = view_article(bench, number)
        for fact in view.open_questions()[:1]:
            yield partial(accept_fact, bench, view, fact)


def _undone(bench: Workbench) -> Iterator[Act]:
    for act in _decisions(bench):
        act()
        yield partial(undo, bench)


def _tags(bench: Workbench) -> Iterator[Act]:
    for number in count():
        most = min(AT_ONCE, bench.store.articles.count(analyst=ANALYST))
        on = Tagged(articles=range(1, most + 1))
        yield partial(put_tags, bench, [f"{bench.now()} {number}"], on)


def _tags_undone(bench: Workbench) -> Iterator[Act]:
    for act in _tags(bench):
        act()
        yield partial(undo, bench)


def _imports(bench: Workbench) -> Iterator[Act]:
    first = _NO_SUCH + bench.store.articles.count(analyst=ANALYST)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        for start in count(first, IMPORTED):
            documents = map(article, range(start, start + IMPORTED))
            lines.write_text("".join(json.dumps(one) + "\n" for one in documents), "utf-8")
            yield lambda: _emptied(import_documents(bench, read([lines])))


def _emptied(outcomes: Iterator[object]) -> None:
    assert sum(1 for _ in outcomes) == IMPORTED


WRITING: Mapping[str, Begin] = {
    "a decision": _decisions,
    "a decision undone": _undone,
    f"an act on {AT_ONCE:,} articles": _tags,
    "the same undone": _tags_undone,
    f"import of {IMPORTED} articles": _imports,
}


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.memory:
        _tell_memory(options.memory)
        return
    with tempfile.TemporaryDirectory(prefix="bench-stores-") as scratch, ExitStack() as ended:
        folder = options.keep or Path(scratch)
        folder.chmod(0o755)  # the server runs as somebody else
        (folder / "server").mkdir(exist_ok=True)
        server = server_in(folder / "server", SETTINGS)
        ended.callback(server.stop)
        before: dict[str, list[float]] = {}
        for part in options.parts:
            size = Size.of(options.articles // part)
            path = made(folder, f"library-{size.articles}.db", size)
            address = _moved(server, path, size)
            before = _compared(Meter(server), path, address, before, options.only)
            if not options.only:
                _print_whole(server, path, address, size)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument(
        "--parts", type=int, nargs="+", default=(100, 10, 1), metavar="N",
        help="which parts of so many articles there are libraries of",
    )  # fmt: skip
    parser.add_argument("--keep", type=Path, help="a folder where all stays for another run")
    parser.add_argument("--only", default="", help="measures whose name has these words in it")
    parser.add_argument("--memory", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _moved(server: Server, path: Path, size: Size) -> str:
    """The address of a database that holds what a file does."""
    name = f"library_{size.articles}"
    if not server.has(name):
        server.drop(f"{name}_part")
        server.run(f"CREATE DATABASE {name}_part")
        part = server.address(f"{name}_part")
        with place_of(str(path)).open() as store, place_of(part).open() as other:
            cost = Meter(server).taken(lambda: fill(other, store))
        server.run(f"ALTER DATABASE {name}_part RENAME TO {name}")
        print(
            f"moved in {cost.waited / 1000:,.0f} s: CPU {cost.client / 1000:,.0f} s here, "
            f"{cost.server / 1000:,.0f} s of the server",
            flush=True,
        )
    return server.address(name)


def _compared(
    meter: Meter, path: Path, address: str, before: Mapping[str, list[float]], only: str
) -> dict[str, list[float]]:
    """Print what each measure takes on both. before: CPU of each in a library of a tenth."""
    found: dict[str, list[float]] = {}
    with place_of(str(path)).open() as store, place_of(address).open() as other:
        articles = store.articles.count(analyst=ANALYST)
        print(f"\n{f'{articles:,} articles, CPU in ms':34}{'file':>10}{'server':>10}", end="")
        print(f"{'here':>8}{'x':>8}{'file^':>7}{'server^':>9}", end="")
        print(f"   waited, ms:{'file':>10}{'server':>10}{'x':>8}")
        sides = Side(Workbench(store, ANALYST), Meter()), Side(Workbench(other, ANALYST), meter)
        for name, runs in _measured(sides, only):
            found[name] = [median(run.both for run in side) for side in runs]
            _print(name, runs, found[name], before.get(name))
    return found


def _measured(sides: tuple[Side, Side], only: str) -> Iterator[tuple[str, Runs]]:
    """Each measure, and its runs on both sides."""
    for measure in MEASURES:
        if only in measure.name:
            acts = [partial(measure.act, side.bench) for side in sides]
            for act in acts:
                act()  # which loads modules, and what is asked for
            yield measure.name, _by_turns(sides, [*map(repeat, acts)])
    for name, begin in WRITING.items():
        if only in name:
            yield name, _by_turns(sides, [begin(side.bench) for side in sides])


def _by_turns(sides: tuple[Side, Side], acts: Sequence[Iterator[Act]]) -> Runs:
    """Runs on both by turns, as many as pay."""
    runs: Runs = [], []
    begun = time.monotonic()
    while len(runs[0]) < MOST_RUNS and (
        len(runs[0]) < LEAST_RUNS or time.monotonic() - begun < ENOUGH_S
    ):
        for side, ready, costs in zip(sides, acts, runs, strict=True):
            costs.append(side.meter.taken(next(ready)))
    return runs


def _print(name: str, runs: Runs, spent: list[float], before: list[float] | None) -> None:
    file, server = spent
    here = median(run.client for run in runs[1])
    print(f"{name:34}{file:>10,.1f}{server:>10,.1f}{here:>8,.1f}{server / file:>8.2f}", end="")
    grown = [
        f"{math.log10(now / then):.2f}" for now, then in zip(spent, before or [], strict=False)
    ]
    print(
        "".join(f"{one:>{width}}" for one, width in zip(grown or ("", ""), (7, 9), strict=True)),
        end="",
    )
    waited = [median(run.waited for run in side) for side in runs]
    print(f"{'':14}{waited[0]:>10,.1f}{waited[1]:>10,.1f}{waited[1] / waited[0]:>8.2f}", flush=True)


def _print_whole(server: Server, path: Path, address: str, size: Size) -> None:
    """What both take as a whole: room, memory, and the time of being proved."""
    rows = server.ask("SELECT pg_database_size(%s)", f"library_{size.articles}")
    print(f"room: {path.stat().st_size / 1e6:,.0f} MB, {rows[0][0] / 1e6:,.0f} MB on the server")
    for where in (str(path), address):
        subprocess.run([sys.executable, __file__, "--memory", where], check=True)
    memory = sum(map(held, processes_of(server)))
    print(f"memory that the server's processes hold: {memory:,.0f} MB")
    if size.articles <= _PROVED:
        for where, meter in ((str(path), Meter()), (address, Meter(server))):
            with place_of(where).open() as store:
                cost = meter.taken(partial(_proved, store))
            server_s = f"{cost.server / 1000:,.1f} s of the server"
            print(f"verify: CPU {cost.client / 1000:,.1f} s here, {server_s}")


def _proved(store: Store) -> None:
    assert not [*verify(store)]


def _tell_memory(where: str) -> None:
    """The most that a process holds that lists, seeks, opens and shows the board."""
    with place_of(where).open() as store:
        bench = Workbench(store, ANALYST)
        for measure in MEASURES:
            if measure.name.split(":")[0] in ("list", "search", "article", "board"):
                measure.act(bench)
    # What `getrusage` has is also of the process that started this one.
    status = Path("/proc/self/status").read_text()
    most = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(f"peak memory of a process that lists, seeks, opens: {most:,.0f} MB, {store.place}")


if __name__ == "__main__":
    main()
