"""What verify sees of a database on a server where somebody who may do anything there did something
behind the program's back; and what is derived is made anew."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import postgres_stores
import pytest
from store_cases import AT, apply, claim, keep_facts, making, new_article, uid
from stores import KINDS, Stores

from workbench.extract import EXTRACTOR, extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.verbs.store import Store

THAI = "นายกรัฐมนตรีไทยกล่าวว่าจะเดินทางไปกรุงเทพวันนี้ 中国外交部 " * 3
UNGUARDED = "SET session_replication_role = replica"


@pytest.fixture
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Stores]]:
    folder = tmp_path_factory.mktemp("proof")
    stores = Stores(KINDS["postgres"], folder)
    with stores.open() as store:
        store.articles.add([new_article(), new_article("thai", THAI)], [], analyst="ana", at=AT)
        keep_facts(store, [(1, EXTRACTOR, "id", "", extract(new_article().text))])
        apply(store, making("claim", claim()))
        assert [*store.proof.problems()] == []
        yield store, stores
    stores.kind.clear(folder)


def altered(filled: tuple[Store, Stores], *statements: str) -> list[str]:
    """What verify says after these statements."""
    store, stores = filled
    postgres_stores.run_in(stores.place(), "SET search_path = workbench", *statements)
    return [*map(str, store.proof.problems())]


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["DELETE FROM article_words WHERE article_id = 2"],
         ["article #2: search does not know it"]),
        (["UPDATE article_words SET letters = replace(letters, '中', '下') WHERE article_id = 2"],
         ["article #2: what search knows does not fit it"]),
        (["UPDATE claim_words SET terms = ''"], ["claim #1: what search knows does not fit it"]),
        ([UNGUARDED, "UPDATE journal SET body = '{}' WHERE seq = 2"], ["entry 2 cannot be read"]),
        ([UNGUARDED, "UPDATE article_text SET text = text || 'x' WHERE id = 1"],
         ["article #1: its text is not the one that was imported"]),
        ([UNGUARDED, "DELETE FROM article_text WHERE id = 2"], ["article #2: its text is missing"]),
        ([UNGUARDED, "UPDATE article SET url = 'x', seal = '' WHERE id = 1"],
         ["article #1: what was kept with its text is not what was imported"]),
        ([UNGUARDED, "UPDATE claim SET fact = 'quote-0-1'"], ["not what the journal says"]),
        ([UNGUARDED, "INSERT INTO rating VALUES (1, 'r', 'gone', 'a', 'A', '', '')"],
         ["references: 1 rows of rating point to a missing source", "rating r: the journal knows"]),
        (["UPDATE article SET cluster = 9 WHERE id = 1"], ["it stands in another cluster"]),
        (["UPDATE extraction SET anchor = 'x' WHERE article_id = 1"], ["its facts are not what"]),
        (["DROP TRIGGER journal_fixed ON journal"], ["guard missing: journal.journal_fixed"]),
        (["ALTER TABLE journal DISABLE TRIGGER journal_fixed"],
         ["changed guard: journal.journal_fixed"]),
        (["ALTER TABLE claim DISABLE TRIGGER ALL"], ["changed rule: claim.claim_article_id_fkey"]),
        (["CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
          "'BEGIN RETURN NEW; END'"], ["changed function: refuse()"]),
        (["CREATE RULE lost AS ON INSERT TO note DO INSTEAD NOTHING"],
         ["strange rewrite: note.lost"]),
        (["DROP INDEX article_by_date"], ["index missing: article_by_date"]),
        (["ALTER TABLE tag DROP CONSTRAINT tag_name_check"], ["rule missing: tag.tag_name_check"]),
        (["ALTER TABLE note ENABLE ROW LEVEL SECURITY"], ["changed table: note"]),
    ],
    ids=str,
)  # fmt: skip
def test_verify_names_what_is_wrong(
    filled: tuple[Store, Stores], statements: list[str], found: list[str]
) -> None:
    problems = altered(filled, *statements)
    for words in found:
        assert any(words in problem for problem in problems), problems


def test_what_is_derived_is_made_anew(filled: tuple[Store, Stores]) -> None:
    store, _ = filled
    problems = altered(
        filled,
        "DELETE FROM article_words",
        "DELETE FROM claim_words",
        "DROP INDEX article_by_date",
        "UPDATE article SET cluster = 9",
        "DELETE FROM touched",
        "UPDATE sketch SET value = value + 100 WHERE article_id = 1",
    )
    assert len(problems) > 5
    again = store.proof.rebuilding
    again.begin()
    again.indexes()
    again.search()
    again.clusters()
    again.versions()
    again.sketches({1: tuple(range(1, 9))})
    assert [*store.proof.problems()] == []
    assert [hit.number for hit in store.search.find("中国")] == [2]
    assert [hit.uid for hit in store.claim_search.find("selamat")] == [uid("claim")]


def test_a_database_is_proved_quickly_and_by_its_head(filled: tuple[Store, Stores]) -> None:
    store, _ = filled
    _, head = store.journal.head()
    assert [*store.proof.problems(head, is_quick=True)] == []
    assert [*store.proof.problems("0123456789", is_quick=True)] != []


def test_an_account_that_may_only_read_proves_all_but_the_schema(
    filled: tuple[Store, Stores],
) -> None:
    _, stores = filled
    rights = "GRANT USAGE ON SCHEMA workbench", "GRANT SELECT ON ALL TABLES IN SCHEMA workbench"
    with (
        postgres_stores.account(stores.place(), *rights) as words,
        postgres_stores.opened_at(words) as store,
    ):
        assert store.is_read_only
        assert [*store.proof.problems()] == []
        postgres_stores.run_in(
            stores.place(), "UPDATE workbench.article SET cluster = 9 WHERE id = 1"
        )
        assert ["another cluster" in str(one) for one in store.proof.problems()] == [True]


def test_verify_holds_no_table_in_memory(filled: tuple[Store, Stores]) -> None:
    """A hundred and twenty megabytes stand in one table."""
    _, stores = filled
    postgres_stores.run_in(
        stores.place(),
        "INSERT INTO workbench.note SELECT n, 'ana', 'source', 's', repeat(n || ' ', 1000), ''"
        " FROM generate_series(10000, 30000) n",
    )
    measured = subprocess.run(
        [sys.executable, "-c", _VERIFIES, postgres_stores.words_of(stores.place())],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    problems, grown = map(int, measured.stdout.split())
    assert problems == 20_001
    assert grown < 60_000_000


_VERIFIES = """
import resource, sys
from workbench.postgres import address_of, open_store
with open_store(address_of(sys.argv[1])) as store:
    store.journal.head()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    problems = sum(1 for _ in store.proof.problems())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(problems, grown * 1024)
"""
