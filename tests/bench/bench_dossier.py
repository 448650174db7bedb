"""What a dossier takes: of the articles of a database, which groups there are, and the first page.

    python tests/bench/bench_dossier.py DATABASE [ARTICLES]

In CPU milliseconds, the best of five after one that warms up; then groups of made places and pairs,
as of a story of 5,000 articles.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

from workbench.domain.counterpart import Place, Stance
from workbench.domain.grouping import Tie, grouped
from workbench.services.dossier import PAGE, Dossier
from workbench.services.story import story_of
from workbench.services.unheard import unheard
from workbench.services.workbench import Workbench
from workbench.store import open_store

T = TypeVar("T")
_TIMES = 5
_ARTICLES, _STATEMENTS, _PAIRS = 5_000, 20, 50_000


def main() -> None:
    """Print what each part takes."""
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with open_store(Path(sys.argv[1])) as store:
        bench = Workbench(store, "bench")
        numbers = store.articles.numbers((), analyst="bench", limit=most)
        story = _timed(f"groups of {len(numbers)} articles", lambda: story_of(bench, numbers))
        print(f"{len(story.groups)} groups, {max(len(one.places) for one in story.groups)} in one")
        _timed("first page", lambda: Dossier(bench, story).told(story.groups[:PAGE]))
        _timed("who is not heard", lambda: unheard(bench, story))
    chance = random.Random(1)
    places = [Place(n, 10 * at, 10 * at + 9) for n in range(_ARTICLES) for at in range(_STATEMENTS)]
    kinds = [Stance.SAME, Stance.SAME, Stance.SPECIFIES, Stance.CONTRADICTS, Stance.UPDATES]
    ties = []
    for _ in range(_PAIRS):
        one, other = chance.sample(places, 2)
        ties.append(Tie(one, other, chance.choice(kinds), score=chance.randint(40, 99)))
    _timed(f"groups of {_ARTICLES} made articles", lambda: grouped(places, ties))


def _timed(name: str, run: Callable[[], T]) -> T:
    found = run()
    best = float("inf")
    for _ in range(_TIMES):
        start = process_time()
        found = run()
        best = min(best, process_time() - start)
    print(f"{name}: {1000 * best:.0f} ms")
    return found


if __name__ == "__main__":
    main()
