"""The search index is made in batches: each is kept, searches meanwhile answer from what there is,
and what is made in the end is what a fresh index would be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from file_cases import damage
from store_cases import AT, new_article
from waiting import PATIENCE

from workbench.store import open_store, search_build

if TYPE_CHECKING:
    from workbench.verbs.store import Store

pytestmark = pytest.mark.usefixtures("only_file")

ANEW = (
    "UPDATE search_folding SET below = (SELECT max(id) + 1 FROM article)",
    "INSERT INTO article_words(article_words) VALUES('delete-all')",
    "INSERT INTO article_trigrams(article_trigrams) VALUES('delete-all')",
)
"""As a migration leaves it."""


def text(number: int) -> str:
    return f"Kapal nomor{number} karam; 新华社{number} melaporkan." + " 报道说中国愿意合作" * 4


def added(store: Store, first: int, last: int) -> None:
    new = [new_article(f"a{n}", text(n)) for n in range(first, last)]
    store.articles.add(new, [], analyst="ana", at=AT)


@pytest.fixture
def unbuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "bench.db"
    monkeypatch.setattr(search_build, "_ARTICLES", 3)
    with open_store(path) as store:
        added(store, 1, 11)
    damage(path, *ANEW)
    return path


def found(store: Store, words: str) -> set[int]:
    return {hit.number for hit in store.search.find(words)}


def test_the_newest_are_found_first_and_new_ones_at_once(unbuilt: Path) -> None:
    with open_store(unbuilt) as store:
        assert (store.search.reached().below, found(store, "kapal")) == (11, set())
        assert store.search.build_on().below == 8
        assert found(store, "kapal") == found(store, "中国") == {8, 9, 10}
        added(store, 11, 13)
        assert found(store, "kapal") == {8, 9, 10, 11, 12}
        assert [*store.proof.problems()] == [], "what is not made yet is no damage"
        while store.search.build_on().below:
            pass
        assert found(store, "kapal") == found(store, "中国") == {*range(1, 13)}
        assert [*store.proof.problems()] == []
        assert store.search.reached().is_whole


def test_an_older_folding_answers_until_the_new_index_is_whole(
    unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(unbuilt) as store:
        while store.search.build_on().below:
            pass
    for module in ("search_build", "search_index", "search_twin"):
        monkeypatch.setattr(f"workbench.store.{module}.FOLDING", 2)
    with open_store(unbuilt) as store:
        left = 99
        for _ in range(3):
            left = store.search.build_on().below
            assert store.search.reached().is_whole
            assert [hit.number for hit in store.search.find("kapal")] == [*range(10, 0, -1)]
            assert found(store, "中") == {*range(1, 11)}
            assert [*store.proof.problems()] == []
        added(store, 11, 12)
        assert left
        assert found(store, "nomor11") == {11}
        while store.search.build_on().below:
            pass
        assert found(store, "kapal") == {*range(1, 12)}
        assert [*store.proof.problems()] == []
    with open_store(unbuilt) as store:
        assert store._connections.read(search_build.state) == {2: 0}
        rows = "SELECT (SELECT count(*) FROM article_words_docsize), "
        rows += "(SELECT count(*) FROM article_trigrams_docsize)"
        assert store._connections.read(lambda c: c.execute(rows).fetchone()) == (0, 0)


KILLED = """
import os, sys, time
from pathlib import Path
from workbench.store import open_store, search_build
search_build._ARTICLES = 1
real = search_build.index_text
def slowly(*words):
    real(*words)
    print(words[1], flush=True)
    time.sleep(0.02)
search_build.index_text = slowly
with open_store(Path(sys.argv[1])) as store:
    while store.search.build_on().below:
        pass
"""


@pytest.mark.parametrize("seen", [1, 4, 7])
def test_a_kill_loses_no_batch_and_the_rest_is_gone_on_with(unbuilt: Path, seen: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(unbuilt)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as building:  # fmt: skip
        assert building.stdout
        for _ in range(seen):
            last = int(building.stdout.readline())
        building.send_signal(signal.SIGKILL)
        building.wait(PATIENCE)
    with open_store(unbuilt) as store:
        assert store.search.reached().below in (last, last + 1, last - 1)
        assert [*store.proof.problems()] == []
        added(store, 11, 12)
        assert found(store, "nomor11") == {11}
        while store.search.build_on().below:
            pass
        assert [*store.proof.problems()] == []
        assert found(store, "kapal") == {*range(1, 12)}
