"""What came in from elsewhere waits for an answer, and an answer is one act with one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from file_cases import SqliteFile
from services_cases import is_sound, quotes, records, view_of

from workbench.domain.arrival import Answer, Arrival, ArrivalKind
from workbench.domain.claim import Claim
from workbench.domain.journal import TAKE_IN, Change, Entry, Record
from workbench.domain.note import NoteSubject
from workbench.domain.past import Meeting, first_past, meeting
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.domain.topic import Topic
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.annotate import add_note, assess_claim
from workbench.services.arrivals import drop, find, keep, place, placed_at, take, waiting
from workbench.services.history import redo, undo
from workbench.services.mending import rebuild
from workbench.services.proof import verify
from workbench.services.review import accept_facts
from workbench.services.sources import rate_source
from workbench.services.workbench import Workbench


@pytest.fixture
def claim(bench: Workbench) -> Claim:
    """A claim of Ana's."""
    view = view_of(bench, "sagara-kapal-01")
    accept_facts(bench, view, [quotes(view)[0][0]])
    return view_of(bench, "sagara-kapal-01").my_claims()[0]


def arrive(
    bench: Workbench,
    theirs: Record | None,
    claim: Claim,
    kind: ArrivalKind = ArrivalKind.CONFLICT,
    spans: tuple[Span, ...] = (),
) -> Arrival:
    """Another database's state of a claim, which waits here."""
    key = ("claim", claim.uid)
    past = first_past(key, claim.to_record()).after(theirs)
    arrival = Arrival(kind, *key, claim.article, theirs, past, "set.jsonl", bench.now(), "", spans)
    bench.act("import", [Change("arrival", arrival.uid, None, arrival.to_record())])
    return arrival


def theirs_of(claim: Claim) -> Record:
    return replace(claim, restatement="Kapal itu karam.").to_record()


def now(bench: Workbench, claim: Claim) -> Record | None:
    return bench.store.journal.current("claim", claim.uid)


def test_what_waits_stands_beside_what_is_here(bench: Workbench, claim: Claim) -> None:
    arrival = arrive(bench, theirs_of(claim), claim)
    (one,) = waiting(bench)
    assert (one.arrival, one.ours) == (arrival, claim.to_record())
    assert one.number == view_of(bench, "sagara-kapal-01").number
    assert find(bench, arrival.uid[:8]).arrival == arrival
    assert bench.store.arrivals.open() == [arrival]
    assert bench.store.arrivals.how_many() == 1
    assert is_sound(bench)


@pytest.mark.parametrize("answer", [take, keep], ids=["take", "keep"])
def test_an_answer_wins_over_both_sides_and_is_one_undo(
    bench: Workbench, claim: Claim, answer: Callable[[Workbench, list[Arrival]], object]
) -> None:
    arrival = arrive(bench, theirs_of(claim), claim)
    before = records(bench.store)
    entry = answer(bench, [arrival])
    assert isinstance(entry, Entry)
    words = claim.span.exact[:20]
    assert entry.about.startswith(f"claim “{words}")
    number = view_of(bench, "sagara-kapal-01").number
    assert entry.about.endswith(f" of #{number}, from {arrival.file}")
    stands = theirs_of(claim) if answer is take else claim.to_record()
    assert now(bench, claim) == stands
    past = bench.store.pasts.kept(("claim", claim.uid))
    assert past
    assert meeting(first_past(("claim", claim.uid), claim.to_record()), past) is Meeting.NEWER
    assert meeting(arrival.past, past) is Meeting.NEWER
    assert waiting(bench) == []
    told = Answer.TAKEN if answer is take else Answer.KEPT
    assert find(bench, arrival.uid).arrival.answer is told
    with pytest.raises(UsageError, match="answered"):
        keep(bench, [find(bench, arrival.uid).arrival])
    after = records(bench.store)
    assert undo(bench)
    assert records(bench.store) == before
    assert bench.store.pasts.kept(("claim", claim.uid)) is None
    assert [one.arrival for one in waiting(bench)] == [arrival]
    assert redo(bench)
    assert records(bench.store) == after
    assert is_sound(bench)


def test_taking_a_removal_takes_out_what_stands_on_the_claim(
    bench: Workbench, claim: Claim
) -> None:
    assess_claim(bench, view_of(bench, "sagara-kapal-01"), claim.uid, credibility=3)
    arrival = arrive(bench, None, claim)
    take(bench, [arrival])
    assert now(bench, claim) is None
    assert "assessment" not in records(bench.store)
    assert undo(bench)
    assert now(bench, claim) == claim.to_record()
    assert is_sound(bench)


def test_what_is_on_a_claim_that_was_removed_comes_with_it(bench: Workbench, claim: Claim) -> None:
    from workbench.domain.claim import Assessment
    from workbench.services.annotate import remove_claim

    remove_claim(bench, view_of(bench, "sagara-kapal-01"), claim.uid)
    judged = Assessment(claim.uid, "budi", 2)
    key = ("assessment", judged.uid)
    past = first_past(key, judged.to_record())
    on_it = Arrival(
        *(ArrivalKind.UNMATCHED, *key, claim.article, judged.to_record(), past, "f", bench.now())
    )
    bench.act("import", [Change("arrival", on_it.uid, None, on_it.to_record())])
    with pytest.raises(ConflictError, match="not there"):
        take(bench, [on_it])
    take(bench, [arrive(bench, claim.to_record(), claim)])
    assert now(bench, claim) == claim.to_record()
    assert bench.store.journal.current(*key) == judged.to_record()
    assert waiting(bench) == []
    assert is_sound(bench)


def test_words_that_stand_elsewhere_are_placed_as_a_claim_of_its_own(
    bench: Workbench, claim: Claim
) -> None:
    view = view_of(bench, "lintang-kapal-01")
    there = Span.of(view.text, 0, 12)
    moved = replace(claim, article=view.article.uid)
    arrival = arrive(bench, moved.to_record(), moved, ArrivalKind.SHIFTED, (there,))
    assert find(bench, arrival.uid).arrival.spans == (there,)
    with pytest.raises(UsageError, match="elsewhere"):
        take(bench, [arrival])
    assert place(bench, arrival, placed_at(arrival, there))
    placed = next(one for one in view_of(bench, "lintang-kapal-01").claims)
    assert (placed.span, placed.uid != claim.uid) == (there, True)
    assert [hop.sources for hop in placed.hops] == [hop.sources for hop in claim.hops]
    assert now(bench, claim) == claim.to_record()
    assert is_sound(bench)


def test_an_answer_to_several_names_the_first_and_says_how_many_more(
    bench: Workbench, claim: Claim
) -> None:
    first = arrive(bench, theirs_of(claim), claim)
    strays = [
        replace(first, kind=ArrivalKind.UNMATCHED, thing=f"elsewhere-{one}", file="b.jsonl")
        for one in range(1_100)
    ]
    changes = [Change("arrival", one.uid, None, one.to_record()) for one in strays]
    bench.act("import", changes)
    entry = drop(bench, strays)
    assert entry
    assert " and 1,099 more, from b.jsonl" in entry.about
    assert undo(bench)


def test_what_has_no_place_is_dropped_and_a_conflict_is_not(bench: Workbench, claim: Claim) -> None:
    conflict = arrive(bench, theirs_of(claim), claim)
    with pytest.raises(UsageError, match="conflict"):
        drop(bench, [conflict])
    stray = replace(conflict, kind=ArrivalKind.UNMATCHED, thing="elsewhere")
    bench.act("import", [Change("arrival", stray.uid, None, stray.to_record())])
    with pytest.raises(UsageError, match="nothing here"):
        keep(bench, [stray])
    drop(bench, [stray])
    assert [one.arrival for one in waiting(bench)] == [conflict]
    assert is_sound(bench)


def test_one_is_named_by_the_beginning_of_its_uid(bench: Workbench, claim: Claim) -> None:
    arrive(bench, theirs_of(claim), claim)
    with pytest.raises(NotFoundError):
        find(bench, "zzzzzz")
    with pytest.raises(UsageError, match="too short"):
        find(bench, "ab")


def test_pasts_follow_what_is_done_and_are_made_again_of_the_journal(
    bench: Workbench, only_file: SqliteFile
) -> None:
    view = view_of(bench, "sagara-kapal-01")
    note = add_note(bench, NoteSubject.ARTICLE, view.article.uid, "satu")
    key = ("note", note.uid)
    pasts = bench.store.pasts
    assert pasts.kept(key) is None
    undo(bench)
    gone = pasts.kept(key)
    assert gone
    assert gone.is_gone
    assert gone.about == view.article.uid
    assert gone.ancestors == first_past(key, note.to_record()).states
    redo(bench)
    back = pasts.kept(key)
    assert back
    assert gone.state in back.ancestors
    assert back.state not in gone.ancestors | {gone.state}
    assert pasts.of_article(view.article.uid) == [(key, back)]
    assert is_sound(bench)


def test_pasts_that_are_damaged_are_found_and_made_again_of_the_journal(
    bench: Workbench, only_file: SqliteFile
) -> None:
    view = view_of(bench, "sagara-kapal-01")
    note = add_note(bench, NoteSubject.ARTICLE, view.article.uid, "satu")
    undo(bench)
    key = ("note", note.uid)
    gone = bench.store.pasts.kept(key)
    with only_file.by_hand(bench.store.place.file) as connection:
        connection.execute("UPDATE past SET states = randomblob(16), gone = 0")
    found = list(verify(bench.store))
    assert [str(one) for one in found] == [f"past of note:{note.uid}: changed outside the journal"]
    rebuild(bench, found)
    assert bench.store.pasts.kept(key) == gone
    assert is_sound(bench)


def test_undo_leaves_the_past_of_a_source_that_others_use_by_now(bench: Workbench) -> None:
    source = Source("s-1", "Polisi")
    key = ("source", source.uid)
    past = first_past(key, source.to_record()).after(source.to_record())
    bench.act(
        TAKE_IN,
        [
            Change(*key, None, source.to_record()),
            Change("past", "source:s-1", None, past.to_record(key)),
            Change("topic", "banjir", None, Topic("Banjir").to_record()),
        ],
    )
    rate_source(replace(bench, analyst="budi"), source.uid, "B", "dua kali benar")
    assert undo(bench)
    assert bench.store.topics.all() == []
    assert bench.store.pasts.kept(key) == past
    assert is_sound(bench)
