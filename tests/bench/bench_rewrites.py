"""How right rewrites are: articles imported, pairs that people labelled compared with what is kept.

    python tests/bench/bench_rewrites.py ARTICLES.jsonl LABELS.jsonl

ARTICLES as `workbench import` takes them, with an `id`; a label has two ids (a, b), whether both
tell of one event (same; null: left out), its set, and how many pairs it stands for (weight). What
is kept in another way (a near-duplicate) counts as found.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench.services.importing import import_documents, read
from workbench.services.workbench import Workbench
from workbench.store import open_store


def main() -> None:
    """Print precision and recall for each set of labels, each pair by its weight."""
    articles, labels = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        with open_store(database) as store:
            for _ in import_documents(Workbench(store, "bench"), read([articles])):
                pass
        alike = _alike(database)
    sets: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    with labels.open(encoding="utf-8") as lines:
        for line in lines:
            label = json.loads(line)
            if label["same"] is not None:
                sets[label["set"]].append(label)
    for name, pairs in sets.items():
        _print(name, pairs, alike)


def _alike(database: Path) -> set[frozenset[str]]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT a.foreign_id, b.foreign_id FROM likeness l JOIN article a "
            "ON a.id = l.article_id JOIN article b ON b.id = l.other_id"
        )
        return {frozenset(row) for row in rows}


def _print(name: str, pairs: list[dict[str, Any]], alike: set[frozenset[str]]) -> None:
    weights: defaultdict[tuple[bool, bool], float] = defaultdict(float)
    for one in pairs:
        weights[frozenset((one["a"], one["b"])) in alike, one["same"]] += one["weight"]
    right, wrong, missed = weights[True, True], weights[True, False], weights[False, True]
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    print(f"{name}: {len(pairs)} pairs, precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
