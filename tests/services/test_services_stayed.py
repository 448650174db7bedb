"""What an import leaves as it is here is counted whole and listed, each thing by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import SAMPLE, again, bench_on, quotes, view_of
from stores import Stores

from workbench.domain.claim import Claim
from workbench.domain.note import NoteSubject
from workbench.services.annotate import add_note, edit_claim, remove_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.exporting import export
from workbench.services.importing import import_documents, read
from workbench.services.review import accept_facts
from workbench.services.stayed import MOST_LISTED, Stay, Stayed, Stays, listed
from workbench.services.workbench import Workbench

NAME = "sagara-kapal-01"


@pytest.fixture
def claims(bench: Workbench) -> list[Claim]:
    """Two of Ana's."""
    view = view_of(bench, NAME)
    accept_facts(bench, view, [fact for fact, _ in quotes(view)][:2])
    return list(again(bench, view).my_claims())


@pytest.fixture
def other(stores: Stores) -> Iterator[Workbench]:
    with stores.open("other") as store:
        yield bench_on(store, "budi", first=200_000)


def test_what_was_changed_here_since_is_told_with_both_words(
    bench: Workbench, claims: list[Claim], tmp_path: Path
) -> None:
    first, second = claims
    view = view_of(bench, NAME)
    edit_claim(bench, view, replace(first, topic="kapal"))
    export(bench, "jsonl", tmp_path / "out.jsonl")
    edit_claim(bench, again(bench, view), replace(view_of(bench, NAME).claims[0], topic="karam"))
    remove_claim(bench, again(bench, view), second.uid)
    taken = import_annotations(bench, "jsonl", tmp_path / "out.jsonl")
    assert taken.newer == len(taken.stayed)
    told = {(one.entity, one.uid): one for one in taken.stayed}
    changed, gone = told["claim", first.uid], told["claim", second.uid]
    assert (changed.stays, changed.number) == (Stays.NEWER, view.number)
    assert changed.article == view.article.uid
    assert changed.words == "topic: kapal; yours: karam"
    assert (gone.words, gone.why) == (second.span.exact, "removed here")
    assert taken.to_record()["stayed"][0].keys() == {
        "stays", "entity", "uid", "article", "number", "words", "why",
    }  # fmt: skip


def test_sources_that_both_have_are_named(
    bench: Workbench, claims: list[Claim], other: Workbench, tmp_path: Path
) -> None:
    list(import_documents(other, read([SAMPLE])))
    export(bench, "jsonl", tmp_path / "out.jsonl")
    taken = import_annotations(other, "jsonl", tmp_path / "out.jsonl")
    assert {one.entity for one in taken.stayed} == {"source"}
    assert len(taken.stayed) == taken.kept > 1
    ours = {one.uid: one.name for one in other.store.sources.all()}
    assert {one.words for one in taken.stayed} <= {*ours.values()}
    assert {one.why for one in taken.stayed} == {"yours of that name"}
    assert {one.uid for one in taken.stayed} <= ours.keys()


def test_of_any_number_only_the_first_are_kept(bench: Workbench) -> None:
    view = view_of(bench, NAME)
    note = add_note(bench, NoteSubject.ARTICLE, view.article.uid, "kata " * 40)
    stayed = Stayed()
    for number in range(MOST_LISTED + 500):
        record = note.to_record()
        stayed.add(Stay("note", str(number), view.article.uid, record, {**record, "words": ""}))
    assert (stayed.count, len(stayed.first)) == (MOST_LISTED + 500, MOST_LISTED)
    told = listed(bench, Stays.KEPT, stayed.first[:2])
    assert [(one.uid, one.number) for one in told] == [("0", view.number), ("1", view.number)]
    assert len(told[0].words) == 160
    assert told[0].words.startswith("words: none; yours: kata kata")
