"""What a long story costs: `python tests/bench/bench_story.py ARTICLES.jsonl [--articles 5000]`.

ARTICLES as `workbench import` takes them; they are told again, with other numbers, names and
places, until the story has as many as asked, ten thousand in a day if need be (`--days 1`). Then
its dossier, line of time and numbers are opened as the desk opens them, and half of `--open` of its
statements are kept open, and as many questions in words, before the last articles come in. Prints
CPU, what comes first and what comes last, and the peak of memory; asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench_counterparts import varied  # noqa: E402
from cpu_ms import spent  # noqa: E402

from workbench.domain.counterpart import Place  # noqa: E402
from workbench.services.dossier import PAGE, Dossier  # noqa: E402
from workbench.services.importing import import_documents, read  # noqa: E402
from workbench.services.numbers import quantities  # noqa: E402
from workbench.services.open_questions import (  # noqa: E402
    keep_question_open,
    keep_statement_open,
    new_questions,
)
from workbench.services.story import story_of  # noqa: E402
from workbench.services.timeline import Read, read_statements  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import open_store  # noqa: E402

LAST = 60
"""Articles that come in once all is kept open."""
FIRST = 16
"""Articles that a page reads before it shows anything."""
SHOWN = 300
"""Articles that the desk reads of a longer story."""


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-story-") as scratch:
        folder = options.keep or Path(scratch)
        database = folder / "story.db"
        first, plain, last = _sources(folder, options)
        with open_store(database) as store:
            bench = Workbench(store, "bench")
            if not store.articles.numbers((), analyst=bench.analyst, limit=1):
                _tell("import", options.articles - 2 * LAST, partial(_import, bench, first))
            _print_story(bench)
            _tell("import, nothing kept open", LAST, partial(_import, bench, plain))
            _keep_open(bench, options.open)
            _tell(f"import beside {options.open} kept open", LAST, partial(_import, bench, last))
            taken, new = spent(partial(new_questions, bench))
            print(f"what is new: {new} in {taken:.0f} ms")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _sources(folder: Path, options: argparse.Namespace) -> tuple[Path, Path, Path]:
    """The articles of the story but the last ones; those that come in while nothing is kept open,
    and as many that come in then: both pay for processes that have to begin."""
    with options.source.open(encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    copies = -(-options.articles // len(told))
    made = varied(told, copies, options.days)[: options.articles]
    first, plain, last = (folder / f"{name}.jsonl" for name in ("first", "plain", "last"))
    return (
        _written(first, made[: -2 * LAST]),
        _written(plain, made[-2 * LAST : -LAST]),
        _written(last, made[-LAST:]),
    )


def _written(path: Path, documents: Iterable[object]) -> Path:
    lines = (json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    path.write_text("".join(lines), "utf-8")
    return path


def _import(bench: Workbench, source: Path) -> None:
    for _ in import_documents(bench, read([source])):
        pass


def _tell(what: str, many: int, act: partial[None]) -> None:
    """What an act takes for many articles; in other processes, too, once they have ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken, _ = spent(act)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    others = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    whole = taken / 1000 + others
    print(f"{what}: {whole:.1f} s for {many:,}, {1000 * whole / many:.1f} ms each")


def _print_story(bench: Workbench) -> None:
    """What each page takes, as the desk reads it: some articles first."""
    numbers = bench.store.articles.numbers((), analyst=bench.analyst)
    newest = numbers[: -SHOWN - 1 : -1]
    taken, story = spent(lambda: story_of(bench, numbers))
    print(f"dossier of {len(numbers):,}: {len(story.groups):,} groups in {taken:.0f} ms")
    taken, _ = spent(lambda: Dossier(bench, story).told(story.groups[:PAGE]))
    print(f"  its first page: {taken:.0f} ms more")
    for name, some in (("first", newest[:FIRST]), ("all that are shown", newest)):
        taken, read = spent(partial(_read, bench, some))
        said = sum(len(one.statements) for one in read)
        print(f"timeline, {name}: {said:,} statements of {len(some)} in {taken:.0f} ms")
    taken, found = spent(lambda: quantities(bench, newest, is_story=True))
    print(f"numbers: {len(found)} quantities of {len(newest)} in {taken:.0f} ms")


def _read(bench: Workbench, numbers: Sequence[int]) -> list[Read]:
    return list(read_statements(bench, numbers))


def _keep_open(bench: Workbench, many: int) -> None:
    """Keep statements and questions in words open, half and half, each from an article of its own
    where there are so many."""
    asked = bench.store.counterparts.asked(
        bench.store.articles.numbers((), analyst=bench.analyst, limit=many * 2), bench.analyst
    )
    places = [place for place, _ in asked]
    chosen = places[:: max(1, len(places) // many)][:many]
    taken, _ = spent(partial(_keep, bench, chosen))
    print(f"{len(chosen)} kept open in {taken:.0f} ms")


def _keep(bench: Workbench, places: Sequence[Place]) -> None:
    for at, place in enumerate(places):
        if at % 2:
            text = bench.store.articles.text(place.number)
            keep_question_open(bench, " ".join(text[place.start : place.end].split()[:12]))
        else:
            keep_statement_open(bench, place)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--open", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="a folder to keep the database in")
    return parser.parse_args()


if __name__ == "__main__":
    main()
