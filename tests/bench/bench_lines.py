"""What the canonical export costs beside a bare loop that fetches the same tables, builds the
dictionaries and dumps them.

    python tests/bench/bench_lines.py [--claims 100000] [--keep FOLDER]

Both run in turn, each in a process of its own, on a library of copied rows (`made_library.py`) with
four claims an article. The bare loop reads every row that the export tells, facts unpacked, and
checks nothing: no hash, no span, no chain. Prints CPU seconds, their ratio (the aim is that the
export does at least half as much in the same time), bytes, and how memory grows from half the
library to the whole. Asserts nothing: times belong to the machine they were taken on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench_library import made  # noqa: E402
from made_library import ANALYST, Size  # noqa: E402

from workbench.services.exporting import export  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import Access, open_store  # noqa: E402
from workbench.store.connection import connect  # noqa: E402
from workbench.stored.packed import AS_IN_TEXT, packed_records  # noqa: E402

CLAIMS_EACH = 4
AT_ONCE = 500
"""Articles whose rows are fetched together."""
OF_ARTICLES = (
    "decision", "article_state", "nothing_here", "tag", "question",
)  # fmt: skip
"""Tables with a row for an article's number."""
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Row = dict[str, Any]


def main() -> None:
    """Measure, and print."""
    options = _options()
    if options.run:
        _run(options.run, options.path)
        return
    with tempfile.TemporaryDirectory(prefix="bench-lines-") as scratch:
        folder = options.keep or Path(scratch)
        grown = []
        for claims in (options.claims // 2, options.claims):
            size = Size(claims // CLAIMS_EACH, claims // 20, claims)
            path = made(folder, f"lines-{claims}.db", size)
            taken: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
            for _ in range(options.runs):
                for way in ("bare", "export"):
                    taken[way].append(_taken(way, path))
            bare, ours = (median(one["cpu"] for one in taken[way]) for way in ("bare", "export"))
            memory = [median(one["peak"] for one in taken[way]) for way in ("bare", "export")]
            grown.append(memory[1])
            sizes = [taken[way][0]["bytes"] / 1e6 for way in ("bare", "export")]
            print(f"{claims:,} claims, CPU s, MB written, MB of memory at most:")
            print(f"  bare loop {bare:8.2f} {sizes[0]:8,.0f} {memory[0]:6,.0f}")
            print(f"  export    {ours:8.2f} {sizes[1]:8,.0f} {memory[1]:6,.0f}")
            print(f"  {bare / ours:.2f} of the bare loop's speed", flush=True)
        print(f"from half to the whole the export's memory grows by {grown[1] - grown[0]:,.0f} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder where libraries stay for another run")
    parser.add_argument("--run", choices=("bare", "export"), help=argparse.SUPPRESS)
    parser.add_argument("path", nargs="?", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _taken(way: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--run", way, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


def _run(way: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, _watched() as peaks:
        out = Path(folder) / "out.jsonl"
        begun = time.process_time()
        if way == "bare":
            with closing(connect(path, writable=False)) as connection, out.open("wb") as stream:
                stream.writelines(_bare_lines(connection))
        else:
            with open_store(path, Access.READ) as store:
                export(Workbench(store, ANALYST), "jsonl", out)
        spent = time.process_time() - begun
        size = out.stat().st_size
    print(json.dumps({"cpu": spent, "peak": max(peaks), "bytes": size}))


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Megabytes of this process's own memory, looked at ten times a second. The database is mapped:
    its pages count in the peak that the kernel keeps, and are no memory that is taken."""
    peaks = [_own_memory()]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            peaks.append(_own_memory())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        over.set()
        thread.join()


def _own_memory() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024


def _bare_lines(connection: Any) -> Iterator[bytes]:
    names = {}
    for row in _rows(connection, "SELECT * FROM source"):
        names[row["uid"]] = row["name"]
        yield _line("source", row)
    for table in ("rating", "belonging", "unalike", "habit", "topic"):
        for row in _rows(connection, f"SELECT * FROM {table}"):
            yield _line(table, row)
    numbers = [row["id"] for row in _rows(connection, "SELECT id FROM article ORDER BY id")]
    for first in range(0, len(numbers), AT_ONCE):
        yield from _articles(
            connection, names, numbers[first], numbers[first : first + AT_ONCE][-1]
        )


def _articles(connection: Any, names: dict[str, str], low: int, high: int) -> Iterator[bytes]:
    between = f"BETWEEN {low} AND {high}"
    own = {
        table: _grouped(connection, table, f"article_id {between}", "article_id")
        for table in OF_ARTICLES
    }
    claims = _claims(connection, names, between)
    facts = {
        row["article_id"]: row
        for row in _rows(connection, f"SELECT * FROM extraction WHERE article_id {between}")
    }
    for row in _rows(
        connection,
        "SELECT a.*, t.title, t.text, t.translation FROM article a JOIN article_text t "
        f"ON t.id = a.id WHERE a.id {between}",
    ):
        text, number = row["text"], row["id"]
        kept = facts.get(number)
        lines = [_line("article", row)]
        if kept and kept["document"]:
            lines += [_line("fact", one) for one in _facts(kept["document"], text)]
        for table in OF_ARTICLES:
            lines += [_line(table, one) for one in own[table].get(number, ())]
        lines += [_line("claim", one) for one in claims.get(number, ())]
        yield b"".join(lines)


def _claims(connection: Any, names: dict[str, str], between: str) -> dict[int, list[Row]]:
    """The claims of articles, each with its hops, their sources by name, and its assessments."""
    within = f"SELECT id FROM claim WHERE article_id {between}"
    sources: defaultdict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in _rows(connection, f"SELECT * FROM hop_source WHERE claim_id IN ({within})"):
        named = {"uid": row["source"], "name": names.get(row["source"], "")}
        sources[row["claim_id"], row["position"]].append(named)
    hops: defaultdict[int, list[Row]] = defaultdict(list)
    for row in _rows(connection, f"SELECT * FROM hop WHERE claim_id IN ({within})"):
        hops[row["claim_id"]].append(row | {"sources": sources[row["claim_id"], row["position"]]})
    uids = f"SELECT uid FROM claim WHERE article_id {between}"
    assessments = _grouped(connection, "assessment", f"claim IN ({uids})", "claim")
    links = _grouped(connection, "link", f"claim IN ({uids})", "claim")
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in _rows(connection, f"SELECT * FROM claim WHERE article_id {between}"):
        made = {
            "hops": hops[row["id"]],
            "assessments": assessments.get(row["uid"], []),
            "links": links.get(row["uid"], []),
        }
        found[row["article_id"]].append(row | made)
    return found


def _facts(document: bytes, text: str) -> Iterator[Row]:
    """The facts of a document with their words, and those of the spans inside them."""
    for packed in packed_records(document, text):
        start, end = packed["start"], packed["start"] + packed["end"]
        attributes = {}
        for name, value in packed["attributes"].items():
            if isinstance(value, dict):
                value = _spoken(value, start, text)
            elif value is AS_IN_TEXT:
                value = text[start:end]
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                value = [_spoken(one, start, text) for one in value]
            attributes[name] = value
        yield {
            **packed, "id": f"{packed['kind']}-{start}-{end}", "start": start, "end": end,
            "exact": text[start:end], "attributes": attributes,
        }  # fmt: skip


def _spoken(value: Row, base: int, text: str) -> Row:
    start = base + value["start"]
    end = start + value["end"]
    told = {**value, "start": start, "end": end, "exact": text[start:end]}
    if told.get("name") is AS_IN_TEXT:
        told["name"] = text[start:end]
    return told


def _grouped(connection: Any, table: str, where: str, key: str) -> dict[Any, list[Row]]:
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in _rows(connection, f"SELECT * FROM {table} WHERE {where}"):
        found[row[key]].append(row)
    return found


def _rows(connection: Any, query: str) -> Iterator[Row]:
    cursor = connection.execute(query)
    columns = [column[0] for column in cursor.description]
    return (dict(zip(columns, row, strict=True)) for row in cursor)


def _line(kind: str, row: Row) -> bytes:
    return _as_json({"type": kind, **row}).encode() + b"\n"


if __name__ == "__main__":
    main()
