"""Rulings, disputes, flags and the codebook go both ways between databases, as claims do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from deciding_cases import called
from merging_cases import Desk, opened
from services_cases import blind, is_sound
from stores import StoreKind

from workbench.domain.article import ReadingState
from workbench.domain.choice import Choice, WhichLayer
from workbench.domain.claim import Claim, Hop
from workbench.domain.codebook import GuidelineKind
from workbench.domain.ruling import Answer, Cause, Ruling
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.exchange.bundle import Written
from workbench.services.adjudication import Case, case_of, differing, rule, rule_with_third, taking
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.arrivals import take
from workbench.services.disputes import decided_otherwise, dispute, disputed, settle
from workbench.services.exporting import export
from workbench.services.flags import flag_claim, list_flags
from workbench.services.guidelines import add_entry, add_example, edit_entry, remove_entry
from workbench.services.history import undo
from workbench.services.layer import decided_layer
from workbench.services.review import set_state
from workbench.services.sources import NameBook, add_source
from workbench.services.taken import Taken
from workbench.services.units import StandingRulings
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

ALL = Choice(layer=WhichLayer.ALL)


@dataclass
class Meeting:
    """Two databases that have the same texts by other uids, and names of sources in common."""

    one: Desk
    other: Desk
    folder: Path

    def hand(self, there: Desk, here: Desk, choice: Choice = ALL) -> Taken:
        file = self.folder / "set.jsonl"
        self.written = export(as_citra(there), "jsonl", file, choice=choice)
        return import_annotations(as_citra(here), "jsonl", file)

    def forth(self, choice: Choice = ALL) -> Taken:
        return self.hand(self.one, self.other, choice)

    def back(self, choice: Choice = ALL) -> Taken:
        return self.hand(self.other, self.one, choice)

    def lines(self, kind: str) -> list[dict[str, object]]:
        lines = map(json.loads, (self.folder / "set.jsonl").read_text("utf-8").splitlines())
        return [line for line in lines if line["type"] == kind]


def as_citra(desk: Desk) -> Workbench:
    return called(desk.bench, "citra")


def fire(bench: Workbench) -> ArticleView:
    """The article about the fire."""
    views = [view_article(bench, n) for n in bench.store.articles.numbers(analyst="ana")]
    return next(one for one in views if "terbakar" in one.text)


def claims_by(desk: Desk, name: str, *sources: str) -> Claim:
    """A claim of somebody's on the first words, and her judgement of the article."""
    bench = called(desk.bench, name)
    view, book = fire(bench), NameBook(bench)
    hops = (Hop(tuple(book.uid(one) for one in sources)),)
    claim = new_claim(bench, view, Span.of(view.text, 0, 10), hops=hops, book=book)
    set_state(bench, fire(bench), ReadingState.DONE)
    return claim


def case_at(desk: Desk) -> Case:
    ((row, place),) = differing(as_citra(desk)).places
    return case_of(as_citra(desk), row.number, place.uid)


def rulings_at(desk: Desk) -> list[Ruling]:
    return desk.store.rulings.all()


def standing_at(desk: Desk) -> list[str]:
    standing = StandingRulings(as_citra(desk))
    return [one.uid for one in standing.all if standing.of(one.uid)]


def letter_of(case: Case, name: str) -> str:
    return next(one.letter for one in case.standpoints if name in one.answer.analysts)


def ruled(desk: Desk, name: str = "ana") -> None:
    case = case_at(desk)
    rule(
        as_citra(desk),
        case,
        taking(case, letter_of(case, name)),
        cause=Cause.SLIP,
        why="she says so",
    )


@pytest.fixture
def met(store_kind: StoreKind, tmp_path: Path) -> Iterator[Meeting]:
    """Ana and Budi differ, at the one; the other has its own source by Budi's name."""
    for one, other, _ in opened(store_kind, tmp_path, Random(0)):
        add_source(other.bench, "BMKG")
        claims_by(one, "ana", "Polisi")
        claims_by(one, "budi", "BMKG")
        yield Meeting(one, other, tmp_path)
        assert is_sound(one.bench)
        assert is_sound(other.bench)


def test_a_ruling_stands_where_its_claims_are_whatever_they_are_called(met: Meeting) -> None:
    ruled(met.one)
    taken = met.forth()
    (there,), (here,) = rulings_at(met.one), rulings_at(met.other)
    assert there.uid != here.uid, "the articles go by other uids"
    assert (here.choice, here.cause, here.why, here.analyst) == (
        "one",
        "slip",
        "she says so",
        "citra",
    )
    assert {one.state for one in here.sides} != {one.state for one in there.sides}
    assert standing_at(met.other) == [here.uid]
    assert differing(as_citra(met.other)).rows == ()
    assert taken.conflicts == taken.waiting == 0
    undo(as_citra(met.other))
    assert rulings_at(met.other) == []
    assert met.forth().changes == taken.changes
    assert standing_at(met.other) == [here.uid]
    assert met.back().changes == 0
    assert standing_at(met.one) == [there.uid]


def test_what_is_said_to_it_comes_back_with_its_answer(met: Meeting) -> None:
    ruled(met.one)
    (mine,) = decided_otherwise(called(met.one.bench, "budi"))
    dispute(called(met.one.bench, "budi"), mine, "BMKG said it first")
    met.forth()
    (waiting,) = disputed(as_citra(met.other))
    settle(as_citra(met.other), waiting, "Polisi stands in the text")
    met.back()
    (said,) = met.one.store.rulings.disputes()
    assert (said.answer, said.reply) == (Answer.SETTLED, "Polisi stands in the text")
    assert said.ruling == rulings_at(met.one)[0].uid


def test_a_ruling_that_was_taken_back_is_gone_there_too(met: Meeting) -> None:
    ruled(met.one)
    met.forth()
    undo(as_citra(met.one))
    assert met.forth().removed == 1
    assert rulings_at(met.other) == []
    assert [place.answers for _, place in differing(as_citra(met.other)).places] == [2]


def test_two_who_rule_at_two_desks_are_asked(met: Meeting) -> None:
    met.forth()
    ruled(met.one, "ana")
    ruled(met.other, "budi")
    assert met.forth().conflicts == 1
    (ours,) = rulings_at(met.other)
    assert [side.analyst for side in ours.sides if side.is_kept] == ["budi"]
    take(as_citra(met.other), met.other.store.arrivals.open())
    (ours,) = rulings_at(met.other)
    assert [side.analyst for side in ours.sides if side.is_kept] == ["ana"]
    assert standing_at(met.other) == [ours.uid]
    met.back()
    assert [side.is_kept for side in rulings_at(met.one)[0].sides if side.analyst == "ana"] == [
        True
    ]


def test_a_ruling_is_of_what_was_said_and_never_of_what_is_said_here(met: Meeting) -> None:
    met.forth()
    ruled(met.one)
    budi = called(met.other.bench, "budi")
    (mine,) = fire(budi).my_claims()
    edit_claim(budi, fire(budi), replace(mine, restatement="something else"))
    taken = met.forth()
    assert (taken.newer, taken.rulings, taken.idle) == (1, 1, 1)
    assert len(rulings_at(met.other)) == 1
    assert standing_at(met.other) == []
    assert len(differing(as_citra(met.other)).rows) == 1


def test_what_was_decided_elsewhere_decides_what_is_here(met: Meeting) -> None:
    """Whoever gives a set to somebody who decides gets what was decided back."""
    met.forth()
    ruled(met.other)
    assert met.back(Choice()).changes == 1
    assert [loss.what for loss in met.written.lost] == ["claims"], "the other one is left out"
    assert len(standing_at(met.one)) == 1
    assert differing(as_citra(met.one)).rows == ()


def test_a_layer_without_the_other_answers_has_a_ruling_that_decides_nothing(
    met: Meeting,
) -> None:
    case = case_at(met.one)
    third = rule_with_third(as_citra(met.one), case, 0)
    met.forth(Choice())
    (here,) = rulings_at(met.other)
    assert (here.claim, standing_at(met.other)) == (third.uid, [])
    assert not met.other.store.claims.many(here.claims)
    layer = decided_layer(as_citra(met.other))
    assert third.uid not in layer.left_out, "nothing else is said there"


def test_flags_go_with_their_claims(met: Meeting) -> None:
    budi = called(met.one.bench, "budi")
    (mine,) = fire(budi).my_claims()
    flag_claim(budi, mine, "who counts?")
    met.forth()
    assert [one.flag.words for one in list_flags(as_citra(met.other))] == ["who counts?"]
    flag_claim(budi, mine, "")
    assert met.forth().removed == 1
    assert list_flags(as_citra(met.other)) == []


def test_the_codebook_goes_both_ways_and_its_examples_are_of_the_same_words(met: Meeting) -> None:
    one, other = as_citra(met.one), as_citra(met.other)
    add_entry(one, GuidelineKind.TOPIC, "api", "What burns.")
    view = fire(one)
    (entry,) = one.store.codebook.all()
    add_example(one, entry, view.number, Span.of(view.text, 0, 6), is_for=True, why="it burns")
    met.forth()
    (here,) = other.store.codebook.all()
    assert here.examples[0].article == fire(other).article.uid != view.article.uid
    edit_entry(other, here, words="What burns, or did.")
    assert met.back().changes == 1
    (entry,) = one.store.codebook.all()
    assert (entry.words, entry.examples[0].article) == ("What burns, or did.", view.article.uid)
    edit_entry(one, entry, words="mine")
    edit_entry(other, other.store.codebook.all()[0], words="yours")
    assert met.forth().conflicts == 1
    assert other.store.codebook.all()[0].words == "yours"
    take(other, other.store.arrivals.open())
    assert met.back().changes == 0
    assert one.store.codebook.all()[0].words == "mine"
    remove_entry(one, one.store.codebook.all()[0])
    assert met.forth().removed == 1
    assert other.store.codebook.all() == []


def test_with_a_part_go_the_entries_that_its_claims_are_judged_by(met: Meeting) -> None:
    ana = called(met.one.bench, "ana")
    (mine,) = fire(ana).my_claims()
    edit_claim(ana, fire(ana), replace(mine, topic="Api", verdict="benar"))
    citra = as_citra(met.one)
    for word in ("topic api", "topic banjir", "rule denials", "verdict benar", "verdict hoaks"):
        kind, subject = word.split()
        add_entry(citra, GuidelineKind(kind), subject, "…")
    part = replace(ALL, where="has:claims")
    taken = met.forth(part)
    names = sorted(one.subject for one in met.other.store.codebook.all())
    assert names == ["api", "benar", "denials"]
    assert taken.act
    met.forth()
    assert len(met.other.store.codebook.all()) == 5


def test_nothing_of_a_ruling_leaves_to_whom_it_is_not_told(met: Meeting) -> None:
    ruled(met.one)
    (mine,) = decided_otherwise(called(met.one.bench, "budi"))
    dispute(called(met.one.bench, "budi"), mine, "BMKG said it first")
    file = met.folder / "hers.jsonl"
    export(blind(called(met.one.bench, "dewi")), "jsonl", file)
    words = file.read_text("utf-8")
    assert "terbakar" in words
    (ruling,) = rulings_at(met.one)
    for hidden in (ruling.uid, "citra", "budi", "BMKG said", "she says so"):
        assert hidden not in words
    set_state(called(met.one.bench, "dewi"), fire(called(met.one.bench, "dewi")), ReadingState.DONE)
    export(blind(called(met.one.bench, "dewi")), "jsonl", file, choice=ALL)
    assert ruling.uid in file.read_text("utf-8")


def test_of_one_analysts_own_work_no_ruling_is_a_part(met: Meeting) -> None:
    ruled(met.one)
    written: Written = export(
        as_citra(met.one), "jsonl", met.folder / "set.jsonl", choice=Choice(analysts=("citra",))
    )
    assert met.lines("ruling") == []
    assert ("rulings", 1, "they are on others' claims") in written.lost


def test_under_pseudonyms_a_ruling_names_nobody_and_comes_back(met: Meeting) -> None:
    ruled(met.one)
    (before,) = rulings_at(met.one)
    taken = met.hand(met.one, met.one, replace(ALL, pseudonyms=True))
    (line,) = met.lines("ruling")
    names = [line["analyst"], *(side["analyst"] for side in line["sides"])]  # type: ignore[attr-defined]
    assert all(str(name).startswith("analyst-") for name in names)
    assert taken.changes == 0
    assert rulings_at(met.one) == [before]


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("ruling", {"uid": "somewhere"}, "its claims say"),
        ("ruling", {"choice": "third"}, "an answer of its own"),
        ("ruling", {"article": "elsewhere"}, "belongs to another article"),
        ("dispute", {"ruling": "r", "uid": "r:budi"}, "which is not given before it"),
        ("dispute", {"uid": "r:budi"}, "what it is of says"),
        ("guideline", {"claims": "nosuchfield:x"}, "the guideline's claims"),
        ("guideline", {"uid": "rule:x"}, "its words say"),
    ],
)
def test_what_does_not_hold_together_is_refused_and_nothing_comes_in(
    met: Meeting, kind: str, change: dict[str, str], words: str
) -> None:
    ruled(met.one)
    (mine,) = decided_otherwise(called(met.one.bench, "budi"))
    dispute(called(met.one.bench, "budi"), mine, "BMKG said it first")
    add_entry(as_citra(met.one), GuidelineKind.RULE, "denials", "Whoever denies is a hop.")
    file = met.folder / "bad.jsonl"
    export(as_citra(met.one), "jsonl", file, choice=ALL)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    next(line for line in lines if line["type"] == kind).update(change)
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n")
    head = met.other.head()
    with pytest.raises(DataError, match=words):
        import_annotations(as_citra(met.other), "jsonl", file)
    assert met.other.head() == head
