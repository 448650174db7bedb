"""What counterparts cost: `python tests/bench/bench_counterparts.py ARTICLES.jsonl [--copies 40]`.

ARTICLES as `workbench import` takes them. Each is told again as often as asked, in other outlets
and on other days, with other numbers, names and places: what near misses are made of. All are
imported, and then looked at as a new article is, and as a full run does. Prints CPU and bytes;
asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from cpu_ms import spent  # noqa: E402
from made_articles import FAMILY, GIVEN, OUTLETS, PLACES  # noqa: E402

from workbench.extract import Document, extract_document  # noqa: E402
from workbench.services.counterparts import keep_counterparts  # noqa: E402
from workbench.services.importing import import_documents, read  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

AT_ONCE = 50
"""Articles of a transaction of a full run."""
SAMPLE = 400
"""Articles that are measured alone, and whose extraction is."""
TABLES = ("gist", "gist_word", "counterpart")
_NUMBER = re.compile(r"\b\d{1,3}\b(?![/.,:]\d)")
_NAMES = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-counterparts-") as scratch:
        folder = options.keep or Path(scratch)
        database = folder / "bench.db"
        if not database.exists():
            _make(folder, database, options)
        with open_store(database) as store:
            bench = Workbench(store, "bench")
            numbers = [number for number, *_ in store.facts.made()]
            _print_alone(bench, numbers)
            _print_run(bench, numbers)
        _print_bytes(database)


def _make(folder: Path, database: Path, options: argparse.Namespace) -> None:
    source = folder / "varied.jsonl"
    with options.articles.open(encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    with source.open("w", encoding="utf-8") as lines:
        for document in varied(told, options.copies, options.days):
            lines.write(json.dumps(document, ensure_ascii=False) + "\n")
    with open_store(database) as store:
        for _ in import_documents(Workbench(store, "bench"), read([source])):
            pass


def varied(articles: Sequence[dict[str, Any]], copies: int, days: int) -> list[dict[str, Any]]:
    """Each article as often as asked, no two alike, in order of their days; days: over which they
    are spread."""
    made = []
    for copy in range(copies):
        for at, document in enumerate(articles):
            dice = random.Random(f"{copy} {at}")
            day = date(2026, 3, 1) + timedelta(days=dice.randrange(days))
            told = {
                "id": f"{copy}-{at}",
                "url": f"https://example.test/{copy}/{at}",
                "title": _varied(document.get("title") or "", dice),
                "outlet": f"{dice.choice(OUTLETS)} {copy % 7}",
                "published": day.isoformat(),
                "text": _varied(document["text"], dice),
            }
            made.append(document | told)
    return sorted(made, key=lambda one: one["published"])


def _varied(text: str, dice: random.Random) -> str:
    """A text with some of its numbers and names set anew, and its sentences in part left out."""
    names: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        other = dice.choice((match.group(), f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}",
                             dice.choice(PLACES)))  # fmt: skip
        return names.setdefault(match.group(), other)

    def number(match: re.Match[str]) -> str:
        return match.group() if dice.random() < 0.6 else str(dice.randint(2, 99))

    kept = [one for one in re.split(r"(?<=[.!?])\s+", text) if dice.random() < 0.8]
    return _NAMES.sub(name, _NUMBER.sub(number, " ".join(kept)))


def _print_alone(bench: Workbench, numbers: Sequence[int]) -> None:
    """What a new article takes, alone."""
    chosen = numbers[:: max(1, len(numbers) // SAMPLE)]
    keep_counterparts(bench, chosen[:20])  # the first read the word lists
    taken = [spent(partial(keep_counterparts, bench, [number]))[0] for number in chosen]
    print(
        f"an article alone, of {len(numbers):,}: median {median(taken):.1f} ms, p90 "
        f"{quantiles(taken, n=10)[8]:.1f}, p99 {quantiles(taken, n=100)[98]:.1f}, "
        f"most {max(taken):.1f}"
    )


def _print_run(bench: Workbench, numbers: Sequence[int]) -> None:
    """What a full run takes, beside extraction."""
    chosen = numbers[-(len(numbers) // AT_ONCE or 1) * AT_ONCE :][: SAMPLE * 2]
    blocks = [chosen[first : first + AT_ONCE] for first in range(0, len(chosen), AT_ONCE)]
    found = sum(spent(partial(keep_counterparts, bench, block))[0] for block in blocks)
    documents = [_document(bench, number) for number in chosen]
    extract_document(documents[0])
    extracted = sum(spent(partial(extract_document, one))[0] for one in documents)
    print(
        f"a run over {len(chosen):,}: {found / len(chosen):.1f} ms an article, extraction "
        f"{extracted / len(chosen):.1f}: {found / extracted:.2f}x"
    )


def _document(bench: Workbench, number: int) -> Document:
    article = bench.store.articles.get(number)
    publication = article.metadata.publication
    return Document(
        article.sha256, bench.store.articles.text(number), article.metadata.lang,
        publication.anchor if publication else None, None, article.metadata.title, article.outlet,
    )  # fmt: skip


def _print_bytes(database: Path) -> None:
    """What the tables take, beside the text of all articles."""
    with closing(sqlite3.connect(database)) as connection:
        text, articles = connection.execute(
            "SELECT sum(length(CAST(text AS BLOB))), count(*) FROM article_text"
        ).fetchone()
        sizes = dict(
            connection.execute("SELECT tbl_name, sum(d.pgsize) FROM dbstat d JOIN sqlite_schema s "
                               "ON s.name = d.name GROUP BY 1")
        )  # fmt: skip
        rows = connection.execute("SELECT count(*) FROM counterpart").fetchone()[0]
    for table in TABLES:
        print(f"{table}: {sizes[table] / articles:.0f} bytes an article, "
              f"{sizes[table] / text:.3f}x of the text")  # fmt: skip
    print(f"{rows / articles:.1f} counterparts an article; all {sum(sizes.values()) / text:.2f}x")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="a folder to keep the database in")
    return parser.parse_args()


if __name__ == "__main__":
    main()
