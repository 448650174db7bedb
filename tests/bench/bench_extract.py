"""How fast facts are found: `python tests/bench/bench_extract.py FILE.jsonl`.

FILE holds a JSON object a line with `text` or `body`. Prints megabytes of text per second of one
core's time (the best of the runs), the same by the clock as an import does it, over all cores, and
the peak memory; asserts nothing: times belong to the machine they were taken on.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from workbench.extract import Document, extract_document  # noqa: E402
from workbench.services.extraction import extraction  # noqa: E402


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--lang", default="id")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    records = [json.loads(line) for line in options.file.read_text("utf-8").split("\n") if line]
    documents = [
        Document("", record.get("text") or record["body"], options.lang, "2020-01-09", "metadata")
        for record in records
    ]
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    best = min(_one_core(documents) for _ in range(options.runs))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(documents):,} texts, {size:.2f} MB")
    print(f"one core: {size / best:.2f} MB/s, peak memory {memory:.0f} MB")
    begun = time.perf_counter()
    with extraction() as cores:
        runs = cores.submit_all(documents)
        facts = sum(run.result().count for run in runs)
    passed = time.perf_counter() - begun
    print(f"as an import does it, by the clock: {size / passed:.2f} MB/s, {facts:,} facts")


def _one_core(documents: list[Document]) -> float:
    begun = time.process_time()
    for document in documents:
        extract_document(document)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
