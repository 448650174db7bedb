"""A database of the last schema: every claim says what it said, until its analyst says otherwise.

schema_4.db.gz was made by the version before, from two articles of the sample set and two analysts
who answered its credits differently; schema_4.json is what that version showed each of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import bench_on, is_sound, of_schema
from stores import Stores

from workbench.domain.chain import Carried
from workbench.domain.claim import Claim
from workbench.domain.fact import Kind
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.services.annotate import new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.board import list_claims
from workbench.services.chain import Named, add_hop
from workbench.services.exporting import export
from workbench.services.extraction import make_current
from workbench.services.history import undo
from workbench.services.mending import rebuild
from workbench.services.proof import Problem, Rebuild, verify
from workbench.services.review import accept_fact
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

SHOWN: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("schema_4.json").read_text("utf-8")
)
"""Uid of a claim -> the names of its chain, as its own analyst saw it."""


@pytest.fixture
def old(only_file: SqliteFile, tmp_path: Path) -> Iterator[Workbench]:
    yield from of_schema(only_file, 4, tmp_path)


def chains(bench: Workbench) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number in bench.store.articles.numbers(analyst=bench.analyst):
        view = view_article(bench, number)
        found |= {claim.uid: view.chain_of(claim).words for claim in view.claims}
    return found


def carried(bench: Workbench) -> dict[str, Carried]:
    found: dict[str, Carried] = {}
    for number in bench.store.articles.numbers(analyst=bench.analyst):
        found |= bench.store.relays.carried_in(number)
    return found


def mine(bench: Workbench, number: int) -> tuple[ArticleView, list[Claim]]:
    view = view_article(bench, number)
    return view, view.my_claims()


@pytest.mark.parametrize("analyst", ["ana", "budi", "citra"])
def test_every_claim_says_what_it_said_whoever_looks(old: Workbench, analyst: str) -> None:
    bench = bench_on(old.store, analyst)
    assert chains(bench) == SHOWN
    make_current(bench, bench.store.articles.numbers(analyst=analyst))
    assert chains(bench) == SHOWN
    for row in list_claims(bench):
        assert row.told.chain.words == SHOWN[row.claim.uid]
        assert row.told.chain.is_carried
        assert row.told.to_record()["carried"]
    assert is_sound(bench)


def test_what_became_of_the_claims_is_told(old: Workbench) -> None:
    relayed = sum(bool(steps) for steps in carried(old).values())
    assert 0 < relayed < len(SHOWN)
    (words,) = old.store.news
    assert words.endswith(
        f"claims: {len(SHOWN)} kept ({relayed} with relays carried over), 0 changed"
    )


def test_what_was_written_down_is_one_entry_that_undo_passes_by(old: Workbench) -> None:
    entry = old.store.journal.recent(1)[0]
    relayed = sum(1 for words in SHOWN.values() if len(words) > 1)
    assert entry.op == "migrate"
    assert len(entry.changes) == len(SHOWN)
    assert entry.about.startswith(f"relay steps carried over for {len(SHOWN)} claims")
    assert relayed > 0
    undone = undo(old)
    assert undone
    assert undone.undoes != entry.seq


def test_an_edited_chain_has_the_relays_of_today_and_no_other_claim_has(old: Workbench) -> None:
    view, claims = mine(old, 1)
    other = claims[1]
    add_hop(old, view, claims[0], Named("Warta Teluk"), place=len(claims[0].hops))
    now = view_article(old, 1)
    assert not now.chain_of(now.claim(claims[0].uid) or other).is_carried
    assert now.chain_of(other).is_carried
    undo(old)
    assert view_article(old, 1).chain_of(claims[0]).words == SHOWN[claims[0].uid]


def test_an_answered_credit_lets_go_of_ones_own_claims_only(old: Workbench) -> None:
    make_current(old, old.store.articles.numbers(analyst="ana"))
    for number in (1, 2):
        view = view_article(old, number)
        for fact in view.facts:
            if fact.kind is Kind.RELAY:
                accept_fact(old, view_article(old, number), fact)
        now = view_article(old, number)
        answered = any(one.op == "accept" for one in old.store.journal.recent(9))
        for claim in now.claims:
            if claim.analyst == "budi":
                assert now.chain_of(claim).words == SHOWN[claim.uid]
            elif answered and any(fact.kind is Kind.RELAY for fact in view.facts):
                assert not now.chain_of(claim).is_carried
    assert is_sound(old)


def test_a_new_claim_has_the_relays_of_today(old: Workbench) -> None:
    view = view_article(old, 1)
    claim = new_claim(old, view, Span.of(view.text, 30, 60))
    assert not view_article(old, 1).chain_of(claim).is_carried


def test_an_export_takes_the_carried_steps_along(
    old: Workbench, stores: Stores, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    export(old, "jsonl", out)
    with stores.open("new") as store:
        bench = bench_on(store, "citra")
        import_annotations(bench, "jsonl", out)
        for number in store.articles.numbers(analyst="citra"):
            view = view_article(bench, number)
            for claim in view.claims:
                assert view.chain_of(claim).words == SHOWN[claim.uid]
                assert view.chain_of(claim).is_carried
        assert is_sound(bench)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE carried SET steps = '[['",
        "UPDATE carried SET steps = '[[\"Warta Lain\"]]'",
        "DELETE FROM carried WHERE claim = (SELECT min(claim) FROM carried)",
        "INSERT INTO carried SELECT uid, '[]' FROM claim "
        "WHERE uid NOT IN (SELECT claim FROM carried)",
    ],
)
def test_damaged_steps_are_written_again_as_the_journal_has_them(
    old: Workbench, only_file: SqliteFile, harm: str
) -> None:
    view = view_article(old, 1)
    new_claim(old, view, Span.of(view.text, 30, 60))
    with only_file.by_hand(old.store.place.file) as connection:
        connection.execute(harm)
    found = list(verify(old.store))
    assert found
    assert {problem.rebuild for problem in found} == {Rebuild.CARRIED}
    rebuild(old, found)
    assert is_sound(old)
    assert SHOWN.items() <= chains(old).items()


def test_steps_are_not_taken_from_a_journal_that_is_damaged(
    old: Workbench, only_file: SqliteFile
) -> None:
    seq = old.store.journal.recent(1)[0].seq
    only_file.damage(
        old.store.place.file,
        "UPDATE carried SET steps = '[['",
        f"UPDATE journal SET body = replace(body, 'Teluk', 'Lain') WHERE seq = {seq}",
    )
    with pytest.raises(DataError, match="the journal is damaged; nothing was changed"):
        rebuild(old, [Problem("carried", Rebuild.CARRIED)])
