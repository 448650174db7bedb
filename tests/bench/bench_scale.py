"""What grows, measured: `python tests/bench/bench_scale.py`.

Beside each other in one run: picking a source among few and among fifty thousand; what one key
costs in an article of 107,000 characters and in an ordinary one; memory after the lists, to a bare
label; the bytes of a sitting, and what for. Prints medians and ratios; asserts nothing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from desk_run import copied, start_desk, start_label  # noqa: E402
from made_articles import article, articles  # noqa: E402
from made_sources import add_sources  # noqa: E402
from sitting import REGIONS, play  # noqa: E402
from terminal_meter import Terminal  # noqa: E402
from wire_shares import KINDS  # noqa: E402

from workbench.services.importing import import_documents, read  # noqa: E402
from workbench.services.sources import find_sources  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

SOURCES = (500, 50_000)
LONG = 107_000
"""Code points of the long article: some 4,550 facts."""
SHOWN = "#1 "
"""What the list shows of the only article."""
KEYS = (
    ("open", "enter", ""), ("move", "j", ""), ("accept", "a", ""), ("accept again", "a", ""),
    ("undo", "u", ""), ("to the text", "tab", ""), ("to the facts", "tab", ""),
    ("claim prompt", "c", "escape"),
)  # fmt: skip
"""What is done in an article: its name, its key, and the key that leaves it."""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="bench-scale-") as scratch:
        folder = Path(scratch)
        picking(folder)
        acts(folder)
        memory(folder)
        sitting(folder)


def picking(folder: Path) -> None:
    """CPU of one key of a name that is typed, and of looking one up."""
    print(f"{'sources':>10}{'a key, ms':>12}{'worst':>8}{'named, ms':>12}{'all ratings, ms':>17}")
    for count in SOURCES:
        with open_store(folder / f"sources-{count}.db") as store:
            bench = Workbench(store, "ratna")
            add_sources(bench, count)
            names = [name for _, name in store.sources.names()][:: count // 12]
            typed = [name[:size] for name in names for size in range(1, len(name), 3)]
            slips = [f"{name[:4]}x{name[5:]}" for name in names]
            keys = [_cpu(find_sources, bench, words) for words in (*typed, *slips)]
            named = [_cpu(store.sources.named, name) for name in names]
            ratings = _cpu(store.sources.all_ratings)
        line = f"{count:>10,}{median(keys):>12.1f}{max(keys):>8.1f}{median(named):>12.3f}"
        print(f"{line}{ratings:>17.1f}")


def acts(folder: Path) -> None:
    """CPU of a key in a long article, to the same in an ordinary one."""
    spent = {}
    for name, document in (("ordinary", article(500)), ("long", _long())):
        database = _stored(folder / f"{name}.db", [document])
        spent[name] = defaultdict[str, list[float]](list)
        for run in range(3):
            fresh = copied(database, folder / f"{name}-{run}.db")
            with start_desk(fresh, folder) as desk:
                desk.wait(SHOWN)
                desk.settle(1.5)
                for act, key, leave in KEYS:
                    before = _used(desk)
                    desk.press(key, quiet=0.4)
                    spent[name][act].append(_used(desk) - before)
                    if leave:
                        desk.press(leave, quiet=0.4)
    print(f"\n{'CPU, ms':14}{'ordinary':>10}{'long':>8}{'ratio':>8}")
    for act, _, _ in KEYS:
        few, many = median(spent["ordinary"][act]), median(spent["long"][act])
        print(f"{act:14}{few:>10.1f}{many:>8.1f}{many / few:>8.2f}")


def memory(folder: Path) -> None:
    """Peak memory after the lists of sources and claims, to a bare label's."""
    with start_label(folder) as label:
        label.wait("only a label")
        label.settle()
        least = label.peak_memory()
    print(f"\n{'peak memory, after sources and claims':40}{'MB':>8}{'x label':>9}")
    for count in SOURCES:
        with start_desk(folder / f"sources-{count}.db", folder) as desk:
            desk.settle(2)
            for keys in (("g", "s"), ("q",), ("g", "c"), ("q",)):
                desk.press(*keys, quiet=1.5)
            peak = desk.peak_memory()
        print(f"{f'{count:,} sources':40}{peak:>8.1f}{peak / least:>9.2f}")


def sitting(folder: Path) -> None:
    """The bytes of a sitting on 80x24, by kind of act."""
    database = _stored(folder / "sitting.db", list(articles(200)))
    with start_desk(database, folder, size=(80, 24)) as desk:
        desk.wait(r"\d\d-\d\d")
        desk.settle(1.5)
        sizes, shares = play(desk)
    count, total = sum(map(len, sizes.values())), sum(map(sum, sizes.values()))
    print(f"\n{'a sitting on 80x24':24}{'acts':>6}{'bytes':>9}{'median':>8}", end="")
    print("".join(f"{kind:>10}" for kind in KINDS))
    everything = Counter[str]()
    for act, sent in sorted(sizes.items(), key=lambda one: -sum(one[1])):
        print(f"{act:24}{len(sent):>6}{sum(sent):>9,}{median(sent):>8,.0f}", end="")
        print("".join(f"{shares[act].kinds[kind]:>10,}" for kind in KINDS))
        everything += shares[act].kinds
    print(f"{'all':24}{count:>6}{total:>9,}{'':8}", end="")
    print("".join(f"{everything[kind]:>10,}" for kind in KINDS))
    regions = sum((one.regions for one in shares.values()), Counter[str]())
    print("; ".join(f"{region} {regions[region]:,}" for region in REGIONS))


def _long() -> dict[str, Any]:
    """One article of the words of many, without credits that would be said of all of it."""
    text = "\n".join(one["text"].replace("Sumber:", "Menurut") for one in articles(90))
    return {**article(0), "id": "long", "text": text[:LONG]}


def _stored(database: Path, documents: list[dict[str, Any]]) -> Path:
    import json

    lines = database.with_suffix(".jsonl")
    lines.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
    with open_store(database) as store:
        assert sum(1 for _ in import_documents(Workbench(store, "importer"), read([lines])))
    return database


def _cpu(do: Callable[..., object], *given: object) -> float:
    begun = time.process_time()
    do(*given)
    return (time.process_time() - begun) * 1000


def _used(desk: Terminal) -> float:
    """Milliseconds that all threads of the desk were at work so far (Linux)."""
    tasks = Path(f"/proc/{desk.process.pid}/task").iterdir()
    spent = (int((task / "schedstat").read_text("ascii").split()[0]) for task in tasks)
    return sum(spent) / 1e6


if __name__ == "__main__":
    main()
