"""Selections: named choices through the journal, looks beside it, and a schema that comes along."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from store_cases import AT, apply, changing, making, new_article, take_back, uid
from stores import Stores

from workbench.domain.filter import Order
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.filter.tree import Chosen, Not, Term
from workbench.domain.journal import Change
from workbench.domain.selection import Selection
from workbench.errors import ConflictError, DataError, UsageError
from workbench.services.listing import list_articles
from workbench.services.selections import freeze_selection, save_selection
from workbench.services.workbench import Workbench
from workbench.verbs import Access

if TYPE_CHECKING:
    from workbench.verbs.store import Store

FIRST_SCHEMA = Path(__file__).with_name("schema_1.db.gz")
"""A database as the first released version wrote it: two articles, an accepted quote, a state."""


def selection(name: str = "Pagi", **fields: object) -> Selection:
    return Selection(uid(name), name, "ana", **fields)  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> Store:
    store.articles.add(
        [new_article("a", "Satu."), new_article("b", "Dua."), new_article("c", "Tiga.")],
        [],
        analyst="ana",
        at=AT,
    )
    return store


def frozen(*names: str) -> tuple[str, ...]:
    return tuple(sorted(uid(name) for name in names))


def test_what_is_saved_comes_back_the_same(filled: Store) -> None:
    plain = selection()
    queue = selection("b", where="lang:id", order=Order.CHECK, owner="budi", is_watch=True)
    chosen = selection("set", articles=frozen("a", "c"))
    empty = selection("none", articles=())
    apply(filled, *(making("selection", one) for one in (plain, queue, chosen, empty)))
    assert filled.selections.all() == [queue, empty, plain, chosen]
    for one in (plain, queue, chosen, empty):
        assert filled.selections.named(f" {one.name.upper()} ") == one
    assert filled.selections.named("nobody") is None
    assert list(filled.proof.problems()) == []


def test_every_change_can_be_undone_and_redone(filled: Store) -> None:
    first = selection(where="lang:id")
    kept = replace(first, articles=frozen("a", "b"))
    apply(filled, making("selection", first))
    apply(filled, changing("selection", first, kept))
    apply(filled, Change("selection", first.uid, kept.to_record(), None))
    for expected in (kept, first, None):
        target = filled.journal.to_undo("ana")
        assert target
        take_back(filled, target, op="undo")
        assert filled.selections.named("pagi") == expected
    for expected in (first, kept, None):
        target = filled.journal.to_redo("ana")
        assert target
        take_back(filled, target, op="redo")
        assert filled.selections.named("pagi") == expected
    assert list(filled.proof.problems()) == []


def test_a_name_is_there_once_whatever_its_case(filled: Store) -> None:
    apply(filled, making("selection", selection("Pagi")))
    other = replace(selection("x"), name="PAGI")
    with pytest.raises(ConflictError, match="already"):
        apply(filled, making("selection", other))
    assert [one.name for one in filled.selections.all()] == ["Pagi"]


def test_a_set_names_articles_that_are_there(filled: Store) -> None:
    with pytest.raises(DataError):
        apply(filled, making("selection", selection(articles=(uid("nowhere"),))))
    assert filled.selections.all() == []


def test_a_look_stays_outside_the_journal_and_outlives_what_it_is_of(filled: Store) -> None:
    one = selection(is_watch=True)
    apply(filled, making("selection", one))
    head = filled.journal.head()
    assert filled.selections.look("ana", one.uid) is None
    filled.selections.looked("ana", one.uid, at=AT)
    look = filled.selections.look("ana", one.uid)
    assert look
    assert (look.at, look.number) == (AT, 3)
    assert filled.selections.look("budi", one.uid) is None
    assert filled.journal.head() == head
    filled.articles.add([new_article("d", "Empat.")], [], analyst="ana", at=AT)
    assert filled.articles.count([], analyst="ana", after=look.number) == 1
    apply(filled, Change("selection", one.uid, one.to_record(), None))
    filled.selections.looked("ana", one.uid, at="2026-03-05T10:00:00Z")
    again = filled.selections.look("ana", one.uid)
    assert again
    assert (again.at, again.number) == ("2026-03-05T10:00:00Z", 4)
    assert list(filled.proof.problems()) == []


def test_a_look_at_an_empty_database(store: Store) -> None:
    store.selections.looked("ana", uid("x"), at=AT)
    look = store.selections.look("ana", uid("x"))
    assert look
    assert look.number == 0


def test_terms_of_a_selection_hold_for_what_is_in_it(filled: Store) -> None:
    one = selection(articles=frozen("a", "c"))
    apply(filled, making("selection", one))
    kept = Chosen(one.uid, (), "ana")
    live = Chosen("", parse_filter("title:a number:<9"), "ana")
    nested = Chosen("", (Term("in", "=", "x", chosen=live), Term("number", "<", "2")), "ana")

    def numbers(*terms: Term | Not) -> list[int]:
        return filled.articles.numbers(terms, analyst="ana")

    assert numbers(Term("in", "=", "x", chosen=kept)) == [1, 3]
    assert numbers(Not(Term("in", "=", "x", chosen=kept))) == [2]
    assert numbers(Term("in", "=", "x", chosen=live)) == [1]
    assert numbers(Term("in", "=", "x", chosen=nested), Term("title", "=", "a")) == [1]
    assert numbers(Term("in", "=", "x", chosen=Chosen("", (), "ana"))) == [1, 2, 3]
    with pytest.raises(UsageError, match="in:"):
        numbers(Term("in", "=", "x"))


@pytest.fixture
def old(only_file: SqliteFile, stores: Stores) -> Stores:
    path = stores.place("old").file
    path.write_bytes(gzip.decompress(FIRST_SCHEMA.read_bytes()))
    return stores


def test_a_database_of_the_first_version_is_brought_up_to_date(old: Stores) -> None:
    with old.open("old") as store:
        assert list(store.proof.problems()) == []
        bench = Workbench(store, "ana")
        assert {row.title for row in list_articles(bench)} == {
            "Jembatan Baru Dibuka",
            "Night Train Returns",
        }
        assert [entry.op for entry in store.journal.recent(9)][:3] == ["migrate", "done", "accept"]
        assert store.sessions.place("ana") == {"page": "library", "filter": "lang:id"}
        save_selection(bench, "lama", where="lang:id", owner="ana")
        freeze_selection(bench, "lama")
        assert [row.number for row in list_articles(bench, "in:lama")] == [1]
        assert list(store.proof.problems()) == []
    with old.open("old", Access.READ) as store:
        assert [one.name for one in store.selections.all()] == ["lama"]


def test_an_old_database_that_takes_no_writes_says_so(old: Stores) -> None:
    with pytest.raises(DataError, match="older schema"):
        old.open("old", Access.READ)
