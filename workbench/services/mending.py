"""Computing anew what is derived: to compare it with what is kept, and to put it in its place.

Texts and people's work are read here and never changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from workbench.domain.problem import Problem, Rebuild
from workbench.errors import WorkbenchError
from workbench.extract import EXTRACTOR
from workbench.match.duplicates import sketch
from workbench.services.extraction import extract_articles, extraction, is_current, start_runs
from workbench.services.indexing import finish_index
from workbench.services.likenesses import keep_likenesses
from workbench.services.rewrites import make_gists
from workbench.services.trust import refresh_trust
from workbench.services.workbench import Workbench
from workbench.stored.packed import unpack
from workbench.verbs.facts import Kept, PackedFacts

if TYPE_CHECKING:
    from workbench.verbs.store import Store

_AT_ONCE = 200
"""Articles whose texts are in memory while they are extracted."""


def found_again(store: Store) -> Iterator[Problem]:
    """What differs where facts and sketches are computed once more. Facts of an earlier version,
    and those of another program, are not compared."""
    bench = Workbench(store, "")
    sketches = store.proof.sketches()
    numbers = iter(store.articles.numbers(analyst=""))
    with extraction() as cores:
        while block := list(islice(numbers, _AT_ONCE)):
            runs = start_runs(bench, cores, [n for n in block if is_current(bench, n)])
            texts = store.articles.texts(block)
            for number, text in texts.items():
                if sorted(set(sketch(text))) != sketches.get(number, []):
                    words = f"article #{number}: its sketch is not that of its text"
                    yield Problem(words, Rebuild.SKETCHES, number)
            for number, run in runs:
                kept = store.facts.kept(number)
                if kept and not _is_same(kept, run.result(), texts[number]):
                    words = f"article #{number}: its facts are not those of its text"
                    yield Problem(words, Rebuild.FACTS, number)


def _is_same(kept: Kept, run: PackedFacts, text: str) -> bool:
    asked = {one[:3]: one for one in reversed(run.questions)}
    try:
        found = unpack(run.document, run.extractor, text)
        is_found = unpack(kept.document, kept.head[0], text) == found
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, WorkbenchError):
        return False
    return (
        is_found
        and kept.head == (EXTRACTOR, run.lang, run.anchor, run.count, int(run.is_relayed))
        and [one[:4] for one in kept.questions] == [asked[place] for place in sorted(asked)]
    )


def rebuild(
    bench: Workbench,
    problems: Iterable[Problem],
    tell: Callable[[str], object] = lambda words: None,
) -> None:
    """Compute anew what these problems are about, as far as it is derived, and go on with a search
    index that is not whole. Raises DataError, and changes nothing, where the file itself is
    damaged."""
    wanted: dict[Rebuild, set[int | None]] = {}
    for problem in problems:
        if problem.rebuild:
            wanted.setdefault(problem.rebuild, set()).add(problem.article)
    rebuilding = bench.store.proof.rebuilding
    rebuilding.begin()
    if Rebuild.INDEXES in wanted:
        rebuilding.indexes()
    if Rebuild.SEARCH in wanted:
        rebuilding.search()
    if Rebuild.VERSIONS in wanted:
        rebuilding.versions()
    if Rebuild.CARRIED in wanted:
        rebuilding.carried()
    if Rebuild.PASTS in wanted:
        rebuilding.pasts()
    if Rebuild.PASSED in wanted:
        rebuilding.passed()
    if Rebuild.ROWS in wanted:
        rebuilding.rows()
    if numbers := _named(bench, wanted.get(Rebuild.FACTS, ())):
        extract_articles(bench, numbers)
    if numbers := _named(bench, wanted.get(Rebuild.SKETCHES, ())):
        texts = bench.store.articles.texts(numbers)
        rebuilding.sketches({number: sketch(text) for number, text in texts.items()})
    if numbers := _named(bench, wanted.get(Rebuild.LIKENESSES, ())):
        keep_likenesses(bench, rebuilding.forget_likenesses(numbers))
        make_gists(bench, numbers)
        rebuilding.clusters()
    finish_index(bench, tell)
    if wanted.keys() & {Rebuild.ROWS, Rebuild.FACTS}:
        refresh_trust(bench)


def _named(bench: Workbench, articles: Collection[int | None]) -> list[int]:
    """The articles in order; all, where a problem named none."""
    if None in articles:
        return bench.store.articles.numbers(analyst=bench.analyst)
    return sorted(number for number in articles if number is not None)
