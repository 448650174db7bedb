"""Decisions follow their facts inside the transaction that keeps the facts, through the journal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from store_cases import AT, TEXT, apply, changing, keep_facts, making, new_article, uid
from stores import Stores

from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.claim import Claim, Mode
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Fact, Kind, Quote
from workbench.domain.filter import Order
from workbench.domain.following import Followed
from workbench.domain.span import Span
from workbench.stored.packed import pack

if TYPE_CHECKING:
    from workbench.verbs.store import Store

THIRD_SCHEMA = Path(__file__).with_name("schema_3.db.gz")
"""A database as schema 3 wrote it: two articles; in the first, which is done, a quote was accepted
and one rejected, and one was left."""
DEWI = Span.of("Dewi.", 0, 4)
SHORT, LONG = "Sembilan orang", "Sembilan orang selamat"


def quote(words: str, mode: Mode = Mode.DIRECT) -> Fact:
    start = TEXT.index(words)
    span = Span.of(TEXT, start, start + len(words))
    return Fact(Kind.QUOTE, span, Quote(mode), 0.5, "r", "w", "rules 1")


def decide(fact: Fact, analyst: str = "ana", verdict: Verdict = Verdict.ACCEPTED) -> Decision:
    claim = uid(f"claim {analyst}") if verdict is Verdict.ACCEPTED else None
    return Decision.on(fact, article=uid("one"), analyst=analyst, verdict=verdict, claim=claim)


def claim_on(fact: Fact, analyst: str = "ana") -> Claim:
    return Claim(uid(f"claim {analyst}"), uid("one"), analyst, fact.span, fact=fact.id)


def run(store: Store, *facts: Fact, number: int = 1) -> Followed:
    packed = pack(facts, extractor="rules 2", lang="id", anchor="")
    return store.facts.keep([(number, packed)], analyst="budi", at=AT)


def state(analyst: str = "ana", what: ReadingState = ReadingState.DONE) -> ArticleState:
    return ArticleState(uid("one"), analyst, what)


@pytest.fixture
def filled(store: Store) -> Store:
    """One article with a short quote, which ana accepted and budi rejected."""
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    keep_facts(store, [(1, "rules 1", "id", "", [quote(SHORT)])])
    mine, claim = decide(quote(SHORT)), claim_on(quote(SHORT))
    apply(store, making("claim", claim), making("decision", mine))
    apply(store, making("decision", decide(quote(SHORT), "budi", Verdict.REJECTED)), analyst="budi")
    return store


def questions(store: Store, analyst: str = "ana") -> int:
    row = store.articles.row(1, analyst=analyst)
    assert row
    return row.questions


def test_decisions_and_the_links_of_their_claims_move_as_one_entry(filled: Store) -> None:
    seq, _ = filled.journal.head()
    assert run(filled, quote(LONG)) == Followed(1, 1, moved=2)
    assert [(one.analyst, one.span.exact) for one in filled.decisions.of_article(1)] == [
        ("ana", LONG), ("budi", LONG),
    ]  # fmt: skip
    (claim,) = filled.claims.of_article(1)
    assert (claim.fact, claim.span.exact) == (quote(LONG).id, SHORT)
    assert (questions(filled), questions(filled, "budi")) == (0, 0)
    (entry,) = filled.journal.runs(after=seq)
    assert (entry.op, entry.analyst, entry.is_act) == ("extract", "budi", False)
    assert filled.journal.head()[0] == seq + 1
    assert list(filled.proof.problems()) == []


def test_a_run_that_moves_nothing_leaves_no_entry(filled: Store) -> None:
    head = filled.journal.head()
    assert run(filled, quote(SHORT), quote("Dewi")) == Followed(1, 2)
    assert run(filled, quote("Dewi")) == Followed(1, 1, kept=2)
    assert filled.journal.head() == head
    assert list(filled.proof.problems()) == []


def test_answers_without_a_fact_stay_and_are_found_again(filled: Store) -> None:
    before = filled.decisions.of_article(1)
    assert run(filled) == Followed(1, 0, kept=2)
    assert filled.decisions.of_article(1) == before
    assert run(filled, quote(LONG)).moved == 2
    assert questions(filled) == 0


def test_a_changed_fact_is_counted_and_its_answer_stays(filled: Store) -> None:
    before = filled.decisions.of_article(1)
    assert run(filled, quote(SHORT, Mode.MIXED)) == Followed(1, 1, changed=2)
    assert filled.decisions.of_article(1) == before


def test_a_lost_transaction_loses_facts_and_moves_together(filled: Store) -> None:
    facts, decisions = filled.facts.of_article(1), filled.decisions.of_article(1)
    packed = pack([quote(LONG)], extractor="rules 2", lang="id", anchor="")
    broken = replace(packed, is_relayed=True, document=b"no document")
    with pytest.raises(Exception, match="incorrect header"):
        filled.facts.keep([(1, packed), (1, broken)], analyst="ana", at=AT)
    assert filled.facts.of_article(1) == facts
    assert filled.decisions.of_article(1) == decisions
    assert list(filled.proof.problems()) == []


# questions that come late


def test_new_questions_of_a_finished_article_are_not_open_for_who_finished_it(
    filled: Store,
) -> None:
    apply(filled, making("state", state()))
    followed = run(filled, quote(LONG), quote("Dua lainnya"), quote("Dewi"))
    assert followed == Followed(1, 3, moved=2, late=2)
    assert (questions(filled), questions(filled, "budi")) == (0, 2)
    assert filled.facts.late(1) == {quote(LONG).id, quote("Dua lainnya").id, quote("Dewi").id}
    filled.articles.add([new_article("two", "Dewi.")], [], analyst="ana", at=AT)
    keep_facts(filled, [(2, "rules 1", "id", "", [replace(quote("Dewi"), span=DEWI)])])
    ranked = filled.articles.ranked([], Order.QUESTIONS, analyst="ana", limit=9)
    assert ranked[0] == [2, 1], "one open question comes before none"
    assert filled.articles.ranked([], Order.QUESTIONS, analyst="budi", limit=9)[0] == [1, 2]
    assert run(filled, quote(LONG), quote("Dua lainnya"), quote("Dewi")).late == 0
    assert questions(filled) == 0


def test_whoever_opens_the_article_again_is_asked(filled: Store) -> None:
    apply(filled, making("state", state()))
    run(filled, quote(LONG), quote("Dewi"))
    apply(filled, changing("state", state(), state(what=ReadingState.OPEN)))
    assert questions(filled) == 1
    apply(filled, changing("state", state(what=ReadingState.OPEN), state()))
    assert questions(filled) == 0
    assert run(filled, quote(LONG), quote("Dewi"), quote("Dua lainnya")).late == 1
    assert questions(filled) == 0


def test_facts_computed_while_it_is_open_again_come_in_time(filled: Store) -> None:
    apply(filled, making("state", state()))
    run(filled, quote(LONG), quote("Dewi"))
    apply(filled, changing("state", state(), state(what=ReadingState.OPEN)))
    run(filled, quote(LONG), quote("Dewi"))
    assert filled.facts.late(1) == frozenset()


def test_questions_that_were_there_when_it_was_finished_count_as_they_did(store: Store) -> None:
    store.articles.add([new_article()], [], analyst="ana", at=AT)
    keep_facts(store, [(1, "rules 1", "id", "", [quote("Dewi")])])
    apply(store, making("state", state()))
    assert questions(store) == 1
    assert run(store, quote("Dewi")).late == 0
    assert questions(store) == 1
    assert store.facts.late(1) == frozenset()


def test_a_database_of_the_schema_before_is_brought_up_and_asks_no_more_than_it_did(
    only_file: SqliteFile, stores: Stores
) -> None:
    with only_file.unpacked(THIRD_SCHEMA, stores.place("old")) as store:
        row = store.articles.row(1, analyst="ana")
        assert row
        assert (row.questions, row.state) == (1, ReadingState.DONE)
        assert store.facts.late(1) == frozenset()
        old = store.facts.of_article(1)
        longer = [
            replace(fact, span=Span.of(store.articles.text(1), fact.span.start - 1, fact.span.end))
            for fact in old
            if fact.is_question
        ]
        packed = pack(longer, extractor="workbench-rules/99", lang="id", anchor="2020-01-09")
        followed = store.facts.keep([(1, packed)], analyst="ana", at=AT)
        assert (followed.moved, followed.kept, followed.late) == (2, 0, 1)
        row = store.articles.row(1, analyst="ana")
        assert row
        assert row.questions == 0
        assert list(store.proof.problems()) == []
