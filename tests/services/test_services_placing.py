"""Annotations of a text that is not ours to the letter: taken where nothing can be mistaken, listed
with the place elsewhere, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import bench_on, is_sound
from stores import Stores

from workbench.domain.arrival import Answer, ArrivalKind
from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.claim import Claim, Hop
from workbench.domain.note import NoteSubject
from workbench.domain.span import Span
from workbench.errors import ConflictError
from workbench.services.annotate import add_note, assess_claim, edit_claim, new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.arrivals import place_at, take, waiting
from workbench.services.exporting import export
from workbench.services.importing import import_documents, read
from workbench.services.metadata import set_metadata
from workbench.services.taken import Taken
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

OURS = (
    "“Besok pelabuhan dibuka lagi,” kata Dewi Lestari di Makassar, Senin.\n\n"
    "Menurut warga, tidak ada korban jiwa dalam kebakaran itu. Pasar ditutup tiga hari.\n\n"
    "“Kami menunggu kapal terakhir,” kata Samrin Wabula kepada koran setempat."
)
THEIRS = (
    OURS.replace("\n\n", "\n\n\n")
    .replace("tidak ada korban", "tidak  ada korban")
    .replace("menunggu", "me\u00adnunggu")
)
WHOLE, SPACED, HYPHENED = (
    "Pasar ditutup tiga hari",
    "tidak  ada korban jiwa",
    "me\u00adnunggu kapal",
)


@pytest.fixture
def here(stores: Stores) -> Iterator[Workbench]:
    """Ana's workbench, with the text as it is here."""
    yield from with_text(stores, "here", "ana", 0, OURS)


@pytest.fixture
def there(stores: Stores) -> Iterator[Workbench]:
    """Budi's, with the text as it came there, and a claim on each of three stretches of it."""
    for bench in with_text(stores, "there", "budi", 200_000, THEIRS):
        for words in (WHOLE, SPACED, HYPHENED):
            claim_on(bench, words)
        yield bench


def with_text(
    stores: Stores, name: str, analyst: str, first: int, text: str
) -> Iterator[Workbench]:
    with stores.open(name) as store:
        bench = bench_on(store, analyst, first=first)
        add_text(bench, stores.folder, text)
        yield bench


def add_text(bench: Workbench, folder: Path, text: str) -> None:
    (folder / "kabar.txt").write_text(text, "utf-8")
    assert len(list(import_documents(bench, read([folder / "kabar.txt"])))) == 1


def view(bench: Workbench) -> ArticleView:
    return view_article(bench, 1)


def claim_on(bench: Workbench, words: str) -> Claim:
    start = view(bench).text.index(words)
    return new_claim(bench, view(bench), Span.of(view(bench).text, start, start + len(words)))


def carried(one: Workbench, other: Workbench, folder: Path, choice: Choice = EVERYTHING) -> Taken:
    """What came of one's set at the other."""
    export(one, "jsonl", folder / "set.jsonl", choice=choice)
    return import_annotations(other, "jsonl", folder / "set.jsonl")


def test_a_text_of_the_same_letters_is_ours_and_what_cannot_be_mistaken_is_taken(
    here: Workbench, there: Workbench, tmp_path: Path
) -> None:
    assert view(there).text != view(here).text
    claim = view(there).my_claims()[0]
    start = THEIRS.index("warga")
    hop = Hop((), Span.of(view(there).text, start, start + 5), "Menurut")
    edited = next(one for one in view(there).my_claims() if one.span.exact == WHOLE)
    edit_claim(there, view(there), replace(edited, hops=(hop,)))
    note = add_note(there, NoteSubject.ARTICLE, claim.article, "periksa", span=edited.span)
    taken = carried(there, here, tmp_path)
    assert (taken.articles, taken.known_articles, taken.waiting) == (0, 1, 2)
    text = view(here).text
    (mine,) = view(here).claims
    assert mine.span.check(text).exact == WHOLE
    assert mine.hops[0].span
    assert mine.hops[0].span.check(text).exact == "warga"
    (noted,) = view(here).notes
    assert (noted.uid, noted.span) == (note.uid, mine.span)
    assert is_sound(here)


def test_what_is_written_otherwise_waits_with_the_place_and_is_asked_once(
    here: Workbench, there: Workbench, tmp_path: Path
) -> None:
    carried(there, here, tmp_path)
    found = {
        one.arrival.theirs["exact"]: one.arrival for one in waiting(here) if one.arrival.theirs
    }
    assert {*found} == {SPACED, HYPHENED}
    assert {one.kind for one in found.values()} == {ArrivalKind.SHIFTED}
    assert all("written otherwise" in one.why for one in found.values())
    (span,) = found[SPACED].spans
    assert span.check(view(here).text).exact == "tidak ada korban jiwa"
    (span,) = found[HYPHENED].spans
    assert span.check(view(here).text).exact == "menunggu kapal"
    again = carried(there, here, tmp_path)
    assert (again.changes, again.waiting, len(waiting(here))) == (0, 0, 2)
    place_at(here, found[SPACED])
    again = carried(there, here, tmp_path)
    assert (again.changes, again.waiting, len(waiting(here))) == (0, 0, 1)
    assert {one.span.exact for one in view(here).claims} == {WHOLE, "tidak ada korban jiwa"}
    assert is_sound(here)


def test_what_came_so_goes_back_as_what_it_was(
    here: Workbench, there: Workbench, tmp_path: Path
) -> None:
    carried(there, here, tmp_path)
    before = view(there).claims
    back = carried(here, there, tmp_path)
    assert (back.changes, back.conflicts, back.waiting) == (0, 0, 0)
    assert view(there).claims == before
    mine = next(one for one in view(here).claims if one.span.exact == WHOLE)
    one = view_article(bench_as(here, "budi"), 1)
    edit_claim(bench_as(here, "budi"), one, replace(mine, restatement="Pasar tutup."))
    assert carried(here, there, tmp_path).changes == 1
    (edited,) = [one for one in view(there).claims if one.uid == mine.uid]
    assert edited.restatement == "Pasar tutup."
    assert edited.span.check(view(there).text).exact == WHOLE


def bench_as(bench: Workbench, analyst: str) -> Workbench:
    return Workbench(bench.store, analyst, now=bench.now, uid=bench.uid)


def test_words_that_stand_twice_among_the_same_words_are_not_told_apart(
    stores: Stores, tmp_path: Path
) -> None:
    line = "Tidak ada korban jiwa dalam kebakaran di pelabuhan itu, kata polisi. "
    for here in with_text(stores, "a", "ana", 0, line * 3):
        for there in with_text(stores, "b", "budi", 9_000, line * 2 + "\n" + line):
            claim_on(there, "di pelabuhan itu, kata")
            assert carried(there, here, tmp_path).waiting == 1
            (one,) = waiting(here)
            assert one.arrival.kind is ArrivalKind.SHIFTED
            assert "twice" in one.arrival.why
            assert view(here).claims == ()


def test_a_text_of_other_letters_is_another_article(
    here: Workbench, stores: Stores, tmp_path: Path
) -> None:
    for there in with_text(stores, "b", "budi", 9_000, THEIRS.replace("tiga", "empat")):
        claim_on(there, HYPHENED)
        taken = carried(there, here, tmp_path)
    assert (taken.articles, taken.waiting) == (1, 0)
    assert view(here).claims == ()


def test_another_text_under_one_uid_shows_where_the_words_are(
    here: Workbench, stores: Stores, tmp_path: Path
) -> None:
    claim_on(here, WHOLE)
    export(here, "jsonl", tmp_path / "set.jsonl")
    for other in with_uid(here, stores, OURS.replace("Senin.", "Selasa, pukul tujuh.")):
        taken = import_annotations(other, "jsonl", tmp_path / "set.jsonl")
        assert (taken.articles, taken.waiting) == (0, 1)
        (one,) = waiting(other)
        (span,) = one.arrival.spans
        assert span.check(view(other).text).exact == WHOLE
        assert import_annotations(other, "jsonl", tmp_path / "set.jsonl").waiting == 0
        assert is_sound(other)


def test_its_text_on_another_article_is_not_taken_for_the_one_of_its_uid(
    here: Workbench, stores: Stores, tmp_path: Path
) -> None:
    claim_on(here, WHOLE)
    export(here, "jsonl", tmp_path / "set.jsonl")
    for other in with_uid(here, stores, OURS.replace("Senin.", "Selasa, pukul tujuh.")):
        add_text(other, tmp_path, OURS)
        taken = import_annotations(other, "jsonl", tmp_path / "set.jsonl")
        assert (taken.articles, taken.waiting) == (0, 1)
        (one,) = waiting(other)
        assert one.arrival.article == view(here).article.uid
        assert view_article(other, 2).claims == ()
        assert is_sound(other)


def with_uid(bench: Workbench, stores: Stores, text: str) -> Iterator[Workbench]:
    """Citra's workbench, whose article has the other's uid and this text."""
    uid = view(bench).article.uid
    with stores.open("uid") as store:
        ours = bench_on(store, "citra", first=700_000)
        add_text(Workbench(store, "citra", now=ours.now, uid=lambda: uid), stores.folder, text)
        yield ours


def test_work_on_a_text_that_is_not_here_waits_for_it(
    there: Workbench, stores: Stores, tmp_path: Path
) -> None:
    claim = next(one for one in view(there).my_claims() if one.span.exact == WHOLE)
    assess_claim(there, view(there), claim.uid, credibility=3)
    set_metadata(there, view(there).number, {"outlet": "Radio Pagi"})
    with stores.open("empty") as store:
        bench = bench_on(store, "ana", first=500_000)
        taken = carried(there, bench, tmp_path, Choice(without_text=True))
        assert taken.waiting == 3
        (loss,) = taken.unread
        assert loss.what == "articles that came without their text"
        assert loss.why.endswith(f"this again: “{view(there).article.metadata.title}” (Radio Pagi)")
        assert {one.arrival.kind for one in waiting(bench)} == {ArrivalKind.UNMATCHED}
        with pytest.raises(ConflictError, match="the article is not here"):
            take(bench, [waiting(bench)[0].arrival])
        assert carried(there, bench, tmp_path, Choice(without_text=True)).waiting == 0
        add_text(bench, tmp_path, view(there).text)
        uids = [one.arrival.uid for one in waiting(bench)]
        assert carried(there, bench, tmp_path, Choice(without_text=True)).changes >= 4
        assert waiting(bench) == []
        answers = {bench.store.arrivals.find(uid).answer for uid in uids}
        assert answers == {Answer.SETTLED}
        assert len(view(bench).claims) == 3
        assert [one.claim for one in view(bench).assessments] == [claim.uid]
        assert is_sound(bench)
