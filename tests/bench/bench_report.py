"""What a report costs: CPU seconds and size of one on articles whose questions are accepted.

    python tests/bench/bench_report.py [ARTICLES.jsonl ...] [--articles 200]

ARTICLES as `workbench import` takes them; made ones come behind them where they are too few.
Every question is accepted: no desk is likely to record more. The report is written by the command
line, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from made_articles import articles

from workbench.services.importing import import_documents, read
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


def main() -> None:
    """Print the figures of an HTML and of a Markdown report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / "made.jsonl"
        made.write_text("".join(json.dumps(one) + "\n" for one in articles(given.articles)))
        claims = _annotated(folder / "bench.db", [*given.files, made], given.articles)
        print(f"{given.articles} articles, {claims} claims")
        for format_name in ("html", "md"):
            print(_written(folder, format_name, given.articles))


def _annotated(database: Path, files: list[Path], most: int) -> int:
    """A database with the first so many articles of some files, every question accepted."""
    claims = 0
    with open_store(database) as store:
        bench = Workbench(store, "bench")
        for _ in import_documents(bench, read(files)):
            pass
        for number in range(1, most + 1):
            view = view_article(bench, number)
            accept_facts(bench, view, view.open_questions())
            claims += len(view_article(bench, number).my_claims())
    return claims


def _written(folder: Path, format_name: str, most: int) -> str:
    out = folder / f"report.{format_name}"
    where = ["--where", f"number:<={most}"]
    words = ["--db", str(folder / "bench.db"), "--analyst", "bench", "report", *where]
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "workbench", *words, "--format", format_name, "--out", str(out)],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    after = os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return f"{format_name}: {cpu:.2f} s CPU, {out.stat().st_size / 1e6:.2f} MB"


if __name__ == "__main__":
    main()
