"""What is kept open: what later articles say to it, and how it is answered."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from services_cases import bench_on, blind, imported, seeing_all
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.counterpart import Place, Stance
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.kept_open import Asked, Heard, Hearing, KeptOpen, Reply
from workbench.errors import UsageError
from workbench.services import open_questions as service
from workbench.services import replies as replying
from workbench.services.extraction import extract_article
from workbench.services.history import entries_where, undo
from workbench.services.metadata import set_metadata
from workbench.services.open_questions import (
    close_question,
    hear_all,
    keep_question_open,
    keep_statement_open,
    link_reply,
    new_questions,
    news_of,
    only,
    open_questions,
)
from workbench.services.review import accept_fact, answer_fact, set_state
from workbench.services.statements import Statement
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.verbs.kept_open import KeptOpens

FLOOD = (
    "Banjir bandang melanda Waikilok di Kabupaten Lembata, Rabu (4/3/2026). Sedikitnya sembilan "
    "orang tewas akibat banjir bandang di Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
AGAIN = (
    "Waikilok, Lembata - Yohanes Boli, Kepala BPBD Lembata, mengatakan sembilan orang tewas akibat "
    "banjir bandang di Waikilok. Bantuan untuk Waikilok dikirim dari Lewoleba."
)
MORE = (
    "Korban banjir bandang Waikilok bertambah. Sebelas orang tewas akibat banjir bandang di "
    "Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
ELSE = (
    "Panen padi di Sleman naik tahun ini. Bupati Sleman Harda Kiswaya mengatakan harga gabah "
    "stabil di tingkat petani."
)
CORRUPT = (
    "Bupati Lembata Yohanes Boli dalam kasus korupsi dana banjir Waikilok, kata Kapolres Lembata "
    "Rina Wijaya."
)
ASKED = "Berapa orang tewas akibat banjir bandang di Waikilok?"


class Library:
    """A library to which articles come."""

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self.bench, self.folder = bench, folder

    def bring(self, text: str, day: str) -> None:
        imported(self.bench, self.folder, text, outlet="", lang="id", published=f"2026-03-{day}")


@pytest.fixture
def library(stores: Stores, tmp_path: Path) -> Iterator[Library]:
    with stores.open("open") as store:
        one = Library(bench_on(store), tmp_path)
        one.bring(FLOOD, "04")
        yield one


def statement(bench: Workbench, number: int = 1) -> Place:
    facts = view_article(bench, number).facts
    span = next(one.span for one in facts if one.kind is Kind.QUOTE and "tewas" in one.span.exact)
    return Place(number, span.start, span.end)


def replies(bench: Workbench) -> list[tuple[int, Stance]]:
    return [
        (one.one.said.article.number, one.one.stance)
        for question in open_questions(bench)
        for one in question.replies
        if one.is_new
    ]


def test_what_comes_later_is_listed_with_what_differs(library: Library) -> None:
    bench = library.bench
    kept = keep_statement_open(bench, statement(bench))
    assert new_questions(bench) == 0
    library.bring(AGAIN, "05")
    library.bring(ELSE, "05")
    library.bring(MORE, "06")
    assert new_questions(bench) == 1
    (question,) = open_questions(bench)
    assert (question.kept, question.number, question.new) == (kept, 1, len(question.replies))
    by_number = {one.one.said.article.number: one.one for one in question.replies}
    assert by_number.keys() == {2, 4}
    assert by_number[2].says_the_same
    (differs,) = (one for one in by_number[4].differs if one.kind == "number")
    assert (differs.one, differs.other) == ("9", "11")


@pytest.mark.parametrize("published", ["2026-03-06", ""])
def test_what_comes_later_is_no_earlier_though_nobody_knows_its_day(
    library: Library, published: str
) -> None:
    bench = library.bench
    library.bring(f"Lembata, Rabu (4/3/2026). Jaksa Lembata menuntut {CORRUPT}", "04")
    facts = view_article(bench, 2).facts
    (span,) = (one.span for one in facts if one.kind is Kind.QUOTE)
    keep_statement_open(bench, Place(2, span.start, span.end))
    text = f"Lembata, 6 Maret 2026. Hakim Lembata memvonis {CORRUPT}"
    given = {"published": published} if published else {}
    imported(bench, library.folder, text, lang="id", **given)
    assert bool(bench.store.articles.get(3).metadata.publication) == bool(published)
    expected = [(3, Stance.UPDATES)] if published else []
    assert replies(bench) == expected, "a sentence takes back no charge"


def test_what_has_no_day_is_the_later_one_beside_an_article_and_in_what_is_kept_open(
    library: Library,
) -> None:
    bench = library.bench
    keep_statement_open(bench, statement(bench))
    imported(bench, library.folder, f"Lembata, 6 Maret 2026. {MORE}", outlet="", lang="id")
    at = statement(bench)
    kept = {
        (one.one.number, one.stance) for one in bench.store.counterparts.of([1]) if one.other == at
    }
    assert kept == set(replies(bench)) == {(2, Stance.UPDATES)}


def test_what_has_no_day_at_all_answers_too(library: Library) -> None:
    bench = library.bench
    kept = keep_question_open(bench, ASKED)
    imported(bench, library.folder, MORE, outlet="", lang="id")
    assert not bench.store.gists.words_of([2]), "no other article is found by it"
    assert [number for number, _ in replies(bench)] == [2]
    close_question(bench, kept, "selesai")
    (library.folder / "again").mkdir()
    imported(bench, library.folder / "again", MORE + " Hujan reda.", outlet="", lang="id")
    assert keep_question_open(bench, ASKED) == kept
    assert {number for number, _ in replies(bench)} == {2, 3}


def test_a_question_in_words_is_answered_by_whatever_speaks_of_it(library: Library) -> None:
    bench = library.bench
    keep_question_open(bench, ASKED)
    assert replies(bench) == []  # what was there when it was asked is not new
    library.bring(ELSE, "05")
    library.bring(MORE, "06")
    assert [number for number, _ in replies(bench)] == [3]


def test_yes_and_no_answer_a_question_alike(library: Library) -> None:
    bench = library.bench
    keep_question_open(bench, ASKED)
    library.bring(
        "Polisi menahan dua tersangka di Waikilok. Yohanes Boli mengatakan penahanan itu tepat. "
        "Kapolres Lembata membantah ada orang tewas akibat banjir bandang di Waikilok.",
        "07",
    )
    assert replies(bench) == [(2, Stance.CONTRADICTS)]


def test_what_was_seen_is_not_new_and_what_was_dismissed_is_gone(library: Library) -> None:
    bench = library.bench
    keep_statement_open(bench, statement(bench))
    library.bring(AGAIN, "05")
    library.bring(MORE, "06")
    news = open_questions(bench)
    newest, *_ = news[0].replies
    assert newest.one.said.article.number == 3
    assert hear_all(bench, [only(news[0], newest)], Hearing.SEEN)
    (question,) = open_questions(bench)
    assert [one.is_new for one in question.replies if one.place == newest.place] == [False]
    left = [one for one in question.replies if one.is_new]
    assert hear_all(bench, [only(question, *left)], Hearing.DISMISSED)
    assert new_questions(bench) == 0
    assert not news_of(open_questions(bench))
    extract_article(bench, 2)  # found again, and still not listed
    (question,) = open_questions(bench)
    assert {one.one.said.article.number for one in question.replies} == {3}
    undo(bench)
    assert new_questions(bench) == 1
    assert hear_all(bench, open_questions(bench), Hearing.SEEN)
    assert not hear_all(bench, open_questions(bench), Hearing.SEEN)


def test_a_reply_is_linked_and_answered_in_one_act(library: Library) -> None:
    bench = library.bench
    keep_statement_open(bench, statement(bench))
    library.bring(MORE, "06")
    ((question,), before) = open_questions(bench), bench.store.journal.head()
    reply = next(one for one in question.replies)
    assert link_reply(bench, question, reply)
    assert bench.store.journal.head()[0] == before[0] + 1
    assert view_article(bench, 1).links
    (question,) = open_questions(bench)
    heard = next(one.heard for one in question.replies if one.place == reply.place)
    assert heard
    assert heard.hearing is Hearing.SEEN
    undo(bench)
    assert not view_article(bench, 1).links
    assert new_questions(bench) == 1
    keep_question_open(bench, ASKED)
    asked = next(one for one in open_questions(bench) if one.kept.is_question)
    with pytest.raises(UsageError, match="linked to nothing"):
        link_reply(bench, asked, reply)


def test_a_reply_that_is_linked_already_is_answered_by_saying_so_again(library: Library) -> None:
    bench = library.bench
    keep_statement_open(bench, statement(bench))
    library.bring(MORE, "06")
    (question,) = open_questions(bench)
    assert link_reply(bench, question, question.replies[0])
    (question,) = open_questions(bench)
    assert link_reply(bench, question, question.replies[0]) is None
    assert len(view_article(bench, 1).links) == 1


def test_what_is_rejected_in_its_article_waits_for_no_answer(library: Library) -> None:
    bench = library.bench
    keep_statement_open(bench, statement(bench))
    library.bring(MORE, "06")
    ((question,), budi) = open_questions(bench), bench_on(bench.store, "budi", first=5_000)
    for reply in question.replies:
        fact = reply.one.said.fact
        assert fact
        accept_fact(budi, view_article(budi, 2), fact)
        answer_fact(blind(bench), view_article(bench, 2), fact, Verdict.REJECTED)
    assert new_questions(blind(bench)) == 0
    (question,) = open_questions(blind(bench))
    assert (question.new, question.replies) == (0, ())
    assert new_questions(bench) == 1, "a colleague's claim, where all is seen"
    undo(bench)
    assert new_questions(blind(bench)) == 1


def test_what_is_new_is_read_before_what_was_seen(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = library.bench
    keep_statement_open(bench, statement(bench))
    library.bring(AGAIN, "05")
    library.bring(MORE, "06")
    (question,) = open_questions(bench)
    newest = [one for one in question.replies if one.one.said.article.number == 3]
    assert hear_all(bench, [only(question, *newest)], Hearing.SEEN)
    monkeypatch.setattr(service, "_MOST_TOLD", 1)
    assert {number for number, _ in replies(bench)} == {2}


def test_what_is_closed_is_asked_no_more_and_what_is_opened_again_misses_nothing(
    library: Library,
) -> None:
    bench = library.bench
    kept = keep_statement_open(bench, statement(bench))
    with pytest.raises(UsageError, match="reason"):
        close_question(bench, kept, "  ")
    close_question(bench, kept, "dibantah BPBD")
    library.bring(MORE, "06")
    assert open_questions(bench) == []
    (closed,) = open_questions(bench, with_closed=True)
    assert (closed.kept.closed, closed.new) == ("dibantah BPBD", 0)
    undo(bench)
    assert [number for number, _ in replies(bench)]
    close_question(bench, kept, "selesai")
    assert keep_statement_open(bench, statement(bench)) == kept
    assert new_questions(bench) == 1
    assert keep_statement_open(bench, statement(bench)) == kept  # it is open already


@pytest.mark.parametrize("comes_before", [True, False])
def test_what_comes_while_something_is_opened_is_missed_by_nobody(
    library: Library, monkeypatch: pytest.MonkeyPatch, comes_before: bool
) -> None:
    bench = library.bench
    kept_open = type(bench.store.kept_open)
    begin = kept_open.begin

    def meanwhile(self: KeptOpens, asked: Asked) -> None:
        monkeypatch.undo()
        if comes_before:
            library.bring(MORE, "06")
        begin(self, asked)
        if not comes_before:
            library.bring(MORE, "06")

    monkeypatch.setattr(kept_open, "begin", meanwhile)
    keep_question_open(bench, ASKED)
    assert [number for number, _ in replies(bench)] == [2]


def test_what_was_ended_while_it_compared_is_compared_when_it_is_asked_next(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = library.bench
    kept = keep_question_open(bench, ASKED)
    close_question(bench, kept, "selesai")
    library.bring(MORE, "06")
    undo(bench)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("begin", "keep"):
        with monkeypatch.context() as patch:
            patch.setattr(type(bench.store.kept_open), step, ended)
            with pytest.raises(KeyboardInterrupt):
                new_questions(bench)
        assert bench.store.kept_open.waiting("ana")
    assert [number for number, _ in replies(bench)] == [2]
    assert not bench.store.kept_open.waiting("ana")


def test_what_was_read_of_some_articles_is_let_go_of_before_others_are_compared(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = library.bench
    kept = keep_question_open(bench, ASKED)
    close_question(bench, kept, "selesai")
    for day in range(10, 16):
        library.bring(f"{MORE} Hujan reda pada hari ke-{day}.", str(day))
    held: list[set[int]] = []
    keep = type(bench.store.kept_open).keep

    def counted(
        self: KeptOpens,
        found: Mapping[int, Sequence[Reply]],
        kept: Iterable[str],
        marks: tuple[int, int],
    ) -> bool:
        gc.collect()
        held.append({one.place.number for one in gc.get_objects() if isinstance(one, Statement)})
        return keep(self, found, kept, marks)

    gc.collect()
    monkeypatch.setattr(replying, "_AT_ONCE", 2)
    monkeypatch.setattr(type(bench.store.kept_open), "keep", counted)
    keep_question_open(bench, ASKED)
    assert held == [set(), set(), set()]
    assert len({number for number, _ in replies(bench)}) == 6


def test_what_is_found_said_to_some_leaves_what_is_said_to_others(library: Library) -> None:
    bench = library.bench
    library.bring(MORE, "06")
    one = keep_question_open(bench, ASKED)
    other = keep_statement_open(bench, statement(bench))
    said = [Reply(each.uid, Place(2, 0, 9), Stance.SAME, False, 90) for each in (one, other)]
    kept_open = bench.store.kept_open
    assert kept_open.keep({2: said}, [one.uid, other.uid], (2, 3))
    assert kept_open.keep({2: []}, [one.uid], (3, 4))
    assert kept_open.replies([one.uid, other.uid]) == said[1:]


def test_two_desks_of_hers_that_compare_at_once_keep_it_once(library: Library) -> None:
    bench = library.bench
    library.bring(ELSE, "05")
    one, other = keep_question_open(bench, ASKED), keep_question_open(bench, f"{ASKED} Siapa?")
    said = [Reply(each.uid, Place(2, 0, 9), Stance.SAME, False, 90) for each in (one, other)]
    kept_open = bench.store.kept_open
    assert kept_open.keep({}, [other.uid], (2, 3))
    assert kept_open.keep({2: said}, [one.uid, other.uid], (2, 4))
    assert kept_open.replies([one.uid, other.uid]) == said[:1], "the other one is further already"
    assert not kept_open.keep({2: []}, [one.uid, other.uid], (2, 4))
    assert kept_open.replies([one.uid, other.uid]) == said[:1]


@pytest.mark.parametrize("is_open_again", [True, False])
def test_what_is_closed_while_it_is_compared_has_no_replies(
    library: Library, monkeypatch: pytest.MonkeyPatch, is_open_again: bool
) -> None:
    bench = library.bench
    kept = keep_question_open(bench, ASKED)
    library.bring(MORE, "06")
    library.bring(AGAIN, "07")
    keep = type(bench.store.kept_open).keep

    def closed(
        self: KeptOpens,
        found: Mapping[int, Sequence[Reply]],
        kept_ones: Iterable[str],
        marks: tuple[int, int],
    ) -> bool:
        done = keep(self, found, kept_ones, marks)
        if marks[1] == 2:
            close_question(bench, kept, "selesai")
            if is_open_again:
                monkeypatch.undo()
                keep_question_open(bench, ASKED)
        return done

    monkeypatch.setattr(replying, "_AT_ONCE", 1)
    monkeypatch.setattr(type(bench.store.kept_open), "keep", closed)
    found = [number for number, _ in replies(bench)]
    assert sorted(found) == ([2, 3] if is_open_again else [])
    assert {one.place.number for one in bench.store.kept_open.replies([kept.uid])} == {*found}


def test_what_facts_found_anew_say_is_told_in_the_place_of_what_they_said(
    library: Library,
) -> None:
    bench = library.bench
    kept = keep_statement_open(bench, statement(bench))
    library.bring(MORE, "06")
    assert new_questions(bench) == 1
    (before,) = bench.store.kept_open.replies([kept.uid])
    gone = before._replace(place=Place(2, 0, 3))
    mark = bench.store.kept_open.marks(0, 0)[-1][0]
    assert bench.store.kept_open.keep({2: [gone]}, [kept.uid], (mark, mark))
    assert bench.store.kept_open.replies([kept.uid]) == [gone]
    assert not bench.store.kept_open.waiting("ana")
    extract_article(bench, 2)
    assert bench.store.kept_open.waiting("ana") == [kept]
    assert new_questions(bench) == 1
    assert bench.store.kept_open.replies([kept.uid]) == [before]


def test_what_is_kept_open_is_compared_anew_once_its_own_article_is_corrected(
    library: Library,
) -> None:
    bench = library.bench
    kept = keep_statement_open(bench, statement(bench))
    library.bring(MORE, "06")
    assert new_questions(bench) == 1
    assert [one.is_ours for one in bench.store.kept_open.replies([kept.uid])] == [False]
    set_metadata(bench, 1, {"published": "2026-03-10"})
    assert new_questions(bench) == 1
    assert [one.is_ours for one in bench.store.kept_open.replies([kept.uid])] == [True]


def test_what_was_compared_up_to_marks_that_are_lost_is_compared_anew(library: Library) -> None:
    bench = library.bench
    kept = keep_question_open(bench, ASKED)
    kept_open = bench.store.kept_open
    assert kept_open.keep({}, [kept.uid], (1, 9))  # as where marks began anew since
    library.bring(MORE, "06")
    assert [number for number, _ in replies(bench)] == [2]
    assert not kept_open.waiting("ana")


def test_undoing_it_takes_what_was_found_with_it(library: Library) -> None:
    bench = library.bench
    kept = keep_statement_open(bench, statement(bench))
    library.bring(MORE, "06")
    assert new_questions(bench) == 1
    assert bench.store.kept_open.replies([kept.uid])
    undo(bench)
    assert not bench.store.kept_open.replies([kept.uid])
    assert not bench.store.kept_open.asked("ana")
    assert open_questions(bench, with_closed=True) == []


def test_each_analysts_is_her_own(library: Library) -> None:
    ana = library.bench
    budi = bench_on(ana.store, "budi", first=5_000)
    keep_question_open(ana, ASKED)
    library.bring(MORE, "06")
    assert new_questions(ana) == 1
    assert open_questions(budi, with_closed=True) == []
    assert new_questions(budi) == 0


def test_a_statement_within_another_is_one_of_its_own(library: Library) -> None:
    bench = library.bench
    number, start, end = statement(bench)
    kept = keep_statement_open(bench, Place(number, start, end))
    assert keep_statement_open(bench, Place(number, start + 5, end)) == kept
    within = keep_statement_open(bench, Place(number, end - 9, end))
    assert within.uid != kept.uid
    assert [one.kept.uid for one in open_questions(bench)] == [kept.uid, within.uid]


def test_a_question_has_words_and_not_too_many(library: Library) -> None:
    for words in ("", " \n", "a" * 501):
        with pytest.raises(UsageError):
            keep_question_open(library.bench, words)
    kept = keep_question_open(library.bench, "  Siapa\u202e  \x1b[2Jpelakunya? ")
    assert "  " not in kept.words
    assert keep_question_open(library.bench, kept.words) == kept


def test_the_language_of_few_words_is_the_one_that_knows_them(library: Library) -> None:
    assert keep_question_open(library.bench, ASKED).lang == "id"
    english = keep_question_open(library.bench, "How many people died in the Waikilok flood?")
    assert english.lang == "en"


def test_records_are_read_as_they_were_written() -> None:
    kept = KeptOpen("k", "ana", "2026-03-04T00:00:00Z", 3, "Apa?", "id", "", 0, 0, "selesai")
    assert KeptOpen.from_record(kept.to_record()) == kept
    heard = Heard("k", "a", 1, 5, "ana", "2026-03-04T00:00:00Z", Hearing.DISMISSED)
    assert Heard.from_record(heard.to_record()) == heard
    assert heard.holds_for("k", ("a", 4, 9))
    assert not heard.holds_for("k", ("a", 5, 9))
    assert not heard.holds_for("l", ("a", 1, 5))


def test_nobody_is_told_what_a_colleague_keeps_open_though_she_judged_it(library: Library) -> None:
    ana = library.bench
    kept = keep_question_open(ana, ASKED)
    keep_statement_open(ana, statement(ana))
    library.bring(MORE, "06")
    assert hear_all(ana, open_questions(ana), Hearing.DISMISSED)
    undo(ana)
    close_question(ana, kept, "dibantah BPBD")
    budi = blind(bench_on(ana.store, "budi", first=5_000))
    for number in (1, 2):
        set_state(budi, view_article(budi, number), ReadingState.DONE)
    told = {change.entity for entry in entries_where(budi, "", 100) for change in entry.changes}
    assert told.isdisjoint({"kept_open", "heard"})
    assert len(entries_where(seeing_all(budi), "", 100)) == len(entries_where(budi, "", 100)) + 5
    assert len(entries_where(blind(ana), "act:open", 100)) == 2, "her own"
