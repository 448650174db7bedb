"""What verify sees beyond the journal, copies that verify, and how large a database gets."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from file_cases import damage
from store_cases import AT, apply, claim, keep_facts, making, new_article
from stores import Stores

from workbench.domain.journal import Change
from workbench.domain.problem import Problem
from workbench.errors import BusyError, DataError
from workbench.extract import EXTRACTOR, extract
from workbench.match.duplicates import sketch
from workbench.store import Access, open_store

if TYPE_CHECKING:
    from workbench.verbs.store import Store

pytestmark = pytest.mark.usefixtures("only_file")

THAI = "นายกรัฐมนตรีไทยกล่าวว่าจะเดินทางไปกรุงเทพวันนี้ 中国外交部 " * 3


@pytest.fixture
def filled(store: Store) -> Store:
    new = [new_article(), new_article("thai", THAI)]
    store.articles.add(new, [], analyst="ana", at=AT)
    apply(store, making("claim", claim()))
    return store


def altered(store: Store, *statements: str) -> list[str]:
    """What verify says after these statements were run behind its back, guards taken off."""
    damage(store.place.file, *statements)
    return list(store.proof.problems())


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["INSERT INTO article_words(article_words, rowid, title, text) "
          "SELECT 'delete', id, title, text FROM article_text WHERE id = 2"],
         ["article #2: search does not know it"]),
        (["UPDATE journal SET body = 'x' WHERE seq = 2"], ["entry 2 cannot be read"]),
        (["UPDATE journal SET body = '{\"changes\": [1]}' WHERE seq = 2"],
         ["entry 2 cannot be read"]),
        (["UPDATE journal SET body = replace(body, '\"op\":\"test\"', '\"op\": \"test\"')"],
         ["not in canonical form", "chain breaks at entry 2"]),
        (["UPDATE journal SET body = replace(body, '\"entity\":\"claim\"', '\"entity\":\"plan\"')"],
         ["nobody knows what 'plan' is", "the journal knows nothing of it"]),
        (["UPDATE article SET length = length + 1 WHERE id = 1"], ["not the one that was"]),
        (["DELETE FROM article_text WHERE id = 2"], ["#2: its text is missing"]),
        (["UPDATE claim SET fact = 'quote-0-1'"], ["not what the journal says"]),
        (["DELETE FROM article_state", "CREATE TRIGGER strange AFTER INSERT ON note BEGIN "
          "DELETE FROM note; END"], ["strange trigger: strange"]),
        (["PRAGMA foreign_keys = OFF", "INSERT INTO rating VALUES (1,'r','gone','a','A','','')"],
         ["points to a missing source", "rating r: the journal knows nothing"]),
    ],
)  # fmt: skip
def test_verify_names_what_is_wrong_and_never_stumbles(
    filled: Store, statements: list[str], found: list[str]
) -> None:
    assert list(filled.proof.problems()) == []
    problems = altered(filled, *statements)
    for words in found:
        assert any(words in problem for problem in problems), problems


def test_a_guard_that_lost_its_name_only_is_missed(filled: Store) -> None:
    connection = sqlite3.connect(filled.place.file)
    connection.execute("DROP TRIGGER journal_no_delete")
    connection.close()
    assert [*map(str, filled.proof.problems())] == ["guard missing: journal_no_delete"]


def test_a_damaged_file_is_a_data_problem_not_a_crash(filled: Store) -> None:
    path = filled.place.file
    filled.close()
    content = bytearray(path.read_bytes())
    for at in range(4096 * 4, len(content) - 4096, 4096 * 3):
        content[at : at + 64] = bytes(64)
    path.write_bytes(content)
    try:
        with open_store(path) as damaged:
            problems = list(damaged.proof.problems())
    except DataError as error:
        problems = [Problem(str(error))]
    assert problems


def test_a_backup_is_the_same_database_trigrams_and_all(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    filled.moving.copy_file(target)
    apply(filled, Change("claim", claim().uid, claim().to_record(), None))
    with open_store(target) as copy:
        assert list(copy.proof.problems()) == []
        assert copy.claims.of_article(1) == [claim()]
        assert [hit.number for hit in copy.search.find("外交部")] == [2]
        assert [hit.number for hit in copy.search.find("中国")] == [2]
        apply(copy, Change("claim", claim().uid, claim().to_record(), None))
        assert copy.journal.head()[0] == filled.journal.head()[0]


def test_a_backup_is_made_while_others_write(filled: Store, tmp_path: Path) -> None:
    connection = sqlite3.connect(filled.place.file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE article SET title = 'half done'")
    filled.moving.copy_file(tmp_path / "copy.db")
    connection.execute("ROLLBACK")
    connection.close()
    with open_store(tmp_path / "copy.db", Access.READ) as copy:
        assert list(copy.proof.problems()) == []


def test_a_backup_to_where_nothing_can_be_written_says_so(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(BusyError, match="there is no folder"):
        filled.moving.copy_file(tmp_path / "none" / "copy.db")


SYLLABLES = ["ba", "ke", "li", "mo", "ra", "su", "ti", "wan"]


def article_text(rng: random.Random, words: list[str]) -> str:
    """About as long as a news article, with quotes, names, dates and numbers; a few words of the
    vocabulary are most of it, as in any language."""
    made = []
    for _ in range(rng.randint(20, 40)):
        said = " ".join(words[int(len(words) * rng.random() ** 4)] for _ in range(13))
        name = f"{rng.choice(words[:300]).title()} {rng.choice(words[:300]).title()}"
        kind = rng.random()
        if kind < 0.15:
            made.append(f"“{said.capitalize()},” kata {name}.")
        elif kind < 0.3:
            made.append(f"{name} mengatakan {said} pada {rng.randint(1, 28)} Mei 2020.")
        else:
            made.append(f"{said.capitalize()} {rng.randint(2, 900)} orang.")
    return " ".join(made)


def test_a_database_stays_within_three_and_a_half_times_its_text(stores: Stores) -> None:
    rng = random.Random(7)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 5))) for _ in range(8000)]
    texts = [article_text(rng, words) for _ in range(320)]
    with stores.open() as store:
        new = [
            replace(new_article(f"a{n}", text), sketch=tuple(sketch(text)))
            for n, text in enumerate(texts)
        ]
        store.articles.add(new, [], analyst="ana", at=AT)
        runs = [
            (n, EXTRACTOR, "id", "2020-05-01",
             extract(text, lang="id", anchor="2020-05-01", anchor_basis="page"))
            for n, text in enumerate(texts, 1)
        ]  # fmt: skip
        assert sum(len(run[4]) for run in runs) > 1000
        keep_facts(store, runs)
        path = store.place.file
    # A table that holds nothing has a page all the same, however much text there is.
    with stores.open("bare") as store:
        bare = store.place.file
    size = sum(len(text.encode()) for text in texts)
    ratio = (path.stat().st_size - bare.stat().st_size) / size
    assert 2 < ratio <= 3.5, ratio
