"""A million articles, measured: `python tests/bench/bench_library.py [--articles 1000000]`.

Makes its own libraries (`made_library.py`: rows copied in the schema) of a hundredth, a tenth and
the whole, and prints for each measure the CPU time in the median and at the 95th of a hundred, what
it should be, the same to a floor in the same run, and how it grows: the exponent of time and of the
steps of SQLite's machine, which no noise touches. Asserts nothing.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from made_library import (  # noqa: E402
    ANALYST,
    COMMON,
    FAR,
    RARE,
    SINCE,
    UNSPACED,
    UNSPACED_IN,
    YEARS,
    Size,
    make_library,
)  # fmt: skip

from workbench.domain.filter import ClaimSort, Order  # noqa: E402
from workbench.domain.network import Checked  # noqa: E402
from workbench.services.asking import terms_of  # noqa: E402
from workbench.services.board import board_query, list_claims, read_rows  # noqa: E402
from workbench.services.counterparts import find_counterparts  # noqa: E402
from workbench.services.exporting import export  # noqa: E402
from workbench.services.find import search_articles  # noqa: E402
from workbench.services.listing import list_articles  # noqa: E402
from workbench.services.network import circles, edges, ground_of  # noqa: E402
from workbench.services.proof import Depth, verify  # noqa: E402
from workbench.services.roster import source_rows  # noqa: E402
from workbench.services.sources import find_sources  # noqa: E402
from workbench.services.statements import Signatures  # noqa: E402
from workbench.services.view import view_article  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import Access, open_store  # noqa: E402
from workbench.store import Store as FileStore  # noqa: E402
from workbench.store.connection import Connections  # noqa: E402

ENOUGH_S = 1.0
"""CPU time after which a measure is not taken again."""
MOST_RUNS = 40
STEPS = 50
"""Steps of SQLite's machine between two counts of them."""
EXPORTED = 24_000
"""Articles, with four claims each, of the library that is exported and proved."""

Act = Callable[[Workbench], object]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is done with a library."""

    name: str
    act: Act
    goal_ms: float | None = None
    floor: Act | None = None
    """The least that it could take, in the same library."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a measure came to in one library."""

    middle_ms: float
    late_ms: float
    """The 95th of a hundred."""
    steps: int
    to_floor: float | None


def _rows(words: str, order: Order | None = None, limit: int = 100) -> Act:
    return lambda bench: list(list_articles(bench, words, order=order, limit=limit))


def _connections(bench: Workbench) -> Connections:
    """Those of the file, whose steps are counted."""
    assert isinstance(bench.store, FileStore)
    return bench.store._connections


def _sql(query: str) -> Act:
    return lambda bench: _connections(bench).read(
        lambda connection: connection.execute(query).fetchall()
    )


def _outline(words: str) -> Act:
    return lambda bench: bench.store.articles.outline(terms_of(bench, words), analyst=ANALYST)


def _deep_page(bench: Workbench) -> object:
    start = f"{SINCE.year + YEARS // 2}-06-01T06:00", 0
    return bench.store.articles.rows((), analyst=ANALYST, start=start, limit=100)


def _board(words: str = "", sort: ClaimSort = ClaimSort.NEWEST) -> Act:
    return lambda bench: read_rows(bench, board_query(bench, words, sort=sort))


def _hits(words: str) -> Act:
    return lambda bench: search_articles(bench, words, limit=40)


def _passage(bench: Workbench) -> object:
    words = bench.store.articles.text(302)[200:600].split()
    words[len(words) // 2] = "lain"  # so that it stands nowhere as it is
    return bench.store.like_search.candidates(" ".join(words), limit=200)


def _counterparts(bench: Workbench) -> object:
    """Of one of the articles that came last, each time of another one."""
    number = bench.store.kept_open.newest() - next(_TURNS)
    return list(find_counterparts(bench, number, Signatures(bench)))


_TURNS = count()


def _names(bench: Workbench) -> object:
    for words in ("hendra", "laras mi", "dinsa bara"):
        find_sources(bench, words)
    return None


def _steadily(bench: Workbench) -> object:
    return bench.store.articles.with_open_questions((), analyst=ANALYST)


_FIRST = "SELECT id FROM article ORDER BY published_key DESC, id DESC LIMIT 100"
_COUNT = "SELECT count(*) FROM article"
MEASURES = (
    Measure("list: the first 100 rows", _rows(""), 50, _sql(_FIRST)),
    Measure("list: 100 rows in the middle", _deep_page, 50, _sql(_FIRST)),
    Measure("list: outline of all", _outline(""), 280, _sql(_COUNT)),
    Measure("list: next with open questions", _steadily, 50),
    Measure("filter: author far down", _rows(f'author:"{FAR["author"]}"'), 50),
    Measure("filter: lang far down", _rows(f"lang:{FAR['lang']}"), 50),
    Measure("filter: state far down", _rows(f"state:{FAR['state']}"), 50),
    Measure("filter: date far down", _rows(f"date:<{SINCE.year}-02"), 50),
    Measure("filter: a word of a title", _rows("title:nelayan"), 50),
    Measure("filter: text, common word", _rows(f"text:{COMMON}"), None, _hits(COMMON)),
    *(
        Measure(f"filter: text, one in {many:,}", _rows(f"text:{word}"), None, _hits(word))
        for word, many in RARE.items()
    ),
    Measure("filter: text, outline", _outline(f"text:{COMMON}")),
    Measure("filter: words in a row", _rows('"bantuan beras"'), 50),
    Measure("filter: words near each other", _rows("near(kapal desa, 5)"), 50),
    Measure("filter: near, outline", _outline("near(kapal desa, 5)")),
    Measure("order: open questions", _rows("", Order.QUESTIONS), 50),
    Measure("search: 40 hits, common word", _hits(COMMON), 50),
    *(
        Measure(f"search: 40 hits, one in {many:,}", _hits(word), 50)
        for word, many in RARE.items()
    ),
    Measure(f"search: no spaces, one in {UNSPACED_IN:,}", _hits(UNSPACED), 50),
    Measure("search: a passage elsewhere", _passage, 100),
    Measure("article: open", lambda bench: view_article(bench, 302), 100),
    *(
        Measure(f"board: by {sort.value}", _board(sort=sort), 100)
        for sort in ClaimSort
    ),
    Measure("board: outline by source", lambda bench: bench.store.claims.outline(
        board_query(bench, sort=ClaimSort.SOURCE))),
    Measure("board: source:hendra", _board("source:hendra"), 100),
    Measure("board: origin:hendra", _board("origin:hendra"), 100),
    Measure("board: source:(nobody)", _board("source:niemand"), 100),
    Measure("claims: 1,000 in a row", lambda bench: list(list_claims(bench, limit=1000)), 100),
    Measure("counterparts of a new article", _counterparts, 50),
    Measure("network: the first rows",
            lambda bench: edges(ground_of(bench), checked=Checked()), 300),
    Measure("network: what leads round", lambda bench: circles(ground_of(bench))),
    Measure("sources: the list", lambda bench: source_rows(bench, ""), 100),
    Measure("sources: three keys of a name", _names, 90),
    Measure("sources: merged ones", lambda bench: bench.store.sources.merges()),
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-library-") as scratch:
        folder = options.keep or Path(scratch)
        sizes = [Size.of(options.articles // part) for part in (100, 10, 1)]
        taken = []
        for size in sizes:
            path = made(folder, f"library-{size.articles}.db", size)
            with open_store(path, Access.READ) as store:
                taken.append(dict(_taken(Workbench(store, ANALYST), options.only)))
        _print(sizes, taken)
        if not options.only:
            _whole(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="a folder where libraries stay for another run")
    parser.add_argument("--only", default="", help="measures whose name has these words in it")
    return parser.parse_args()


def made(folder: Path, name: str, size: Size) -> Path:
    """A library in a folder, which is made where it is not there."""
    path = folder / name
    if not path.exists():
        begun = time.monotonic()
        part = path.with_suffix(".part")
        for left in (part, *(Path(f"{part}-{side}") for side in ("wal", "shm"))):
            left.unlink(missing_ok=True)
        make_library(part, size)
        part.rename(path)
        passed = time.monotonic() - begun
        print(
            f"made of copied rows in {passed:,.0f} s: {size.articles:,} articles, "
            f"{size.sources:,} sources, {size.claims:,} claims, {path.stat().st_size / 1e6:,.0f} MB"
        )
    return path


def _taken(bench: Workbench, only: str) -> Iterator[tuple[str, Taken]]:
    for measure in MEASURES:
        if only in measure.name:
            runs = _runs(measure.act, bench)
            floor = median(_runs(measure.floor, bench)) if measure.floor else None
            yield (
                measure.name,
                Taken(
                    median(runs),
                    quantiles(runs, n=20)[-1] if len(runs) > 1 else runs[0],
                    _steps(measure.act, bench),
                    median(runs) / floor if floor else None,
                ),
            )


def _runs(act: Act, bench: Workbench) -> list[float]:
    """Milliseconds of CPU of as many runs as pay, the first one, which loads modules, left out."""
    act(bench)
    runs: list[float] = []
    while len(runs) < MOST_RUNS and sum(runs) < ENOUGH_S * 1000:
        begun = time.process_time()
        act(bench)
        runs.append((time.process_time() - begun) * 1000)
    return runs


def _steps(act: Act, bench: Workbench) -> int:
    """Steps of SQLite's machine."""
    connections = _connections(bench)
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += STEPS
        return 0

    connections.read(lambda connection: connection.set_progress_handler(count, STEPS))
    act(bench)
    connections.read(lambda connection: connection.set_progress_handler(None, 0))
    return counted


def _print(sizes: list[Size], taken: list[dict[str, Taken]]) -> None:
    heads = "".join(f"{size.articles:>12,}" for size in sizes)
    print(f"\n{'CPU, ms, in the median':34}{heads}{'p95':>10}{'aim':>7}{'x floor':>9}", end="")
    print(f"{'grows^':>8}{'steps':>12}{'grow^':>7}")
    for measure in MEASURES:
        if measure.name not in taken[-1]:
            continue
        each = [one[measure.name] for one in taken]
        most = each[-1]
        spent = "".join(f"{one.middle_ms:>12,.1f}" for one in each)
        goal = f"{measure.goal_ms:,.0f}" if measure.goal_ms else ""
        floor = f"{most.to_floor:,.2f}" if most.to_floor else ""
        time_grows = _exponent(sizes, [one.middle_ms for one in each])
        steps_grow = _exponent(sizes, [float(one.steps) for one in each])
        print(f"{measure.name:34}{spent}{most.late_ms:>10,.1f}{goal:>7}{floor:>9}", end="")
        missed = " MISSED" if measure.goal_ms and most.middle_ms > measure.goal_ms else ""
        print(f"{time_grows:>8.2f}{most.steps:>12,}{steps_grow:>7.2f}{missed}")


def _exponent(sizes: list[Size], values: list[float]) -> float:
    """Of growth from the tenth to the whole."""
    few, many = (max(value, 1e-3) for value in values[-2:])
    return math.log(many / few) / math.log(sizes[-1].articles / sizes[-2].articles)


def _whole(folder: Path) -> None:
    """What reads everything: claims, export, proof; of one library and of half of it."""
    print(f"\n{'CPU, s':34}{'half':>9}{'whole':>9}{'aim':>7}{'grows^':>8}")
    acts: dict[str, tuple[Act, float]] = {
        "claims, all of 96,000": (lambda bench: _emptied(list_claims(bench)), 9.6),
        "export, 96,000 claims": (
            lambda bench: export(bench, "jsonl", folder / "out.jsonl"), 30),
        "verify, the same": (lambda bench: list(verify(bench.store)), 10),
        "verify --quick": (lambda bench: list(verify(bench.store, depth=Depth.QUICK)), 10),
    }  # fmt: skip
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for part in (2, 1):
        size = Size(EXPORTED // part, 50_000 // part, 96_000 // part)
        path = made(folder, f"claims-{size.claims}.db", size)
        with open_store(path, Access.READ) as store:
            bench = Workbench(store, ANALYST)
            for name, (act, _) in acts.items():
                begun = time.process_time()
                act(bench)
                spent[name].append(time.process_time() - begun)
    for name, (_, goal) in acts.items():
        half, whole = spent[name]
        missed = " MISSED" if whole > goal else ""
        print(
            f"{name:34}{half:>9.1f}{whole:>9.1f}{goal:>7.1f}{math.log2(whole / half):>8.2f}{missed}"
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {memory:,.0f} MB")


def _emptied(rows: Iterator[object]) -> None:
    for _ in rows:
        pass


if __name__ == "__main__":
    main()
