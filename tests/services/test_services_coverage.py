"""What is covered of an article: marks through the journal, in an older database too.

schema_7.db.gz was made by the version before: two analysts with answers of every kind, claims,
links, notes, credits, a habit, families and selections; schema_7.json is what it showed of them,
with origins by today's count: a colleague's reading of the same words has its links in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import again, is_sound, of_schema, quotes, records, view_of
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.choice import Choice
from workbench.domain.coverage import Cover, Nothing
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.journal import Change
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.services.annotate import edit_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.board import list_claims
from workbench.services.copies import back_up
from workbench.services.coverage import (
    coverage_of,
    mark_nothing,
    missed,
    my_nothings,
    unmark_nothing,
)
from workbench.services.exporting import export
from workbench.services.history import redo, undo
from workbench.services.listing import list_articles
from workbench.services.metadata import set_metadata
from workbench.services.proof import verify
from workbench.services.review import accept_fact, accept_facts, answer_fact
from workbench.services.salvage import salvage
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

SHOWN = json.loads(Path(__file__).with_name("schema_7.json").read_text("utf-8"))


@pytest.fixture
def old(only_file: SqliteFile, tmp_path: Path) -> Iterator[Workbench]:
    yield from of_schema(only_file, 7, tmp_path)


def test_a_database_of_the_last_schema_says_what_it_said(old: Workbench) -> None:
    numbers = sorted(old.store.articles.numbers(analyst="ana"))
    assert old.store.journal.head()[1] == SHOWN["head"]
    found = {
        row.claim.uid: {"chain": row.told.chain.words, "origins": str(row.count)}
        for row in list_claims(old)
    }
    assert found == SHOWN["claims"]
    open_ones = {
        str(number): [fact.id for fact in view_article(old, number).open_questions()]
        for number in numbers
    }
    assert open_ones == SHOWN["questions"]
    assert [old.store.nothings.of_article(number) for number in numbers] == [[]] * len(numbers)
    assert is_sound(old)


def test_a_mark_in_an_old_database_is_undone_and_done_again(old: Workbench) -> None:
    start = records(old.store)
    view = view_article(old, 1)
    mine = Nothing(view.article.uid, "ana", Span.of(view.text, 0, 20))
    theirs = Nothing(view.article.uid, "ana:budi", mine.span)
    for mark in (mine, theirs):
        assert old.act("nothing here", [Change("nothing", mark.uid, None, mark.to_record())])
    assert old.store.nothings.of_article(1) == [mine, theirs]
    assert old.store.nothings.of_article(2) == []
    assert old.store.journal.current("nothing", theirs.uid) == theirs.to_record()
    assert is_sound(old)
    end = records(old.store)
    assert undo(old)
    assert undo(old)
    assert records(old.store) == start
    assert redo(old)
    assert redo(old)
    assert records(old.store) == end
    assert is_sound(old)


def test_a_verdict_and_an_archived_copy_are_kept_proved_and_taken_back_in_an_old_database(
    old: Workbench, only_file: SqliteFile, stores: Stores
) -> None:
    number = next(row.number for row in list_articles(old, "claims:>0"))
    set_metadata(old, number, {"archive": "https://arsip.example/0"})
    undo(old)  # facts that the older version kept are packed as this one packs them
    start = records(old.store)
    view = view_article(old, number)
    said = view.my_claims()[0]
    edit_claim(old, view, replace(said, verdict="menyesatkan"))
    set_metadata(old, view.number, {"archive": "https://arsip.example/1"})
    assert [row.claim.uid for row in list_claims(old, "verdict:menyesatkan")] == [said.uid]
    assert is_sound(old)
    back_up(old.store, stores.place("copy").file)
    for column in ("claim SET verdict = 'benar'", "article SET archive = ''"):
        with only_file.by_hand(stores.place("copy").file) as connection:
            connection.execute(f"UPDATE {column}")
    with stores.open("copy") as store:
        found = {str(problem).split()[0] for problem in verify(store)}
    assert found == {"claim", "metadata"}
    salvaged = salvage(stores.place("copy").file, stores.place("new").file, analyst="ana")
    assert salvaged.problems == ()
    with stores.open("new") as store:
        assert store.claims.get(said.uid).verdict == "menyesatkan"
        assert store.articles.get(view.number).metadata.archive == "https://arsip.example/1"
    undo(old)
    undo(old)
    assert records(old.store) == start
    assert is_sound(old)


def test_a_mark_has_the_words_of_the_text(old: Workbench) -> None:
    view = view_article(old, 1)
    mark = Nothing(again(old, view).article.uid, "ana", Span(0, 3, "xyz"))
    with pytest.raises(DataError, match="are others"):
        old.act("nothing here", [Change("nothing", mark.uid, None, mark.to_record())])
    assert old.store.nothings.of_article(1) == []


# What covers an article ------------------------------------------------------------------------


def uncovered(view: ArticleView) -> list[tuple[int, int]]:
    return coverage_of(view).of(Cover.UNCOVERED)


def test_a_claim_an_answer_and_a_mark_cover_their_sentences(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    fresh = coverage_of(view)
    quote, other = [fact for fact, _ in quotes(view)][:2]
    accept_fact(bench, view, quote)
    answer_fact(bench, again(bench, view), other, Verdict.REJECTED)
    view = again(bench, view)
    covered = coverage_of(view)
    assert covered.cover(covered.place_at(quote.span.start) or 0) is Cover.CLAIM
    assert covered.least(other.span.start, other.span.end) is Cover.ANSWERED
    assert covered.uncovered < fresh.uncovered
    left = uncovered(view)
    entry = mark_nothing(bench, view, left[:2])
    assert entry
    assert entry.about == f"2 sentences of #{view.number}"
    view = again(bench, view)
    assert uncovered(view) == left[2:]
    assert [mark.span.exact for mark in my_nothings(view)] == [view.text[a:b] for a, b in left[:2]]
    assert is_sound(bench)


def test_a_skipped_question_and_an_answered_name_cover_nothing(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    before = coverage_of(view).uncovered
    answer_fact(bench, view, quotes(view)[0][0], Verdict.SKIPPED)
    name = next(fact for fact in view.facts if fact.kind is Kind.PERSON)
    accept_fact(bench, again(bench, view), name)
    assert coverage_of(again(bench, view)).uncovered == before


def test_lines_that_are_no_body_want_nothing(bench: Workbench) -> None:
    for number in bench.store.articles.numbers(analyst="ana"):
        view = view_article(bench, number)
        covered = coverage_of(view)
        for fact in view.facts:
            if fact.kind in (Kind.BYLINE, Kind.RELATED, Kind.BOILERPLATE):
                lowest = covered.least(fact.span.start, fact.span.end)
                assert lowest is Cover.NO_BODY, (number, fact.span.exact)


def test_a_headline_is_a_sentence_to_cover(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    title = next(fact for fact in view.facts if fact.kind is Kind.TITLE)
    assert coverage_of(view).least(title.span.start, title.span.end) is Cover.UNCOVERED
    mark_nothing(bench, view, [(title.span.start, title.span.end)])
    covered = coverage_of(again(bench, view))
    assert covered.least(title.span.start, title.span.end) is Cover.NOTHING


def test_only_uncovered_sentences_are_marked_and_all_in_one_act(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    accept_fact(bench, view, quotes(view)[0][0])
    view = again(bench, view)
    start, left = records(bench.store), uncovered(view)
    entry = mark_nothing(bench, view, coverage_of(view).sentences)
    assert entry
    assert [change.entity for change in entry.changes] == ["nothing"] * len(left)
    view = again(bench, view)
    assert uncovered(view) == []
    assert mark_nothing(bench, view, coverage_of(view).sentences) is None
    assert mark_nothing(bench, view, [(0, 3)]) is None
    assert undo(bench)
    assert records(bench.store) == start
    assert redo(bench)
    assert uncovered(again(bench, view)) == []
    assert is_sound(bench)


def test_marks_are_taken_back_where_they_share_words(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    first, second, third = uncovered(view)[:3]
    mark_nothing(bench, view, [first, second, third])
    view = again(bench, view)
    assert unmark_nothing(bench, view, [(first[0], first[0] + 1), (third[1] - 1, third[1])])
    view = again(bench, view)
    assert [(mark.span.start, mark.span.end) for mark in my_nothings(view)] == [second]
    assert unmark_nothing(bench, view, [first]) is None
    assert undo(bench)
    assert len(my_nothings(again(bench, view))) == 3


def test_the_first_mark_opens_a_new_article(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    assert view.state is ReadingState.NEW
    mark_nothing(bench, view, uncovered(view)[:1])
    assert again(bench, view).state is ReadingState.OPEN
    undo(bench)
    assert again(bench, view).state is ReadingState.NEW


def test_a_colleagues_marks_cover_nothing_of_mine(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    mark_nothing(bench, view, uncovered(view))
    theirs = view_article(replace(bench, analyst="budi"), view.number)
    assert uncovered(theirs) == uncovered(view)
    assert len(theirs.nothings) == len(uncovered(view))
    assert unmark_nothing(replace(bench, analyst="budi"), theirs, uncovered(view)) is None


def test_what_is_missed_counts_statements_by_todays_rules(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    left = missed(view)
    assert left.uncovered == coverage_of(view).uncovered
    assert [fact.kind for fact in left.statements] == [Kind.QUOTE] * len(left.statements)
    assert len(left.statements) == sum(one.kind is Kind.QUOTE for one in view.open_questions())
    accept_facts(bench, view, [fact for fact, _ in quotes(view)])
    assert missed(again(bench, view)).statements == ()


def test_marks_come_in_with_annotations_and_ours_stay(bench: Workbench, tmp_path: Path) -> None:
    view = view_of(bench, "sagara-kapal-01")
    mark_nothing(bench, view, uncovered(view)[:3])
    mine = my_nothings(again(bench, view))
    export(bench, "jsonl", tmp_path / "out.jsonl", choice=Choice(where=f"number:{view.number}"))
    unmark_nothing(bench, again(bench, view), [uncovered(view)[0]])
    taken = import_annotations(bench, "jsonl", tmp_path / "out.jsonl")
    assert (taken.changes, taken.newer) == (0, 1), "it was taken off since"
    assert my_nothings(again(bench, view)) == mine[1:]
    assert undo(bench)
    assert my_nothings(again(bench, view)) == mine
    assert is_sound(bench)
